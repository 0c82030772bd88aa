"""Options of commands, and the sentences in which bad ones are refused: argparse that speaks Dutch."""

import argparse
import re
from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple, NoReturn

from desk.errors import BadUsage

Options = argparse.Namespace

LANGUAGES = ("nl", "en")

PROBLEMS = (
    (re.compile(r"the following arguments are required: (.+)"), r"Er ontbreekt: \1."),
    (re.compile(r"one of the arguments (.+) is required"), r"Geef één van: \1."),
    (re.compile(r"unrecognized arguments: (.+)"), r"Dit hoort hier niet: \1."),
    (re.compile(r"argument (\S+): expected .*argument.*"), r"Bij \1 ontbreekt een waarde."),
    (re.compile(r"argument (\S+): invalid choice: (.+?) \(choose from (.+)\)"), r"Bij \1 past \2 niet; kies uit \3."),
    (re.compile(r"argument (\S+): ignored explicit argument (.+)"), r"\1 neemt geen waarde (\2)."),
    (re.compile(r"argument (\S+): not allowed with argument (\S+)"), r"\1 en \2 gaan niet samen."),
    (re.compile(r"argument (\S+): (.+)"), r"Bij \1: \2."),
)
"""What argparse finds wrong, and how that is said here."""


class Help(argparse.HelpFormatter):
    """Help in Dutch, as wide as the terminal."""

    def add_usage(self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """Add the line of usage under its Dutch name."""
        super().add_usage(usage, actions, groups, "Gebruik: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """The options of one command; what it cannot use it refuses in one sentence."""

    def __init__(self, *, prog: str, description: str) -> None:
        """Make the parser of one command, with its help option."""
        super().__init__(prog=prog, description=description, add_help=False, allow_abbrev=False, formatter_class=Help)
        self._positionals.title = "gegevens"
        self._optionals.title = "opties"
        self.add_argument("-h", "--help", action="help", help="deze hulp")

    def error(self, message: str) -> NoReturn:
        """Refuse what was typed, in one Dutch sentence."""
        for pattern, sentence in PROBLEMS:
            if found := pattern.fullmatch(message):
                raise BadUsage(problem=found.expand(sentence), program=self.prog)
        raise BadUsage(problem=f"{message}.", program=self.prog)


class Command(NamedTuple):
    """A command: how its options are told to the parser, and what it does with them."""

    options: Callable[[Parser], None]
    run: Callable[[Options], int]
    description: str


def day(text: str) -> date:
    """Return a civil day from ``2018-05-31``; raises a refusal for anything else."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        problem = f"verwacht wordt een bestaande datum als 2018-05-31, niet {text!r}"
        raise argparse.ArgumentTypeError(problem) from None


def words(text: str) -> str:
    """Return a text that says something; raises a refusal for blanks alone."""
    if not text.strip():
        problem = "verwacht wordt tekst, niet niets"
        raise argparse.ArgumentTypeError(problem)
    return text.strip()


def case_number(text: str) -> str:
    """Return a case number as it is written; whether it exists is for the register to say."""
    return words(text).upper()


def number(text: str) -> int:
    """Return a whole number above nought; raises a refusal for anything else."""
    if not text.strip().isdecimal() or int(text) < 1:
        problem = f"verwacht wordt een getal vanaf 1, niet {text!r}"
        raise argparse.ArgumentTypeError(problem)
    return int(text)


def listed(text: str) -> tuple[str, ...]:
    """Return the parts of ``34964,E180019``; raises a refusal where there is none."""
    parts = tuple(part.strip() for part in text.split(",") if part.strip())
    if not parts:
        problem = "verwacht worden nummers met een komma ertussen, als 34964,E180019"
        raise argparse.ArgumentTypeError(problem)
    return parts


def titled(text: str) -> tuple[str, str]:
    """Return the number and the title of ``34964=Migratie``; raises a refusal where one of them is missing."""
    number_of, _, title = (part.strip() for part in text.partition("="))
    if not number_of or not title:
        problem = f"verwacht wordt een nummer met zijn titel, als 34964=Migratie, niet {text!r}"
        raise argparse.ArgumentTypeError(problem)
    return number_of, title


def prints(parser: Parser) -> None:
    """Add the option with which a command prints data in place of sentences."""
    parser.add_argument("--json", action="store_true", help="druk gegevens af als JSON, in plaats van zinnen")


def acts(parser: Parser) -> None:
    """Add the options of every command that records an act: by whom, on which day, and how it is told."""
    parser.add_argument("--by", metavar="NAAM", type=words, help="wie dit doet (anders uw loginnaam)")
    parser.add_argument(
        "--as-of", metavar="DATUM", type=day, help="de dag waarop dit als gedaan geldt (anders vandaag in Amsterdam)"
    )
    prints(parser)


def speaks(parser: Parser) -> None:
    """Add the language of explanations."""
    parser.add_argument(
        "--lang",
        choices=LANGUAGES,
        help="de taal van de uitleg [GRIFFIE_LANG; anders nl]",
    )


def names_case(parser: Parser) -> None:
    """Add the case number with which a command begins."""
    parser.add_argument("case", metavar="ZAAK", type=case_number, help="het zaaknummer, als EK-2018-001")


def gives_reason(parser: Parser, why: str) -> None:
    """Add the reason, which stands in the diary beside the act."""
    parser.add_argument("--reason", metavar="TEKST", type=words, required=True, help=why)

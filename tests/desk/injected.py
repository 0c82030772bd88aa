"""Hostile words in every parameter of every command: refused whole, or taken as harmless words would be (S12).

What a command does with a parameter is tried with plain words first. Hostile ones must then do just the same to the
tables, so many rows more in each and none other, or be refused and change nothing.
"""

import argparse
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from casework.workplace import Workplace
from desk.catalogue import COMMANDS
from desk.cli import parser_of
from models.register import metadata
from tests.desk.running import Griffie, Ran, griffie_of

PLAIN = "gewone woorden"
HOSTILE = (
    "' OR '1'='1",
    "'; DROP TABLE act; --",
    "'; UPDATE term SET due_on = '2030-01-01'; --",
    '" OR ""="',
    "1) UNION SELECT name, sql FROM sqlite_master --",
    "%' AND 1=1 --",
    "'||(SELECT text FROM letter_reading)||'",
    "EK-2018-001' AND pg_sleep(9) --",
    "1;ATTACH DATABASE 'x' AS y",
    "\\'; DELETE FROM letter WHERE ''='",
    "%s %(name)s :param {0} {{x}}",
    'NEAR("a" b) OR * NOT ^',
    "_%_",
    "$$; COMMIT; DROP TABLE seal; $$",
    "\u02bc OR 1=1 --",
    "'\ufeff; SELECT 1 --",
)

NOT_TRIED = {"up": "starts servers", "demo": "plays in a home of its own", "watch": "takes nothing"}
"""Commands that take no word that goes to the register."""

CASE, ANSWERED, CLOSED = "EK-2018-001", "EK-2018-002", "EK-2018-003"
RETENTION = {"GRIFFIE_RETENTION_YEARS": "1"}
"""So that a closed case may be anonymised."""


def _words(folder: Path) -> dict[str, dict[str, list[str]]]:
    """Return what each command is given where it is not what is tried: enough for it to come as far as the register."""
    case, reason, letter = {"case": [CASE]}, {"reason": ["--reason", "daarom"]}, str(folder / "nieuw.txt")
    return {
        "term": {"clause": ["binnen twee weken"], "dated": ["--dated", "2018-05-31"]},
        "cite": {"text": ["34215"]},
        "read": {"files": [letter]},
        "compose": {"source": [CASE]},
        "letter": {"kind": ["request"], "committee": ["--committee", "IA-JBZ"], "to": ["--to", "Minister van BZ"]}
        | {"body": ["--body", str(folder / "vragen.txt")], "term": ["--term", "binnen twee weken"]},
        "request": {"file": [letter]},
        "receive": {"file": [str(folder / "antwoord.txt")], "cases": ["--case", CASE]},
        "answers": {**case, "question": ["--question", "1"], "answered": ["--answered"], **reason},
        "defer": {**case, "via": ["--via", "mail"], **reason},
        "correct": {**case, "dated": ["--dated", "2018-05-30"], **reason},
        "void": {"case": [ANSWERED], "letter": ["--letter", "3"], **reason},
        "hold": {**case, "until": ["--until", "2018-06-30"], **reason},
        "note": {**case, "text": ["een aantekening"]},
        "dossier": {**case, "numbers": ["--set", "34964"], **reason},
        "close": {**case, "closed_as": ["--as", "lapsed"], **reason},
        "reopen": {"case": [CLOSED], **reason},
        "anonymise": {"case": [CLOSED], **reason, "as_of": ["--as-of", "2020-01-06"]},
        "adopt": {
            "case": [ANSWERED],
            "on": ["--on", "2018-06-20"],
            "clerk": ["--clerk", "K. Lerk"],
            "despite": ["--despite", "x"],
        },
        "publish": {"case": [ANSWERED], "adopted_on": ["--adopted-on", "2018-06-20"], "clerk": ["--clerk", "K. Lerk"]}
        | {"despite": ["--despite", "x"]},
        "send": {**case, "rung": ["notice"]},
        "show": case,
        "audit": {"act": ["verify"]},
        "office": {"act": ["load"], "file": [str(folder / "leeg.toml")]},
        "prefer": {"rung": ["notice"], "ministry": ["--ministry", "JenV"], "said_by": ["--said-by", "iemand"]},
        "report": {"what": ["downtime"]},
        "recompute": {"apply": ["--apply", "merk"], **reason},
        "backup": {"out": [str(folder / "back-up.zip")]},
        "restore": {"backup": [str(folder / "bewaard.zip")], "into": ["--into", str(folder / "elders")]},
        "import": {"file": [str(folder / "regels.jsonl")]},
    }


INSTEAD = {"committee": ("ministry",), "due": ("dated", "term"), "term": ("dated", "due"), "letter": ()}
"""What goes when a parameter is given that does not go with it."""


@dataclass(frozen=True)
class Parameter:
    """One parameter of a command that takes words."""

    command: str
    dest: str
    option: str
    """Empty for a word that is known by its place."""

    def __str__(self) -> str:
        """Return how it is typed."""
        return f"{self.command} {self.option or self.dest.upper()}"


def parameters() -> list[Parameter]:
    """Return every parameter of every command that takes words of a person's own."""
    found = []
    for name in COMMANDS:
        if name in NOT_TRIED:
            continue
        for one in parser_of(name)._actions:
            free = not isinstance(one, argparse._HelpAction) and one.nargs != 0 and one.choices is None
            if free:
                found.append(Parameter(name, one.dest, one.option_strings[-1] if one.option_strings else ""))
    return found


Rows = Counter[tuple[str, tuple[Any, ...]]]


@dataclass
class Trial:
    """A register on which commands are tried, each on the register as it was."""

    place: Workplace
    folder: Path
    again: Callable[[], Workplace]
    """Gives the register as it was at the beginning."""
    settings: dict[str, str] = field(default_factory=lambda: dict(RETENTION))
    ran: int = 0
    refused: int = 0
    written: int = 0

    def begun(self) -> None:
        """Note what there is."""
        self._words = _words(self.folder)
        self._before = rows(self.place)
        self._files = {path.name for path in self.folder.iterdir()}
        self._plain: dict[Parameter, tuple[Ran, Counter[str]]] = {}

    def holds(self, parameter: Parameter, word: str) -> None:
        """Try a hostile word; it does no more than plain words do, or it is refused and does nothing."""
        if parameter not in self._plain:
            self._plain[parameter] = self._tried(parameter, PLAIN)
        plain, usual = self._plain[parameter]
        ran, changed = self._tried(parameter, word)
        self.ran += 1
        self.refused += ran.code == 2
        self.written += bool(changed)
        assert ran.code in {0, 2, plain.code}, (str(parameter), word, ran)
        assert "Er ging iets mis in griffie zelf" not in ran.err, (str(parameter), word, ran)
        assert changed in ({}, usual), (str(parameter), word, changed, usual)

    def _tried(self, parameter: Parameter, word: str) -> tuple[Ran, Counter[str]]:
        run: Griffie = griffie_of(self.place.home)
        ran = run(parameter.command, *self._typed(parameter, word), **self.settings)
        now = rows(self.place)
        new, gone = now - self._before, self._before - now
        changed = Counter(f"+ {table}" for table, _ in new) + Counter(f"- {table}" for table, _ in gone)
        if ran.code == 2:
            assert now == self._before, (str(parameter), word)
        if changed:
            self.place = self.again()
        for path in self.folder.iterdir():
            if path.name not in self._files:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        return ran, changed

    def _typed(self, parameter: Parameter, word: str) -> Iterator[str]:
        given = dict(self._words.get(parameter.command, {}))
        for other in INSTEAD.get(parameter.dest, ()):
            given.pop(other, None)
        given[parameter.dest] = [f"{parameter.option}={word}"] if parameter.option.startswith("--") else [word]
        if parameter.option and not parameter.option.startswith("--"):
            given[parameter.dest] = [parameter.option, word]
        yield from (one for words in given.values() for one in words)
        if any(one.dest == "as_of" for one in parser_of(parameter.command)._actions) and "as_of" not in given:
            yield from ("--as-of", "2018-06-20")
        if any(one.dest == "yes" for one in parser_of(parameter.command)._actions):
            yield "--yes"


def rows(place: Workplace) -> Rows:
    """Return every row of the register, with its table."""
    with place.reading() as connection:
        return Counter(
            (table.name, tuple(map(str, row)))
            for table in metadata.sorted_tables
            for row in connection.execute(table.select())
        )

"""``griffie term``: what date does this clause mean, and when must a letter leave to be answered in time?"""

from datetime import date
from typing import TYPE_CHECKING, Any

from desk.errors import BadLine, BadUsage
from desk.files import json_lines
from desk.language import spoken
from desk.parser import Command, Options, Parser, day, prints, speaks, words
from desk.say import as_json, as_line

if TYPE_CHECKING:
    from procedure.rulebook import Rulebook

EXPECTED = '{"clause": "binnen twee weken", "dated": "2018-05-31"}'


def _options(parser: Parser) -> None:
    parser.add_argument("clause", metavar="TERMIJN", nargs="?", help="de woorden van de termijn")
    parser.add_argument("--dated", metavar="DATUM", type=day, help="de dagtekening van de brief waarin zij staan")
    parser.add_argument(
        "--received", metavar="DATUM", type=day, help="de dag van ontvangst, voor een termijn na ontvangst"
    )
    parser.add_argument(
        "--before",
        metavar="DATUM",
        type=day,
        help="reken terug: wanneer moet een brief met deze termijn weg zijn om vóór deze dag antwoord te hebben?",
    )
    parser.add_argument("--chamber", choices=("ek", "tk"), default="ek", help="de Kamer wier reces telt (anders ek)")
    parser.add_argument(
        "--rule", metavar="NAAM", type=words, help="de telregel: calendar, atw of working_days (anders calendar)"
    )
    parser.add_argument(
        "--jsonl", metavar="BESTAND", help="een vraag per regel (- voor standaardinvoer), per regel een antwoord"
    )
    speaks(parser)
    prints(parser)


def _run(options: Options) -> int:
    if options.before and (options.dated or options.received or options.jsonl):
        problem = "--before gaat niet samen met --dated, --received of --jsonl."
        raise BadUsage(problem=problem, program="griffie term")
    if options.jsonl is not None:
        return _stream(options.jsonl, spoken(options))
    if options.clause is None:
        raise BadUsage(problem="Geef de woorden van een termijn, of --jsonl.", program="griffie term")
    if options.before is not None:
        return _backwards(options)
    if options.dated is None:
        raise BadUsage(problem="Er ontbreekt: --dated, de dagtekening van de brief.", program="griffie term")
    found = term_of(
        options.clause,
        dated=options.dated,
        received=options.received,
        chamber=options.chamber,
        rule=options.rule,
        lang=spoken(options),
        rules=rulebook(),
    )
    print(as_json(found) if options.json else in_words(found, spoken(options)))
    return 0


def _backwards(options: Options) -> int:
    """Print the last day to send; a letter that is still to be sent has no date and no receipt yet."""
    found = sending_of(options.clause, before=options.before, rule=options.rule, lang=spoken(options), rules=rulebook())
    print(as_json(found) if options.json else sending_in_words(found, spoken(options)))
    return 0


def _stream(name: str, lang: str) -> int:
    code = 0
    rules = rulebook()
    for number, line in json_lines(name):
        try:
            print(as_line(_answer(number, line, lang, rules)), flush=True)
        except Exception as problem:
            from desk.errors import is_refusal  # noqa: PLC0415 - most lines go well

            if not is_refusal(problem):
                raise
            print(as_line({"line": number, "error": str(problem)}), flush=True)
            code = 2
    return code


def _answer(number: int, line: dict[str, Any] | BadLine, lang: str, rules: "Rulebook") -> dict[str, Any]:
    if isinstance(line, BadLine):
        raise line
    clause, dated = line.get("clause"), _day(line, "dated", number)
    if not isinstance(clause, str) or dated is None:
        raise BadLine(number=number, problem="clause of dated ontbreekt", expected=EXPECTED)
    chamber = line.get("chamber") or "ek"
    if not isinstance(chamber, str) or chamber.lower() not in {"ek", "tk"}:
        raise BadLine(number=number, problem=f"chamber is {chamber!r}", expected="ek of tk")
    return term_of(
        clause,
        dated=dated,
        received=_day(line, "received", number),
        chamber=chamber,
        rule=line.get("rule") or None,
        lang=lang,
        rules=rules,
    )


def _day(line: dict[str, Any], key: str, number: int) -> date | None:
    value = line.get(key)
    if value is None or value == "":
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise BadLine(number=number, problem=f"{key} is {value!r}", expected="een datum als 2018-05-31") from None


def term_of(
    clause: str,
    *,
    dated: date,
    received: date | None,
    chamber: str,
    rule: str | None,
    lang: str,
    rules: "Rulebook",
) -> dict[str, Any]:
    """Return what a clause means, as the keys of a term."""
    from documents.clauses import term  # noqa: PLC0415 - help needs no rules
    from procedure.term_json import as_json as keys_of  # noqa: PLC0415 - as above
    from procedure.vocabulary import Chamber, Language  # noqa: PLC0415 - as above

    found = term(
        clause,
        dated=dated,
        received=received,
        chamber=Chamber(chamber.upper()),
        rule=rule,
        rulebook=rules,
    )
    return keys_of(found, Language(lang))


def sending_of(clause: str, *, before: date, rule: str | None, lang: str, rules: "Rulebook") -> dict[str, Any]:
    """Return the last day to send a letter with this clause to have its answer before a day, as plain keys."""
    from documents.clauses import parse  # noqa: PLC0415 - help needs no rules
    from procedure.sending import send_with  # noqa: PLC0415 - as above
    from procedure.term_json import sending_as_json  # noqa: PLC0415 - as above
    from procedure.vocabulary import Language  # noqa: PLC0415 - as above

    found = send_with(parse(clause, dated=before), before, rulebook=rules, rule=rule)
    return sending_as_json(found, clause=clause, before=before, lang=Language(lang))


def rulebook() -> "Rulebook":
    """Return the rules of the office in the folder found, or those shipped where there is none."""
    from config.home import find_home  # noqa: PLC0415 - as above
    from config.reference import read_rulebook  # noqa: PLC0415 - as above

    return read_rulebook(find_home())


def in_words(found: dict[str, Any], lang: str = "nl") -> str:
    """Return a term for a person: the day, what to mind, and how it was counted."""
    from desk.text import wrapped  # noqa: PLC0415 - data need no words

    said = _SAID[lang]
    lines = [_spelled(found["due_on"], lang) if found["due_on"] else said["none"]]
    if found["due_at"]:
        lines[0] += said["hour"].format(found["due_at"][11:16])
    if found["soft_due_on"]:
        lines.append(wrapped(said["soft"].format(_spelled(found["soft_due_on"], lang))))
    lines += [wrapped(said["mind"].format(warning)) for warning in found["warnings"]]
    if found["needs_review"]:
        lines.append(said["check"])
    lines += [wrapped(step, indent="  ") for step in found["explanation"]]
    return "\n".join(lines)


def sending_in_words(found: dict[str, Any], lang: str = "nl") -> str:
    """Return the last day to send for a person: the day, what to mind, and how it was counted."""
    from desk.text import wrapped  # noqa: PLC0415 - data need no words

    said = _SAID[lang]
    lines = [said["send"].format(_spelled(found["send_on"], lang))]
    lines += [wrapped(said["mind"].format(warning)) for warning in found["warnings"]]
    return "\n".join([*lines, *(wrapped(step, indent="  ") for step in found["explanation"])])


def _spelled(iso: str, lang: str) -> str:
    from procedure.vocabulary import Language  # noqa: PLC0415 - as above
    from procedure.wording import long_date  # noqa: PLC0415 - as above

    return long_date(date.fromisoformat(iso), Language(lang))


_SAID = {
    "nl": {
        "none": "Deze woorden noemen geen dag.",
        "hour": ", {} uur",
        "soft": "Liefst al {}.",
        "mind": "Let op: {}",
        "check": "Kijk dit zelf na voordat u erop bouwt.",
        "send": "Verstuur de brief uiterlijk {}.",
    },
    "en": {
        "none": "These words name no day.",
        "hour": ", {}",
        "soft": "Preferably already on {}.",
        "mind": "Mind: {}",
        "check": "Check this yourself before you rely on it.",
        "send": "Send the letter on {} at the latest.",
    },
}
"""The words between the sentences of a term, in both languages."""


COMMANDS = {
    "term": Command(
        _options,
        _run,
        "Zegt welke dag een termijn bedoelt, en waarom. Noemen de woorden geen dag, dan wordt er ook geen geraden."
        " Met --before: wanneer een brief met die termijn weg moet zijn om op tijd antwoord te hebben.",
    )
}

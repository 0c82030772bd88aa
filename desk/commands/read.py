"""``griffie read``: what does this document say?"""

import sys
from pathlib import Path
from typing import Any

from desk.errors import is_refusal
from desk.files import STANDARD, bytes_of
from desk.language import spoken
from desk.parser import Command, Options, Parser, prints, speaks
from desk.progress import Progress
from desk.say import as_json, as_line

SHOWN = 20
"""Questions of a letter, or promises, that are printed one by one."""

PROMISES = frozenset({"new", "conditional", "recurring"})
"""What a sentence does that makes a promise itself, and does not only speak of one."""


def _options(parser: Parser) -> None:
    parser.add_argument(
        "files", metavar="BESTAND", nargs="+", help="het stuk, of meer stukken met --jsonl (- voor standaardinvoer)"
    )
    parser.add_argument("--jsonl", action="store_true", help="één object per regel, per bestand, in volgorde")
    speaks(parser)
    prints(parser)


def _run(options: Options) -> int:
    if options.jsonl:
        return _stream(options.files, spoken(options))
    reader = Reader(spoken(options))
    for name in options.files:
        found = reader.read(name)
        print(as_json(found) if options.json else in_words(found))
    return 0


def _stream(files: list[str], lang: str) -> int:
    code, reader = 0, Reader(lang)
    with Progress("Stukken lezen", len(files)) as progress:
        for name in files:
            try:
                print(as_line(reader.read(name)), flush=True)
            except Exception as problem:
                if not is_refusal(problem):
                    raise
                print(as_line({"file": name, "error": str(problem)}), flush=True)
                print(str(problem), file=sys.stderr)
                code = 2
            progress.step()
    return code


class Reader:
    """Reads papers at a safe distance, by the rules of the office, in the language asked for."""

    def __init__(self, lang: str) -> None:
        """Take the rules of the office in the folder found, or those shipped where there is none."""
        from sources import guarded  # noqa: PLC0415 - help needs no reader

        guarded.warm()  # it gets ready while we look up the rules
        from desk.commands.term import rulebook  # noqa: PLC0415 - as above
        from procedure.vocabulary import Language  # noqa: PLC0415 - as above

        self._rules, self._lang = rulebook(), Language(lang)

    def read(self, name: str) -> dict[str, Any]:
        """Return what a paper says, as the keys of the contract; raises a refusal where it cannot be read."""
        from documents.jsonable import to_json  # noqa: PLC0415 - as above
        from sources.guarded import read  # noqa: PLC0415 - as above

        shown = "standaardinvoer" if name == STANDARD else Path(name).name
        return to_json(read(bytes_of(name), name=shown, rulebook=self._rules), self._lang)


def in_words(found: dict[str, Any]) -> str:
    """Return a paper for a person: what it is, its letters with terms and questions, its promises, what it cites."""
    from desk.say import noticed  # noqa: PLC0415 - data need no words
    from desk.text import NOTHING, long_day, wrapped  # noqa: PLC0415 - as above
    from procedure.vocabulary import DocType, LetterKind  # noqa: PLC0415 - as above

    identity = " · ".join(part for part in (*found["dossiers"], found["number"], *found["edossiers"]) if part)
    lines = [f"{found['file']}: {DocType(found['doc_type']).label}" + (f" ({identity})" if identity else "")]
    if found["title"]:
        lines.append(wrapped(found["title"], indent="  "))
    if found["committees"]:
        lines.append(wrapped("; ".join(found["committees"]), indent="  Commissie: "))
    for letter in found["letters"]:
        dated = long_day(letter["dated_on"])
        lines.append(f"  {LetterKind(letter['kind']).label} van {dated}")
        facts = {
            "van": letter["sender"] or letter["sender_name"] or NOTHING,
            "aan": letter["addressee"] or NOTHING,
            "mede namens": "; ".join(letter["on_behalf_of"]),
            "afschrift": "; ".join(letter["copied_to"]),
            "termijn": _limit(letter["term"]),
        }
        lines += [wrapped(value, indent=f"    {label + ':':<13}") for label, value in facts.items() if value]
        lines += [wrapped(step, indent=" " * 19) for step in (letter["term"] or {}).get("explanation", ())]
        lines += _listed("vragen", [_question(one) for one in letter["questions"]])
    promised = [one["text"] for one in found["commitments"] if one["status"] in PROMISES]
    lines += _listed("toezeggingen", promised)
    if found["references"]:
        cited = "; ".join(dict.fromkeys(one["cited_as"] for one in found["references"]))
        lines.append(wrapped(cited, indent="  Haalt aan: "))
    if found["attachments"]:
        named = "; ".join(f"{one['name']} ({one['kind']})" for one in found["attachments"])
        lines.append(wrapped(named, indent="  Bijlagen: "))
    lines += [wrapped(noticed(one["code"], one["text"]), indent="  Let op: ") for one in found["anomalies"]]
    return "\n".join(lines)


def _question(one: dict[str, Any]) -> str:
    who = f" ({', '.join(one['asked_by'])})" if one["asked_by"] else ""
    return f"{one['number']}{who}: {one['text']}"


def _listed(heading: str, texts: list[str]) -> list[str]:
    """Return texts under their heading, the first so many of them; how many more there are is told."""
    from desk.text import wrapped  # noqa: PLC0415 - as above

    if not texts:
        return []
    more = len(texts) - SHOWN
    shown = [wrapped(text, indent="      - ", hang="        ") for text in texts[:SHOWN]]
    return [f"    {heading}:", *shown, *([f"      en nog {more}; met --json staan ze er alle"] if more > 0 else [])]


def _limit(term: dict[str, Any] | None) -> str:
    from desk.text import long_day  # noqa: PLC0415 - as above

    if not term:
        return ""
    return f"{term['clause']} ({long_day(term['due_on'])})" if term["due_on"] else term["clause"]


COMMANDS = {
    "read": Command(
        _options,
        _run,
        "Leest een stuk: wat het is, van wie aan wie, de termijn, met haar uitleg, mede namens wie, wat er wordt "
        "gevraagd en toegezegd, en wat het aanhaalt. Er wordt niets vastgelegd.",
    )
}

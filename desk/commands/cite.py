"""``griffie cite``: which papers does this text cite?"""

from typing import Any

from desk.errors import BadLine, BadUsage
from desk.files import json_lines
from desk.parser import Command, Options, Parser, prints
from desk.say import as_json, as_line


def _options(parser: Parser) -> None:
    parser.add_argument("text", metavar="TEKST", nargs="?", help="de tekst waarin verwijzingen staan")
    parser.add_argument(
        "--jsonl", metavar="BESTAND", help='een {"text"} per regel (- voor standaardinvoer), per regel een antwoord'
    )
    prints(parser)


def _run(options: Options) -> int:
    if options.jsonl is not None:
        return _stream(options.jsonl)
    if options.text is None:
        raise BadUsage(problem="Geef een tekst, of --jsonl.", program="griffie cite")
    found = references(options.text)
    if options.json:
        print(as_json({"references": found}))
        return 0
    for one in found:
        print(f"{one['cited_as']}  →  {described(one)}")
    if not found:
        print("Geen verwijzingen gevonden.")
    return 0


def _stream(name: str) -> int:
    code = 0
    for number, line in json_lines(name):
        text = line.get("text") if isinstance(line, dict) else None
        if isinstance(text, str):
            print(as_line({"references": references(text)}), flush=True)
            continue
        problem = (
            line if isinstance(line, BadLine) else BadLine(number=number, problem="geen text", expected='{"text"}')
        )
        print(as_line({"line": number, "error": str(problem)}), flush=True)
        code = 2
    return code


def references(text: str) -> list[dict[str, Any]]:
    """Return every reference in a text, as plain data."""
    from documents import find  # noqa: PLC0415 - help needs no rules
    from documents.jsonable import reference_to_json  # noqa: PLC0415 - as above

    return [reference_to_json(one) for one in find(text)]


def described(one: dict[str, Any]) -> str:
    """Return what a reference is, in a few words: its kind, its paper, and the other ways to read it."""
    from documents.citations import ReferenceKind  # noqa: PLC0415 - as above

    paper = " ".join(part for part in (one.get("dossier"), one.get("number")) if part)
    readings = one.get("candidates") or []
    doubt = " (niet eenduidig)" if len(readings) > 1 else ""
    return f"{ReferenceKind(one['kind']).label} {paper}".strip() + doubt


COMMANDS = {
    "cite": Command(
        _options, _run, "Noemt elk stuk, elke toezegging en elk ander nummer dat een tekst aanhaalt, met de plaats."
    )
}

"""``griffie letter``: a request, a rappel or a receipt made ready for a signature. Nothing is sent or recorded."""

import re
import sys
from functools import partial
from typing import TYPE_CHECKING

from desk.errors import BadUsage, CannotWrite
from desk.files import STANDARD, text_of, write_out
from desk.parser import Command, Options, Parser, case_number, day, words
from desk.say import as_json, warn
from desk.workplace import workplace

if TYPE_CHECKING:
    from casework.letters_out import LetterOrder, Ready

KINDS = ("request", "rappel", "receipt")
FORMS = ("txt", "html", "docx")


def _options(parser: Parser) -> None:
    parser.add_argument(
        "kind",
        metavar="BRIEF",
        choices=KINDS,
        help="request: een verzoek; rappel: de formele herinnering; receipt: de ontvangst van een uitstelbericht",
    )
    parser.add_argument(
        "case", metavar="ZAAK", nargs="?", type=case_number, help="de zaak; bij request mag zij ontbreken"
    )
    many = partial(parser.add_argument, action="append", type=words, default=[])
    many("--committee", metavar="COMMISSIE", help="naam of code van de commissie die vraagt; mag vaker")
    many("--to", metavar="AMBT", help="het ambt waaraan de brief is gericht; mag vaker")
    many("--copy", metavar="AMBT", help="wie een afschrift krijgt; mag vaker")
    parser.add_argument("--subject", metavar="TEKST", default="", help="het onderwerp, in enkele woorden")
    many("--dossier", metavar="NUMMER", help="een dossier; mag vaker")
    parser.add_argument(
        "--body", metavar="BESTAND", help="de vragen, als tekst met een lege regel tussen de alinea's (- mag ook)"
    )
    parser.add_argument("--term", metavar="TEKST", type=words, help='de termijn in woorden, als "binnen vier weken"')
    parser.add_argument("--dated", metavar="DATUM", type=day, help="de dagtekening (anders vandaag)")
    many("--signed-by", metavar="NAAM", help="wie tekent, per commissie (anders de voorzitter)")
    parser.add_argument("--chamber", choices=("ek", "tk"), help="de Kamer, als een naam in beide voorkomt")
    parser.add_argument("--format", dest="form", choices=FORMS, default="txt", help="de vorm (anders txt)")
    parser.add_argument("-o", "--output", metavar="BESTAND", help="waarheen (anders naar standaarduitvoer)")
    parser.add_argument("--json", action="store_true", help="druk de termijn van de brief af als JSON (vraagt om -o)")


def _run(options: Options) -> int:
    _check(options)
    from casework import letters_out  # noqa: PLC0415 - help needs no register

    make = {
        "request": letters_out.request_letter,
        "rappel": letters_out.rappel_letter,
        "receipt": letters_out.receipt_letter,
    }[options.kind]
    ready = make(workplace(), _order(options))
    write_out(options.output, ready.data)
    for note in ready.notes:
        warn(note)
    if options.json:
        print(as_json({"file": options.output, **_due(ready)}))
    elif options.output not in {None, STANDARD}:
        print(f"Geschreven: {options.output}")
    _say_due(options, ready)
    return 0


def _check(options: Options) -> None:
    if options.case is None and options.kind != "request":
        raise BadUsage(problem="Er ontbreekt: ZAAK.", program=f"griffie letter {options.kind}")
    if options.kind != "request" and (options.body or options.copy):
        given = "--body" if options.body else "--copy"
        raise BadUsage(problem=f"{given} hoort alleen bij request.", program="griffie letter")
    to_screen = options.output in {None, STANDARD}
    if options.json and to_screen:
        raise BadUsage(problem="Bij --json ontbreekt -o met een bestand.", program="griffie letter")
    if options.form == "docx" and options.output is None:
        raise CannotWrite(name="het scherm", problem="een Word-bestand is geen tekst; geef -o met een bestand, of -o -")


def _order(options: Options) -> "LetterOrder":
    from casework.letters_out import LetterOrder  # noqa: PLC0415 - as above
    from config import clock  # noqa: PLC0415 - as above
    from procedure.vocabulary import Chamber  # noqa: PLC0415 - as above

    return LetterOrder(
        dated=options.dated or clock.today(),
        form=options.form,
        case=options.case or "",
        committees=tuple(options.committee),
        to=tuple(options.to),
        copied_to=tuple(options.copy),
        subject=options.subject.strip(),
        dossiers=tuple(options.dossier),
        paragraphs=_paragraphs(text_of(options.body)) if options.body else (),
        term=options.term or "",
        signed_by=tuple(options.signed_by),
        chamber=Chamber(options.chamber.upper()) if options.chamber else None,
    )


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if part.strip())


def _due(ready: "Ready") -> dict[str, str | None]:
    due = ready.term.due_on if ready.term else None
    return {"clause": ready.term.clause if ready.term else None, "due_on": due.isoformat() if due else None}


def _say_due(options: Options, ready: "Ready") -> None:
    """Say until when the letter asks an answer, beside the letter where that goes to the screen."""
    due = ready.term.due_on if ready.term else None
    if due is None or options.json:
        return
    from desk.text import long_day  # noqa: PLC0415 - as above

    print(f"Antwoord uiterlijk {long_day(due)}.", file=sys.stderr if options.output in {None, STANDARD} else sys.stdout)


COMMANDS = {
    "letter": Command(
        _options,
        _run,
        "Maakt een brief klaar om te tekenen: het verzoek (voor een nieuwe zaak, of als nadere vragen in een zaak), de "
        "rappelbrief, of de ontvangstbevestiging van een uitstelbericht. Er wordt niets verstuurd of vastgelegd. Eigen "
        "sjablonen legt u in de map templates naast het register, met dezelfde namen als de onze.",
    )
}

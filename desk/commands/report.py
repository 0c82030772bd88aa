"""The report: ``griffie compose`` sets it, ``griffie adopt`` and ``griffie publish`` make it the committee's own."""

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desk.errors import CannotWrite, NoFile, NoReport, NotOnScreen
from desk.files import STANDARD, bytes_of, text_of, write_bytes, write_out
from desk.parser import Command, Options, Parser, acts, day, names_case, words
from desk.say import tell
from desk.syntax import not_json
from desk.text import wrapped
from desk.workplace import hand, workplace
from documents.forms import FORMS, TEMPLATES

if TYPE_CHECKING:
    from casework.values import AdoptOrder, Done
    from documents.values import Reading

CASE = re.compile(r"[A-Za-z]{2}-\d{4}-\d+")
NAMES = tuple(row.name for row in TEMPLATES)
KINDS = ", ".join(f"{name} ({form.label})" for name, form in FORMS.items())


def _template(parser: Parser, otherwise: str) -> None:
    parser.add_argument(
        "--template",
        choices=NAMES,
        help="het sjabloon: classic (tot najaar 2025) of 2025; anders " + otherwise,
    )


def _compose_options(parser: Parser) -> None:
    parser.add_argument(
        "source",
        metavar="ZAAK|BESTAND.json",
        help="een zaaknummer, of wat `griffie read --json` afdrukt (- voor standaardinvoer)",
    )
    parser.add_argument("--format", dest="form", choices=FORMS, default="txt", help=f"de vorm: {KINDS}")
    _template(parser, "het gebruikelijke op de dag van vaststelling; van een BESTAND classic")
    parser.add_argument(
        "-o",
        "--output",
        metavar="BESTAND",
        help="waarheen (anders naar standaarduitvoer); bij xml komt het metadatarecord ernaast",
    )


def _compose(options: Options) -> int:
    from casework.editions import composed  # noqa: PLC0415 - help needs no writer

    _for_a_file(options.form, options.output)
    reading, template = _reading(options.source, options.template or "")
    for place, (ending, data) in enumerate(composed(reading, options.form, template=template)):
        if not place:
            write_out(options.output, data)
        elif options.output not in {None, STANDARD}:
            beside = Path(options.output).with_suffix(f".{ending}")
            write_bytes(beside, data)
            print(wrapped(f"Het metadatarecord staat in {beside}."), file=sys.stderr)
    return 0


def _for_a_file(form: str, output: str | None) -> None:
    """Refuse to fill a terminal with what no person can read there."""
    if not FORMS[form].text and output in {None, STANDARD} and sys.stdout.isatty():
        raise NotOnScreen(form=FORMS[form].label)


def _reading(source: str, template: str) -> "tuple[Reading, str]":
    """Return the report of a case, or the paper in a file, with the template in which it is to be set."""
    if CASE.fullmatch(source):
        from casework.reports import reading_of  # noqa: PLC0415 - only a case needs the register

        return reading_of(workplace(), source.upper(), template=template)
    from documents.jsonable import from_json  # noqa: PLC0415 - as above

    try:
        found: Any = json.loads(text_of(source))
    except ValueError as problem:
        raise NoFile(name=source, problem=f"is {not_json(problem)}") from None
    return from_json(found), template or NAMES[0]


def _adopt_options(parser: Parser) -> None:
    names_case(parser)
    parser.add_argument("--on", metavar="DATUM", type=day, required=True, help="de dag van vaststelling")
    parser.add_argument("--clerk", metavar="NAAM", type=words, required=True, help="de griffier die vaststelt")
    parser.add_argument("--capacity", metavar="TEKST", default="", help='de hoedanigheid, als "voor dit verslag"')
    parser.add_argument("--despite", metavar="REDEN", type=words, help="stel vast ondanks wat de lijst mist, en waarom")
    acts(parser)


def _adopt(options: Options) -> int:
    from casework.reports import adopt  # noqa: PLC0415 - as above
    from casework.values import AdoptOrder  # noqa: PLC0415 - as above

    who = hand(options)
    order = AdoptOrder(
        adopted_on=options.on, clerk=options.clerk, capacity=options.capacity.strip(), despite=options.despite or ""
    )
    tell(adopt(workplace(), options.case, order, who), json_asked=options.json)
    return 0


def _publish_options(parser: Parser) -> None:
    names_case(parser)
    parser.add_argument("--number", metavar="A", type=words, help="het nummer in het dossier (anders zonder nummer)")
    parser.add_argument(
        "--on", metavar="DATUM", type=day, help="de dag van publicatie (anders de dag van de handeling)"
    )
    parser.add_argument(
        "--motive", metavar="BESTAND", help="de aanleiding, als tekstbestand, in plaats van de gewone zin"
    )
    parser.add_argument("--reprint", metavar="REDEN", type=words, help="een herdruk, en waarom")
    parser.add_argument(
        "--format",
        dest="forms",
        choices=FORMS,
        action="append",
        default=[],
        help=f"de vorm; mag vaker: {KINDS}. Anders zoals de vorige druk, of txt",
    )
    _template(parser, "zoals de vorige druk, of het gebruikelijke op de dag van vaststelling")
    parser.add_argument(
        "-o", "--output", metavar="PLAATS", help="ook hierheen: een map, een bestand of - voor standaarduitvoer"
    )
    first = parser.add_argument_group("eerst vaststellen, als dat nog niet is gebeurd")
    first.add_argument("--adopted-on", metavar="DATUM", type=day, help="de dag van vaststelling")
    first.add_argument("--clerk", metavar="NAAM", type=words, help="de griffier die vaststelt")
    first.add_argument("--capacity", metavar="TEKST", default="", help='de hoedanigheid, als "voor dit verslag"')
    first.add_argument("--despite", metavar="REDEN", type=words, help="stel vast ondanks wat de lijst mist, en waarom")
    acts(parser)


def _publish(options: Options) -> int:
    from casework.reports import publish  # noqa: PLC0415 - as above
    from casework.values import PublishOrder  # noqa: PLC0415 - as above

    who, adoption = hand(options), _adoption(options)
    order = PublishOrder(
        number=options.number or "",
        published_on=options.on,
        motive=text_of(options.motive).strip() if options.motive else "",
        reprint=options.reprint or "",
        adopt=adoption,
        forms=tuple(options.forms),
        template=options.template or "",
    )
    _writable(options.output)
    if options.output == STANDARD:
        _one_file(options.forms)
    done = publish(workplace(), options.case, order, who)
    if options.output == STANDARD:
        write_out(STANDARD, bytes_of(done.data["files"][0]["path"]))
        return 0
    tell(done, json_asked=options.json)
    if options.output is not None:
        _hand_over(done, Path(options.output), quiet=options.json)
    return 0


def _one_file(forms: list[str]) -> None:
    """Refuse more than one form on standard output, and what no person can read on a screen."""
    if len(set(forms)) > 1:
        raise NoReport(option="-o -", needs="hoogstens één --format")
    _for_a_file(forms[0] if forms else "txt", STANDARD)


def _adoption(options: Options) -> "AdoptOrder | None":
    from casework.values import AdoptOrder  # noqa: PLC0415 - as above

    if options.adopted_on is None:
        for option, given in (
            ("--clerk", options.clerk),
            ("--capacity", options.capacity),
            ("--despite", options.despite),
        ):
            if given:
                raise NoReport(option=option, needs="--adopted-on (de dag van vaststelling)")
        return None
    if not options.clerk:
        raise NoReport(option="--adopted-on", needs="--clerk (de griffier die vaststelt)")
    return AdoptOrder(
        adopted_on=options.adopted_on,
        clerk=options.clerk,
        capacity=options.capacity.strip(),
        despite=options.despite or "",
    )


def _writable(output: str | None) -> None:
    """Refuse a place where nothing can be written before anything is published."""
    if output is None or output == STANDARD:
        return
    path = Path(output)
    folder = path if path.is_dir() else path.parent
    if folder.exists() and not folder.is_dir():
        raise CannotWrite(name=output, problem=f"{folder} is geen map")


def _hand_over(done: "Done", target: Path, *, quiet: bool) -> None:
    """Copy the published files to where the person wants them, and say where they are."""
    files = done.data["files"]
    as_folder = target.is_dir() or len(files) > 1
    for file in files:
        place = target / file["name"] if as_folder else target
        write_bytes(place, bytes_of(file["path"]))
        if not quiet:
            print(wrapped(f"Ook in {place}", indent="  "))


COMMANDS = {
    "compose": Command(
        _compose_options,
        _compose,
        "Maakt het verslag op van een zaak, of van een stuk zoals `griffie read --json` het afdrukt. Er wordt "
        "niets vastgelegd.",
    ),
    "adopt": Command(
        _adopt_options,
        _adopt,
        "Stelt het verslag vast. Eerst wordt nagelopen wat er nog mist; toch vaststellen kan met --despite en de "
        "reden.",
    ),
    "publish": Command(
        _publish_options,
        _publish,
        "Publiceert het vastgestelde verslag onder een nummer in het dossier, of drukt het opnieuw met --reprint. Met "
        "--adopted-on en --clerk wordt het eerst vastgesteld.",
    ),
}

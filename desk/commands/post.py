"""``griffie request`` and ``griffie receive``: a letter that went out, a paper that came in."""

from pathlib import Path
from typing import TYPE_CHECKING

from desk.files import STANDARD, bytes_of
from desk.parser import Command, Options, Parser, acts, case_number, day, words
from desk.say import as_json, tell
from desk.workplace import hand, workplace

if TYPE_CHECKING:
    from casework.values import PaperIn
    from casework.workplace import Workplace

KINDS = ("reply", "partial_reply", "deferral")


def _secrecy(parser: Parser) -> None:
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument(
        "--confidential",
        action="store_const",
        const=True,
        dest="confidential",
        help="het stuk is vertrouwelijk: afzender en datums worden bewaard, de tekst niet",
    )
    choice.add_argument(
        "--no-confidential",
        action="store_const",
        const=False,
        dest="confidential",
        help="het stuk draagt een merk, maar is niet vertrouwelijk",
    )


def _request_options(parser: Parser) -> None:
    parser.add_argument(
        "file",
        metavar="BRIEF",
        help="de verzoekbrief die al is uitgegaan, of zijn nummer in het postvak (- voor standaardinvoer)",
    )
    parser.add_argument(
        "--committee",
        metavar="COMMISSIE",
        action="append",
        type=words,
        default=[],
        help="naam of code van de commissie; mag vaker, de eerste leidt (anders zoals de brief zegt)",
    )
    parser.add_argument(
        "--to",
        metavar="AMBT",
        action="append",
        type=words,
        default=[],
        help="het ambt dat antwoord verschuldigd is; mag vaker (anders zoals de brief zegt)",
    )
    parser.add_argument("--subject", metavar="TEKST", default="", help="het onderwerp, in enkele woorden")
    parser.add_argument(
        "--dossier",
        metavar="NUMMER",
        action="append",
        type=words,
        default=[],
        help="een dossier; mag vaker, het eerste nummert het verslag",
    )
    parser.add_argument(
        "--edossier",
        metavar="NUMMER",
        action="append",
        type=words,
        default=[],
        help="een E-dossier, als E180019; mag vaker",
    )
    parser.add_argument("--dated", metavar="DATUM", type=day, help="de dagtekening (anders zoals gedrukt)")
    limit = parser.add_mutually_exclusive_group()
    limit.add_argument("--term", metavar="TEKST", type=words, help="de termijn in woorden (anders zoals de brief zegt)")
    limit.add_argument("--due", metavar="DATUM", type=day, help="de laatste dag voor het antwoord, als datum")
    parser.add_argument("--chamber", choices=("ek", "tk"), help="de Kamer (anders die van de commissie)")
    parser.add_argument("--further", metavar="ZAAK", type=case_number, help="een nadere ronde in deze zaak")
    _secrecy(parser)
    acts(parser)


def _request(options: Options) -> int:
    from casework.intake import request  # noqa: PLC0415 - help needs no register
    from casework.values import RequestOrder  # noqa: PLC0415 - as above
    from procedure.vocabulary import Chamber  # noqa: PLC0415 - as above

    who = hand(options)
    order = RequestOrder(
        committees=tuple(options.committee),
        to=tuple(options.to),
        subject=options.subject.strip(),
        dossiers=tuple(options.dossier),
        edossiers=tuple(options.edossier),
        dated=options.dated,
        term=options.term or "",
        due=options.due,
        chamber=Chamber(options.chamber.upper()) if options.chamber else None,
        further=options.further or "",
        confidential=options.confidential,
    )
    place, paper = handed_over(options.file)
    tell(request(place, paper, order, who), json_asked=options.json)
    return 0


def _receive_options(parser: Parser) -> None:
    parser.add_argument(
        "file",
        metavar="BESTAND",
        help="het stuk dat binnenkwam, of zijn nummer in het postvak (- voor standaardinvoer)",
    )
    parser.add_argument(
        "--case",
        metavar="ZAAK",
        action="append",
        type=case_number,
        default=[],
        help="de zaak die dit beantwoordt; mag vaker (anders wordt er een voorgesteld)",
    )
    parser.add_argument(
        "--kind", choices=KINDS, help="wat het is: antwoord, deelantwoord of uitstelbericht (anders gelezen)"
    )
    parser.add_argument("--dated", metavar="DATUM", type=day, help="de dagtekening (anders zoals gedrukt)")
    parser.add_argument(
        "--received", metavar="DATUM", type=day, help="de dag van ontvangst (anders de dag van inschrijving)"
    )
    parser.add_argument(
        "--from",
        metavar="AMBT",
        dest="sender",
        action="append",
        type=words,
        default=[],
        help="wie het stuurt: ambt of ministerie; mag vaker als meer ambten samen ondertekenen",
    )
    parser.add_argument(
        "--on-behalf-of",
        metavar="AMBT",
        action="append",
        type=words,
        default=[],
        help="mede namens dit ambt; mag vaker",
    )
    parser.add_argument(
        "--located-at", metavar="PLAATS", default="", help="waar een vertrouwelijk stuk ter inzage ligt"
    )
    parser.add_argument(
        "--crossed",
        action="store_true",
        help="het antwoord mag ouder zijn dan het verzoek: de brieven hebben elkaar gekruist",
    )
    _secrecy(parser)
    acts(parser)


def _receive(options: Options) -> int:
    from casework.errors import NoCaseFits, OnlyTheSender, SeveralCases, YoungerRequest  # noqa: PLC0415 - as above
    from casework.replies import receive  # noqa: PLC0415 - as above
    from casework.values import ReceiveOrder  # noqa: PLC0415 - as above
    from procedure.vocabulary import LetterKind  # noqa: PLC0415 - as above

    who = hand(options)
    order = ReceiveOrder(
        cases=tuple(options.case),
        kind=LetterKind(options.kind) if options.kind else None,
        dated=options.dated,
        received=options.received,
        sender=options.sender[0] if options.sender else "",
        on_behalf_of=(*options.sender[1:], *options.on_behalf_of),
        confidential=options.confidential,
        located_at=options.located_at.strip(),
        crossed=options.crossed,
    )
    place, paper = handed_over(options.file)
    try:
        done = receive(place, paper, order, who)
    except (NoCaseFits, OnlyTheSender, SeveralCases, YoungerRequest) as asked:
        if options.json:
            proposals = [one.plain() for one in asked.facts["proposals"]]
            print(as_json({"proposals": proposals, "error": str(asked)}))
        raise
    tell(done, json_asked=options.json)
    return 0


def handed_over(name: str) -> "tuple[Workplace, PaperIn]":
    """Return the register, and a file as a paper: its own name, without the folders it lay in, and its bytes.

    A number that is no file is that of a paper in the intake box. Raises NoFile, UnknownPaper.
    """
    from casework.values import PaperIn  # noqa: PLC0415 - as above
    from sources import guarded  # noqa: PLC0415 - as above

    guarded.warm()  # the reader gets ready while the register is opened
    if name.isdecimal() and not Path(name).exists():
        from casework.box import intake_paper  # noqa: PLC0415 - as above

        place = workplace()
        return place, intake_paper(place, int(name))
    paper = PaperIn(name="standaardinvoer" if name == STANDARD else Path(name).name, data=bytes_of(name))
    return workplace(), paper


COMMANDS = {
    "request": Command(
        _request_options,
        _request,
        "Schrijft een verzoekbrief in die al is uitgegaan; griffie verstuurt hem niet. Noemt het zaaknummer en de dag "
        "waarop het antwoord er uiterlijk moet zijn, en zet de herinneringen klaar.",
    ),
    "receive": Command(
        _receive_options,
        _receive,
        "Schrijft een antwoord, deelantwoord of uitstelbericht in. Zonder --case wordt de zaak gezocht op kenmerk, "
        "datum, dossier, onderwerp en afzender; past het bij meer dan één zaak, dan ziet u de voorstellen met wat "
        "ervoor en ertegen spreekt, en gebeurt er niets tot u kiest. Wat niet zeker is gelezen, wordt genoemd met de "
        "plaats in de brief. Een scan zonder tekst mag, met de feiten erbij.",
    ),
}

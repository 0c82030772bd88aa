"""What is done to a case between its letters: postponement, repair, rest, notes, dossiers, closing and reopening."""

from desk.errors import NotAmong
from desk.parser import (
    Command,
    Options,
    Parser,
    acts,
    day,
    gives_reason,
    listed,
    names_case,
    number,
    titled,
    words,
)
from desk.say import tell
from desk.workplace import hand, workplace


def _defer_options(parser: Parser) -> None:
    names_case(parser)
    parser.add_argument("--to", metavar="DATUM", type=day, help="de nieuwe dag (anders: uitstel zonder nieuwe datum)")
    parser.add_argument(
        "--via",
        choices=("letter", "mail", "telephone"),
        required=True,
        help="hoe het bericht kwam: brief, e-mail of telefoon",
    )
    parser.add_argument("--said-by", metavar="NAAM", type=words, help="wie het zei of schreef")
    parser.add_argument(
        "--refused", action="store_true", help="de commissie weigert: vastgelegd, maar er verschuift niets"
    )
    gives_reason(parser, "waarom uitstel wordt gevraagd, of waarom het wordt geweigerd")
    acts(parser)


def _defer(options: Options) -> int:
    from casework.handling import defer  # noqa: PLC0415 - help needs no register
    from casework.values import DeferOrder  # noqa: PLC0415 - as above
    from procedure.vocabulary import Via  # noqa: PLC0415 - as above

    who = hand(options)
    order = DeferOrder(
        via=Via(options.via),
        reason=options.reason,
        to=options.to,
        said_by=options.said_by or "",
        refused=options.refused,
    )
    tell(defer(workplace(), options.case, order, who), json_asked=options.json)
    return 0


def _correct_options(parser: Parser) -> None:
    names_case(parser)
    parser.add_argument(
        "--letter", metavar="L", type=number, help="het nummer van de brief, zoals `griffie show` hem noemt"
    )
    parser.add_argument("--dated", metavar="DATUM", type=day, help="de juiste dagtekening")
    parser.add_argument("--received", metavar="DATUM", type=day, help="de juiste dag van ontvangst")
    limit = parser.add_mutually_exclusive_group()
    limit.add_argument("--term", metavar="TEKST", type=words, help="de juiste termijn, in woorden")
    limit.add_argument("--due", metavar="DATUM", type=day, help="de juiste laatste dag, als datum")
    gives_reason(parser, "wat er mis was; de oude waarde blijft zichtbaar")
    acts(parser)


def _correct(options: Options) -> int:
    from casework.correcting import correct  # noqa: PLC0415 - as above
    from casework.values import CorrectOrder  # noqa: PLC0415 - as above

    who = hand(options)
    order = CorrectOrder(
        reason=options.reason,
        letter=options.letter,
        dated=options.dated,
        received=options.received,
        term=options.term or "",
        due=options.due,
    )
    tell(correct(workplace(), options.case, order, who), json_asked=options.json)
    return 0


def _void_options(parser: Parser) -> None:
    names_case(parser)
    parser.add_argument(
        "--letter",
        metavar="L",
        type=number,
        required=True,
        help="het nummer van de brief, zoals `griffie show` hem noemt",
    )
    gives_reason(parser, "waarom de brief hier niet hoort")
    acts(parser)


def _void(options: Options) -> int:
    from casework.handling import void_letter  # noqa: PLC0415 - as above

    who = hand(options)
    tell(void_letter(workplace(), options.case, options.letter, options.reason, who), json_asked=options.json)
    return 0


def _hold_options(parser: Parser) -> None:
    names_case(parser)
    parser.add_argument(
        "--until", metavar="DATUM", type=day, required=True, help="tot en met deze dag rusten de herinneringen"
    )
    gives_reason(parser, "waarop wordt gewacht")
    acts(parser)


def _hold(options: Options) -> int:
    from casework.handling import hold  # noqa: PLC0415 - as above

    who = hand(options)
    tell(hold(workplace(), options.case, options.until, options.reason, who), json_asked=options.json)
    return 0


def _close_options(parser: Parser) -> None:
    names_case(parser)
    parser.add_argument(
        "--as",
        dest="closed_as",
        choices=("withdrawn", "lapsed", "noted"),
        required=True,
        help="ingetrokken, vervallen of voor kennisgeving aangenomen",
    )
    gives_reason(parser, "waarom de zaak zo eindigt")
    acts(parser)


def _close(options: Options) -> int:
    from casework.handling import close  # noqa: PLC0415 - as above
    from casework.values import CloseOrder  # noqa: PLC0415 - as above
    from procedure.vocabulary import ClosedAs  # noqa: PLC0415 - as above

    who = hand(options)
    order = CloseOrder(closed_as=ClosedAs(options.closed_as), reason=options.reason)
    tell(close(workplace(), options.case, order, who), json_asked=options.json)
    return 0


def _reopen_options(parser: Parser) -> None:
    names_case(parser)
    gives_reason(parser, "waarom de zaak toch verder gaat")
    acts(parser)


def _reopen(options: Options) -> int:
    from casework.handling import reopen  # noqa: PLC0415 - as above

    who = hand(options)
    tell(reopen(workplace(), options.case, options.reason, who), json_asked=options.json)
    return 0


def _note_options(parser: Parser) -> None:
    names_case(parser)
    parser.add_argument("text", metavar="TEKST", type=words, help="de aantekening")
    acts(parser)


def _note(options: Options) -> int:
    from casework.handling import note  # noqa: PLC0415 - as above

    who = hand(options)
    tell(note(workplace(), options.case, options.text, who), json_asked=options.json)
    return 0


def _dossier_options(parser: Parser) -> None:
    names_case(parser)
    parser.add_argument(
        "--set",
        metavar="NUMMERS",
        dest="numbers",
        type=listed,
        required=True,
        help="alle dossiers van de zaak, als 34964,E180019; het eerste nummert het verslag",
    )
    parser.add_argument(
        "--title",
        metavar="NUMMER=TITEL",
        dest="titles",
        type=titled,
        action="append",
        default=[],
        help="de titel van een van deze dossiers, zoals het verslag die drukt; mag vaker",
    )
    gives_reason(parser, "waarom de dossiers veranderen")
    acts(parser)


def _dossier(options: Options) -> int:
    from casework.handling import set_dossiers  # noqa: PLC0415 - as above

    who, titles = hand(options), dict(options.titles)
    for number_of in titles:
        if number_of not in options.numbers:
            raise NotAmong(option="--title", value=number_of, others="--set")
    dossiers = {one: titles.get(one, "") for one in options.numbers}
    tell(set_dossiers(workplace(), options.case, dossiers, options.reason, who), json_asked=options.json)
    return 0


COMMANDS = {
    "defer": Command(
        _defer_options,
        _defer,
        "Legt uitstel vast waarvan geen brief is. Zonder --to blijft de afgesproken dag staan. Het ministerie krijgt "
        "dan tien werkdagen niets: wat het tot en met de laatste daarvan zou krijgen, vervalt voorgoed. Aan het einde "
        "wordt de griffier gevraagd hoe het verder gaat; latere treden komen gewoon. Uitstel geldt als afgesproken "
        "tot de commissie het weigert (--refused).",
    ),
    "correct": Command(
        _correct_options,
        _correct,
        "Herstelt een eigen vergissing: de oude waarde blijft zichtbaar, en beide klokken schuiven mee.",
    ),
    "void": Command(
        _void_options,
        _void,
        "Haalt een brief uit een zaak waar hij niet hoort. Hij blijft bewaard; wat hij hier beantwoordde staat "
        "weer open, en een vaststelling die nog niet is gepubliceerd vervalt mee.",
    ),
    "hold": Command(
        _hold_options, _hold, "Houdt een zaak aan: tot en met de genoemde dag gaat er geen herinnering uit."
    ),
    "close": Command(
        _close_options, _close, "Sluit een zaak af zonder verslag; wat nog verstuurd zou worden, vervalt."
    ),
    "reopen": Command(
        _reopen_options, _reopen, "Heropent een afgesloten zaak; de herinneringen worden opnieuw klaargezet."
    ),
    "note": Command(_note_options, _note, "Zet een aantekening in het verloop van een zaak."),
    "dossier": Command(
        _dossier_options, _dossier, "Vervangt de dossiers van een zaak. Het zaaknummer verandert nooit mee."
    ),
}

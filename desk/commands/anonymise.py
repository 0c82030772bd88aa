"""``griffie anonymise``: takes words, addresses and bytes out of a case that ended long ago, after asking."""

from typing import TYPE_CHECKING

from desk.parser import Command, Options, Parser, acts, gives_reason, names_case
from desk.say import tell
from desk.workplace import agrees, hand, workplace

if TYPE_CHECKING:
    from casework.values import Done


def _options(parser: Parser) -> None:
    names_case(parser)
    gives_reason(parser, "op welke grond dit gebeurt; het staat in het verloop")
    parser.add_argument("--yes", action="store_true", help="doe het; anders wordt alleen gezegd wat er zou verdwijnen")
    acts(parser)


def _run(options: Options) -> int:
    from casework.anonymising import AnonymiseOrder, anonymise  # noqa: PLC0415 - help needs no register
    from casework.errors import NotConfirmed  # noqa: PLC0415 - as above
    from config.settings import settings  # noqa: PLC0415 - as above

    who, place, years = hand(options), workplace(), settings().retention_years

    def done(*, confirmed: bool) -> "Done":
        return anonymise(place, options.case, AnonymiseOrder(options.reason, years, confirmed), who)

    try:
        went = done(confirmed=options.yes)
    except NotConfirmed as asked:
        if not agrees(f"{asked} Nu doen? [j/N] "):
            raise
        went = done(confirmed=True)
    tell(went, json_asked=options.json)
    return 0


COMMANDS = {
    "anonymise": Command(
        _options,
        _run,
        "Neemt uit een zaak die lang geleden is gepubliceerd of afgesloten (GRIFFIE_RETENTION_YEARS) voorgoed weg wat "
        "niet openbaar is: gelezen teksten, bytes en adressen van mails, namen van wie uitstel meldde, en de bytes van "
        "ongepubliceerde stukken. Hashes, data, ambten en het verslag blijven; de keten van zegels blijft kloppen.",
    )
}

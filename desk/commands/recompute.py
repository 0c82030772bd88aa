"""``griffie recompute``: which running cases get another date by the rules as they are now; applied only as shown."""

from desk.errors import NoReport
from desk.parser import Command, Options, Parser, acts, words
from desk.say import tell
from desk.workplace import hand, workplace


def _options(parser: Parser) -> None:
    parser.add_argument(
        "--apply", metavar="KENMERK", type=words, help="pas de lijst met dit kenmerk toe, precies zoals zij is getoond"
    )
    parser.add_argument(
        "--reason", metavar="TEKST", type=words, help="waarom de termijnen verschuiven; komt bij elke zaak te staan"
    )
    acts(parser)


def _run(options: Options) -> int:
    from casework.recomputing import apply, preview  # noqa: PLC0415 - help needs no register

    who = hand(options)
    if options.apply is None:
        if options.reason:
            raise NoReport(option="--reason", needs="--apply (het kenmerk van de lijst)")
        tell(preview(workplace(), on=who.on), json_asked=options.json)
        return 0
    if not options.reason:
        raise NoReport(option="--apply", needs="--reason (waarom de termijnen verschuiven)")
    tell(apply(workplace(), options.apply, options.reason, who), json_asked=options.json)
    return 0


COMMANDS = {
    "recompute": Command(
        _options,
        _run,
        "Toont welke lopende zaken een andere uiterste datum krijgen doordat een gelijkgestelde dag, een reces of een "
        "telregel is gewijzigd: oud, nieuw en waarom. Er verschuift niets, totdat de lijst met --apply en haar "
        "kenmerk wordt toegepast.",
    )
}

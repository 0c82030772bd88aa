"""``griffie prefer``: the owner of a mailbox opts out of a rung of the ladder, or comes back to it."""

from desk.errors import BadUsage
from desk.parser import Command, Options, Parser, acts, day, words
from desk.say import tell
from desk.workplace import hand, workplace


def _options(parser: Parser) -> None:
    parser.add_argument("rung", metavar="TREDE", type=words, help="welke herinnering, als notice")
    whose = parser.add_mutually_exclusive_group(required=True)
    whose.add_argument("--ministry", metavar="NAAM", type=words, help="de parlementaire desk van dit ministerie")
    whose.add_argument("--committee", metavar="NAAM", type=words, help="de griffier van deze commissie")
    parser.add_argument("--said-by", metavar="NAAM", type=words, required=True, help="op wiens woord")
    parser.add_argument("--from", dest="from_day", metavar="DATUM", type=day, help="vanaf welke dag (anders vandaag)")
    parser.add_argument("--again", action="store_true", help="de postbus wil deze herinnering weer krijgen")
    acts(parser)


def _run(options: Options) -> int:
    from casework.preferring import PreferOrder, opt_in, opt_out  # noqa: PLC0415 - help needs no register

    if options.again and options.from_day:
        problem = "--from en --again gaan niet samen: wie terugkomt, krijgt de trede weer vanaf de volgende controle."
        raise BadUsage(problem=problem, program="griffie prefer")
    order = PreferOrder(
        options.rung,
        options.said_by,
        ministry=options.ministry or "",
        committee=options.committee or "",
        from_day=options.from_day,
    )
    act = opt_in if options.again else opt_out
    tell(act(workplace(), order, hand(options)), json_asked=options.json)
    return 0


COMMANDS = {
    "prefer": Command(
        _options,
        _run,
        "Legt vast dat een postbus een trede van de ladder niet meer wil, op wiens woord en vanaf welke dag, of haar "
        "met --again weer wil. Dat kan alleen waar de ladder het toestaat; in een zaak staat de herinnering dan als "
        "overgeslagen.",
    )
}

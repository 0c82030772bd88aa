"""``griffie up``: Prefect's server and screens, the schedules, the worker and the desk in one go."""

from desk.parser import Command, Options, Parser, number, words


def _options(parser: Parser) -> None:
    parser.add_argument(
        "--host",
        metavar="ADRES",
        type=words,
        help="het adres waarop geluisterd wordt [GRIFFIE_HOST; anders 127.0.0.1]",
    )
    parser.add_argument(
        "--port",
        metavar="N",
        type=number,
        help="de poort van schermen en /api [GRIFFIE_PORT; anders 4200]",
    )
    parser.add_argument("--yes", action="store_true", help="bevestig een mailserver die nog niet eerder is gebruikt")


def _run(options: Options) -> int:
    from config.settings import settings  # noqa: PLC0415 - help needs no settings
    from engine.up import up  # noqa: PLC0415 - this one loads Prefect

    chosen = settings()
    return up(host=options.host or chosen.host, port=options.port or chosen.port, yes=options.yes)


COMMANDS = {
    "up": Command(
        _options,
        _run,
        "Start alles in één keer: Prefects server met schermen, het rooster en de uitvoerder. Meldt "
        "`ready` met "
        "het adres zodra alles staat; Ctrl-C stopt netjes. Op een ander adres dan loopback is GRIFFIE_API_AUTH "
        "(gebruiker:wachtwoord) verplicht.",
    )
}

"""``griffie up``: Prefect's server and screens, the schedules, the worker and the desk in one go."""

import argparse

from desk.parser import Command, Options, Parser, number, words

LAST_PORT = 65_535


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
        type=_port,
        help="de poort van schermen en /api [GRIFFIE_PORT; anders 4200]",
    )
    parser.add_argument("--yes", action="store_true", help="bevestig een mailserver die nog niet eerder is gebruikt")


def _port(text: str) -> int:
    """Return a port; raises a refusal for anything else."""
    if (found := number(text)) > LAST_PORT:
        problem = f"verwacht wordt een poort van 1 tot en met {LAST_PORT}, niet {text!r}"
        raise argparse.ArgumentTypeError(problem)
    return found


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

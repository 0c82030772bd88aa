"""``griffie demo``: the cycle of 2018 on a simulated clock, in a scratch database."""

from pathlib import Path

from desk.parser import Command, Options, Parser, words

DEFAULT = "griffie-demo"


def _options(parser: Parser) -> None:
    parser.add_argument(
        "-o", "--output", metavar="MAP", type=words, default=DEFAULT, help=f"waarheen (anders de map {DEFAULT} hier)"
    )


def _run(options: Options) -> int:
    from desk.demo import play  # noqa: PLC0415 - help needs no register

    play(Path(options.output))
    return 0


COMMANDS = {
    "demo": Command(
        _options,
        _run,
        "Speelt een schriftelijk overleg na, dag voor dag, van de brief van 31 mei 2018 tot het gepubliceerde "
        "verslag. De "
        "brieven zijn verzonnen. Alles komt in één map; uw eigen register blijft onaangeroerd.",
    )
}

"""``griffie feeds``: calendars of last days and news, as files that a web server hands out."""

from pathlib import Path

from desk.errors import CannotWrite
from desk.parser import Command, Options, Parser, acts, words
from desk.say import as_json, tell
from desk.workplace import hand, workplace
from procedure.troubles import in_dutch


def _options(parser: Parser) -> None:
    parser.add_argument(
        "--committee",
        metavar="NAAM",
        type=words,
        action="append",
        default=[],
        help="alleen van deze commissie; mag vaker",
    )
    parser.add_argument(
        "--ministry",
        metavar="NAAM",
        type=words,
        action="append",
        default=[],
        help="alleen van dit ministerie; mag vaker",
    )
    parser.add_argument("-o", dest="out", metavar="MAP", type=words, help="de map (anders feeds, in GRIFFIE_HOME)")
    parser.add_argument(
        "--renew",
        metavar="NAAM",
        type=words,
        help="geef de agenda van deze commissie of dit ministerie een nieuw adres; het oude vervalt meteen",
    )
    acts(parser)


def _run(options: Options) -> int:
    from casework.feeds import Chosen, renew, write_feeds  # noqa: PLC0415 - help needs no register

    who, place = hand(options), workplace()
    folder = Path(options.out).absolute() if options.out else None
    chosen = Chosen(tuple(options.committee), tuple(options.ministry))
    try:
        renewed = renew(place, options.renew, who, folder=folder) if options.renew else None
        written = write_feeds(place, who, chosen=chosen, folder=folder)
    except OSError as problem:
        raise CannotWrite(name=str(folder or place.feeds), problem=in_dutch(problem)) from None
    found = [
        {"name": one.name, "title": one.title, "public": one.public, "file": str(one.path), "changed": one.changed}
        for one in written
    ]
    if options.json:
        print(as_json({"renewed": options.renew, "feeds": found}))
        return 0
    if renewed is not None:
        tell(renewed, json_asked=False)
    for one in written:
        print(f"{'openbaar' if one.public else 'besloten'}  {one.path}")
    print("Een besloten adres is zelf de sleutel: geef het alleen aan wie de agenda mag lezen.")
    return 0


COMMANDS = {
    "feeds": Command(
        _options,
        _run,
        "Schrijft van elke commissie en elk ministerie een agenda met de uiterste dagen, en het nieuws als Atom: van "
        "elke commissie, en van alle samen. Er luistert niets; een webserver kan de map uitdelen. De dagelijkse "
        "controle werkt de map in GRIFFIE_HOME ook bij.",
    )
}

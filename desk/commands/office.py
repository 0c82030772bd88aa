"""``griffie office load``: committees, members, offices, mailboxes, recess and ladder, each with from and to."""

from desk.errors import NoFile
from desk.files import text_of
from desk.parser import Command, Options, Parser, acts
from desk.say import tell
from desk.syntax import not_toml
from desk.workplace import hand, workplace


def _options(parser: Parser) -> None:
    parser.add_argument("act", metavar="load", choices=("load",), help="load: laad de gegevens uit een bestand")
    parser.add_argument(
        "file", metavar="BESTAND.toml", help="de kantoorgegevens, in de vorm van config/data/office.toml"
    )
    parser.add_argument("--dry-run", action="store_true", help="zeg alleen wat er zou veranderen")
    acts(parser)


def _run(options: Options) -> int:
    import tomllib  # noqa: PLC0415 - help needs no reader

    from casework.office import load  # noqa: PLC0415 - as above

    who, text = hand(options), text_of(options.file)
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise NoFile(name=options.file, problem=f"is {not_toml(problem)}") from None
    tell(load(workplace(), tables, who, dry_run=options.dry_run, file=options.file), json_asked=options.json)
    return 0


COMMANDS = {
    "office": Command(
        _options,
        _run,
        "Laadt commissies, leden, voorzitters, ambten, bewindspersonen, postbussen, reces en de ladder van "
        "herinneringen, "
        "elk met begin- en einddatum. Wat er al staat blijft bewaard; een fout in het bestand verandert niets.",
    )
}

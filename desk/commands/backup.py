"""``griffie backup`` and ``griffie restore``: the whole office in one file, and back in an empty place."""

from pathlib import Path
from typing import TYPE_CHECKING

from desk.parser import Command, Options, Parser, acts, prints, words
from desk.say import as_json, tell, warn
from desk.text import one_line
from desk.workplace import hand, workplace

if TYPE_CHECKING:
    from casework.backing_up import BackedUp


def _backup_options(parser: Parser) -> None:
    parser.add_argument("out", metavar="BESTAND", type=words, help="waar de back-up komt, als griffie-2026-12-01.zip")
    prints(parser)


def _backup(options: Options) -> int:
    from casework.backing_up import back_up  # noqa: PLC0415 - help needs no register
    from config import clock  # noqa: PLC0415 - as above
    from config.settings import without_secrets  # noqa: PLC0415 - as above

    place = workplace()
    kept, left_out = without_secrets(place.home)
    done = back_up(place, Path(options.out).absolute(), at=clock.now(), settings=kept, left_out=left_out)
    for paper in done.damaged:
        warn(f"Het stuk {paper} in het archief is beschadigd; het staat in de back-up zoals het is.")
    print(as_json(_as_data(done)) if options.json else _in_words(done))
    return 0


def _as_data(done: "BackedUp") -> dict[str, object]:
    return {
        "file": str(done.file),
        "digest": done.digest,
        "size": done.size,
        "rows": done.rows,
        "files": done.files,
        "settings_left_out": list(done.left_out),
        "damaged": list(done.damaged),
    }


def _in_words(done: "BackedUp") -> str:
    cases = done.rows["case"]
    what = f"{cases} {'zaak' if cases == 1 else 'zaken'}, {sum(done.rows.values())} rijen, {done.files} bestanden"
    lines = [one_line(f"Back-up gemaakt: {done.file}"), f"  {what}, {done.size} bytes. Manifest {done.digest}."]
    if done.left_out:
        lines.append(f"  Niet erin, want geheim: {', '.join(done.left_out)}.")
    return "\n".join(lines)


def _restore_options(parser: Parser) -> None:
    parser.add_argument("backup", metavar="BACKUP", type=words, help="het bestand dat `griffie backup` maakte")
    parser.add_argument(
        "--into", metavar="MAP", type=words, required=True, help="de map die het wordt (GRIFFIE_HOME); nieuw of leeg"
    )
    parser.add_argument(
        "--database",
        metavar="ADRES",
        type=words,
        help="een lege database, als postgresql://…, in plaats van een bestand in de map",
    )
    parser.add_argument("--dry-run", action="store_true", help="zet alles terug, toon wat zou vertrekken, bewaar niets")
    acts(parser)


def _restore(options: Options) -> int:
    from casework.restoring import RestoreOrder, restore  # noqa: PLC0415 - as above
    from sources.archive import opened  # noqa: PLC0415 - as above

    who = hand(options)
    settings = (f"GRIFFIE_DATABASE_URL={options.database}",) if options.database else ()
    order = RestoreOrder(Path(options.into), options.database or "", settings, dry_run=options.dry_run)
    with opened(Path(options.backup)) as archive:
        tell(restore(archive, order, who), json_asked=options.json)
    return 0


COMMANDS = {
    "backup": Command(
        _backup_options,
        _backup,
        "Maakt van het hele kantoor één bestand, terwijl het werk doorgaat: register, stukken, verslagen, postmap, "
        "mails en instellingen zonder geheimen. Het bestand kan in SQLite en in PostgreSQL worden teruggezet.",
    ),
    "restore": Command(
        _restore_options,
        _restore,
        "Zet een back-up terug in een lege map, controleert elk onderdeel en toont wat er zou vertrekken. Na het "
        "herstellen vertrekt er niets voordat iemand dat met --yes bevestigt.",
    ),
}

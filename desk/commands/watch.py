"""``griffie watch``: looks after the register from outside the process that checks; for cron, or for monitoring."""

from desk.parser import Command, Options, Parser, prints
from desk.say import as_json, warn
from desk.text import wrapped
from desk.workplace import carrier, workplace

ILL = 1
"""The exit code where somebody is needed now: a failure of our own."""


def _options(parser: Parser) -> None:
    prints(parser)


def _run(options: Options) -> int:
    from casework.watching import watch  # noqa: PLC0415 - help needs no register
    from config import clock  # noqa: PLC0415 - as above
    from config.home import find_home  # noqa: PLC0415 - as above
    from config.settings import settings  # noqa: PLC0415 - as above

    found = watch(find_home(), workplace, carrier, to=settings().alarm_to, at=clock.now())
    for warning in found.health.warnings:
        warn(warning)
    if options.json:
        print(as_json(found.plain()))
    else:
        print("In orde." if found.health.healthy else "Niet in orde.")
        for said in (*found.health.problems, *found.told):
            print(wrapped(said, indent="  "))
    return 0 if found.health.healthy else ILL


COMMANDS = {
    "watch": Command(
        _options,
        _run,
        "Bewaakt het register van buitenaf: wanneer er voor het laatst is nagelopen, wat blijft liggen, en hoe ver "
        "kalender en reces bekend zijn. Is er 26 uur niet nagelopen, dan gaat er een alarm naar GRIFFIE_ALARM_TO, "
        "eenmaal per dag, en bericht als het over is. Eindigt met 0 als alles in orde is, anders met 1.",
    )
}

"""``griffie report downtime``: the days on which no check finished, and what became of what they would have owed."""

from collections.abc import Iterator, Mapping
from typing import Any

from desk.parser import Command, Options, Parser, day, prints
from desk.say import as_json, rung_with_code
from desk.text import counted, long_day, one_line, wrapped
from desk.workplace import workplace


def _options(parser: Parser) -> None:
    parser.add_argument("what", metavar="downtime", choices=("downtime",), help="downtime: wat er uitviel")
    parser.add_argument(
        "--from", dest="first", metavar="DATUM", type=day, help="de eerste dag (anders de eerste van dit register)"
    )
    parser.add_argument("--until", dest="last", metavar="DATUM", type=day, help="de laatste dag (anders gisteren)")
    prints(parser)


def _run(options: Options) -> int:
    from casework.downtime import downtime  # noqa: PLC0415 - help needs no register
    from config import clock  # noqa: PLC0415 - as above

    found = downtime(workplace(), today=clock.today(), first=options.first, last=options.last)
    print(as_json(found) if options.json else "\n".join(_page(found)))
    return 0


def _page(found: Mapping[str, Any]) -> Iterator[str]:
    """Give the lines of the report: each stretch of days, and under it what came due in it."""
    period = f"{long_day(found['from'])} tot en met {long_day(found['until'])}"
    if not found["missed"]:
        yield wrapped(f"Van {period} is elke dag nagelopen.")
        return
    yield wrapped(f"Van {period} is op {counted(len(found['missed']), 'dag', 'dagen')} niet nagelopen.")
    for outage in found["outages"]:
        yield ""
        yield wrapped(_stretch(outage))
        for one in found["missed"]:
            if outage["from"] <= one["day"] <= outage["until"]:
                yield from (wrapped(_entry(entry), indent="  ", hang="    ") for entry in one["owed"])


def _stretch(outage: Mapping[str, Any]) -> str:
    first, last, after = long_day(outage["from"]), long_day(outage["until"]), outage["caught_up_by"]
    days = f"{first[:1].upper()}{first[1:]}" + ("" if first == last else f" tot en met {last}")
    if after is None:
        return f"{days}: nog niet ingehaald."
    return f"{days}: ingehaald op {long_day(after['on'])} door {after['by']} (handeling {after['act']})."


def _entry(entry: Mapping[str, Any]) -> str:
    from casework.downtime import Became  # noqa: PLC0415 - as above
    from procedure.vocabulary import ReminderState  # noqa: PLC0415 - as above

    told = Became(entry["became"]).label
    if entry["state"] and entry["became"] == Became.CAUGHT_UP:
        told += f", {ReminderState(entry['state']).label}"
    elif entry["reason"] and entry["became"] == Became.LAPSED:
        told += f" ({entry['reason']})"
    of = f"{long_day(entry['owed_on'])} · {entry['case']} · {rung_with_code(entry['rung'])} aan {entry['recipient']}"
    return one_line(f"{of}: {told}")


COMMANDS = {
    "report": Command(
        _options,
        _run,
        "Noemt de dagen waarop niet is nagelopen, wat er toen verschuldigd zou zijn geworden en wat daarvan werd: "
        "ingehaald en door welke keer nalopen, overgeslagen voor een hogere trede, te oud om te versturen, of "
        "vervallen. Verandert niets.",
    )
}

"""``griffie import``: historical and running cases in bulk, with a report of every line that was refused."""

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from desk.parser import Command, Options, Parser, acts, words
from desk.progress import Progress
from desk.say import tell
from desk.workplace import hand, workplace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sources.lines import Numbered

SHOWN = 10
"""So many refused lines are shown where no report is asked for."""


def _options(parser: Parser) -> None:
    parser.add_argument("file", metavar="BESTAND", type=words, help="JSON-regels (.jsonl), of CSV met een kop (.csv)")
    parser.add_argument(
        "--report", metavar="BESTAND", type=words, help="waar geweigerde regels met reden komen (.jsonl of .csv)"
    )
    acts(parser)


def _run(options: Options) -> int:
    from casework.import_line import KEYS  # noqa: PLC0415 - help needs no register
    from casework.importing import SIZE, import_lines  # noqa: PLC0415 - as above
    from sources.lines import Report, count_lines, in_batches, lines_of  # noqa: PLC0415 - as above

    who, file = hand(options), Path(options.file)
    lines = lines_of(file, KEYS)
    with ExitStack() as stack:
        refused = _Refused()
        refuse = stack.enter_context(Report(Path(options.report))).write if options.report else refused.show
        progress = stack.enter_context(Progress("Ingelezen regels", count_lines(file)))
        batches = in_batches(lines, SIZE)
        done = import_lines(workplace(), _counted(batches, progress), who, name=file.name, refuse=refuse)
    refused.rest()
    tell(done, json_asked=options.json)
    return 2 if done.data["refused"] else 0


def _counted(batches: "Iterator[list[Numbered]]", progress: Progress) -> "Iterator[list[Numbered]]":
    for batch in batches:
        yield batch
        progress.step(len(batch))


class _Refused:
    """Refused lines on standard error: the first of them, and how many more there are."""

    def __init__(self) -> None:
        self._count = 0

    def show(self, line: int, _mark: str, reason: str) -> None:
        self._count += 1
        if self._count <= SHOWN:
            print(f"Regel {line}: {' '.join(reason.split())}", file=sys.stderr)

    def rest(self) -> None:
        if self._count > SHOWN:
            more = f"En nog {self._count - SHOWN} geweigerde regels; --report BESTAND schrijft ze alle op."
            print(more, file=sys.stderr)


COMMANDS = {
    "import": Command(
        _options,
        _run,
        "Leest zaken in bulk in: een regel een zaak, historisch of lopend. Een regel die niet bruikbaar is wordt met "
        "reden geweigerd, de andere gaan erin. Mag opnieuw: een regel met hetzelfde merk wordt één zaak.",
    )
}

"""``griffie audit verify``: goes over the chain of seals, and names the first row that does not fit."""

import argparse
import re
import sys

from desk.parser import Command, Options, Parser, prints
from desk.say import as_json
from desk.text import counted, wrapped
from desk.workplace import workplace

INTACT, DAMAGED = 0, 2
_HEAD = re.compile(r"[0-9a-f]{64}")


def _head(text: str) -> str:
    """Return a head as it is written down; raises a refusal for anything else."""
    head = text.strip().lower()
    if not _HEAD.fullmatch(head):
        problem = "verwacht wordt een hoofd van de keten: 64 tekens, 0-9 en a-f"
        raise argparse.ArgumentTypeError(problem)
    return head


def _options(parser: Parser) -> None:
    parser.add_argument("act", metavar="verify", choices=("verify",), help="verify: loop de hele keten na")
    parser.add_argument(
        "--head",
        metavar="HEX",
        type=_head,
        help="een hoofd dat eerder is afgedrukt en elders bewaard; staat het niet in de keten, dan is het eind "
        "afgeknipt",
    )
    prints(parser)


def _run(options: Options) -> int:
    from casework.auditing import as_data, audit, said, seals  # noqa: PLC0415 - help needs no register
    from desk.progress import Progress  # noqa: PLC0415 - as above
    from models.verifying import STEP  # noqa: PLC0415 - as above

    place = workplace()
    with Progress(f"zegels nalopen, per {STEP}", seals(place) // STEP) as progress:
        verdict = audit(place, kept=options.head or "", told=progress.step)
    if options.json:
        print(as_json(as_data(verdict)))
    if verdict.fault is not None:
        if not options.json:
            print(wrapped(said(verdict.fault)), file=sys.stderr)
        return DAMAGED
    if options.json:
        return INTACT
    rows, links = counted(verdict.rows, "rij", "rijen"), counted(verdict.seals, "zegel", "zegels")
    print(f"De keten klopt: {rows} onder {links}.")
    print(f"  Hoofd: {verdict.head} (handeling {verdict.act})")
    if verdict.waiting:
        waits = counted(verdict.waiting, "rij is", "rijen zijn")
        print(wrapped(f"{waits} van na de laatste handeling; het volgende zegel dekt ook die.", indent="  "))
    if verdict.kept_at is not None:
        print(f"  Het bewaarde hoofd staat in de keten, bij handeling {verdict.kept_at}.")
    else:
        cut = "Of het eind is afgeknipt, blijkt alleen met --head en een hoofd dat elders is bewaard."
        print(wrapped(cut, indent="  "))
    return INTACT


COMMANDS = {
    "audit": Command(
        _options,
        _run,
        "Loopt de keten van zegels na: van elke rij die een handeling bracht of liet vervallen wordt bekeken of zij "
        "nog zo is als toen. Drukt het hoofd van de keten af; bewaar dat elders. De eerste rij die niet past wordt "
        "genoemd, met uitgangscode 2.",
    )
}

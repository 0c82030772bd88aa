"""The chain of seals as a person meets it: going over it, and letting its head leave the register."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from casework.values import Done, Hand
from casework.workplace import Workplace
from models import queries
from models.verifying import BROKEN, CHANGED, CUT, MISSING, PUT_IN, UNSEALED, Fault, Verdict, seal_count, verify
from procedure.troubles import in_dutch

HEADS = "zegels.log"
"""The file among the logs to which every check adds the head of the chain."""

SAID = {
    CHANGED: "Rij {key} van {table} is gewijzigd nadat zij was verzegeld (zegel van handeling {act}).",
    MISSING: "Van {table} ontbreekt een rij {after} (zegel van handeling {act}).",
    PUT_IN: "Rij {key} van {table} is ingevoegd nadat was verzegeld (zegel van handeling {act}).",
    BROKEN: "Het zegel van handeling {act} past niet: het is gewijzigd, of er is een zegel verdwenen of ingevoegd.",
    UNSEALED: "Rij {key} van {table} staat onder geen zegel: zij is ingevoegd, of het laatste zegel is verdwenen.",
    CUT: "Het bewaarde hoofd staat niet in de keten, die bij handeling {act} eindigt: het eind is afgeknipt, of het "
    "hoofd is van een ander register.",
}


def audit(place: Workplace, *, kept: str = "", told: Callable[[], None] = lambda: None) -> Verdict:
    """Return what going over the chain came to; ``kept`` is a head that somebody else has kept."""
    with place.reading() as connection:
        return verify(connection, kept=kept, told=told)


def seals(place: Workplace) -> int:
    """Return how many seals the chain has."""
    with place.reading() as connection:
        return seal_count(connection)


def said(fault: Fault) -> str:
    """Return what does not fit, in a sentence that names the row or the seal."""
    after = f"na rij {fault.key}" if fault.key else "aan het begin"
    return SAID[fault.kind].format(table=fault.table, key=fault.key, act=fault.act, after=after)


def as_data(verdict: Verdict) -> dict[str, Any]:
    """Return what going over the chain came to, as JSON."""
    fault = verdict.fault
    return {
        "intact": fault is None,
        "head": verdict.head or None,
        "act": verdict.act or None,
        "seals": verdict.seals,
        "rows": verdict.rows,
        "waiting": verdict.waiting,
        "kept_at": verdict.kept_at,
        "fault": fault
        and {"kind": fault.kind, "table": fault.table, "key": fault.key, "act": fault.act, "sentence": said(fault)},
    }


def with_head(place: Workplace, done: Done, hand: Hand) -> Done:
    """Return an act that names the head of the chain as it is now; the head is added to the file among the logs."""
    with place.reading() as connection:
        [newest] = queries.ask(connection, queries.HEAD)
    head, act = newest["digest"], newest["last_act_id"]
    line = f"Zegel van het register na handeling {act}: {head}."
    told = replace(done, said=(*done.said, line), data={**done.data, "head": head})
    file = place.home / "logs" / HEADS
    try:
        file.parent.mkdir(mode=0o700, exist_ok=True)
        with file.open("a", encoding="ascii") as log:
            log.write(f"{hand.at.isoformat(timespec='seconds')} {act} {head}\n")
    except OSError as problem:
        missed = f"Het zegel is niet bijgeschreven in {file}: {in_dutch(problem)}."
        return replace(told, warnings=(*told.warnings, missed))
    return told

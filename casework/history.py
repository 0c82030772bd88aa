"""What the run history of the engine should hold: acts done without a run, and what a run did before."""

from dataclasses import dataclass
from datetime import datetime

from casework.values import Done
from casework.workplace import Workplace
from models import queries
from procedure.vocabulary import Verb

LONGEST_NAME = 120
"""Characters of the name of a run; a list cuts a longer one anyhow."""
MANY_CASES = 10
"""An act that touched more cases than this names them in its sentences only, not in the name and tags of its run."""


DONE_BEFORE = "Deze run had dit al vastgelegd; er is niets dubbel gedaan."


@dataclass(frozen=True, slots=True)
class Unwritten:
    """An act that no run shows yet."""

    act_id: int
    verb: Verb
    title: str
    tags: tuple[str, ...]
    at: datetime
    actor: str
    outcome: str
    cases: tuple[str, ...]


def tags(
    cases: tuple[str, ...], committees: tuple[str, ...], ministries: tuple[str, ...], outcome: str
) -> tuple[str, ...]:
    """Return the tags of a run, none with a comma: ``case:EK-2018-001``, ``committee:…`` and so on."""
    made = [*(f"case:{one}" for one in cases), *(f"committee:{one}" for one in committees)]
    made += [*(f"ministry:{one}" for one in ministries), *([f"outcome:{outcome}"] if outcome else [])]
    return tuple(tag.replace(",", " ") for tag in made)


def name_of(cases: str, headline: str) -> str:
    """Return the name of a run: its cases, then what happened, cut where a list would cut it."""
    name = " · ".join(filter(None, (cases, headline)))
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def unwritten(place: Workplace, limit: int = 50) -> list[Unwritten]:
    """Return acts that were done without a run (on the command line), the oldest first."""
    with place.reading() as connection:
        rows = queries.ask(connection, queries.UNWRITTEN, most=limit)
        cases = queries.by(
            queries.ask(connection, queries.ACT_CASES, acts=[row["id"] for row in rows], most=MANY_CASES), "act_id"
        )
    found: list[Unwritten] = []
    for row in rows:
        numbers = tuple(one["number"] for one in cases.get(row["id"], []))
        found.append(
            Unwritten(
                act_id=row["id"],
                verb=Verb(row["verb"]),
                title=name_of(", ".join(numbers[:3]), row["headline"]),
                tags=tags(numbers, tuple(row["committees"]), tuple(row["ministries"]), row["outcome"]),
                at=row["at"],
                actor=row["actor"],
                outcome=row["outcome"],
                cases=numbers,
            )
        )
    return found


def written(place: Workplace, act_id: int, run_id: str) -> None:
    """Note the run that was written for an act afterwards; a second note of the same act is ignored."""
    from sqlmodel import select  # noqa: PLC0415  (reading the history needs no tables)

    from models.acts import ActRun  # noqa: PLC0415  (as above)

    with place.transaction() as session:
        if session.exec(select(ActRun.id).where(ActRun.act_id == act_id)).first() is None:
            session.add(ActRun(act_id=act_id, run_id=run_id, written_afterwards=True))


def done_in_run(place: Workplace, run_id: str) -> Done | None:
    """Return what a run did already: one that is repeated after a crash must not do it twice."""
    with place.reading() as connection:
        rows = queries.ask(connection, queries.ACT_OF_RUN, run=run_id)
        if not rows:
            return None
        row = rows[0]
        cases = queries.ask(connection, queries.ACT_CASES, acts=[row["id"]], most=MANY_CASES)
    numbers = tuple(one["number"] for one in cases)
    return Done(
        verb=Verb(row["verb"]),
        headline=row["headline"],
        cases=numbers,
        act_id=row["id"],
        lines=(DONE_BEFORE,),
        said=(DONE_BEFORE,),
        committees=tuple(row["committees"]),
        ministries=tuple(row["ministries"]),
        outcome=row["outcome"],
        data=row["data"],
    )

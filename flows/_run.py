"""What every flow does around its verb: open the register, say who acts, and leave a line that reads like a diary.

The run list shows a flow's name, the run's name, its state and its tags, never its message. So the outcome goes into
the name and the tags once it is known, and what may be told outside the register into the message and the log: no
words of a letter and no address, which stay in the register. A refusal of the register is no breakdown: the run fails
with the sentence that says what to do, without a traceback.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from prefect import runtime
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import State
from prefect.deployments import arun_deployment
from prefect.logging import get_run_logger
from prefect.states import Completed, Failed

from casework import box, clocks, delivery, feeds, history, morning, rehearsal
from casework.errors import CaseworkError, TooNew
from casework.values import Done, Hand, ReminderLine
from casework.workplace import Workplace
from config import clock
from documents.errors import DocumentsError
from engine.place import carrier, opened, server_confirmed
from engine.settings import BY_SCHEDULE
from models.errors import ModelsError
from notifications.errors import NotificationsError
from procedure.errors import ProcedureError
from procedure.reminders import rung_name
from procedure.wording import short_date
from sources.errors import SourcesError

Act = Callable[[Workplace, Hand], Done]
Afterwards = Callable[[Done], Awaitable[None]]

T = TypeVar("T")

REFUSALS = (CaseworkError, DocumentsError, ModelsError, NotificationsError, ProcedureError, SourcesError)
REFUSED_TAG = "outcome:refused"
NOTHING = "nothing"
BY_FORM = "griffie (formulier)"
BY_ITSELF = "auto-scheduled"
"""The tag that Prefect gives to a run that a schedule made."""
NAMED_CASES = 3
NEXT_ATTEMPT = "Herinneringen versturen/met de hand"


async def carry_out(act: Act, *, by: str = "", afterwards: Afterwards | None = None) -> State[None]:
    """Do the act in the register and return the state in which its run ends, named and tagged by what came of it."""
    logger = get_run_logger()
    try:
        done = await asyncio.to_thread(_done, act, by)
    except REFUSALS as refusal:
        await _retitle(undone(str(runtime.flow_run.name)), [REFUSED_TAG])
        return Failed(message=str(refusal))
    if done.warnings:
        logger.warning(to_look_at(done))
    told = [f"{title(done)}.", *sentences(done)]
    for line in told:
        logger.info(line)
    await _retitle(title(done), tags(done))
    if afterwards:
        await afterwards(done)
    return Completed(message=" ".join(told))


def once(act: Act) -> Act:
    """Return the act, unless this run did it already: one that is repeated after a crash must not do it twice."""

    def unless_done(place: Workplace, hand: Hand) -> Done:
        return history.done_in_run(place, hand.run_id or "") or act(place, hand)

    return unless_done


def _done(act: Act, by: str) -> Done:
    return act(opened(), hand(by))


def hand(by: str = "") -> Hand:
    """Return who acts: the person that the form names, else the form or the schedule; now, and in this run."""
    scheduled = BY_ITSELF in (runtime.flow_run.tags or [])
    actor = by.strip() or (BY_SCHEDULE if scheduled else BY_FORM)
    now = clock.reading()
    return Hand(actor=actor, on=now.wall.date(), at=now.wall, run_id=runtime.flow_run.id, clock=now)


def title(done: Done) -> str:
    """Return the name of a run: its cases (or their number, where they are many), then what happened."""
    cases = ", ".join(done.cases) if len(done.cases) <= NAMED_CASES else f"{len(done.cases)} zaken"
    return history.name_of(cases, done.headline)


def tags(done: Done) -> tuple[str, ...]:
    """Return the tags by which a run is found, from its case or the other way round."""
    return history.tags(done.cases, done.committees, done.ministries, done.outcome)


def to_look_at(done: Done) -> str:
    """Return how many points ask for a person, and where they are read: they may hold words of a letter."""
    count = len(done.warnings)
    points = "1 punt vraagt aandacht" if count == 1 else f"{count} punten vragen aandacht"
    where = "; ".join(f"`griffie show {case}`" for case in done.cases[:NAMED_CASES])
    return f"Let op: {points}{f'; zie {where}' if where else ''}."


def sentences(done: Done) -> list[str]:
    """Return what may be told, and which reminders it dropped, armed, or came too late to call back."""
    told = [
        *done.said,
        _about("Vervallen", done.dropped),
        _about("Klaargezet", done.armed),
        _about("Al onderweg en niet meer tegen te houden", done.on_its_way),
    ]
    return [line if line.endswith((".", "!", "?", ":")) else f"{line}." for line in told if line]


def _about(heading: str, lines: Iterable[ReminderLine]) -> str:
    named = "; ".join(f"{rung_name(line.rung)} op {short_date(line.on)}" for line in lines)
    return f"{heading}: {named}." if named else ""


def on_day(act: Act) -> Act:
    """Return the act with the day in front of what it came to, for a run that is about no case."""

    def dated(place: Workplace, hand: Hand) -> Done:
        done = act(place, hand)
        return replace(done, headline=f"{short_date(hand.on)} · {done.headline}")

    return dated


def together(first: Done, *others: Done) -> Done:
    """Return several acts of one run as one: the first names it, the others add what they came to."""
    dones = (first, *(done for done in others if done.outcome != NOTHING))
    return replace(
        first,
        headline=" · ".join(done.headline for done in dones),
        outcome=dones[-1].outcome,
        cases=_each(done.cases for done in dones),
        lines=_each(done.lines for done in dones),
        said=_each(done.said for done in dones),
        warnings=_each(done.warnings for done in (first, *others)),
        committees=_each(done.committees for done in dones),
        ministries=_each(done.ministries for done in dones),
        data={**first.data, "next_try": next((d.data["next_try"] for d in others if d.data.get("next_try")), None)},
    )


def _each(parts: Iterable[Iterable[T]]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(part for some in parts for part in some))


def take_in(place: Workplace, hand: Hand) -> Done:
    """Return what was taken in, with the numbers by which a form asks for it."""
    done = box.take_in(place, hand)
    numbers = ", ".join(str(number) for number in done.data["taken_in"])
    told = f"{done.headline} (nr. {numbers})" if numbers else done.headline
    return replace(done, headline=told, outcome="taken-in" if numbers else NOTHING)


def morning_of(place: Workplace, hand: Hand, day: date | None) -> Done:
    """Return a whole morning: the post, the terms, what is owed sent, the feeds. Without a day it is today's.

    Raises:
        TooNew: the day has not come yet.
        ClockInDoubt: no day is named, and the clock is in doubt; nothing was done.
    """
    if day is None:
        clocks.question(place, hand)
    elif day > hand.on:
        raise TooNew(day=day, today=hand.on)
    then = replace(hand, on=day or hand.on)
    post = take_in(place, then)
    checked = morning.check(place, then)
    sent = send(place, then)
    return together(checked, post, sent, refresh_feeds(place, hand))


def show(place: Workplace, hand: Hand) -> Done:
    """Return what would leave on the day and what would not, with a word for it by which such runs are found."""
    done = rehearsal.rehearse(place, hand)
    return replace(done, headline=f"{done.headline} · alleen getoond", outcome="shown")


def send(place: Workplace, hand: Hand) -> Done:
    """Return what left of the outbox."""
    return delivery.deliver(place, carrier(place), hand, confirmed=server_confirmed())


def refresh_feeds(place: Workplace, hand: Hand) -> Done:
    """Return what came of bringing calendars and news up to date; it never fails the run."""
    return feeds.refresh(place, hand)


def send_in_time(place: Workplace, hand: Hand) -> Done:
    """Return what left of the outbox, unless the clock is in doubt; then nothing leaves."""
    clocks.question(place, hand)
    return send(place, hand)


async def plan_delivery(done: Done) -> None:
    """Plan a run for the moment at which what stayed behind may be tried again; doing so twice plans one run."""
    moment = done.data.get("next_try")
    if not moment:
        return
    at = datetime.fromisoformat(moment)
    await arun_deployment(
        NEXT_ATTEMPT,
        parameters={"by": BY_SCHEDULE},
        scheduled_time=at,
        timeout=0,
        as_subflow=False,
        idempotency_key=f"next attempt {at.isoformat()}",
        flow_run_name=f"{short_date(at.date())} · volgende poging",
    )


def undone(name: str) -> str:
    """Return the name of a run whose act was refused: what was to be done ("wordt …") was not."""
    return name.replace("worden ", "niet ").replace("wordt ", "niet ")


def day_name(what: str) -> Callable[[], str]:
    """Return the name of a run before it has an outcome: the day that it is about, and what will be done."""

    def name() -> str:
        return f"{short_date(_asked_day())} · {what}"

    return name


def _asked_day() -> date:
    asked = runtime.flow_run.parameters.get("day")
    return asked if isinstance(asked, date) else date.fromisoformat(asked) if asked else clock.today()


async def _retitle(name: str, added: Iterable[str]) -> None:
    """Name the run; its tags are those of the outcome, so that a list has room for them, and Prefect's own mark."""
    kept = {BY_ITSELF} & set(runtime.flow_run.tags or [])
    async with get_client() as client:
        await client.update_flow_run(UUID(str(runtime.flow_run.id)), name=name, tags=sorted(kept | set(added)))

"""How a morning that is only shown is told: each message with where it goes, when, and what keeps it."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from casework.values import Done, Hand
from notifications import claims
from procedure.amsterdam import AMSTERDAM
from procedure.vocabulary import ReminderState
from procedure.wording import hour, long_date, short_date

PAST = (
    "wat bij een echte ronde deze machine verlaat, vertrekt op de dag van die ronde zelf, op een werkdag, en is dan "
    "voor die dag verwoord."
)

ASSUMED = "Aangenomen is dat tot dan elke dag wordt nagelopen, en dat aankomt wat voor het eerst vertrekt."


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as it would fare."""

    message_id: str
    recipient: str
    cases: tuple[str, ...]
    rungs: tuple[str, ...]
    send_on: date
    state: ReminderState
    to: str = ""
    subject: str = ""
    text: str = ""
    reason: str = ""
    at: datetime | None = None
    """The moment of the day at which it leaves or is tried again, where that is another than the daily post's."""


@dataclass(frozen=True, slots=True)
class Day:
    """What becomes of everything on one day."""

    going: list[Shown]
    failing: list[Shown]
    held: list[Shown]
    later: list[Shown]
    skipped: list[dict[str, str]]
    overtaken: list[dict[str, str]]


def told(done: Done, hand: Hand, day: Day, *, ahead: bool) -> Done:
    """Return the whole in sentences and as data."""
    count = len(day.going)
    going = (
        f"{count} {'bericht zou' if count == 1 else 'berichten zouden'} vertrekken" if count else "er vertrekt niets"
    )
    lines = (
        *done.lines,
        *(f"Vastgehouden: {_about(one)}: {one.reason}." for one in day.held),
        *(f"Kan niet vertrekken: {_about(one)}: {one.reason}" for one in day.failing),
        *(_as_it_waits(one) for one in day.later),
        *(_as_it_leaves(one, hand) for one in day.going),
        *((ASSUMED,) if ahead else ()),
    )
    data = {
        "would_send": [_data(one) for one in day.going],
        "would_hold": [_data(one) for one in day.held],
        "would_fail": [_data(one) for one in day.failing],
        "would_skip": [*day.skipped, *day.overtaken],
        "later": [_data(one) for one in day.later],
    }
    said = (
        *done.said,
        *(f"Zou vertrekken: {_about(one)}." for one in day.going),
        *(f"Zou worden vastgehouden: {_about(one)}." for one in day.held),
        *(f"Zou niet kunnen vertrekken: {_about(one)}." for one in day.failing),
        *(f"Zou pas op {long_date(until(one))} vertrekken: {_about(one)}." for one in day.later),
    )
    return replace(done, headline=f"{done.headline} · {going}", lines=lines, said=said, data={**done.data, **data})


def _about(one: Shown) -> str:
    return f"aan {one.recipient} over {', '.join(one.cases)}"


def until(one: Shown) -> date:
    """Return the day until which a message waits."""
    return max(one.send_on, civil(one.at) or one.send_on)


def _as_it_waits(one: Shown) -> str:
    clock = f", {hour(one.at.astimezone(AMSTERDAM))}" if one.at else ""
    why = f" ({one.reason})" if one.reason else ""
    return f"Vertrekt pas op {long_date(until(one))}{clock}: {_about(one)}{why}."


def _as_it_leaves(one: Shown, hand: Hand) -> str:
    again = f" (opnieuw, met dezelfde Message-ID; {one.reason})" if one.state in claims.AGAIN else ""
    clock = f", {hour(one.at.astimezone(AMSTERDAM))}" if one.at else ""
    return f"Aan {one.to}, op {short_date(hand.on)}{clock}{again}: {one.subject}\n\n{one.text}"


def _data(one: Shown) -> dict[str, Any]:
    return {
        "message_id": one.message_id,
        "to": one.to or None,
        "recipient": one.recipient,
        "cases": list(one.cases),
        "rungs": list(one.rungs),
        "send_on": one.send_on.isoformat(),
        "at": one.at.astimezone(AMSTERDAM).isoformat() if one.at else None,
        "state": one.state.value,
        "subject": one.subject or None,
        "text": one.text or None,
        "reason": one.reason or None,
    }


def about_post(count: int) -> tuple[str, ...]:
    """Return what is to be known of so many papers that lie in the inbox folder."""
    if not count:
        return ()
    lies, it = ("ligt 1 stuk", "het") if count == 1 else (f"liggen {count} stukken", "elk")
    return (f"In de postmap {lies} dat eerst wordt ingenomen; {it} kan de mails aan zijn afzender vasthouden.",)


def civil(moment: datetime | None) -> date | None:
    """Return the day of a moment in Amsterdam."""
    return moment.astimezone(AMSTERDAM).date() if moment else None

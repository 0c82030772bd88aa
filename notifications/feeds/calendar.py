"""A calendar of last days (RFC 5545): one event for each round, all day, moved and not doubled when its term moves.

An event's UID is its case and round, and its SEQUENCE rises with every act that touched the round; so a reader that
has the event already moves it. Nothing in it comes from a clock, and of a confidential case it tells only that it
exists.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from notifications.notices import one_line, shortened
from procedure.wording import long_date

PRODUCT = "-//Griffie//Uiterste dagen//NL"

REFRESH = timedelta(hours=12)
"""How often a reader should look again; the check of the day writes once a day."""

LONGEST_SUBJECT = 1000
"""Characters of a subject in the description; the summary has less."""

OPEN, LATE, ANSWERED, ENDED, CONFIDENTIAL = "Open", "Te laat", "Beantwoord", "Vervallen", "Vertrouwelijk"
"""The categories; each but the first and the last also begins the summary."""


@dataclass(frozen=True, slots=True)
class LastDay:
    """A round with an agreed last day, as a calendar tells it; days are civil days in the Netherlands."""

    case: str
    round: int
    subject: str
    committees: tuple[str, ...]
    offices: tuple[str, ...]
    requested_on: date | None
    due_on: date
    """The agreed last day."""
    original_due_on: date | None
    answered_on: date | None
    closed_on: date | None
    late: bool
    """Whether the agreed day has passed without an answer."""
    revisions: int
    """How many acts touched it; the first makes it one."""
    revised_at: datetime
    confidential: bool = False


def calendar(title: str, uid: str, days: Sequence[LastDay], *, mark: str) -> bytes:
    """Return the calendar as a file; ``mark`` is the installation's, which makes its UIDs its own."""
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("uid", f"{uid}@{mark}")
    made.add("name", one_line(title))
    made.add("x-wr-calname", one_line(title))
    made.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", f"PT{REFRESH // timedelta(hours=1)}H")
    for day in days:
        made.add_component(_event(day, mark))
    return bytes(made.to_ical(sorted=True))


def _event(day: LastDay, mark: str) -> Event:
    event = Event()
    event.add("uid", f"{day.case}-{day.round}@{mark}")
    event.add("sequence", day.revisions - 1)
    event.add("dtstamp", day.revised_at)
    event.add("dtstart", day.due_on)
    event.add("dtend", day.due_on + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("status", "CANCELLED" if _category(day) == ENDED else "CONFIRMED")
    event.add("class", "CONFIDENTIAL" if day.confidential else "PUBLIC")
    event.add("categories", [_category(day)])
    event.add("summary", _summary(day))
    if not day.confidential:
        event.add("description", "\n".join(_description(day)))
    return event


def _category(day: LastDay) -> str:
    if day.confidential:
        return CONFIDENTIAL
    if day.answered_on is not None:
        return ANSWERED
    if day.closed_on is not None:
        return ENDED
    return LATE if day.late else OPEN


def _summary(day: LastDay) -> str:
    if day.confidential:
        return f"[{day.case}] vertrouwelijk"
    category = _category(day)
    said = "" if category == OPEN else f"{category}: "
    return shortened(f"{said}[{day.case}] {one_line(day.subject)}".strip())


def _description(day: LastDay) -> Iterator[str]:
    """Give the lines of the description, both clocks among them; no line depends on the day of reading."""
    yield shortened(one_line(day.subject), longest=LONGEST_SUBJECT)
    yield f"Commissie: {', '.join(one_line(name) for name in day.committees)}"
    yield f"Gericht aan: {'; '.join(one_line(office) for office in day.offices)}"
    for told, on in (
        ("Verzoek van", day.requested_on),
        ("Afgesproken uiterlijk", day.due_on),
        ("Oorspronkelijk uiterlijk", day.original_due_on),
        ("Beantwoord op", day.answered_on),
        ("Afgesloten op", day.closed_on),
    ):
        if on is not None:
            yield f"{told}: {long_date(on)}"

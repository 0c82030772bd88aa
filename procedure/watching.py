"""When a register is ill, by checks that do not come or mail that stays behind; and when that is said.

The check runs on all seven days at 11:00, mail leaves on working days; all hours are Amsterdam's.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from procedure.amsterdam import AMSTERDAM, instant
from procedure.days import Days
from procedure.vocabulary import Labelled

MOST_WITHOUT_CHECK = timedelta(hours=26)
"""A day and two hours (house choice): one check may be late, none may be left out."""

MOST_UNSENT = timedelta(minutes=30)
"""So long may a message stay behind that could leave, on a working day within the hours of sending."""

SENDING = time(11), time(18)
"""From the check of the day until the last look at what was left has had its time."""

LEFT_IS_SENT = time(11, 20), SENDING[1]
"""When what was left is sent after all: once the check of the day, which takes in the post first, has had its time."""

AGAIN_AFTER = timedelta(days=1)
"""An alarm that lasts is repeated once a day."""

TRIED_AGAIN_AFTER = timedelta(minutes=10)
"""An alarm that nobody took over is tried again after so long."""

DAYS_AHEAD = 400
"""The calendar is worth a warning when fewer days ahead are known: a term of a year must still be counted."""

TABLE_OLD_AFTER = timedelta(days=365)
"""A recess table that was last checked so long ago may be out of date."""


def overdue(checked_at: datetime | None, since: datetime, at: datetime) -> bool:
    """Return whether no check has finished for too long; before the first one it counts from the register's making."""
    return at - (checked_at or since) > MOST_WITHOUT_CHECK


def unsent_for(ready_at: datetime, at: datetime, days: Days) -> timedelta | None:
    """Return for how long a message could have left and did not; None outside the hours in which mail leaves."""
    here = at.astimezone(AMSTERDAM)
    if not (days.is_working_day(here.date()) and SENDING[0] <= here.time() < SENDING[1]):
        return None
    return max(at - max(ready_at, instant(here.date(), SENDING[0])), timedelta())


def sends_what_was_left(at: datetime, days: Days) -> bool:
    """Return whether what was left behind may be sent at an instant: on a working day, once its check has had time."""
    here = at.astimezone(AMSTERDAM)
    return days.is_working_day(here.date()) and LEFT_IS_SENT[0] <= here.time() < LEFT_IS_SENT[1]


def ready_at(queued_at: datetime, send_on: date) -> datetime:
    """Return from when a message may leave: from eleven on its day, or from when it was queued where that is later."""
    return max(queued_at, instant(send_on, SENDING[0]))


class Bell(Labelled):
    """What is to be said about the register now."""

    QUIET = "quiet", "niets te melden"
    RING = "ring", "alarm"
    OVER = "over", "weer in orde"


@dataclass(frozen=True, slots=True)
class Alarm:
    """What was said of the illness that lasts: since when it lasts, when it was last told, when telling was tried."""

    since: datetime | None = None
    told_at: datetime | None = None
    tried_at: datetime | None = None

    def bell(self, at: datetime, *, ill: bool) -> Bell:
        """Return what to say at an instant; a clock that was set back makes an old alarm count as long ago."""
        if self.tried_at is not None and abs(at - self.tried_at) < TRIED_AGAIN_AFTER:
            return Bell.QUIET
        if not ill:
            return Bell.OVER if self.told_at is not None else Bell.QUIET
        return Bell.RING if self.told_at is None or abs(at - self.told_at) >= AGAIN_AFTER else Bell.QUIET

    def after(self, bell: Bell, at: datetime, *, ill: bool, arrived: bool) -> "Alarm":
        """Return what is remembered after a bell; one that did not arrive is tried again."""
        since = (self.since or at) if ill else self.since
        if bell is Bell.QUIET:
            return replace(self, since=since) if ill or self.told_at else Alarm()
        if not arrived:
            return replace(self, since=since, tried_at=at)
        return Alarm(since=since, told_at=at) if bell is Bell.RING else Alarm()

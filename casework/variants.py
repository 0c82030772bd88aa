"""What the ladder says of each rung in each sort of round, as the check asks it of many rows in one statement."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, time, timedelta
from typing import Any

from sqlalchemy import Date, FromClause, Text, and_, case, exists, false, literal, or_, true
from sqlalchemy.sql import ColumnElement
from sqlmodel import Session, col, select

from models.preferences import Preference
from procedure.holding import HELD_UNTIL, ORDINARY, Holding
from procedure.reminders import Rung
from procedure.rulebook import Rulebook
from procedure.vocabulary import Chamber, RoundKind
from procedure.wording import long_date

Variant = tuple[str, Chamber, RoundKind]
"""A rung by its code, in rounds of a chamber and a kind."""


def rungs_by_variant(ladder: Callable[[Chamber, RoundKind], tuple[Rung, ...]]) -> dict[Variant, Rung]:
    """Return the rung that counts for each code in each sort of round."""
    return {
        (rung.code, chamber, kind): rung for chamber in Chamber for kind in RoundKind for rung in ladder(chamber, kind)
    }


class Variants:
    """The ladder on the day of a check, ready for statements over agenda and ledger."""

    def __init__(self, session: Session, rulebook: Rulebook, on: date) -> None:
        """Work out, once, what differs from the ordinary.

        Raises:
            BeyondCalendar: what is held back would leave after the calendar's end.
        """
        self._days, self._on = rulebook.days, on
        self.rungs = rungs_by_variant(rulebook.ladder_for)
        self.ordinary = ORDINARY.first_day(on, self._days)
        self._different = list(self._held())
        self._optional: set[Variant] = set()
        if _any_opted_out(session, on):
            self._optional = {at for at, rung in self.rungs.items() if rung.may_opt_out}

    def leaves_on(self, of: FromClause) -> ColumnElement[date]:
        """Return, for a row of the agenda, the first day on which it may leave."""
        found = [(self._is(of, at), literal(day, Date)) for at, day, _ in self._different]
        return case(*found, else_=literal(self.ordinary, Date)) if found else literal(self.ordinary, Date)

    def why_later(self, of: FromClause) -> ColumnElement[str]:
        """Return, for a row of the agenda, why it does not leave today; empty where it does."""
        found = [(self._is(of, at), literal(why, Text)) for at, _, why in self._different]
        usual = literal(self._reason(ORDINARY, self.ordinary), Text)
        return case(*found, else_=usual) if found else usual

    def too_old(self, of: FromClause) -> ColumnElement[bool]:
        """Return whether a row of the agenda came due too long ago for its rung to be sent."""
        stale: dict[tuple[str, int], list[Variant]] = defaultdict(list)
        for at, rung in self.rungs.items():
            if rung.stale_after is not None:
                stale[at[0], rung.stale_after].append(at)
        sorts = len(Chamber) * len(RoundKind)
        found = [
            and_(
                of.c.rung == code if len(those) == sorts else or_(*(self._is(of, at) for at in those)),
                of.c.fire_on < self._on - timedelta(days=days),
            )
            for (code, days), those in stale.items()
        ]
        return or_(*found) if found else false()

    def no_later(self, higher: FromClause, lower: FromClause) -> ColumnElement[bool]:
        """Return whether one row of the agenda may leave no later than another; true where nothing is held back."""
        if not self._different:
            return true()
        return self.leaves_on(higher) <= self.leaves_on(lower)

    def opted_out(self, of: FromClause) -> ColumnElement[bool]:
        """Return whether the owner of a row's mailbox wants its rung no more, and may say so."""
        if not self._optional:
            return false()
        return and_(or_(*(self._is(of, at) for at in sorted(self._optional))), exists(_opted_out(of, self._on)))

    def _held(self) -> Iterator[tuple[Variant, date, str]]:
        for at, rung in self.rungs.items():
            holding = rung.holding(at[1])
            day = holding.first_day(self._on, self._days)
            if day != self.ordinary:
                yield at, day, self._reason(holding, day)

    def _reason(self, holding: Holding, day: date) -> str:
        return "" if day == self._on else held_until(day, holding.why(self._on, self._days))

    @staticmethod
    def _is(of: FromClause, at: Variant) -> ColumnElement[bool]:
        code, chamber, kind = at
        return and_(of.c.rung == code, of.c.chamber == chamber, of.c.kind == kind)


def held_until(day: date, why: str, clock: time | None = None) -> str:
    """Return the words that a reminder or a message bears which is held back, until a day or an hour of it."""
    hour = f", {clock:%H:%M}" if clock else ""
    return f"{HELD_UNTIL} {long_date(day)}{hour}: {why}"


def _any_opted_out(session: Session, on: date) -> bool:
    asked = select(Preference.id).where(col(Preference.void_act_id).is_(None), col(Preference.from_day) <= on)
    return session.exec(asked.limit(1)).first() is not None


def _opted_out(of: FromClause, on: date) -> Any:
    """Return the question for the preference in force by which a row of the agenda is not wanted."""
    return select(Preference.id).where(
        col(Preference.mailbox_id) == of.c.mailbox_id,
        col(Preference.rung) == of.c.rung,
        col(Preference.void_act_id).is_(None),
        col(Preference.from_day) <= on,
    )

"""Which reminders of a case a mailbox does not want, and on whose word: asked when they are shown, never copied."""

from datetime import date

from sqlalchemy import Connection
from sqlmodel import Session

from casework.facts.rulebook import load_ladder
from casework.ledger import OPTED_OUT
from models.queries import Row
from procedure.reminders import ladder_for
from procedure.vocabulary import Chamber, RoundKind


class OptedOut:
    """What some mailboxes have said about rungs of the ladder."""

    def __init__(self, connection: Connection, said: list[Row], on: date) -> None:
        """Keep what was said, now or before."""
        self._connection, self._on, self._said = connection, on, said

    def why_skipped(self, reminder: Row) -> str:
        """Return the reason of a reminder, with on whose word its mailbox had opted out when it was skipped."""
        reason = str(reminder["reason"])
        if reason != OPTED_OUT:
            return reason
        act = reminder["act_id"]
        heard = (
            one
            for one in self._said
            if _about(one, reminder)
            and one["act_id"] < act
            and (one["void_act_id"] is None or one["void_act_id"] > act)
        )
        return _on_the_word_of(next(heard, None))

    def why_not_coming(self, planned: Row) -> str:
        """Return why a reminder on the agenda will be skipped as things stand; empty where it will come."""
        day = max(planned["owed_on"], self._on)
        for one in self._said:
            in_force = one["void_act_id"] is None and one["from_day"] <= day
            if in_force and _about(one, planned) and self._may_opt_out(planned, day):
                return f"wordt overgeslagen: {_on_the_word_of(one)}"
        return ""

    def _may_opt_out(self, planned: Row, day: date) -> bool:
        with Session(self._connection) as session:
            ladder = load_ladder(session, on=day)
        rungs = ladder_for(ladder, Chamber(planned["chamber"]), RoundKind(planned["kind"]))
        return any(rung.code == planned["rung"] and rung.may_opt_out for rung in rungs)


def _about(said: Row, reminder: Row) -> bool:
    return (said["mailbox_id"], said["rung"]) == (reminder["mailbox_id"], reminder["rung"])


def _on_the_word_of(said: Row | None) -> str:
    return f"{OPTED_OUT}, op het woord van {said['said_by']}" if said else OPTED_OUT

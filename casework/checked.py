"""What a check found, told in sentences and figures, and its line in the diary."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from casework import clocks, lookup
from casework.history import MANY_CASES
from casework.record import key
from casework.telling import reminder_json, tags_of
from casework.told_of import unconfirmed
from casework.values import Done, Hand, ReminderLine
from models.acts import Act, ActCase, ActOutcome
from models.cases import Case, Round
from models.reminders import Outcome, Reminder
from procedure.reminders import rung_name
from procedure.vocabulary import Verb
from procedure.wording import short_date

MANY_LINES = 200
"""How many reminders a check names each by itself; of more it gives the number."""

_SHOWN = (
    *(col(Case.number), col(Reminder.rung), col(Reminder.owed_on)),
    *(col(Reminder.mailbox_id), col(Reminder.outcome), col(Reminder.reason)),
)

_WORDS = {
    Outcome.OWED: "verschuldigd",
    Outcome.BY_HAND: "klaar voor de voorzitter",
    Outcome.SKIPPED: "overgeslagen",
}


@dataclass(frozen=True, slots=True)
class _Found:
    """What a check put into the ledger: how much of each outcome, and the first reminders by name."""

    counts: dict[Outcome, int]
    held_back: int
    named: list[tuple[ReminderLine, str]]
    """The first of them, each with the reason for which it is skipped or leaves later."""
    overtaken: list[tuple[ReminderLine, str]]
    """The first of what was owed before and gave way to one of them before it left."""


def told(session: Session, act: Act, hand: Hand, overtaken: Sequence[int] = ()) -> Done:
    """Return what a check found and what it overtook (by rows), and keep its line in the diary."""
    found = _found(session, act, overtaken)
    cases = _few_cases(session, act)
    committees, ministries = tags_of(session, cases)
    headline = _headline(hand.on, found.counts)
    outcome = "owed" if found.counts[Outcome.OWED] or found.counts[Outcome.BY_HAND] else "nothing"
    data = {
        "day": hand.on.isoformat(),
        **{one.value: found.counts[one] for one in Outcome},
        "held_back": found.held_back,
        "overtaken": len(overtaken),
    }
    session.add(
        ActOutcome(
            act_id=key(act.id),
            headline=headline,
            outcome=outcome,
            committees=list(committees),
            ministries=list(ministries),
            data=data,
        )
    )
    session.flush()
    return Done(
        verb=Verb.CHECK,
        headline=headline,
        cases=tuple(cases.values()),
        act_id=act.id,
        lines=_sentences(found),
        said=_sentences(replace(found, named=_bare(found.named), overtaken=_bare(found.overtaken))),
        warnings=(*clocks.warning(session, act), *unconfirmed(session, cases)),
        committees=committees,
        ministries=ministries,
        outcome=outcome,
        data={
            **data,
            "reminders": reminder_json(line for line, _ in found.named),
            "reminders_named": len(found.named),
            "reminders_total": sum(found.counts.values()),
        },
    )


def _bare(named: list[tuple[ReminderLine, str]]) -> list[tuple[ReminderLine, str]]:
    return [(line, "") for line, _ in named]


def _found(session: Session, act: Act, overtaken: Sequence[int]) -> _Found:
    of_this = col(Reminder.act_id) == act.id
    later = and_(col(Reminder.leaves_on) > col(Reminder.owed_on), col(Reminder.outcome) != Outcome.SKIPPED)
    figures = [func.count().filter(one) for one in (*(col(Reminder.outcome) == one for one in Outcome), later)]
    *owed, held_back = session.execute(columns(*figures).where(of_this)).one()
    counts = dict(zip(Outcome, owed, strict=True))
    before = _named(session, col(Reminder.id).in_(overtaken[:MANY_LINES])) if overtaken else []
    return _Found(counts, held_back, _named(session, of_this), before)


def _named(session: Session, which: ColumnElement[bool]) -> list[tuple[ReminderLine, str]]:
    """Return the first reminders of some by name, each with the reason that it bears."""
    first = _first(session, which)
    recipients = lookup.mailbox_names(session, {row.mailbox_id for row in first})
    return [
        (ReminderLine(row.number, row.rung, row.owed_on, recipients[row.mailbox_id], row.outcome), row.reason)
        for row in first
    ]


def _first(session: Session, which: ColumnElement[bool]) -> Sequence[Row[Any]]:
    """Return the first reminders of some by their rounds, in the order of their cases."""
    few = select(col(Reminder.id)).where(which).order_by(col(Reminder.round_id), col(Reminder.rank)).limit(MANY_LINES)
    return session.execute(
        columns(*_SHOWN)
        .join(Round, col(Round.id) == Reminder.round_id)
        .join(Case, col(Case.id) == Round.case_id)
        .where(col(Reminder.id).in_(few))
        .order_by(col(Case.id), col(Reminder.rank), col(Reminder.id))
    ).all()


def _few_cases(session: Session, act: Act) -> dict[int, str]:
    """Return the cases that a check touched by their rows, where they are few enough to be named."""
    asked = select(col(Case.id), col(Case.number)).join(ActCase, col(ActCase.case_id) == Case.id)
    rows = session.execute(asked.where(ActCase.act_id == act.id).order_by(col(ActCase.case_id)).limit(MANY_CASES + 1))
    found: dict[int, str] = dict(map(tuple, rows))
    return found if len(found) <= MANY_CASES else {}


def _headline(on: date, counts: dict[Outcome, int]) -> str:
    parts = [f"{counts[outcome]} {word}" for outcome, word in _WORDS.items() if counts[outcome]]
    return f"{short_date(on)} · {', '.join(parts) or 'niets verschuldigd'}"


def _sentences(found: _Found) -> tuple[str, ...]:
    said = tuple(_sentence(line, reason) for line, reason in (*found.named, *found.overtaken))
    unnamed = sum(found.counts.values()) - len(found.named)
    return (*said, f"En nog {unnamed} herinneringen, hier niet alle genoemd.") if unnamed else said


def _sentence(line: ReminderLine, reason: str) -> str:
    what = {**_WORDS, Outcome.BY_HAND: "klaar, wacht op de voorzitter"}[Outcome(line.state)]
    why = f" ({reason})" if reason else ""
    return f"{line.case}: {rung_name(line.rung)} aan {line.recipient}: {what}{why}."

"""A postponement, by letter or by word: it moves the agreed date, never the original one."""

from collections.abc import Iterable
from datetime import date

from sqlmodel import Session, col, select

from casework.facts.rounds import RoundView, sort_of
from casework.record import key
from casework.terms import TermIn, write_term
from models.acts import Act
from models.cases import Hold, Round
from models.letters import Letter
from models.terms import TermRevision
from procedure.reminders import rest_after_open_deferral
from procedure.rulebook import Rulebook
from procedure.vocabulary import TermKind, Via
from procedure.wording import long_date


def postpone(
    session: Session,
    act: Act,
    rnd: Round,
    term: TermIn,
    *,
    on: date,
    rulebook: Rulebook,
    reason: str,
    via: Via,
    said_by: str,
    letter: Letter | None = None,
    accepted: bool = True,
) -> TermRevision:
    """Return the revision of a postponement. Without a new date the agreed date stays and the ladder rests.

    It counts as agreed until the committee refuses it; a refused one is recorded and moves nothing.
    """
    row = write_term(
        session,
        act,
        rnd,
        TermKind.DEFERRAL,
        term,
        set_on=on,
        reason=reason,
        rulebook=rulebook,
        letter=letter,
        accepted=accepted,
        via=via,
        said_by=said_by,
    )
    if accepted and row.due_on is not None:
        end_rests(session, act, rnd)
    elif accepted:
        rungs = rulebook.ladder_for(*sort_of(session, rnd))
        rest = rest_after_open_deferral(rungs, on, rulebook.days)
        if rest is not None:
            session.add(
                Hold(
                    act_id=key(act.id),
                    round_id=key(rnd.id),
                    first_day=rest[0].first,
                    last_day=rest[0].last,
                    desk_only=True,
                    ground=reason,
                )
            )
    session.flush()
    return row


def earlier(before: RoundView, to: date | None) -> str:
    """Return what is odd about a postponement to this day, in a clause: it brings the day forward; else nothing."""
    agreed = before.agreed
    if to is None or agreed is None or agreed.due_on is None or to >= agreed.due_on:
        return ""
    which = "afgesproken" if agreed.kind is TermKind.DEFERRAL else "oorspronkelijke"
    return f"dat is vóór de {which} datum {long_date(agreed.due_on)}"


def end_rests(session: Session, act: Act, rnd: Round) -> None:
    """End the rest that a postponement without a date brought: there is a date now."""
    for rest in session.exec(
        select(Hold).where(Hold.round_id == rnd.id, Hold.desk_only, col(Hold.void_act_id).is_(None))
    ):
        rest.void_act_id = key(act.id)
        session.add(rest)


def undo(session: Session, act: Act, rows: Iterable[TermRevision]) -> None:
    """Void terms, the rests that came with them, and bring back the rest of which a voided day took the place."""
    undone = list(rows)
    for row in undone:
        row.void_act_id = key(act.id)
        session.add(row)
        for rest in _rests_of(session, row):
            if rest.void_act_id is None:
                rest.void_act_id = key(act.id)
                session.add(rest)
    session.flush()
    for round_id in {row.round_id for row in undone}:
        _rest_again(session, act, round_id)


def _rests_of(session: Session, row: TermRevision) -> list[Hold]:
    """Return the rest that a postponement without a date brought, with every time that it was written again."""
    brought = session.exec(
        select(Hold).where(Hold.round_id == row.round_id, Hold.act_id == row.act_id, Hold.desk_only)
    ).first()
    if row.due_on is not None or brought is None:
        return []
    same = select(Hold).where(
        Hold.round_id == row.round_id,
        Hold.desk_only,
        Hold.first_day == brought.first_day,
        Hold.last_day == brought.last_day,
        Hold.ground == brought.ground,
    )
    return list(session.exec(same.order_by(col(Hold.id))))


def _rest_again(session: Session, act: Act, round_id: int) -> None:
    """Write again the rest of each postponement without a date that only a postponement now undone had ended."""
    deferrals = session.exec(
        select(TermRevision).where(
            TermRevision.round_id == round_id, TermRevision.kind == TermKind.DEFERRAL, TermRevision.accepted
        )
    ).all()
    in_force = [row for row in deferrals if row.void_act_id is None]
    set_a_day = {row.act_id for row in deferrals if row.due_on is not None}
    for row in in_force:
        rests = _rests_of(session, row)
        dated_since = any(one.due_on is not None and one.version > row.version for one in in_force)
        if not rests or dated_since or rests[-1].void_act_id not in set_a_day:
            continue
        fields = rests[-1].model_dump(exclude={"id", "act_id", "void_act_id"})
        session.add(Hold(**fields, act_id=key(act.id)))
    session.flush()

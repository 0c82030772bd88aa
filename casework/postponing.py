"""A postponement, by letter or by word: it moves the agreed date, never the original one."""

from datetime import date

from sqlmodel import Session, col, select

from casework.facts.rounds import sort_of
from casework.record import key
from casework.terms import TermIn, write_term
from models.acts import Act
from models.cases import Hold, Round
from models.letters import Letter
from models.terms import TermRevision
from procedure.reminders import rest_after_open_deferral
from procedure.rulebook import Rulebook
from procedure.vocabulary import TermKind, Via


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


def end_rests(session: Session, act: Act, rnd: Round) -> None:
    """End the rest that a postponement without a date brought: there is a date now."""
    for rest in session.exec(
        select(Hold).where(Hold.round_id == rnd.id, Hold.desk_only, col(Hold.void_act_id).is_(None))
    ):
        rest.void_act_id = key(act.id)
        session.add(rest)

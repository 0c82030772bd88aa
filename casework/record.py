"""The diary: writing an act, and the facts that it brings."""

from collections.abc import Iterable
from typing import Any

from sqlmodel import Session, col, select

from casework.errors import InTheFuture, UnknownCase
from casework.values import Hand
from models.acts import Act, ActCase, ActRun, Anomaly
from models.cases import Case, Round
from procedure.timekeeping import TOLERANCE, in_turn
from procedure.vocabulary import Verb

CLOCK_SAID = "clock_said"
"""Under this name an act keeps what the clock said, where that lay clearly before the act recorded before it."""


def write_act(
    session: Session, hand: Hand, verb: Verb, ground: str, *, cases: Iterable[Case] = (), **payload: Any
) -> Act:
    """Return a new act in the diary, with its id; every fact of the verb hangs on it.

    Its instant is never earlier than that of the act before it, whatever the clock says.
    """
    at = in_turn(hand.at, session.exec(select(Act.at).order_by(col(Act.id).desc()).limit(1)).first())
    if at - hand.at > TOLERANCE:
        payload[CLOCK_SAID] = hand.at.isoformat()
    act = Act(at=at, on_day=hand.on, actor=hand.actor, verb=verb, ground=ground, payload=payload)
    session.add(act)
    session.flush()
    if hand.run_id is not None:
        session.add(ActRun(act_id=key(act.id), run_id=hand.run_id))
    tie(session, act, cases)
    return act


def tie(session: Session, act: Act, cases: Iterable[Case]) -> None:
    """Name the cases that an act touched."""
    for case in cases:
        session.add(ActCase(act_id=key(act.id), case_id=key(case.id)))
    session.flush()


def keep_anomalies(session: Session, act: Act, case: Case, found: Iterable[tuple[str, str]]) -> None:
    """Keep what is odd about a paper, or a warning that a person passed, with its case; each once for an act."""
    for code, text in dict.fromkeys(found):
        session.add(Anomaly(act_id=key(act.id), case_id=key(case.id), code=code, text=text))
    session.flush()


def key(value: int | None) -> int:
    """Return the id of a stored row; a row without one is our own mistake."""
    if value is None:
        message = "a row was used before it was stored"
        raise AssertionError(message)
    return value


def case_by_number(session: Session, number: str) -> Case:
    """Return the case with this number (letter case and spaces aside); raises UnknownCase with near numbers."""
    wanted = number.strip().upper()
    found = session.exec(select(Case).where(Case.number == wanted)).first()
    if found is not None:
        return found
    newest = session.exec(select(Case.number).order_by(col(Case.id).desc()).limit(3)).all()
    raise UnknownCase(number=number, nearest=f"; de nieuwste zijn {', '.join(newest)}" if newest else "")


def current_round(session: Session, case: Case) -> Round:
    """Return the latest round of a case."""
    return session.exec(select(Round).where(Round.case_id == case.id).order_by(col(Round.sequence).desc())).first() or (
        _no_round()
    )


def _no_round() -> Round:
    message = "a case without a round"
    raise AssertionError(message)


def not_in_the_future(hand: Hand, **days: Any) -> None:
    """Refuse a day after the day of the act; the names are those of the fields, as a clerk knows them."""
    for what, day in days.items():
        if day is not None and day > hand.on:
            raise InTheFuture(what=what.replace("_", " "), day=day, today=hand.on)

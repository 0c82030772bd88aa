"""What an act came to, told in sentences and kept in the diary."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from casework.clocks import warning as clock_warning
from casework.record import key
from casework.standing import Moved
from casework.values import Done, ReminderLine
from models.acts import Act, ActOutcome
from models.cases import Case, CaseCommittee, Obligation, Round
from models.offices import Committee, Ministry, Office
from procedure.lifecycle import offered
from procedure.reminders import rung_name
from procedure.standing import days_late
from procedure.vocabulary import Stage, Verb
from procedure.wording import clock_of, short_date


@dataclass(frozen=True, slots=True)
class Told:
    """What a verb has to say for itself."""

    verb: Verb
    headline: str
    lines: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    outcome: str = ""
    data: dict[str, Any] = field(default_factory=dict)


def forgotten(done: Done) -> Done:
    """Return the act with the line that the text of a confidential paper was taken away."""
    line = "De tekst van dit vertrouwelijke stuk is uit de opslag en de postmap verwijderd."
    return replace(done, lines=(*done.lines, line))


def commands_at(stage: Stage) -> str:
    """Return what can be done at a stage, by the commands that do it."""
    said = {
        Verb.REFUSE_DEFERRAL: "defer --refused",
        Verb.FURTHER: "request --further",
        Verb.REPRINT: "publish --reprint",
    }
    return ", ".join(sorted(said.get(verb, verb.value) for verb in offered(stage)))


def tell(session: Session, act: Act, cases: Sequence[Case], moved: Moved | Sequence[Moved], told: Told) -> Done:
    """Return what was done, and keep its line in the diary; the words of a letter are told, and not kept there."""
    moves = [moved] if isinstance(moved, Moved) else list(moved)
    committees, ministries = tags_of(session, [key(case.id) for case in cases])
    data = {**(_standing(cases, moves) if moves else {}), **_lapsed(act, moves), **told.data}
    session.add(
        ActOutcome(
            act_id=key(act.id),
            headline=told.headline,
            outcome=told.outcome,
            committees=list(committees),
            ministries=list(ministries),
            data={**data, "doubts": _without_words(data["doubts"])} if "doubts" in data else data,
        )
    )
    session.flush()
    return Done(
        verb=told.verb,
        headline=told.headline,
        cases=tuple(case.number for case in cases),
        act_id=act.id,
        lines=told.lines,
        said=told.said,
        warnings=(*clock_warning(session, act), *told.warnings),
        dropped=tuple(line for one in moves for line in one.dropped),
        armed=tuple(line for one in moves for line in one.armed),
        on_its_way=tuple(line for one in moves for line in one.on_its_way),
        committees=committees,
        ministries=ministries,
        outcome=told.outcome,
        data=data,
    )


def _lapsed(act: Act, moves: Sequence[Moved]) -> dict[str, Any]:
    """Return, as JSON, what had come due on days before the act without a check coming by, and is not owed any more."""
    gone = [line for one in moves for line in one.dropped if not line.state and line.on < act.on_day]
    return {"lapsed": reminder_json(gone)} if gone else {}


def _without_words(doubts: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{name: one[name] for name in ("field", "taken", "settle")} for one in doubts]


def tags_of(session: Session, cases: Iterable[int]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the codes of the committees that ask and of the ministries addressed, in the order of the cases."""
    ids = list(cases)
    if not ids:
        return (), ()
    committees = session.exec(
        select(Committee.code)
        .join(CaseCommittee, col(CaseCommittee.committee_id) == Committee.id)
        .where(col(CaseCommittee.case_id).in_(ids))
        .order_by(col(CaseCommittee.case_id), col(CaseCommittee.rank))
    ).all()
    ministries = session.exec(
        select(Ministry.code)
        .join(Office, col(Office.ministry_id) == Ministry.id)
        .join(Obligation, col(Obligation.office_id) == Office.id)
        .join(Round, col(Round.id) == Obligation.round_id)
        .where(col(Round.case_id).in_(ids), col(Obligation.void_act_id).is_(None))
        .order_by(col(Round.case_id), col(Obligation.rank))
    ).all()
    return tuple(dict.fromkeys(committees)), tuple(dict.fromkeys(ministries))


def _standing(cases: Sequence[Case], moves: Sequence[Moved]) -> dict[str, Any]:
    """Return how the (first) case stands after the act, as JSON."""
    stands = moves[0].stands
    due = stands.original.due_on if stands.original else None
    agreed = stands.agreed.due_on if stands.agreed else None
    answered = stands.answered_on
    return {
        "case": cases[0].number if cases else None,
        "cases": [case.number for case in cases],
        "round": stands.sequence,
        "stage": stands.stage.value,
        "requested_on": _iso(stands.requested_on),
        "due_on": _iso(due),
        "agreed_due_on": _iso(agreed),
        "answered_on": _iso(answered),
        "days_late": days_late(due, answered) if answered else 0,
        "days_late_agreed": days_late(agreed, answered) if answered else 0,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def lines_about(moved: Moved) -> list[str]:
    """Return what a person should know of the ladder: what it does not owe, and what cannot be called back."""
    said = [
        f"Eén bericht is al onderweg en niet terug te roepen: {rung_name(one.rung)} aan {one.recipient}."
        for one in moved.on_its_way
    ]
    if moved.too_early:
        named = ", ".join(f"{rung_name(one.rung)} ({short_date(one.on)})" for one in moved.too_early)
        said.append(f"Niet verschuldigd, want van vóór de inschrijving: {named}.")
    return said


def lateness(moved: Moved) -> tuple[str, str]:
    """Return how an answer came, in words and as a tag: "6 dagen te laat", ``late``."""
    stands = moved.stands
    if stands.stage is Stage.PARTLY_ANSWERED or stands.answered_on is None:
        return "nog niet volledig", "partly"
    due = stands.original.due_on if stands.original else None
    if due is None:
        return "zonder termijn", "no-date"
    late = days_late(due, stands.answered_on)
    at = stands.original.due_at if stands.original else None
    if not late and at is not None and stands.answered_on == due:
        return f"op tijd naar de dag; of het vóór {clock_of(due, at)} kwam, zegt de brief niet", "in-time"
    if not late:
        return "op tijd", "in-time"
    words = f"{late} {'dag' if late == 1 else 'dagen'} te laat"
    agreed = stands.agreed.due_on if stands.agreed else None
    if agreed != due and agreed is not None:
        over = days_late(agreed, stands.answered_on)
        words += (
            f" ({over} {'dag' if over == 1 else 'dagen'} na de afgesproken datum)" if over else " (binnen het uitstel)"
        )
    return words, "late"


def reminder_json(lines: Iterable[ReminderLine]) -> list[dict[str, str]]:
    """Return reminders as JSON."""
    return [
        {"case": one.case, "rung": one.rung, "on": one.on.isoformat(), "recipient": one.recipient, "state": one.state}
        for one in lines
    ]

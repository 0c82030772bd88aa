"""A clerk looks at the questions of a case, and says of one that it is answered after all, or is not."""

from dataclasses import replace

from sqlmodel import Session

from casework.errors import CaseworkError
from casework.handling import Desk
from casework.questions import Standing, questions_of, read_of, standing, summary
from casework.record import case_by_number, current_round, key
from casework.telling import Told, tell
from casework.values import Done, Hand
from casework.workplace import Workplace
from documents.questions import called
from models.questions import Answer, Question
from procedure.vocabulary import Verb


class UnknownQuestion(CaseworkError):
    """A question was named that the request does not ask."""

    message = "Zaak {case} heeft geen vraag {label!r}; bekend zijn: {known}."


class NoQuestions(CaseworkError):
    """Something was to be said about the questions of a request in which none were read."""

    message = "In het verzoek van zaak {case} zijn geen afzonderlijke vragen gelezen; er is niets om bij te stellen."


def answers(place: Workplace, number: str) -> tuple[Standing, ...]:
    """Return the questions of a case's latest round as they stand."""
    with place.reading() as connection, Session(connection) as session:
        rnd = current_round(session, case_by_number(session, number))
        return standing(session, key(rnd.id))


def decide(place: Workplace, number: str, wanted: tuple[str, ...], reason: str, hand: Hand, *, answered: bool) -> Done:
    """Return what a clerk's word about some questions did: it counts from now on, what was read stays visible.

    Raises:
        UnknownQuestion: the request does not ask one of them.
        NoQuestions: no questions were read in it.
        NoReason: no reason was given.
    """
    with place.transaction() as session:
        desk = Desk(session, number, Verb.CORRECT, hand)
        rows = _meant(desk, wanted)
        act = desk.act(reason, questions=", ".join(row.label for row in rows), answered=int(answered))
        for row in rows:
            session.add(
                Answer(
                    act_id=key(act.id), question_id=key(row.id), answered=answered, named=True, reason=reason.strip()
                )
            )
        session.flush()
        moved = desk.settle("vraag bijgesteld")
        word = "beantwoord" if answered else "niet beantwoord"
        names = [called(read_of(row), row.label) for row in rows]
        headline = f"{', '.join(names)}: {word}"
        stands = standing(session, key(desk.rnd.id))
        done = tell(session, act, [desk.case], moved, Told(Verb.CORRECT, headline))
        # The words of a letter are told, and not kept in the diary.
        data = {**done.data, "questions": [one.as_data() for one in stands]}
        return replace(done, lines=tuple(summary(stands)), data=data)


def _meant(desk: Desk, wanted: tuple[str, ...]) -> list[Question]:
    rows = {_plain(row.label): row for row in questions_of(desk.session, key(desk.rnd.id))}
    if not rows:
        raise NoQuestions(case=desk.case.number)
    for label in wanted:
        if _plain(label) not in rows:
            known = ", ".join(row.label for row in rows.values())
            raise UnknownQuestion(case=desk.case.number, label=label, known=known)
    return [rows[label] for label in dict.fromkeys(map(_plain, wanted))]


def _plain(label: str) -> str:
    return " ".join(label.lower().split())

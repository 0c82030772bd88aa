"""The questions of a request, kept when it is registered, and what the replies do with each.

What is read is kept with its reason; a clerk may say otherwise, and the last word counts. A later reply that answers a
question certainly is a later word too. Nothing is guessed: what is not certainly answered is listed for the clerk.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from casework.facts.rounds import REPLIES, view
from casework.papers import Handed
from casework.record import keep_anomalies, key
from documents.answered import match
from documents.questions import called, labels, questions_in
from documents.values import Question as ReadQuestion
from models.acts import Act, Anomaly
from models.cases import Case, Round
from models.letters import Letter
from models.questions import Answer, Question
from procedure.vocabulary import Access

DOUBT = "questions"
"""The code of an anomaly that says what about a list of questions could not be read."""

NO_REPLY = "er is nog geen antwoord"
NOT_READ = "het antwoord is zonder tekst ingeschreven; wat ermee beantwoord is, is niet na te gaan"
"""Why nothing is known of a question where an answer is filed that was not read: a scan, a confidential paper."""
_SHOWN = 70
"""Characters of a question that a sentence about it quotes."""
_LISTED = 10
"""Questions without an answer that are named one by one."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A question as it stands: answered or not, why, and whether a clerk says so."""

    question: ReadQuestion
    label: str
    answered: bool
    reason: str
    named: bool = False
    by_clerk: bool = False

    @property
    def called(self) -> str:
        """Return the question as a sentence names it, with its first words."""
        text = " ".join(self.question.text.split())
        short = text if len(text) <= _SHOWN else f"{text[:_SHOWN].rsplit(' ', 1)[0]} …"
        return f"{called(self.question, self.label)} («{short}»)"

    def as_data(self) -> dict[str, Any]:
        """Return the question as plain data."""
        return {
            "question": self.label,
            "number": self.question.number,
            "asked_by": list(self.question.asked_by),
            "joined_by": list(self.question.joined_by),
            "text": self.question.text,
            "paragraph": self.question.paragraph,
            "answered": self.answered,
            "reason": self.reason,
            "by_clerk": self.by_clerk,
        }


def keep_questions(session: Session, act: Act, case: Case, rnd: Round, *, letter: Letter, handed: Handed) -> list[str]:
    """Return in a sentence which questions of a request were kept; those of a confidential letter are not."""
    if handed.letter is None or handed.access is not Access.OPEN:
        return []
    asked = questions_in(handed.letter.body)
    for rank, (one, label) in enumerate(zip(asked.questions, labels(asked.questions), strict=True)):
        session.add(
            Question(
                act_id=key(act.id),
                round_id=key(rnd.id),
                letter_id=key(letter.id),
                access=Access.OPEN,
                rank=rank,
                label=label,
                number=one.number,
                printed=one.printed,
                asked_by=list(one.asked_by),
                joined_by=list(one.joined_by),
                text=one.text,
                paragraph=one.paragraph,
            )
        )
    session.flush()
    keep_anomalies(session, act, case, [(DOUBT, doubt) for doubt in asked.doubts])
    if not asked.questions:
        return []
    count = len(asked.questions)
    lines = [f"De brief stelt {count} {'vraag' if count == 1 else 'vragen'}."]
    lines += [f"Over de vragen: {doubt}." for doubt in asked.doubts]
    return lines


def keep_answers(session: Session, act: Act, rnd_id: int, *, letter: Letter, handed: Handed) -> list[str]:
    """Return in sentences what a reply does with the questions of a round, kept question by question."""
    if handed.letter is None or handed.access is not Access.OPEN:
        return []
    rows = questions_of(session, rnd_id)
    if not rows:
        return []
    for row, outcome in zip(rows, match([read_of(row) for row in rows], handed.letter.body), strict=True):
        session.add(
            Answer(
                act_id=key(act.id),
                question_id=key(row.id),
                letter_id=key(letter.id),
                answered=outcome.answered,
                named=outcome.named,
                reason=outcome.reason,
                paragraph=outcome.answer.paragraph if outcome.answer else None,
            )
        )
    session.flush()
    return summary(standing(session, rnd_id))


def standing(session: Session, rnd_id: int) -> tuple[Standing, ...]:
    """Return every question of a round as it stands, from the facts in force: a letter taken out counts no more."""
    rows = questions_of(session, rnd_id)
    said: dict[int, list[Answer]] = {key(row.id): [] for row in rows}
    letters = view(session, session.get_one(Round, rnd_id)).letters
    filed = {one.letter_id for one in letters}
    unsaid = NOT_READ if any(one.used_as in REPLIES for one in letters) else NO_REPLY
    for answer in session.exec(
        select(Answer)
        .where(col(Answer.question_id).in_(said), col(Answer.void_act_id).is_(None))
        .order_by(col(Answer.id))
    ):
        if answer.letter_id is None or answer.letter_id in filed:
            said[answer.question_id].append(answer)
    return tuple(_stands(row, said[key(row.id)], unsaid) for row in rows)


def _stands(row: Question, said: Sequence[Answer], unsaid: str) -> Standing:
    """Return how a question stands: by the last word of a clerk, or of a reply that answers it certainly.

    ``unsaid`` is the reason where nobody and nothing has said a word about it.
    """
    last: Answer | None = None
    for one in said:
        weak = one.letter_id is not None and not one.answered
        if last is None or not weak or (not last.answered and last.letter_id is not None and one.named >= last.named):
            last = one
    if last is None:
        return Standing(read_of(row), row.label, answered=False, reason=unsaid)
    return Standing(read_of(row), row.label, last.answered, last.reason, last.named, by_clerk=last.letter_id is None)


def summary(stands: Sequence[Standing]) -> list[str]:
    """Return in sentences how many questions are answered, and which are not."""
    missing = [one for one in stands if not one.answered]
    count = len(stands)
    if not missing:
        return [f"Alle {count} vragen zijn beantwoord." if count > 1 else "De vraag is beantwoord."]
    if _nothing_matches(stands):
        said = _not_matched(stands)
        return [f"{said[0].upper()}{said[1:]}."]
    lines = [
        f"{count - len(missing)} van de {count} vragen {'is' if count - len(missing) == 1 else 'zijn'} beantwoord."
    ]
    lines += [f"Zonder antwoord: {one.called}, {one.reason}." for one in missing[:_LISTED]]
    if len(missing) > _LISTED:
        lines.append(f"En nog {len(missing) - _LISTED} vragen zonder antwoord.")
    return lines


def _nothing_matches(stands: Sequence[Standing]) -> bool:
    """Return whether no reply speaks of any question apart, and no clerk has said anything about one."""
    return not any(one.answered or one.named or one.by_clerk for one in stands)


def _not_matched(stands: Sequence[Standing]) -> str:
    if all(one.reason == NOT_READ for one in stands):
        return NOT_READ
    if len(stands) == 1:
        return "het antwoord noemt of herhaalt de vraag niet; of zij is beantwoord, is niet na te gaan"
    return f"het antwoord noemt of herhaalt geen van de {len(stands)} vragen; of ze zijn beantwoord, is niet na te gaan"


def unanswered(session: Session, case: Case, rnd: Round) -> tuple[list[str], list[str]]:
    """Return what the checklist of a report says: questions without an answer, and what is worth knowing of them."""
    stands = standing(session, key(rnd.id))
    notes = [f"over de vragen in het verzoek: {text}" for text in _doubts(session, case, rnd)]
    if not stands or not any(one.used_as in REPLIES for one in view(session, rnd).letters):
        return [], notes
    if _nothing_matches(stands):
        return [], [*notes, f"{_not_matched(stands)} (zie griffie answers {case.number})"]
    missing = [one for one in stands if not one.answered]
    misses = [f"{one.called} heeft geen antwoord: {one.reason}" for one in missing[:_LISTED]]
    if len(missing) > _LISTED:
        misses.append(f"nog {len(missing) - _LISTED} vragen hebben geen antwoord (zie griffie answers {case.number})")
    return misses, notes


def _doubts(session: Session, case: Case, rnd: Round) -> list[str]:
    return list(
        session.exec(
            select(Anomaly.text)
            .where(Anomaly.case_id == case.id, Anomaly.act_id == rnd.act_id, Anomaly.code == DOUBT)
            .order_by(col(Anomaly.id))
        )
    )


def questions_of(session: Session, rnd_id: int) -> list[Question]:
    """Return the questions of a round in force, in the order of the letter."""
    return list(
        session.exec(
            select(Question)
            .where(Question.round_id == rnd_id, col(Question.void_act_id).is_(None))
            .order_by(col(Question.rank))
        )
    )


def read_of(row: Question) -> ReadQuestion:
    """Return a kept question as it was read."""
    return ReadQuestion(
        number=row.number,
        text=row.text,
        paragraph=row.paragraph,
        printed=row.printed,
        asked_by=tuple(row.asked_by),
        joined_by=tuple(row.joined_by),
    )

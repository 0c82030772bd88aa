"""The questions of a request as they were read, and what became of each: answered or not, and who says so."""

from sqlalchemy import CheckConstraint, ForeignKeyConstraint
from sqlmodel import Field

from models.cases import unique_in_force
from models.columns import Erasable, Fact, enum_column, json_column, text_column
from procedure.vocabulary import Access


class Question(Erasable, Fact, table=True):
    """A question of an open request letter, in its words. A confidential letter has none: the database refuses it."""

    __tablename__ = "question"
    __table_args__ = (
        unique_in_force("uq_question_label", "round_id", "label"),
        CheckConstraint("access = 'open'", name="open_letters_only"),
        ForeignKeyConstraint(["letter_id", "access"], ["letter.id", "letter.access"], name="fk_question_open_letter"),
    )

    id: int | None = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id")
    letter_id: int = Field(index=True)
    access: Access = enum_column(Access)
    rank: int
    label: str
    """By what it is called in its round: its number, with the fractie where two have the same."""
    number: str
    printed: bool
    """Whether the letter prints the number; else the questions were counted."""
    asked_by: list[str] = json_column()
    joined_by: list[str] = json_column()
    text: str = text_column()
    paragraph: int


class Answer(Fact, table=True):
    """What became of a question: as read in a reply, or as a clerk says (then without a letter)."""

    __tablename__ = "answer"
    __table_args__ = (CheckConstraint("length(trim(reason)) > 0", name="reason_given"),)

    id: int | None = Field(default=None, primary_key=True)
    question_id: int = Field(foreign_key="question.id", index=True)
    letter_id: int | None = Field(default=None, foreign_key="letter.id")
    """The reply in which it was read; null where a clerk says it."""
    answered: bool
    named: bool
    """Whether the reply speaks of this question at all."""
    reason: str = text_column()
    paragraph: int | None = None
    """Where in the reply, counted from nought."""

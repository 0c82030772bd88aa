"""Commitments (toezeggingen) as the reader found them in a reply: proposed, until a committee decides."""

from datetime import date

from sqlmodel import Field

from models.columns import Erasable, Fact, text_column


class Commitment(Erasable, Fact, table=True):
    """A promise in a letter: its sentence, the number where one is known, and the date where one is named."""

    __tablename__ = "commitment"

    id: int | None = Field(default=None, primary_key=True)
    letter_id: int = Field(foreign_key="letter.id", index=True)
    text: str = text_column()
    t_number: str | None = Field(default=None, unique=True)
    due_on: date | None = None

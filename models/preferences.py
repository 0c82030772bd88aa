"""What the owner of a mailbox has said about reminders: from which rungs it has opted out."""

from datetime import date

from sqlmodel import Field

from models.cases import unique_in_force
from models.columns import Fact


class Preference(Fact, table=True):
    """A mailbox that wants a rung no more from a day on, and on whose word; voiding it takes the rung back in."""

    __tablename__ = "preference"
    __table_args__ = (unique_in_force("uq_preference_once", "mailbox_id", "rung"),)

    id: int | None = Field(default=None, primary_key=True)
    mailbox_id: int = Field(foreign_key="mailbox.id")
    rung: str
    from_day: date
    said_by: str

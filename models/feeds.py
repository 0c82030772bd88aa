"""The keys of calendar feeds: who knows a feed's key may read it, so each can be taken back."""

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from models.cases import unique_in_force
from models.columns import Fact


class FeedKey(Fact, table=True):
    """The part of a calendar feed's file name that nobody guesses; renewing it voids the one before."""

    __tablename__ = "feed_key"
    __table_args__ = (
        unique_in_force("uq_feed_key_once", "name"),
        CheckConstraint("length(secret) >= 32", name="not_to_be_guessed"),
    )

    id: int | None = Field(default=None, primary_key=True)
    name: str
    """The feed, as its file name begins: ``commissie-ek-ia-jbz``, ``ministerie-jenv``."""
    secret: str = Field(unique=True)
    """Hexadecimal, at least 128 bits."""

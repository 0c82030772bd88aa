"""The seals: one for each transaction that wrote acts, each built on the one before it. Append-only."""

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from models.columns import json_column


class Seal(SQLModel, table=True):
    """A link of the chain: what a transaction wrote, as one hash that also holds the link before it."""

    __tablename__ = "seal"
    __table_args__ = (
        CheckConstraint("length(digest) = 64", name="whole_hash"),
        CheckConstraint("length(previous) IN (0, 64)", name="whole_previous_hash"),
    )

    last_act_id: int = Field(foreign_key="act.id", primary_key=True, sa_column_kwargs={"autoincrement": False})
    """The newest act of the transaction; its acts are those after the last one of the seal before."""
    digest: str = Field(unique=True)
    previous: str
    """The digest of the seal before; empty for the first."""
    until: dict[str, int] = json_column()
    """Of each table that is sealed in the order of its own numbers: the last number that is sealed."""
    marks: dict[str, str] = json_column()
    """Four bytes (base64) for each row, by strand: no evidence, but they point at the row that was changed."""
    reference: dict[str, dict[str, str]] = json_column()
    """Digest and marks of each table of reference data as it stood then, where the transaction changed any of it."""

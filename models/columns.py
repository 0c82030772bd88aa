"""Columns that hold their promises: aware instants in UTC, enumerations by value, and the naming of constraints."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, Enum, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class NaiveInstant(TypeError):
    """A moment without a time zone was about to be stored; an instant needs one."""

    def __init__(self, value: datetime) -> None:
        """Keep the moment in the sentence."""
        super().__init__(f"{value.isoformat()} has no time zone; instants are stored in UTC.")


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: aware on the way in, aware UTC on the way out, on both databases."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Return the instant in UTC; raises NaiveInstant for one without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise NaiveInstant(value)
        return datetime.fromisoformat(value.isoformat()).astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Return the stored instant as aware UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def enum_type(kind: type[StrEnum]) -> Enum:
    """Return a column type that stores the members' values and refuses any other, in the database itself."""
    return Enum(
        kind,
        values_callable=lambda members: [member.value for member in members],
        native_enum=False,
        create_constraint=True,
        name=f"{kind.__name__.lower()}_known",
        length=24,
    )


def enum_column(kind: type[StrEnum], **options: Any) -> Any:
    """Return a field for an enumeration, stored by value."""
    return Field(sa_type=enum_type(kind), **options)


def instant(**options: Any) -> Any:
    """Return a field for an instant, aware and in UTC."""
    return Field(sa_type=UtcDateTime, **options)


def json_column(**options: Any) -> Any:
    """Return a field for a JSON value."""
    return Field(sa_type=JSON().with_variant(JSONB(), "postgresql"), **options)


def text_column(**options: Any) -> Any:
    """Return a field for text of any length."""
    return Field(sa_type=Text, **options)


class Fact(SQLModel):
    """A fact: an act brought it, and at most one later act voids it (null: in force). It is never changed otherwise."""

    act_id: int = Field(foreign_key="act.id", index=True)
    void_act_id: int | None = Field(default=None, foreign_key="act.id")


_JSON_OR_NULL = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


class Erasable(SQLModel):
    """A row whose words an act may take away, once (``griffie anonymise``); their hashes stay, so the seals hold."""

    erased_act_id: int | None = Field(default=None, foreign_key="act.id")
    erased: dict[str, str] | None = Field(default=None, sa_type=_JSON_OR_NULL)
    """The sha256 of each column that was emptied, by its name."""

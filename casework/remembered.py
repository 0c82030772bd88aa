"""Answers that a session keeps while it only reads: asked once, or for many at once, not anew for each message."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlmodel import Session, SQLModel

P = ParamSpec("P")
T = TypeVar("T")

_KEPT = "griffie_remembered"


def remembered(question: Callable[Concatenate[Session, P], T]) -> Callable[Concatenate[Session, P], T]:
    """Return the question; a session that is ``remembering`` asks it once of the same things."""

    def ask(session: Session, /, *about: P.args, **named: P.kwargs) -> T:
        kept: dict[Any, T] | None = session.info.get(_KEPT)
        if kept is None:
            return question(session, *about, **named)
        at = (ask, *map(_named, about), *named.items())
        if at not in kept:
            kept[at] = question(session, *about, **named)
        return kept[at]

    ask.__name__, ask.__doc__ = question.__name__, question.__doc__
    return ask


@contextmanager
def remembering(session: Session) -> Iterator[None]:
    """Let a session keep its answers. It may write nothing meanwhile: what it knows would be of before."""
    session.info[_KEPT] = {}
    try:
        yield
    finally:
        del session.info[_KEPT]


def learn(session: Session, question: Callable[..., Any], answer: object, *about: Any) -> None:
    """Keep an answer that was found together with those about other things."""
    session.info[_KEPT][(question, *map(_named, about))] = answer


def _named(value: Any) -> Any:
    return (type(value), value.id) if isinstance(value, SQLModel) else value  # type: ignore[attr-defined]

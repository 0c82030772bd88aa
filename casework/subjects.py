"""What a case is called: as its letter or its clerk says, else by the letter's date and the offices it went to."""

import re
from collections.abc import Sequence
from datetime import date

from procedure.wording import plain_date

_UNNAMED = re.compile(r"Brief van \d{1,2} [a-z]+ \d{4} aan de .+")


def unnamed_subject(dated: date, offices: Sequence[str]) -> str:
    """Return what a request is called that does not say itself what it is about."""
    return f"Brief van {plain_date(dated)} aan {' en '.join(f'de {office}' for office in offices)}"


def is_unnamed(subject: str) -> bool:
    """Return whether a case is called so because nobody said what it is about."""
    return _UNNAMED.fullmatch(subject) is not None


def subject_now(subject: str, dated: date | None, offices: Sequence[str]) -> str:
    """Return what a case is called now: one that nobody named follows the date and the offices that hold for it."""
    return unnamed_subject(dated, offices) if dated and offices and is_unnamed(subject) else subject

"""Days in the tables of the tests, written with their weekday so that a slip is seen."""

from datetime import date


def day(text: str) -> date:
    """Read "Thu 2018-06-14", and see that the weekday is right."""
    weekday, iso = text.split()
    read = date.fromisoformat(iso)
    assert f"{read:%a}" == weekday
    return read

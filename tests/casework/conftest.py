"""The verbs are tested on both databases; what is said here of one holds for the other."""

import pytest

from casework.workplace import Workplace


@pytest.fixture
def place(either_place: Workplace) -> Workplace:
    """A workplace with the small office, on SQLite and on PostgreSQL in turn."""
    return either_place

"""A small rulebook: calendar days for committee letters, one recess of each chamber."""

from typing import Any

import pytest

from procedure.rulebook import Rulebook

TABLES: dict[str, Any] = {
    "calendar": {"first": "1966-01-01", "last": "2100-12-31"},
    "rule": [{"name": "calendar", "version": 1, "counts": "calendar", "in_force": "1966-01-01", "source": "test"}],
    "recess": [
        {
            "chamber": "EK",
            "kind": "summer",
            "first": "2018-07-16",
            "last": "2018-09-10",
            "source": "test",
            "checked_on": "2018-01-01",
        },
        {
            "chamber": "TK",
            "kind": "summer",
            "first": "2018-07-06",
            "last": "2018-09-03",
            "source": "test",
            "checked_on": "2018-01-01",
        },
    ],
}


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    """The rules under which the letters of these tests set their terms."""
    return Rulebook.from_tables(TABLES)

"""The three rules against the independent table: every day for two weeks, and other lengths by sample.

``make prove`` runs the whole of it: every day, every length, every zone, forwards and backwards.
"""

import pytest

from procedure.clauses import Unit
from tests.procedure.agreement import (
    LENGTHS,
    OTHER_ZONES,
    RULES,
    differences,
    differences_backwards,
)
from tests.procedure.independent import standing_in, table

EVERY_DAY = range(len(table().days))


@pytest.mark.parametrize("rule", RULES)
def test_two_weeks_end_on_the_day_of_the_table_for_every_letter_of_1966_to_2100(rule: str) -> None:
    assert differences(rule, 2, Unit.WEEKS, EVERY_DAY) == []


@pytest.mark.parametrize("zone", OTHER_ZONES)
def test_where_the_machine_stands_moves_no_term(zone: str) -> None:
    shift = OTHER_ZONES.index(zone)
    with standing_in(zone):
        for rule in RULES:
            for turn, (amount, unit) in enumerate(LENGTHS):
                letters = EVERY_DAY[shift + 7 * turn :: 293]
                assert differences(rule, amount, unit, letters) == []


@pytest.mark.parametrize("rule", RULES)
def test_the_last_day_to_send_is_that_of_the_table(rule: str) -> None:
    for amount, unit in LENGTHS:
        assert differences_backwards(rule, amount, unit, EVERY_DAY[19_000:20_400:41]) == []


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize(
    ("amount", "unit"), [(1, Unit.WEEKS), (2, Unit.WEEKS), (5, Unit.WORKING_DAYS), (10, Unit.DAYS)]
)
def test_at_the_beginning_of_the_calendar_too_the_last_day_to_send_is_that_of_the_table(
    rule: str, amount: int, unit: Unit
) -> None:
    assert differences_backwards(rule, amount, unit, range(40)) == []

"""The whole proof of the three rules, run by ``make prove``: every letter day of 1966 to 2100, and every length.

``pytest`` does not gather this file by itself; `test_table` runs a part of it each time.
"""

import pytest

from procedure.clauses import Unit
from tests.procedure.agreement import LENGTHS, OTHER_ZONES, RULES, differences, differences_backwards
from tests.procedure.independent import standing_in, table

EVERY_DAY = range(len(table().days))
ELSEWHERE = (
    *((n, Unit.DAYS) for n in (1, 3, 14)),
    *((n, Unit.WEEKS) for n in (2, 4)),
    *((n, Unit.MONTHS) for n in (1, 3)),
    (10, Unit.WORKING_DAYS),
)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize(("amount", "unit"), LENGTHS)
def test_every_letter_ends_on_the_day_of_the_table(rule: str, amount: int, unit: Unit) -> None:
    with standing_in("UTC"):
        assert differences(rule, amount, unit, EVERY_DAY) == []


@pytest.mark.parametrize("zone", OTHER_ZONES)
@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize(("amount", "unit"), ELSEWHERE)
def test_every_letter_ends_on_that_day_wherever_the_machine_stands(
    zone: str, rule: str, amount: int, unit: Unit
) -> None:
    with standing_in(zone):
        assert differences(rule, amount, unit, EVERY_DAY) == []


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize(("amount", "unit"), LENGTHS)
def test_the_last_day_to_send_is_that_of_the_table_for_every_day_an_answer_is_wanted(
    rule: str, amount: int, unit: Unit
) -> None:
    assert differences_backwards(rule, amount, unit, EVERY_DAY) == []

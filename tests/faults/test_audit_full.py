"""R20 and R21 in full: a thousand rows, four deeds to each, and a hundred lengths of a tail that is cut off."""

from collections import Counter
from collections.abc import Callable
from random import Random

import pytest

from casework.workplace import Workplace
from models.verifying import CUT, verify
from tests.audit.tampering import DEEDS, Refused, cut, found_out, past_the_guards, sealed_rows
from tests.audit.world import one_turn

pytestmark = pytest.mark.faults

ROWS, LENGTHS = 1_000, 100

Tell = Callable[[str, str, str], None]


@pytest.fixture
def long_register(either_place: Workplace) -> Workplace:
    """A register of more than a thousand sealed rows under more than a hundred seals."""
    for turn in range(5):
        one_turn(either_place, turn)
    return either_place


def test_of_a_thousand_rows_none_is_changed_deleted_put_in_or_swapped_unseen(
    long_register: Workplace, came_to: Tell
) -> None:
    rng, missed, done = Random(20), [], Counter[str]()  # noqa: S311 - which rows are tried is no secret
    with past_the_guards(long_register.engine) as connection:
        rows = sealed_rows(connection)
        assert len(rows) >= ROWS
        for strand, row in rng.sample(rows, ROWS):
            for deed in DEEDS:
                try:
                    fault = found_out(connection, deed, strand, row, rng)
                except Refused:
                    continue
                done[deed] += 1
                if fault is None:
                    missed.append((deed, strand.name, row))
    assert missed == []
    assert done["change"] == done["delete"] == ROWS
    assert min(done["put in"], done["swap"]) > ROWS * 0.8, "constraints of the database refuse the others"
    deeds = ", ".join(f"{count} x {deed}" for deed, count in sorted(done.items()))
    told = f"{ROWS} rows past the guards: {deeds}; 0 missed, the others the database itself refuses"
    came_to("R20", long_register.engine.dialect.name, told)


def test_a_tail_of_any_length_that_was_cut_off_is_found_by_the_head_that_was_kept(
    long_register: Workplace, came_to: Tell
) -> None:
    with long_register.reading() as connection:
        kept = verify(connection)
    assert kept.seals > LENGTHS
    for length in range(1, LENGTHS + 1):
        with past_the_guards(long_register.engine) as connection:
            cut(connection, length)
            alone, compared = verify(connection), verify(connection, kept=kept.head)
        assert alone.fault is None, "a chain alone does not see it"
        assert compared.fault is not None
        assert compared.fault.kind == CUT
    told = f"{LENGTHS} lengths cut off the end: each found by the head that was kept, none by the chain alone"
    came_to("R21", long_register.engine.dialect.name, told)

"""Rows written down many at once have the bytes that each of them has by itself."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from models.canon import name_part, row_bytes, rows_bytes

VALUE = st.one_of(
    st.none(), st.integers(), st.booleans(), st.sampled_from(["", "%d", "100%", "{,", 'é"\n', "een"]), st.text()
)


@given(
    rows=st.integers(1, 4).flatmap(
        lambda wide: st.lists(st.lists(VALUE, min_size=wide, max_size=wide), min_size=1, max_size=6)
    )
)
def test_many_rows_have_the_bytes_of_each_by_itself(rows: list[list[Any]]) -> None:
    """Every mixture of what is null, alike, a number, a text or a truth, also in the first column."""
    names = [name_part(f"kolom{n}") for n in range(len(rows[0]))]
    strand = name_part("proef")
    told = rows_bytes(strand, names, list(zip(*rows, strict=True)), len(rows))
    assert told == [row_bytes(strand, names, row) for row in rows]


@given(value=VALUE, many=st.integers(1, 5))
def test_what_is_alike_in_all_rows_stands_in_each(value: Any, many: int) -> None:
    """A column of one value is written once, whatever signs the value has."""
    names, strand = [name_part("a"), name_part("b")], name_part("proef")
    told = rows_bytes(strand, names, [[value] * many, list(range(many))], many)
    assert told == [row_bytes(strand, names, (value, number)) for number in range(many)]

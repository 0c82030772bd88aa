"""The guards, tried on a register with every kind of row in it: nothing kept is deleted, and no fact is changed."""

import pytest
from sqlalchemy import Executable, Table, delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel

from casework.workplace import Workplace
from models import register
from models.strands import LATER
from tests.audit.tampering import another
from tests.audit.world import one_turn


def table_of(kind: type[SQLModel]) -> Table:
    return SQLModel.metadata.tables[str(kind.__tablename__)]


def refusal(place: Workplace, statement: Executable) -> str:
    """Return how the database refuses a statement; nothing where it lets it pass."""
    try:
        with place.transaction() as session:
            session.connection().execute(statement)
            session.rollback()
    except IntegrityError as refused:
        return str(refused.orig)
    return ""


def test_no_row_of_any_table_that_is_kept_is_deleted(either_place: Workplace) -> None:
    one_turn(either_place)
    said = {table_of(kind).name: refusal(either_place, delete(table_of(kind))) for kind in register.KEPT}
    assert [name for name, told in said.items() if f"Een rij van {name} wordt niet verwijderd" not in told] == []


def test_no_column_of_any_fact_or_added_row_is_changed(either_place: Workplace) -> None:
    one_turn(either_place)
    passed, tried = [], 0
    for kind in (*register.FACTS, *register.APPEND_ONLY):
        table = table_of(kind)
        with either_place.reading() as connection:
            row = dict(connection.execute(select(table).limit(1)).mappings().one())
        for name in (one for one in row if one not in LATER and row[one] is not None):
            told = refusal(either_place, update(table).values({name: another(row[name])}))
            tried += 1
            if f"Een rij van {table.name} wordt niet gewijzigd" not in told:
                passed.append((table.name, name, told))
    assert passed == []
    assert tried > 150


def test_a_seal_is_only_added(either_place: Workplace) -> None:
    one_turn(either_place)
    seal = table_of(register.Seal)
    with either_place.reading() as connection:
        row = dict(connection.execute(select(seal).limit(1)).mappings().one())
    with pytest.raises(IntegrityError), either_place.transaction() as session:
        session.connection().execute(insert(seal).values(row))

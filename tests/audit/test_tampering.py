"""R20 and R21 in short: whatever is done to a row past the guards, or to the end of the chain, is found out."""

from random import Random

from casework.workplace import Workplace
from models import register
from models.strands import BETWEEN_ACTS, strands
from models.verifying import CHANGED, CUT, MISSING, PUT_IN, UNSEALED, verify
from tests.audit.tampering import DEEDS, Refused, cut, found_out, past_the_guards, sealed_rows
from tests.audit.world import one_turn

KINDS = {CHANGED, MISSING, PUT_IN, UNSEALED}


def test_every_kind_of_deed_to_every_kind_of_row_is_found_and_named(either_place: Workplace) -> None:
    one_turn(either_place)
    one_turn(either_place, 1)
    done, missed, misnamed, rng = set(), [], [], Random(20)  # noqa: S311 - which row is tried next is no secret
    with past_the_guards(either_place.engine) as connection:
        first = {strand.name: (strand, row) for strand, row in reversed(sealed_rows(connection))}
        for strand, row in first.values():
            for deed in DEEDS:
                try:
                    fault = found_out(connection, deed, strand, row, rng)
                except Refused:
                    continue
                done.add((deed, strand.name))
                if fault is None:
                    missed.append((deed, strand.name))
                elif fault.table != strand.table and deed == "change":
                    misnamed.append((deed, strand.name, fault))
    assert missed == []
    assert misnamed == []
    kinds = {one.name for one in strands() if "." not in one.name}
    assert {name for deed, name in done if deed == "change"} == kinds
    assert {name for deed, name in done if deed == "delete"} == kinds
    assert len([name for deed, name in done if deed == "put in"]) >= 30, "constraints refuse the others"
    assert len([name for deed, name in done if deed == "swap"]) >= 30, "as above, and where there is one row"


def test_a_changed_row_is_named_by_its_table_its_key_and_the_act_of_its_seal(either_place: Workplace) -> None:
    one_turn(either_place)
    with past_the_guards(either_place.engine) as connection:
        connection.exec_driver_sql("UPDATE term SET due_on = '2018-06-15' WHERE id = 1")
        fault = verify(connection).fault
        act = connection.exec_driver_sql("SELECT act_id FROM term WHERE id = 1").scalar_one()
    assert fault is not None
    assert (fault.kind, fault.table, fault.key, fault.act) == (CHANGED, "term", "1", act)


LATER_DEEDS = {
    "a voiding undone": ("UPDATE letter SET void_act_id = NULL WHERE void_act_id IS NOT NULL", "letter"),
    "a voiding put on another act": ("UPDATE letter SET void_act_id = 1 WHERE void_act_id IS NOT NULL", "letter"),
    "a fact voided without an act": ("UPDATE hold SET void_act_id = 1", "hold"),
    "the bytes of a mail changed": ("UPDATE message SET raw = CAST('x' AS {blob}) WHERE id = 1", "attempt"),
    "the address of a mail changed": ("UPDATE message SET to_address = 'x@example.org' WHERE id = 1", "attempt"),
    "a mail emptied": ("UPDATE message SET to_address = NULL, raw = NULL WHERE id = 1", "attempt"),
    "the word of a seal changed": ("UPDATE seal SET digest = substr(digest, 2) || 'x' WHERE last_act_id = 5", ""),
    "the marks of a seal changed": ("UPDATE seal SET marks = '{{}}' WHERE last_act_id = 5", "act"),
    "the bounds of a seal changed": ("UPDATE seal SET until = '{{}}' WHERE last_act_id = 5", ""),
    "the reference data of a seal changed": ("UPDATE seal SET reference = '{{\"x\": {{}}}}' WHERE last_act_id = 5", ""),
    "a seal deleted": ("DELETE FROM seal WHERE last_act_id = 5", ""),
    "the last seal deleted": ("DELETE FROM seal WHERE last_act_id = (SELECT max(last_act_id) FROM seal)", "act"),
    "all seals deleted": ("DELETE FROM seal", "act"),
    "a member renamed": ("UPDATE membership SET person = 'X' WHERE id = 3", "membership"),
    "an address of a desk changed": (
        "UPDATE mailbox_address SET address = 'x@example.org' WHERE id = 2",
        "mailbox_address",
    ),
    "a rung deleted": ("DELETE FROM rung WHERE id = 2", "rung"),
}


def test_what_later_acts_did_and_the_seals_themselves_are_covered_too(either_place: Workplace) -> None:
    one_turn(either_place)
    blob = "BYTEA" if either_place.engine.dialect.name == "postgresql" else "BLOB"
    named = {}
    for deed, (statement, _) in LATER_DEEDS.items():
        with past_the_guards(either_place.engine) as connection:
            assert connection.exec_driver_sql(statement.format(blob=blob)).rowcount > 0, deed
            fault = verify(connection).fault
        named[deed] = "nothing is found" if fault is None else fault.table
    assert named == {deed: table for deed, (_, table) in LATER_DEEDS.items()}


def test_a_row_that_may_come_between_acts_waits_for_the_next_seal_and_is_counted(either_place: Workplace) -> None:
    one_turn(either_place)
    with past_the_guards(either_place.engine) as connection:
        connection.exec_driver_sql("INSERT INTO act_run (act_id, run_id, written_afterwards) VALUES (2, 'r', true)")
        verdict = verify(connection)
    assert (verdict.fault, verdict.waiting) == (None, 1)
    assert {"act_run", "attempt", "message"} == BETWEEN_ACTS


def test_a_cut_tail_is_seen_only_with_a_head_that_was_kept(either_place: Workplace) -> None:
    one_turn(either_place)
    with either_place.reading() as connection:
        kept = verify(connection).head
    for length in range(1, 11):
        with past_the_guards(either_place.engine) as connection:
            cut(connection, length)
            assert verify(connection).fault is None, "the chain alone does not see it"
            fault = verify(connection, kept=kept).fault
        assert fault is not None
        assert fault.kind == CUT


def test_a_head_that_was_kept_is_found_again_when_the_chain_has_grown(either_place: Workplace) -> None:
    one_turn(either_place)
    with either_place.reading() as connection:
        kept = verify(connection)
    one_turn(either_place, 1)
    with either_place.reading() as connection:
        again = verify(connection, kept=kept.head)
    assert (again.fault, again.kept_at) == (None, kept.act)
    assert again.seals > kept.seals


def test_every_table_that_is_kept_is_covered_or_plainly_left_out() -> None:
    covered = {one.table for one in strands()} | {str(one.__tablename__) for one in register.REFERENCE}
    everything = set(register.metadata.tables)
    assert everything - covered == {"seal", "agenda", "round_cache"}

"""The chain as it is made: one seal for each transaction with acts, the same on both databases, for any acts."""

import secrets
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from casework import delivery, handling, intake, morning, rehearsal, replies, reports
from casework.errors import CaseworkError
from casework.opening import open_workplace
from casework.values import AdoptOrder, CloseOrder, DeferOrder, PublishOrder, ReceiveOrder, RequestOrder
from casework.workplace import Workplace
from config.reference import packaged_tables
from models.strands import strands
from models.verifying import verify
from notifications.carrier import carrier_for
from procedure.vocabulary import ClosedAs, Via
from tests.audit.world import one_turn
from tests.builders import a_hand, a_reply, a_request, files, morning_of, registered
from tests.conftest import SEEDED

CASE = "EK-2018-001"


def heads(place: Workplace) -> list[tuple[int, str]]:
    """Return the seals: their newest act and their digest."""
    with place.reading() as connection:
        rows = connection.execute(text("SELECT last_act_id, digest FROM seal ORDER BY last_act_id"))
        return [(row[0], row[1]) for row in rows]


def test_a_transaction_that_wrote_acts_has_one_seal(either_place: Workplace) -> None:
    before = len(heads(either_place))
    registered(either_place)
    morning.check(either_place, a_hand(date(2018, 6, 11)))
    assert len(heads(either_place)) == before + 2


def test_a_transaction_without_an_act_makes_no_seal(either_place: Workplace) -> None:
    registered(either_place)
    before = heads(either_place)
    rehearsal.rehearse(either_place, a_hand(date(2018, 6, 11)))
    delivery.deliver(either_place, files(either_place), a_hand(date(2018, 6, 11)))
    with either_place.transaction() as session:
        session.execute(text("UPDATE round_cache SET attention_on = NULL"))
    assert heads(either_place) == before


def test_an_act_that_fails_leaves_the_chain_as_it_was(either_place: Workplace) -> None:
    before = heads(either_place)
    with pytest.raises(CaseworkError):
        handling.note(either_place, CASE, "bij niets", a_hand(date(2018, 6, 11)))
    assert heads(either_place) == before


def test_a_check_names_the_head_and_adds_it_to_a_file(either_place: Workplace) -> None:
    done = morning.check(either_place, a_hand(date(2018, 6, 11)))
    again = morning.check(either_place, a_hand(date(2018, 6, 12)))
    [*_, (act, head)] = heads(either_place)
    assert again.data["head"] == head
    assert any(head in line for line in again.lines)
    lines = (either_place.home / "logs" / "zegels.log").read_text().splitlines()
    assert [line.split()[1:] for line in lines] == [[str(act - 1), done.data["head"]], [str(act), head]]


def test_a_file_that_cannot_be_written_does_not_stop_a_check(place: Workplace) -> None:
    (place.home / "logs").write_text("hier is geen map")
    done = morning.check(place, a_hand(date(2018, 6, 11)))
    assert done.act_id is not None
    assert "niet bijgeschreven" in done.warnings[0]


def test_the_same_acts_give_the_same_bytes_and_the_same_chain_on_both_databases(
    sqlite_url: str, postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(secrets, "token_hex", lambda _: "a1b2c3d4e5f6")  # the mark of the installation
    told = []
    for url in (sqlite_url, postgres_url):
        place = open_workplace(url, tmp_path / "home", tables=packaged_tables, at=SEEDED)
        one_turn(place)
        with place.reading() as connection:
            rows = {one.name: [one.written(row) for row in connection.exec_driver_sql(one.rows())] for one in strands()}
            told.append((rows, verify(connection).head))
        place.engine.dispose()
        shutil.rmtree(tmp_path / "home")
    (on_file, one_head), (on_server, other_head) = told
    assert {name: rows for name, rows in on_file.items() if rows != on_server[name]} == {}
    assert one_head == other_head


def _receive(place: Workplace, n: int) -> Any:
    return replies.receive(
        place, a_reply(body=f"Antwoord {n}."), ReceiveOrder(cases=(CASE,)), a_hand(date(2018, 6, 21))
    )


ON = a_hand(date(2018, 6, 21))
VERBS: dict[str, Callable[[Workplace, int], Any]] = {
    "request": lambda place, n: intake.request(place, a_request(about=f"zaak {n}"), RequestOrder(), ON),
    "receive": _receive,
    "defer": lambda place, n: handling.defer(place, CASE, DeferOrder(Via.MAIL, f"reden {n}", date(2018, 7, 5)), ON),
    "refuse": lambda place, n: handling.defer(place, CASE, DeferOrder(Via.MAIL, f"nee {n}", refused=True), ON),
    "hold": lambda place, n: handling.hold(place, CASE, date(2018, 7, 1 + n % 20), "overleg", ON),
    "note": lambda place, n: handling.note(place, CASE, f"aantekening {n}", ON),
    "void": lambda place, n: handling.void_letter(place, CASE, n, "hoort hier niet", ON),
    "dossier": lambda place, n: handling.set_dossiers(place, CASE, {str(34000 + n): f"titel {n}"}, "anders", ON),
    "close": lambda place, _: handling.close(place, CASE, CloseOrder(ClosedAs.NOTED, "klaar"), ON),
    "reopen": lambda place, _: handling.reopen(place, CASE, "toch niet", ON),
    "adopt": lambda place, _: reports.adopt(place, CASE, AdoptOrder(ON.on, "Proef", despite="het moet"), ON),
    "publish": lambda place, _: reports.publish(place, CASE, PublishOrder(), ON),
    "reprint": lambda place, n: reports.publish(place, CASE, PublishOrder(reprint=f"fout {n}"), ON),
    "morning": lambda place, n: morning_of(place, date(2018, 6, 11 + n % 10)),
    "check": lambda place, n: morning.check(place, a_hand(date(2018, 6, 11 + n % 10))),
    "deliver": lambda place, _: delivery.deliver(place, carrier_for("", place.outgoing, "", ()), ON),
}


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(st.tuples(st.sampled_from(sorted(VERBS)), st.integers(1, 9)), min_size=3, max_size=12))
def test_any_sequence_of_acts_leaves_a_chain_that_holds(
    small_office: Path, tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[str, int]]
) -> None:
    home = Path(shutil.copytree(small_office, tmp_path_factory.mktemp("acts") / "home"))
    place = open_workplace(f"sqlite:///{home / 'register.db'}", home, tables=packaged_tables, at=SEEDED)
    registered(place)
    for verb, n in acts:
        try:
            VERBS[verb](place, n)
        except CaseworkError:
            continue
    with place.reading() as connection:
        verdict = verify(connection)
        acted = connection.execute(text("SELECT max(id) FROM act")).scalar_one()
    place.engine.dispose()
    assert (verdict.fault, verdict.act) == (None, acted)

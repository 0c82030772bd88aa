"""When the calendar or a rule changes nothing moves by itself; what would is listed, and moved as it was listed."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import select

from casework import handling, morning, recomputing
from casework.errors import NoReason, PreviewChanged
from casework.office import load
from casework.opening import open_workplace
from casework.values import CloseOrder, DeferOrder, Done, PaperIn, RequestOrder
from casework.workplace import Workplace
from config.reference import packaged_tables
from models.register import metadata
from models.terms import TermRevision
from procedure.vocabulary import ClosedAs, TermKind, Via
from tests.builders import a_deferral, a_hand, a_reply, mails, morning_of, planned, received, registered, shown
from tests.conftest import SEEDED

CASE, OTHER = "EK-2018-001", "EK-2018-002"
TEN_DAYS = "binnen tien werkdagen na dagtekening van deze brief"
LATER = date(2018, 6, 1)
DECREE: dict[str, Any] = {
    "decree_day": [{"day": date(2018, 6, 8), "source": "besluit van de proef", "checked_on": date(2018, 6, 1)}]
}
ROLLS: dict[str, Any] = {
    "rule": [
        {
            "name": "calendar",
            "version": 2,
            "counts": "calendar",
            "roll": True,
            "in_force": date(2018, 1, 1),
            "source": "huisregel van de proef",
        }
    ]
}
SUMMER: dict[str, Any] = {
    "recess": [
        {
            "chamber": "EK",
            "kind": "summer",
            "first": date(2018, 7, 13),
            "last": date(2018, 9, 3),
            "source": "aankondiging van de proef",
            "checked_on": date(2018, 6, 1),
        }
    ]
}


def loaded(place: Workplace, tables: dict[str, Any], **over: Any) -> Done:
    return load(place, tables, a_hand(LATER), file="proef.toml", **over)


def listed(place: Workplace, on: date = LATER) -> list[tuple[str, str, str | None, str | None]]:
    found = recomputing.preview(place, on=on).data["changes"]
    return [(one["case"], one["clock"], one["old"], one["new"]) for one in found]


def applied(place: Workplace, on: date = LATER) -> Done:
    return recomputing.apply(place, recomputing.preview(place, on=on).data["mark"], "nieuw besluit", a_hand(on))


def everything(place: Workplace) -> list[str]:
    with place.reading() as connection:
        return [f"{table.name} {row}" for table in metadata.sorted_tables for row in connection.execute(table.select())]


def clocks(place: Workplace, case: str = CASE) -> tuple[str, str]:
    found = shown(place, case)
    return found["due_on"], found["agreed_due_on"]


def test_a_changed_calendar_moves_no_date_and_is_told_with_its_command(place: Workplace) -> None:
    registered(place, term=TEN_DAYS)
    registered(place, about="iets anders", name="2.txt")
    before = (clocks(place), planned(place), shown(place)["terms"])
    done = loaded(place, DECREE)
    assert done.data["would_move"] == 1
    assert any("1 lopende zaak zou" in line and "`griffie recompute`" in line for line in done.lines)
    assert (clocks(place), planned(place), shown(place)["terms"]) == before
    morning_of(place, date(2018, 6, 11))
    assert "donderdag 14 juni 2018" in mails(place)[0]


def test_a_newer_program_with_other_reference_data_moves_nothing(place: Workplace) -> None:
    registered(place, term=TEN_DAYS)
    before = everything(place)
    newer = packaged_tables()
    newer["decree_day"] = [*newer["decree_day"], *DECREE["decree_day"]]
    url = place.engine.url.render_as_string(hide_password=False)
    again = open_workplace(url, place.home, tables=lambda: newer, at=SEEDED)
    assert (everything(again), listed(again)) == (before, [])
    again.engine.dispose()


def test_a_load_that_changes_no_day_says_nothing_and_a_dry_run_says_what_would_move(place: Workplace) -> None:
    registered(place, term=TEN_DAYS)
    assert loaded(place, DECREE, dry_run=True).data["would_move"] == 1
    assert listed(place) == []
    loaded(place, DECREE)
    again = loaded(place, DECREE)
    assert (again.data["would_move"], again.lines) == (0, ())


@pytest.mark.parametrize(
    ("term", "tables", "old", "new", "why"),
    [
        (TEN_DAYS, DECREE, "2018-06-14", "2018-06-15", "vrijdag 8 juni 2018"),
        ("uiterlijk 16 juni 2018", ROLLS, "2018-06-16", "2018-06-18", "zaterdag 16 juni 2018"),
        ("voor het zomerreces", SUMMER, None, "2018-07-12", "donderdag 12 juli 2018"),
    ],
    ids=["a decree day", "a counting rule", "a recess"],
)
def test_what_would_move_is_listed_with_the_reason(  # noqa: PLR0917 - a table
    place: Workplace, term: str, tables: dict[str, Any], old: str | None, new: str, why: str
) -> None:
    registered(place, term=term)
    registered(place, about="iets anders", name="2.txt")
    loaded(place, tables)
    before = everything(place)
    done = recomputing.preview(place, on=LATER)
    assert listed(place) == [(CASE, "original", old, new)]
    [one] = done.data["changes"]
    assert any(why in said.lower() for said in one["difference"]["now"])
    assert any(done.data["mark"] in line for line in done.lines)
    assert (done.act_id, everything(place)) == (None, before)


def test_the_list_is_applied_as_one_act_with_a_revision_and_the_reminders_armed_anew(place: Workplace) -> None:
    registered(place, term=TEN_DAYS)
    registered(place, about="iets anders", term=TEN_DAYS, name="2.txt")
    loaded(place, DECREE)
    done = applied(place)
    assert done.cases == (CASE, OTHER)
    assert {(line.case, line.rung, line.on.isoformat()) for line in done.dropped} >= {(CASE, "due", "2018-06-14")}
    assert {(line.case, line.rung, line.on.isoformat()) for line in done.armed} >= {(OTHER, "due", "2018-06-15")}
    for case in (CASE, OTHER):
        found = shown(place, case)
        assert clocks(place, case) == ("2018-06-15", "2018-06-15")
        assert [(one["kind"], one["due_on"], one["reason"]) for one in found["terms"]] == [
            ("initial", "2018-06-14", "termijn van de brief"),
            ("recomputed", "2018-06-15", "nieuw besluit"),
        ]
        assert any("gelijkgesteld" in said for said in found["terms"][1]["explanation"])
        assert [one["what"] for one in found["events"] if one["verb"] == "recompute"] == [done.headline]
        assert ("due", "2018-06-15") in planned(place, case)
        assert "2018-06-14" not in [day for _, day in planned(place, case)]
    assert listed(place) == []


def test_a_postponement_with_a_day_of_its_own_still_holds(place: Workplace) -> None:
    registered(place, term=TEN_DAYS)
    handling.defer(place, CASE, DeferOrder(Via.MAIL, "tijd", to=date(2018, 6, 28)), a_hand(LATER))
    loaded(place, DECREE)
    assert listed(place) == [(CASE, "original", "2018-06-14", "2018-06-15")]
    assert applied(place).dropped == ()
    assert clocks(place) == ("2018-06-15", "2018-06-28")


def test_a_postponement_whose_day_moves_moves_the_agreed_date_only(place: Workplace) -> None:
    registered(place)
    paper = a_deferral(dated=date(2018, 6, 5), until=None)
    promise = b"U ontvangt de beantwoording binnen tien werkdagen."
    data = paper.data.replace(b"Ik bericht u zodra de beantwoording gereed is.", promise)
    paper = PaperIn(paper.name, data)
    received(place, paper, on=date(2018, 6, 5))
    assert clocks(place) == ("2018-06-14", "2018-06-19")
    loaded(place, DECREE)
    assert listed(place, date(2018, 6, 6)) == [(CASE, "agreed", "2018-06-19", "2018-06-20")]
    applied(place, date(2018, 6, 6))
    assert clocks(place) == ("2018-06-14", "2018-06-20")
    with place.transaction() as session:
        rows = session.exec(select(TermRevision).order_by(TermRevision.version)).all()  # type: ignore[arg-type]
        assert [(row.kind, row.void_act_id is None) for row in rows] == [
            (TermKind.INITIAL, True),
            (TermKind.DEFERRAL, False),
            (TermKind.DEFERRAL, True),
        ]


def test_a_case_that_is_answered_closed_or_has_no_words_is_left_alone(place: Workplace) -> None:
    for number in range(4):
        secret = RequestOrder(confidential=True) if number == 2 else None
        registered(place, about=f"onderwerp {number}", term=TEN_DAYS, name=f"{number}.txt", order=secret)
    received(place, a_reply(dated=LATER), on=LATER, cases=(CASE,))
    handling.close(place, OTHER, CloseOrder(ClosedAs.LAPSED, "vervallen"), a_hand(LATER))
    loaded(place, DECREE)
    assert [case for case, *_ in listed(place)] == ["EK-2018-004"]


def test_a_list_that_changed_since_it_was_seen_is_refused_whole(place: Workplace) -> None:
    registered(place, term=TEN_DAYS)
    registered(place, about="iets anders", term=TEN_DAYS, name="2.txt")
    loaded(place, DECREE)
    seen = recomputing.preview(place, on=LATER).data["mark"]
    assert recomputing.preview(place, on=LATER).data["mark"] == seen
    received(place, a_reply(dated=LATER), on=LATER, cases=(OTHER,))
    before = everything(place)
    for mark in (seen, "onzin"):
        with pytest.raises(PreviewChanged, match="er staat nu 1 termijn op"):
            recomputing.apply(place, mark, "nieuw besluit", a_hand(LATER))
    with pytest.raises(NoReason):
        recomputing.apply(place, seen, "  ", a_hand(LATER))
    assert everything(place) == before
    applied(place)
    with pytest.raises(PreviewChanged):
        recomputing.apply(place, seen, "nog eens", a_hand(LATER))


def test_a_reminder_that_has_left_is_kept_and_the_new_date_has_its_own(place: Workplace) -> None:
    registered(place, term=TEN_DAYS)
    morning_of(place, date(2018, 6, 11))
    loaded(place, DECREE)
    applied(place, date(2018, 6, 12))
    morning.check(place, a_hand(date(2018, 6, 15)))
    kept = [(one["rung"], one["due_on"], one["state"]) for one in shown(place)["reminders"]]
    assert kept[0] == ("notice", "2018-06-14", "written")
    assert ("due", "2018-06-15", "queued") in kept

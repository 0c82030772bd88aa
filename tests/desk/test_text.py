"""Tables that fit the window, and days as one says them."""

from datetime import UTC, datetime

import pytest

from desk.text import Column, counted, long_day, moment, plain_day, short_day, table, wrapped

COLUMNS = (Column("zaak"), Column("onderwerp", shrinks=True), Column("dagen", right=True))
ROWS = [
    ("EK-2018-001", "een onderwerp dat veel langer is dan het venster breed is", "6"),
    ("EK-2018-002", "kort", "12"),
]


@pytest.mark.parametrize("room", [40, 50, 80])
def test_a_table_fits_the_window_and_loses_no_number(room: int) -> None:
    lines = table(COLUMNS, ROWS, room=room).splitlines()
    assert max(len(line) for line in lines) <= room
    assert [line.split()[0] for line in lines[2:]] == ["EK-2018-001", "EK-2018-002"]
    assert [line.split()[-1] for line in lines[2:]] == ["6", "12"]


def test_what_is_cut_ends_in_an_ellipsis_and_what_fits_is_whole() -> None:
    assert "…" in table(COLUMNS, ROWS, room=40)
    assert ROWS[0][1] in table(COLUMNS, ROWS, room=120)


def test_a_window_too_narrow_never_costs_a_case_number() -> None:
    assert "EK-2018-001" in table(COLUMNS, ROWS, room=10)


def test_a_line_break_in_a_subject_stays_in_its_row() -> None:
    assert len(table(COLUMNS, [("EK-2018-001", "twee\nregels", "1")], room=80).splitlines()) == 3


@pytest.mark.parametrize(
    ("say", "said"),
    [(long_day, "donderdag 14 juni 2018"), (plain_day, "14 juni 2018"), (short_day, "do 14-06-2018")],
)
def test_a_day_is_said_with_its_weekday_or_is_a_dash(say: object, said: str) -> None:
    assert callable(say)
    assert say("2018-06-14") == said
    assert say(None) == "–"


@pytest.mark.parametrize(
    ("instant", "shown"),
    [
        (datetime(2018, 6, 14, 22, 30, tzinfo=UTC), "15-06-2018 00:30"),  # summer time: two hours ahead
        ("2018-12-14T22:30:00+00:00", "14-12-2018 23:30"),
        (None, "–"),
    ],
)
def test_an_instant_is_shown_on_a_clock_in_amsterdam(instant: object, shown: str) -> None:
    assert moment(instant) == shown  # type: ignore[arg-type]


def test_one_day_and_two_days_are_counted_in_words() -> None:
    assert (counted(1, "dag", "dagen"), counted(2, "dag", "dagen")) == ("1 dag", "2 dagen")


def test_a_sentence_is_wrapped_under_its_label(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    first, second, *_ = wrapped("een zin die langer is dan veertig tekens breed", indent="Stand: ").splitlines()
    assert first.startswith("Stand: een")
    assert second.startswith("       ")

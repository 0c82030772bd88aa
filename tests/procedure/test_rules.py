"""Rules are rows with a source, and the rulebook goes through plain tables and back."""

import json
from dataclasses import replace
from datetime import date

import pytest

from config.reference import packaged_rulebook
from procedure.clauses import Unit
from procedure.days import Days, DecreeCoverage, DecreeDay, Recess, RecessKind
from procedure.errors import UnknownRule, UnusableRow
from procedure.reminders import Rung
from procedure.rulebook import Rulebook
from procedure.rules import CountingRule, Counts
from procedure.vocabulary import Audience, Chamber, Mode

RULEBOOK = packaged_rulebook()
TODAY = date(2018, 6, 14)


@pytest.mark.parametrize("rule", RULEBOOK.rules, ids=lambda rule: rule.name)
def test_a_rule_without_a_source_cannot_exist(rule: CountingRule) -> None:
    assert rule.source.strip()
    with pytest.raises(UnusableRow) as refused:
        replace(rule, source="  ")
    assert (
        str(refused.value) == "Een rij van de tabel 'rule' heeft '  ' als source; verwacht wordt waar de regel staat."
    )


def test_the_rule_of_committee_letters_is_the_one_that_moves_nothing() -> None:
    rule = RULEBOOK.rule(on=TODAY)
    assert (rule.name, rule.roll, rule.least_working) == ("calendar", False, 0)


def test_an_unknown_rule_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(UnknownRule) as refused:
        RULEBOOK.rule("kalender", on=TODAY)
    assert str(refused.value) == "Er is geen telregel 'kalender'; bekend zijn: atw, calendar, working_days."


def test_a_change_in_the_law_is_a_new_row_and_old_letters_keep_the_old_one() -> None:
    old = RULEBOOK.rule("atw", on=TODAY)
    new = replace(old, version=2, in_force=date(2020, 1, 1), most_days=60)
    changed = replace(RULEBOOK, rules=(replace(old, in_force_to=date(2019, 12, 31)), new))
    assert changed.rule("atw", on=date(2019, 12, 31)).version == 1
    assert changed.rule("atw", on=date(2020, 1, 1)).version == 2
    with pytest.raises(UnknownRule):
        changed.rule("atw", on=date(1965, 1, 1))


@pytest.mark.parametrize("turned", [False, True])
def test_of_two_versions_that_are_both_in_force_the_later_counts(turned: bool) -> None:
    old = RULEBOOK.rule("atw", on=TODAY)
    rows = (old, replace(old, version=2, most_days=60))
    both = replace(RULEBOOK, rules=rows[::-1] if turned else rows)
    assert both.rule("atw", on=TODAY).version == 2


@pytest.mark.parametrize(
    ("amount", "unit", "touched"),
    [
        (90, Unit.DAYS, True),
        (91, Unit.DAYS, False),
        (12, Unit.WEEKS, True),
        (13, Unit.WEEKS, False),
        (3, Unit.MONTHS, True),
        (4, Unit.MONTHS, False),
        (1, Unit.YEARS, False),
        (24, Unit.HOURS, False),
    ],
)
def test_the_termijnenwet_leaves_hours_long_terms_and_years_alone(amount: int, unit: Unit, touched: bool) -> None:
    assert RULEBOOK.rule("atw", on=TODAY).touches(amount, unit) is touched


def test_the_rulebook_survives_its_tables_and_json() -> None:
    tables = json.loads(json.dumps(RULEBOOK.to_tables()))
    assert Rulebook.from_tables(tables) == RULEBOOK


CALENDAR = {"first": "2018-01-01", "last": "2018-12-31"}
SOURCE = {"source": "ergens", "checked_on": "2018-01-01"}


def built(table: str = "rule", **row: object) -> Rulebook:
    """Build a rulebook of one calendar and one row."""
    return Rulebook.from_tables({"calendar": CALENDAR, table: [row] if row else []})


def test_a_calendar_alone_makes_a_rulebook_without_rules_decrees_recesses_and_rungs() -> None:
    book = Rulebook.from_tables({"calendar": CALENDAR})
    assert book == Rulebook(rules=(), days=Days(date(2018, 1, 1), date(2018, 12, 31)), ladder=())


def test_a_rule_that_says_nothing_more_counts_plainly_and_stays_in_force() -> None:
    row = {"name": "vast", "version": 1, "counts": "calendar", "in_force": date(2018, 1, 1), "source": "ergens"}
    plain = CountingRule("vast", 1, Counts.CALENDAR, date(2018, 1, 1), "ergens")
    assert built(**row).rules == (plain,)
    assert (plain.roll, plain.least_days, plain.least_working, plain.good_friday) == (False, 0, 0, True)
    whole = {"in_force_to": "2018-12-31", "roll": True, "least_days": 3, "least_working": 2, "good_friday": False}
    limits = {"most_days": 90, "most_weeks": 12, "most_months": 3}
    (full,) = built(**row, **whole, **limits).rules
    assert full == CountingRule(
        "vast", 1, Counts.CALENDAR, date(2018, 1, 1), "ergens", date(2018, 12, 31),
        roll=True, least_days=3, least_working=2, most_days=90, most_weeks=12, most_months=3, good_friday=False,
    )  # fmt: skip


def test_a_truth_left_out_is_the_one_that_was_meant() -> None:
    row = {"name": "vast", "version": 1, "counts": "calendar", "in_force": date(2018, 1, 1), "source": "ergens"}
    (rule,) = built(**row).rules
    assert rule.roll is False
    assert rule.good_friday is True


def test_days_are_read_as_days_and_as_text_alike() -> None:
    row = {"day": "2018-05-11", **SOURCE}
    decree = DecreeDay(date(2018, 5, 11), "ergens", date(2018, 1, 1))
    assert built("decree_day", **row).days.decree_days == (decree,)
    assert built("decree_day", **row | {"day": date(2018, 5, 11)}).days.decree_days == (decree,)
    assert built("decree_coverage", first="2018-01-01", last=date(2018, 12, 31), **SOURCE).days.decree_coverage == (
        DecreeCoverage(date(2018, 1, 1), date(2018, 12, 31), "ergens", date(2018, 1, 1)),
    )


def test_a_recess_may_last_a_day_and_a_rung_needs_no_least_span() -> None:
    recess = {"chamber": "EK", "kind": "may", "first": "2018-05-10", "last": "2018-05-10", **SOURCE}
    assert built("recess", **recess).days.recesses == (
        Recess(Chamber.EK, RecessKind.MAY, date(2018, 5, 10), date(2018, 5, 10), "ergens", date(2018, 1, 1)),
    )
    rung = {"ladder": "vast", "code": "rappel", "rank": 1, "offset": -3, "audience": "desk", "mode": "auto"}
    expected = Rung("vast", "rappel", 1, -3, "days", Audience.DESK, Mode.AUTO, 0, "ergens")
    assert built("rung", **rung, unit="days", source="ergens").ladder == (expected,)
    working = built("rung", **rung, unit="working_days", min_span=5, source="ergens").ladder
    assert working == (replace(expected, unit="working_days", min_span=5),)


@pytest.mark.parametrize(
    ("table", "field", "value", "said"),
    [
        ("recess", "first", "9 juli 2009", "'9 juli 2009' als first; verwacht wordt een dag als 2018-06-14."),
        (
            "recess",
            "last",
            "2009-01-01",
            "datetime.date(2009, 1, 1) als last; verwacht wordt een dag vanaf 2009-07-09.",
        ),
        ("recess", "chamber", "ek", "'ek' als chamber; verwacht wordt één van EK, TK."),
        ("recess", "source", "", "'' als source; verwacht wordt waar het feit geschreven staat."),
        ("rule", "name", 7, "7 als name; verwacht wordt een tekst."),
        ("rule", "version", "1", "'1' als version; verwacht wordt een geheel getal."),
        ("rule", "most_days", 1.5, "1.5 als most_days; verwacht wordt een geheel getal."),
        ("rule", "in_force_to", "ooit", "'ooit' als in_force_to; verwacht wordt een dag als 2018-06-14."),
        ("rule", "roll", 1, "1 als roll; verwacht wordt true of false."),
        ("rule", "counts", "hours", "'hours' als counts; verwacht wordt één van calendar, working."),
        ("rung", "unit", "weeks", "'weeks' als unit; verwacht wordt working_days of days."),
        ("rung", "audience", "minister", "'minister' als audience; verwacht wordt één van desk, clerk."),
    ],
)
def test_a_row_that_cannot_be_used_says_what_was_expected(table: str, field: str, value: object, said: str) -> None:
    tables = RULEBOOK.to_tables()
    tables[table][0] = {**tables[table][0], field: value}
    with pytest.raises(UnusableRow) as refused:
        Rulebook.from_tables(tables)
    assert str(refused.value) == f"Een rij van de tabel '{table}' heeft {said}"


def test_a_field_left_out_is_missed_by_name() -> None:
    with pytest.raises(UnusableRow) as refused:
        Rulebook.from_tables({"calendar": {"first": "2018-01-01"}})
    assert (
        str(refused.value)
        == "Een rij van de tabel 'calendar' heeft None als last; verwacht wordt een dag als 2018-06-14."
    )


@pytest.mark.parametrize(
    ("table", "field", "value"),
    [
        ("recess", "first", "9 juli 2009"),
        ("recess", "last", "2009-01-01"),
        ("recess", "kind", "zomerreces"),
        ("recess", "source", ""),
        ("rule", "source", None),
        ("rule", "version", "1"),
        ("rule", "roll", 1),
        ("rule", "counts", "hours"),
        ("decree_day", "source", " "),
        ("rung", "unit", "weeks"),
        ("rung", "offset", 1.5),
    ],
)
def test_a_row_that_cannot_be_used_is_named_with_its_field(table: str, field: str, value: object) -> None:
    tables = RULEBOOK.to_tables()
    tables[table][0] = {**tables[table][0], field: value}
    with pytest.raises(UnusableRow) as refused:
        Rulebook.from_tables(tables)
    assert (refused.value.facts["table"], refused.value.facts["field"]) == (table, field)


def test_a_calendar_without_its_ends_is_refused() -> None:
    with pytest.raises(UnusableRow, match="calendar"):
        Rulebook.from_tables({})

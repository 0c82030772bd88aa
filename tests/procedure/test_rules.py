"""Rules are rows with a source, and the rulebook goes through plain tables and back."""

import json
from dataclasses import replace
from datetime import date

import pytest

from config.reference import packaged_rulebook
from procedure.clauses import Unit
from procedure.errors import UnknownRule, UnusableRow
from procedure.rulebook import Rulebook
from procedure.rules import CountingRule

RULEBOOK = packaged_rulebook()
TODAY = date(2018, 6, 14)


@pytest.mark.parametrize("rule", RULEBOOK.rules, ids=lambda rule: rule.name)
def test_a_rule_without_a_source_cannot_exist(rule: CountingRule) -> None:
    assert rule.source.strip()
    with pytest.raises(UnusableRow):
        replace(rule, source="  ")


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

"""The check is level-triggered, and what it keeps follows from the facts: held against the pure rules, case by case."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from casework import office, preferring
from casework.facts.rulebook import load_rulebook
from casework.opening import open_workplace
from casework.preferring import PreferOrder
from casework.standing import settle
from casework.workplace import Workplace
from config.reference import packaged_rulebook, packaged_tables
from models.cases import Round, RoundCache
from models.reminders import Agenda, Reminder
from procedure.days import Days
from procedure.reminders import TERM, Owed, Rung, plan
from procedure.vocabulary import Audience, Chamber, Mode, RoundKind
from tests.builders import REPLIED, REQUESTED, a_deferral, a_hand, a_reply, morning_of, received, registered
from tests.conftest import SEEDED

BOOK = packaged_rulebook()
Ledger = dict[tuple[str, str, date], str]
Unwanted = dict[str, date]
"""Until and with which day a desk still wants a rung."""


def expected(terms: list[int], checks: list[int]) -> Ledger:
    """What the ledger must hold after checks on some days, by the rules alone: the highest rung to each audience.

    What has not left (mail leaves on working days) is overtaken by a higher rung that comes due meanwhile.
    """
    ledger: Ledger = {}
    for serial, days in enumerate(terms, start=1):
        case, due = f"EK-2018-{serial:03}", REQUESTED + timedelta(days=days)
        owed = plan(BOOK.ladder, due, set_on=REQUESTED, registered_on=REQUESTED, days=BOOK.days).owed
        waiting: set[str] = set()
        for check in sorted(checks):
            on = REQUESTED + timedelta(days=check)
            for audience in Audience:
                rungs = [one.rung for one in owed if one.fire_on <= on and one.rung.audience is audience]
                fresh = sorted((one for one in rungs if (case, one.code, due) not in ledger), key=lambda one: one.rank)
                for rung in fresh:
                    best = "by_hand" if rung.mode is Mode.BY_HAND else "owed"
                    ledger[case, rung.code, due] = best if rung is fresh[-1] else "skipped"
                for rung in rungs:
                    if (
                        fresh
                        and rung.code in waiting
                        and rung.rank < fresh[-1].rank
                        and ledger[case, rung.code, due] == "owed"
                    ):
                        ledger[case, rung.code, due] = "skipped"
                waiting |= {rung.code for rung in fresh}
            if BOOK.days.is_working_day(on):
                waiting.clear()
    return ledger


FreshPlace = Callable[[], AbstractContextManager[Workplace]]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def a_fresh_place(request: pytest.FixtureRequest, small_office: Path) -> FreshPlace:
    """Makes a workplace with the small office, a new one for each example, on either database in turn."""

    @contextmanager
    def fresh() -> Iterator[Workplace]:
        with tempfile.TemporaryDirectory() as folder:
            home = Path(shutil.copytree(small_office, Path(folder) / "home"))
            url = f"sqlite:///{home / 'register.db'}"
            if request.param == "postgresql":
                url = request.getfixturevalue("remade_postgres")(request.getfixturevalue("small_office_on_postgres"))
            place = open_workplace(url, home, tables=packaged_tables, at=SEEDED)
            yield place
            place.engine.dispose()

    return fresh


@settings(max_examples=8, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(
    terms=st.lists(st.integers(3, 40), min_size=1, max_size=3, unique=True),
    checks=st.lists(st.integers(0, 70), min_size=1, max_size=4),
)
def test_the_set_based_check_agrees_with_the_rules_case_by_case(
    a_fresh_place: FreshPlace, terms: list[int], checks: list[int]
) -> None:
    with a_fresh_place() as place:
        for days in terms:
            registered(place, term=f"binnen {days} dagen na dagtekening", name=f"{days}.txt")
        for check in [*sorted(checks), max(checks)]:
            morning_of(place, REQUESTED + timedelta(days=check))
        assert ledger_of(place) == expected(terms, checks)


HELD = st.fixed_dictionaries(
    {"held_in_recess": st.booleans(), "held_on_free_days": st.booleans(), "may_opt_out": st.booleans()}
)


def expected_of(
    ladder: tuple[Rung, ...], terms: list[int], checks: list[int], days: Days, unwanted: Unwanted
) -> Ledger:
    """What the ledger must hold by the rules alone, where rungs are held back and desks do not want some of them."""
    ledger: Ledger = {}
    for serial, span in enumerate(terms, start=1):
        case, due = f"EK-2018-{serial:03}", REQUESTED + timedelta(days=span)
        owed = plan(ladder, due, set_on=REQUESTED, registered_on=REQUESTED, days=days).owed
        for audience in Audience:
            mine = [one for one in owed if one.rung.audience is audience]
            found = _one_mailbox(mine, [REQUESTED + timedelta(days=check) for check in sorted(checks)], days, unwanted)
            ledger |= {(case, code, due): outcome for code, outcome in found.items()}
    return ledger


def _one_mailbox(owed: list[Owed], checks: list[date], days: Days, unwanted: Unwanted) -> dict[str, str]:
    """What becomes of the rungs of one case to one mailbox: walked through day by day, one rung after the other."""
    outcome: dict[str, str] = {}
    waiting: dict[str, tuple[Rung, date]] = {}
    for on in checks:
        fresh = [one.rung for one in owed if one.fire_on <= on and one.rung.code not in outcome]
        leaves = {rung.code: rung.holding(Chamber.EK).first_day(on, days) for rung in fresh}
        wanted = [rung for rung in fresh if not (rung.may_opt_out and unwanted.get(rung.code, on) < on)]
        for rung in fresh:
            higher = [one for one in wanted if one.rank > rung.rank and leaves[one.code] <= leaves[rung.code]]
            best = "by_hand" if rung.mode is Mode.BY_HAND else "owed"
            outcome[rung.code] = best if rung in wanted and not higher else "skipped"
        standing = [rung for rung in fresh if outcome[rung.code] != "skipped"]
        for code, (rung, before) in waiting.items():
            could = max(before, rung.holding(Chamber.EK).first_day(on, days))
            if any(one.rank > rung.rank and leaves[one.code] <= could for one in standing) and outcome[code] == "owed":
                outcome[code] = "skipped"
        waiting |= {rung.code: (rung, leaves[rung.code]) for rung in standing}
        waiting = {code: at for code, at in waiting.items() if at[0].holding(Chamber.EK).first_day(on, days) != on}
    return outcome


@settings(max_examples=12, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(
    terms=st.lists(st.integers(3, 30), min_size=1, max_size=2, unique=True),
    checks=st.lists(st.integers(0, 60), min_size=1, max_size=4, unique=True),
    office_says=st.tuples(
        st.fixed_dictionaries({one.code: HELD for one in BOOK.ladder if one.ladder == TERM}),
        st.integers(0, 40),  # the recess: on which day it begins, and for how many days it lasts
        st.integers(0, 30),
    ),
    unwanted=st.dictionaries(st.sampled_from(["notice", "due", "first_rappel"]), st.integers(0, 40)),
)
def test_the_check_agrees_with_the_rules_where_rungs_are_held_back_or_unwanted(
    small_office: Path,
    terms: list[int],
    checks: list[int],
    office_says: tuple[dict[str, dict[str, bool]], int, int],
    unwanted: dict[str, int],
) -> None:
    held, begins, lasts = office_says
    first = REQUESTED + timedelta(days=begins)
    resting = {"chamber": "EK", "kind": "summer", "first": first, "last": first + timedelta(days=lasts)}
    rungs = [one | held[one["code"]] for one in packaged_tables()["rung"] if one["ladder"] == TERM]
    since = {code: REQUESTED + timedelta(days=day) for code, day in unwanted.items() if held[code]["may_opt_out"]}
    with tempfile.TemporaryDirectory() as folder:
        home = Path(shutil.copytree(small_office, Path(folder) / "home"))
        place = open_workplace(f"sqlite:///{home / 'register.db'}", home, tables=packaged_tables, at=SEEDED)
        tables = {"rung": rungs, "recess": [resting | {"source": "schema", "checked_on": REQUESTED}]}
        office.load(place, tables, a_hand(REQUESTED))
        for code, day in since.items():
            order = PreferOrder(code, "de desk", ministry="JenV", from_day=day + timedelta(days=1))
            preferring.opt_out(place, order, a_hand(REQUESTED))
        for span in terms:
            registered(place, term=f"binnen {span} dagen na dagtekening", name=f"{span}.txt")
        for check in sorted(checks):
            morning_of(place, REQUESTED + timedelta(days=check))
        with place.transaction() as session:
            book = load_rulebook(session, on=REQUESTED)
        ladder = book.ladder_for(Chamber.EK, RoundKind.FIRST)
        assert ledger_of(place) == expected_of(ladder, terms, checks, book.days, since)
        place.engine.dispose()


def ledger_of(place: Workplace) -> Ledger:
    with place.transaction() as session:
        cases = {row.id: f"EK-2018-{row.id:03}" for row in session.exec(select(Round))}
        rows = session.exec(select(Reminder)).all()
        return {(cases[row.round_id], row.rung, row.due_on): row.outcome.value for row in rows}


def test_cache_and_agenda_are_rebuilt_from_the_facts_alone(place: Workplace) -> None:
    registered(place)
    registered(place, about="een ander onderwerp", name="tweede.txt")
    registered(place, about="een derde onderwerp", name="derde.txt", term="")
    morning_of(place, date(2018, 6, 11))
    received(
        place,
        a_deferral(dated=date(2018, 6, 12), until=date(2018, 6, 28)),
        on=date(2018, 6, 12),
        cases=("EK-2018-001",),
    )
    received(place, a_reply(), cases=("EK-2018-002",))
    before = kept(place)
    with place.transaction() as session:
        for table in (Agenda, RoundCache):
            for row in session.exec(select(table)):
                session.delete(row)
        session.flush()
        rulebook = load_rulebook(session, on=REPLIED)
        for rnd in session.exec(select(Round)):
            settle(session, rnd, rulebook, on=REPLIED, reason="opnieuw opgebouwd")
    assert kept(place) == before


def kept(place: Workplace) -> list[object]:
    """What is kept of every round beside its facts."""
    with place.transaction() as session:
        caches = sorted((row.model_dump() for row in session.exec(select(RoundCache))), key=lambda row: row["round_id"])
        agenda = sorted(tuple(row.model_dump().values()) for row in session.exec(select(Agenda)))
        return [*caches, *agenda]

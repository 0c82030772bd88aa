"""The life of a round as a graph: every stage is reached, every act offered somewhere, nothing ends but to reopen."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedure.lifecycle import ALWAYS, OFFERED, Facts, offered, stage
from procedure.vocabulary import Stage, Verb

TWO_OFFICES = Facts(addressed=frozenset({1, 2}))


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (TWO_OFFICES, Stage.REGISTERED),
        (replace(TWO_OFFICES, replies=1), Stage.PARTLY_ANSWERED),
        (replace(TWO_OFFICES, replies=1, answered_whole=frozenset({1})), Stage.PARTLY_ANSWERED),
        (replace(TWO_OFFICES, replies=1, answered_whole=frozenset({1, 2})), Stage.ANSWERED),
        (replace(TWO_OFFICES, replies=1, adopted=True), Stage.ADOPTED),
        (replace(TWO_OFFICES, replies=1, adopted=True, published=True), Stage.PUBLISHED),
        (replace(TWO_OFFICES, closed=True), Stage.CLOSED),
        (replace(TWO_OFFICES, replies=1, published=True, closed=True), Stage.CLOSED),
    ],
)
def test_the_stage_follows_from_the_facts(facts: Facts, expected: Stage) -> None:
    assert stage(facts) is expected


EFFECTS: dict[Verb, Callable[[Facts], list[Facts]]] = {
    Verb.RECEIVE: lambda was: [
        replace(was, replies=was.replies + 1),
        replace(was, replies=was.replies + 1, answered_whole=was.addressed),
    ],
    Verb.ADOPT: lambda was: [replace(was, adopted=True)],
    Verb.PUBLISH: lambda was: [replace(was, published=True)],
    Verb.CLOSE: lambda was: [replace(was, closed=True)],
    Verb.REOPEN: lambda was: [replace(was, closed=False)],
    Verb.FURTHER: lambda _: [TWO_OFFICES],
    Verb.VOID: lambda was: [replace(was, replies=0, answered_whole=frozenset())],
}
"""What an act does to the facts of a round; the acts left out change dates and texts only."""


def reachable() -> dict[Stage, Facts]:
    """Every stage that acts offered on the way lead to, with facts that stand for it."""
    found = {Stage.REGISTERED: TWO_OFFICES}
    fresh = [TWO_OFFICES]
    while fresh:
        facts = fresh.pop()
        for act in offered(stage(facts)) & EFFECTS.keys():
            for after in EFFECTS[act](facts):
                if stage(after) not in found:
                    found[stage(after)] = after
                    fresh.append(after)
    return found


def test_every_stage_is_reached_by_acts_that_are_offered() -> None:
    assert reachable().keys() == set(Stage)


def test_every_act_on_a_case_is_offered_at_some_stage() -> None:
    of_a_case = set(Verb) - {
        Verb.REQUEST,
        Verb.CHECK,
        Verb.CONFIRM_SERVER,
        Verb.TAKE_IN,
        Verb.LOAD_OFFICE,
        Verb.FEED,
        Verb.RECOMPUTE,
        Verb.IMPORT,
        Verb.RESTORE,
        Verb.CONFIRM_RESTORE,
        Verb.PREFER,
    }
    assert set().union(*OFFERED.values()) == of_a_case


@pytest.mark.parametrize("at", [one for one in Stage if one is not Stage.CLOSED])
def test_no_stage_is_a_dead_end(at: Stage) -> None:
    facts = reachable()[at]
    ways = {stage(after) for act in offered(at) & EFFECTS.keys() for after in EFFECTS[act](facts)}
    assert ways - {at}


def test_only_a_closed_round_offers_no_repair_and_it_reopens() -> None:
    without = {at for at in Stage if not offered(at) >= ALWAYS}
    assert without == {Stage.CLOSED}
    assert Verb.REOPEN in offered(Stage.CLOSED)


@given(
    addressed=st.frozensets(st.integers(1, 4), min_size=1),
    answered=st.frozensets(st.integers(1, 4)),
    replies=st.integers(0, 3),
    flags=st.tuples(st.booleans(), st.booleans()),
)
def test_reopening_gives_back_the_stage_from_before(
    addressed: frozenset[int], answered: frozenset[int], replies: int, flags: tuple[bool, bool]
) -> None:
    facts = Facts(addressed, answered, replies, adopted=flags[0], published=flags[1])
    assert stage(replace(replace(facts, closed=True), closed=False)) is stage(facts)

"""Clocks, dates and calendars that are wrong or that change, in the numbers of the goals (D15 to D20)."""

import random
from collections.abc import Callable
from datetime import timedelta
from itertools import cycle, product

import pytest

from casework import delivery, handling, morning, recomputing
from casework.clocks import question
from casework.errors import ClockInDoubt, InTheFuture
from casework.values import DeferOrder, Done, Hand
from casework.workplace import Workplace
from config.reference import packaged_rulebook
from documents.clauses import term
from notifications.carrier import Carrier
from notifications.transports.memory import Memory
from procedure.vocabulary import Via
from tests.builders import DUE, REQUESTED, a_deferral, a_hand, a_reply, received, registered, shown
from tests.casework.test_clocks import DAY, HOUR, NOON, YEAR, hand_at, instants
from tests.casework.test_hard_dates import everything
from tests.casework.test_recomputing import DECREE, LATER, TEN_DAYS, listed, loaded
from tests.documents.clauses.test_phrases import LINES, day_or_none
from tests.faults.kit import halves, ledger, planned
from tests.faults.many import Many, many

pytestmark = pytest.mark.faults

Tell = Callable[[str, str, str], None]
MORNINGS = 60


def morning_at(place: Workplace, post: Memory, hand: Hand, *, asks: bool) -> Done:
    """Return a check with its delivery; one that runs by itself asks first where its clock is in doubt."""
    if asks:
        question(place, hand)
    done = morning.check(place, hand)
    delivery.deliver(place, Carrier(post, None, ""), hand)
    return done


def refused(place: Workplace, post: Memory, hand: Hand) -> None:
    """A check that runs by itself on this clock asks first; nothing is sent or owed by it."""
    before = (len(post.parcels), ledger(place))
    with pytest.raises(ClockInDoubt):
        morning_at(place, post, hand, asks=True)
    assert (len(post.parcels), ledger(place)) == before


def test_a_clock_that_is_set_back_on_each_of_sixty_mornings(either_place: Workplace, came_to: Tell) -> None:
    place, post = either_place, Memory()
    many(place, Many(desks=4, cases=MORNINGS, days=MORNINGS))
    expected, running, warned = planned(place), 0.0, 0
    wrongs = cycle(product((HOUR, DAY, YEAR), (False, True)))
    boot = 0
    for n, (back, restarted) in zip(range(MORNINGS), wrongs, strict=False):
        at, running = NOON + n * DAY, running + DAY.total_seconds()
        morning_at(place, post, hand_at(at, running=running, boot=f"{boot}"), asks=True)
        sent = len(post.parcels)
        boot += restarted
        wrong = hand_at(at + HOUR - back - HOUR, running=running + 3600, boot=f"{boot}")
        refused(place, post, wrong)
        said = morning_at(place, post, wrong, asks=False).warnings
        warned += any("loopt achter" in one for one in said)
        assert len(post.parcels) == sent, "nothing leaves a second time"
        boot += 1  # the clock is put right and the machine started anew: no doubt is left
        running = 0.0
    morning_at(place, post, a_hand((NOON + 400 * DAY).date(), at=NOON + 400 * DAY), asks=False)
    assert ledger(place) == dict.fromkeys(expected, 1)
    assert len({one.message_id for one in post.parcels}) == len(post.parcels)
    assert instants(place) == sorted(instants(place))
    assert halves(place) == []
    assert warned == MORNINGS
    told = f"{MORNINGS} clocks set back by an hour, a day or a year, half with a restart: each asked about and warned "
    came_to("D15", place.engine.dialect.name, f"{told}of, no second reminder of {len(expected)}, no act before another")


def test_a_clock_that_is_a_day_ahead_on_each_of_sixty_mornings(either_place: Workplace, came_to: Tell) -> None:
    place, post = either_place, Memory()
    many(place, Many(desks=4, cases=MORNINGS, days=MORNINGS))
    for n in range(MORNINGS):
        at, running = NOON + n * DAY, n * DAY.total_seconds()
        morning_at(place, post, hand_at(at, running=running), asks=True)
        refused(place, post, hand_at(at + DAY + HOUR, running=running + 3600))
        morning_at(place, post, hand_at(at + 2 * HOUR, running=running + 7200), asks=True)
    left = {one.on for one in post.parcels}
    assert left
    assert max(left) <= (NOON + MORNINGS * DAY).date()
    off = NOON + (MORNINGS + 30) * DAY
    morning_at(place, post, hand_at(off, running=60, boot="boot-2"), asks=True)  # a gap alone is an outage
    told = (
        f"{MORNINGS} clocks a day ahead by mistake, then put right: each asked about, 0 mails; a month off is no doubt"
    )
    came_to("D16", place.engine.dialect.name, told)


def test_two_hundred_letters_of_days_to_come_and_of_more_than_a_year_ago(
    either_place: Workplace, came_to: Tell
) -> None:
    place = either_place
    registered(place)
    before = everything(place)
    for n in range(1, 101):
        ahead = REQUESTED + timedelta(days=n)
        paper = a_reply(dated=ahead) if n % 2 else a_deferral(dated=ahead, until=ahead + DAY)
        for filed in (
            lambda day=ahead: registered(place, dated=day),
            lambda paper=paper: received(place, paper, on=REQUESTED),
        ):
            with pytest.raises(InTheFuture):
                filed()
    assert everything(place) == before
    for n in range(100):
        done = registered(place, dated=REQUESTED - timedelta(days=367 + n), about=f"zaak {n}", name=f"{n}.txt")
        assert any("meer dan een jaar oud" in said for said in done.warnings)
        assert done.cases == (f"EK-2018-{n + 2:03d}",)
    told = (
        "200 letters dated 1 to 100 days ahead refused, nothing changed; 100 over a year old registered with a warning"
    )
    came_to("D17", place.engine.dialect.name, told)


def test_a_hundred_postponements_out_of_order(either_place: Workplace, seed: int, came_to: Tell) -> None:
    place, chance = either_place, random.Random(seed)  # noqa: S311
    late = 0
    for n in range(100):
        case = registered(place, about=f"onderwerp {n}", name=f"{n}.txt").cases[0]
        given = DUE + timedelta(days=chance.randint(1, 40)) if n % 2 else DUE - timedelta(days=chance.randint(5, 12))
        until = given + timedelta(days=chance.randint(1, 40) if n % 2 else chance.randint(1, 4))
        answered = until + timedelta(days=chance.randint(-10, 30))
        answered = max(answered, given)
        if n % 3:
            handling.defer(place, case, DeferOrder(Via.TELEPHONE, "meer tijd", to=until), a_hand(given))
        else:
            paper = a_deferral(dated=given, until=until, name=f"uitstel-{n}.txt")
            received(place, paper, on=given, cases=(case,))
        received(place, a_reply(dated=answered, name=f"antwoord-{n}.txt"), on=answered, cases=(case,))
        found = shown(place, case, on=answered)
        lateness = [max(0, (answered - day).days) for day in (DUE, until)]
        assert (found["due_on"], found["agreed_due_on"]) == (DUE.isoformat(), until.isoformat())
        assert [found["days_late"], found["days_late_agreed"]] == lateness
        assert [one["due_on"] for one in found["terms"]] == [DUE.isoformat(), until.isoformat()]
        late += lateness != [0, 0]
    told = f"100 postponements after the term or to an earlier day, seed {seed}: both days kept, {late} late by either"
    came_to("D18", place.engine.dialect.name, told)


def test_a_hundred_terms_under_a_calendar_that_changed(either_place: Workplace, came_to: Tell) -> None:
    place = either_place
    for n in range(100):
        registered(place, about=f"onderwerp {n}", term=TEN_DAYS, name=f"{n}.txt")
    due = [shown(place, f"EK-2018-{n:03d}")["due_on"] for n in range(1, 101)]
    assert loaded(place, DECREE).data["would_move"] == 100
    before = everything(place)
    assert {(clock, old, new) for _, clock, old, new in listed(place)} == {("original", "2018-06-14", "2018-06-15")}
    assert [shown(place, f"EK-2018-{n:03d}")["due_on"] for n in range(1, 101)] == due
    assert everything(place) == before
    mark = recomputing.preview(place, on=LATER).data["mark"]
    recomputing.apply(place, mark, "nieuw besluit", a_hand(LATER))
    assert {shown(place, f"EK-2018-{n:03d}")["due_on"] for n in range(1, 101)} == {"2018-06-15"}
    assert listed(place) == []
    told = "a decree day that moves 100 terms: all 100 listed, none moved unasked, all moved when that list was applied"
    came_to("D19", place.engine.dialect.name, told)


def test_the_phrases_with_dates(came_to: Tell) -> None:
    rulebook, wrong, unread = packaged_rulebook(), 0, 0
    for line in LINES:
        dated, due = day_or_none(line[:14]), day_or_none(line[16:30])
        assert dated is not None
        found = term(line[32:], dated=dated, rulebook=rulebook).due_on
        unread += found is None and due is not None
        wrong += found not in {None, due}
    assert len(LINES) >= 300
    assert wrong == 0
    came_to("D20", "clauses", f"{len(LINES)} phrases: 0 wrong days, {unread} left unread")

"""A clock that was set back or forward sends nothing by itself, doubles nothing, and never sets the diary back."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import select

from casework import delivery, handling, morning
from casework.clocks import question
from casework.errors import ClockInDoubt
from casework.values import Done, Hand
from casework.workplace import Workplace
from models.acts import Act
from procedure.timekeeping import Reading
from tests.builders import a_hand, files, mails, morning_of, registered, reminders

CASE = "EK-2018-001"
NOTICE, DUE = date(2018, 6, 11), date(2018, 6, 14)
HOUR, DAY, YEAR = timedelta(hours=1), timedelta(days=1), timedelta(days=365)


def hand_at(at: datetime, *, running: float, boot: str = "boot-1") -> Hand:
    """A schedule that acts when the clocks say this."""
    return Hand("rooster", at.date(), at, clock=Reading(at, running, boot))


def scheduled(place: Workplace, hand: Hand) -> Done:
    """A check that runs by itself."""
    question(place, hand)
    return confirmed(place, hand)


def confirmed(place: Workplace, hand: Hand) -> Done:
    """A check of which a person said that the clock is right."""
    done = morning.check(place, hand)
    delivery.deliver(place, files(place), hand)
    return done


def instants(place: Workplace) -> list[datetime]:
    with place.transaction() as session:
        return list(session.exec(select(Act.at).order_by(Act.id)))  # type: ignore[arg-type]


NOON = datetime(2018, 6, 11, 9, tzinfo=UTC)


@pytest.mark.parametrize("back", [HOUR, DAY, YEAR], ids=["an hour", "a day", "a year"])
@pytest.mark.parametrize("boot", ["boot-1", "boot-2"])
def test_after_a_clock_that_was_set_back_a_check_asks_and_nothing_is_doubled(
    place: Workplace, back: timedelta, boot: str
) -> None:
    registered(place)
    scheduled(place, hand_at(NOON, running=1000))
    before = (reminders(place), mails(place))
    wrong = hand_at(NOON + 2 * HOUR - back - 2 * HOUR, running=1000 + 7200, boot=boot)
    with pytest.raises(ClockInDoubt, match="griffie check --yes"):
        scheduled(place, wrong)
    assert (reminders(place), mails(place)) == before
    done = confirmed(place, wrong)
    assert any("loopt achter" in said for said in done.warnings)
    assert (reminders(place), mails(place)) == before
    assert instants(place) == sorted(instants(place))
    scheduled(place, hand_at(wrong.at + HOUR, running=1000 + 7200 + 3600, boot=boot))  # believed from then on
    done = handling.note(place, CASE, "gebeld", hand_at(wrong.at + HOUR, running=12000, boot=boot))
    assert done.warnings == ()


def test_a_note_on_a_clock_that_is_behind_is_recorded_in_turn_with_a_warning(place: Workplace) -> None:
    registered(place, on=NOTICE)
    done = handling.note(place, CASE, "gebeld", a_hand(NOTICE, at=NOON - DAY))
    assert any("loopt achter" in said and "zo 10 juni 2018" in said for said in done.warnings)
    assert instants(place) == sorted(instants(place))


def test_a_clock_a_day_ahead_by_mistake_sends_nothing(place: Workplace) -> None:
    registered(place)
    scheduled(place, hand_at(NOON - DAY, running=0))
    with pytest.raises(ClockInDoubt, match="vooruitgezet"):
        scheduled(place, hand_at(NOON, running=60))
    assert mails(place) == []
    right = hand_at(NOON - DAY + HOUR, running=3600)
    scheduled(place, right)
    assert mails(place) == []
    scheduled(place, hand_at(NOON, running=24 * 3600))
    assert len(mails(place)) == 1


def test_an_act_on_a_clock_that_ran_ahead_makes_the_next_check_ask(place: Workplace) -> None:
    registered(place)
    handling.note(place, CASE, "gebeld", a_hand(NOTICE, at=NOON + DAY))
    with pytest.raises(ClockInDoubt, match="24 uur"):
        scheduled(place, hand_at(NOON, running=10))
    assert mails(place) == []


@pytest.mark.parametrize("days", [1, 3, 14, 40])
def test_a_machine_that_was_off_is_an_outage_and_is_caught_up_with(place: Workplace, days: int) -> None:
    registered(place)
    scheduled(place, hand_at(NOON, running=1000))
    later = hand_at(NOON + days * DAY, running=50, boot="boot-2")
    scheduled(place, later)
    asleep = hand_at(later.at + days * DAY, running=50 + days * 86400, boot="boot-2")
    scheduled(place, asleep)


def test_a_hand_without_clocks_is_not_asked(place: Workplace) -> None:
    morning_of(place, DUE)
    question(place, replace(a_hand(NOTICE), clock=None))

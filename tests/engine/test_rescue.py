"""The safety net: of what was left behind one run is made in an hour, and none where nothing could leave."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, cast

import pytest

from casework import delivery, intake, morning
from casework.facts.rulebook import load_rulebook
from casework.values import Hand, RequestOrder
from casework.workplace import Workplace
from config import clock
from engine.rescue import CHECKS, DELIVERS, NET, hour_of, rescue
from engine.watch import Watch
from procedure.amsterdam import instant
from procedure.timekeeping import Reading
from tests.builders import a_hand, a_request, files
from tests.engine.live import Json, Live, until
from tests.engine.test_guard import Gone

if TYPE_CHECKING:
    from engine.api import Api

BY_HAND = "met de hand"


@pytest.mark.parametrize(
    ("at", "begins"),
    [
        (datetime(2018, 6, 11, 9, 19, 59, tzinfo=UTC), datetime(2018, 6, 11, 8, 20, tzinfo=UTC)),
        (datetime(2018, 6, 11, 9, 20, tzinfo=UTC), datetime(2018, 6, 11, 9, 20, tzinfo=UTC)),
        (datetime(2018, 6, 12, 0, 5, tzinfo=clock.AMSTERDAM), datetime(2018, 6, 11, 21, 20, tzinfo=UTC)),
    ],
)
def test_an_hour_begins_at_twenty_past(at: datetime, begins: datetime) -> None:
    assert hour_of(at) == begins


@pytest.fixture
def hand(place: Workplace) -> Hand:
    """A schedule that acts on a working day to come, at 12:30; in the register a message comes due on that day."""
    with place.transaction() as session:
        days = load_rulebook(session, on=clock.today()).days
    day = days.next_working_day(clock.today() + timedelta(days=14))
    asked = day - timedelta(days=14)
    intake.request(place, a_request(dated=asked), RequestOrder(), a_hand(asked))
    return Hand("rooster", day, instant(day, time(12, 30)))


@pytest.fixture
def server(live: Live) -> Iterator[Live]:
    """A live server on which nothing that delivers is planned or under way; its schedules come back afterwards."""
    schedules = {
        f"/deployments/{one['id']}/schedules/{schedule['id']}": name.endswith(BY_HAND)
        for name, one in live.deployments().items()
        for schedule in one["schedules"]
        if name.startswith((DELIVERS, CHECKS))
    }
    for path in schedules:
        live.api.patch(path, {"active": False})
    assert until(lambda: not delivering(live))
    yield live
    for path, of_a_test in schedules.items():
        live.api.patch(path, {"active": not of_a_test})


def delivering(live: Live) -> list[Json]:
    states = {"state": {"type": {"any_": ["SCHEDULED", "PENDING", "RUNNING"]}}}
    return live.runs(flows={"name": {"any_": [DELIVERS, CHECKS]}}, flow_runs=states)


def of_the_net(live: Live) -> set[str]:
    return {run["id"] for run in live.runs(deployments={"name": {"any_": [NET]}})}


def planned(live: Live, deployment: str, at: datetime) -> Callable[[], None]:
    """Plan a run, and return how to call it off."""
    state = {"type": "SCHEDULED", "state_details": {"scheduled_time": at.isoformat()}}
    made = live.api.post(f"/deployments/{live.deployments()[deployment]['id']}/create_flow_run", {"state": state})
    gone = {"state": {"type": "CANCELLED", "name": "Cancelled"}, "force": True}
    return lambda: live.api.post(f"/flow_runs/{made['id']}/set_state", gone)


def test_what_was_left_makes_one_run_in_an_hour_however_often_it_is_looked_at(
    server: Live, place: Workplace, hand: Hand
) -> None:
    morning.check(place, hand)
    before = of_the_net(server)
    run = rescue(server.api, place, hand)
    assert run is not None
    assert rescue(server.api, place, hand) is None, "one is on its way"
    ended = server.ended(run)
    assert ended["state_type"] == "COMPLETED", ended["state"]["message"]
    assert ended["parameters"] == {"by": "rooster"}
    again = replace(hand, at=hand.at + timedelta(minutes=20))
    assert rescue(server.api, place, again) == run, "another watch in the same hour"
    assert of_the_net(server) - before == {run}


@pytest.mark.parametrize(("deployment", "minutes"), [(f"{DELIVERS}/{BY_HAND}", 40), (f"{CHECKS}/{BY_HAND}", -5)])
def test_what_a_run_that_is_planned_will_send_makes_no_other(
    server: Live, place: Workplace, hand: Hand, deployment: str, minutes: int
) -> None:
    morning.check(place, hand)
    call_off = planned(server, deployment, hand.at + timedelta(minutes=minutes))
    assert rescue(server.api, place, hand) is None
    call_off()
    later = planned(server, f"{DELIVERS}/{BY_HAND}", hand.at + timedelta(days=2))
    assert rescue(server.api, place, hand) is not None
    later()


def nobody() -> "Api":
    """Return a server that must not be asked anything."""
    return cast("Api", Gone())


def test_prefect_is_not_even_asked_where_nothing_could_leave(place: Workplace, hand: Hand) -> None:
    assert rescue(nobody(), place, hand) is None
    morning.check(place, hand)
    with pytest.raises(AssertionError):
        rescue(nobody(), place, hand)
    delivery.deliver(place, files(place), hand)
    assert rescue(nobody(), place, hand) is None


def test_the_watch_looks_at_its_start_and_once_an_hour(
    place: Workplace, hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRIFFIE_HOME", str(place.home))
    minutes = iter((0, 10, 49, 50))
    monkeypatch.setattr(clock, "reading", lambda: Reading(hand.at + timedelta(minutes=next(minutes)), 1.0, "start"))
    watch = Watch(nobody(), place)
    watch.rescue()
    morning.check(place, hand)
    watch.rescue()
    watch.rescue()
    with pytest.raises(AssertionError):
        watch.rescue()

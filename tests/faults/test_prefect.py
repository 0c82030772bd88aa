"""Prefect's server and worker killed in the middle of a run, and a schedule that is there twice (R14, R15)."""

import random
import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from config import clock
from engine.settings import HEARTBEAT_SECONDS
from tests.faults.bureau import CHECK, Bureau, a_bureau, struck
from tests.faults.many import Many

KINDS = ("server", "worker", "both")
LIMIT = 90 * 60.0
"""Seconds after which fifty kills of one kind are given up; beside other work they took about a quarter of it."""

Tell = Callable[[str, str, str], None]


@pytest.fixture(scope="module")
def bureau(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bureau]:
    """One ``griffie up`` for all of it: a kill costs seconds, a start more."""
    with a_bureau(tmp_path_factory.mktemp("bureau"), Many(desks=6, cases=2100, days=700)) as opened:
        for _ in range(2):
            opened.undisturbed(next(opened.days))
        yield opened


@pytest.mark.parametrize("kind", KINDS)
def test_a_run_in_which_prefect_is_killed_leaves_the_register_right(bureau: Bureau, seed: int, kind: str) -> None:
    came = struck(bureau, kind, 1, random.Random(seed), until_time=time.monotonic() + 300)  # noqa: S311
    assert came.kills == 1
    assert came.longest <= 3 * HEARTBEAT_SECONDS


@pytest.mark.faults
@pytest.mark.parametrize("kind", KINDS)
def test_fifty_runs_in_which_prefect_is_killed(bureau: Bureau, seed: int, kind: str, came_to: Tell) -> None:
    before = bureau.extra
    came = struck(bureau, kind, 50, random.Random(seed), until_time=time.monotonic() + LIMIT)  # noqa: S311
    assert came.kills == 50
    assert came.longest <= 3 * HEARTBEAT_SECONDS
    assert bureau.is_sound()
    came_to(
        "R14",
        f"sqlite, {kind}",
        f"{came.kills} kills in the middle of a check by flow run, seed {seed}: 0 lost, 0 double, no half state, "
        f"{bureau.extra - before} extra DATA; {came.crashed} runs ended as crashed and {came.completed} as completed, "
        f"the last {came.longest:.0f} s after its kill; the day done again without Prefect or by the run itself",
    )


def doubled(bureau: Bureau, times: int) -> int:
    """Return how many runs there were of two deployments that check the same day at the same instant, so many times."""
    runs = 0
    twin = _twin(bureau)
    for _ in range(times):
        day, at = next(bureau.days), clock.now() + timedelta(seconds=1)
        made = [bureau.submit(day, deployment=one, at=at) for one in (CHECK, twin)]
        ended = [bureau.ended(one) for one in made]
        assert {one["state_type"] for one in ended} == {"COMPLETED"}
        bureau.is_right(day)
        runs += len(made)
    return runs


def _twin(bureau: Bureau) -> str:
    """Return a second deployment of the check, made as the first."""
    name = "nog eens"
    own = bureau.live.deployments()[CHECK]
    same = ("flow_id", "entrypoint", "pull_steps", "work_pool_name", "work_queue_name", "job_variables", "path")
    bureau.live.api.post("/deployments/", {"name": name, **{one: own[one] for one in same}})
    bureau.ids = {}
    return f"{CHECK.partition('/')[0]}/{name}"


def test_a_schedule_that_is_there_twice_owes_each_reminder_once(bureau: Bureau) -> None:
    assert doubled(bureau, 1) == 2


@pytest.mark.faults
def test_a_hundred_times_two_deployments_at_one_instant(bureau: Bureau, came_to: Tell) -> None:
    before, begun = bureau.extra, time.monotonic()
    runs = doubled(bureau, 100)
    assert runs == 200
    assert bureau.is_sound()
    told = f"100 times two deployments at one instant, {runs} flow runs: exactly the rows of one"
    extra = bureau.extra - before
    assert extra == 0
    took = (time.monotonic() - begun) / 60
    came_to("R15", "sqlite", f"{told}, each mail once; all completed, in {took:.0f} minutes")

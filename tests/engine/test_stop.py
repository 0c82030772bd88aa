"""The end of ``griffie up``, and its second beginning."""

from tests.engine.live import Live, alive, until

INGEST = "Post innemen/met de hand"


def test_a_stop_leaves_no_run_unfinished_and_no_process_and_the_next_start_goes_on(live: Live) -> None:
    under_way = live.submit(INGEST)
    until(lambda: live.api.get(f"/flow_runs/{under_way}")["state_type"] != "SCHEDULED")

    assert live.stop() == 0

    assert not alive(live.home)
    assert not {"RUNNING", "PENDING", "CANCELLING"} & live.states()

    live.start()

    assert live.api.get(f"/flow_runs/{under_way}")["state_type"] in {"COMPLETED", "CANCELLED", "SCHEDULED"}
    assert live.run(INGEST)["state_type"] == "COMPLETED"

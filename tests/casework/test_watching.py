"""The dead man's switch, with a real mail server, a real webhook and a clock that is handed in."""

import base64
import fcntl
import json
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from email import message_from_bytes
from email.policy import SMTP
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest

from casework import delivery, morning
from casework.watching import LOCK, NOBODY, STATE, Watched, watch
from casework.workplace import Workplace
from models.errors import Unreachable
from notifications.carrier import Carrier, carrier_for
from notifications.outcomes import GiveUp, TryAgain
from procedure.amsterdam import AMSTERDAM
from procedure.watching import Bell
from tests.builders import a_hand, morning_of, registered
from tests.casework.test_delivery import Answering, over
from tests.notifications.conftest import start_mail_server  # noqa: F401 - a fixture
from tests.notifications.kit import RunningServer, StartMailServer

KEY = "een sleutel voor proeven"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
CHECKED = datetime(2018, 6, 11, 11, tzinfo=AMSTERDAM)  # Mon
OFFICE = "beheer@example.org"


@pytest.fixture
def hook() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """A web server on loopback: its address, and what it was given."""
    given: list[dict[str, Any]] = []

    class Ear(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            given.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Ear)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/alarm", given
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def mailer(start_mail_server: StartMailServer) -> RunningServer:  # noqa: F811 - the fixture
    """A mail server process of this test."""
    return start_mail_server()


@pytest.fixture
def look(place: Workplace, mailer: RunningServer, hook: tuple[str, Any]) -> Callable[..., Watched]:
    """Looks once, as a process of its own would: nothing is kept between two looks but the file."""

    def once(at: datetime, to: tuple[str, ...] = (OFFICE, hook[0])) -> Watched:
        def carried() -> Carrier:
            return carrier_for(mailer.url, place.outgoing, KEY, [hook[0].split("/")[2]])

        return watch(place.home, lambda: place, carried, to=to, at=at)

    return once


def subjects(mailer: RunningServer) -> list[str]:
    entries = [json.loads(line) for line in mailer.diary.read_text().splitlines()]
    return [str(message_from_bytes(base64.b64decode(one["raw"]), policy=SMTP)["Subject"]) for one in entries]


def checked(place: Workplace, at: datetime) -> None:
    morning.check(place, a_hand(at.date(), at=at))


def test_after_27_hours_the_alarm_goes_once_to_mail_and_webhook_and_once_when_it_is_over(
    place: Workplace, look: Callable[..., Watched], mailer: RunningServer, hook: tuple[str, list[dict[str, Any]]]
) -> None:
    checked(place, CHECKED)
    assert (look(CHECKED + 25 * HOUR).health.healthy, subjects(mailer)) == (True, [])
    raised = look(CHECKED + 27 * HOUR)
    assert (raised.health.healthy, raised.bell, len(raised.told)) == (False, Bell.RING, 2)
    assert "Er is al 27 uur niet nagelopen (de laatste keer was 11 juni 2018, 11.00 uur)." in raised.health.problems
    for hours in (27, 27.1, 30, 50):
        assert look(CHECKED + hours * HOUR).bell is Bell.QUIET
    assert subjects(mailer) == ["ALARM: de termijnen worden niet nagelopen"]
    assert [one["subject"] for one in hook[1]] == subjects(mailer)
    assert "27 uur" in hook[1][0]["text"]
    assert look(CHECKED + 51.5 * HOUR).bell is Bell.RING  # a day later it still lasts
    checked(place, CHECKED + 52 * HOUR)
    assert [look(CHECKED + hours * HOUR).bell for hours in (52.5, 53, 60)] == [Bell.OVER, Bell.QUIET, Bell.QUIET]
    assert subjects(mailer)[2:] == ["Alarm voorbij: de termijnen worden weer nagelopen"]
    assert len(hook[1]) == 3


def test_before_the_first_check_it_counts_from_the_making_of_the_register(look: Callable[..., Watched]) -> None:
    made = datetime(2018, 1, 2, 9, tzinfo=AMSTERDAM)
    assert not look(made + 26 * HOUR).health.ill
    assert look(made + 27 * HOUR).health.ill


def test_an_alarm_that_nobody_took_is_tried_again_and_then_told_once(
    place: Workplace, look: Callable[..., Watched], mailer: RunningServer
) -> None:
    checked(place, CHECKED)
    failed = look(CHECKED + 27 * HOUR, to=("busy@example.org",))
    assert "niet gemeld aan adres 1: 451" in failed.told[0]
    assert look(CHECKED + 27.1 * HOUR, to=(OFFICE,)).bell is Bell.QUIET
    assert look(CHECKED + 27.2 * HOUR, to=(OFFICE,)).bell is Bell.RING
    assert look(CHECKED + 28 * HOUR, to=(OFFICE,)).bell is Bell.QUIET
    assert len(subjects(mailer)) == 1


def test_without_anybody_to_tell_that_is_said(place: Workplace, look: Callable[..., Watched]) -> None:
    checked(place, CHECKED)
    assert look(CHECKED + 27 * HOUR, to=()).told == (NOBODY,)


def test_a_register_that_does_not_answer_raises_the_alarm_too(
    place: Workplace, look: Callable[..., Watched], mailer: RunningServer
) -> None:
    checked(place, CHECKED)
    look(CHECKED + HOUR)

    def away() -> Workplace:
        raise Unreachable(url="sqlite:///weg.db", reason="unable to open database file")

    def blind(at: datetime) -> Watched:
        return watch(place.home, away, lambda: carrier_for(mailer.url, place.outgoing, "", ()), to=(OFFICE,), at=at)

    early = blind(CHECKED + 2 * HOUR)
    assert (early.health.healthy, early.bell) == (False, Bell.QUIET)
    assert blind(CHECKED + 27 * HOUR).bell is Bell.RING
    assert len(subjects(mailer)) == 1


def test_while_another_looks_nothing_is_said(place: Workplace, look: Callable[..., Watched]) -> None:
    checked(place, CHECKED)
    with (place.home / LOCK).open("ab") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        assert look(CHECKED + 27 * HOUR).bell is Bell.QUIET
    assert look(CHECKED + 27 * HOUR).bell is Bell.RING


def test_a_memory_that_cannot_be_read_is_begun_anew(place: Workplace, look: Callable[..., Watched]) -> None:
    checked(place, CHECKED)
    (place.home / STATE).write_text("{kapot")
    assert look(CHECKED + 27 * HOUR).bell is Bell.RING
    assert look(CHECKED + 27 * HOUR).bell is Bell.QUIET


def test_mail_that_stays_behind_is_red_within_the_hours_of_sending_only(
    place: Workplace, look: Callable[..., Watched]
) -> None:
    registered(place)
    checked(place, CHECKED)
    assert look(CHECKED + HOUR / 3).health.healthy
    late = look(CHECKED + 1.5 * HOUR)
    assert late.health.problems == ("Een bericht dat kon vertrekken, ligt al 90 minuten in de uitbak.",)
    assert (late.health.data["outbox"]["ready"], late.bell) == (1, Bell.QUIET)
    assert look(CHECKED + 9 * HOUR).health.healthy  # in the evening nothing leaves
    delivery.deliver(place, over(Answering([TryAgain("451")])), a_hand(CHECKED.date(), at=CHECKED + 2 * HOUR))
    assert look(CHECKED + 2.2 * HOUR).health.healthy
    assert not look(CHECKED + 3 * HOUR).health.healthy


def test_what_could_not_be_delivered_is_a_warning_until_it_was_sent_again(
    place: Workplace, look: Callable[..., Watched]
) -> None:
    registered(place)
    checked(place, CHECKED)
    delivery.deliver(place, over(Answering([GiveUp("550")])), a_hand(CHECKED.date(), at=CHECKED))
    seen = look(CHECKED + HOUR).health
    assert (seen.healthy, seen.data["outbox"]["failed"]) == (True, 1)
    assert any("1 bericht is niet afgeleverd" in said for said in seen.warnings)
    morning.send_rung(place, "EK-2018-001", "notice", a_hand(date(2018, 6, 11), at=CHECKED + HOUR))
    assert look(CHECKED + 1.2 * HOUR).health.data["outbox"]["failed"] == 0


def test_tables_that_run_out_are_named(place: Workplace, look: Callable[..., Watched]) -> None:
    seen = look(datetime(2099, 12, 1, 12, tzinfo=AMSTERDAM)).health
    assert any("kalender is bekend tot en met 31 december 2100" in said for said in seen.warnings)
    assert any("Gelijkgestelde dagen zijn tot en met 31 december 2028 bekend" in said for said in seen.warnings)
    assert sum("recestabel" in said for said in seen.warnings) == 2
    assert seen.data["calendar"]["known_until"] == "2100-12-31"
    morning_of(place, date(2026, 11, 27))
    fresh = look(datetime(2026, 11, 27, 15, tzinfo=AMSTERDAM)).health
    assert not any("kalender" in said or "Gelijkgestelde" in said for said in fresh.warnings)

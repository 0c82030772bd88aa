"""A morning by hand: what it would do, what it asks first, and where it may not go."""

import socket
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from casework import intake
from casework.values import Hand, RequestOrder
from casework.workplace import Workplace
from config import clock
from tests.builders import a_request, dropped

Griffie = Callable[..., Any]


class Postman:
    """Takes every mail and keeps its bytes."""

    def __init__(self) -> None:
        """Begin with none."""
        self.mails: list[bytes] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        """Keep a mail."""
        self.mails.append(envelope.content)
        return "250 OK"


@pytest.fixture
def postman() -> Iterator[tuple[Postman, str]]:
    """A real mail server on loopback, and its address."""
    keeper = Postman()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(keeper, hostname="127.0.0.1", port=port)
    controller.start()
    yield keeper, f"smtp://127.0.0.1:{port}"
    controller.stop()


def test_a_dry_run_says_what_would_leave_and_changes_nothing(
    griffie: Griffie, a_case: str, dump: Callable[[], list[str]], mails: Callable[[], list[str]]
) -> None:
    before = dump()
    ran = griffie("check", "--as-of", "2018-06-11", "--dry-run")
    assert ran.code == 0
    assert "aankondiging" in ran.out
    assert a_case in ran.out
    assert dump() == before
    assert mails() == []


def test_a_check_on_a_day_to_come_goes_into_files(griffie: Griffie, a_case: str) -> None:
    assert griffie("check", "--as-of", "2030-01-04", "--dry-run").code == 0
    assert griffie("check", "--as-of", "2030-01-04").code == 0


def test_a_check_on_a_day_to_come_goes_to_no_server_elsewhere(
    griffie: Griffie, a_case: str, dump: Callable[[], list[str]]
) -> None:
    before = dump()
    ran = griffie("check", "--as-of", "2030-01-04", GRIFFIE_SMTP_URL="smtp://mail.example.org:25")
    assert ran.code == 2
    assert "--dry-run" in ran.err
    assert dump() == before


def test_a_new_mail_server_is_asked_about_first_and_confirmed_once(
    griffie: Griffie, a_case: str, postman: tuple[Postman, str]
) -> None:
    keeper, url = postman
    asked = griffie("check", "--as-of", "2018-06-11", GRIFFIE_SMTP_URL=url)
    assert asked.code == 2
    assert "--yes" in asked.err
    assert "1 bericht" in asked.err
    assert keeper.mails == []
    assert griffie("check", "--as-of", "2018-06-11", "--yes", GRIFFIE_SMTP_URL=url).code == 0
    assert len(keeper.mails) == 1
    assert griffie("check", "--as-of", "2018-06-14", GRIFFIE_SMTP_URL=url).code == 0
    assert len(keeper.mails) == 2
    states = {one["rung"]: one["state"] for one in griffie("show", a_case, "--json").json["reminders"]}
    assert states == {"notice": "sent", "due": "sent"}


def test_what_was_written_to_a_file_is_never_mailed_later(
    griffie: Griffie, a_case: str, postman: tuple[Postman, str]
) -> None:
    keeper, url = postman
    assert griffie("check", "--as-of", "2018-06-11").code == 0
    assert griffie("deliver", "--as-of", "2018-06-12", "--yes", GRIFFIE_SMTP_URL=url).code == 0
    assert keeper.mails == []


def test_delivering_alone_checks_nothing(griffie: Griffie, a_case: str, mails: Callable[[], list[str]]) -> None:
    ran = griffie("deliver", "--as-of", "2018-06-11", "--json")
    assert (ran.json["sent"], ran.json["written"], ran.json["held"]) == (0, 0, 0)
    assert mails() == []


def test_the_rappel_leaves_only_by_hand(griffie: Griffie, a_case: str, mails: Callable[[], list[str]]) -> None:
    assert griffie("check", "--as-of", "2018-06-25").code == 0
    before = len(mails())
    assert griffie("send", a_case, "second_rappel", "--as-of", "2018-06-26").code == 0
    assert len(mails()) == before + 1
    again = griffie("send", a_case, "second_rappel", "--as-of", "2018-06-26")
    assert again.code == 2
    assert len(mails()) == before + 1


def test_a_check_as_data_is_one_object_with_each_act(griffie: Griffie, a_case: str) -> None:
    checked = griffie("check", "--as-of", "2018-06-11", "--json").json
    assert checked["written"] == 1
    assert [act["verb"] for act in checked["acts"]] == ["take_in", "check", "send"]
    assert [one["rung"] for one in checked["reminders"]] == ["notice"]


def test_post_in_the_box_is_taken_in_holds_the_mail_and_is_filed_by_its_number(
    griffie: Griffie, home: Path, a_case: str, reply_letter: Callable[..., Path], mails: Callable[[], list[str]]
) -> None:
    dropped(home / "inbox", "antwoord.txt", reply_letter(dated="12 juni 2018").read_bytes())
    ran = griffie("check", "--as-of", "2018-06-14")
    assert ran.code == 0
    assert "1 stuk ingenomen" in ran.out
    assert a_case in ran.out
    assert mails() == []
    filed = griffie("receive", "1", "--case", a_case, "--as-of", "2018-06-14", "--json")
    assert filed.code == 0, filed.err
    assert filed.json["stage"] == "answered"
    assert griffie("check", "--as-of", "2018-06-15").code == 0
    assert mails() == []
    assert griffie("receive", "1", "--as-of", "2018-06-14").code == 2


def test_on_a_clock_in_doubt_a_check_asks_and_is_confirmed(
    griffie: Griffie, home: Path, place: Workplace, request_letter: Callable[..., Path], mails: Callable[[], list[str]]
) -> None:
    tomorrow = clock.now() + timedelta(days=1)
    old = a_request(dated=date(2018, 5, 31))
    intake.request(place, old, RequestOrder(), Hand("griffier", date(2018, 5, 31), tomorrow))
    for command in ("check", "deliver"):
        asked = griffie(command)
        assert (asked.code, mails()) == (2, [])
        assert "loopt achter" in asked.err
        assert "griffie check --yes" in asked.err
    confirmed = griffie("check", "--yes")
    assert confirmed.code == 0
    assert "Let op: De klok loopt achter" in confirmed.err
    again = griffie("check")
    assert (again.code, again.err) == (0, "")


def test_on_a_clock_in_doubt_an_explicit_day_is_the_confirmation(griffie: Griffie, place: Workplace) -> None:
    later = clock.now() + timedelta(hours=5)
    intake.request(place, a_request(), RequestOrder(), Hand("griffier", date(2018, 5, 31), later))
    assert griffie("check", "--as-of", "2018-06-11").code == 0

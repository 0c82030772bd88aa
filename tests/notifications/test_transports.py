"""Files, screen and memory: nothing leaves this machine, and nothing is called sent that was not."""

import io
import resource
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from notifications.outcomes import GiveUp, Sent, TryAgain, Written
from notifications.transports.console import Console
from notifications.transports.folder import Folder
from notifications.transports.memory import Memory
from tests.notifications.kit import ParcelMaker


def test_a_mail_is_written_whole_under_its_day_and_id(tmp_path: Path, parcel: ParcelMaker) -> None:
    one = parcel()
    path = tmp_path / "outgoing" / f"2018-06-11-{one.message_id}.eml"
    assert Folder(tmp_path / "outgoing").deliver(one) == Written(str(path))
    assert path.read_bytes() == one.raw
    assert list(path.parent.iterdir()) == [path]


def test_a_mail_that_comes_again_is_one_file(tmp_path: Path, parcel: ParcelMaker) -> None:
    one = parcel()
    folder = Folder(tmp_path)
    assert folder.deliver(one) == folder.deliver(one)
    assert len(list(tmp_path.iterdir())) == 1


def test_a_webhook_is_written_as_json(tmp_path: Path, parcel: ParcelMaker) -> None:
    one = parcel("https://hooks.example.org/x")
    assert Folder(tmp_path).deliver(one) == Written(str(tmp_path / f"2018-06-11-{one.message_id}.json"))


def test_an_id_cannot_lead_out_of_the_folder(tmp_path: Path, parcel: ParcelMaker) -> None:
    one = replace(parcel(), message_id="../../weg/\x00a@b")
    assert isinstance(Folder(tmp_path / "outgoing").deliver(one), Written)
    [file] = (tmp_path / "outgoing").iterdir()
    assert file.name == "2018-06-11-.._.._weg__a@b.eml"


@pytest.fixture
def small_files() -> Iterator[None]:
    """No file may grow past a hundred bytes, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    signal.signal(signal.SIGXFSZ, before)


@pytest.mark.usefixtures("small_files")
def test_a_disk_that_is_full_leaves_no_half_file(tmp_path: Path, parcel: ParcelMaker) -> None:
    outcome = Folder(tmp_path).deliver(parcel())
    assert isinstance(outcome, TryAgain)
    assert "niet weg te schrijven" in outcome.reason
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("to", ["desk@example.org", "https://hooks.example.org/x"])
def test_the_screen_shows_what_would_be_sent(parcel: ParcelMaker, to: str) -> None:
    screen = io.StringIO()
    assert Console(screen).deliver(parcel(to)) == Written("scherm")
    assert screen.getvalue().startswith(f"Aan: {to}\nOnderwerp: ")
    assert "Geachte collega," in screen.getvalue()


def test_memory_keeps_what_it_is_given_and_answers_as_told(parcel: ParcelMaker) -> None:
    one = parcel()
    memory = Memory()
    assert memory.deliver(one) == Sent(f"250 {one.message_id}")
    assert memory.parcels == [one]
    assert Memory(lambda _: GiveUp("550")).deliver(one) == GiveUp("550")

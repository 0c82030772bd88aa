"""The inbox: what is taken in, what is left alone, and where handled files go."""

import os
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from sources import folder
from sources.folder import InboxFolder


@pytest.fixture
def inbox(tmp_path: Path) -> InboxFolder:
    (tmp_path / "inbox").mkdir()
    return InboxFolder(tmp_path / "inbox")


def put(inbox: InboxFolder, name: str, data: bytes = b"Geachte", *, at: int = 1_528_000_000) -> Path:
    path = inbox.path / name
    path.write_bytes(data)
    os.utime(path, (at, at))
    return path


def hashed(data: bytes) -> str:
    return sha256(data).hexdigest()


def names(inbox: InboxFolder) -> list[str]:
    return [paper.name for paper in inbox.papers()]


def test_an_inbox_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert InboxFolder(tmp_path / "inbox").papers() == []


def test_a_paper_comes_with_its_name_bytes_and_instant(inbox: InboxFolder) -> None:
    path = put(inbox, "antwoord.txt", b"Hierbij", at=1_529_496_000)

    (paper,) = inbox.papers()

    assert (paper.name, paper.data, paper.path) == ("antwoord.txt", b"Hierbij", path)
    assert paper.arrived_at == datetime(2018, 6, 20, 12, 0, tzinfo=UTC)


def test_the_oldest_comes_first(inbox: InboxFolder) -> None:
    put(inbox, "b.txt", at=3)
    put(inbox, "c.txt", at=1)
    put(inbox, "a.txt", at=3)

    assert names(inbox) == ["c.txt", "a.txt", "b.txt"]


@pytest.mark.parametrize(
    "name", [".DS_Store", ".antwoord.txt", "brief.pdf.part", "brief.crdownload", "brief.TMP", "brief.txt~"]
)
def test_hidden_and_partial_files_are_left_alone(inbox: InboxFolder, name: str) -> None:
    put(inbox, name)

    assert names(inbox) == []


def test_folders_and_links_are_left_alone(inbox: InboxFolder, tmp_path: Path) -> None:
    (inbox.path / "map").mkdir()
    secret = tmp_path / "geheim.txt"
    secret.write_text("geheim")
    (inbox.path / "brief.txt").symlink_to(secret)

    assert names(inbox) == []


def test_what_is_too_large_is_reported_not_read(inbox: InboxFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "MOST_BYTES", 10)
    put(inbox, "klein.txt", b"0123456789")
    put(inbox, "groot.txt", b"0123456789a")

    assert names(inbox) == ["klein.txt"]
    assert [left.name for left in inbox.left_alone()] == ["groot.txt"]
    assert "tot 20 MB" in inbox.left_alone()[0].reason


def test_a_handled_paper_lies_apart_and_does_not_come_back(inbox: InboxFolder) -> None:
    path = put(inbox, "antwoord.txt")

    settled = inbox.settle(path, hashed(b"Geachte"))

    assert settled is not None
    assert settled == inbox.path / "verwerkt" / "antwoord.txt"
    assert settled.read_bytes() == b"Geachte"
    assert names(inbox) == []


def test_a_handled_paper_never_overwrites_another_of_its_name(inbox: InboxFolder) -> None:
    found = [inbox.settle(put(inbox, "antwoord.txt", data), hashed(data)) for data in (b"een", b"twee", b"drie")]
    places = [place for place in found if place is not None]

    assert [place.name for place in places] == ["antwoord.txt", "antwoord (2).txt", "antwoord (3).txt"]
    assert [place.read_bytes() for place in places] == [b"een", b"twee", b"drie"]


def test_a_file_that_changed_just_now_waits_until_it_has_settled(inbox: InboxFolder) -> None:
    put(inbox, "half.txt", at=1_528_000_000)
    written = datetime.fromtimestamp(1_528_000_000, UTC)
    for seconds in (-2, 0, 4):
        looked = InboxFolder(inbox.path, at=written + timedelta(seconds=seconds))
        assert looked.papers() == []
        assert [one.reason for one in looked.left_alone()] == [folder.STILL_WRITTEN]
    later = InboxFolder(inbox.path, at=written + timedelta(seconds=5))
    assert (names(later), later.left_alone()) == (["half.txt"], [])


def test_a_file_that_was_written_to_since_it_was_read_stays(inbox: InboxFolder) -> None:
    path = put(inbox, "half.txt", b"Geachte voorzitter")

    assert inbox.settle(path, hashed(b"Geachte")) is None
    assert names(inbox) == ["half.txt"]

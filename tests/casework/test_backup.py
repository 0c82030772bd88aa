"""A backup is the whole office at one moment; put back it is the same, on either database, and sends nothing."""

import json
import stat
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import select

from casework import delivery, morning
from casework.errors import FolderNotEmpty, RestoreNotConfirmed
from casework.workplace import Workplace
from models.acts import Act, ActOutcome
from models.errors import NotEmpty
from models.reminders import Attempt, Message
from notifications.transports.memory import Memory
from procedure.vocabulary import ReminderState, Verb
from sources.archive import opened
from sources.errors import BackupNotWritten
from tests.builders import REPLIED, a_hand, planned, registered, shown
from tests.casework.backups import a_backup, at, over, put_back, tables_of, without_the_act


def test_what_is_put_back_is_what_was_backed_up(worked: Workplace, tmp_path: Path) -> None:
    made = a_backup(worked, tmp_path / "een.zip")
    put_back(tmp_path / "een.zip", tmp_path / "elders")

    with at(tmp_path / "elders") as place:
        a_backup(place, tmp_path / "twee.zip")
        assert shown(place)["stage"] == shown(worked)["stage"] == "answered"
        assert planned(place, "EK-2018-002") == planned(worked, "EK-2018-002") != []
        for folder in ("papers", "templates", "inbox", "outgoing"):
            kept = {path.relative_to(worked.home): path.read_bytes() for path in (worked.home / folder).rglob("*.*")}
            assert {one: (place.home / one).read_bytes() for one in kept} == kept
    assert without_the_act(tables_of(tmp_path / "twee.zip")) == tables_of(tmp_path / "een.zip") | {
        "tables/restoration.jsonl": b""
    }
    assert made.rows["case"] == 2


def test_a_register_moves_to_the_other_database_and_back(
    worked: Workplace, tmp_path: Path, postgres_copy: Callable[[str], str]
) -> None:
    a_backup(worked, tmp_path / "een.zip")
    url = postgres_copy("template0")
    put_back(tmp_path / "een.zip", tmp_path / "daar", database=url, settings=[f"GRIFFIE_DATABASE_URL={url}"])
    with at(tmp_path / "daar", url) as place:
        a_backup(place, tmp_path / "twee.zip")
        assert registered(place, about="nog iets", name="derde.txt").cases == ("EK-2018-003",)
    put_back(tmp_path / "twee.zip", tmp_path / "terug")

    assert without_the_act(tables_of(tmp_path / "twee.zip")) == tables_of(tmp_path / "een.zip")
    assert (tmp_path / "daar" / "settings.env").read_text() == f"GRIFFIE_DATABASE_URL={url}\n"
    with at(tmp_path / "terug") as place:
        assert registered(place, about="nog iets", name="derde.txt").cases == ("EK-2018-003",)


def test_the_guards_stand_in_a_restored_register(worked: Workplace, tmp_path: Path) -> None:
    a_backup(worked, tmp_path / "een.zip")
    put_back(tmp_path / "een.zip", tmp_path / "elders")

    with (
        at(tmp_path / "elders") as place,
        pytest.raises(Exception, match="wordt niet verwijderd"),
        place.transaction() as session,
    ):
        session.connection().execute(text("DELETE FROM letter"))


def test_a_backup_is_for_its_owner_only_and_takes_the_place_of_the_one_before(
    worked: Workplace, tmp_path: Path
) -> None:
    out = tmp_path / "een.zip"
    out.write_text("de vorige")
    a_backup(worked, out)

    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir() if "deel" in path.name] == []
    with opened(out) as archive:
        assert archive.manifest["head"] > "0001"


def test_a_backup_that_cannot_be_written_leaves_nothing(worked: Workplace, tmp_path: Path) -> None:
    with pytest.raises(BackupNotWritten, match="dit is een map"):
        a_backup(worked, tmp_path)
    with pytest.raises(BackupNotWritten, match="hier kan geen back-up worden geschreven"):
        a_backup(worked, tmp_path / "nergens" / "een.zip")


def test_a_damaged_paper_is_told_and_kept_as_it_is(worked: Workplace, tmp_path: Path) -> None:
    paper = next(path for path in (worked.home / "papers").rglob("*") if path.is_file())
    paper.write_bytes(b"niet meer wat het was")

    assert a_backup(worked, tmp_path / "een.zip").damaged == (paper.name,)


# What would leave


def test_nothing_leaves_a_restored_register_before_a_person_says_so(worked: Workplace, tmp_path: Path) -> None:
    morning.check(worked, a_hand(date(2018, 7, 2)))
    a_backup(worked, tmp_path / "een.zip")
    done = put_back(tmp_path / "een.zip", tmp_path / "elders")
    [waiting] = done.data["hersteld"]
    assert (waiting["state"], waiting["recipient"], waiting["cases"]) == (
        "queued",
        "desk.jenv@example.org",
        ["EK-2018-002"],
    )
    assert "EK-2018-002" in waiting["subject"]

    post = Memory()
    with at(tmp_path / "elders") as place:
        with pytest.raises(RestoreNotConfirmed, match=r"back-up van 20 juni 2018, 14:00.*1 bericht.*desk JenV"):
            delivery.deliver(place, over(post), a_hand(date(2018, 7, 2)))
        assert post.parcels == []
        delivery.deliver(place, over(post), a_hand(date(2018, 7, 2)), confirmed=True)
        assert [parcel.message_id for parcel in post.parcels] == [waiting["message_id"]]
        morning.check(place, a_hand(date(2018, 7, 5)))
        delivery.deliver(place, over(post), a_hand(date(2018, 7, 5)))
        assert len(post.parcels) == 2


def test_what_had_left_before_the_backup_does_not_leave_again(worked: Workplace, tmp_path: Path) -> None:
    a_backup(worked, tmp_path / "een.zip")
    done = put_back(tmp_path / "een.zip", tmp_path / "elders")

    assert done.data["hersteld"] == []
    post = Memory()
    with at(tmp_path / "elders") as place:
        morning.check(place, a_hand(REPLIED))
        delivery.deliver(place, over(post), a_hand(REPLIED), confirmed=True)
    assert post.parcels == []


def test_what_was_being_sent_is_unsure_afterwards(worked: Workplace, tmp_path: Path) -> None:
    morning.check(worked, a_hand(date(2018, 7, 2)))
    with worked.transaction() as session:
        message = session.exec(select(Message).where(Message.state == ReminderState.QUEUED)).one()
        message.state, message.raw, message.to_address = ReminderState.SENDING, b"een mail", "desk.jenv@example.org"
        session.add(message)
    a_backup(worked, tmp_path / "een.zip")

    done = put_back(tmp_path / "een.zip", tmp_path / "elders")

    assert [one["state"] for one in done.data["hersteld"]] == ["unsure"]
    with at(tmp_path / "elders") as place, place.transaction() as session:
        assert session.exec(select(Message.raw).where(Message.state == ReminderState.UNSURE)).one() == b"een mail"
        assert session.exec(select(Attempt).order_by(Attempt.message_id.desc())).first().outcome is ReminderState.UNSURE  # type: ignore[attr-defined, union-attr]


def test_the_restore_stands_in_the_diary_without_addresses(worked: Workplace, tmp_path: Path) -> None:
    morning.check(worked, a_hand(date(2018, 7, 2)))
    made = a_backup(worked, tmp_path / "een.zip")
    done = put_back(tmp_path / "een.zip", tmp_path / "elders")

    with at(tmp_path / "elders") as place, place.transaction() as session:
        act = session.get_one(Act, done.act_id)
        assert (act.verb, act.payload["digest"]) == (Verb.RESTORE, made.digest)
        assert "@" not in json.dumps(session.get_one(ActOutcome, act.id).data)


# A dry run, and places that are taken


def test_a_dry_run_lists_what_would_leave_and_keeps_nothing(worked: Workplace, tmp_path: Path) -> None:
    morning.check(worked, a_hand(date(2018, 7, 2)))
    a_backup(worked, tmp_path / "een.zip")
    before = sorted(tmp_path.iterdir())

    done = put_back(tmp_path / "een.zip", tmp_path / "elders", dry_run=True)

    assert len(done.data["hersteld"]) == 1
    assert sorted(tmp_path.iterdir()) == before


def test_a_dry_run_into_postgresql_leaves_it_empty(
    sample: Path, tmp_path: Path, postgres_copy: Callable[[str], str]
) -> None:
    url = postgres_copy("template0")
    put_back(sample, tmp_path / "elders", database=url, dry_run=True)

    put_back(sample, tmp_path / "elders", database=url)


def test_a_backup_goes_into_an_empty_place_only(
    sample: Path, worked_home: Path, tmp_path: Path, register_url: str
) -> None:
    with pytest.raises(FolderNotEmpty, match="is niet leeg"):
        put_back(sample, worked_home)
    with pytest.raises(NotEmpty, match="is niet leeg"):
        put_back(sample, tmp_path / "elders", database=register_url)
    assert not (tmp_path / "elders").exists()
    (tmp_path / "leeg").mkdir()
    put_back(sample, tmp_path / "leeg")


def test_odd_names_of_files_come_back_as_they_were(place: Workplace, tmp_path: Path) -> None:
    names = [b"met spatie %2F.txt", b"regel\neinde", b"achter\\waarts", b"\xff geen utf-8", "ëë 📎".encode()]
    for name in names:
        with open(bytes(place.inbox) + b"/" + name, "wb") as file:  # noqa: PTH123 - names that are no text
            file.write(name)
    a_backup(place, tmp_path / "een.zip")
    put_back(tmp_path / "een.zip", tmp_path / "elders")

    assert sorted(bytes(path).rpartition(b"/")[2] for path in (tmp_path / "elders" / "inbox").iterdir()) == sorted(
        names
    )

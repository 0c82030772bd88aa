"""A backup is the whole office at one moment; put back it is the same, on either database, and sends nothing."""

import json
import shutil
import stat
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import select

from casework import box, delivery, morning
from casework.backing_up import BackedUp, back_up
from casework.errors import FolderNotEmpty, RestoreNotConfirmed
from casework.opening import open_workplace
from casework.restoring import RestoreOrder, restore
from casework.values import Done
from casework.workplace import Workplace
from config.reference import packaged_tables
from models.acts import Act, ActOutcome
from models.database import is_current, make_engine
from models.errors import BadRow, NoSuchVersion, NotEmpty
from models.reminders import Attempt, Message
from notifications.carrier import Carrier
from notifications.transports.memory import Memory
from procedure.vocabulary import ReminderState, Verb
from sources.archive import MANIFEST, opened
from sources.errors import BackupNotWritten, NotABackup
from sources.store import Store
from tests.builders import DUE, REPLIED, a_deferral, a_hand, a_reply, morning_of, planned, received, registered, shown
from tests.conftest import SEEDED

NOTICE = date(2018, 6, 11)
"""Monday: the notice of the case of 2018 is owed."""


def a_backup(place: Workplace, out: Path, **given: Any) -> BackedUp:
    return back_up(place, out, at=a_hand(REPLIED).at, **given)


def put_back(backup: Path, into: Path, **order: Any) -> Done:
    with opened(backup) as archive:
        return restore(archive, RestoreOrder(into, **order), a_hand(REPLIED))


@contextmanager
def at(home: Path, url: str = "") -> Iterator[Workplace]:
    """Give the workplace in a home that was restored."""
    engine = make_engine(url or f"sqlite:///{home / 'register.db'}")
    yield Workplace(engine, home, Store(home / "papers"))
    engine.dispose()


def over(transport: Memory) -> Carrier:
    return Carrier(transport, None, "")


def tables_of(backup: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(backup) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name.startswith("tables/")}


def without_the_act(tables: dict[str, bytes]) -> dict[str, bytes]:
    """Return tables less what a restore adds by itself: its act, with its outcome, its own row and its seal."""
    added = {"tables/act.jsonl", "tables/act_outcome.jsonl", "tables/restoration.jsonl", "tables/seal.jsonl"}
    return {
        name: b"".join(rows.splitlines(keepends=True)[:-1]) if name in added else rows for name, rows in tables.items()
    }


def work(place: Workplace) -> None:
    """Do something of every kind."""
    registered(place)
    registered(place, about="een ander onderwerp", name="tweede.txt")
    eighth = date(2018, 6, 8)
    received(place, a_deferral(dated=eighth, until=date(2018, 7, 5)), on=eighth, cases=["EK-2018-002"])
    morning_of(place, NOTICE)
    morning_of(place, DUE)
    received(place, cases=["EK-2018-001"])
    (place.inbox / "brief.txt").write_bytes(a_reply(dated=DUE, sender="Minister van Defensie").data)
    box.take_in(place, a_hand(REPLIED))
    (place.home / "templates" / "verzoekbrief").mkdir(parents=True)
    (place.home / "templates" / "verzoekbrief" / "subject.txt").write_text("Een eigen onderwerp")


@pytest.fixture(scope="session")
def worked_home(small_office: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home, with its register on SQLite, in which something of every kind has happened; to copy."""
    home = Path(shutil.copytree(small_office, tmp_path_factory.mktemp("worked") / "home"))
    with at(home) as place:
        work(place)
    return home


@pytest.fixture(scope="session")
def worked_on_postgres(postgres_server: str, small_office: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a PostgreSQL database in which the same has happened; to copy."""
    home = Path(shutil.copytree(small_office, tmp_path_factory.mktemp("worked_postgres") / "home"))
    beside, name = make_engine(postgres_server), "register_worked"
    with beside.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"))
    beside.dispose()
    url = beside.url.set(database=name).render_as_string(hide_password=False)
    place = open_workplace(url, home, tables=packaged_tables, at=SEEDED)
    work(place)
    place.engine.dispose()
    return name


@pytest.fixture(params=["sqlite", "postgresql"])
def worked(request: pytest.FixtureRequest, worked_home: Path, tmp_path: Path) -> Iterator[Workplace]:
    """An office in which something of every kind has happened, on either database in turn."""
    home, url = Path(shutil.copytree(worked_home, tmp_path / "home")), ""
    if request.param == "postgresql":
        copy: Callable[[str], str] = request.getfixturevalue("postgres_copy")
        url = copy(request.getfixturevalue("worked_on_postgres"))
    with at(home, url) as place:
        yield place


@pytest.fixture
def sample(worked_home: Path, tmp_path: Path) -> Path:
    """A backup of that office."""
    with at(worked_home) as place:
        a_backup(place, tmp_path / "sample.zip")
    return tmp_path / "sample.zip"


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


# Backups that are not, or no longer, ours


def rewritten(backup: Path, out: Path, change: Callable[[dict[str, bytes]], None], *, manifest: bool = False) -> Path:
    """Return a backup with other members; with a manifest that says so, where the forger was careful."""
    from hashlib import sha256  # noqa: PLC0415

    with zipfile.ZipFile(backup) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    if manifest:
        said = json.loads(members.pop(MANIFEST))
        said["members"] = {
            name: {"size": len(data), "sha256": sha256(data).hexdigest(), "rows": data.count(b"\n")}
            for name, data in members.items()
        }
        members[MANIFEST] = json.dumps(said).encode()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out


def put(name: str, data: bytes) -> Callable[[dict[str, bytes]], None]:
    return lambda members: members.update({name: data})


def swap(name: str, old: bytes, new: bytes) -> Callable[[dict[str, bytes]], None]:
    return lambda members: members.update({name: members[name].replace(old, new)})


@pytest.mark.parametrize(
    "change",
    [
        swap("tables/case.jsonl", b"EK-2018-001", b"EK-2018-009"),
        swap(MANIFEST, b'"griffie-backup"', b'"anders"'),
        put("tables/extra.jsonl", b"{}\n"),
        put("losse-naam", b"x"),
        put(MANIFEST, b"geen json"),
        lambda members: members.pop("tables/act.jsonl"),
        lambda members: members.pop(MANIFEST),
    ],
)
def test_a_changed_backup_is_refused(sample: Path, tmp_path: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    bad = rewritten(sample, tmp_path / "anders.zip", change)

    with pytest.raises(NotABackup, match="Er is niets hersteld"):
        put_back(bad, tmp_path / "elders")
    assert not (tmp_path / "elders").exists()


@pytest.mark.parametrize("cut", [1, 1000, 20_000])
def test_a_cut_backup_is_refused(sample: Path, tmp_path: Path, cut: int) -> None:
    (tmp_path / "half.zip").write_bytes(sample.read_bytes()[:-cut])

    with pytest.raises(NotABackup, match="is afgebroken"):
        put_back(tmp_path / "half.zip", tmp_path / "elders")


def test_a_flipped_bit_is_found_wherever_it_is(sample: Path, tmp_path: Path) -> None:
    whole = sample.read_bytes()
    with zipfile.ZipFile(sample) as archive:
        starts = [
            info.header_offset + 30 + len(info.filename) + 40 for info in archive.infolist() if info.compress_size > 99
        ]
    for place in starts[::7]:
        (tmp_path / "geknakt.zip").write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
        with pytest.raises(NotABackup, match="Er is niets hersteld"):
            put_back(tmp_path / "geknakt.zip", tmp_path / "elders")


@pytest.mark.parametrize("content", [b"", b"een brief", b"PK\x03\x04 en verder niets"])
def test_something_else_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "iets.zip").write_bytes(content)
    with pytest.raises(NotABackup, match="geen back-up"):
        put_back(tmp_path / "iets.zip", tmp_path / "elders")
    with pytest.raises(NotABackup, match="bestaat niet"):
        put_back(tmp_path / "nergens.zip", tmp_path / "elders")


@pytest.mark.parametrize(
    "name",
    ["files/../buiten", "files/%2E%2E/buiten", "files//etc", "files/inbox/%2e%2e%2f%2e%2e", "files/a%00b", "../buiten"],
)
def test_no_name_leads_outside_the_folder(sample: Path, tmp_path: Path, name: str) -> None:
    bad = rewritten(sample, tmp_path / "slip.zip", put(name, b"x"), manifest=True)
    before = sorted(tmp_path.rglob("*"))

    with pytest.raises(NotABackup, match="Er is niets hersteld"):
        put_back(bad, tmp_path / "elders")
    assert sorted(tmp_path.rglob("*")) == before


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


def test_a_row_that_does_not_fit_is_refused_whole(sample: Path, tmp_path: Path) -> None:
    change = swap("tables/case.jsonl", b'"serial":1', b'"serieel":1')
    bad = rewritten(sample, tmp_path / "anders.zip", change, manifest=True)

    with pytest.raises(BadRow, match="de tabel case"):
        put_back(bad, tmp_path / "elders")
    assert not (tmp_path / "elders").exists()


def test_a_backup_of_a_newer_version_is_refused(sample: Path, tmp_path: Path) -> None:
    with opened(sample) as archive:
        head = archive.manifest["head"].encode()
    bad = rewritten(sample, tmp_path / "nieuw.zip", swap(MANIFEST, b'"%b"' % head, b'"9999"'))

    with pytest.raises(NoSuchVersion, match="9999"):
        put_back(bad, tmp_path / "elders")


def test_a_backup_of_an_older_version_is_brought_up_to_date(sample: Path, tmp_path: Path) -> None:
    with opened(sample) as archive:
        head = archive.manifest["head"].encode()

    def older(members: dict[str, bytes]) -> None:
        for name in ("import_line", "obligation_mailbox", "restoration", "seal", "feed_key"):
            del members[f"tables/{name}.jsonl"]
        members[MANIFEST] = members[MANIFEST].replace(b'"%b"' % head, b'"0002"')

    old = rewritten(sample, tmp_path / "oud.zip", older, manifest=True)
    put_back(old, tmp_path / "elders")

    with at(tmp_path / "elders") as place:
        assert is_current(place.engine)
        assert shown(place)["stage"] == "answered"

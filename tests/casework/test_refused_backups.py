"""Backups that are not, or no longer, ours: refused whole; and those of an older version, brought up to date."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic import command

from models.database import is_current
from models.dump import read_rows, tables_in_order
from models.errors import BadRow, NoSuchVersion
from sources.archive import MANIFEST, opened
from sources.errors import NotABackup
from tests.builders import shown
from tests.casework.backups import at, put_back
from tests.house.test_migrations import run


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
    put_back(sample, tmp_path / "toen")
    with at(tmp_path / "toen") as place, place.engine.begin() as connection:
        run(command.downgrade, connection, "0002")
        tables = {
            f"tables/{one.name}.jsonl": b"".join(read_rows(connection, one)) for one in tables_in_order(connection)
        }
    with opened(sample) as archive:
        head = archive.manifest["head"].encode()

    def older(members: dict[str, bytes]) -> None:
        for name in [name for name in members if name.startswith("tables/")]:
            del members[name]
        members.update(tables)
        members[MANIFEST] = members[MANIFEST].replace(b'"%b"' % head, b'"0002"')

    old = rewritten(sample, tmp_path / "oud.zip", older, manifest=True)
    put_back(old, tmp_path / "elders")

    with at(tmp_path / "elders") as place:
        assert is_current(place.engine)
        assert shown(place)["stage"] == "answered"

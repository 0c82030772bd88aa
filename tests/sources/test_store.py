"""The store of papers: bytes by their hash, whole or not at all."""

import hashlib
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.errors import DamagedInStore, NotAHash, NotInStore
from sources.store import Store

LETTER = b"Geachte heer, \xff\x00 mevrouw"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "papers")


def files(store: Store) -> list[Path]:
    return [path for path in store.folder.rglob("*") if path.is_file()]


def test_what_is_put_in_comes_out_under_its_hash(store: Store) -> None:
    digest = store.put(LETTER)

    assert digest == hashlib.sha256(LETTER).hexdigest()
    assert store.has(digest)
    assert store.get(digest) == LETTER


@given(data=st.binary(max_size=200))
def test_any_bytes_come_out_as_they_were(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    store = Store(tmp_path_factory.mktemp("papers"))

    assert store.get(store.put(data)) == data


def test_the_same_bytes_are_kept_once(store: Store) -> None:
    assert store.put(LETTER) == store.put(LETTER)
    assert len(files(store)) == 1


def test_several_hands_may_put_the_same_paper_at_once(store: Store) -> None:
    with ThreadPoolExecutor(8) as hands:
        digests = set(hands.map(store.put, [LETTER] * 40))

    assert len(digests) == 1
    assert [file.read_bytes() for file in files(store)] == [LETTER]


def test_papers_can_be_read_by_their_owner_only(store: Store) -> None:
    store.put(LETTER)

    assert {file.stat().st_mode & 0o777 for file in files(store)} == {0o600}


def test_a_write_that_fails_leaves_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        store.put(LETTER)

    assert files(store) == []


def test_a_paper_cut_short_by_a_crash_of_the_disk_is_put_in_anew(store: Store) -> None:
    digest = store.put(LETTER)
    files(store)[0].write_bytes(LETTER[:3])

    store.put(LETTER)

    assert store.get(digest) == LETTER


def test_a_paper_that_is_not_there_is_asked_for_in_vain(store: Store) -> None:
    with pytest.raises(NotInStore, match="ligt niet in het archief"):
        store.get("0" * 64)

    assert not store.has("0" * 64)


def test_a_damaged_paper_is_not_handed_out(store: Store) -> None:
    digest = store.put(LETTER)
    files(store)[0].write_bytes(LETTER + b"!")

    with pytest.raises(DamagedInStore, match="is beschadigd"):
        store.get(digest)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "0" * 63, "0" * 64 + "\n"])
def test_only_a_hash_leads_to_a_file(store: Store, name: str) -> None:
    with pytest.raises(NotAHash):
        store.get(name)

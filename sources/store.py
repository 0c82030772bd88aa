"""The store of papers: bytes by their sha256, written once and never changed."""

import os
import re
import tempfile
from contextlib import suppress
from hashlib import sha256 as sha256_of
from pathlib import Path

from sources.errors import DamagedInStore, NotAHash, NotInStore

_HASH = re.compile(r"[0-9a-f]{64}")


class Store:
    """A folder of papers. The first two letters of a hash make a sub-folder, so that no folder grows too long."""

    def __init__(self, folder: Path) -> None:
        """Keep the place; it is made with the first paper."""
        self.folder = folder

    def put(self, data: bytes) -> str:
        """Return the hash of the bytes, after they are safely on disk under it; the same bytes twice are kept once.

        A crash leaves the whole paper or none: it is written beside its place, brought to disk, and then named.
        """
        digest = sha256_of(data).hexdigest()
        place = self._place(digest)
        if place.is_file() and place.stat().st_size == len(data):
            return digest
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._write(place, data)
        return digest

    def get(self, sha256: str) -> bytes:
        """Return the bytes with this hash.

        Raises:
            NotInStore: they are not here.
            DamagedInStore: they are no longer what was put in.
        """
        try:
            data = self._place(sha256).read_bytes()
        except FileNotFoundError:
            raise NotInStore(sha256=sha256, folder=self.folder) from None
        if sha256_of(data).hexdigest() != sha256:
            raise DamagedInStore(sha256=sha256, folder=self.folder)
        return data

    def has(self, sha256: str) -> bool:
        """Return whether bytes with this hash are here."""
        return self._place(sha256).is_file()

    def forget(self, sha256: str) -> bool:
        """Return whether bytes with this hash were here; they are not any more (a paper turned out confidential)."""
        place = self._place(sha256)
        was_here = place.is_file()
        place.unlink(missing_ok=True)
        return was_here

    def _place(self, sha256: str) -> Path:
        if not _HASH.fullmatch(sha256):
            raise NotAHash(sha256=sha256)
        return self.folder / sha256[:2] / sha256

    def _write(self, place: Path, data: bytes) -> None:
        handle, name = tempfile.mkstemp(prefix=".new-", dir=place.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(place)
        except BaseException:
            with suppress(FileNotFoundError):
                Path(name).unlink()
            raise
        _sync_folder(place.parent)


def _sync_folder(folder: Path) -> None:
    """Bring the new name itself to disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

"""A backup as one file: members with their hashes and a manifest that names them all, written and read as streams.

It is an ordinary zip. What stands in it is checked before anything of it is used: a name that is not in the manifest, a
member that is not what the manifest says, a file that was cut or that is something else are refused.
"""

import json
import os
import re
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self
from urllib.parse import quote_from_bytes, unquote_to_bytes

from procedure.troubles import in_dutch
from sources.errors import BackupNotWritten, NotABackup

FORMAT, FORMAT_VERSION = "griffie-backup", 1
MANIFEST, TABLES, FILES, SETTINGS = "manifest.json", "tables/", "files/", "settings.env"

CHUNK = 1 << 18
LARGEST_MANIFEST = 1 << 28

_NAME = re.compile(r"tables/[a-z_]+\.jsonl|files/[A-Za-z0-9_.~%/-]+|settings\.env")
_EPOCH = (1980, 1, 1, 0, 0, 0)


def member_of(path: Path) -> str:
    """Return the member in which a file with this relative path is kept; any name of a file system fits in it."""
    return FILES + "/".join(quote_from_bytes(os.fsencode(part), safe="") for part in path.parts)


def path_of(member: str) -> Path:
    """Return the relative path of a file that is kept in a member; it never leads outside its folder.

    Raises:
        NotABackup: it would.
    """
    parts = [unquote_to_bytes(part) for part in member.removeprefix(FILES).split("/")]
    if any(part in {b"", b".", b".."} or b"/" in part or b"\x00" in part for part in parts):
        raise NotABackup(file=member, problem="bevat een naam die buiten de map zou komen")
    return Path(*(os.fsdecode(part) for part in parts))


class Writer:
    """A backup while it is written: beside its place, readable for its owner only, and named at the very end."""

    def __init__(self, out: Path) -> None:
        """Keep the place; nothing is made yet."""
        self._out = out
        self._members: dict[str, dict[str, Any]] = {}

    def __enter__(self) -> Self:
        """Make the passing file; raises BackupNotWritten."""
        if self._out.is_dir():
            raise BackupNotWritten(file=self._out, problem="dit is een map")
        try:
            handle, name = tempfile.mkstemp(prefix=f".{self._out.name}.", suffix=".deel", dir=self._out.parent)
        except OSError as problem:
            raise BackupNotWritten(file=self._out, problem=in_dutch(problem)) from None
        self._passing, self._file = Path(name), os.fdopen(handle, "w+b")
        self._zip = zipfile.ZipFile(self._file, "w", zipfile.ZIP_DEFLATED, compresslevel=1)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave nothing behind where the backup was not finished."""
        with suppress(OSError, ValueError):
            self._file.close()
        with suppress(FileNotFoundError):
            self._passing.unlink()
        if isinstance(error, OSError):
            raise BackupNotWritten(file=self._out, problem=in_dutch(error)) from error

    def lines(self, name: str, lines: Iterable[bytes]) -> int:
        """Return how many lines were written into a member."""
        return self._add(name, lines, counted="rows")

    def file(self, path: Path, file: BinaryIO) -> str:
        """Return the sha256 of a file that was put into the backup under its relative path."""
        name = member_of(path)
        self._add(name, iter(lambda: file.read(CHUNK), b""))
        return str(self._members[name]["sha256"])

    def _add(self, name: str, chunks: Iterable[bytes], *, counted: str = "") -> int:
        digest, size, count = sha256(), 0, 0
        with self._zip.open(_info(name), "w", force_zip64=True) as member:
            for chunk in chunks:
                member.write(chunk)
                digest.update(chunk)
                size, count = size + len(chunk), count + 1
        self._members[name] = {"size": size, "sha256": digest.hexdigest()} | ({counted: count} if counted else {})
        return count

    def finish(self, facts: dict[str, Any]) -> str:
        """Return the sha256 of the manifest, after the backup is safely on disk under its name."""
        manifest = {"format": FORMAT, "format_version": FORMAT_VERSION, **facts, "members": self._members}
        data = json.dumps(manifest, sort_keys=True, indent=1).encode()
        with self._zip.open(_info(MANIFEST), "w") as member:
            member.write(data)
        self._zip.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._passing.replace(self._out)
        folder = os.open(self._out.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
        return sha256(data).hexdigest()


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
    return info


class Archive:
    """A backup that was checked: every member is what its manifest says."""

    def __init__(self, file: Path, opened: zipfile.ZipFile) -> None:
        """Read the manifest, and hold every member against it; raises NotABackup."""
        self._file, self._zip = file, opened
        data = self._manifest()
        self.digest = sha256(data).hexdigest()
        self.manifest = self._read(data)
        self.members: dict[str, dict[str, Any]] = self.manifest["members"]
        self._check_names()
        for name in self.members:
            for _ in self.chunks(name):
                pass

    def tables(self) -> dict[str, dict[str, Any]]:
        """Return what the manifest says of each table: its sha256 and how many rows it has."""
        named = {name: said for name, said in self.members.items() if name.startswith(TABLES)}
        return {name.removeprefix(TABLES).removesuffix(".jsonl"): said for name, said in named.items()}

    def files(self) -> list[str]:
        """Return the members that hold files."""
        return [name for name in self.members if name.startswith(FILES)]

    def chunks(self, name: str) -> Iterator[bytes]:
        """Return the bytes of a member in pieces; raises NotABackup where they are not what the manifest says."""
        said, digest, size = self.members[name], sha256(), 0
        with self._unbroken(), self._zip.open(name) as member:
            while chunk := member.read(CHUNK):
                digest.update(chunk)
                size += len(chunk)
                yield chunk
        if digest.hexdigest() != said.get("sha256") or size != said.get("size"):
            raise self._bad(f"onderdeel {name} is veranderd")

    def lines(self, name: str) -> Iterator[bytes]:
        """Return the lines of a member, one at a time."""
        with self._unbroken(), self._zip.open(name) as member:
            yield from member

    def _manifest(self) -> bytes:
        with self._unbroken():
            try:
                info = self._zip.getinfo(MANIFEST)
            except KeyError:
                raise self._bad("er zit geen manifest in") from None
            if info.file_size > LARGEST_MANIFEST:
                raise self._bad("het manifest is te groot")
            return self._zip.read(info)

    def _read(self, data: bytes) -> dict[str, Any]:
        try:
            manifest = json.loads(data)
            known = manifest["format"] == FORMAT and isinstance(manifest["members"], dict)
            whole = all(isinstance(manifest[name], str) for name in ("head", "made_at"))
            version = int(manifest["format_version"])
        except (ValueError, KeyError, TypeError):
            raise self._bad("het manifest is niet te lezen") from None
        if not (known and whole):
            raise self._bad("het manifest is niet van Griffie")
        if version > FORMAT_VERSION:
            raise self._bad(f"de vorm ({version}) is nieuwer dan deze versie kent")
        return dict(manifest)

    def _check_names(self) -> None:
        there = self._zip.namelist()
        if len(set(there)) != len(there) or set(there) != {*self.members, MANIFEST}:
            raise self._bad("de onderdelen zijn niet die van het manifest")
        for name, said in self.members.items():
            if not _NAME.fullmatch(name) or not isinstance(said, dict):
                raise self._bad("er is een onderdeel dat er niet in hoort")
            if self._zip.getinfo(name).file_size != said.get("size"):
                raise self._bad(f"onderdeel {name} is veranderd")
            if name.startswith(FILES):
                path_of(name)

    @contextmanager
    def _unbroken(self) -> Iterator[None]:
        """Turn bytes that are no whole zip into one sentence."""
        try:
            yield
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as problem:
            raise self._bad("het bestand is beschadigd of afgebroken") from problem

    def _bad(self, problem: str) -> NotABackup:
        return NotABackup(file=self._file, problem=problem)


@contextmanager
def opened(file: Path) -> Iterator[Archive]:
    """Give a backup, checked whole; nothing of it is used before that.

    Raises:
        NotABackup: it was changed or cut, or is something else.
    """
    try:
        handle = zipfile.ZipFile(file)
    except FileNotFoundError:
        raise NotABackup(file=file, problem="het bestand bestaat niet") from None
    except (zipfile.BadZipFile, OSError, ValueError):
        raise NotABackup(file=file, problem="het bestand is geen back-up, of is afgebroken") from None
    with handle:
        yield Archive(file, handle)

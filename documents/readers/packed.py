"""The members of a packed file (DOCX, ODT), looked at in its directory before one of them is unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from documents.errors import Damaged, Locked, UnpacksTooFar
from documents.readers import markup

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_BYTES = 50_000_000
"""Unpacked, all members together."""
MOST_MEMBERS = 500
MOST_TIMES = 100
"""How many times larger a file may become; the XML of a letter comes to a tenth of that."""

_SMALL = 1_000_000
_ENCRYPTED = 0x1
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


class Package:
    """A packed file that is safe to open; ``found`` is what it is called in a sentence."""

    def __init__(self, data: bytes, *, found: str) -> None:
        """Read the directory; a package that unpacks too far, is locked or points outside itself is refused."""
        self._found = found
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            listed = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as broken:
            raise Damaged(found=found) from broken
        if excess := _excess(listed):
            raise UnpacksTooFar(found=found, excess=excess)
        if any(member.flag_bits & _ENCRYPTED for member in listed):
            raise Locked(found=found)
        self._names = {member.filename for member in listed}

    def bytes_of(self, name: str) -> bytes | None:
        """Return the bytes of a member, or None where there is none."""
        if name not in self._names:
            return None
        try:
            return self._zip.read(name)
        except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, OSError, EOFError) as broken:
            raise Damaged(found=self._found) from broken

    def xml(self, name: str) -> _Element | None:
        """Return the root of a member, or None where there is none."""
        data = self.bytes_of(name)
        return None if data is None else markup.xml(data)

    def need(self, name: str) -> _Element:
        """Return the root of a member without which the file is not whole."""
        root = self.xml(name)
        if root is None:
            raise Damaged(found=self._found)
        return root


def _excess(listed: list[zipfile.ZipInfo]) -> str | None:
    """Return what a package has too much of, for a sentence, or None."""
    unpacked = sum(member.file_size for member in listed)
    packed = sum(member.compress_size for member in listed) or 1
    names = [member.filename for member in listed]
    wrong = {
        f"{len(listed)} onderdelen zitten (hoogstens {MOST_MEMBERS})": len(listed) > MOST_MEMBERS,
        f"{unpacked // 1_000_000} MB zit uitgepakt (hoogstens {MOST_BYTES // 1_000_000})": unpacked > MOST_BYTES,
        f"alles {unpacked // packed} keer zo groot wordt uitgepakt (hoogstens {MOST_TIMES})": (
            unpacked > _SMALL and unpacked > MOST_TIMES * packed
        ),
        "een onderdeel buiten het bestand wijst": any(_points_outside(name) for name in names),
        "twee onderdelen dezelfde naam hebben": len(set(names)) < len(names),
        "een onderdeel op een ongewone manier is ingepakt": any(one.compress_type not in _METHODS for one in listed),
    }
    return next((excess for excess, found in wrong.items() if found), None)


def _points_outside(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return ".." in parts or name.startswith(("/", "\\")) or ":" in name or "\x00" in name

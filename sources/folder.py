"""The inbox: a watched folder in which post arrives as files."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256 as hash_of
from pathlib import Path

from procedure.troubles import in_dutch

MOST_BYTES = 20 * 1024 * 1024
"""A letter is smaller; what is larger is reported, and waits for a person."""

SETTLED = "verwerkt"

SETTLING = timedelta(seconds=5)
"""A file that was changed so shortly before is perhaps still being written; it waits for the next look."""
STILL_WRITTEN = "is zojuist nog gewijzigd; bij de volgende keer wordt het ingenomen."

_PARTIAL = (".part", ".partial", ".crdownload", ".download", ".tmp", ".swp", "~")
"""How programs name a file that they are still writing."""


@dataclass(frozen=True, slots=True)
class FoundPaper:
    """A file in the inbox. Its name is data only; the instant at which it arrived is aware, in UTC."""

    name: str
    data: bytes
    path: Path
    arrived_at: datetime


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """A file that was not taken in, and why, in a Dutch sentence."""

    name: str
    reason: str


class InboxFolder:
    """The inbox of an office."""

    def __init__(self, path: Path, *, at: datetime | None = None) -> None:
        """Keep the place, and the instant (aware) at which somebody looks: what is then being written is left alone.

        An inbox that is not there is empty.
        """
        self.path, self.at = path, at

    def papers(self) -> list[FoundPaper]:
        """Return the papers that wait, oldest first; hidden files, partial files and links are not looked at."""
        return [paper for _, paper in sorted(self._read()) if isinstance(paper, FoundPaper)]

    def left_alone(self) -> list[LeftAlone]:
        """Return the files that cannot be taken in, and the folders with files in them, each with its reason."""
        files = [paper for _, paper in sorted(self._read()) if isinstance(paper, LeftAlone)]
        return [*files, *self._folders()]

    def _folders(self) -> list[LeftAlone]:
        """Return the folders within the inbox that hold files: nobody looks into them."""
        if not self.path.is_dir():
            return []
        found = [path for path in sorted(self.path.iterdir()) if path.is_dir() and not path.is_symlink()]
        return [
            LeftAlone(path.name, f"is een map met {_files(count)} erin; leg de bestanden in de postmap zelf.")
            for path in found
            if path.name != SETTLED and not path.name.startswith(".") and (count := _within(path))
        ]

    def settle(self, path: Path, sha256: str) -> Path | None:
        """Return where a handled file now lies: under ``verwerkt``, beside what bears the same name already.

        None where the file holds other bytes by now than those that were handled: it stays, to be looked at anew.
        """
        if hash_of(path.read_bytes()).hexdigest() != sha256:
            return None
        folder = self.path / SETTLED
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        place, n = folder / path.name, 1
        while place.exists():
            n += 1
            place = folder / f"{path.stem} ({n}){path.suffix}"
        return path.rename(place)

    def forget(self, sha256: str) -> bool:
        """Return whether files with this hash waited or were handled here; they are gone now (a confidential paper)."""
        files = [path for folder in (self.path, self.path / SETTLED) if folder.is_dir() for path in folder.iterdir()]
        found = [path for path in files if path.is_file() and hash_of(path.read_bytes()).hexdigest() == sha256]
        for path in found:
            path.unlink()
        return bool(found)

    def _read(self) -> list[tuple[tuple[datetime, str], FoundPaper | LeftAlone]]:
        if not self.path.is_dir():
            return []
        found = (_look_at(path, self.at) for path in self.path.iterdir() if _is_post(path))
        return [one for one in found if one is not None]


def _within(folder: Path) -> int:
    """Return how many files of post lie in a folder, however deep."""
    try:
        return sum(_is_post(path) for path in folder.rglob("*"))
    except OSError:
        return 1


def _files(count: int) -> str:
    return "1 bestand" if count == 1 else f"{count} bestanden"


def _is_post(path: Path) -> bool:
    hidden = path.name.startswith(".") or path.name.lower().endswith(_PARTIAL)
    return not hidden and not path.is_symlink() and path.is_file()


def _look_at(path: Path, at: datetime | None) -> tuple[tuple[datetime, str], FoundPaper | LeftAlone] | None:
    """Return a file with its place in the order; None where it has gone meanwhile."""
    try:
        state = path.stat()
        arrived = datetime.fromtimestamp(state.st_mtime, UTC)
        order = (arrived, path.name)
        if state.st_size > MOST_BYTES:
            size = state.st_size / (1024 * 1024)
            return order, LeftAlone(path.name, f"{size:.0f} MB is te groot; post tot 20 MB wordt ingenomen.")
        if at is not None and abs(at - arrived) < SETTLING:
            return order, LeftAlone(path.name, STILL_WRITTEN)
        return order, FoundPaper(path.name, path.read_bytes(), path, arrived)
    except FileNotFoundError:
        return None
    except OSError as problem:
        return (datetime.min.replace(tzinfo=UTC), path.name), LeftAlone(
            path.name, f"niet te lezen ({in_dutch(problem)})."
        )

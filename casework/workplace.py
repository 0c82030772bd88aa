"""Where the work is done: the database, the store of papers and the folders of one office."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from models.database import reading, transaction
from sources.store import Store

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine
    from sqlmodel import Session


@dataclass(frozen=True, slots=True)
class Workplace:
    """One office's register with its folders. Verbs take it as their first argument."""

    engine: "Engine"
    home: Path
    store: Store
    made: bool = False
    """True when the database was made just now."""

    @property
    def inbox(self) -> Path:
        """Return the watched folder in which post arrives."""
        return self.home / "inbox"

    @property
    def outgoing(self) -> Path:
        """Return the folder for mails that are written, not sent."""
        return self.home / "outgoing"

    @property
    def published(self) -> Path:
        """Return the folder for published reports, one folder a case."""
        return self.home / "published"

    @property
    def feeds(self) -> Path:
        """Return the folder for calendars and news that others fetch."""
        return self.home / "feeds"

    def transaction(self) -> AbstractContextManager["Session"]:
        """Return a writing transaction: all of it is kept, or nothing."""
        return transaction(self.engine)

    def reading(self) -> AbstractContextManager["Connection"]:
        """Return a connection that only reads."""
        return reading(self.engine)

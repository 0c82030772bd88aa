"""What a reader hands over: one text with form feeds between pages, and what the file itself states."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from documents.values import Anomaly, Attachment
    from procedure.vocabulary import Chamber


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote that the file itself marks as one; it stands after a line of the content, counted from 0."""

    mark: str
    text: str
    after_line: int


@dataclass(frozen=True, slots=True)
class Stated:
    """What the markup or the metadata of a file says of the paper; what it does not say is None or empty."""

    chamber: Chamber | None = None
    dossiers: tuple[str, ...] = ()
    dossier_titles: tuple[str, ...] = ()
    number: str | None = None
    session_year: str | None = None
    title: str | None = None
    adopted_on: date | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """The characters of a paper, lines ended by a newline; offsets of findings point into them.

    ``notes`` are not part of the content. A file without markup has none: there the notes stand among the lines.
    ``attachments`` are the files that came with a mail, the one that is read here among them.
    """

    content: str
    anomalies: tuple[Anomaly, ...] = ()
    notes: tuple[Note, ...] = ()
    stated: Stated | None = None
    attachments: tuple[Attachment, ...] = ()

"""What a file itself marks, put with what its words say: footnotes at their places, and the identity of the paper."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from documents.footnotes import Note
from documents.values import Anomaly

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from documents.clean import Line
    from documents.front import Front
    from documents.readers.text import Note as MarkedNote
    from documents.readers.text import Stated, Text


def notes_among(lines: Sequence[Line], marked: Sequence[MarkedNote]) -> list[Note]:
    """Return the footnotes that a file marks, each before the line that follows on its own in print."""
    known = [(line.at, number) for number, line in enumerate(lines) if line.at >= 0]
    places = [at for at, _ in known]
    following = [*(number for _, number in known), len(lines)]
    return [Note(note.mark, note.text, following[bisect_right(places, note.after_line)]) for note in marked]


def whole_of(text: Text) -> str:
    """Return the words of a paper with its marked footnotes behind them, each on a line.

    Places of what is found in the running text stay as they are; those behind its end are places in the notes.
    """
    return "".join((text.content, *(f"\n\f{note.mark} {note.text}" for note in text.notes)))


def state(front: Front, stated: Stated | None) -> tuple[Anomaly, ...]:
    """Put what the markup states of a paper over what its print gave, and return in what the two differ.

    The statement wins: markup cannot be misread.
    """
    if stated is None:
        return ()
    differences = tuple(_differences(front, stated))
    front.chamber = stated.chamber or front.chamber
    front.number = stated.number or front.number
    front.session_year = stated.session_year or front.session_year
    front.title = stated.title or front.title
    front.adopted_on = stated.adopted_on or front.adopted_on
    if stated.dossiers:
        front.dossiers, front.dossier_titles = stated.dossiers, stated.dossier_titles
    return differences


def _differences(front: Front, stated: Stated) -> Iterator[Anomaly]:
    """Give each thing that print and statement both name, and name otherwise."""
    pairs = {
        "de kamer": (front.chamber, stated.chamber),
        "het nummer": (front.number, stated.number),
        "het vergaderjaar": (front.session_year, stated.session_year),
        "de vaststelling": (front.adopted_on, stated.adopted_on),
        "het dossier": (", ".join(front.dossiers), ", ".join(stated.dossiers)),
    }
    for what, (printed, told) in pairs.items():
        if printed and told and printed != told:
            yield Anomaly("differs", f"{what}: in de tekst {printed}, volgens het bestand {told}")

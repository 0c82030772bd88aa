"""A citation as a value. It stands apart from the other values so that looking for citations loads nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ReferenceKind(StrEnum):
    """What a citation cites."""

    PAPER = "kamerstuk"
    COMMITMENT = "commitment"
    EDOSSIER = "edossier"
    TK_DOCUMENT = "tk_document"
    TK_CASE = "tk_case"
    PROCEEDINGS = "handelingen"
    EU = "eu"
    GAZETTE = "staatscourant"
    LETTER_MARK = "letter_mark"

    @property
    def label(self) -> str:
        """Return the Dutch term."""
        return _LABELS.get(self.value, self.value)


_LABELS = {
    "commitment": "toezegging",
    "edossier": "E-dossier",
    "tk_document": "Tweede Kamerdocument",
    "tk_case": "Tweede Kamerzaak",
    "eu": "EU-document",
    "letter_mark": "briefkenmerk",
}
"""What official Dutch calls a kind whose value is English."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to read an ambiguous citation."""

    dossier: str | None
    number: str | None


@dataclass(frozen=True, slots=True)
class Reference:
    """A citation as it stands in the text, with its likeliest reading; ``candidates`` holds all of them."""

    cited_as: str
    start: int
    end: int
    kind: ReferenceKind
    dossier: str | None = None
    number: str | None = None
    candidates: tuple[Candidate, ...] = ()
    confidence: float = 1.0

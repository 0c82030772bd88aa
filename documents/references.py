"""Which papers a text cites: every number of the field with its place, in one pass per kind, linear in the text.

This file and what it imports stay light: `griffie cite` pays for nothing else.
"""

from __future__ import annotations

from documents import numbers, papers
from documents.citations import Candidate, Reference
from documents.places import Places


def find(text: str) -> list[Reference]:
    """Return every citation in the order of the text; what an official id or a look-alike covers is cited once."""
    others = numbers.find(text)
    taken = Places((other.start, other.end) for other in others)
    found = [paper for paper in papers.find(text) if paper.start not in taken and paper.end - 1 not in taken]
    return sorted([*others, *found], key=lambda reference: (reference.start, reference.end))


def resolve(reference: Reference) -> Candidate | None:
    """Return the one reading that a citation has, or None where more than one remains."""
    if len(reference.candidates) > 1:
        return None
    return Candidate(reference.dossier, reference.number)

"""Bytes and text in, values out, and back: four verbs, and nothing loaded until one of them is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from documents.citations import Candidate, Reference
    from documents.values import Reading
    from procedure.rulebook import Rulebook

__all__ = ["compose", "find", "read", "resolve"]


def read(data: bytes, *, name: str, rulebook: Rulebook) -> Reading:
    """Return what a paper says; ``name`` is how it is called in a sentence, what it is follows from its content."""
    from documents.reading import read as do_read  # noqa: PLC0415 - the light verbs must not pay for this one

    return do_read(data, name=name, rulebook=rulebook)


def find(text: str) -> list[Reference]:
    """Return every paper, promise and other number that a text cites, in order, with its place."""
    from documents.references import find as do_find  # noqa: PLC0415 - as above

    return do_find(text)


def resolve(reference: Reference) -> Candidate | None:
    """Return the one paper that a citation can mean, or None where it is open."""
    from documents.references import resolve as do_resolve  # noqa: PLC0415 - as above

    return do_resolve(reference)


def compose(reading: Reading, *, form: str = "txt", template: str = "classic") -> bytes:
    """Return the file of the verslag of a consultation: the letters in order, their words as they are."""
    from documents.writers import write  # noqa: PLC0415 - as above

    return write(reading, form=form, template=template)

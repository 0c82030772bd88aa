"""A draft becomes a letter, and the letter a file: the same writers set it as set a report."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from documents.errors import UnknownForm
from documents.outgoing.drafts import REQUEST, context_of, one_line, the_committees
from documents.outgoing.sandbox import environment, filled
from documents.values import Letter, Reading, Signatory
from procedure.vocabulary import DocType, LetterKind

if TYPE_CHECKING:
    from pathlib import Path

    from documents.outgoing.drafts import Draft

FORMS = ("txt", "html", "docx")
"""In which forms a letter is set."""


def letter_of(draft: Draft, *, own: Path | None = None) -> Letter:
    """Return the letter that a draft makes with its template; ``own`` is the office's folder of templates.

    Raises:
        TemplateRefused: a template of the office cannot be used.
    """
    made, context = environment(own), context_of(draft)
    subject = one_line(filled(made, f"{draft.name}/subject.txt", context))
    told = filled(made, f"{draft.name}/body.txt", context)
    body = [paragraph for paragraph in ("\n".join(_lines(part)) for part in told.split("\n\n")) if paragraph]
    envelope = draft.envelope
    return Letter(
        kind=LetterKind.REQUEST if draft.name == REQUEST else LetterKind.LETTER,
        heading=_heading(draft),
        signatories=tuple(Signatory(office, name or None) for office, name in _signing(draft)),
        addressees=tuple(map(one_line, envelope.addressees)),
        place=one_line(envelope.place),
        dated_on=envelope.dated_on,
        subject=subject or None,
        body=(*((f"Betreft: {subject}",) if subject else ()), *body),
        signature="\n".join(f"De {office},\n{name}".rstrip() for office, name in _signing(draft)),
    )


def compose(draft: Draft, *, form: str = "txt", own: Path | None = None) -> bytes:
    """Return the letter as a file.

    Raises:
        UnknownForm: letters are not set in this form.
        TemplateRefused: a template of the office cannot be used.
    """
    if form not in FORMS:
        raise UnknownForm(form=form, template=draft.name, expected=" of ".join(FORMS))
    from documents.writers import FORMS as WRITERS  # noqa: PLC0415 - writers of office files are not for every command
    from documents.writers.layout import classic  # noqa: PLC0415 - as above

    letter = letter_of(draft, own=own)
    digest = hashlib.sha256("\n".join(letter.body).encode()).hexdigest()
    reading = Reading(file=draft.name, sha256=digest, doc_type=DocType.OTHER, letters=(letter,))
    name = ", ".join(filter(None, (draft.name.capitalize(), letter.subject)))
    return WRITERS[form](replace(classic(reading), name=name))


def _lines(part: str) -> list[str]:
    return [line.strip() for line in part.split("\n") if line.strip()]


def _signing(draft: Draft) -> list[tuple[str, str]]:
    """Return who signs: the chair of each committee, or one clerk for all; a name that is not known is left open."""
    committees, names = draft.envelope.committees, draft.envelope.signatories
    if draft.signs == "griffier":
        return [(f"griffier van {the_committees(committees)}", one_line(names[0]) if names else "")]
    padded = (*names, *("",) * len(committees))
    return [
        (f"{draft.signs} van {the_committees((one,))}", one_line(name))
        for one, name in zip(committees, padded, strict=False)
    ]


def _heading(draft: Draft) -> str:
    committees = draft.envelope.committees
    several = len(committees) > 1 and draft.signs != "griffier"
    return f"BRIEF VAN DE {draft.signs}{'s' if several else ''} VAN {the_committees(committees)}".upper()

"""The files of a published edition: composed, kept by their hash, and laid out for people."""

import os
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, select

import documents
from casework.workplace import Workplace
from documents.forms import FORMS
from documents.values import Reading
from models.cases import Case, Round
from models.reports import Edition, ReportRound

KILO = 1000
RECORD = "metadata.xml"
"""The ending of the record that goes with the official XML."""


def file_name(case: Case, sequence: int, n: int) -> str:
    """Return the name of an edition's files, without their ending: each round and each reprint has its own."""
    further = "" if sequence == 1 else f"-ronde{sequence}"
    return f"{case.number}-verslag{further}{f'-herdruk{n - 1}' if n > 1 else ''}"


def compose_files(
    place: Workplace, reading: Reading, forms: Sequence[str], *, template: str, name: str
) -> list[dict[str, Any]]:
    """Return the files of an edition, one for each form, their bytes kept in the store."""
    return [
        _kept(place, data, name=f"{name}.{ending}", form=form, template=template)
        for form in dict.fromkeys(forms)
        for ending, data in composed(reading, form, template=template)
    ]


def composed(reading: Reading, form: str, *, template: str) -> list[tuple[str, bytes]]:
    """Return the report in a form, as endings with bytes; the official XML has its metadata record beside it."""
    found = [(form, documents.compose(reading, form=form, template=template))]
    if form == "xml":
        from documents.writers.official import metadata  # noqa: PLC0415 - only this form has a record

        found.append((RECORD, metadata(reading)))
    return found


def _kept(place: Workplace, data: bytes, *, name: str, form: str, template: str) -> dict[str, Any]:
    return {
        "name": name,
        "form": form,
        "template": template,
        "media": FORMS[form].media,
        "size": len(data),
        "sha256": place.store.put(data),
    }


def in_bytes(size: int) -> str:
    """Return the size of a file in words."""
    return f"{size} bytes" if size < KILO else f"{size / KILO:.0f} kB"


def editions_of(session: Session, case: Case) -> list[dict[str, Any]]:
    """Return the files of every edition of a case."""
    rows = session.exec(
        select(Edition)
        .join(ReportRound, col(ReportRound.report_id) == Edition.report_id)
        .join(Round, col(Round.id) == ReportRound.round_id)
        .where(Round.case_id == case.id)
    ).all()
    return [file for row in rows for file in row.files]


def last_edition(session: Session, report_id: int) -> Edition | None:
    """Return the newest edition of a report; None before its first."""
    return session.exec(select(Edition).where(Edition.report_id == report_id).order_by(col(Edition.n).desc())).first()


def lay_out(place: Workplace, case: str, files: Iterable[dict[str, Any]]) -> None:
    """Lay the published files out for people; a half-written one is never seen."""
    folder = place.published / case
    folder.mkdir(parents=True, exist_ok=True)
    for file in files:
        if (folder / file["name"]).exists():
            continue
        handle, temporary = tempfile.mkstemp(dir=folder, prefix=".")
        with os.fdopen(handle, "wb") as target:
            target.write(place.store.get(file["sha256"]))
        Path(temporary).replace(folder / file["name"])

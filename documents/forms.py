"""In which forms a report is set and after which templates: known without loading a writer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from procedure.vocabulary import Chamber

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Form:
    """A form of file: how a person calls it, its media type, and whether it can be shown on a terminal."""

    label: str
    media: str
    text: bool = True


FORMS: Mapping[str, Form] = {
    "txt": Form("platte tekst", "text/plain; charset=utf-8"),
    "html": Form("webpagina", "text/html; charset=utf-8"),
    "docx": Form("Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", text=False),
    "pdf": Form("PDF", "application/pdf", text=False),
    "xml": Form("officiële XML", "application/xml"),
}


@dataclass(frozen=True, slots=True)
class Template:
    """A template of the report, the chamber and the day of adoption from which it is the usual one, and the source."""

    name: str
    chamber: Chamber | None
    since: date
    source: str


TEMPLATES: tuple[Template, ...] = (
    Template("classic", None, date.min, "de verslagen van de Eerste Kamer tot in het najaar van 2025"),
    Template(
        "2025",
        Chamber.EK,
        date(2025, 11, 7),
        "Kamerstuk 36 800, A, vastgesteld op 7 november 2025: het eerste bekende verslag in deze vorm",
    ),
)
"""The last row that holds on a day is the usual template; no day is known on which the newer form was prescribed."""


def usual_template(chamber: Chamber | None, adopted_on: date | None) -> str:
    """Return the template in which a report adopted on a day is usually set; the classic one where the day is open."""
    on = adopted_on or date.min
    return [row.name for row in TEMPLATES if row.chamber in {None, chamber} and row.since <= on][-1]

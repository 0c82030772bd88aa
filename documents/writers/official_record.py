"""The metadata record of a report: the fields by which official publications are found."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from documents.errors import IncompleteReport
from documents.headings import title_of
from procedure.identifiers import Dossier, SessionYear
from procedure.vocabulary import DocType

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from documents.values import Reading

_PAPER_TYPES = {
    DocType.VSO: "Verslag van een schriftelijk overleg",
    DocType.NADER_VSO: "Verslag van een schriftelijk overleg",
}


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the record: its name, by which list its content is ruled (empty for none), and the content."""

    name: str
    content: str
    scheme: str = ""


def fields(reading: Reading, titles: Sequence[str]) -> tuple[Field, ...]:
    """Return the record of a report, in a fixed order; what the report does not say has no field.

    Args:
        reading: the report, its title without the marks of footnotes.
        titles: the titles of its dossiers, without the marks of footnotes.
    """
    return tuple(dict.fromkeys(field for field in _fields(reading, titles) if field.content))


def titled(reading: Reading) -> Reading:
    """Return a report with its title: as printed, else the one that every report of its kind bears."""
    if reading.title or reading.doc_type not in _PAPER_TYPES:
        return reading
    return replace(reading, title=title_of(further=reading.doc_type is DocType.NADER_VSO))


def need(reading: Reading) -> None:
    """Refuse a report that lacks what identifies every official paper."""
    has = {
        "de Kamer": reading.chamber,
        "het dossiernummer": reading.dossiers,
        "het nummer of de letter van het stuk": reading.number,
        "het vergaderjaar": session_year_of(reading),
        "de titel": reading.title,
    }
    missing = next((what for what, value in has.items() if not value), None)
    if missing:
        raise IncompleteReport(missing=missing)


def session_year_of(reading: Reading) -> SessionYear | None:
    """Return the parliamentary year as printed, else that of the day of adoption."""
    if reading.session_year:
        return SessionYear.parse(reading.session_year)
    return SessionYear.of(reading.adopted_on) if reading.adopted_on else None


def _fields(reading: Reading, titles: Sequence[str]) -> Iterator[Field]:
    chamber = f"{reading.chamber.label} der Staten-Generaal" if reading.chamber else ""
    title = (reading.title or "").capitalize()
    kind = _PAPER_TYPES.get(reading.doc_type, "Overig")
    yield Field("DC.identifier", identifier(reading))
    for dossier in reading.dossiers:
        yield Field("OVERHEIDop.dossiernummer", _hyphened(Dossier.parse(dossier)))
    for one in titles:
        yield Field("OVERHEIDop.dossiertitel", one)
    yield Field("OVERHEIDop.ondernummer", reading.number or "")
    yield Field("OVERHEIDop.documenttitel", title)
    yield Field("OVERHEIDop.vergaderjaar", str(session_year_of(reading) or ""))
    yield Field("OVERHEIDop.indiener", reading.clerk or "")
    yield Field("OVERHEIDop.publicationName", "Kamerstuk")
    yield Field("DCTERMS.issued", reading.adopted_on.isoformat() if reading.adopted_on else "")
    yield Field("DC.type", kind, "OVERHEIDop.KamerstukTypen")
    yield Field("DC.type", "Kamerstuk", "OVERHEIDop.Parlementair")
    yield Field("DC.type", "officiële publicatie", "OVERHEID.Informatietype")
    yield Field("DC.title", "; ".join(dict.fromkeys((*titles, kind, title))))
    yield Field("DC.creator", chamber, "OVERHEID.StatenGeneraal")


def identifier(reading: Reading) -> str:
    """Return the identifier of a paper in print: kst-34964-A, of a reprint kst-34964-A-n1; a treaty's R is left out."""
    dossier = Dossier.parse(reading.dossiers[0])
    chapter = f"-{dossier.chapter}" if dossier.chapter else ""
    sub = f"-{dossier.sub}" if dossier.sub else ""
    edition = f"-n{reading.reprint.removeprefix('HERDRUK').strip() or 1}" if reading.reprint else ""
    return f"kst-{dossier.number.lower()}{sub}{chapter}-{reading.number}{edition}"


def _hyphened(dossier: Dossier) -> str:
    """Return the number of a dossier as the record writes it: joined by hyphens, the treaty too."""
    return str(dossier).replace(" (", "-(")

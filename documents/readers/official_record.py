"""The metadata record of an official paper: what it says, held against what the paper prints."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from documents.readers.official_paper import day_of, dossier, named_chamber, session_year
from documents.readers.official_print import plain
from documents.values import Anomaly

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from documents.readers.official_paper import Paper
    from documents.readers.text import Stated


class Record:
    """The fields of a record, each with its values in order; an empty one where the record stands elsewhere."""

    def __init__(self, fields: list[_Element]) -> None:
        """Keep the fields that have a value."""
        self.values: dict[str, list[str]] = {}
        for one in fields:
            if value := plain(one.get("content")):
                self.values.setdefault(plain(one.get("name")).lower(), []).append(value)

    def one(self, name: str) -> str | None:
        """Return the first value of a field, or None."""
        return next(iter(self.values.get(name.lower(), ())), None)

    def all(self, name: str) -> list[str]:
        """Return the values of a field that may be repeated."""
        return self.values.get(name.lower(), [])


def settled(paper: Paper, record: Record) -> tuple[Stated, tuple[Anomaly, ...]]:
    """Return what a paper states, the record going before print, and each thing in which the two differ.

    The day of adoption stays as printed: a record holds the day of issue, which may be another.
    """
    printed = paper.stated
    dossiers, titles = _dossiers(printed, record)
    stated = replace(
        printed,
        chamber=named_chamber(record.one("DC.creator")) or printed.chamber,
        dossiers=dossiers,
        dossier_titles=titles,
        number=record.one("OVERHEIDop.ondernummer") or printed.number,
        session_year=session_year(record.one("OVERHEIDop.vergaderjaar") or "") or printed.session_year,
    )
    return stated, tuple(_differences(printed, stated, record))


def _dossiers(printed: Stated, record: Record) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the dossiers of the record with their titles; the printed ones where the record has the same or none."""
    listed = [dossier(value) for value in record.all("OVERHEIDop.dossiernummer")]
    known = tuple(dict.fromkeys(one for one in listed if one))
    if not known or set(known) == set(printed.dossiers):
        return printed.dossiers, printed.dossier_titles
    named = dict(zip(printed.dossiers, printed.dossier_titles, strict=True))
    in_record = record.all("OVERHEIDop.dossiertitel")
    titles = in_record if len(in_record) == len(known) else [""] * len(known)
    return known, tuple(named.get(one) or title for one, title in zip(known, titles, strict=True))


def _differences(printed: Stated, stated: Stated, record: Record) -> Iterator[Anomaly]:
    pairs = {
        "de kamer": (printed.chamber, stated.chamber),
        "het nummer": (printed.number, stated.number),
        "het vergaderjaar": (printed.session_year, stated.session_year),
        "het dossier": (", ".join(printed.dossiers), ", ".join(stated.dossiers)),
    }
    for what, (on_paper, in_record) in pairs.items():
        if on_paper and in_record != on_paper:
            yield Anomaly("metadata_differs", f"{what}: gedrukt {on_paper}, in de metadata {in_record}")
    issued = day_of(record.one("DCTERMS.issued"))
    if issued and printed.adopted_on and issued != printed.adopted_on:
        days = f"gedrukt {printed.adopted_on.isoformat()}, in de metadata {issued.isoformat()}"
        yield Anomaly("metadata_differs", f"de datum: {days}")

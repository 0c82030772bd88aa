"""What a paper is and whose: its kind, its chamber, its committees, the dossiers that it names as its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from documents.citations import ReferenceKind
from documents.committees import committees_in
from documents.notices import is_notice
from documents.parties import in_title_case
from documents.worn import mended, mended_capitals
from procedure.vocabulary import Chamber, DocType, LetterKind

if TYPE_CHECKING:
    from documents.citations import Reference
    from documents.front import Front
    from documents.letters import Found
    from documents.values import Anomaly, Footnote, Letter

_REPORT = re.compile(
    r"\bVERSLAG\s+(?:VAN\s+EEN|VAN\s+HET)?\s*(?P<further>(?:\w+\s+)?NADER\s+)?SCHRIFTELIJK\s+OVERLEG", re.IGNORECASE
)
_REPORTS = re.compile(
    r"\bbreng(?:t|en)\b.{0,60}\bverslag\s+uit\b.{0,60}?\b(?:gevoerde?\s+)?(?P<further>nader\s+)?schriftelijk\s+overleg"
    r"|\b(?P<further2>nader\s+)?schriftelijk\s+overleg\s+gevoerd\b|\bverslag\s+uit\s+te\s+brengen\s+van\s+een\s+schriftelijk\s+overleg"
    r"|\bvragen\s+(?:en\s+opmerkingen\s+)?(?:ter\s+beantwoording\s+)?.{0,80}voorgelegd\b.{0,200}\bafgedrukt\b",
    re.IGNORECASE | re.DOTALL,
)
_CHAMBER_NAMED = re.compile(r"(?P<which>Eerste|Tweede)\s+Kamer\b")
_SITE = re.compile(r"\bwww\.(?P<which>eerste|tweede)kamer\.nl|\b(?P<europe>www\.europapoort\.nl)")
_MARK = re.compile(r"(?<=[A-Z])\d{1,2}\b|['’*]$")
_OPENING = 3
_BY_KIND = {
    LetterKind.REQUEST: DocType.REQUEST,
    LetterKind.REPLY: DocType.REPLY,
    LetterKind.PARTIAL_REPLY: DocType.PARTIAL_REPLY,
    LetterKind.DEFERRAL: DocType.DEFERRAL,
    LetterKind.LETTER: DocType.GOVERNMENT_LETTER,
}


@dataclass(frozen=True, slots=True)
class Parts:
    """A paper taken apart: its front, its letters, its footnotes with their places, and the lines that were misread."""

    front: Front
    letters: tuple[Found, ...]
    footnotes: tuple[Footnote, ...]
    misread: tuple[Anomaly, ...] = ()


def reports(front: Front) -> bool:
    """Return whether the words before the letters are those of a committee that reports a consultation."""
    return _REPORTS.search(mended("\n".join(front.introduction))) is not None


def report_title_of(parts: Parts) -> re.Match[str] | None:
    """Return the words by which a paper says that it is the report of a written consultation.

    A title in capitals that names another kind of paper (a list of questions, say) is believed.
    """
    title = _REPORT.search(mended_capitals(parts.front.title)) if parts.front.title else None
    if title is None and parts.front.title and parts.front.title.isupper():
        return None
    return title or _REPORTS.search(mended("\n".join(parts.front.introduction)))


def doc_type_of(report: re.Match[str] | None, letters: tuple[Letter, ...], front: Front) -> DocType:
    """Return what a paper is: a report by its own words, else what its only letter is.

    An answer among the questions of members is no letter to a committee.
    """
    if report:
        return (
            DocType.NADER_VSO
            if any(v for k, v in report.groupdict().items() if k.startswith("further"))
            else DocType.VSO
        )
    if not letters or front.title:
        return DocType.OTHER
    first = letters[0]
    if is_notice(first) and first.kind is LetterKind.REPLY:
        return DocType.OTHER
    if first.kind is LetterKind.LETTER and not (
        first.sender and re.search(r"[Mm]inister|[Ss]taatssecretaris", first.sender)
    ):
        return DocType.OTHER
    return _BY_KIND[first.kind]


def chamber_of(parts: Parts, content: str) -> Chamber | None:
    """Return the chamber: of the title block, else of the addresses, else the only one that the text names.

    Where chair and clerk both put their names under a report it is the Tweede Kamer's: elsewhere the clerk signs alone.
    Notices among the questions of members are the Tweede Kamer's where they name no chamber.
    """
    if parts.front.chamber:
        return parts.front.chamber
    for found in parts.letters:
        for office in (*found.letter.addressees, found.letter.sender or "", *found.letter.address):
            if named := _CHAMBER_NAMED.search(office):
                return _which(named["which"])
    named_in_text = {found["which"].lower() for found in _CHAMBER_NAMED.finditer(content)} - _copied(parts)
    named_in_text = named_in_text or {found["which"] or "eerste" for found in _SITE.finditer(content)}
    if named_in_text:
        return _which(named_in_text.pop()) if len(named_in_text) == 1 else None
    by_both = parts.front.chair_capacity and parts.front.clerk_capacity
    return Chamber.TK if by_both or any(is_notice(found.letter) for found in parts.letters) else None


def _copied(parts: Parts) -> set[str]:
    """Return the chamber whose chair has only a copy of a letter: that does not make the letter its own."""
    offices = [office for found in parts.letters[:1] for office in found.letter.copied_to]
    return {named["which"].lower() for office in offices if (named := _CHAMBER_NAMED.search(office))}


def _which(ordinal: str) -> Chamber:
    return Chamber.EK if ordinal.lower() == "eerste" else Chamber.TK


def committees_of(parts: Parts, letters: tuple[Letter, ...]) -> tuple[str, ...]:
    """Return the committees whose paper this is, or that it answers."""
    front = parts.front
    named = [_of_title(front.title), *front.introduction, front.clerk_capacity or "", front.chair_capacity or ""]
    for letter in letters:
        named += (
            [*(signed.office or "" for signed in letter.signatories), *letter.addressees]
            if letter.kind is LetterKind.REQUEST
            else []
        )
        named += letter.body[:_OPENING] if not front.introduction else ()
    return committees_in(mended("\n\n".join(named)))


def _of_title(title: str | None) -> str:
    """Return a title in capitals as running text prints it: "Verslag van de vaste commissie voor Defensie"."""
    if title is None or not title.isupper():
        return ""
    return in_title_case(_MARK.sub("", mended_capitals(title)))


def edossiers_of(references: tuple[Reference, ...], *, report: bool) -> tuple[str, ...]:
    """Return the E-dossiers of a report; another paper merely cites them."""
    if not report:
        return ()
    return tuple(dict.fromkeys(r.number for r in references if r.kind is ReferenceKind.EDOSSIER and r.number))

"""Citations that are no paper of a dossier: promises, European and Tweede Kamer numbers, proceedings, marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from documents.citations import Candidate, Reference, ReferenceKind

if TYPE_CHECKING:
    from collections.abc import Iterator

_COMMITMENT = re.compile(r"(?<![\w-])T\d{5}(?=\d{0,2}(?!\w))")
_EDOSSIER = re.compile(r"(?<![\w-])E\d{6}(?=\d{0,2}(?!\w))")
_TK = re.compile(r"(?<!\w)(?P<number>20\d{2}(?P<kind>[DZ])\d{5})(?!\d{3})")
_PROCEEDINGS_ID = re.compile(r"(?<![\w-])(?:h-[et]k-\d{8}-\d+(?:-\d+){1,2}|ah-[et]k-\d{8}-\d+)(?![\w-])")
_PROCEEDINGS = re.compile(
    r"\b(?P<annex>Aanhangsel\s+(?:(?:van|tot)\s+de\s+|der\s+)?)?Handelingen"
    r"(?:\s+(?P<chamber>I{1,2}|EK|TK|Eerste\s+Kamer|Tweede\s+Kamer))?\s*,?\s*(?:vergaderjaar\s+)?"
    r"(?P<start>\d{4})\s?[-–/]\s?(?P<end>\d{2,4})\s*"
    r"(?:,\s*(?:nr\s*\.?\s*(?P<meeting>\d{1,5})(?!\d)|(?P<pair>\d{1,3}-\d{1,4})(?!\d)))?"
    r"(?:\s*,?\s*(?:item|p\.|blz\.|pagina)\s*(?P<item>\d{1,4}(?:\s?[-–]\s?\d{1,4})?))?"
)
_EU = re.compile(
    r"\b(?P<series>COM|SWD|JOIN|SEC|C)\s?\(\s?(?P<year>(?:19|20)\d{2})\s?\)\s?(?P<serial>\d{1,5})(?P<more>(?:\s?(?:,|\ben\b)\s?\d{2,5}(?!\d|\s+(?!en\b)\w+\s+\d{4}))*)"
)
_EU_MORE = re.compile(r"\d{2,5}")
_GAZETTE = re.compile(
    r"\b(?:Stcrt\s?\.|Staatscourant)\s*(?P<year>\d{4})\s*,\s*(?:nr\s?\.\s*)?(?P<number>\d{1,6})|\bstcrt-(?P<year2>\d{4})-(?P<number2>\d{1,6})",
    re.IGNORECASE,
)
_MARK = re.compile(
    r"\b(?:[Kk]enmerk|KENMERK|[Rr]eferentie)\s*:?\s+(?:nr\.\s*)?(?P<mark>[A-Z0-9][\w.]*(?:[/-][\w.]+)*(?:\s(?=[A-Za-z.]*\s?\d)[\w.]+(?:\s\d[\w./-]*)?)?)"
    r"|(?<![\w.])(?P<outgoing>1\d{5}(?:\.\d{2})?[uU])(?!\w)"
)
_LAST_COM = 999
"""The highest serial of a Commission document in a year: of a longer number the last figure is a footnote mark."""
_KINDS = {"D": ReferenceKind.TK_DOCUMENT, "Z": ReferenceKind.TK_CASE}


def find(text: str) -> list[Reference]:
    """Return these citations in no particular order."""
    found = [_plain(text, m, ReferenceKind.COMMITMENT) for m in _COMMITMENT.finditer(text)]
    found += [_plain(text, m, ReferenceKind.EDOSSIER) for m in _EDOSSIER.finditer(text)]
    found += [_plain(text, m, _KINDS[m["kind"]], m["number"]) for m in _TK.finditer(text)]
    found += _proceedings(text)
    for match in _EU.finditer(text):
        found += _european(text, match)
    for match in _GAZETTE.finditer(text):
        number = f"{match['year'] or match['year2']}, {match['number'] or match['number2']}"
        found.append(_plain(text, match, ReferenceKind.GAZETTE, number))
    return found + list(_marks(text, found))


def _plain(text: str, match: re.Match[str], kind: ReferenceKind, number: str | None = None) -> Reference:
    return Reference(text[match.start() : match.end()], match.start(), match.end(), kind, number=number or match[0])


def _proceedings(text: str) -> list[Reference]:
    found = [_plain(text, m, ReferenceKind.PROCEEDINGS) for m in _PROCEEDINGS_ID.finditer(text)]
    for match in _PROCEEDINGS.finditer(text):
        chamber = {"I": "ek", "EK": "ek", "II": "tk", "TK": "tk"}.get((match["chamber"] or "").split(" ")[0])
        if chamber is None and match["chamber"]:
            chamber = "ek" if match["chamber"].startswith("Eerste") else "tk"
        year = f"{match['start']}{match['start'][:2] if len(match['end']) == 2 else ''}{match['end']}"  # noqa: PLR2004 - "2014/15"
        places = (match["meeting"], match["pair"], None if match["annex"] else match["item"])
        rest = "-".join(part.replace(" ", "").replace("–", "-") for part in places if part)
        number = "-".join(part for part in ("ah" if match["annex"] else "h", chamber, year, rest) if part)
        found.append(_plain(text, match, ReferenceKind.PROCEEDINGS, number))
    return found


def _european(text: str, match: re.Match[str]) -> Iterator[Reference]:
    """Give each document of a list ("COM (2016) 465, 466 en 467"), a footnote figure at its end told apart."""
    series, year = match["series"], match["year"]
    serials = [(match.start(), match.end("serial"), match["serial"])]
    serials += [(m.start(), m.end(), m[0]) for m in _EU_MORE.finditer(text, match.start("more"), match.end("more"))]
    for start, end, serial in serials:
        number = f"{series}({year}){serial}"
        if series == "COM" and int(serial) > _LAST_COM:
            likely = f"{series}({year}){serial[:-1]}"
            candidates = (Candidate(None, likely), Candidate(None, number))
            yield Reference(text[start : end - 1], start, end - 1, ReferenceKind.EU, None, likely, candidates, 0.8)
        else:
            yield Reference(text[start:end], start, end, ReferenceKind.EU, number=number)


def _marks(text: str, others: list[Reference]) -> Iterator[Reference]:
    """Give letters cited by their sender's own number; a number that is known as something else is not one."""
    starts = {other.start for other in others}
    for match in _MARK.finditer(text):
        group = "mark" if match["mark"] else "outgoing"
        mark = match[group].rstrip(".,")
        start = match.start(group)
        if start not in starts and any(character.isdigit() for character in mark):
            yield Reference(mark, start, start + len(mark), ReferenceKind.LETTER_MARK, number=mark)

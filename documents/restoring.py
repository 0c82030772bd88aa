"""The lines of machine-read print put back as print had them, and what a scan had misread there.

Only what has a set form is put back: imprints and feet of pages go, a heading, an address or a day that ran into the
text gets its own line, days and offices of a head or a signature get their letters. Running text stays as it is.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from documents import dates, offices
from documents.clean import Line
from documents.patterns import MONTH
from documents.values import Anomaly
from documents.worn import apart, figures_of, looks_of, mended, near

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_FURNITURE = re.compile(
    r"""(?:
    (?=[A-Z]*\d)[\dA-Z]{5,7}\s?F\b.{0,90}                                       # the printer's number, with his imprint
  | .{0,60}\b(?:SDU|Sdu|Staats)\s?-?[Uu]itge\w{2,6}\b.{0,60}
  | .{0,60}\bStaatsdrukkerij\b.{0,60}
  | ['’‘´`]?\s?s[\s-]?Gravenhage\s\d{4}
  | (?:Eerste|Tweede)\s?Kamer\s?[,.]\s?(?:vergaderjaar|zitting)\s?\d{4}.{4,60}?,\s?(?:nrs?\b|[A-Z]{1,3}\b).{0,14}
    )""",
    re.VERBOSE,
)
_FIGURE_ALONE = re.compile(r"[\dlIi|!]{1,3}")
_CHAMBER = re.compile(
    r"(?P<which>[EFe][eo]rst[eo]|[TI]w[eo]{2}d[eo])\s?[KR]amer\s?(?:d[eo]r|de[rt])\s?Staten[\s-]{0,2}Gen[eo]raa[l1Ii]\.?(?P<digit>\s+[12lIi|])?"
)
_HEADING = re.compile(r"(?P<what>(?:[A-Z]+)?(?:BRIEF|BRIEVEN))\s?VAN\s?(?P<the>DE|HET|DEN)\s?(?=[A-Z])(?P<rest>.*)")
_YEAR_AND_DOSSIER = re.compile(
    r"(?i:(?P<year>zitting\s+\d{4}\s?[-–]\s?\d{2,4}))\s*[-–—.]?\s+(?P<dossier>\d{2}\s?\d{3}.*)"
)
_CAPITALS_THEN = re.compile(
    r"(?P<heading>[^a-zß-ÿ]{12,260}?)\s+(?P<rest>Aan\s+(?:de|het)\s+[A-Z].*|Vastgeste[l1I]d\b.*)"
)
_S_GRAVENHAGE = re.compile(r"['’‘´`Il1]?\s?s\s?-?\s?Gra-?ven-?hage")
_PLACE = rf"(?:{_S_GRAVENHAGE.pattern}|Den\sHaag|DEN\sHAAG|Rijswijk|Zoetermeer|Leidschendam|[A-Z][a-z]{{3,15}}(?=\s?,))"
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE})\s?[,.]?\s*(?P<day>\d{{1,2}}\s+{MONTH}\s+\d{{4}})\.?(?:\s+(?P<rest>[A-ZÀ-Ý«].*))?"
)
_STARTS = re.compile(
    r"(?i:vast\s?gest|['’‘´`Il1]?\s?s\s?-?\s?gra|den\shaag|rijswijk|zoetermeer|leidschendam|datum\b"
    r"|[A-Z][a-z]{3,15}\s?,\s?[\dlIO]{1,2}[ .]?[a-z])"
)
_ADOPTED = re.compile(r"V[ao]st\s?g[eo]st[eo][l1Ii][dt]\b")
_SIGNED = re.compile(r"(?:De|DE|de|Der|Aan\s?de|Degriffier|Devoorzitter)\s?(?=[A-Za-z])")
_CAPACITY = re.compile(
    r"De\s?(?P<kind>adjunct-|waarnemend\s|plv\.\s|wnd\.\s)?(?P<role>gr[il1]ff[il1][eco]r|v[oec]{2}rz[il1][tl]{2}[eco]r)\s"
    r"v[ao][nu]\sd[eco]\s(?P<what>vaste\s|bijzondere\s)?(?P<committee>[CGc][oec](?:mm|rnm|mrn|nm|mn|m)[il1][s5]{2}[il1][eco])"
    r"\s?[,.;:•]?\s?(?P<name>(?:(?:[A-Z]\.\s?)*(?:[Vv]an|[Dd]e|[Dd]en|[Dd]er|[Tt]er|[Tt]en|[Tt]e)\s+)*(?:[A-Z]\.\s?)*[A-Z][\w-]+)\W*"
)
_TITLED = re.compile(r"(?:[A-Z10]+\s){0,2}[A-Z10]{0,5}(?:VERS|ERSL|RSLAG|BRI|RIEF)")
_CAPITAL_WORD = re.compile(r"\b[A-Z\d]{5,}\b")
_TITLE_WORDS = (
    "VERSLAG", "VERSLAGEN", "EINDVERSLAG", "VOORLOPIG", "SCHRIFTELIJK", "SCHRIFTELIJKE", "MONDELING", "MONDELINGE",
    "OVERLEG", "COMMISSIE", "COMMISSIES", "MINISTER", "MINISTERS", "STAATSSECRETARIS", "STAATSSECRETARISSEN",
)  # fmt: skip
"""The words that the titles of papers have in common, the longest of which a scan seldom leaves whole."""
_TITLE_LOOKS = {word: looks_of(word) for word in _TITLE_WORDS}
_NAMED_AFTER = re.compile(r"\W*(?:[A-ZÀ-Ý(][^;:?!]{0,60})?")
_OFFICE = re.compile(r"(?:De|de)\s+(?:[Mm]inister|[Ss]taatssecretaris)\s+(?:van|voor)\s+")
_INITIAL = r"(?:[A-ZÀ-Ý][a-z]{0,2}[.,]\s?)"
_PARTICLE = r"(?:(?:van|de|den|der|ter|ten|te|het|['’]t|in|op)\s+)"
_SURNAME = r"[A-ZÀ-Ý][\wÀ-ÿ’'-]+"
_NAME_AFTER = re.compile(
    r"(?P<acting>\s+a\.\s?i\.)?\s*[,.;:•]*\s*(?P<signed>\(?w\.\s?g\.\)?\s+)?"
    rf"(?P<name>(?:(?:mr|dr|drs|ir|prof)\.\s*|mevrouw\s+|mw\.\s*)*{_INITIAL}+"
    rf"{_PARTICLE}*{_SURNAME}(?:[ -]{_PARTICLE}*{_SURNAME})?)\s*[.,]?"
)
_INITIALS_COMMA = re.compile(r"(?<=[A-ZÀ-Ý]),(?=\s?(?:[A-ZÀ-Ý]|(?:van|de|den|der|ter|te)\b))")
_TWO_SIGNED = re.compile(r"\s+(?=[Dd]e\s+(?:Minister|Staatssecretaris)\s+(?:van|voor)\s)")
_MARK = re.compile(r"(?<=[A-Z])\d{1,2}$")
"""The mark of a footnote at the end of a title: taken off, and nothing that a scan misread."""
_LONG_WORD, _FAR = 11, 2
_WHOLE_PLACE = re.compile(r"['’]s[- ]Gravenhage")
_SHORTEST_PARTED, _LONGEST_PARTED = 14, 20_000
_HEAD = 80
_LONGEST = 330


def restore(lines: Sequence[Line]) -> tuple[list[Line], tuple[Anomaly, ...]]:
    """Return the lines as print had them, and each line whose words a scan had misread, as it stands."""
    kept: list[Line] = []
    wrong: list[Anomaly] = []
    for line in _without_furniture(lines):
        whole = [part for one in _parted(line.text) for part in _parted(one)]
        for place, text in enumerate(whole):
            right = _restored(text)
            if right != text and _letters(right) not in {_letters(text), _letters(_MARK.sub("", text))}:
                wrong.append(Anomaly("misread", text))
            kept.append(Line(right, line.new_page and not place, line.at))
    return kept, tuple(wrong)


def _letters(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


def _without_furniture(lines: Sequence[Line]) -> Iterator[Line]:
    """Give the lines but those of the printer and of the page: its foot, its number and the chamber's own figure."""
    after_furniture = False
    last = max((place for place, line in enumerate(lines) if line.text), default=0)
    for place, line in enumerate(lines):
        text = line.text
        if text and len(text) < _LONGEST and _FURNITURE.fullmatch(text):
            after_furniture = True
            continue
        alone = len(text) < 4 and _FIGURE_ALONE.fullmatch(text)  # noqa: PLR2004 - a number of three figures
        if (
            alone
            and not text.isdecimal()
            and (after_furniture or (place and _CHAMBER.fullmatch(lines[place - 1].text)))
        ):
            continue
        if alone and (after_furniture or (place == last and not text.isdecimal())):
            continue
        after_furniture = after_furniture and not text
        yield line


def _parted(text: str) -> list[str]:
    """Return a line that holds a heading or a day and then something else as two."""
    if len(text) < _SHORTEST_PARTED or len(text) > _LONGEST_PARTED:
        return [text]
    if text[:7].lower() == "zitting" and (old := _YEAR_AND_DOSSIER.fullmatch(text)):
        return [old["year"], old["dossier"]]
    if _OFFICE.match(text) and len(text) < _LONGEST and _TWO_SIGNED.search(text):
        return _signed_by_more(text)
    if text[:2].isupper() and (found := _CAPITALS_THEN.fullmatch(text)):
        return [found["heading"], found["rest"]]
    return _day_and_rest(text) if _STARTS.match(text) else [text]


def _day_and_rest(text: str) -> list[str]:
    """Return a place and a day on their own line, and the words that ran on behind them on the next."""
    found = _DATELINE.fullmatch(dates.restored(text[:_HEAD]) + text[_HEAD:])
    if not found:
        return [text]
    worn = _S_GRAVENHAGE.fullmatch(found["place"]) and not _WHOLE_PLACE.fullmatch(found["place"])
    place = "'s-Gravenhage" if worn else found["place"]
    if found["rest"]:
        return [f"{place}, {found['day']}", found["rest"]]
    return [f"{place}, {found['day']}"] if worn else [text]


def _signed_by_more(text: str) -> list[str]:
    """Return the signatures that print ran together, each on its own; a sentence that names two offices stays whole."""
    each = _TWO_SIGNED.split(text)
    ends = [_OFFICE.match(one) for one in each]
    known = [offices.portfolio_at(one, begins.end()) for one, begins in zip(each, ends, strict=True) if begins]
    if all(place and _NAME_AFTER.fullmatch(one, place[1]) for one, place in zip(each, known, strict=True)):
        return each
    return [text]


def _restored(text: str) -> str:
    """Return a line of a head, a title or a signature with its days, its offices and its own words whole."""
    if not text or len(text) > _LONGEST:
        return text
    if chamber := _CHAMBER.fullmatch(text):
        which = "Eerste" if "rst" in chamber["which"] else "Tweede"
        return f"{which} Kamer der Staten-Generaal{figures_of(chamber['digit'] or '')}"
    if _STARTS.match(text):
        return _dated(text)
    if text[:4].isupper():
        return _titled(text)
    if _SIGNED.match(text):
        capacity = _CAPACITY.fullmatch(text)
        return _capacity(capacity) if capacity else _signed(text)
    return text


def _capacity(found: re.Match[str]) -> str:
    """Return who signs for a committee, with the words above the name whole and the comma before it."""
    role = "griffier" if found["role"][0] == "g" else "voorzitter"
    committee = "Commissie" if found["committee"][0].isupper() else "commissie"
    return f"De {found['kind'] or ''}{role} van de {found['what'] or ''}{committee}, {found['name']}"


def _dated(text: str) -> str:
    """Return a line with a day ("Vastgesteld …", a place and a day) with the day whole and a comma behind the place."""
    text = dates.restored(_ADOPTED.sub("Vastgesteld", text, 1))
    found = _DATELINE.fullmatch(text)
    return f"{found['place']}, {found['day']}" if found and "," not in text else text


def _titled(text: str) -> str:
    """Return a heading in capitals with the words that headings have in common, and its office, whole."""
    if _TITLED.match(text):
        text = _CAPITAL_WORD.sub(_title_word, text)
    found = _HEADING.fullmatch(text)
    return offices.restored(f"{found['what']} VAN {found['the']} {found['rest']}") if found else text


def _title_word(found: re.Match[str]) -> str:
    """Return a word of a title that is one letter off a word that titles have, as that word; two off in a long one."""
    if found[0] in _TITLE_WORDS:
        return found[0]
    return _nearest_title_word(found[0])


@lru_cache(maxsize=1024)
def _nearest_title_word(printed: str) -> str:
    looks = looks_of(printed)
    close = [
        (apart(known, looks), word)
        for word, known in _TITLE_LOOKS.items()
        if near(known, looks, _FAR if len(word) > _LONG_WORD else 1)
    ]
    return min(close)[1] if close else printed


def _signed(text: str) -> str:
    """Return a line of an address or signature with its office whole; a sentence that begins with an office stays."""
    right = offices.restored(text)
    begins = _OFFICE.match(right)
    known = offices.portfolio_at(right, begins.end()) if begins else None
    if known and (signed := _NAME_AFTER.fullmatch(right, known[1])):
        name = _INITIALS_COMMA.sub(".", mended(signed["name"]))
        return f"{right[: known[1]]}{signed['acting'] or ''}, {signed['signed'] or ''}{name}"
    if right == text or len(text) > _LONGEST // 2:
        return text
    tail = text[text.rfind(",") :] if "," in text else ""
    return right if _NAMED_AFTER.fullmatch(tail) else text

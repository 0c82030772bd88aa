"""The grammar of a citation of numbered papers: one or more dossiers, then what follows them decides.

A comma, "nr." or "letter" announces a number; a bare letter after a dossier is its number or its budget chapter, and
then both readings are given, the likelier first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from procedure.dossiers import CHAPTER, ROMAN, Dossier, letters_of_rank, rank_of_letters
from procedure.errors import NotAnIdentifier

HEAD = re.compile(
    r"(?<![\w€$£/:])(?<![\d][.,])(?<!\d-)"
    r"(?P<tens>[1-4]\d)(?:[ .\u00a0\n]?|-(?=\d{3}\s?,\s?nr))(?P<rest>\d{3})(?!\d)(?![.,]\d)"
)
NEXT_HEAD = re.compile(r"(?P<tens>[1-4]\d)[ .\u00a0\n]?(?P<rest>\d{3})(?!\d)")
INTERNAL = re.compile(rf"(?<![\w-])(?P<dossier>(?=C[XLVI]{{2}}){ROMAN})(?!\w)")

_SUB = re.compile(r"-(?P<sub>\d{2})(?!\d)")
_SUB_GOES_ON = re.compile(r"\s?-\s?\d|\s*[,.]?\s*[Nn]rs?\b|\s*,\s*(?:letter\s+)?[A-Z]{1,2}\b|\s?/")
_CHAPTER = re.compile(
    rf"(?P<by>\s?-\s?|\s+|\s*,\s+(?=[IVX]{{2,}}[A-E]?\b))(?P<chapter>{CHAPTER})(?=\d{{0,4}}(?!\w))(?!\.\s?[A-Z][a-z])"
)
_CHAPTER_SAID = re.compile(rf"\s*,?\s*(?:hfdst\s?\.|hoofdstuk)\s*(?P<chapter>{CHAPTER})(?!\w)")
_CHAPTER_BETWEEN = re.compile(rf"\s*,\s*(?P<chapter>{CHAPTER})(?=\s*,\s*[Nn]rs?\b)")
_NEXT_CHAPTER = re.compile(
    rf"(?:\s*,\s*(?=[IVX]{{3}})|\s+en\s+(?=[IVX]{{2}}|[A-M]\s*,?\s*[Nn]rs?\b))(?P<chapter>{CHAPTER})(?!\w)"
)
_TREATY = re.compile(r"\s?-?\(\s?(?P<treaty>R\s?\d{3,4})(?!\d)\)?")
_ETC = re.compile(r"\s*,?\s*enz(?:\.|ovoort)")
_NEXT_DOSSIER = re.compile(r"(?:\s*(?:/|,|\ben\b|&)\s*|-)(?=[1-4]\d[ .\u00a0\n]?\d{3}(?!\d))|\s*/\s*(?=C[XLVI]{2,7}\b)")
_DOSSIER_RANGE = re.compile(r"\s+(?:t/m|tot\s+en\s+met)\s+(?P<last>\d{2}[ .]?\d{3}|\d{3})(?!\w)")

_SIGN = re.compile(r"\s*[-,.]{0,2}\s*\b(?:[Nn]r(?P<many>s)?|[Nn]ummers?)\s?[.,:]?\s*(?=\d)")
_DASH = re.compile(r"\s?-\s?(?=\d)")
_COMMA = re.compile(r"\s*,\s*(?=\d{2,4}(?!\w|[.,]\d|[ .\u00a0]\d{3}(?!\d)))")
_NUMBER = re.compile(r"(?P<number>\d{1,4}[a-z]?)(?!\w)")
_GLUED = re.compile(r"(?P<number>\d{2,4})(?!\w)")
_NEXT_NUMBER = re.compile(
    r"(?P<by>\s*,\s*(?:en\s+)?|\s+en\s+|\s*/\s*|\s+(?:t/m|tot\s+en\s+met)\s+|\s?[-–]\s?)(?:[Nn]rs?\s?\.?\s*)?"
    r"(?P<number>\d{1,4}[a-z]?)(?!\w|[.,]\d|[ .\u00a0]\d{3}(?!\d))"
)
_LETTER = re.compile(
    r"(?P<by>\s*,\s*(?:letter\s+|[Nn]r\s?\.\s*)?|\s+(?:letter\s+|[Nn]r\s?\.\s*)|\s?-\s?|\s+)(?P<letter>[A-Z]{1,2})(?=\d{0,2}(?!\w))(?![-’'][\w]|\.[A-Z]\.)"
)
_NEXT_LETTER = re.compile(
    r"(?P<by>\s*,\s*|\s+en\s+|\s+t/m\s+|\s?[-–]\s?)(?P<letter>[A-Z]{1,2})(?=\d{0,2}(?!\w))(?!\.[A-Z])(?!\s*,?\s+nr)"
)
_AND_NUMBER = re.compile(r"\s+en\s+[Nn]rs?\s?\.\s*(?P<number>\d{1,4}[a-z]?)(?!\w)")
UNIT = re.compile(
    r"\s*(?:jan|feb|maart|apr|mei|juni|juli|aug|sep|okt|nov|dec|uur|euro|gulden|miljoen|miljard|procent|%|leden|jaar|week|weken|dagen|maanden"
    r"|vragen|personen|mensen|km\b|ha\b)",
    re.IGNORECASE,
)
_YEAR = range(1950, 2050)
_WORDS = {"EK", "TK", "EU", "VN", "NL", "BV", "NV", "CU", "SP", "GL", "VS", "DE", "EN", "IN", "OP", "NR"}
"""Words in capitals that stand after a space more often than they number a paper."""
_LONGEST_RANGE = 60
_MOST = 100
"""Dossiers or numbers in one citation; a longer list is no citation, and is read as several."""
_ROUND = 5
"""Budget dossiers are given numbers that end in 0 or 5; that says what a letter after a hyphen is likeliest to be."""
SURE, LIKELY, POOR = 1.0, 0.8, 0.6

Paper = tuple[Dossier, str | None]


@dataclass(frozen=True, slots=True)
class Item:
    """A citation: the papers it names, where it ends, and the other reading where it has two.

    ``bare`` where nothing but five figures (or two numbers with a comma) speaks for it, so that its surroundings must.
    """

    papers: tuple[Paper, ...]
    end: int
    others: tuple[Paper, ...] = ()
    confidence: float = SURE
    bare: bool = False


def item_at(text: str, head: re.Match[str]) -> Item:
    """Return the citation that begins with the five figures of a head."""
    return _item(text, [], Dossier(head["tens"] + head["rest"]), head.end())


def internal_at(text: str, head: re.Match[str]) -> Item:
    """Return the citation that begins with the roman number of an internal dossier."""
    return _item(text, [], Dossier(head["dossier"]), head.end())


def _item(text: str, group: list[Dossier], plain: Dossier, position: int) -> Item:
    """Read dossiers until one is followed by a number, or by no other dossier."""
    while True:
        dossiers, end, doubt = _with_chapter(text, plain, position)
        group += dossiers
        if doubt is not None:
            return _ambiguous(group, plain, end, doubt)
        etc = _ETC.match(text, end)
        numbered = _numbers(text, etc.end() if etc else end)
        if numbered:
            numbers, end, confidence, bare = numbered
            papers = tuple((dossier, number) for number in numbers for dossier in group)
            return Item(papers, end, confidence=confidence, bare=bare)
        following = _NEXT_DOSSIER.match(text, end)
        if not following or len(group) >= _MOST:
            break
        head = NEXT_HEAD.match(text, following.end()) or INTERNAL.match(text, following.end())
        if not head or UNIT.match(text, head.end()):
            break
        plain = Dossier(head["tens"] + head["rest"] if "tens" in head.groupdict() else head["dossier"])
        position = head.end()
    return _alone(text, group, end)


def _alone(text: str, group: list[Dossier], end: int) -> Item:
    """A dossier without a number, or a range of them ("35 234 t/m 237")."""
    bare = not any(dossier.chapter or dossier.treaty or dossier.sub for dossier in group)
    first = group[-1]
    if bare and first.number.isdigit() and (until := _DOSSIER_RANGE.match(text, end)):
        last = re.sub(r"\D", "", until["last"])
        last = first.number[: len(first.number) - len(last)] + last
        if 0 < int(last) - int(first.number) <= _LONGEST_RANGE:
            group = [*group[:-1], *(Dossier(str(n)) for n in range(int(first.number), int(last) + 1))]
            return Item(tuple((dossier, None) for dossier in group), until.end())
    return Item(tuple((dossier, None) for dossier in group), end, confidence=POOR if bare else SURE, bare=bare)


def _ambiguous(group: list[Dossier], plain: Dossier, end: int, doubt: tuple[str, bool]) -> Item:
    """A letter that is a chapter or a number: the likelier reading first."""
    letter, is_chapter = doubt
    before = tuple((dossier, letter) for dossier in group)
    as_chapter: tuple[Paper, ...] = (*((d, None) for d in group), (Dossier(plain.number, plain.sub, letter), None))
    as_number: tuple[Paper, ...] = (*before, (plain, letter))
    likely, other = (as_chapter, as_number) if is_chapter else (as_number, as_chapter)
    return Item(likely, end, other, LIKELY)


def _with_chapter(text: str, plain: Dossier, position: int) -> tuple[list[Dossier], int, tuple[str, bool] | None]:
    """Return the dossiers of one number with sub-number, treaty mark and chapters, their end, and an open doubt."""
    sub = _SUB.match(text, position)
    if sub and (sub["sub"].startswith("0") or _SUB_GOES_ON.match(text, sub.end())):
        plain, position = Dossier(plain.number, sub["sub"]), sub.end()
    if treaty := _TREATY.match(text, position):
        return [Dossier(plain.number, plain.sub, None, treaty["treaty"].replace(" ", ""))], treaty.end(), None
    said = _CHAPTER_SAID.match(text, position) or _CHAPTER_BETWEEN.match(text, position)
    if said:
        return _chapters(text, plain, said["chapter"], said.end()) + (None,)  # noqa: RUF005 - a pair grows to three
    found = _CHAPTER.match(text, position)
    if not found:
        return [plain], position, None
    if _is_chapter(text, found):
        return _chapters(text, plain, found["chapter"], found.end()) + (None,)  # noqa: RUF005 - as above
    if "," in found["by"] and plain.number.endswith("00") is False:
        return [plain], position, None
    return [], found.end(), (found["chapter"], _likelier_chapter(plain))


def _chapters(text: str, plain: Dossier, first: str, end: int) -> tuple[list[Dossier], int]:
    chapters = [first]
    while following := _NEXT_CHAPTER.match(text, end):
        chapters.append(following["chapter"])
        end = following.end()
    return [Dossier(plain.number, plain.sub, chapter) for chapter in chapters], end


def _is_chapter(text: str, found: re.Match[str]) -> bool:
    """A chapter for certain: too long for a letter, or followed by a number of its own."""
    chapter, end = found["chapter"], found.end()
    longest_letter = 2
    if len(chapter) > longest_letter or _SIGN.match(text, end) or _DASH.match(text, end):
        return True
    if _NEXT_CHAPTER.match(text, end) or (len(chapter) > 1 and _GLUED.match(text, end)):
        return True
    if "," in found["by"]:
        return False
    letter = _LETTER.match(text, end)
    if letter and "," in letter["by"]:
        return True
    return found["by"].isspace() and all(figure in "IVX" for figure in chapter)


def _likelier_chapter(plain: Dossier) -> bool:
    return plain.number.isdigit() and int(plain.number) % _ROUND == 0


def _numbers(text: str, position: int) -> tuple[list[str], int, float, bool] | None:
    """Return the numbers that follow a dossier, where they end, how sure they are and whether they are bare."""
    if sign := _SIGN.match(text, position):
        numbers, end = _list_of_numbers(text, sign.end(), dash_is_range=bool(sign["many"]))
        return (numbers, end, SURE, False) if numbers else None
    if position and text[position - 1].isalpha() and (glued := _GLUED.match(text, position)):
        return [glued["number"]], glued.end(), LIKELY, False
    if dash := _DASH.match(text, position):
        numbers, end = _list_of_numbers(text, dash.end(), dash_is_range=False)
        return (numbers, end, SURE, False) if numbers else None
    if letters := _letters(text, position):
        return letters
    if comma := _COMMA.match(text, position):
        numbers, end = _list_of_numbers(text, comma.end(), dash_is_range=False)
        if numbers and int(re.sub(r"\D", "", numbers[0])) not in _YEAR and not UNIT.match(text, end):
            return numbers, end, LIKELY, True
    return None


def _list_of_numbers(text: str, position: int, *, dash_is_range: bool) -> tuple[list[str], int]:
    first = _NUMBER.match(text, position)
    if not first:
        return [], position
    numbers, end = [first["number"]], first.end()
    while len(numbers) < _MOST and (following := _NEXT_NUMBER.match(text, end)):
        by, number = following["by"].strip(), following["number"]
        if UNIT.match(text, following.end()) or (by == "," and number.isdigit() and int(number) in _YEAR):
            break
        is_range = by.startswith("t") or (dash_is_range and by in {"-", "–"})
        if by in {"-", "–"} and not is_range:
            break
        numbers += _span(numbers[-1], number) if is_range else [number]
        end = following.end()
    return numbers, end


def _span(first: str, last: str) -> list[str]:
    """Return the numbers after the first up to the last of a range."""
    if first.isdigit() and last.isdigit() and 0 < int(last) - int(first) <= _LONGEST_RANGE:
        return [str(n) for n in range(int(first) + 1, int(last) + 1)]
    return [last]


def _letters(text: str, position: int) -> tuple[list[str], int, float, bool] | None:
    found = _LETTER.match(text, position)
    if not found or (found["by"].isspace() and found["letter"] in _WORDS):
        return None
    letters, end = [found["letter"]], found.end()
    while (following := _NEXT_LETTER.match(text, end)) and rank_of_letters(following["letter"]) > rank_of_letters(
        letters[-1]
    ):
        is_range = following["by"].strip() in {"t/m", "-", "–"}
        letters += _letter_span(letters[-1], following["letter"]) if is_range else [following["letter"]]
        end = following.end()
    numbers = list(letters)
    if more := _AND_NUMBER.match(text, end):
        numbers.append(more["number"])
        end = more.end()
    announced = not found["by"].isspace()
    return numbers, end, SURE if announced else LIKELY, not announced


def _letter_span(first: str, last: str) -> list[str]:
    low, high = rank_of_letters(first) + 1, rank_of_letters(last) + 1
    return [letters_of_rank(rank) for rank in range(low, high)] if high - low <= _LONGEST_RANGE else [last]


def dossier_or_none(text: str) -> Dossier | None:
    """Return the dossier of an official id, or None where it has none (a production number)."""
    try:
        return Dossier.parse(text)
    except NotAnIdentifier:
        return None

"""The letters in a paper: where each begins and ends, and what it says about itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from documents import kinds, parties, signatures
from documents.clean import Line, join, paragraphs
from documents.due import Counting
from documents.headers import head_of, is_address, is_dateline
from documents.patterns import DATE, MONTH, OFFICE, PLACE, first_date
from documents.values import Anomaly, InReplyTo, Letter, Signatory
from procedure.vocabulary import LetterKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from procedure.rulebook import Rulebook
    from procedure.vocabulary import Chamber

_HEADING = re.compile(r"(?:[A-Z]+)?(?:BRIEF|BRIEVEN|UITSTELBRIEF|UITSTELBERICHT)\s+(?:VAN|AAN)\b")
_CAPITALS = re.compile(r"[^a-zà-ÿ]*")
_RUN_ON_HEAD = re.compile(
    rf"(?P<to>Aan\s+(?:de\s+)?[^.]{{5,160}}?)\s+(?P<line>{PLACE}\s*,\s*\d{{1,2}}\s+{MONTH}\s+\d{{4}})\s+(?P<rest>\S.*)",
    re.DOTALL,
)
_HEAD_LENGTH = 400
_NEAR = 14
"""Lines within which an address is followed by its date."""
_OPENING = 5
"""Paragraphs in which a reply names the letter that it answers."""
_YOUR_LETTER = re.compile(
    rf"\b(?:(?:[Uu]w|[Dd]e|[Ee]en|[Dd]eze|[Hh]aar|[Hh]un)\s+)?(?:[Bb]rief|[Bb]rieven|[Vv]erzoek|[Ss]chrijven|[Vv]ragen)\b(?P<whose>[^.;]{{0,160}}?)"
    rf"\b(?:van|d\.d\.|dd\.?|op|gedateerd)\s+(?P<date>(?:{DATE}|\d{{1,2}}[-/]\d{{1,2}}[-/]\d{{4}}))"
)
_SPLIT_DATE = re.compile(
    rf"\b[Bb]rief\s*,?\s+gedateerd\s+(?P<day>\d{{1,2}})\s+en\s+ingekomen\s+\d{{1,2}}\s+(?P<rest>{MONTH}\s+\d{{4}})"
)
_ASKED_ON = re.compile(
    rf"\b(?:[Cc]ommissie|[Ll]eden|[Uu]w\s+Kamer|[Uu])\b[^.;]{{0,120}}?\bop\s+(?P<date>{DATE})[^.;]{{0,80}}?\b(?:verzocht|gevraagd|vragen|voorgelegd|brief)"
)
_ON_DAY = re.compile(
    rf"\b[Oo]p\s+(?P<date>{DATE})\s+(?:heeft|hebben|hebt|heb|ontving|deed|deden|stelde|stelden|vroeg|vroegen)\s+(?P<who>[^.;]{{3,200}}?)"
    r"\b(?:vragen|verzocht|gevraagd|verzoek|brief|voorgelegd)\b"
)
_MARK = re.compile(
    r"\b(?:met\s+)?(?:uw\s+|ons\s+)?(?:kenmerk|referentie|nummer)\s*:?\s*(?P<mark>[A-Z0-9][\w./-]*\d[\w./-]*)",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(rf"\b(?:aan|tot)\s+(?:de\s+)?(?P<office>{OFFICE})")


@dataclass(frozen=True, slots=True)
class Found:
    """A letter as found: its value, between which of its lines the body stands, and what it has wrong."""

    letter: Letter
    body_from: int
    body_to: int
    anomalies: tuple[Anomaly, ...] = ()


def parted(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of a paper, an address and date that print ran into the text given lines of their own."""
    whole: list[Line] = []
    for line in lines:
        found = _RUN_ON_HEAD.match(line.text, 0, _HEAD_LENGTH) if line.text.startswith("Aan ") else None
        if found:
            rest = line.text[found.start("rest") :]
            whole += [Line(found["to"], line.new_page), Line(found["line"]), Line(""), Line(rest)]
        else:
            whole.append(line)
    return whole


def starts_of_letters(lines: Sequence[Line]) -> list[int]:
    """Return the indexes of the lines on which a letter begins: a heading in capitals, or an address with its date."""
    starts: list[int] = []
    headed_until = -1
    for position, line in enumerate(lines):
        if _HEADING.match(line.text) and _CAPITALS.fullmatch(line.text):
            if not starts or position > headed_until or starts[-1] != position - 1:
                starts.append(position)
            headed_until = position + _NEAR
        elif is_address(line.text) and position > headed_until and _dated_near(lines, position):
            starts.append(position)
            headed_until = position + _NEAR
    return starts


def _dated_near(lines: Sequence[Line], position: int) -> bool:
    return any(is_dateline(line.text) for line in lines[position : position + _NEAR])


def read_letter(lines: Sequence[Line], words: frozenset[str]) -> Found:
    """Return what one letter says of itself, its term and the letters that it answers left open."""
    heading, rest = _heading_of(lines)
    head = head_of([line.text for line in rest])
    content = list(rest[head.body_from :])
    sign = signatures.signature_from([line.text for line in content])
    signature = "\n".join(line.text for line in content[sign:] if line.text) or None
    body = paragraphs(content[:sign], words)
    if body and signature is None and (cut := signatures.split_run_on(body[-1])):
        body[-1:], signature = [part for part in cut[:1] if part], cut[1]
    signed = signatures.signatories(signature) if signature else ()
    if not signed and heading:
        signed = _named_in(heading)
    told = tuple(body)
    letter = Letter(
        kind=LetterKind.LETTER,
        heading=heading,
        signatories=signed,
        addressees=head.addressees or _addressed_in(heading),
        address=head.address,
        place=head.place,
        dated_on=head.dated_on,
        on_behalf_of=parties.on_behalf_of("\n".join(told)),
        copied_to=parties.copied_to((*told, *_copy_lines(signature, head.fields))),
        subject=next((head.fields[k] for k in ("betreft", "onderwerp", "betreffende") if k in head.fields), None),
        mark=next(
            (head.fields[k] for k in ("ons kenmerk", "kenmerk", "onze referentie", "referentie") if k in head.fields),
            None,
        ),
        your_mark=next(
            (
                head.fields[k]
                for k in ("uw kenmerk", "uw referentie", "uw brief (kenmerk)", "uw brief")
                if k in head.fields
            ),
            None,
        ),
        body=told,
        signature=signature,
    )
    wrong = (Anomaly("impossible_date", head.impossible_date),) if head.impossible_date else ()
    kind = kinds.kind_of(letter.sender, letter.addressees, letter.subject, told)
    begin = len(lines) - len(rest) + head.body_from
    return Found(replace(letter, kind=kind, in_reply_to=answered_by(letter, kind)), begin, begin + sign, wrong)


def with_term(letter: Letter, rulebook: Rulebook, chamber: Chamber | None) -> Letter:
    """Return a letter with the term that it sets (a request) or the day that it names (deferral, partial reply)."""
    if letter.dated_on is None:
        return letter
    counting = Counting(rulebook, letter.dated_on, chamber)
    if letter.kind is LetterKind.REQUEST:
        return replace(letter, term=counting.asked(letter.body))
    if letter.kind in {LetterKind.DEFERRAL, LetterKind.PARTIAL_REPLY}:
        return replace(letter, term=counting.announced(letter.body))
    return letter


def answered_by(letter: Letter, kind: LetterKind) -> tuple[InReplyTo, ...]:
    """Return the letters that a reply says it answers, as it names them; a request and a plain letter answer none."""
    if kind in {LetterKind.REQUEST, LetterKind.LETTER}:
        return ()
    opening = " ".join(letter.body[:_OPENING])
    found: list[InReplyTo] = []
    for match in _YOUR_LETTER.finditer(opening):
        mark = _MARK.search(opening, match.end(), match.end() + 60) or _MARK.search(match["whose"])
        office = _ADDRESSED.search(match["whose"])
        found.append(
            InReplyTo(
                first_date(match["date"]),
                parties.plain(office["office"]) if office else None,
                mark["mark"].rstrip(".") if mark else None,
            )
        )
    if not found and (split := _SPLIT_DATE.search(opening)):
        found.append(InReplyTo(first_date(f"{split['day']} {split['rest']}")))
    if not found and (asked := _ASKED_ON.search(opening)):
        found.append(InReplyTo(first_date(asked["date"])))
    if not found and (on_day := _ON_DAY.search(opening)):
        found.append(InReplyTo(first_date(on_day["date"])))
    if letter.your_mark and not any(one.mark for one in found):
        first = found[0] if found else InReplyTo(first_date(letter.your_mark))
        found[:1] = [replace(first, mark=letter.your_mark)]
    return tuple(dict.fromkeys(found))


def _heading_of(lines: Sequence[Line]) -> tuple[str | None, Sequence[Line]]:
    """Return the heading in capitals over a letter, and the lines under it."""
    if not lines or not _HEADING.match(lines[0].text):
        return None, lines
    end = 1
    while (
        end < len(lines)
        and lines[end].text
        and _CAPITALS.fullmatch(lines[end].text)
        and not is_address(lines[end].text)
    ):
        end += 1
    return join([line.text for line in lines[:end]]), lines[end:]


def _named_in(heading: str) -> tuple[Signatory, ...]:
    found = re.match(r"\S+\s+VAN\s+(?:DE\s+|HET\s+)?(?P<office>.+)", heading)
    return (Signatory(parties.in_title_case(found["office"]), None),) if found else ()


def _addressed_in(heading: str | None) -> tuple[str, ...]:
    found = re.match(r"\S+\s+AAN\s+(?:DE\s+|HET\s+)?(?P<office>.+)", heading) if heading else None
    return (parties.in_title_case(found["office"]),) if found else ()


def _copy_lines(signature: str | None, fields: dict[str, str]) -> tuple[str, ...]:
    """Return the lines of a letterhead or foot that say who has a copy, as sentences."""
    named = [
        f"In afschrift aan {fields[key]}"
        for key in fields
        if "afschrift" in key or (key.startswith("c") and key.rstrip(".").replace(".", "") == "cc")
    ]
    return (
        *named,
        *(
            line
            for line in (signature or "").split("\n")
            if re.match(r"(?:[Cc]\.?[Cc]\.?\s?:|In\s+afschrift|Afschrift)", line)
        ),
    )

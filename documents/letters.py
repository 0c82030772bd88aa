"""The letters in a paper: where each begins and ends, and what it says about itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from documents import kinds, notices, parties, signatures
from documents.answering import answered_by
from documents.clean import Line, join, paragraphs
from documents.due import Counting
from documents.headers import head_of, is_address, is_dateline
from documents.patterns import MONTH, PLACE
from documents.values import Anomaly, Letter, Signatory
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
_RUNNING_TEXT = 60
"""Characters: no line of a head under its date is longer."""
_NEAR = 14
"""Lines within which an address is followed by its date."""


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
        if notices.opens(line.text) and notices.notice_at(lines[position : position + _NEAR]):
            starts.append(position)
            headed_until = position + 1
        elif _HEADING.match(line.text) and _CAPITALS.fullmatch(line.text):
            if not starts or position > headed_until or starts[-1] != position - 1:
                starts.append(position)
            headed_until = position + _NEAR
        elif (
            is_address(line.text)
            and (position > headed_until or _is_past_head(lines[starts[-1] : position]))
            and _dated_near(lines, position)
        ):
            starts.append(position)
            headed_until = position + _NEAR
    return starts


def _is_past_head(lines: Sequence[Line]) -> bool:
    """Return whether a letter has its day and its words already: print without blank lines takes few lines for both."""
    day = next((place for place, line in enumerate(lines) if is_dateline(line.text)), None)
    return day is not None and any(len(line.text) > _RUNNING_TEXT for line in lines[day + 1 :])


def _dated_near(lines: Sequence[Line], position: int) -> bool:
    return any(is_dateline(line.text) for line in lines[position : position + _NEAR])


def read_letter(lines: Sequence[Line], words: frozenset[str]) -> Found:
    """Return what one letter says of itself, its term and the letters that it answers left open."""
    if notice := notices.notice_at(lines):
        return _read_notice(notice, lines, words)
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
                if k in head.fields and not is_dateline(head.fields[k])
            ),
            None,
        ),
        body=told,
        signature=signature,
    )
    told_wrong = (("impossible_date", head.impossible_date), ("weekday_differs", head.wrong_weekday))
    wrong = tuple(Anomaly(code, said) for code, said in told_wrong if said)
    kind = kinds.kind_of(letter.sender, letter.addressees, letter.subject, told)
    if may := kinds.may_put_off(kind, told):
        wrong += (Anomaly("may_be_deferral", may),)
    begin = len(lines) - len(rest) + head.body_from
    return Found(replace(letter, kind=kind, in_reply_to=answered_by(letter, kind)), begin, begin + sign, wrong)


def _read_notice(notice: notices.Notice, lines: Sequence[Line], words: frozenset[str]) -> Found:
    """Return a notice with its words read: they carry no head and no signature."""
    letter = replace(notice.letter, body=tuple(paragraphs(list(notice.body), words)))
    begin = len(lines) - len(notice.body)
    wrong = () if letter.received_on else (Anomaly("impossible_date", notice.received),)
    return Found(replace(letter, in_reply_to=answered_by(letter, letter.kind)), begin, len(lines), wrong)


def with_term(letter: Letter, rulebook: Rulebook, chamber: Chamber | None) -> Letter:
    """Return a letter with the term that it sets (a request) or the day that it names (deferral, partial reply)."""
    if letter.dated_on is None:
        return letter
    return replace(letter, term=Counting(rulebook, letter.dated_on, chamber).set_by(letter.kind, letter.body))


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

"""Sentences in which a member of government promises the Chamber something, or speaks of such a promise."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from documents.sentences import sentences
from documents.values import Commitment, CommitmentStatus

if TYPE_CHECKING:
    from collections.abc import Iterable

    from documents.due import Counting

_NUMBER = re.compile(r"\bT\d{5}\b")
_CHAMBER = (
    r"(?:[Uu]w\s+Kamer|de\s+(?:Eerste\s+|Tweede\s+)?Kamers?|beide\s+Kamers|het\s+parlement|de\s+Staten-Generaal|uw\s+commissie"
    r"|\b[Uu]\b)"
)
_TELL = (
    r"(?:inform\w+|geïnformeerd\w*|bericht\w*|ingelicht|inlicht\w*|toezend\w*|toegezonden|toe\s+te\s+zenden|toestur\w*|toegestuurd|stur\w+|stuur|gestuurd"
    r"|zend\w*|gezonden|doen\s+toekomen|toekomen|aanbied\w*|aangeboden|rapporte\w+|gerapporteerd|terugkom\w*|terug\s+te\s+komen|kom\w*\b.{0,60}\bterug"
    r"|op\s+de\s+hoogte|delen|gedeeld|voorleg\w*|voorgelegd|mededel\w*|meedel\w*|reageren|antwoorden|onderdeel\s+uitmaken|tegemoet\s+zien)"
)
_WILL = (
    r"(?:zal|zullen|zeg(?:gen)?\b.{0,40}\btoe|wil(?:len)?\s+\w*\s*toezeggen|graag\s+toe|word(?:t|en)|ontvangt|ontvangen"
    r"|inform(?:eer|eren)|stuur|sturen|zend|zenden|kom(?:en)?|bericht(?:en)?)"
)
_WHO_RECEIVES = re.compile(
    rf"\b(?:ontvangt\s+{_CHAMBER}|{_CHAMBER}\s+(?:\w+\s+){{0,6}}ontvangt|ontvangen\s+de\s+Kamers)", re.DOTALL
)
_PROMISES = re.compile(rf"\b{_WILL}\b", re.DOTALL)
_TELLS = re.compile(rf"\b{_TELL}\b", re.DOTALL | re.IGNORECASE)
_TO_CHAMBER = re.compile(rf"(?:\b|^){_CHAMBER}(?:\b|$)|\b[Hh]ierop\b.{{0,40}}\bterug")
_EXPLICIT = re.compile(
    r"\b(?:[Ii]k|[Ww]ij|[Ww]e)\s+(?:\w+\s+){0,3}?(?:zeg|zeggen)\b.{0,120}\btoe\b|\b(?:zeg|zeggen)\s+(?:ik|wij)\b.{0,160}\btoe\b|\btoezeggen\b",
    re.DOTALL,
)
_NOW = re.compile(
    r"\b(?:[Hh]ierbij|[Bb]ijgaand|[Bb]ijgevoegd|[Bb]ijgesloten|[Mm]et\s+deze\s+brief|[Mm]iddels\s+deze|[Ii]n\s+deze\s+brief|[Bb]ij\s+dezen?|[Hh]iermee|[Hh]iermede"
    r"|[Tt]er\s+informatie|als\s+volgt|[Ii]n\s+deze\s+bijlage|hieronder|onderstaand|treft\s+u|[Vv]ertrouw\w*\b.{0,60}\bgeïnformeerd)\b"
)
_FUTURE = re.compile(
    r"\b(?:zal|zullen|v[oó][oó]r|uiterlijk|binnen|in\s+(?:het|de)\s+(?:voorjaar|najaar|zomer|herfst|winter|eerste|tweede|derde|vierde|loop)|medio|begin|eind|na|zodra|volgend\w*"
    r"|jaarlijks|halfjaarlijks|periodiek|ieder|elk|nader|spoedig|termijn|kwartaal|te\s+zijner\s+tijd|t\.z\.t\.|later|komende?|dit\s+(?:voorjaar|najaar|jaar)"
    r"|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)\b",
    re.IGNORECASE,
)
_SPOKEN_OF = re.compile(
    r"\b(?:toegezegd|zegde(?:n)?\b.{0,120}\btoe|beloofd|heb\s+ik\b.{0,80}\btoegezegd|(?:mijn|deze|die|de|een|uw|eerdere|gedane|aan\s+(?:uw|de)\s+Kamer\s+gedane)\s+(?:\w+\s+)?toezegging(?:en)?)\b",
    re.IGNORECASE | re.DOTALL,
)
_MONEY = re.compile(
    r"\btoegezegde\b|\b(?:middelen|budget|euro|miljoen|gulden|subsidie)\b.{0,40}\btoegezegd|\btoegezegd\b.{0,30}\b(?:middelen|budget|subsidie)",
    re.IGNORECASE,
)
_CONTEXT = re.compile(
    r"\b(?:ik|wij|mijn|uw|u|Kamer|minister|staatssecretaris|ambtsvoorganger|voorganger|parlement|regering|kabinet)\b",
    re.IGNORECASE,
)
_FULFILS = re.compile(
    r"\b(?:vold(?:oe|oen|aan|eed|oet)|gestand|(?:na(?:kom|gekomen)\w*)|uitvoering|ter\s+voldoening|afgedaan|invulling|gehoor)\b|\b(?:[Cc]onform|[Zz]oals|[Oo]vereenkomstig)\b.{0,120}\b(?:inform|zend|stuur|bied|ontvang|treft)"
    r"|\b(?:met|in)\s+deze\s+brief\b",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(
    r"\b(?:indien|mocht(?:en)?|zodra|wanneer|mits|op\s+het\s+moment\s+dat|onder\s+voorbehoud|als\s+daar\s+aanleiding|desgewenst)\b",
    re.IGNORECASE,
)
_RECURS = re.compile(
    r"\b(?:(?:half)?jaarlijks\w*|(?:ieder|elk|per)\s+(?:half\s?)?(?:jaar|kwartaal|maand)|periodiek\w*|kwartaalrapportage\w*|maandelijks|regelmatig|twee(?:\s+keer|maal)\s+per\s+jaar|telkens)\b",
    re.IGNORECASE,
)
_INTENDS = re.compile(
    r"\b(?:voornemens|streef|streven|gestreefd|hoop|hopen|verwacht|verwachten|beoog\w*|overweeg\w*|wil|willen)\b",
    re.IGNORECASE,
)
_NO_PROMISE = re.compile(
    r"\b(?:niet\s+toe(?:gezegd)?|zegde\s+niet|wensen\s+de\s+toezegging|willen\s+de\s+toezegging|niet\s+eerder\s+over)\b|\?\s*$",
    re.IGNORECASE,
)
_SHORTEST = 5
"""Words; a heading ("Toezeggingen …") is no sentence."""


def commitments_in(paragraphs: Iterable[str], counting: Counting | None, *, promises: bool) -> list[Commitment]:
    """Return the sentences about promises; ``promises`` where the writer can make them (a member of government)."""
    found: list[Commitment] = []
    for paragraph in paragraphs:
        for sentence in sentences(paragraph):
            status = status_of(sentence, promises=promises)
            if status is not None:
                number = _NUMBER.search(sentence)
                open_term = counting.announced([sentence]) if counting and status not in _SETTLED else None
                found.append(Commitment(sentence, status, number[0] if number else None, open_term))
    return found


_SETTLED = {CommitmentStatus.RECALLED, CommitmentStatus.FULFILLED}


def status_of(sentence: str, *, promises: bool) -> CommitmentStatus | None:
    """Return what a sentence does with a promise, or None where it has nothing to do with one."""
    if len(sentence.split()) < _SHORTEST or (_NO_PROMISE.search(sentence) and not _NUMBER.search(sentence)):
        return None
    if _SPOKEN_OF.search(sentence) and not _MONEY.search(sentence) and _CONTEXT.search(sentence):
        return CommitmentStatus.FULFILLED if promises and _FULFILS.search(sentence) else CommitmentStatus.RECALLED
    if _NUMBER.search(sentence):
        return CommitmentStatus.RECALLED
    if not promises:
        return None
    return _made(sentence)


def _made(sentence: str) -> CommitmentStatus | None:
    if _EXPLICIT.search(sentence):
        return _colour(sentence)
    if _NOW.search(sentence) or not _FUTURE.search(sentence) or not _TO_CHAMBER.search(sentence):
        return None
    if _WHO_RECEIVES.search(sentence) or (_PROMISES.search(sentence) and _TELLS.search(sentence)):
        return _colour(sentence)
    if _INTENDS.search(sentence) and _TELLS.search(sentence):
        return CommitmentStatus.INTENTION
    return None


def _colour(sentence: str) -> CommitmentStatus:
    if _RECURS.search(sentence):
        return CommitmentStatus.RECURRING
    if _CONDITION.search(sentence):
        return CommitmentStatus.CONDITIONAL
    if _INTENDS.search(sentence) and not re.search(r"\bzal\b|\bzullen\b|\bontvangt\b|\btoe\b", sentence):
        return CommitmentStatus.INTENTION
    return CommitmentStatus.NEW

"""What a letter is in the exchange: it asks, answers, answers in part, puts off, or merely tells."""

from __future__ import annotations

import re

from documents.deferring import encloses, leaves_part, listen, only_acknowledges, told_before, was_late
from documents.sentences import sentences
from documents.worn import mended
from procedure.vocabulary import LetterKind

_ASKS_FROM = re.compile(
    r"[Vv]oorzitters?\s+van\s+de\s+(?:\w+\s+)?[Cc]ommissies?\b|[Cc]ommissies?\s+voor\b|[Gg]riffier\b"
)
_CONFIRMS = re.compile(r"\bbevestig(?:en|t)?\s+(?:ik|wij|de\s+commissie)\s+(?:\w+\s+)?de\s+(?:goede\s+)?ontvangst\b")
"""A committee or its clerk that confirms a receipt asks for nothing."""
_CHAMBER_CHAIR = re.compile(r"[Vv]oorzitter\s+van\s+de\s+(?:Eerste|Tweede)\s+Kamer")
_GOVERNMENT = re.compile(r"(?:[Mm]inister|[Ss]taatssecretaris)")

_ANSWERING = (
    r"(?:beantwoord\w*|antwoord\w*|reactie|reageren|gereageerd|inlichtingen|informatie|vragen|notitie|stukken|brief"
    r"|berichten|standpunt|nader\s+in\s+te\s+lichten)"
)
_IN_TIME = (
    r"(?:binnen\s+de\s+(?:(?:door\s+u|daarvoor|hiervoor)\s+)?(?:gestelde|gevraagde|verzochte|gebruikelijke|genoemde|voorgeschreven|daarvoor)"
    r"|binnen\s+(?:de\s+)?(?:\w+\s+)?(?:termijn|weken)|tijdig|op\s+tijd|v[oó][oó]r\s+de\s+(?:gevraagde|gestelde|genoemde|verzochte)"
    r"|op\s+de\s+(?:gevraagde|gestelde|verzochte)|op\s+(?:zo\s+)?korte\s+termijn|voor\s+(?:het\s+|de\s+)?\w*reces|uiterlijk)"
)
_NOT = r"(?:niet|onmogelijk|niet\s+haalbaar|onhaalbaar|niet\s+meer)"
_PUTS_OFF = re.compile(
    rf"\b{_NOT}\b.{{0,160}}{_IN_TIME}|{_IN_TIME}.{{0,160}}\b{_NOT}\b"
    r"|\buitstel(?:bericht|brief)?\b.{0,80}\b(?:beantwoord|reactie|antwoord|toezend|vragen|termijn)"
    r"|\b(?:vraag|verzoek|vragen|verzoeken)\s+(?:ik|wij)?.{0,40}\buitstel\b"
    r"|\b(?:meer|extra|langere)\s+tijd\b.{0,60}\b(?:nodig|vergt|vraagt|kost|gemoeid)|\b(?:vergt|vraagt|kost|neemt)\b.{0,40}\bmeer\s+tijd\b|\bmeer\s+tijd\s+(?:vergen|vragen|kosten|nemen|vergt|vraagt)\b"
    r"|\btijdpad\b.{0,40}\bbijgesteld\b|\b(?:langer|later)\s+(?:duren|dan\s+(?:toegezegd|gevraagd|aangegeven|voorzien))\b",
    re.IGNORECASE | re.DOTALL,
)
_PART = re.compile(
    r"\b(?:een\s+(?:groot\s+|eerste\s+)?deel\s+van\s+(?:de|uw)\s+\w*\s?vragen|(?:de\s+)?(?:overige|resterende|andere)\s+vragen"
    r"|niet\s+alle\s+vragen|vragen?\s+\d[\d\s,en/t.m]*|deelantwoord|gedeeltelijk\s+(?:antwoord|beantwoord\w*)|nog\s+openstaande\s+vragen"
    r"|een\s+aantal\s+(?:van\s+(?:de|uw)\s+)?vragen)",
    re.IGNORECASE,
)
_PART_WORDS = ("vrage", "vraag", "deelantwoord", "gedeelte", "deel van", "onderdeel", "overige", "resterende")
"""One of these is in all that says that a part comes later."""
_REST = re.compile(
    r"\b(?:overige|resterende|andere|openstaande|rest|niet\s+alle|gedeelte|gedeeltelijk|deel|aantal|later|volg(?:t|en))\b",
    re.IGNORECASE,
)
_REST_LATER = re.compile(
    r"\b(?:later|nader|separaat|afzonderlijk|uiterlijk|volgt|volgen|nog\s+niet|spoedig|zodra|vóór|op\s+een\s+later\s+moment|kom\s+ik\s+\w*\s?terug"
    r"|binnen\s+\w+\s+(?:weken|dagen)|begin|medio|eind)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:in\s+(?:antwoord|reactie)\s+op\s+(?:uw|de\s+brief|een\s+brief|het\s+verzoek|de\s+vragen|vragen)"
    r"|(?:naar\s+aanleiding\s+van|ingevolge|conform|op|overeenkomstig)\s+(?:uw\s+(?:brief|verzoek|schrijven|vragen)"
    r"|(?:het|een|dit)\s+verzoek\s+van|verzoek\s+van\s+(?:de\s+heer|mevrouw|het\s+lid|de\s+leden|de\s+(?:\w+\s+)?commissie)"
    r"|de\s+(?:vragen|brief)\s+van\s+(?:de\s+voorzitter\s+van\s+)?(?:de|uw)\s+(?:\w+\s+)?commissie)"
    r"|(?:bij|in|met)\s+(?:uw\s+brief|brief\s*,?\s*(?:van|d\.d\.|gedateerd))(?!.{0,50}\b(?:heb\s+ik|hebben\s+wij|(?:bood|zond|deed|stuurde)\s+ik)\b).{0,200}\b(?:commissie|heeft\s+u|hebt\s+u|verzocht|verzoekt|gevraagd|vraagt|vragen)"
    r"|(?:kom\s+ik|komen\s+wij)\b.{0,60}\btegemoet\b.{0,40}\bverzoek"
    r"|(?:antwoorden|beantwoording|reactie)\s+(?:aan\s+)?op\s+(?:de|uw)\s+(?:(?:schriftelijke|nadere|aanvullende|resterende|overige)\s+){0,2}(?:vragen|brief|verzoek)"
    r"|beantwoord(?:en)?\s+(?:ik|wij)\b[^.;]{0,240}?\b(?:de|uw)\s+(?:\w+\s+)?vragen\s+van\b"
    r"|beantwoord(?:ing)?\s+(?:ik\s+|wij\s+)?(?:van\s+)?(?:de|uw)\s+(?:\w+\s+)?vragen"
    r"|uw\s+(?:brief|verzoek|vragen|schrijven)\b.{0,20}\b(?:van|d\.d\.|inzake|over)"
    r"|\b(?:is|werd|wordt)\s+(?:daarbij\s+|tevens\s+|mij\s+)?verzocht\s+om\b|\bmet\s+het\s+verzoek\s+(?:aan|om)\b"
    r"|(?:door\s+u|aan\s+mij|mij)\s+(?:gevraagde|verzochte|toegezonden|voorgelegde)"
    r")",
    re.IGNORECASE | re.DOTALL,
)
_ASKED_BY = re.compile(
    r"(?:commissies?|leden|fracties?|uw\s+Kamer|u)\b.{0,200}"
    r"\b(?:verzocht|verzoekt|verzoeken|gevraagd|vraagt|vragen\s+(?:gesteld|voorgelegd)|om\s+een\s+(?:reactie|toelichting))",
    re.IGNORECASE | re.DOTALL,
)
_SPOKEN = re.compile(
    r"\b(?:motie|(?:tijdens|bij|in)\s+(?:de|het|een)\s+(?:\w+\s+){0,3}"
    r"(?:\w*behandeling|\w*debat|overleg|\w*vergadering|vragenuur|regeling\s+van|V?AO|AOV|UCV|OCV|MO))\b",
    re.IGNORECASE,
)
_WRITTEN = re.compile(r"\b(?:brief|brieven|schrijven|schriftelijke?)\b", re.IGNORECASE)
_OPENING = 4
"""Paragraphs in which a reply says what it answers."""
_PUT_OFF_SUBJECT = re.compile(r"\buitstel", re.IGNORECASE)
_ANSWERS_SUBJECT = re.compile(r"\s*(?:antwoord|beantwoording|reactie\s+op)", re.IGNORECASE)
"""A subject that begins so names the answer, even where the matter is "uitstel van" something."""
_NAMES_ANSWER = re.compile(_ANSWERING, re.IGNORECASE)
_SUBSTANCE = 40
"""Words besides the delay: with more, a letter that regrets its lateness or leaves a part has answered."""
_LONGEST_DEFERRAL = 450
"""Words; a letter that puts off is short, one that answers and regrets its lateness is not."""


def kind_of(sender: str | None, addressees: tuple[str, ...], subject: str | None, body: tuple[str, ...]) -> LetterKind:
    """Return what a letter is, from who wrote to whom and from how it opens and closes."""
    if sender and _ASKS_FROM.search(sender) and any(_CONFIRMS.search(paragraph) for paragraph in body[:2]):
        return LetterKind.LETTER
    if sender and (_ASKS_FROM.search(sender) or (_CHAMBER_CHAIR.search(sender) and _to_government(addressees))):
        return LetterKind.REQUEST
    if not sender and _to_government(addressees):
        return LetterKind.REQUEST
    body = tuple(mended(paragraph) for paragraph in body)
    text = "\n".join(body)
    if puts_off(subject, body):
        return LetterKind.DEFERRAL
    if answers(subject, body) and not only_acknowledges(body):
        return LetterKind.PARTIAL_REPLY if _leaves_part(text) else LetterKind.REPLY
    return LetterKind.LETTER


def _to_government(addressees: tuple[str, ...]) -> bool:
    return any(_GOVERNMENT.search(one) for one in addressees)


def puts_off(subject: str | None, body: tuple[str, ...]) -> bool:
    """Return whether a letter announces that the answer comes later, rather than giving it."""
    text = "\n".join(body)
    if len(text.split()) > _LONGEST_DEFERRAL:
        return False
    if subject and _PUT_OFF_SUBJECT.search(subject) and not _ANSWERS_SUBJECT.match(subject):
        return True
    heard = listen(body)
    if heard.answers_here:
        return False
    told = [one for paragraph in body for one in sentences(paragraph)]
    found = [one for one in told if _PUTS_OFF.search(one) and _NAMES_ANSWER.search(one) and not told_before(one)]
    if heard.besides > _SUBSTANCE:
        found = [one for one in found if not was_late(one) and not leaves_part(one)]
    return bool(found) or (heard.puts_off and answers(subject, body))


def may_put_off(kind: LetterKind, body: tuple[str, ...]) -> str | None:
    """Return the sentence for which a letter taken for an answer may only put it off; None where nothing says so."""
    return listen(tuple(mended(one) for one in body)).doubtful if kind is LetterKind.REPLY else None


def answers(subject: str | None, body: tuple[str, ...]) -> bool:
    """Return whether a letter says that it was asked for in writing: what a motion or a debate asked is no letter."""
    if subject and re.search(r"\b(?:[Aa]ntwoord|[Bb]eantwoording|[Rr]eactie\s+op)", subject):
        return True
    opening = "\n".join(body[:_OPENING])
    told = [sentence for paragraph in body[:_OPENING] for sentence in sentences(paragraph)]
    for sentence in (one for one in told if _is_spoken(one)):
        opening = opening.replace(sentence, "")
    return bool(_ASKED.search(opening)) or any(_ASKED_BY.search(one) for one in told if not _is_spoken(one))


def _answers_all(sentence: str) -> bool:
    """Tell whether a sentence gives the answer and speaks of no rest ("hierbij een nader antwoord op vraag 48")."""
    return encloses(sentence) and not _REST.search(sentence)


def _is_spoken(sentence: str) -> bool:
    return bool(_SPOKEN.search(sentence)) and not _WRITTEN.search(sentence)


def _leaves_part(text: str) -> bool:
    return any(
        ((_PART.search(sentence) and _REST_LATER.search(sentence)) or leaves_part(sentence))
        and not _answers_all(sentence)
        for paragraph in text.split("\n")
        if any(word in paragraph.lower() for word in _PART_WORDS)
        for sentence in sentences(paragraph)
    )

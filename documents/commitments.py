"""Sentences in which a member of government promises the Chamber something, or speaks of such a promise.

A promise has three marks: who makes it (the writer, or the government), who is to hear (the Chamber), and that it is
still to come. What the writer promises others, what others promise, what the Chamber wishes, what is done by this very
letter, and what would have been or will not be, are no new promises.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from documents.sentences import sentences
from documents.values import Commitment, CommitmentStatus

if TYPE_CHECKING:
    from collections.abc import Iterable

    from documents.due import Counting

_I, _IS = re.IGNORECASE, re.IGNORECASE | re.DOTALL
_NUMBER = re.compile(r"T(?<!\w.)\d{5}\b")
_CHAMBER = (
    r"(?:[Uu]w\s+Kamer|[Dd]e\s+(?:Eerste\s+|Tweede\s+)?Kamers?(?!\s+van\s+Koophandel)|[Bb]eide\s+Kamers|[Hh]et\s+parlement"
    r"|[Dd]e\s+Staten-Generaal|[Uu]w\s+commissie|\b[Uu]\b)"
)
_TELL = (
    r"(?:inform\w+|geïnformeerd\w*|bericht\w*|ingelicht|inlicht\w*|inlichten|toezend\w*|toegezonden|toe\s+te\s+zenden"
    r"|toestur\w*|toe\s+te\s+sturen|toegestuurd|stur\w+|stuur|gestuurd|zend\w*|gezonden|doen\s+toekomen|toekomen"
    r"|aanbied\w*|aan\s+te\s+bieden|aangeboden|bied\w*\b.{0,80}\baan|rapporte\w+|gerapporteerd|terugkom\w*|terug\s+te\s+komen"
    r"|kom\w*\b.{0,80}\bterug|op\s+de\s+hoogte|in\s+kennis|delen|gedeeld|voorleg\w*|voor\s+te\s+leggen|voorgelegd"
    r"|mededel\w*|meedel\w*|meld\w+|gemeld|laten\s+weten|reageren|antwoorden|onderdeel\s+uitmaken|tegemoet\s+zien"
    r"|verwachten|verslag|verschaff\w+|verstrek\w+|toelicht\w*|uiteen\w*\s*zetten)"
)
_WILL = (
    r"(?:zal|zullen|zeg(?:gen)?\b.{0,40}\btoe|wil(?:len)?\s+\w*\s*toezeggen|graag\s+toe|word(?:t|en)|ontvangt|ontvangen"
    r"|inform(?:eer|eren)|stuur|sturen|zend|zenden|bied|bieden|rapporte(?:er|ren)|kom(?:en)?|bericht(?:en)?|meld(?:en)?"
    r"|kunt\b.{0,80}\b(?:tegemoet|verwachten))"
)
_TIME_AHEAD = (
    r"(?:v[oó][oó]r\s+(?:\d+|eind\b|medio\b|prinsjesdag|kerst|het\s+(?:eind|zomer|herfst|kerst|voorjaars|mei|krokus|debat)\w*"
    r"|de\s+(?:zomer|jaarwisseling|begroting|behandeling|plenaire|stemming)\w*|januari|februari|maart|april|mei|juni|juli"
    r"|augustus|september|oktober|november|december)|uiterlijk|binnen\s+(?:\d|een\b|één|twee|drie|vier|vijf|zes|acht|tien"
    r"|twaalf|veertien|enkele|enige|afzienbare)|(?:in|medio|begin|eind|vanaf)\s+(?:de\s+maand\s+)?(?:januari|februari|maart|april|mei|juni|juli|augustus"
    r"|september|oktober|november|december|20\d\d)|in\s+(?:het|de)\s+(?:voorjaar|najaar|zomer|herfst|winter|eerste"
    r"|tweede|derde|vierde|laatste|loop|gebruikelijke|eerstvolgende|eerstkomende|komende|volgende)|op\s+prinsjesdag"
    r"|na\s+(?:afloop|ommekomst|de|het|ontvangst)|volgend\w*|jaarlijks|halfjaarlijks|periodiek|maandelijks|ieder|elk"
    r"|iedere|elke|tweemaal|twee\s+keer|nader|spoedig|binnenkort|termijn|kwartaal|te\s+zijner\s+tijd|t\.z\.t\.|later|komende?|eerstkomende"
    r"|dit\s+(?:voorjaar|najaar|jaar)|deze\s+zomer|zodra|indien|mocht(?:en)?|wanneer|hierop\b.{0,40}\bterug)"
)
_SAID_BEFORE = re.compile(
    rf"\b(?:[Zz]oals|[Gg]elijk|[Nn]aar)\s+(?:ik\s+|wij\s+)?(?:{_CHAMBER}\s+)?(?:\w+\s+){{0,6}}?(?:weet|bekend|gemeld|bericht|meegedeeld"
    r"|medegedeeld|geïnformeerd|aangegeven|vermeld|opgemerkt|weten)\b,?|\bu\s+weet\b"
)
"""What was told before ("zoals ik uw Kamer heb gemeld"): the Chamber in it is not the one to be told."""
_WHO_RECEIVES = re.compile(
    rf"\b(?:ontvang(?:t|en)\s+(?:\w+\s+){{0,3}}?{_CHAMBER}|{_CHAMBER}\s+(?:\w+\s+){{0,8}}?ontvang(?:t|en))", re.DOTALL
)
_PROMISES = re.compile(rf"\b{_WILL}\b", _IS)
_TELLS = re.compile(rf"\b{_TELL}\b", _IS)
_TO_CHAMBER = re.compile(
    rf"(?:\b|^){_CHAMBER}(?:\b|$)|\b[Hh]ierop\b.{{0,40}}\bterug"
    r"|\bvra(?:ag|gen)\b.{0,60}\b(?:kom(?:en)?\s+(?:ik|wij)|(?:ik|wij)\s+kom(?:en)?)\b.{0,60}\bterug\b",
    re.DOTALL,
)
_EXPLICIT = re.compile(
    r"\b(?:ik|wij|we)\s+(?:\w+\s+){0,3}?(?:zeg|zeggen)\b.{0,120}\btoe\b|\b(?:zeg|zeggen)\s+(?:ik|wij)\b.{0,160}\btoe\b"
    r"|\b(?:ik|wij|we)\s+(?:\w+\s+){0,3}?(?:wil|kan|willen|kunnen)\b.{0,120}\btoezeggen\b|\b(?:wil|kan)\s+(?:ik|wij)\b.{0,120}\btoezeggen\b"
    r"|\bzegt\s+(?:de\s+Kamer|toe)\b",
    _IS,
)
_IN_A_PAPER = re.compile(
    r"\b(?:in|bij|met)\s+(?:de|het|een|mijn|onze)\s+(?:eerst)?(?:volgende|komende)\s+(?:\w+\s+){0,2}?\w*(?:rapportage|brief|nota|begroting"
    r"|verslag|memorie)\b",
    _I,
)
"""A paper to come that goes to the Chamber without saying so."""
_TAKES_UP = re.compile(
    r"\b(?:ingaan|in\s+te\s+gaan|ga(?:an)?\s+(?:ik|wij)\b.{0,60}\bin\s+op|terug|terugkomen|opnemen|opgenomen|op\s+te\s+nemen|aandacht)\b",
    _IS,
)
_NOW = re.compile(
    r"\b(?:hierbij|bijgaand|bijgevoegd|bijgesloten|met\s+deze\s+brief|middels\s+deze|in\s+deze\s+brief|bij\s+deze[n]?|hiermee"
    r"|hiermede|ter\s+informatie|als\s+volgt|het\s+volgende|in\s+deze\s+bijlage|hieronder|onderstaand\w*|treft\s+u|thans"
    r"|(?:een\s+)?afschrift\s+van\s+deze\s+brief|vertrouw\w*\b.{0,60}\bgeïnformeerd)\b",
    _IS,
)
_FUTURE = re.compile(rf"\b(?:zal|zullen|zult|{_TIME_AHEAD})\b", _IS)
_REFUSES = re.compile(
    r"\b(?:kan|kunnen|zal|zullen|word(?:t|en)|kunt|hoef\w*)\b[^,;]{0,90}\b(?:niet|evenmin)\b(?!\s+alleen)"
    r"|\b(?:ontvangt|ontvangen|stuur|sturen|zend|zenden|zal|zullen)\b[^,;]{0,60}\b(?:geen|niet)\b(?!\s+alleen)",
    _IS,
)
_UNREAL = re.compile(r"\b(?:zou|zouden|had|hadden|kon|konden)\b", _I)
_WISHES = re.compile(
    r"\b(?:leden|fracties?|commissies?|motie|Kamer|indieners?)\b[^.,;]{0,80}?\b(?:vragen|vraagt|verzoeken|verzoekt|wensen|willen"
    r"|wil|dringen|dringt|roepen|roept|pleiten|zouden|zien\s+graag|hebben\b[^.;]{0,60}\b(?:gevraagd|verzocht))\b",
    _IS,
)
_OWN_WORD = re.compile(r"\b(?:ik|wij)\s+(?:zal|zullen|zeg)\b|\b(?:zal|zullen|zeg|zeggen)\s+(?:ik|wij)\b", _I)
_OWN_HAND = re.compile(r"\b(?:ik|wij)\b", _I)
_PROMISE_NAMED = (
    r"\b(?:(?:mijn|deze|die|de|een|uw|eerdere|gedane|dezelfde|genoemde|bovengenoemde|onze|zijn|haar)\s+(?:\w+\s+)?toezegging(?:en)?"
    r"|aan\s+(?:uw|de)\s+Kamer\s+gedane\s+toezeggingen|toezegging\s+(?:van|aan|om|dat|T\d)|deze\s+belofte)\b"
)
_SPOKEN_OF = re.compile(
    rf"\b(?:toegezegd|zegde(?:n)?\b.{{0,120}}\btoe|beloofd)\b|{_PROMISE_NAMED}",
    _IS,
)
_MONEY = re.compile(
    r"\btoegezegde\b|\b(?:middelen|budget|euro|miljoen|miljard|gulden|subsidie|bijdrage|krediet)\b.{0,60}\btoegezegd"
    r"|\btoegezegd\b.{0,30}\b(?:middelen|budget|subsidie|bijdrage)|\b(?:f|€)\s?\d.{0,40}\btoegezegd",
    _IS,
)
_REGISTER = re.compile(
    r"\b(?:overzicht\w*|lijst\w*|openstaande|stand\s+van\s+zaken|registratie|rappel|elk|alle|nagekomen|termijn)\b.{0,80}\btoezeggingen\b"
    r"|\btoezeggingen\b.{0,40}\b(?:waarvan|die\s+(?:uiterlijk|nog|open))|\bgevraagd\s+om\s+een\s+toezegging\b",
    _IS,
)
"""Lists of promises, and promises asked for: no promise is spoken of."""
_GOVERNMENT = re.compile(
    r"\b(?:ik|wij|we|mijn|uw|u|minister|ministers|staatssecretaris|ambts?voorgangers?|voorgangers?|regering|kabinet|bewindslieden"
    r"|mij)\b",
    _I,
)
_HEARD = re.compile(
    rf"{_CHAMBER}|\b(?:lid|leden|heer|mevrouw|\w*debat|(?:algemeen|schriftelijk|mondeling|wetgevings)\w*\s*overleg|Handelingen|motie|fractie"
    r"|behandeling|beantwoording)\b|\b(?:vaste\s+|Kamer)commissie\b",
    re.DOTALL,
)
_OTHERS = (
    r"(?:gemeenten?|provincies?|ouders|lidstaten|lidstaat|elkaar|sector|bedrijf|bedrijven|scholen|instellingen|waterschap(?:pen)?"
    r"|slachtoffers|vakbonden|bonden|bewoners|inwoners|burgers|werkgevers|werknemers|ondernemers|universiteiten|branche|vereniging"
    r"|verenigingen|stichting|organisaties?|Europese\s+Commissie|Unie|inspectie|politie|uitvoerders?|leveranciers?|banken|bank"
    r"|verzekeraars|zorgverzekeraars|patiënten|leerlingen|studenten|boeren|telers|vissers|schippers|eigenaren|partijen"
    r"|betrokkenen|Raad\s+van\s+\w+|OM|Openbaar\s+Ministerie|gedeputeerde|burgemeester|college|fabrikanten?|directie|bestuur|partners)"
)
_BY_OTHERS = re.compile(
    rf"\b{_OTHERS}\b[^.;]{{0,60}}\b(?:heeft|hebben|had|hadden)\b[^.;]{{0,120}}\b(?:toegezegd|beloofd)\b"
    rf"|\b(?:heeft|hebben|had|hadden)\s+(?:de|het|een|deze|die)\s+(?:\w+\s+){{0,2}}{_OTHERS}\b[^.;]{{0,120}}\b(?:toegezegd|beloofd)\b"
    rf"|\b(?:heeft|hebben)\b[^.;]{{0,60}}\b(?:mij|ons|haar|hem)\b[^.;]{{0,40}}\b(?:toegezegd|beloofd)\b"
    rf"|\b(?:toegezegd|beloofd)\s+(?:aan|door)\s+(?:de\s+|het\s+)?(?:mij|ons|{_OTHERS})\b|\btoezegging(?:en)?\s+(?:van|aan|door)\s+(?:de\s+|het\s+|een\s+)?(?:\w+\s+)?{_OTHERS}\b",
    _IS,
)
_TO_OTHERS = re.compile(
    rf"\b(?:heb|hebben|heeft|had)\b[^.;]{{0,40}}\b{_OTHERS}\b[^.;]{{0,60}}\b(?:toegezegd|beloofd)\b", _IS
)
_FULFILS = re.compile(
    r"\b(?:voldoe|voldoen|voldaan|voldeed|voldoet|gestand|nagekomen|afgedaan|ter\s+voldoening|invulling|gehoor|gevolg"
    r"|(?:geef|geven|gegeven)\b.{0,60}\buitvoering|uitvoering\b.{0,40}\b(?:geef|geven|gegeven))\b"
    r"|\bkom\w*\b.{0,60}\b(?:na|tegemoet)\b|\b(?:conform|zoals|overeenkomstig|ingevolge)\b.{0,160}\b(?:inform|zend|stuur|bied|ontvang|treft|bericht|doe\s+ik)"
    r"|\b(?:met|in|bij)\s+deze\s+brief\b|\bhierbij\b|\bhiermee\b",
    _IS,
)
_KEEPS = re.compile(r"\b(?:gestand|vold(?:oe|oen|aan))\b", _I)
_NOT_YET = re.compile(
    r"\b(?:(?:nog\s+)?niet|nog\s+geen|onvoldoende|zal|zullen|wordt|worden|kan|kunnen|moet(?:en)?|v[oó][oó]r\s+\d)\b[^,;]{0,80}\b(?:voldaan|nagekomen|afgedaan|gestand|nakomen|voldoen|uitvoering|gegeven|gevolg|gehoor)\b",
    _IS,
)
_CONDITION = re.compile(
    r"\b(?:indien|mocht(?:en)?|zodra|wanneer|mits|op\s+het\s+moment\s+dat|onder\s+voorbehoud|als\s+(?:daar|dat|dit|blijkt|er|het|de)|desgewenst|tenzij)\b",
    _I,
)
_RECURS = re.compile(
    r"\b(?:(?:half)?jaarlijks\w*|(?:ieder|elk|per)\s+(?:half\s?)?(?:jaar|kwartaal|maand)|(?:iedere|elke)\s+(?:maand|week|drie\s+maanden|zes\s+maanden)"
    r"|periodiek\w*|kwartaalrapportage\w*|maandelijks|regelmatig|(?:een|twee|drie|vier)\s?(?:keer|maal)\s+per\s+jaar|telkens|steeds)\b",
    _I,
)
_INTENDS = re.compile(
    r"\b(?:voornemens|streef|streven|gestreefd|hoop|hopen|verwacht|verwachten|beoog\w*|overweeg\w*|wil|willen|van\s+plan|stel\s+mij\s+voor"
    r"|stellen\s+ons\s+voor|tracht|trachten|probeer|proberen)\b",
    _I,
)
_FIRM = re.compile(
    r"\bzal\b|\bzullen\b|\bontvang(?:t|en)\b|\bzeg(?:gen|t)?\b.{0,160}\btoe\b|\bkunt\b|\btoezeggen\b", _IS
)
_NO_PROMISE = re.compile(
    r"\b(?:(?:niet|nimmer|nooit)\s+(?:\w+\s+)?toe(?:gezegd|zeggen)?|zegde(?:n)?\b.{0,60}\bniet|(?:geen|willen\s+de|wensen\s+de|vragen\s+(?:om\s+)?de|zonder)\s+toezegging"
    r"|toezegging\b.{0,60}\bniet\s+(?:doen|geven)|niet\b.{0,60}\btoezeggen|niet\s+eerder\s+over)\b|\?\s*$",
    _IS,
)
_WORTH_A_LOOK = (
    "zeg", "belo", "kamer", "parlement", "staten-generaal", "commissie", "hierop", "volgende", "komende", "terug",
)  # fmt: skip
"""Without one of these, or "u", a sentence neither speaks of a promise nor makes the Chamber one."""
_YOU = re.compile(r"[Uu](?<!\w.)(?!\w)")
_SHORTEST = 5
"""Words; a heading ("Toezeggingen …") is no sentence."""


def commitments_in(
    paragraphs: Iterable[str], counting: Counting | None, *, promises: bool, term: str | None = None
) -> list[Commitment]:
    """Return the sentences about promises; ``promises`` where the writer can make them (a member of government).

    ``term`` are the words by which a deferral says when the answer comes: that is the term of the letter, not a promise
    besides. What a partial reply leaves for later is a promise.
    """
    found: list[Commitment] = []
    for paragraph in filter(_may_speak, paragraphs):
        for sentence in sentences(paragraph):
            status = status_of(sentence, promises=promises)
            if status is None or (term and term in sentence and status not in _SETTLED):
                continue
            number = _NUMBER.search(sentence)
            open_term = counting.promised(sentence) if counting and status not in _SETTLED else None
            found.append(Commitment(sentence, status, number[0] if number else None, open_term))
    return found


_SETTLED = {CommitmentStatus.RECALLED, CommitmentStatus.FULFILLED}


def status_of(sentence: str, *, promises: bool) -> CommitmentStatus | None:
    """Return what a sentence does with a promise, or None where it has nothing to do with one."""
    if not _may_speak(sentence):
        return None
    numbered = _NUMBER.search(sentence) is not None
    if not numbered and (len(sentence.split()) < _SHORTEST or _NO_PROMISE.search(sentence)):
        return None
    if numbered or _speaks_of_one(sentence):
        fulfils = (
            promises and _FULFILS.search(sentence) and not _NOT_YET.search(sentence) and not sentence.endswith("?")
        )
        return CommitmentStatus.FULFILLED if fulfils else CommitmentStatus.RECALLED
    return _made(_SAID_BEFORE.sub("", sentence)) if promises else None


def _may_speak(text: str) -> bool:
    """Return whether a text has a word without which nothing is promised: cheaper than to look closely at it all."""
    small = text.lower()
    if any(word in small for word in _WORTH_A_LOOK):
        return True
    return _YOU.search(text) is not None or _NUMBER.search(text) is not None


def _speaks_of_one(sentence: str) -> bool:
    """Tell whether a sentence speaks of a promise of the government to the Chamber, made before."""
    if not _SPOKEN_OF.search(sentence) or _MONEY.search(sentence) or _BY_OTHERS.search(sentence):
        return False
    if _REGISTER.search(sentence) and not _KEEPS.search(sentence):
        return False
    heard = _HEARD.search(sentence) or _KEEPS.search(sentence)
    return heard is not None or (_GOVERNMENT.search(sentence) is not None and not _TO_OTHERS.search(sentence))


def _made(sentence: str) -> CommitmentStatus | None:
    """Return what a sentence promises the Chamber, or None where it promises it nothing."""
    if _WISHES.search(sentence) and not _OWN_WORD.search(sentence):
        return None
    if _EXPLICIT.search(sentence):
        return None if _REFUSES.search(sentence.split(" dat ", maxsplit=1)[0]) else _colour(sentence)
    if _IN_A_PAPER.search(sentence) and _TAKES_UP.search(sentence) and _OWN_HAND.search(sentence):
        return None if _REFUSES.search(sentence) else _colour(sentence)
    if not _is_to_come(sentence):
        return None
    if _WHO_RECEIVES.search(sentence) or (_PROMISES.search(sentence) and _TELLS.search(sentence)):
        return _colour(sentence)
    return CommitmentStatus.INTENTION if _INTENDS.search(sentence) and _TELLS.search(sentence) else None


def _is_to_come(sentence: str) -> bool:
    """Tell whether a sentence speaks of something that the Chamber still gets: not now, not never, not "would have"."""
    if _NOW.search(sentence) or _REFUSES.search(sentence):
        return False
    real = not _UNREAL.search(sentence) or _CONDITION.search(sentence)
    return bool(real and _FUTURE.search(sentence) and _TO_CHAMBER.search(sentence))


def _colour(sentence: str) -> CommitmentStatus:
    if _RECURS.search(sentence):
        return CommitmentStatus.RECURRING
    if _CONDITION.search(sentence):
        return CommitmentStatus.CONDITIONAL
    if _INTENDS.search(sentence) and not _FIRM.search(sentence):
        return CommitmentStatus.INTENTION
    return CommitmentStatus.NEW

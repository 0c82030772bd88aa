"""The language in which a minister asks for more time: the term is not met, uitstel is asked, the answer comes later.

A letter that puts off does one of these and answers nothing. What it says of an earlier delay, of the delay of others
and of papers still to come is another matter; so is an answer of which a part comes later.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from documents.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_IS = re.IGNORECASE | re.DOTALL
_OWN = (
    r"(?:ik|wij|we|mij|ons|mijn|onze|het\s+kabinet|de\s+regering|beantwoord\w*|antwoord\w*|reactie|reageren"
    r"|(?:uw|deze|de)\s+vragen)"
)
_ANSWER = r"(?:antwoord(?:en)?|beantwoording|(?:kabinets)?reactie|beantwoord(?:en)?|reageer|reageren|antwoordbrief)"
_ABOUT_ELSE = (
    r"(?!\s+(?:op|over|bij|van|aan)\s+(?:het|de|een|dit|deze|dat|die)\s+"
    r"(?!(?:\w+\s+){0,2}?(?:vra(?:ag|gen)|brief|verzoek|schrijven|commissie|leden)\b))"
)
"""A reaction "op het rapport" is not, or not surely, the answer to the letter."""
_THE_ANSWER = rf"\b{_ANSWER}\b{_ABOUT_ELSE}"
_MONTH = r"(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)"
_AHEAD = (
    r"(?:uiterlijk|v(?:ó|o)(?:ó|o)r\s+(?:\d|het|de|eind|medio|prinsjesdag|kerst|komende?|volgende|januari|februari|maart|april|mei|ju[nl]i"
    r"|augustus|september|oktober|november|december|(?:maan|dins|woens|donder|vrij)dag)|(?:op|tot|rond)\s+(?:\w+dag\s+)?\d"
    rf"|(?:in|eind|medio|begin|per)\s+(?:de\s+maand\s+|de\s+loop\s+van\s+)?{_MONTH}"
    r"|in\s+(?:het|de)\s+(?:voorjaar|najaar|zomer|herfst|eerste|tweede|derde|vierde|loop|komende)"
    r"|binnen\s+(?!de\s+gestelde)\w+|binnenkort|(?:zo\s+)?(?:spoedig|snel)\b|later\b|nader\b|op\s+(?:zo\s+|zeer\s+)?korte\s+termijn|te\s+zijner\s+tijd|zodra"
    r"|over\s+(?:een|twee|drie|vier|enkele)|na\s+(?:het|de)|(?:volgende|komende)\s+(?:week|maand)|(?:\d|twee|drie|vier|enkele|paar)\s+weken)"
)
_COMES = (
    rf"(?:\b(?:u|(?:uw|de)\s+(?:Kamer|commissie))\s+(?:ontvangt|krijgt|hoort)\b.{{0,90}}{_THE_ANSWER}"
    rf"|{_THE_ANSWER}.{{0,60}}\b(?:ontvangt|krijgt|ontvangen|verwachten|tegemoet\s+zien|volg(?:t|en)|kom(?:t|en)|toekomen|toe\s?zenden|toegezonden|gezonden|sturen|stuur|zend|gestuurd|geven)\b"
    rf"|\b(?:stuur|zend|geef|doe)\s+(?:ik|wij)\s+u\b.{{0,60}}{_THE_ANSWER}"
    rf"|\b(?:streef|streven|hoop|hopen|verwacht|verwachten|zal|zullen|voornemens|probeer|proberen|kan|kunnen|zult|kunt)\b.{{0,110}}{_THE_ANSWER}"
    rf"|\b(?:beantwoord|antwoord|reageer|reageren|beantwoorden|antwoorden)\s+(?:ik|wij)\b|\b(?:ik|wij)\s+(?:beantwoord|antwoord|reageer|beantwoorden|antwoorden|reageren)\b"
    r"|\bkom(?:en)?\s+(?:ik|wij)\b.{0,80}\bterug\b|\b(?:ik|wij)\s+kom(?:en)?\b.{0,80}\bterug\b|\b(?:ik|wij)\b.{0,80}\bterugkomen\b"
    r"|\b(?:deze|die|dit|het|hem)\s+ontvangt\s+u\b|\bu\s+ontvangt\s+(?:deze|die|dit|het|hem)\b(?!\s+[a-z]*(?:e|en|ing|t)\s+(?:over|van|op)\b)(?=\s+(?:\w+\s+)?(?:uiterlijk|op|voor|vóór|zo|binnen|in|later|eind|begin|medio)\b))"
)
_COMING = re.compile(_COMES, _IS)
_NAMES_TIME = re.compile(rf"\b{_AHEAD}", _IS)
_MAY_COME = re.compile(
    r"\b(?:u|uw\s+(?:Kamer|commissie))\s+(?:ontvangt|krijgt)\b.{0,90}\b(?:kabinets)?reactie\b"
    r"|\b(?:kabinets)?reactie\b.{0,120}\b(?:ontvangt|ontvangen|volgt|toekomen|toezenden|verwachten|sturen|stuur)\b",
    _IS,
)
_OF_A_PART = re.compile(
    r"\b(?:(?:het|een|dit|dat)\s+(?:(?:eerste|tweede|derde|vierde|laatste|andere|overige|resterende)\s+)?(?:deel|gedeelte|onderdeel)\b"
    r"|(?:het|de|een)\s+(?:eerste|tweede|derde|vierde|vijfde|laatste|andere|overige|resterende)\s+(?:vra(?:ag|gen)|punten?)"
    r"|(?:overige|resterende|openstaande|andere)\s+(?:vra(?:ag|gen)|antwoorden)|vra(?:ag|gen)\s+\d|deelvra(?:ag|gen)|(?:een\s+aantal|enkele|sommige|niet\s+alle)\b[^.]{0,30}\bvragen|de\s+rest\b)",
    re.IGNORECASE,
)
_CANNOT = re.compile(
    r"\btermijn\b[^.;]{0,110}\b(?:niet|onmogelijk|onhaalbaar|te\s+(?:kort|krap))\b"
    r"|\b(?:niet|onmogelijk)\b[^.;]{0,60}\b(?:binnen|voor|vóór)\b[^.;]{0,60}\btermijn\b"
    r"|\b(?:lukt|gaat|zal)\b[^.;]{0,60}\bniet\b(?:\s+lukken)?[^.;]{0,90}\b(?:binnen|tijdig|op\s+tijd|beantwoord\w*|antwoord\w*|reageren|reactie)\b"
    r"|\b(?:binnen|tijdig\w*|op\s+tijd|beantwoording|beantwoorden|reactie|antwoord|reageren)\b[^.;]{0,90}\b(?:niet\s+(?:haalbaar|mogelijk|lukken|gehaald)|onhaalbaar|onmogelijk|lukt\s+(?:\w+\s+){0,3}?niet)"
    r"|\b(?:kan|kunnen)\s+(?:ik|wij)\b[^.;]{0,90}\bniet\b[^.;]{0,60}\b(?:binnen|tijdig|op\s+tijd|halen)\b",
    _IS,
)
_NO = re.compile(
    r"\b(?:dat|dit|zulks)\b[^.;]{0,40}\b(?:niet\s+(?:haalbaar|mogelijk|lukken|gaan)|lukt\b[^.;]{0,30}\bniet)|\b(?:dat|dit)\b[^.;]{0,30}\bgaat\b[^.;]{0,30}\bniet\s+lukken"
    r"|^(?!.*\b(?:heeft|hebben)\b).*\bmeer\s+tijd\b|\bhaal\s+ik\b[^.;]{0,20}\bniet\b|\b(?:niet|onmogelijk)\s+(?:haalbaar|te\s+halen)\b",
    _IS,
)
_ASKS_TIME = re.compile(
    r"\b(?:vraag|verzoek|vragen|verzoeken)\s+(?:ik|wij)\b[^.;]{0,110}\b(?:uitstel|verleng\w*|extra|meer\s+tijd|langere\s+termijn)\b"
    r"|\b(?:ik|wij)\s+(?:zou(?:den)?\s+)?(?:u\s+|uw\s+commissie\s+)?(?:graag\s+|daarom\s+|hierbij\s+)?(?:vraag|verzoek|vragen|verzoeken)\b[^.;]{0,110}\b(?:uitstel|verleng\w*|extra|meer\s+tijd|langere\s+termijn)\b"
    rf"|\b{_OWN}\b[^.;]{{0,110}}\b(?:meer|extra|langere)\s+tijd\b|\b(?:meer|extra|langere)\s+tijd\b[^.;]{{0,110}}\b{_OWN}\b"
    r"|\b(?:weken|dagen|maand|maanden|week)\s+(?:extra|langer|later)\b|\bom\s+(?:enig\s+)?uitstel\b",
    _IS,
)
_TOLD = re.compile(
    r"\b(?:vroeg|vroegen|verzocht|berichtte|meldde|schreef|deelde|kondigde|liet)\s+(?:ik|wij)\b|\b(?:ik|wij)\s+(?:vroeg|verzocht|berichtte|meldde|schreef|deelde|kondigde|liet)\b"
    r"|\b(?:heb|hebben|had|hadden)\s+(?:ik|wij)\b[^.;]{0,160}\b(?:gevraagd|verzocht|bericht|gemeld|medegedeeld|meegedeeld|aangekondigd|aangegeven|geschreven|laten\s+weten|ge[ïi]nformeerd)\b"
    r"|\b(?:ik|wij)\s+(?:u\s+)?(?:heb|hebben|had|hadden)\b[^.;]{0,160}\b(?:gevraagd|verzocht|bericht|gemeld|medegedeeld|meegedeeld|aangekondigd|aangegeven|laten\s+weten|ge[ïi]nformeerd)\b"
    r"|\buitstel\w*\s+(?:van|d\.d\.)\s+\d|\b(?:eerder|verleende|gevraagde|gekregen|verkregen|dank)\b[^.;]{0,30}\buitstel\b|\buitstel\b[^.;]{0,20}\bverleend\b|\bna\s+(?:enig\s+|eerder\s+)?uitstel\b",
    _IS,
)
"""What was said of a delay before: in an answer it is history."""
_WAS = re.compile(
    r"\b(?:gelukt|gehaald|lukte|bleek|gebleken|konden?|kon|vergde|duurde|gekost|geduurd|gevergd|was\s+(?:het\s+)?(?:mij\s+|ons\s+)?(?:helaas\s+)?niet|niet\s+\w+\s+was)\b",
    re.IGNORECASE,
)
"""A delay that is over: an answer regrets it."""
_ENCLOSED = re.compile(
    r"\b(?:hierbij|bijgaand|bijgevoegd|hieronder|onderstaand|hierna|in\s+deze\s+brief|met\s+deze\s+brief|bij\s+deze|in\s+(?:de|bijgevoegde)\s+bijlage)\b.{0,120}"
    r"\b(?:beantwoord|antwoorden|antwoord|reageer|reactie|ga\s+ik\s+in|treft\s+u|zend|bied|stuur|doe\s+ik\s+u)",
    _IS,
)
_AS_FOLLOWS = re.compile(
    r"\bals\s+volgt\b|\b(?:antwoord(?:en)?|reactie)\b[^.;]{0,60}\bluid(?:t|en)\b|\b(?:hieronder|hierna)\b|\bantwoord\s+(?:ik|wij)\b[^.;]{0,30}\bdat\b|\bgraag\s+(?:reageer|beantwoord|antwoord)\b|^(?:Ja|Nee|Neen)\b|\b(?:het|mijn)\s+antwoord\b[^.;]{0,40}\bis\s+(?:dat|ja|nee|bevestigend|ontkennend)\b",
    _IS,
)
_PUTS_OFF_HERE = re.compile(
    r"\b(?:uitstel|niet\b.{0,80}\b(?:lukt|mogelijk|haalbaar)|laat\s+ik\s+u\s+weten|bericht\s+ik\s+u|deel\s+ik\s+u\s+mede?)",
    _IS,
)
_RECALLS = re.compile(
    r"(?=.*\b(?:u|uw|commissies?|leden|fractie|Kamer|brief|schrijven)\b).*\b(?:vroeg(?:en)?|verzocht(?:en)?|gevraagd|gesteld|stelde[nt]?|voorgelegd|verzoekt|vraagt|toegezonden|ontving|ontvangen)\b",
    _IS,
)
_REASON = re.compile(
    r"\b(?:afstemming|zorgvuldig\w*|meer\s+tijd|begrip|excuses|verontschuldig\w*|spijt|betreur|vertrouw\w*|departement\w*|(?:nadere?|interdepartementa\w+)\s+(?:informatie|overleg|onderzoek|gegevens|afstemming)"
    r"|complex\w*|omvang\w*|wacht\w*|hoogachtend|geachte|voorzitter|op\s+de\s+hoogte)\b",
    re.IGNORECASE,
)
_ACKNOWLEDGES = re.compile(
    r"\b(?:brief|schrijven|vragen|verzoek)\b[^.]{0,60}\bontvangen\b"
    r"|\bontvangst\b[^.]{0,40}\bbevestig\w*|\bbevestig\w*\b[^.]{0,40}\bontvangst\b"
    r"|\bin\s+behandeling\s+genomen\b",
    _IS,
)
_LONGEST = 450
"""Words; a letter that puts off is short, one that answers and regrets its lateness is not."""
_LONGEST_REASON = 45
_MUCH, _SOME, _LITTLE = 60, 40, 8
"""Words besides the delay: beyond the first a letter says something; up to the last it says nothing else."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What a letter says of its own delay: the sentences that say so, and how many words say something else."""

    cannot: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    besides: int = 0
    answers_here: bool = False

    @property
    def puts_off(self) -> bool:
        """Tell whether the letter, asked for an answer, only says that the answer comes later."""
        if self.answers_here:
            return False
        if (self.cannot and self.besides <= _MUCH) or (self.later and self.besides <= _SOME):
            return True
        return bool(self.loose or (self.late and self.besides <= _LITTLE)) and self.besides <= _LITTLE

    @property
    def doubtful(self) -> str | None:
        """The sentence that may put the whole answer off, in a letter that says nowhere that it answers."""
        if self.answers_here:
            return None
        return next(iter((*self.later, *self.cannot, *(self.may if self.besides <= _MUCH else ()))), None)


def listen(body: Sequence[str]) -> Heard:
    """Return what a letter says of its own delay; a long letter says nothing of the kind."""
    if sum(len(paragraph.split()) for paragraph in body) > _LONGEST:
        return Heard(answers_here=True)
    told: dict[str, list[str]] = {}
    besides = 0
    for sentence in (one for paragraph in body for one in sentences(paragraph)):
        said = _said(sentence)
        told.setdefault(said, []).append(sentence)
        besides += len(sentence.split()) if said == "besides" else 0
    found = {name: tuple(told.get(name, ())) for name in ("cannot", "loose", "later", "late", "parts", "may")}
    return Heard(**found, besides=besides, answers_here="answer" in told)


def only_acknowledges(body: Sequence[str]) -> bool:
    """Tell whether a letter says that another has come in and nothing else: no answer, and none put off."""
    heard = listen(body)
    said = bool(heard.besides or heard.answers_here or heard.parts or heard.later or heard.cannot)
    return not said and any(_ACKNOWLEDGES.search(one) for paragraph in body for one in sentences(paragraph))


def encloses(sentence: str) -> bool:
    """Tell whether a sentence gives the answer, here or in what goes with the letter."""
    return bool(_AS_FOLLOWS.search(sentence)) or bool(
        _ENCLOSED.search(sentence) and not _PUTS_OFF_HERE.search(sentence)
    )


def told_before(sentence: str) -> bool:
    """Tell whether a sentence recalls what was said of a delay before."""
    return bool(_TOLD.search(sentence))


def was_late(sentence: str) -> bool:
    """Tell whether a sentence regrets a delay that is over, and promises nothing."""
    return bool(_WAS.search(sentence)) and not _comes_later(sentence)


def leaves_part(sentence: str) -> bool:
    """Tell whether a sentence says that the answer to a part of what was asked comes later."""
    return (
        not sentence.rstrip().endswith("?")
        and bool(_OF_A_PART.search(sentence))
        and bool(_comes_later(sentence))
        and not told_before(sentence)
    )


def _said(sentence: str) -> str:
    """Return what one sentence does in a letter that may put off."""
    for name, is_so in _IN_ORDER:
        if is_so(sentence):
            return name
    short = len(sentence.split()) <= _LONGEST_REASON
    return "reason" if short and _REASON.search(sentence) else "besides"


def _comes_later(sentence: str) -> bool:
    return bool(_NAMES_TIME.search(sentence) and _COMING.search(sentence))


def _puts_off(sentence: str) -> bool:
    return bool(_CANNOT.search(sentence) or _ASKS_TIME.search(sentence))


_IN_ORDER: tuple[tuple[str, Callable[[str], object]], ...] = (
    ("answer", encloses),
    ("parts", leaves_part),
    ("recalled", told_before),
    ("late", lambda sentence: _puts_off(sentence) and was_late(sentence)),
    ("cannot", _puts_off),
    ("later", _comes_later),
    ("loose", _NO.search),
    ("may", lambda sentence: _MAY_COME.search(sentence) and _NAMES_TIME.search(sentence)),
    ("recalled", _RECALLS.match),
    ("recalled", _ACKNOWLEDGES.search),
)
"""What a sentence may do, the weightiest first."""

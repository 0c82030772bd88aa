"""Who asks in a letter: the fracties and members that a heading or the subject of a sentence names, as printed."""

from __future__ import annotations

import re

from documents.dates import listed

_PARTIES = (
    r"VVD|CDA|D66|D’66|D'66|PVV|SP|PvdA|GroenLinks[-–/]PvdA|GroenLinks|GL|ChristenUnie|CU|SGP|PvdD|50PLUS|50plus|OSF|FVD|FvD|"
    r"Forum\s+voor\s+Democratie|Volt|BBB|BoerBurgerBeweging|JA21|NSC|DENK|BVNL|BIJ1|LPF|GPV|RPF|PPR|OPNL|"
    r"Partij\s+voor\s+de\s+(?:Dieren|Vrijheid)|Partij\s+van\s+de\s+Arbeid|Nieuw\s+Sociaal\s+Contract|"
    r"Staatkundig\s+Gereformeerde\s+Partij"
)
"""The names of parties, as a heading that says nothing else gives them; in a sentence any name may stand."""
_NAME = rf"(?:{_PARTIES}|[A-Z0-9][\w+/&’'–-]{{0,40}}[\w](?:\s+[A-Z][\w’'-]{{1,40}})?)"
_COMPOUND = rf"(?:{_PARTIES}|[A-Z0-9][\w+/&’'–-]{{0,40}}?)"
_ARTICLE = r"(?:de\s+|het\s+)?"
_TOGETHER = r"(?:\s+(?:gezamenlijk|samen|tezamen))?"
_NAMES = (
    rf"{_ARTICLE}{_NAME}(?:\s*,\s*(?:van\s+)?{_ARTICLE}{_NAME}){{0,20}}"
    rf"(?:\s*,?\s+(?:en|alsmede|alsook)\s+(?:van\s+)?{_ARTICLE}{_NAME})?"
)
_OF_PARTIES = re.compile(rf"(?:[Ff]racties?|leden)\s+van\s+(?P<names>{_NAMES}){_TOGETHER}(?![\w-])")
_COMPOUNDS = re.compile(
    rf"(?P<names>(?:{_COMPOUND}-(?:fractie)?\s*,\s*(?:de\s+)?){{0,20}}(?:{_COMPOUND}-(?:fractie)?\s+en\s+(?:de\s+)?)?{_COMPOUND})-(?:fracties?|leden)(?![\w-])"
)
_NAMED_AFTER = re.compile(r"\b(?P<name>[Ff]ractie[-\s][A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?)")
_MEMBER = re.compile(
    rf"\b(?P<name>(?:(?:[Vv]an|[Dd]e|[Dd]en|[Dd]er|[Tt]en|[Tt]er|[’']t)\s+){{0,3}}[A-ZÀ-Ý][\wÀ-ÿ’'.]{{0,40}}(?:[\s-](?:van|de|den|der|ten|ter|[A-ZÀ-Ý][\wÀ-ÿ’'.]{{0,40}})){{0,4}})"
    rf"\s+\((?P<party>{_NAME})\)"
)
_SEPARATOR = re.compile(r"\s*,\s*(?:en\s+|alsmede\s+)?|\s+(?:en|alsmede|alsook)\s+")
_LEADING = re.compile(r"(?:van\s+)?(?:de\s+|het\s+)?")
_SUBJECT = re.compile(
    r"(?:(?:Ook|Voorts|Daarnaast|Tevens|Verder|Tot\s+slot|Ten\s+slotte|Allereerst)\s+\w{0,12}\s*)?"
    r"(?:[Dd]e|[Hh]et)\s+(?P<rest>(?:leden|lid|fracties?|[\w/&’'–-]+-(?:fracties?|leden)|[Ff]ractie-\w+)\b.*)",
    re.DOTALL,
)
_VERB = re.compile(
    r"\b(?:hebben|heeft|had|hadden|vragen|vraagt|vroegen|verzoek\w*|vernemen|verneemt|willen|wil|zouden|zou|danken|dankt|sluiten|sluit"
    r"|constateren|constateert|lezen|leest|merken|merkt|wijzen|wijst|zijn|is|horen|hoort|ontvangen|ontvangt|kunnen|kan|stellen|stelt"
    r"|onderschrijven|onderschrijft|delen|deelt|maken|maakt|begrijpen|begrijpt|zien|ziet|nemen|neemt|namen|nam|achten|acht|vinden|vindt"
    r"|stemmen|benadrukken|benadrukt|memoreren|herinneren|ontvingen|complimenteren|waarderen|waardeert|zeggen|refereren|verwijzen"
    r"|leggen|legt|krijgen|staan|gaan|komen|hechten|hecht|spreken|spreekt|missen|mist|kennen|kent|uiten|uit|betreuren|betreurt)\b"
)
_HEADING = re.compile(
    r"(?:(?:[IVX]{1,5}|[A-Z]|\d{1,2}(?:\.\d{1,2})*)[.)]?\s+)?"
    r"(?:(?:Schriftelijke\s+)?(?:[Vv]ragen|[Ii]nbreng|[Bb]ijdragen?|[Oo]pmerkingen|[Aa]ntwoord(?:en)?|[Bb]eantwoording|[Rr]eactie)\b.*?)?"
    r"(?:(?:van|op|door|namens)\s+)?(?:de\s+|het\s+|De\s+|Het\s+)?"
    r"(?:[Ff]ractie|[Ll]eden|[Ll]id\b|[\w/&’'–-]+-(?:fractie|leden)).*"
)
_BARE = re.compile(rf"(?:{_PARTIES})(?:\s*(?:,|/|en|&)\s*(?:{_PARTIES}))*:?")
_LONGEST_HEADING = 150
_LONGEST_SUBJECT = 400


def factions_in(text: str) -> tuple[str, ...]:
    """Return the fracties and members that a phrase names, as printed without article or the word fractie."""
    found: list[tuple[int, str]] = []
    taken: list[tuple[int, int]] = []
    for pattern in (_MEMBER, _NAMED_AFTER, _OF_PARTIES, _COMPOUNDS):
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            found += [(match.start(), name) for name in _names(match)]
    return tuple(dict.fromkeys(name for _, name in sorted(found, key=lambda one: one[0])))


def _names(match: re.Match[str]) -> list[str]:
    groups = match.groupdict()
    if "party" in groups:
        return [" ".join(match[0].split())]
    if "names" not in groups:
        return [" ".join(groups["name"].split())]
    parts = (_LEADING.sub("", part, count=1) for part in _SEPARATOR.split(groups["names"]))
    return [" ".join(part.removesuffix("fractie").rstrip("-").split()) for part in parts if part.strip()]


def heading_factions(text: str) -> tuple[str, ...]:
    """Return the fracties of a paragraph that is a heading over their questions; empty where it is none."""
    line = text.strip()
    if len(line) > _LONGEST_HEADING or line[-1:] in ".?!;,":
        return ()
    if _BARE.fullmatch(line):
        return tuple(
            part.strip() for part in re.split(r"\s*(?:,|/(?!PvdA)|\ben\b|&)\s*", line.rstrip(":")) if part.strip()
        )
    found = _HEADING.fullmatch(line.rstrip(":"))
    return factions_in(line) if found and (line.endswith(":") or not _VERB.search(_without_noun(line))) else ()


def _without_noun(line: str) -> str:
    """Return a line without the word "vragen" where it is no verb: at its beginning, or after an article."""
    return re.sub(
        r"(?:^\W*(?:[\dIVX.)]+\s+)?(?:Schriftelijke\s+)?|\b(?:de|op|hun|schriftelijke)\s+)[Vv]ragen\b", "", line
    )


def subject_factions(sentence: str) -> tuple[str, ...]:
    """Return the fracties that a sentence is about from its first words on: "De leden van de D66-fractie vragen …"."""
    opening = _SUBJECT.match(sentence)
    if not opening:
        return ()
    verb = _VERB.search(opening["rest"])
    end = min(verb.start(), _LONGEST_SUBJECT) if verb else _LONGEST_HEADING
    return factions_in(opening["rest"][:end])


def spoken(factions: tuple[str, ...]) -> str:
    """Return who asks, as a clerk says it: "de fracties VVD en D66", "het lid Van Proef (SP)"."""
    members = [one for one in factions if "(" in one]
    parties = [one for one in factions if "(" not in one]
    parts = []
    if parties:
        word = "" if parties[0].lower().startswith("fractie") else "fractie " if len(parties) == 1 else "fracties "
        parts.append(f"de {word}{listed(parties)}")
    if members:
        parts.append(f"{'het lid' if len(members) == 1 else 'de leden'} {listed(members)}")
    return " en ".join(parts)

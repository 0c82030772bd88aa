"""The closed vocabulary of offices: the portfolios of ministers since the war, told from worn print.

Source: the names of the ministries, and of the ministers without one, as the Staatsalmanak prints them.
"""

from __future__ import annotations

import re
from functools import lru_cache

from documents.worn import looks_of, mended, mended_capitals, near

_OF = (
    "Aangelegenheden betreffende de Oorlogsgetroffenen", "Algemene Zaken", "Asiel en Migratie", "Binnenlandse Zaken",
    "Binnenlandse Zaken en Koninkrijksrelaties", "Buitenlandse Handel en Ontwikkelingshulp", "Buitenlandse Zaken",
    "Cultuur, Recreatie en Maatschappelijk Werk", "Defensie", "Economische Zaken", "Economische Zaken en Klimaat",
    "Economische Zaken, Landbouw en Innovatie", "Financiën", "Infrastructuur en Milieu", "Infrastructuur en Waterstaat",
    "Justitie", "Justitie en Veiligheid", "Klimaat en Groene Groei", "Landbouw en Visserij",
    "Landbouw, Natuur en Voedselkwaliteit", "Landbouw, Natuurbeheer en Visserij",
    "Landbouw, Visserij, Voedselzekerheid en Natuur", "Maatschappelijk Werk", "Marine", "Onderwijs en Wetenschappen",
    "Onderwijs, Cultuur en Wetenschap", "Onderwijs, Cultuur en Wetenschappen", "Onderwijs, Kunsten en Wetenschappen",
    "Oorlog", "Sociale Zaken", "Sociale Zaken en Volksgezondheid", "Sociale Zaken en Werkgelegenheid",
    "Veiligheid en Justitie", "Verkeer en Waterstaat", "Volksgezondheid en Milieuhygiëne",
    "Volksgezondheid, Welzijn en Sport", "Volkshuisvesting en Bouwnijverheid",
    "Volkshuisvesting en Ruimtelijke Ordening", "Volkshuisvesting, Ruimtelijke Ordening en Milieubeheer",
    "Welzijn, Volksgezondheid en Cultuur",
)  # fmt: skip
_FOR = (
    "Armoedebeleid, Participatie en Pensioenen", "Basis- en Voortgezet Onderwijs en Media", "Bestuurlijke Vernieuwing",
    "Bestuurlijke Vernieuwing en Koninkrijksrelaties", "Buitenlandse Handel en Ontwikkelingssamenwerking",
    "Grote Steden- en Integratiebeleid", "Immigratie en Asiel", "Immigratie, Integratie en Asiel", "Jeugd en Gezin",
    "Klimaat en Energie", "Langdurige Zorg en Sport", "Medische Zorg", "Medische Zorg en Sport", "Milieu en Wonen",
    "Natuur en Stikstof", "Ontwikkelingshulp", "Ontwikkelingssamenwerking", "Primair en Voortgezet Onderwijs",
    "Rechtsbescherming", "Volkshuisvesting en Ruimtelijke Ordening", "Vreemdelingenzaken en Integratie",
    "Wetenschapsbeleid", "Wonen en Rijksdienst", "Wonen, Wijken en Integratie",
)  # fmt: skip
_HISTORIC = ("Antilliaanse Zaken", "Nederlands-Antilliaanse Zaken", "Surinaamse en Nederlands-Antilliaanse Zaken")
_KNOWN = {looks_of(name): name for name in (*_FOR, *_HISTORIC, *_OF)}
_LOOKS = sorted(_KNOWN, key=len, reverse=True)
_PREPOSITION = dict.fromkeys(_FOR, "voor") | dict.fromkeys(_HISTORIC, "voor") | dict.fromkeys(_OF, "van")
_TITLE = (
    r"(?P<title>(?i:m[iíl1]-?n[iíl1]s-?[tl]er(?P<many>s)?"
    r"|staat-?s-?s[ec]-?cr[ec]-?ta-?r[iíl1]s(?P<many2>-?sen)?))"
)
_OFFICE = re.compile(rf"(?<![^\W_]){_TITLE}\s*(?P<of>v[ao][nu]|voor|VAN|VOOR)\s*(?!(?:de|het|een)\s)(?=[^\W\d_])")
_AND = re.compile(r"\s*(?:,\s*(?:en\s+)?|\s+en\s+)(?:(?P<of>van|voor)\s+)?(?=[A-ZÀ-Ý])")
_AND_OF = re.compile(r"\s+(?:en\s+(?:van|voor)|EN\s+(?:VAN|VOOR))\s+")
_LEADS_ON = re.compile(r"\s+(?:en|EN)\s*(?=$|[a-zA-Z])")
"""A name that goes on is not a shorter one with a letter wrong."""
_MAY_HOLD = re.compile(r"(?i:[iíl1]s-?[tl]er|staat-?s)")
_REACH = 90
"""Characters: the longest name of a portfolio, its broken words and stray spaces included."""
_LETTERS_TO_ONE_WRONG = 14
"""Letters of a name in which a scan may have one wrong."""
_SHORTEST_WORN = 6
_STOPS = ".?!'’‘´`*-0123456789"
"""What print sets behind a name: a full stop, and the mark of a footnote."""


def portfolio_at(text: str, position: int) -> tuple[str, int] | None:
    """Return the portfolio whose name stands at a place, however worn, and where it ends; None where none is known."""
    return _read(text[position : position + _REACH], position)


def _read(tail: str, offset: int) -> tuple[str, int] | None:
    found = _known_in(tail)
    return (found[0], offset + found[1]) if found else None


@lru_cache(maxsize=1024)
def _known_in(tail: str) -> tuple[str, int] | None:
    ends = _ends_of_words(tail)
    for end in reversed(ends):
        if name := _KNOWN.get(looks_of(tail[:end])):
            return name, end
    for end in reversed(ends):
        if not _LEADS_ON.match(tail, end) and (name := _nearest(looks_of(tail[:end]))):
            return name, end
    return None


def _ends_of_words(tail: str) -> list[int]:
    """Return where a name may end: after each word, up to the end of the sentence or a word that no name holds."""
    ends = []
    for word in re.finditer(r"[^\s,;:()«»]+", tail):
        ends.append(word.start() + len(word[0].rstrip(_STOPS)))
        if (
            word[0][-1] in ".?!"
            and len(word[0]) > _SHORTEST_WORN
            and not tail[word.end() : word.end() + 2].strip().isupper()
        ):
            break
    return ends


def _nearest(looks: str) -> str | None:
    """Return the one name that is near enough to what print looks like; None where two are, or none is."""
    if len(looks) < _SHORTEST_WORN:
        return None
    alike = [
        known
        for known in _LOOKS
        if (known[:3] == looks[:3] or known[-4:] == looks[-4:])
        and near(known, looks, max(1, len(known) // _LETTERS_TO_ONE_WRONG))
    ]
    return _KNOWN[alike[0]] if len(alike) == 1 else None


def office_of(title: str, portfolio: str) -> str:
    """Return the office of who bears a title and, after the name in brackets, a portfolio: "Minister van Justitie"."""
    whole = " ".join(mended(portfolio).split()).strip(" .,")
    found = portfolio_at(whole, 0)
    name = found[0] if found and found[1] >= len(whole) - 1 else _nearest(looks_of(whole)) or whole
    head = "Staatssecretaris" if title[:1] in "sS5" else "Minister"
    preposition = _PREPOSITION.get(name, "van") if head == "Minister" else "van"
    return f"{head} {preposition} {name}"


def portfolios_in(text: str, position: int) -> tuple[list[tuple[str, str]], int]:
    """Return the known portfolios of an enumeration ("A en B", "A, B en voor C") at a place, and where it ends.

    With each goes its preposition: the one in print, or that of the portfolio where print says it once for all.
    """
    found: list[tuple[str, str]] = []
    end = position
    of = None
    while one := portfolio_at(text, position):
        found.append((of or _PREPOSITION.get(one[0], "van"), _as_printed(text[position : one[1]], one[0])))
        end = one[1]
        following = _AND.match(text, end)
        if not following:
            break
        position, of = following.end(), following["of"]
    return found, end


def restored(line: str) -> str:
    """Return a line of a head or a signature with the worn names of its offices as the Staatsalmanak has them.

    A name that is whole is left in its own spelling.
    """
    if not _MAY_HOLD.search(line):
        return line
    pieces: list[str] = []
    position = 0
    for found in _OFFICE.finditer(line):
        known = portfolio_at(line, found.end())
        if known is None or found.start() < position:
            continue
        pieces += [line[position : found.start()], _title_of(found), " ", _of(found["of"]), " "]
        position = found.end()
        while known:
            pieces.append(_as_printed(line[position : known[1]], known[0]))
            position = known[1]
            following = _AND_OF.match(line, position)
            known = portfolio_at(line, following.end()) if following else None
            if following and known:
                pieces.append(following[0])
                position = following.end()
    return "".join([*pieces, line[position:]])


def _of(printed: str) -> str:
    whole = "voor" if printed[-1] in "rR" else "van"
    return whole.upper() if printed.isupper() else whole


def _title_of(found: re.Match[str]) -> str:
    """Return a title in its own case, however worn."""
    printed = found["title"]
    many = bool(found["many"] or found["many2"])
    if printed.lower().startswith("s"):
        whole = "staatssecretarissen" if many else "staatssecretaris"
    else:
        whole = "ministers" if many else "minister"
    return whole.upper() if printed.isupper() else whole.capitalize() if printed[0].isupper() else whole


def _as_printed(printed: str, name: str) -> str:
    """Return what print has where that is the name but for its capitals, else the name in the case of print."""
    whole = " ".join(printed.split())
    for spelled in (whole, mended_capitals(mended(whole))):
        if spelled.casefold().replace(" ,", ",") == name.casefold():
            return printed if spelled == whole else spelled
    return name.upper() if whole.isupper() else name

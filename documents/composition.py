"""The members of a committee, as the footnote "Samenstelling" prints them."""

from __future__ import annotations

import re

from documents.committees import committees_in
from documents.values import CHAIR, MEMBER, SUBSTITUTE, VICE_CHAIR, Anomaly, Footnote, Member
from documents.worn import mended

_BEGINS = re.compile(r"(?:De\s+)?[Ss][au]men-?s[tl]e[l1I]{1,2}-?[l1I]?[il1]ng\b(?P<of>[^:;]{0,120})[:;]\s*")
_GROUPS = re.compile(
    r"(?P<full>\bLeden\s*[:;])|(?P<deputies>\b(?:[Pp][l1I]v\s?[.,]?|[Pp]laats-?vervangende?)\s*[l1I]eden\s*[:;])"
)
_MEMBER = re.compile(r"(?P<name>[^\W\d_][^(),;:]{1,60}?)\s*\((?P<party>[^(),;]{1,30})(?P<end>\)|,|;)")
_ROLE = re.compile(r"[\s,.]*\(?\s*(?P<role>(?:onder|vice-?)?\s?-?voor-?z[il1]t-?[tl]er)\b\)?", re.IGNORECASE)
_BEFORE = re.compile(r"(?:(?:onder|vice-?)?\s?-?voor-?z[il1]t-?[tl]er\W+|en\s+(?=[^\W\d_]))", re.IGNORECASE)
_NAMED = {"D'66": "D66", "D’66": "D66", "Groen Links": "GroenLinks", "P.v.d.A.": "PvdA", "PvdA.": "PvdA"}
_PARTIES = (
    "ARP", "BP", "CDA", "CHU", "CPN", "DS'70", "D66", "EVP", "GPV", "GroenLinks", "KVP", "PPR", "PSP", "PvdA", "RKPN",
    "RPF", "SGP", "VVD",
)  # fmt: skip
"""The parties of old print; of a younger one the print is clear enough to be taken as it stands."""
_LOOKS = str.maketrans(
    {"O": "D", "0": "D", "Q": "D", "6": "G", "B": "G", "I": "L", "1": "L", "|": "L", "Ä": "A", "Y": "V"}
)
_NO_SIGN = re.compile(r"[\W_]")


def members_in(notes: tuple[Footnote, ...], committees: tuple[str, ...]) -> tuple[list[Member], list[Anomaly]]:
    """Return the members of all committees whose composition stands in a footnote, and what print has wrong there."""
    members: list[Member] = []
    wrong: list[Anomaly] = []
    holders = [note for note in notes if _BEGINS.match(note.text)]
    for place, note in enumerate(holders):
        begins = _BEGINS.match(note.text)
        named = committees_in(begins["of"]) if begins else ()
        alone = committees[0] if len(committees) == 1 else None
        same_order = committees[place] if len(committees) == len(holders) else None
        committee = named[0] if named else alone or same_order
        listed, slips = members_of(note.text[begins.end() :] if begins else note.text, committee)
        members += listed
        wrong += slips
    return members, wrong


def members_of(listed: str, committee: str | None) -> tuple[list[Member], list[Anomaly]]:
    """Return the members of one list in the order of print; a missing bracket is told, not mended in silence."""
    members: list[Member] = []
    wrong: list[Anomaly] = []
    deputies = next((found.start() for found in _GROUPS.finditer(listed) if found["deputies"]), len(listed))
    for found in _MEMBER.finditer(listed):
        name = _name(found["name"])
        if found["end"] != ")":
            wrong.append(Anomaly("missing_bracket", " ".join(listed[found.start() : found.end() + 30].split())))
        role = SUBSTITUTE if found.start() >= deputies else _role_after(listed, found)
        printed = " ".join(found["party"].split())
        party = party_of(printed)
        if party != printed and printed not in _NAMED:
            wrong.append(Anomaly("misread", f"{name} ({printed})"))
        members.append(Member(name, party, role, committee))
    return members, wrong


def party_of(printed: str) -> str:
    """Return the name of a party: its spelling of today, and what print had where a scan misread it ("066", "WD")."""
    if printed in _NAMED:
        return _NAMED[printed]
    return _BY_LOOKS.get(_looks(printed), printed) if printed not in _PARTIES else printed


def _looks(party: str) -> str:
    plain = _NO_SIGN.sub("", party.upper())
    return plain.translate(_LOOKS).replace("W", "VV")


_BY_LOOKS = {_looks(name): name for name in _PARTIES}


def _name(printed: str) -> str:
    """Return a name as print had it: without the role of who was listed before, its broken words whole."""
    whole = " ".join(_GROUPS.sub("", mended(printed)).split()).strip(" .")
    while before := _BEFORE.match(whole):
        whole = whole[before.end() :].strip(" .")
    return whole


def _role_after(listed: str, found: re.Match[str]) -> str:
    said = _ROLE.match(listed, found.end() if found["end"] == ")" else found.end("party"))
    if not said:
        return MEMBER
    return VICE_CHAIR if said["role"].lower().startswith(("onder", "vice")) else CHAIR

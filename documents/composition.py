"""The members of a committee, as the footnote "Samenstelling" prints them."""

from __future__ import annotations

import re

from documents.committees import committees_in
from documents.values import CHAIR, MEMBER, SUBSTITUTE, VICE_CHAIR, Anomaly, Footnote, Member

_BEGINS = re.compile(r"(?:De\s+)?[Ss]amenstelling\b(?P<of>[^:]{0,120}):\s*")
_GROUPS = re.compile(r"(?P<full>\bLeden\s*:)|(?P<deputies>\b(?:[Pp]lv\.?|[Pp]laatsvervangende?)\s*leden\s*:)")
_MEMBER = re.compile(r"(?P<name>[^\W\d_][^(),;:]{1,60}?)\s*\((?P<party>[^(),;]{1,30})(?P<end>\)|,|;)")
_ROLE = re.compile(r"\s*,?\s*\(?\s*(?P<role>(?:onder|vice-?)?\s?voorzitter)\b\)?", re.IGNORECASE)


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
        name = " ".join(_GROUPS.sub("", found["name"]).split()).strip(" .")
        if found["end"] != ")":
            wrong.append(Anomaly("missing_bracket", " ".join(listed[found.start() : found.end() + 30].split())))
        role = SUBSTITUTE if found.start() >= deputies else _role_after(listed, found)
        members.append(Member(name, " ".join(found["party"].split()), role, committee))
    return members, wrong


def _role_after(listed: str, found: re.Match[str]) -> str:
    said = _ROLE.match(listed, found.end() if found["end"] == ")" else found.end("party"))
    if not said:
        return MEMBER
    return CHAIR if said["role"].lower() == "voorzitter" else VICE_CHAIR

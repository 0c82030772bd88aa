"""The committee's own sentences in the report of a consultation, from the facts of its rounds.

Each function gives sentences and nothing else, so that whoever holds the register builds a ``Reading`` from them and
lets ``compose`` set it. The forms are those of the Eerste Kamer's reports: ``introduction`` as it was until autumn
2025, ``introduction_2025`` as it is since.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from documents.dates import dutch, listed
from documents.values import CHAIR, MEMBER, SUBSTITUTE, VICE_CHAIR
from procedure.vocabulary import DocType, LetterKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from documents.values import Member, Reading


@dataclass(frozen=True, slots=True)
class Sent:
    """A letter that went out: the day on it, and the offices it went to ("Minister van Financiën")."""

    dated_on: date
    addressees: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Received:
    """A letter that came in: the day on it, who signed, what it is, and for a postponement the new day.

    ``printed`` says whether the letter stands in the report, or is only mentioned (a postponement often is).
    """

    dated_on: date
    sender: str
    kind: LetterKind = LetterKind.REPLY
    on_behalf_of: tuple[str, ...] = ()
    promised_on: date | None = None
    printed: bool = True


def introduction(
    *,
    committees: Sequence[str],
    sent: Sequence[Sent],
    received: Sequence[Received],
    subject: str | None = None,
    motive: str | None = None,
    further: bool = False,
    marks: Mapping[str, str] | None = None,
) -> str:
    """Return the sentences before the letters: motive, sending, what came in, and the report itself.

    Args:
        committees: the committees by full name ("vaste commissie voor Financiën"), the leading one first.
        sent: the letters that went out, in order.
        received: the replies, partial replies and postponements, in order.
        subject: on what was written; used where no motive is given.
        motive: the clerk's own sentences on why the committee wrote; they take the place of the fixed ones.
        further: whether this is a further round ("nader schriftelijk overleg").
        marks: per committee the mark of the footnote with its composition, set behind its first mention.

    Returns:
        Paragraphs, parted by a blank line.
    """
    first = _marked(motive or motive_of(committees, sent, subject=subject), committees, marks or {})
    paragraphs = [
        " ".join([first, *sending(sent)]),
        *map(received_sentence, received),
        closing(committees, further=further),
    ]
    return "\n\n".join(paragraphs)


def introduction_2025(
    *,
    committees: Sequence[str],
    sent: Sequence[Sent],
    received: Sequence[Received],
    subject: str | None = None,
    motive: str | None = None,
    further: bool = False,
    marks: Mapping[str, str] | None = None,
) -> str:
    """Return the sentences before the letters in the form since autumn 2025: with whom, on what, which letters follow.

    The arguments are those of ``introduction``. A letter that is only mentioned has its sentence between; the others
    are named in a list, in the order in which they stand in the report.
    """
    plural = len(committees) > 1
    reports, who = ("brengen", "commissies") if plural else ("brengt", "commissie")
    listed_letters: list[Sent | Received] = [*sent, *(letter for letter in received if letter.printed)]
    paragraphs = [
        *([motive] if motive else []),
        _held(committees, _partners(sent, received), subject, further=further),
        *(received_sentence(letter) for letter in received if not letter.printed),
        f"Bijgaand {reports} de {who} hiervan verslag uit.{' Dit verslag bestaat uit:' if listed_letters else ''}",
        *(f"– {_listed_letter(letter)}" for letter in listed_letters),
    ]
    return _marked("\n\n".join(paragraphs), committees, marks or {})


def _held(committees: Sequence[str], partners: Sequence[str], subject: str | None, *, further: bool) -> str:
    """Return the sentence that says between whom the consultation was held, and on what."""
    names = _committees(committees)
    has = "hebben" if len(committees) > 1 else "heeft"
    held = f"{names[:1].upper()}{names[1:]} {has} {'nader ' if further else ''}schriftelijk overleg gevoerd"
    with_whom = f" met {listed([f'de {office}' for office in partners])}" if partners else ""
    on = f" over {subject}" if subject else ""
    return f"{held}{with_whom}{on}."


INTRODUCTIONS: Mapping[str, Callable[..., str]] = {"classic": introduction, "2025": introduction_2025}
"""The committee's own sentences after each template of the report."""

_NAMES = {LetterKind.DEFERRAL: "uitstelbrief"}


def _listed_letter(letter: Sent | Received) -> str:
    """Return how the list names a letter: "De uitgaande brief van 17 oktober 2025."."""
    if isinstance(letter, Sent):
        return f"De uitgaande brief van {dutch(letter.dated_on)}."
    part = " (gedeeltelijke beantwoording)" if letter.kind is LetterKind.PARTIAL_REPLY else ""
    return f"De {_NAMES.get(letter.kind, 'antwoordbrief')} van {dutch(letter.dated_on)}{part}."


def _partners(sent: Sequence[Sent], received: Sequence[Received]) -> list[str]:
    """Return the offices with which was written: those addressed, or where none was, those that answered."""
    addressed = [office for letter in sent for office in letter.addressees]
    return list(dict.fromkeys(addressed or [letter.sender for letter in received]))


def introduction_of(reading: Reading) -> str | None:
    """Return the sentences of 2025 from what a paper says of committees and letters; None where that is too little."""
    asked = [letter for letter in reading.letters if letter.kind is LetterKind.REQUEST]
    came = [letter for letter in reading.letters if letter.kind is not LetterKind.REQUEST]
    dated = [(letter, letter.dated_on) for letter in (*asked, *came) if letter.dated_on]
    if not reading.committees or len(dated) < len(reading.letters):
        return None
    return introduction_2025(
        committees=reading.committees,
        sent=[Sent(day, letter.addressees) for letter, day in dated if letter.kind is LetterKind.REQUEST],
        received=[
            Received(day, letter.sender or "bewindspersoon", letter.kind, letter.on_behalf_of)
            for letter, day in dated
            if letter.kind is not LetterKind.REQUEST
        ],
        further=reading.doc_type is DocType.NADER_VSO,
    )


def motive_of(committees: Sequence[str], sent: Sequence[Sent], *, subject: str | None) -> str:
    """Return why was written, as far as the register knows it: which committees, to whom, on what.

    Where no letter may be told of, as it is confidential, the sentence says no more than that questions were put.
    """
    offices = list(dict.fromkeys(office for letter in sent for office in letter.addressees))
    to = f" aan {listed([f'de {office}' for office in offices])}" if offices else ""
    on = f" over {subject}" if subject else ""
    put = f"vragen voor te leggen{to}" if to else "schriftelijk vragen te stellen"
    return f"De leden van {_committees(committees)} hebben besloten {put}{on}."


def sending(sent: Sequence[Sent]) -> list[str]:
    """Return the sentences that say which letters went out: one for each, with its day and its offices."""
    found = []
    for place, letter in enumerate(sent):
        to = f" aan {listed([f'de {office}' for office in letter.addressees])}" if letter.addressees else ""
        opening = "Naar aanleiding hiervan is" if place == 0 else "Daarna is"
        found.append(f"{opening} op {dutch(letter.dated_on)} een brief gestuurd{to}.")
    return found


def received_sentence(letter: Received) -> str:
    """Return the sentence on a letter that came in: an answer, a part of one, or a postponement with its new day."""
    who, day = f"De {letter.sender}", dutch(letter.dated_on)
    also = f", mede namens {listed([f'de {office}' for office in letter.on_behalf_of])}," if letter.on_behalf_of else ""
    if letter.kind is LetterKind.DEFERRAL:
        until = (
            f" en toegezegd het antwoord uiterlijk op {dutch(letter.promised_on)} te geven"
            if letter.promised_on
            else ""
        )
        return f"{who} heeft{also} op {day} laten weten dat de beantwoording meer tijd vergt{until}."
    if letter.kind is LetterKind.PARTIAL_REPLY:
        return f"{who} heeft{also} op {day} een deel van de vragen beantwoord."
    return f"{who} heeft{also} op {day} gereageerd."


def closing(committees: Sequence[str], *, further: bool = False) -> str:
    """Return the sentence with which the committee reports, in the plural where there are several."""
    several = len(committees) > 1
    who, verb = ("De commissies", "brengen") if several else ("De commissie", "brengt")
    return f"{who} {verb} bijgaand verslag uit van het gevoerde {'nader ' if further else ''}schriftelijk overleg."


def clerk_capacity(committees: Sequence[str], *, capacity: str | None = None) -> str:
    """Return the words above the clerk's name: of the committee, or another capacity such as "voor dit verslag"."""
    return f"De griffier {capacity or f'van {_committees(committees)}'}"


def composition_note(members: Iterable[Member]) -> str:
    """Return the text of the footnote with the members of one committee, in the order given, roles after the party."""
    full = [_member(member) for member in members if member.role != SUBSTITUTE]
    return f"Samenstelling: {', '.join(full)}"


def _member(member: Member) -> str:
    party = f" ({member.party})" if member.party else ""
    role = {CHAIR: f" ({CHAIR})", VICE_CHAIR: f" ({VICE_CHAIR})", MEMBER: ""}.get(member.role, "")
    return f"{member.name}{party}{role}"


def _committees(committees: Sequence[str]) -> str:
    """Return committees as one phrase: "de vaste commissies voor A en voor B"."""
    if len(committees) == 1:
        return f"de {committees[0]}"
    names = [name.partition(" voor ") for name in committees]
    kinds = {kind for kind, _, _ in names}
    if len(kinds) == 1 and all(rest for _, _, rest in names):
        return f"de {kinds.pop()}s {listed([f'voor {rest}' for _, _, rest in names])}"
    return listed([f"de {name}" for name in committees])


def _marked(text: str, committees: Sequence[str], marks: Mapping[str, str]) -> str:
    """Return the text with the mark of each committee's footnote behind the first mention of its name."""
    for committee in committees:
        mark = marks.get(committee)
        name = committee if committee in text else committee.partition(" voor ")[2]
        if mark and name and name in text:
            text = text.replace(name, f"{name}{mark}", 1)
    return text

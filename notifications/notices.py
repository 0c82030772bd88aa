"""One function for each notice that leaves the house; it returns what the notice's template is given.

Desks are addressed as colleagues, never a minister. The tone is that of the rung, and what it says is true on the day
of sending, as a mail may leave later than its rung was owed (a Saturday's rung leaves on Monday). Of a confidential
case no more is said than that it exists.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from procedure.clauses import Unit
from procedure.reminders import ESCALATION, NO_DATE, OPEN_DEFERRAL, RAPPEL, TERM
from procedure.vocabulary import Audience, Mode
from procedure.wording import clock_of, length, long_date, plain_date

LONGEST_SUBJECT = 120

TO_DESK = ("enquiry", "announcement", "last_day", "pressing")
BY_HAND = ("rappel",)
TO_CLERK: Mapping[str, tuple[str, ...]] = {
    TERM: ("general", "consultation"),
    NO_DATE: ("attention", "general"),
    OPEN_DEFERRAL: ("open_deferral", "general"),
}
"""The templates in ``templates/tones`` that are true of a rung: to a desk, of a letter that a person sends, and to the
clerk by the ladder. The first of each goes with a rung of which nothing else is known."""

_OF_CODE: Mapping[str, str] = {
    "notice": "announcement",
    "due": "last_day",
    "first_rappel": "enquiry",
    RAPPEL: "rappel",
    ESCALATION: "consultation",
    "attention": "attention",
    OPEN_DEFERRAL: "open_deferral",
}


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case as a notice names it; days are civil days in the Netherlands."""

    number: str
    subject: str
    rung: str
    requested_on: date
    addressees: tuple[str, ...]
    due_on: date | None
    """The agreed last day; None where none is agreed."""
    original_due_on: date | None
    days_late: int
    """Days past the original last day; nought when in time."""
    committee: str
    confidential: bool = False
    jointly: tuple[str, ...] = ()
    """The other committees that ask, where several do."""
    due_at: datetime | None = None
    """The instant until which an answer is in time, where the agreed term names an hour."""
    part_on: date | None = None
    """The date of the last letter that answered a part; None before any did."""
    reminded: bool = False
    """Whether a reminder about the agreed day has left for a desk."""
    clause: str = ""
    """The words of the term where its day waits for the clerk's confirmation."""
    tone: str = ""
    """In which tone the rung speaks, as the ladder says; empty: in that of its code."""
    ladder: str = TERM
    """Of which ladder the rung is: a term, no date, or put off without one."""
    by_hand: bool = False
    """Whether a letter of this rung stands ready that leaves only by a person's hand."""

    @property
    def asking(self) -> str:
        """Return the committees that ask, with their articles."""
        return " en ".join(the_committee(one) for one in (self.committee, *self.jointly))


@dataclass(frozen=True, slots=True)
class Sender:
    """On whose behalf a notice leaves: the committee, and its chair where known."""

    committee: str
    chair: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice to be rendered: the folder of its templates and what they are given."""

    name: str
    context: Mapping[str, Any]


def instead_of(notice: Notice, owner: str) -> Notice:
    """Return the notice as a substitute reads it, who is told for whom it stands in; unchanged without an owner."""
    return replace(notice, context={**notice.context, "instead_of": owner}) if owner else notice


def reminder(lines: Sequence[CaseLine], sender: Sender, *, on: date) -> Notice:
    """Return the mail to a parliamentary desk about one case, or about several at once, as it reads on its day."""
    shown = [_shown(line) for line in lines]
    return Notice(
        "reminder",
        {
            "subject": _about(shown, sender) if len(shown) == 1 else _digest("Openstaande verzoeken", shown),
            "lines": [_said(line, Audience.DESK, on) for line in shown],
            "committee": the_committee(sender.committee),
            "several": len({line.committee for line in shown}) > 1,
            "instead_of": "",
        },
    )


def clerk(lines: Sequence[CaseLine], sender: Sender, *, on: date) -> Notice:
    """Return the mail to the clerk: what waits for a person, with the rappel letter where one stands ready."""
    shown = [_shown(line) for line in lines]
    named = list({line.number: line for line in shown}.values())
    return Notice(
        "clerk",
        {
            "subject": _head(named[0], "Voor de griffier") if len(named) == 1 else _digest("Voor de griffier", named),
            "lines": [_said(line, Audience.CLERK, on) for line in shown],
            "cases": len(named),
            "letters": [_letter(line, sender, on) for line in shown if line.by_hand],
            "committee": the_committee(sender.committee),
            "instead_of": "",
        },
    )


def rappel(line: CaseLine, sender: Sender, *, on: date) -> Notice:
    """Return the formal rappel in the chair's name, under a line that asks the desk to forward it to the office.

    It leaves only by a person's hand.
    """
    shown = _shown(line)
    letter = _letter(shown, sender, on)
    return Notice("rappel", {"subject": _about([shown], sender), "letter": letter, "instead_of": ""})


def tones_for(ladder: str, audience: Audience, mode: Mode) -> tuple[str, ...]:
    """Return the tones in which a rung may speak: those that say nothing untrue of it, the plain one first."""
    if audience is Audience.DESK:
        return TO_DESK
    return BY_HAND if mode is Mode.BY_HAND else TO_CLERK[ladder]


def tone_of(rung: str, tones: Sequence[str]) -> str:
    """Return the tone of a rung of which the ladder names none: that of its code where it is true, else a plain one."""
    tone = _OF_CODE.get(rung, "")
    return tone if tone in tones else tones[0]


def _said(line: CaseLine, audience: Audience, on: date) -> dict[str, Any]:
    """Return a line with the template of its sentence, what that is given, and the facts that stand under it."""
    tones = tones_for(line.ladder, audience, Mode.BY_HAND if line.by_hand else Mode.AUTO)
    tone = line.tone if line.tone in tones else tone_of(line.rung, tones)
    answer = "de rest van het antwoord" if line.part_on else "het antwoord"
    return {
        "line": line,
        "tone": f"tones/{tone}.txt",
        "when": _when(line, on),
        "due": _due(line),
        "ahead": _days_between(on, line.due_on),
        "late": _days_between(line.due_on, on),
        "answer": answer,
        "it": "de rest" if line.part_on else "het",
        "Answer": answer.capitalize(),
        "registered": _registered(line),
        "reminded": line.reminded,
        **_number(line),
        "facts": _facts(line),
    }


def _registered(line: CaseLine) -> str:
    if line.part_on is None:
        return "Wij hebben nog geen antwoord geregistreerd."
    return f"Van het antwoord hebben wij een deel geregistreerd (brief van {plain_date(line.part_on)}), de rest niet."


def _number(line: CaseLine) -> dict[str, str]:
    """Return the words that differ between one committee and several that ask together."""
    if line.jointly:
        more = {"We": "De commissies", "expect": "verwachten", "urge": "dringen"}
        return {
            "we": "de commissies",
            "have": "hebben",
            "receive": "ontvangen",
            "can": "kunnen",
            "may": "mogen",
            **more,
        }
    more = {"We": "De commissie", "expect": "verwacht", "urge": "dringt"}
    return {"we": "de commissie", "have": "heeft", "receive": "ontvangt", "can": "kan", "may": "mag", **more}


def _facts(line: CaseLine) -> list[tuple[str, str]]:
    deferred = _was_put_off(line)
    facts = [
        ("Commissies" if line.jointly else "Commissie", "; ".join((line.committee, *line.jointly))),
        ("Verzoek van", long_date(line.requested_on)),
        ("Gericht aan", "; ".join(line.addressees)),
        ("Deelantwoord van", _day(line.part_on)),
        ("Antwoord uiterlijk", _due(line)),
        ("In de woorden van de brief", line.clause),
        ("Oorspronkelijk uiterlijk", _day(line.original_due_on) if deferred else ""),
        ("Te laat ten opzichte daarvan", length(line.days_late, Unit.DAYS) if deferred and line.days_late else ""),
    ]
    return [(name, value) for name, value in facts if value]


def _was_put_off(line: CaseLine) -> bool:
    return line.original_due_on is not None and line.original_due_on != line.due_on


def _letter(line: CaseLine, sender: Sender, on: date) -> dict[str, Any]:
    return {
        "line": line,
        "dated": plain_date(on),
        "to": [f"de {office}" for office in line.addressees],
        "requested": plain_date(line.requested_on),
        "set": _day(line.original_due_on) if _was_put_off(line) else _due(line),
        "agreed": _due(line) if _was_put_off(line) else "",
        "late": _days_between(line.due_on, on),
        "committee": the_committee(line.committee),
        "asking": line.asking,
        "jointly": [the_committee(one) for one in line.jointly],
        "waits": _waits(line),
        "chair": sender.chair,
        **_number(line),
    }


def _waits(line: CaseLine) -> str:
    """Return the sentence of the chair's letter that says what has not come."""
    words = _number(line)
    if line.part_on is None:
        return f"{words['we'].capitalize()} {words['have']} het antwoord nog niet ontvangen."
    return (
        f"Een deel van het antwoord {words['have']} {words['we']} ontvangen (brief van {plain_date(line.part_on)}); "
        "de rest nog niet."
    )


def _when(line: CaseLine, on: date) -> str:
    """Return where the day of sending lies beside the agreed date."""
    if line.due_on is None:
        return "undated"
    if on == line.due_on and _was_put_off(line):
        return "put_off_until_today"
    if on == line.due_on:
        return "last_hour" if line.due_at else "last_day"
    return "ahead" if on < line.due_on else "past"


def _shown(line: CaseLine) -> CaseLine:
    """Return the line as it may leave the house: of a confidential case without its subject."""
    return replace(line, subject="" if line.confidential else one_line(line.subject), clause=one_line(line.clause))


def _about(lines: Sequence[CaseLine], sender: Sender) -> str:
    """Return the subject that all mails to a desk about one case share, so that they form one thread."""
    asking = lines[0].asking if lines[0].committee else the_committee(sender.committee)
    return _head(lines[0], f"Verzoek van {asking}")


def _head(line: CaseLine, what: str) -> str:
    return shortened(f"[{line.number}] {what}" + (f": {line.subject}" if line.subject else ""))


def _digest(what: str, lines: Sequence[CaseLine]) -> str:
    """Return a subject that names the cases, as many as fit."""
    numbers = list(dict.fromkeys(line.number for line in lines))
    for named in range(len(numbers), 0, -1):
        rest = len(numbers) - named
        subject = f"{what}: {', '.join(numbers[:named])}" + (f" en nog {rest}" if rest else "")
        if len(subject) <= LONGEST_SUBJECT:
            return subject
    return what


def the_committee(name: str) -> str:
    """Return a committee's name with its article: "de commissie Financiën", "de vaste commissie voor Financiën"."""
    name = one_line(name)
    return f"de {name[0].lower()}{name[1:]}" if "commissie" in name.lower() else f"de commissie {name}"


def one_line(text: str) -> str:
    """Return a text on one line, without control characters."""
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())


def shortened(text: str, *, longest: int = LONGEST_SUBJECT) -> str:
    """Return a text of at most so many characters, cut between words where it can be, with an ellipsis."""
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[longest // 2 :] else cut) + "…"


def _due(line: CaseLine) -> str:
    """Return the agreed last day with its hour, where it names one."""
    if line.due_on is None or line.due_at is None:
        return _day(line.due_on)
    return f"{long_date(line.due_on)}, {clock_of(line.due_on, line.due_at)}"


def _day(day: date | None) -> str:
    return long_date(day) if day else ""


def _days_between(first: date | None, last: date | None) -> str:
    """Return how long after one day another comes, in words; empty where it does not come after it."""
    return length((last - first).days, Unit.DAYS) if first and last and first < last else ""

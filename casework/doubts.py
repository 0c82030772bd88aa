"""What was read with doubt: which field, the words with their place in the letter, what was taken, and what settles it.

Nothing that is uncertain is settled in silence. A doubt is told when the letter is filed and kept with the case; what
the clerk says beside the letter is no doubt.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlmodel import Session

from casework.matching import Match
from casework.record import keep_anomalies
from casework.terms import TermIn
from documents.leftover import left_over
from documents.values import Anomaly, Reading
from documents.values import Letter as ReadLetter
from models.acts import Act
from models.cases import Case
from procedure.deadlines import Term
from procedure.vocabulary import Chamber, LetterKind
from procedure.wording import long_date

CODE = "doubt"
"""The code under which doubts are kept with a case."""

AROUND = 40
"""Characters shown on either side of the doubtful words."""

CASE = "ZAAK"
"""Stands for the case number in what settles a doubt, until the case has one."""

DATED = ("dagtekening", f"`griffie correct {CASE} --dated DATUM --reason …`")
MATTER = {
    "impossible_date": DATED,
    "weekday_differs": DATED,
    "metadata_differs": ("gegevens van het bestand", ""),
    "may_be_deferral": ("soort", f"is het uitstel: `griffie void {CASE} --letter …` en opnieuw met --kind deferral"),
    "another_letter": ("bestand", "geef de andere brief een eigen bestand en schrijf ook die in"),
}
"""What a paper can have wrong that touches a fact of the case: which fact, and what settles it."""

WHOLE = {"another_letter": "alleen de eerste brief"}
"""What is told in a sentence of its own, and what is taken then."""
SAID = {"may_be_deferral": ("dit kan een uitstelbericht zijn in plaats van het antwoord.", "antwoord")}
"""What the words of the letter may mean, and what is taken; all else is the letter at odds with itself."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that was read and may be otherwise."""

    field: str
    why: str
    taken: str
    settle: str = ""
    paragraph: int | None = None
    """The paragraph of the letter, counted from 1; None for its head, or where the words have no place."""
    excerpt: str = ""
    """The words with what stands around them, the words themselves between « and »."""

    @property
    def said(self) -> str:
        """Return the doubt in a sentence: the field, why, the words and their place, what holds, what settles it."""
        where = f"alinea {self.paragraph}" if self.paragraph else "het stuk"
        read = f" Gelezen in {where}: {self.excerpt}." if self.excerpt else ""
        settle = f" Herstellen: {self.settle}." if self.settle else ""
        return f"{self.field.capitalize()}: {self.why}{read} Aangehouden: {self.taken}.{settle}"

    def for_case(self, number: str) -> "Doubt":
        """Return the doubt with the number of its case in what settles it."""
        return replace(self, settle=self.settle.replace(CASE, number))

    def in_letter(self, letter: int) -> "Doubt":
        """Return the doubt with the number of its letter in what settles it."""
        return replace(self, settle=self.settle.replace("--letter …", f"--letter {letter}"))

    def plain(self) -> dict[str, Any]:
        """Return the doubt as data."""
        return {
            "field": self.field,
            "why": self.why,
            "paragraph": self.paragraph,
            "excerpt": self.excerpt or None,
            "taken": self.taken,
            "settle": self.settle or None,
        }

    def discreet(self) -> "Doubt":
        """Return the doubt without words of the letter: of a confidential paper none are kept."""
        return replace(self, why="de lezing is niet zeker.", excerpt="", paragraph=None)


def term_doubt(read: ReadLetter, given: TermIn, *, settle: str) -> Doubt | None:
    """Return the doubt about a term that was read; None where it is certain."""
    term = given.term
    if not (term.needs_review or term.assumed or term.soft_due_on):
        return None
    place, excerpt = _place(read.body, term.clause)
    why = " ".join(given.warnings) or "de woorden laten meer dan één lezing toe."
    if term.soft_due_on and not (term.needs_review or term.assumed):
        why = f"de brief noemt twee dagen; {long_date(term.soft_due_on)} is de zachtere."
    return Doubt("termijn", why, _taken(term), settle, place, excerpt)


def _taken(term: Term) -> str:
    return long_date(term.due_on) if term.due_on else "geen uiterste datum"


def paper_doubts(reading: Reading | None) -> list[Doubt]:
    """Return what the paper itself has wrong, where that touches a fact of the case."""
    found = reading.anomalies if reading else ()
    return [_paper_doubt(one, *MATTER[one.code]) for one in found if one.code in MATTER]


def _paper_doubt(wrong: Anomaly, about: str, settle: str) -> Doubt:
    if taken := WHOLE.get(wrong.code):
        return Doubt(about, f"{wrong.text}.", taken, settle)
    problem, taken = SAID.get(wrong.code, ("de brief spreekt zichzelf tegen.", "zoals gelezen"))
    return Doubt(about, problem, taken, settle, None, f"«{wrong.text}»")


def unknown_committees(names: Sequence[str]) -> list[Doubt]:
    """Return a doubt for each committee that a letter names and the register does not know."""
    return [
        Doubt(
            "commissie",
            "de brief noemt een commissie die het register niet kent.",
            "zonder deze commissie",
            "geef --committee, of laad de commissie met `griffie office load`",
            None,
            f"«{name}»",
        )
        for name in names
    ]


def chamber_doubt(reading: Reading | None, chamber: Chamber) -> list[Doubt]:
    """Return the doubt where the paper speaks for the other chamber than the committee's."""
    if reading is None or reading.chamber in {None, chamber}:
        return []
    named = reading.chamber.label if reading.chamber else ""
    why = f"de brief noemt de {named}, de commissie is van de {chamber.label}."
    return [Doubt("Kamer", why, f"de {chamber.label}", "schrijf opnieuw in met --chamber")]


def unknown_offices(field: str, names: Iterable[str], *, settle: str) -> list[Doubt]:
    """Return a doubt for each office that a paper names and the register does not know."""
    return [
        Doubt(field, "het register kent dit ambt niet.", "zonder dit ambt", settle, None, f"«{name}»") for name in names
    ]


def extent_doubt(read: ReadLetter) -> list[Doubt]:
    """Return the doubt where a whole answer says that something is still to come."""
    if read.kind is LetterKind.REPLY and (found := left_over(read.body)):
        place, sentence = found
        return [
            Doubt(
                "soort",
                "het antwoord lijkt iets open te laten.",
                "een volledig antwoord",
                f"haal het met `griffie void {CASE} --letter …` uit de zaak en leg het vast met --kind partial_reply",
                place + 1,
                marked(read.body[place], sentence),
            )
        ]
    return []


def rest_doubt(read: ReadLetter) -> list[Doubt]:
    """Return the doubt about when the rest of an answer comes: a part moves no date, whatever day it names."""
    if read.kind is not LetterKind.PARTIAL_REPLY:
        return []
    due = read.term.due_on if read.term else None
    place, excerpt = _place(read.body, read.term.clause) if read.term and due else (None, "")
    why = f"het deelantwoord noemt {long_date(due)} voor de rest." if due else "het deelantwoord noemt geen dag ervoor."
    settle = f"leg de dag vast met `griffie defer {CASE} --to {due or 'DATUM'} --via letter --reason …`"
    return [Doubt("rest van het antwoord", why, "de afgesproken dag blijft staan", settle, place, excerpt)]


def for_all_doubt(case: str, asking: str, others: Sequence[str], until: date | None) -> Doubt:
    """Return the doubt where one office puts off and others, who did not ask for it, were asked too."""
    named = " en ".join(others)
    to = f" --to {until}" if until else ""
    return Doubt(
        "uitstel voor allen",
        f"de {asking} vraagt uitstel; in zaak {case} is ook gevraagd aan {named}, die er niet om vraagt.",
        "het uitstel geldt voor allen",
        f"wijs het af met `griffie defer {case} --refused{to} --via letter --reason …`; de oude dag geldt dan weer",
    )


def case_doubt(number: str, match: Match) -> Doubt | None:
    """Return the doubt about the case in which a paper is filed: what in the paper speaks against it."""
    against = match.against.get(number)
    if not against:
        return None
    better = match.taken.said if match.taken is not None and match.taken.case != number else ""
    other = f" Het stuk past beter bij {better}." if better else ""
    settle = f"haal het met `griffie void {CASE} --letter … --reason …` uit de zaak"
    return Doubt("zaak", f"{'; '.join(against)}.{other}", f"zaak {number}", settle)


def deferral_doubt(read: ReadLetter, term: TermIn | None) -> list[Doubt]:
    """Return the doubt about a postponement: without a day, or with one that is not certain."""
    settle = f"`griffie correct {CASE} --letter … --due DATUM --reason …`"
    if term is None or term.term.due_on is None:
        place, excerpt = _place(read.body, term.term.clause) if term else (None, "")
        return [
            Doubt(
                "nieuwe dag",
                "het uitstelbericht noemt geen dag die vaststaat.",
                "de afgesproken dag blijft staan; wat het ministerie in tien werkdagen zou krijgen, vervalt",
                settle,
                place,
                excerpt,
            )
        ]
    found = term_doubt(read, term, settle=settle)
    return [replace(found, field="nieuwe dag")] if found else []


def earlier_doubt(number: str, odd: str) -> Doubt:
    """Return the doubt about a postponement that brings the agreed day of a case forward."""
    settle = f"`griffie correct {number} --letter … --due DATUM --reason …`"
    return Doubt("nieuwe dag", f"{odd}.", "de nieuwe dag", settle)


def keep_doubts(session: Session, act: Act, case: Case, doubts: Iterable[Doubt]) -> None:
    """Keep what was read with doubt with its case, until the clerk settles it."""
    keep_anomalies(session, act, case, [(CODE, one.for_case(case.number).said) for one in doubts])


def _place(body: Sequence[str], words: str) -> tuple[int | None, str]:
    """Return the paragraph (from 1) in which words stand, and the words with what stands around them."""
    for number, paragraph in enumerate(body, start=1):
        if (found := marked(paragraph, words)) and "«" in found:
            return number, found
    return None, f"«{words}»" if words else ""


def marked(paragraph: str, words: str) -> str:
    """Return the words as they stand in a paragraph, between « and », with a little of what is around them."""
    parts = [re.escape(part) for part in words.split()]
    found = re.search(r"\s+".join(parts), paragraph, re.IGNORECASE) if parts else None
    if found is None:
        return ""
    before, after = paragraph[: found.start()], paragraph[found.end() :]
    left = before if len(before) <= AROUND else "…" + before[-AROUND:].partition(" ")[2]
    right = after if len(after) <= AROUND else after[:AROUND].rpartition(" ")[0] + "…"
    return " ".join(f"{left}«{found[0]}»{right}".split()).removesuffix(".")

"""Every kind of term under every rule says what it found and why, step by step, in Dutch and English.

What is said stands in ``explanations.txt``, a block for each case below: the outcome, the steps, and what to mind.
After a sentence was changed on purpose, ``python -m tests.procedure.test_explanations`` writes the file anew, to be
read before it is kept.
"""

from dataclasses import dataclass, replace
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from config.reference import packaged_rulebook
from procedure.clauses import (
    Anchor,
    CivilDay,
    Clause,
    Doubt,
    Feast,
    InRecess,
    Limit,
    OnFeast,
    Part,
    Period,
    PeriodKind,
    Point,
    Silence,
    Span,
    Stretch,
    Unit,
    Unsaid,
    Weekday,
)
from procedure.days import RecessKind
from procedure.deadlines import Term, reckon
from procedure.sending import Dispatch, latest_day_to_send
from procedure.vocabulary import Bound, Chamber, Firmness, Language
from procedure.wording import explain, long_date, warnings

RULEBOOK = packaged_rulebook()
FILE = Path(__file__).with_name("explanations.txt")
HEAD = "Terms that explain themselves: the outcome, the steps in Dutch (nl) and English (en), and what to mind (!).\n"
THURSDAY, FRIDAY = date(2018, 5, 31), date(2018, 3, 16)
IN, BEFORE = Bound.INCLUSIVE, Bound.EXCLUSIVE
DATED, RECEIVED, OCCASION = Anchor.DATED, Anchor.RECEIVED, Anchor.OCCASION
MONTH, WEEK, QUARTER, HALF, YEAR = (
    PeriodKind.MONTH, PeriodKind.WEEK, PeriodKind.QUARTER, PeriodKind.HALF_YEAR, PeriodKind.YEAR,
)  # fmt: skip


@dataclass(frozen=True)
class Letter:
    """A clause in a letter, as `procedure.deadlines.reckon` is asked about it."""

    point: Point
    dated: date = THURSDAY
    bound: Bound | None = IN
    rule: str | None = None
    received: date | None = None
    chamber: Chamber = Chamber.EK
    clock: time | None = None
    end_of_day: bool = False
    clause: Any = ()

    def term(self) -> Term:
        """Return what the clause comes to."""
        limit = Limit(self.point, self.bound, self.clock, end_of_day=self.end_of_day)
        return reckon(
            replace(Clause("woorden", limit), **dict(self.clause)),
            dated=self.dated,
            received=self.received,
            chamber=self.chamber,
            rulebook=RULEBOOK,
            rule=self.rule,
        )


@dataclass(frozen=True)
class Sending:
    """A question how late a letter may leave, as `procedure.deadlines.latest_day_to_send` is asked it."""

    target: date
    amount: int
    unit: Unit
    bound: Bound = BEFORE
    rule: str | None = None

    def dispatch(self) -> Dispatch:
        """Return the last day to send."""
        return latest_day_to_send(
            self.target, self.amount, self.unit, rulebook=RULEBOOK, bound=self.bound, rule=self.rule
        )


TWO_WEEKS = Span(2, Unit.WEEKS, DATED)
CASES: dict[str, Letter | Sending] = {
    # lengths, under each rule
    "twee weken na dagtekening": Letter(TWO_WEEKS),
    "twee weken zonder beginpunt, Termijnenwet, over Pasen": Letter(Span(2, Unit.WEEKS), FRIDAY, rule="atw"),
    "drie dagen, Termijnenwet, te weinig werkdagen": Letter(Span(3, Unit.DAYS), date(2018, 3, 29), rule="atw"),
    "drie dagen, Termijnenwet, genoeg werkdagen": Letter(Span(3, Unit.DAYS), date(2018, 6, 11), rule="atw"),
    "dertien weken, Termijnenwet": Letter(Span(13, Unit.WEEKS), date(2018, 6, 2), rule="atw"),
    "vier maanden, Termijnenwet": Letter(Span(4, Unit.MONTHS), date(2018, 6, 2), rule="atw"),
    "twee weken, Termijnenwet, besluit onbekend": Letter(TWO_WEEKS, date(2021, 5, 1), rule="atw"),
    "twee weken in werkdagen, over Pasen": Letter(TWO_WEEKS, date(2018, 3, 22), rule="working_days"),
    "één week in werkdagen, over de jaarwisseling": Letter(
        Span(1, Unit.WEEKS, DATED), date(2019, 12, 30), rule="working_days"
    ),
    "tien werkdagen": Letter(Span(10, Unit.WORKING_DAYS, DATED), date(2018, 5, 31)),
    "één maand in werkdagen": Letter(Span(1, Unit.MONTHS, DATED), THURSDAY, rule="working_days"),
    "één maand na 31 januari": Letter(Span(1, Unit.MONTHS, DATED), date(2018, 1, 31)),
    "één jaar na 29 februari": Letter(Span(1, Unit.YEARS, DATED), date(2020, 2, 29)),
    "48 uur": Letter(Span(48, Unit.HOURS, DATED)),
    "25 uur, Termijnenwet": Letter(Span(25, Unit.HOURS, DATED), date(2018, 6, 14), rule="atw"),
    "twee à drie weken": Letter(Span(2, Unit.WEEKS, DATED, most=3)),
    "twee à drie weken, Termijnenwet": Letter(Span(2, Unit.WEEKS, DATED, most=3), FRIDAY, rule="atw"),
    "vier weken na ontvangst": Letter(Span(4, Unit.WEEKS, RECEIVED), received=date(2018, 6, 4)),
    "vier weken na ontvangst op de dag zelf": Letter(Span(4, Unit.WEEKS, RECEIVED), received=THURSDAY),
    "vier weken na ontvangst, dag onbekend": Letter(Span(4, Unit.WEEKS, RECEIVED)),
    "vier weken na een ontvangst vóór de dagtekening": Letter(
        Span(4, Unit.WEEKS, RECEIVED), received=date(2018, 5, 28)
    ),
    "twee weken na 12 juni": Letter(Span(2, Unit.WEEKS, OCCASION, from_day=CivilDay(12, 6))),
    "twee weken na 31 juni": Letter(Span(2, Unit.WEEKS, OCCASION, from_day=CivilDay(31, 6))),
    "drie weken vóór 1 juli": Letter(Span(3, Unit.WEEKS, back=True, from_day=CivilDay(1, 7))),
    "drie weken vóór 1 juli, Termijnenwet": Letter(
        Span(3, Unit.WEEKS, back=True, from_day=CivilDay(1, 7)), rule="atw"
    ),
    "twee werkdagen vóór 24 mei 2021": Letter(
        Span(2, Unit.WORKING_DAYS, back=True, from_day=CivilDay(25, 5)), date(2021, 5, 1)
    ),
    "twee weken na een gebeurtenis": Letter(Span(2, Unit.WEEKS, OCCASION)),
    "551 weken": Letter(Span(551, Unit.WEEKS, DATED)),
    "550 weken": Letter(Span(550, Unit.WEEKS, DATED)),
    "twee à 551 weken": Letter(Span(2, Unit.WEEKS, DATED, most=551)),
    # named days
    "uiterlijk 14 juni 2018": Letter(CivilDay(14, 6, 2018)),
    "uiterlijk donderdag 14 juni": Letter(CivilDay(14, 6, weekday=3)),
    "uiterlijk vrijdag 14 juni": Letter(CivilDay(14, 6, weekday=4)),
    "vóór 13 september 2018": Letter(CivilDay(13, 9, 2018), bound=BEFORE),
    "uiterlijk 15 januari": Letter(CivilDay(15, 1)),
    "uiterlijk 31 mei": Letter(CivilDay(31, 5)),
    "uiterlijk 1 mei": Letter(CivilDay(1, 5)),
    "uiterlijk 1 mei 2018": Letter(CivilDay(1, 5, 2018)),
    "uiterlijk 30 februari 2019": Letter(CivilDay(30, 2, 2019)),
    "uiterlijk 1 juni 218": Letter(CivilDay(1, 6, 218)),
    "uiterlijk 1 juli 2018": Letter(CivilDay(1, 7, 2018)),
    "uiterlijk 1 juli 2018, Termijnenwet": Letter(CivilDay(1, 7, 2018), rule="atw"),
    "uiterlijk 1 juli 2018 in werkdagen": Letter(CivilDay(1, 7, 2018), rule="working_days"),
    "vóór 1 juli 2018, Termijnenwet": Letter(CivilDay(1, 7, 2018), bound=BEFORE, rule="atw"),
    "uiterlijk 15 mei 2021, Termijnenwet": Letter(CivilDay(15, 5, 2021), date(2021, 5, 3), rule="atw"),
    "uiterlijk 1 mei 2018, Termijnenwet, voorbij": Letter(CivilDay(1, 5, 2018), rule="atw"),
    "uiterlijk 14 juli 2010, reces": Letter(CivilDay(14, 7, 2010), date(2010, 6, 1)),
    "twee weken na 30 december 2100": Letter(TWO_WEEKS, date(2100, 12, 30)),
    "vrijdag": Letter(Weekday(4)),
    "dinsdag volgende week": Letter(Weekday(1, 1)),
    # periods, recess, feasts
    "in juni": Letter(Period(MONTH, 6)),
    "vóór juni": Letter(Period(MONTH, 6), bound=BEFORE),
    "eind juni": Letter(Period(MONTH, 6, part=Part.END)),
    "medio juni": Letter(Period(MONTH, 6, part=Part.MIDDLE), bound=BEFORE),
    "begin juni": Letter(Period(MONTH, 6, part=Part.START)),
    "medio tweede kwartaal 2019": Letter(Period(QUARTER, 2, 2019, part=Part.MIDDLE)),
    "eerste halfjaar 2019": Letter(Period(HALF, 1, 2019)),
    "eerste helft tweede kwartaal 2019": Letter(Period(QUARTER, 2, 2019, part=Part.FIRST_HALF)),
    "tweede helft van dit jaar": Letter(Period(YEAR, ahead=0, part=Part.SECOND_HALF)),
    "begin dit jaar": Letter(Period(YEAR, ahead=0, part=Part.START)),
    "volgende week": Letter(Period(WEEK, ahead=1)),
    "vóór volgende week": Letter(Period(WEEK, ahead=1), bound=BEFORE),
    "eind volgende week": Letter(Period(WEEK, ahead=1, part=Part.END), bound=BEFORE),
    "begin volgende week": Letter(Period(WEEK, ahead=1, part=Part.START)),
    "week 26": Letter(Period(WEEK, 26)),
    "begin week 26": Letter(Period(WEEK, 26, part=Part.START)),
    "week 53 van 2018": Letter(Period(WEEK, 53, 2018)),
    "april": Letter(Period(MONTH, 4)),
    "week 26 in werkdagen": Letter(Period(WEEK, 26), rule="working_days"),
    "volgende week, Termijnenwet": Letter(Period(WEEK, ahead=1), date(2018, 5, 14), rule="atw"),
    "vóór het zomerreces": Letter(InRecess(RecessKind.SUMMER), date(2022, 4, 1), BEFORE, chamber=Chamber.TK),
    "vóór het zomerreces, tabel onbekend": Letter(InRecess(RecessKind.SUMMER)),
    "vóór het zomerreces van 2010, oude tabel": Letter(
        InRecess(RecessKind.SUMMER, 2010, Chamber.EK), date(2030, 1, 1), BEFORE
    ),
    "in het zomerreces, Termijnenwet": Letter(
        InRecess(RecessKind.SUMMER), date(2022, 4, 1), rule="atw", chamber=Chamber.TK
    ),
    "vóór Prinsjesdag": Letter(OnFeast(Feast.PRINSJESDAG), bound=BEFORE),
    "met Kerst": Letter(OnFeast(Feast.CHRISTMAS)),
    "met Pasen in het jaar 9999": Letter(OnFeast(Feast.EASTER, 9999)),
    "tussen 1 en 15 juni": Letter(Stretch(CivilDay(1, 6), CivilDay(15, 6))),
    "tussen 20 en 15 juni": Letter(Stretch(CivilDay(20, 6), CivilDay(15, 6))),
    "tussen 31 en 31 juni": Letter(Stretch(CivilDay(1, 6), CivilDay(31, 6))),
    # hours
    "15 juni, 12.00 uur": Letter(CivilDay(15, 6, 2018), clock=time(12)),
    "vóór 15 juni, 12.00 uur": Letter(CivilDay(15, 6, 2018), bound=BEFORE, clock=time(12)),
    "vóór 15 juni, 0.00 uur": Letter(CivilDay(15, 6, 2018), bound=BEFORE, clock=time(0)),
    "15 juni, 24.00 uur": Letter(CivilDay(15, 6, 2018), clock=time(0), end_of_day=True),
    "31 maart 2019, 2.30 uur": Letter(CivilDay(31, 3, 2019), clock=time(2, 30)),
    "31 juni, 12.00 uur": Letter(CivilDay(31, 6, 2018), clock=time(12)),
    # two limits, and doubts
    "1 december, uiterlijk 4 december": Letter(CivilDay(4, 12), clause={"softer": Limit(CivilDay(1, 12), IN)}),
    "4 december, uiterlijk 1 december": Letter(CivilDay(1, 12), clause={"softer": Limit(CivilDay(4, 12), IN)}),
    "liefst vrijdag 13 juni, uiterlijk 14 juni": Letter(
        CivilDay(14, 6), clause={"softer": Limit(CivilDay(13, 6, weekday=4), IN)}
    ),
    "liefst 1 mei 2018, uiterlijk 14 juni": Letter(
        CivilDay(14, 6), clause={"softer": Limit(CivilDay(1, 5, 2018), IN)}
    ),
    "liefst 31 juni, uiterlijk 14 juni": Letter(CivilDay(14, 6), clause={"softer": Limit(CivilDay(31, 6), IN)}),
    "twee weken, dus 14 juni": Letter(TWO_WEEKS, clause={"restated": Limit(CivilDay(14, 6), IN)}),
    "twee weken, dus 15 juni": Letter(TWO_WEEKS, clause={"restated": Limit(CivilDay(15, 6), IN)}),
    "twee weken, en vóór 10 juni": Letter(TWO_WEEKS, clause={"also": (Limit(CivilDay(10, 6), BEFORE),)}),
    "twee weken, en vóór het debat": Letter(
        Unsaid(Silence.OCCASION), bound=BEFORE, clause={"also": (Limit(TWO_WEEKS, IN),), "doubts": (Doubt.SEVERAL,)}
    ),
    "bij voorkeur, met een dagdeel": Letter(
        CivilDay(14, 6), clause={"firmness": Firmness.SOFT, "doubts": (Doubt.PART_OF_DAY,)}
    ),
    "voor zonder accent": Letter(CivilDay(14, 6), bound=BEFORE, clause={"doubts": (Doubt.PLAIN_VOOR,)}),
    "een uur zonder dag": Letter(
        Unsaid(Silence.UNCLEAR), bound=None, clause={"doubts": (Doubt.NO_DAY_FOR_HOUR,)}
    ),
    # words without a day
    **{f"geen dag: {why.label}": Letter(Unsaid(why, "woorden"), bound=BEFORE) for why in Silence},
    "zo spoedig mogelijk, in elk geval vóór 14 juni": Letter(Unsaid(Silence.VAGUE, "woorden", CivilDay(14, 6))),
    "ruim vóór 14 juni": Letter(Unsaid(Silence.AMPLE, "woorden", CivilDay(14, 6))),
    "ruim vóór 31 juni": Letter(Unsaid(Silence.AMPLE, "woorden", CivilDay(31, 6))),
    # backwards: the last day to send
    "antwoord vóór het debat van 12 maart 2026, vier weken": Sending(date(2026, 3, 12), 4, Unit.WEEKS),
    "antwoord uiterlijk 12 maart 2026, vier weken": Sending(date(2026, 3, 12), 4, Unit.WEEKS, IN),
    "antwoord vóór 12 maart 2018, twee weken, weekend": Sending(date(2018, 3, 12), 2, Unit.WEEKS),
    "antwoord uiterlijk Goede Vrijdag 2018, Termijnenwet": Sending(date(2018, 3, 30), 2, Unit.WEEKS, IN, "atw"),
    "antwoord vóór 3 april 2018, twee weken in werkdagen": Sending(
        date(2018, 4, 3), 2, Unit.WEEKS, BEFORE, "working_days"
    ),
    "antwoord vóór 25 mei 2021, Termijnenwet, besluit onbekend": Sending(
        date(2021, 5, 25), 2, Unit.WEEKS, BEFORE, "atw"
    ),
    "antwoord vóór 31 maart 2018, één maand": Sending(date(2018, 3, 31), 1, Unit.MONTHS),
}  # fmt: skip


def told(case: Letter | Sending) -> str:
    """Return what comes of a case, in a block as the file has it: the outcome, then Dutch, then English."""
    if isinstance(case, Sending):
        found = case.dispatch()
        wanted = f"answer wanted {found.answer_by:%a %Y-%m-%d}, due {found.due_on:%a %Y-%m-%d}"
        rule = f"{found.rule_name} {found.rule_version}"
        return spoken(f"send {found.send_on:%a %Y-%m-%d}: {wanted}, {rule}", found)
    term = case.term()
    due = f"{term.due_on:%a %Y-%m-%d}" if term.due_on else "no day"
    facts = [
        *([f"at {term.due_at.isoformat()}"] if term.due_at else []),
        *([f"soft {term.soft_due_on:%a %Y-%m-%d}"] if term.soft_due_on else []),
        *(term.kind.value, term.firmness.value, f"bound {term.bound.value if term.bound else None}"),
        f"{term.rule_name} {term.rule_version}",
        *(["assumed"] if term.assumed is True else []),
        *(["a person looks"] if term.needs_review is True else []),
    ]
    return spoken(f"{due}: {', '.join(facts)}", term)


def spoken(outcome: str, found: Term | Dispatch) -> str:
    """Return the outcome, and below it the steps and what to mind, in both languages."""
    lines = [outcome]
    for lang in Language:
        lines += [f"{lang}  {said}" for said in explain(found, lang)]
        lines += [f"{lang}! {said}" for said in warnings(found, lang)]
    return "\n".join(lines)


def blocks() -> dict[str, str]:
    """Return the blocks of the file by their titles."""
    found = {}
    for block in FILE.read_text(encoding="utf-8").split("\n\n# ")[1:]:
        title, _, rest = block.strip().partition("\n")
        found[title] = rest
    return found


@pytest.mark.parametrize("title", CASES)
def test_a_term_explains_itself_in_dutch_and_english(title: str) -> None:
    assert told(CASES[title]) == blocks()[title]


def test_every_block_of_the_file_is_a_case() -> None:
    assert list(blocks()) == list(CASES)


@pytest.mark.parametrize("title", CASES)
def test_the_date_found_stands_in_the_explanation_with_its_weekday(title: str) -> None:
    case = CASES[title]
    found = case.dispatch() if isinstance(case, Sending) else case.term()
    if found.due_on is not None:
        for lang in Language:
            assert any(long_date(found.due_on, lang).lower() in said.lower() for said in explain(found, lang))


def test_dutch_and_english_tell_the_same_steps() -> None:
    for case in CASES.values():
        found = case.dispatch() if isinstance(case, Sending) else case.term()
        assert len(explain(found, Language.NL)) == len(explain(found, Language.EN))


if __name__ == "__main__":
    FILE.write_text(HEAD + "".join(f"\n# {title}\n{told(case)}\n" for title, case in CASES.items()), encoding="utf-8")

"""Days, lengths and explanations in Dutch and English; every step has a sentence and every sentence a step."""

import re
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import procedure
from config.reference import packaged_rulebook
from procedure.clauses import Anchor, CivilDay, Clause, Doubt, Limit, PeriodKind, Silence, Span, Unit
from procedure.counting import Step
from procedure.days import FreeDay, RecessKind
from procedure.deadlines import reckon
from procedure.sending import latest_day_to_send
from procedure.sentences import ENGLISH_LABELS, SENTENCES
from procedure.term_json import as_json
from procedure.vocabulary import Bound, Chamber, Labelled, Language
from procedure.wording import explain, hour, length, long_date, plain_date, sentence, short_date, warnings

RULEBOOK = packaged_rulebook()
THURSDAY = date(2018, 6, 14)
ROOM = Path(procedure.__file__).parent
NL, EN = Language.NL, Language.EN


def test_a_day_is_written_as_letters_write_it() -> None:
    assert long_date(THURSDAY) == "donderdag 14 juni 2018"
    assert short_date(THURSDAY) == "do 14 juni 2018"
    assert plain_date(THURSDAY) == "14 juni 2018"
    assert (long_date(THURSDAY, EN), short_date(THURSDAY, EN)) == ("Thursday 14 June 2018", "Thu 14 June 2018")


def test_every_weekday_and_month_has_its_own_name_in_both_languages() -> None:
    week = [THURSDAY + timedelta(days=n) for n in range(7)]
    months = [date(2018, n, 1) for n in range(1, 13)]
    for lang in Language:
        assert len({long_date(each, lang).split()[0] for each in week}) == 7
        assert len({plain_date(each, lang).split()[1] for each in months}) == 12
    assert [long_date(each, EN) for each in week] == [f"{each:%A} {each.day} {each:%B %Y}" for each in week]


@pytest.mark.parametrize(
    ("amount", "unit", "dutch", "english"),
    [
        (1, Unit.WEEKS, "één week", "one week"),
        (2, Unit.WEEKS, "twee weken", "two weeks"),
        (12, Unit.MONTHS, "twaalf maanden", "twelve months"),
        (14, Unit.DAYS, "14 dagen", "14 days"),
        (10, Unit.WORKING_DAYS, "tien werkdagen", "ten working days"),
        (3, Unit.YEARS, "drie jaar", "three years"),
        (48, Unit.HOURS, "48 uur", "48 hours"),
    ],
)
def test_a_length_is_written_in_words(amount: int, unit: Unit, dutch: str, english: str) -> None:
    assert (length(amount, unit), length(amount, unit, EN)) == (dutch, english)


def test_an_hour_is_written_as_the_chamber_does() -> None:
    noon = datetime(2018, 6, 14, 12, 5, tzinfo=ZoneInfo("Europe/Amsterdam"))
    assert (hour(noon), hour(noon, EN)) == ("12.05 uur", "12:05")


def test_the_golden_case_explains_itself() -> None:
    clause = Clause("binnen twee weken na dagtekening", Limit(Span(2, Unit.WEEKS, Anchor.DATED), Bound.INCLUSIVE))
    term = reckon(clause, dated=date(2018, 5, 31), rulebook=RULEBOOK)
    assert explain(term) == [
        "De termijn begint na de dagtekening, donderdag 31 mei 2018; die dag zelf telt niet mee.",
        "Twee weken later is donderdag 14 juni 2018.",
        "Laatste dag die op tijd is: donderdag 14 juni 2018.",
    ]
    assert explain(term, EN)[-1] == "Last day in time: Thursday 14 June 2018."


def test_each_day_rolled_over_is_named_with_its_reason() -> None:
    clause = Clause("binnen twee weken", Limit(Span(2, Unit.WEEKS, Anchor.DATED), Bound.INCLUSIVE))
    told = explain(reckon(clause, dated=date(2018, 3, 16), rulebook=RULEBOOK, rule="atw"))
    assert told[2:7] == [
        "Vrijdag 30 maart 2018 is geen werkdag (Goede Vrijdag); de termijn loopt door.",
        "Zaterdag 31 maart 2018 is geen werkdag (zaterdag); de termijn loopt door.",
        "Zondag 1 april 2018 is geen werkdag (zondag); de termijn loopt door.",
        "Maandag 2 april 2018 is geen werkdag (tweede Paasdag); de termijn loopt door.",
        "De eerstvolgende werkdag is dinsdag 3 april 2018.",
    ]


def test_a_free_day_is_pointed_out_with_the_working_day_before_it() -> None:
    term = reckon(Clause("x", Limit(CivilDay(1, 7, 2018), Bound.INCLUSIVE)), dated=date(2018, 5, 31), rulebook=RULEBOOK)
    dutch = (
        "Zondag 1 juli 2018 is geen werkdag (zondag); de datum verschuift niet, de werkdag ervoor is vrijdag 29 juni"
    )
    assert warnings(term) == [f"{dutch} 2018."]
    assert "Friday 29 June 2018" in warnings(term, EN)[0]


def test_the_last_day_to_send_explains_itself() -> None:
    dispatch = latest_day_to_send(date(2018, 3, 12), 2, Unit.WEEKS, rulebook=RULEBOOK, bound=Bound.EXCLUSIVE)
    told = explain(dispatch)
    assert told[1] == "Het antwoord moet er uiterlijk op zondag 11 maart 2018 zijn."
    assert told[2].endswith("uiterlijk zondag 25 februari 2018 gedagtekend en verzonden zijn.")
    assert told[-1].endswith("de werkdag ervoor is vrijdag 23 februari 2018.")


def test_every_step_in_the_code_has_a_sentence_and_every_sentence_a_step() -> None:
    code = "".join(file.read_text(encoding="utf-8") for file in ROOM.glob("*.py") if file.name != "sentences.py")
    used = set(re.findall(r'Step\(\s*"(\w+)"', code)) | set(re.findall(r'_from\([^"]+, "(\w+)"', code))
    used |= {"start_dated", "start_unnamed", "period_part"}
    used |= {f"no_day_{why}" for why in Silence} | {f"doubt_{doubt}" for doubt in Doubt}
    assert used == SENTENCES.keys()


FACTS = {
    "day": THURSDAY, "dated": THURSDAY, "named": THURSDAY, "before": THURSDAY, "first": THURSDAY, "last": THURSDAY,
    "due": THURSDAY, "other": THURSDAY, "checked_on": THURSDAY, "amount": 2, "unit": Unit.WEEKS, "wanted": 31,
    "why": FreeDay.DECREE, "recess": RecessKind.SUMMER, "chamber": Chamber.EK, "source": "bron", "weekday": 3,
    "working": 10, "least": 2, "years": (2020, 2021), "period": PeriodKind.MONTH, "part": "eind",
    "feast": "Prinsjesdag",
    "month": 6, "year": 2018, "words": "woorden", "rule": "atw",
    "at": datetime(2018, 6, 14, 12, tzinfo=ZoneInfo("Europe/Amsterdam")),
}  # fmt: skip


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_every_sentence_is_whole_in_both_languages(code: str) -> None:
    for lang in Language:
        said = sentence(Step(code, FACTS), lang)
        assert said.lstrip("'")[0].isupper()
        assert said.endswith(".")
        assert "{" not in said
    assert sentence(Step(code, FACTS), NL) != sentence(Step(code, FACTS), EN)


def test_every_free_day_and_recess_has_an_english_name() -> None:
    labelled: list[type[Labelled]] = [FreeDay, RecessKind, Chamber]
    assert [each.value for kind in labelled for each in kind if each.value not in ENGLISH_LABELS] == []


def test_a_term_prints_the_keys_of_the_contract_in_their_order() -> None:
    clause = Clause("uiterlijk 14 juni", Limit(CivilDay(14, 6, weekday=3), Bound.INCLUSIVE))
    printed = as_json(reckon(clause, dated=date(2018, 5, 31), rulebook=RULEBOOK))
    assert list(printed) == [
        *("clause", "due_on", "due_at", "soft_due_on", "bound", "firmness", "kind", "assumed", "needs_review"),
        *("warnings", "rule", "explanation"),
    ]
    assert printed["due_on"] == "2018-06-14"
    assert (printed["due_at"], printed["soft_due_on"]) == (None, None)
    assert (printed["bound"], printed["firmness"], printed["kind"]) == ("inclusive", "hard", "absolute")
    assert printed["rule"] == {"name": "calendar", "version": 1}
    assert printed["explanation"][0] == "Genoemd is donderdag 14 juni 2018."


@pytest.mark.parametrize(
    ("period", "said"),
    [
        (PeriodKind.YEAR, "Van dat jaar ("),
        (PeriodKind.MONTH, "Van die maand ("),
        (PeriodKind.QUARTER, "Van dat kwartaal ("),
    ],
)
def test_a_vague_period_is_named_with_its_own_article(period: PeriodKind, said: str) -> None:
    facts = {"period": period, "part": "begin", "first": date(2018, 1, 1), "last": date(2018, 12, 31)}
    assert sentence(Step("vague_period", facts)).startswith(said)


def test_the_day_named_with_the_letter_is_its_date_and_not_the_first_day_that_counts() -> None:
    assert sentence(Step("start_unnamed", {"day": date(2020, 10, 5)})) == (
        "Er is geen beginpunt genoemd; de termijn begint na de dagtekening, maandag 5 oktober 2020. "
        "Die dag zelf telt niet mee."
    )

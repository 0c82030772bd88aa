"""Words that set no day, a doubtful one, or a soft one; and that each answer says why."""

from datetime import date

import pytest

from documents.clauses import parse, term
from procedure.clauses import Silence, Unsaid
from procedure.term_json import as_json
from procedure.vocabulary import Chamber, ClauseKind, Firmness, Language
from tests.documents.clauses.reading import LETTER, RULEBOOK, read
from tests.weekdays import day


def test_two_hard_terms_are_shown_to_a_person() -> None:
    found = read("binnen drie weken en vóór 10 juni 2018")
    assert (found.due_on, found.needs_review) == (day("Sat 2018-06-09"), True)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("zo spoedig mogelijk", ClauseKind.NONE),
        ("per ommegaande", ClauseKind.NONE),
        ("op zeer korte termijn", ClauseKind.NONE),
        ("binnen een redelijke termijn", ClauseKind.NONE),
        ("binnen enkele weken", ClauseKind.NONE),
        ("binnenkort", ClauseKind.NONE),
        ("te zijner tijd", ClauseKind.NONE),
        ("Zodra mogelijk", ClauseKind.NONE),
        ("vermoedelijk nog enige weken", ClauseKind.NONE),
        ("in de komende maanden", ClauseKind.NONE),
        ("begin juni", ClauseKind.SEASON),
        ("begin 2019", ClauseKind.SEASON),
        ("medio 2019", ClauseKind.SEASON),
        ("begin volgende week", ClauseKind.SEASON),
        ("uiterlijk begin juli", ClauseKind.SEASON),
    ],
)
def test_vague_words_have_no_day_and_ask_nobody(words: str, kind: ClauseKind) -> None:
    found = read(words)
    assert (found.due_on, found.bound, found.firmness) == (None, None, Firmness.VAGUE)
    assert (found.kind, found.needs_review) == (kind, False)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("graag voor de zomer", ClauseKind.SEASON),
        ("in het voorjaar van 2019", ClauseKind.SEASON),
        ("dit najaar kom ik bij u terug", ClauseKind.SEASON),
        ("nog vóór het komende kerstreces", ClauseKind.RECESS),
        ("bij voorkeur vóór het herfstreces", ClauseKind.RECESS),
        ("ruim voor de plenaire behandeling", ClauseKind.EVENT),
        ("ruim voor het debat Armoede op 17 oktober 2018", ClauseKind.EVENT),
        ("tijdig voor het debat over veilig werken op 11 juni 2018", ClauseKind.EVENT),
        ("ruimschoots voorafgaand aan de desbetreffende Raad", ClauseKind.EVENT),
        ("ter voorbereiding op de beschouwingen (AFB) op dinsdag 20 november 2018", ClauseKind.EVENT),
        ("uiterlijk één week voor de behandeling van de begroting van Sociale Zaken", ClauseKind.EVENT),
        ("vóór het debat", ClauseKind.EVENT),
        ("binnen één week na de inbrengvergadering", ClauseKind.EVENT),
        ("binnen twee weken na ontvangst van het advies van de Raad van State", ClauseKind.EVENT),
        ("Zodra de rapporten beschikbaar zijn", ClauseKind.EVENT),
        ("onder voorbehoud van tijdige beantwoording, behandeling op 12 juni 2018", ClauseKind.EVENT),
        ("binnen de gebruikelijke termijn", ClauseKind.RELATIVE),
        ("rond 1 juli", ClauseKind.NONE),
        ("over ongeveer drie weken", ClauseKind.NONE),
        ("in de tweede week van juni", ClauseKind.NONE),
        ("in de week van 11 juni 2018", ClauseKind.NONE),
        ("vóór 12.00 uur", ClauseKind.NONE),
        ("uiterlijk 31 juni 2018", ClauseKind.ABSOLUTE),
        ("uiterlijk 29 februari", ClauseKind.ABSOLUTE),
        ("uiterlijk 1 juli 218", ClauseKind.ABSOLUTE),
        ("uiterlijk 1 mei 2017", ClauseKind.ABSOLUTE),
        ("binnen 99999 weken", ClauseKind.RELATIVE),
    ],
)
def test_where_a_person_must_say_which_day_there_is_none(words: str, kind: ClauseKind) -> None:
    found = read(words)
    assert (found.due_on, found.needs_review, found.kind) == (None, True, kind)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "14",
        "T03141",
        "34 775, AC",
        "uw brief van 20 april 2018",
        "naar aanleiding van de brief van 3 mei jl. over 2017",
        "op 29 mei jl.",
        "de motie van 12 juni 2018",
        "de motie is op 12 juni 2017 ingediend",
        "een uiterlijke zaaidatum gehanteerd van 15 juni",
        "het voor 2019 beschikbare bedrag",
        "de begroting voor het jaar 2019",
        "niet binnen dertig dagen na de datum van ontvangst van de stukken",
        "het is niet mogelijk de vragen binnen drie weken te beantwoorden",
        "helaas kan ik de vragen niet voor 1 juli beantwoorden",
        "niet eerder dan nadat dertig dagen zijn verstreken na verzending van deze brief",
        "niet vóór 1 juli 2018",
        "na het zomerreces",
        "vanaf 1 juli 2018",
        "langer dan één maand",
        "ten minste tien dagen",
        "indien er volgende week geen nadere informatie is gezonden",
        "alle stukken die nog in 2018 gestuurd zouden worden",
        "jaarlijks vóór het zomerreces",
        "ieder half jaar",
        "tweemaal per jaar",
        "periodiek (halfjaarlijks)",
        "uiterlijk 30 juni van elk jaar",
        "komende week",
        "in juni of juli",
        "vóór medio juli",
    ],
)
def test_what_sets_no_last_day_gets_none(words: str) -> None:
    found = read(words)
    assert (found.due_on, found.due_at, found.soft_due_on) == (None, None, None)


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("uiterlijk donderdag 15 juni 2018", "Fri 2018-06-15"),  # a Friday
        ("stukken voor het overleg op 28 juni 2018", "Wed 2018-06-27"),  # "voor" may mean "for"
        ("voor juli", "Sat 2018-06-30"),
        ("binnen 48 uur", "Sat 2018-06-02"),
        ("op 15 juni en 1 december 2018", "Fri 2018-06-15"),
        ("uiterlijk 1 mei", "Wed 2019-05-01"),
        ("uiterlijk 31 mei", "Thu 2018-05-31"),
    ],
)
def test_a_doubtful_day_asks_a_person(words: str, due: str) -> None:
    found = read(words)
    assert (found.due_on, found.needs_review) == (day(due), True)


def test_receipt_is_used_where_known_and_assumed_where_not() -> None:
    words = "binnen vier weken na ontvangst van deze brief"
    assert read(words).assumed
    known = term(words, dated=LETTER, received=date(2018, 6, 4), rulebook=RULEBOOK)
    assert (known.due_on, known.assumed) == (day("Mon 2018-07-02"), False)


def test_a_recess_of_the_table_sets_a_day_for_its_own_chamber() -> None:
    words, spring = "Voor het zomerreces ontvangt uw Kamer het overzicht", date(2022, 4, 1)
    found = read(words, spring, chamber=Chamber.TK)
    assert (found.due_on, found.kind, found.firmness) == (day("Thu 2022-07-07"), ClauseKind.RECESS, Firmness.SOFT)
    assert read(words, spring).due_on is None
    assert read("vóór het zomerreces van de Tweede Kamer", spring).due_on == day("Thu 2022-07-07")


@pytest.mark.parametrize(
    ("words", "firmness"),
    [
        ("binnen twee weken, onder voorbehoud van een positief advies", Firmness.CONDITIONAL),
        ("1 februari 2019, in afwachting van de volgende monitor", Firmness.CONDITIONAL),
        ("uiterlijk 1 juli 2018, mits het onderzoek is afgerond", Firmness.CONDITIONAL),
        ("graag binnen twee weken", Firmness.HARD),  # politeness is no softness
    ],
)
def test_a_condition_is_told(words: str, firmness: Firmness) -> None:
    assert read(words).firmness is firmness


@pytest.mark.parametrize("year", [1974, 1999, 2018, 2031])
def test_two_figures_are_the_year_nearest_to_the_letter(year: int) -> None:
    found = read(f"uiterlijk 1-12-{year % 100:02}", date(year, 6, 1))
    assert found.due_on == date(year, 12, 1)


def test_the_words_stay_as_they_are() -> None:
    words = "  binnen\ntwee weken\u00a0na dagtekening "
    assert read(words).clause == words


def test_a_clause_without_a_term_says_why() -> None:
    assert parse("", dated=LETTER).limit.point == Unsaid(Silence.NONE)


@pytest.mark.parametrize("lang", list(Language))
@pytest.mark.parametrize(
    "words",
    [
        *("binnen twee weken na dagtekening", "vóór het zomerreces", "in het voorjaar", "vóór het debat", "ieder jaar"),
        *("binnen 2 à 3 weken", "zo spoedig mogelijk", "uiterlijk 31 juni", "medio 2019", "rond 1 juli", "week 53"),
        *("uiterlijk 1 juni of 1 juli", "binnen de gestelde termijn", "zodra het advies er is", "niet vóór 1 juli"),
    ],
)
def test_every_answer_explains_itself(words: str, lang: Language) -> None:
    explained = as_json(read(words), lang)["explanation"]
    assert explained
    assert all(sentence[0].isupper() and sentence.endswith(".") and "{" not in sentence for sentence in explained)


@pytest.mark.parametrize(
    ("words", "firmness"),
    [
        ("zo spoedig mogelijk, doch uiterlijk 15 juni 2018", Firmness.HARD),  # "mogelijk" softens nothing here
        ("liefst binnen twee, maar uiterlijk binnen vier weken", Firmness.HARD),
        ("mogelijk in juni", Firmness.SOFT),
        ("te laten weten vóór 15 juni wanneer het rapport komt", Firmness.HARD),  # asks when, sets no condition
        ("vóór 15 juni, wanneer het rapport er is", Firmness.CONDITIONAL),
    ],
)
def test_a_word_softens_or_conditions_only_what_it_stands_for(words: str, firmness: Firmness) -> None:
    assert read(words).firmness is firmness

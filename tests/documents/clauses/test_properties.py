"""Whatever the words, no date before the letter, no date out of nothing, no error."""

from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st

from config.reference import packaged_rulebook
from documents.clauses import find_term, parse, term
from documents.clauses.tokens import read_line
from procedure.term_json import as_json
from procedure.vocabulary import Language
from procedure.wording import plain_date

RULEBOOK = packaged_rulebook()
DATED = st.dates(date(1966, 2, 1), date(2050, 12, 31))
WORDS = [
    *("binnen", "uiterlijk", "vóór", "voor", "tot", "en", "met", "niet", "later", "dan", "twee", "3", "à", "weken"),
    *("dagen", "week", "maanden", "jaar", "na", "dagtekening", "ontvangst", "van", "deze", "brief", "1", "31", "29"),
    *("juni", "februari", "2018", "218", "99999", "donderdag", "a.s.", "jl.", ",", ".", "(", ")", "om", "12.00"),
    *("24.00", "uur", "eind", "begin", "medio", "half", "het", "de", "een", "zomerreces", "Prinsjesdag", "debat"),
    *("overleg", "op", "in", "per", "over", "rond", "tussen", "-", "/", "13-7", "2018-06-14", "volgende", "kwartaal"),
    *("eerste", "helft", "dus", "doch", "maar", "bij", "voorkeur", "zo", "spoedig", "mogelijk", "zodra", "indien"),
    *("werkdagen", "53", "0", "jaarlijks", "langer", "ten", "minste", "ruim", "tijdig", "begroting", "aanbieding"),
    *("loop", "uiterste", "'", "’", "é"),
]
PHRASES = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)


@given(PHRASES, DATED)
@example("uiterlijk vóór de 31 februari 2018 om 24.00 uur", date(2018, 5, 31))
def test_no_words_give_a_day_before_the_letter(words: str, dated: date) -> None:
    found = term(words, dated=dated, rulebook=RULEBOOK)
    assert found.due_on is None or found.due_on >= dated
    assert found.soft_due_on is None or found.soft_due_on >= dated
    assert (found.due_at is None) or found.due_on is not None
    assert found.clause == words
    for lang in Language:
        assert all(sentence.endswith(".") for sentence in as_json(found, lang)["explanation"])


@given(st.text(max_size=80), DATED)
def test_any_text_is_read_without_an_error(text: str, dated: date) -> None:
    found = term(text, dated=dated, rulebook=RULEBOOK)
    assert found.clause == text


@given(st.text(alphabet="abcdefghijklm nopqrstuvwz,.;()", max_size=120), DATED)
def test_text_without_a_figure_or_a_word_of_time_sets_no_instant(text: str, dated: date) -> None:
    assert term(text, dated=dated, rulebook=RULEBOOK).due_at is None


@given(st.lists(PHRASES, min_size=1, max_size=5), DATED)
def test_what_is_found_in_a_letter_stands_there(sentences: list[str], dated: date) -> None:
    text = ". Wij ontvangen graag uw antwoord ".join(sentences)
    clause = find_term(text, dated=dated)
    if clause is not None:
        assert clause.span is not None
        assert text[slice(*clause.span)] == clause.words


@given(st.text(max_size=120))
def test_every_token_knows_where_it_stands(text: str) -> None:
    line = read_line(text, date(2018, 5, 31))
    assert all(text[token.start : token.end] == token.raw for token in line.tokens[: line.length])


@given(st.integers(1, 50), DATED)
def test_n_weeks_in_figures_are_seven_n_days(n: int, dated: date) -> None:
    found = term(f"binnen {n} weken na dagtekening van deze brief", dated=dated, rulebook=RULEBOOK)
    assert found.due_on is not None
    assert (found.due_on - dated).days == 7 * n


@given(DATED)
def test_a_day_with_its_year_is_that_day(named: date) -> None:
    words = f"uiterlijk {plain_date(named)}"
    assert term(words, dated=date(1966, 1, 1), rulebook=RULEBOOK).due_on == named
    assert parse(words, dated=date(1966, 1, 1)).words == words

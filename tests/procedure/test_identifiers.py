"""Identifiers: every printed form is read, and one canonical form comes back."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedure.errors import NotAnIdentifier
from procedure.identifiers import (
    CaseNumber,
    CommitmentNumber,
    Dossier,
    EDossier,
    PaperNumber,
    SessionYear,
    letters_of_rank,
    next_letters,
    rank_of_letters,
)
from procedure.vocabulary import Chamber

chapters = st.sampled_from(["I", "IIA", "IIB", "IV", "VI", "IXB", "XVI", "XXIII", "A", "J"])
dossiers = st.builds(
    Dossier,
    st.integers(10_000, 39_999).map(str),
    st.none() | st.integers(1, 99).map("{:02d}".format),
    st.none() | chapters,
    st.none() | st.integers(100, 2999).map("R{}".format),
)
papers = st.builds(
    PaperNumber, dossiers, st.none() | st.integers(1, 702).map(letters_of_rank) | st.integers(1, 9999).map(str)
)


@pytest.mark.parametrize(
    ("text", "canonical", "spoken"),
    [
        ("34964", "34964", "34 964"),
        ("34 964", "34964", "34 964"),
        ("34.964", "34964", "34 964"),
        ("34\u00a0964", "34964", "34 964"),
        ("34 775 VI", "34775-VI", "34 775 VI"),
        ("34775-IXB", "34775-IXB", "34 775 IXB"),
        ("36 800 J", "36800-J", "36 800 J"),
        ("21 501-02", "21501-02", "21 501-02"),
        ("34 589 (R2077)", "34589 (R2077)", "34 589 (R2077)"),
        ("35315-(R2137)", "35315 (R2137)", "35 315 (R2137)"),
        ("CXXIV", "CXXIV", "CXXIV"),
        ("CLVI", "CLVI", "CLVI"),
    ],
)
def test_a_dossier_is_read_from_every_printed_form(text: str, canonical: str, spoken: str) -> None:
    assert (str(Dossier.parse(text)), Dossier.parse(text).spoken) == (canonical, spoken)


@pytest.mark.parametrize("text", ["", "3496", "349640", "34 775 AC", "IIII", "EK-2018-001", "34775 VI A"])
def test_what_is_no_dossier_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(NotAnIdentifier, match="34775-VI"):
        Dossier.parse(text)


@pytest.mark.parametrize(
    ("text", "canonical", "chamber"),
    [
        ("34 964, A", "34964, A", Chamber.EK),
        ("34453, letter AX", "34453, AX", Chamber.EK),
        ("34 775 IV, D", "34775-IV, D", Chamber.EK),
        ("30 573, nr. 153", "30573, nr. 153", Chamber.TK),
        ("21501-02, nr. 9", "21501-02, nr. 9", Chamber.TK),
        ("16 225, nr. 15c", "16225, nr. 15c", Chamber.TK),
        ("CXXIV, G", "CXXIV, G", Chamber.EK),
        ("kst-34964-A", "34964, A", Chamber.EK),
        ("kst-34775-VI-153", "34775-VI, nr. 153", Chamber.TK),
        ("kst-CLVI-A-n1", "CLVI, A", Chamber.EK),
        ("34 964", "34964", None),
    ],
)
def test_a_paper_is_read_with_its_chamber(text: str, canonical: str, chamber: Chamber | None) -> None:
    paper = PaperNumber.parse(text)
    assert (str(paper), paper.chamber) == (canonical, chamber)


@pytest.mark.parametrize(("before", "after"), [(None, "A"), ("A", "B"), ("Z", "AA"), ("AZ", "BA"), ("ZZ", "AAA")])
def test_the_letter_after_z_is_aa(before: str | None, after: str) -> None:
    assert next_letters(before) == after


@pytest.mark.parametrize(("letters", "rank"), [("I", 9), ("IW", 257), ("NH", 372)])
def test_letters_count_in_bijective_base_26(letters: str, rank: int) -> None:
    assert rank_of_letters(letters) == rank


@pytest.mark.parametrize("letters", ["", "a", "A1"])
def test_what_is_no_letter_has_no_rank(letters: str) -> None:
    with pytest.raises(NotAnIdentifier):
        rank_of_letters(letters)


def test_there_is_no_letter_before_the_first() -> None:
    with pytest.raises(NotAnIdentifier):
        letters_of_rank(0)


def test_papers_sort_as_they_are_printed() -> None:
    printed = ["34964, A", "34964, Z", "34964, AA", "34964, nr. 2", "34964, nr. 15", "34965, A"]
    by_alphabet = sorted(printed)
    assert by_alphabet != printed
    assert sorted(by_alphabet, key=PaperNumber.parse) == printed


def test_a_roman_dossier_sorts_after_the_numbered_ones() -> None:
    assert Dossier.parse("34964") < Dossier.parse("34964 VI") < Dossier.parse("CXXIV")


@pytest.mark.parametrize(("text", "number"), [("EK-2018-001", "EK-2018-001"), (" tk-2024-1204 ", "TK-2024-1204")])
def test_a_case_number_is_chamber_year_and_serial(text: str, number: str) -> None:
    assert str(CaseNumber.parse(text)) == number


@pytest.mark.parametrize("text", ["EK-2018-1", "EK-2018-000", "VV-2018-001", "34964, A", "2018-001"])
def test_what_is_no_case_number_is_refused(text: str) -> None:
    with pytest.raises(NotAnIdentifier, match="EK-2018-001"):
        CaseNumber.parse(text)


def test_case_numbers_sort_by_serial_and_not_by_their_figures() -> None:
    assert CaseNumber.parse("EK-2018-999") < CaseNumber.parse("EK-2018-1000")


def test_the_leading_zero_of_a_promise_stays() -> None:
    assert str(CommitmentNumber.parse("T02538")) == "T02538"
    with pytest.raises(NotAnIdentifier, match="T02538"):
        CommitmentNumber.parse("T2538")


def test_a_european_dossier_has_a_year_and_a_serial() -> None:
    assert EDossier.parse("E180019") == EDossier(2018, 19)
    assert str(EDossier.parse("e080071")) == "E080071"
    with pytest.raises(NotAnIdentifier, match="E180019"):
        EDossier.parse("E18001")


@pytest.mark.parametrize("text", ["2017-2018", "2017–2018", "2017/18", "20172018", "2017 - 2018"])
def test_a_parliamentary_year_is_read_from_every_form(text: str) -> None:
    year = SessionYear.parse(text)
    assert (str(year), year.spoken) == ("2017-2018", "2017–2018")


def test_the_last_year_of_a_century_ends_in_the_next() -> None:
    assert str(SessionYear.parse("1999/00")) == "1999-2000"


@pytest.mark.parametrize("text", ["2017-2019", "2017", "2018-2017", "2017/19"])
def test_a_parliamentary_year_ends_in_the_next_year(text: str) -> None:
    with pytest.raises(NotAnIdentifier, match="2017-2018"):
        SessionYear.parse(text)


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2018, 5, 31), "2017-2018"),
        (date(2018, 9, 17), "2017-2018"),  # Monday before Prinsjesdag
        (date(2018, 9, 18), "2018-2019"),  # Prinsjesdag
        (date(2020, 9, 15), "2020-2021"),  # earliest possible third Tuesday
        (date(2025, 1, 1), "2024-2025"),
    ],
)
def test_a_parliamentary_year_begins_on_the_third_tuesday_of_september(day: date, year: str) -> None:
    assert str(SessionYear.of(day)) == year


@given(st.integers(1, 20_000))
def test_letters_and_ranks_are_each_others_inverse(rank: int) -> None:
    assert rank_of_letters(letters_of_rank(rank)) == rank


@given(st.integers(1, 20_000))
def test_the_next_letter_is_one_further(rank: int) -> None:
    assert rank_of_letters(next_letters(letters_of_rank(rank))) == rank + 1


@given(dossiers)
def test_a_dossier_comes_back_from_its_string_and_from_its_spoken_form(dossier: Dossier) -> None:
    assert Dossier.parse(str(dossier)) == dossier
    assert Dossier.parse(dossier.spoken) == dossier


@given(papers)
def test_a_paper_comes_back_from_its_string_and_from_its_spoken_form(paper: PaperNumber) -> None:
    assert PaperNumber.parse(str(paper)) == paper
    assert PaperNumber.parse(paper.spoken) == paper


@given(st.sampled_from(Chamber), st.integers(1990, 2100), st.integers(1, 99_999))
def test_a_case_number_comes_back_from_its_string(chamber: Chamber, year: int, serial: int) -> None:
    number = CaseNumber(chamber, year, serial)
    assert CaseNumber.parse(str(number)) == number

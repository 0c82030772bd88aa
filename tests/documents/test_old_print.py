"""Papers of our own in the forms of print of 1974-1995, with what a scan makes of them, and what they say."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents import dates, offices, read
from documents.clean import Line
from documents.composition import members_of, party_of
from documents.jsonable import from_json, to_json
from documents.kinds import kind_of
from documents.patterns import first_date
from documents.restoring import restore
from documents.worn import mended
from procedure.rulebook import Rulebook
from procedure.vocabulary import LetterKind

CONFUSED = [
    ("1", "l"),
    ("1", "I"),
    ("0", "O"),
    ("m", "rn"),
    ("l", "1"),
    ("ri", "n"),
    ("e", "c"),
    ("u", "n"),
    ("j", "i"),
]
OLD = Path(__file__).parent / "old"
EXPECTED: dict[str, Any] = json.loads((OLD / "expected.json").read_text())


def differences(want: Any, got: Any, path: str = "") -> Iterator[str]:
    """Give each place where a reading differs from what is expected; keys that are not named are not looked at."""
    if isinstance(want, dict) and isinstance(got, dict):
        for key, value in want.items():
            yield from differences(value, got.get(key, "(absent)"), f"{path}.{key}")
    elif isinstance(want, list) and isinstance(got, list) and len(want) == len(got):
        for place, value in enumerate(want):
            yield from differences(value, got[place], f"{path}[{place}]")
    elif want != got:
        yield f"{path}: want {want!r}, got {got!r}"


def reading_of(name: str, rulebook: Rulebook) -> dict[str, Any]:
    return to_json(read((OLD / f"{name}.txt").read_bytes(), name=f"{name}.txt", rulebook=rulebook))


def test_every_paper_has_its_expectation() -> None:
    assert {path.stem for path in OLD.glob("*.txt")} == set(EXPECTED)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_an_old_paper_says_what_a_person_reads_in_it(name: str, rulebook: Rulebook) -> None:
    assert list(differences(EXPECTED[name], reading_of(name, rulebook))) == []


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_the_reading_of_an_old_paper_comes_back_from_its_json(name: str, rulebook: Rulebook) -> None:
    printed = reading_of(name, rulebook)
    again = to_json(from_json(json.loads(json.dumps(printed))))
    assert [one["received_on"] for one in again["letters"]] == [one["received_on"] for one in printed["letters"]]
    assert again["anomalies"] == printed["anomalies"]


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_running_text_of_an_old_paper_stays_as_the_scan_has_it(name: str, rulebook: Rulebook) -> None:
    text = " ".join((OLD / f"{name}.txt").read_text().split())
    for letter in reading_of(name, rulebook)["letters"]:
        for paragraph in letter["body"]:
            assert paragraph in text


@pytest.mark.parametrize(
    ("printed", "right"),
    [
        ("'s-Gravenhage, 16juni 1993", "'s-Gravenhage, 16 juni 1993"),
        ("'s-Gravenhage,l0 mei I985", "'s-Gravenhage,10 mei 1985"),
        ("Vastgesteld 7 rnaart 1984", "Vastgesteld 7 maart 1984"),
        ("3 apriI 19 85", "3 april 1985"),
        ("5 januan 1980", "5 januari 1980"),
        ("2 oktober1990", "2 oktober 1990"),
        ("7  mei 2018", "7  mei 2018"),
        ("31 zaken 1990", "31 zaken 1990"),
        ("45 mei 1985", "45 mei 1985"),
        ("12 mei 8512", "12 mei 8512"),
        ("3 mal 1985", "3 mal 1985"),
    ],
)
def test_a_worn_day_is_put_back_and_what_is_no_day_is_not_made_one(printed: str, right: str) -> None:
    assert dates.restored(printed) == right


@given(st.dates(date(1946, 1, 1), date(2049, 12, 31)), st.sampled_from(CONFUSED), st.booleans())
def test_a_worn_day_is_read_as_itself_or_not_at_all(day: date, confused: tuple[str, str], glued: bool) -> None:
    printed = dates.dutch(day)
    worn = printed.replace(*confused).replace(" ", "" if glued else " ", 1)
    assert first_date(dates.restored(worn)) in {day, None}
    assert dates.restored(printed) == printed


@pytest.mark.parametrize(
    ("text", "written", "day"),
    [
        ("uw brief van 3 juni jl.", date(1993, 6, 16), date(1993, 6, 3)),
        ("uw brief van 20 december jl.", date(1993, 1, 16), date(1992, 12, 20)),
        ("uw brief van 29 februari jl.", date(1993, 1, 16), date(1992, 2, 29)),
        ("uw brief van 29 februari jl.", date(1994, 3, 16), None),
        ("vóór 3 juli a.s.", date(1993, 6, 16), None),
    ],
)
def test_a_day_lately_past_is_the_last_one_before_the_letter(text: str, written: date, day: date | None) -> None:
    assert dates.last_before(text, written) == day


@pytest.mark.parametrize(
    ("printed", "right"),
    [
        ("De Ministervan BinnenlandseZaken, A. Vosman", "De Minister van Binnenlandse Zaken, A. Vosman"),
        ("De Minlster van Volksgezondheid en Milieu-hygiëne", "De Minister van Volksgezondheid en Milieuhygiëne"),
        (
            "DE STAATSSECRETARIS VAN SOCIAIE ZAKEN EN WERKGELE-GENHEID",
            "DE STAATSSECRETARIS VAN SOCIALE ZAKEN EN WERKGELEGENHEID",
        ),
        ("MINISTER VAN LANDBOUW. NATUURBEHEER EN VISSERIJ", "MINISTER VAN LANDBOUW, NATUURBEHEER EN VISSERIJ"),
        ("de minister van Verkeer en waterstaat , A. Vosman", "de minister van Verkeer en waterstaat , A. Vosman"),
        ("de Minister van Justitie. De commissie", "de Minister van Justitie. De commissie"),
        ("De Minister van Klokken en Torens, A. Vosman", "De Minister van Klokken en Torens, A. Vosman"),
        (
            "De Staatssecretaris van Volkshuisvesting, Ruimtelijke Ordening en",
            "De Staatssecretaris van Volkshuisvesting, Ruimtelijke Ordening en",
        ),
        ("het Ministerie van Justitie", "het Ministerie van Justitie"),
    ],
)
def test_a_worn_office_is_put_back_and_an_unknown_one_is_left_alone(printed: str, right: str) -> None:
    assert offices.restored(printed) == right


@pytest.mark.parametrize(
    ("title", "portfolio", "office"),
    [
        ("Minister", "So-ciale Zaken", "Minister van Sociale Zaken"),
        ("minister", "Ontwikkelingssamenwerking", "Minister voor Ontwikkelingssamenwerking"),
        ("Staatssecretaris", "Ontwikkelingssamenwerking", "Staatssecretaris van Ontwikkelingssamenwerking"),
        ("Minister", "Klokken en Torens", "Minister van Klokken en Torens"),
        ("Minister", "Sociale Zaken en Werkgelegenheld", "Minister van Sociale Zaken en Werkgelegenheid"),
    ],
)
def test_the_office_of_a_name_with_a_portfolio_in_brackets(title: str, portfolio: str, office: str) -> None:
    assert offices.office_of(title, portfolio) == office


@pytest.mark.parametrize(
    ("printed", "party"),
    [
        ("066", "D66"),
        ("D'66", "D66"),
        ("WD", "VVD"),
        ("COA", "CDA"),
        ("P.v.d.A.", "PvdA"),
        ("Groen Links", "GroenLinks"),
        ("50plus", "50plus"),
        ("GL", "GL"),
        ("CU", "CU"),
        ("Fractie-Vosman", "Fractie-Vosman"),
    ],
)
def test_a_party_is_told_by_its_looks_and_an_unknown_one_stays(printed: str, party: str) -> None:
    assert party_of(printed) == party


@pytest.mark.parametrize(
    ("heading", "right"),
    [
        ("VERSLAG VAN EEN SCHRIFTEUJK OVERLEG", "VERSLAG VAN EEN SCHRIFTELIJK OVERLEG"),
        ("BRIEFVAN DE MINISTFR VAN DEFENSIE", "BRIEF VAN DE MINISTER VAN DEFENSIE"),
        ("BRIEF VAN HET MINISTERIE VAN DEFENSIE", "BRIEF VAN HET MINISTERIE VAN DEFENSIE"),
        ("VERSLAG VAN DE MONDELINGE VRAGEN", "VERSLAG VAN DE MONDELINGE VRAGEN"),
        ("VERSLAG OVER DE KLOKKEN EN TORENS", "VERSLAG OVER DE KLOKKEN EN TORENS"),
    ],
)
def test_a_heading_gets_the_words_that_headings_have_and_no_others(heading: str, right: str) -> None:
    lines, misread = restore([Line(heading)])
    assert [line.text for line in lines] == [right]
    assert [one.text for one in misread] == ([heading] if letters_of(heading) != letters_of(right) else [])


def letters_of(text: str) -> str:
    return text.replace(" ", "")


def test_a_role_that_ran_into_the_next_name_is_no_part_of_it() -> None:
    members, _ = members_of("Vosman (CDA), ondervoorzitter. Van Essel (PSP) en Hillenaar (CDA)", None)
    assert [(one.name, one.role) for one in members] == [
        ("Vosman", "ondervoorzitter"),
        ("Van Essel", "lid"),
        ("Hillenaar", "lid"),
    ]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Bin-nenlandse Zaken", "Binnenlandse Zaken"),
        ("in- en uitvoer", "in- en uitvoer"),
        ("hart-en vaatziekten", "hart-en vaatziekten"),
        ("Haas-Bergman", "Haas-Bergman"),
        ("Korte-van Hemert", "Korte-van Hemert"),
    ],
)
def test_a_hyphen_of_a_line_end_goes_and_one_of_spelling_stays(text: str, whole: str) -> None:
    assert mended(text) == whole


@pytest.mark.parametrize(
    ("opening", "kind"),
    [
        ("Naar aanleiding van het verzoek van de vaste Commissie voor Defensie zend ik u dit.", LetterKind.REPLY),
        ("Op verzoek van de heer Vosman doe ik u hierbij een antwoord toekomen.", LetterKind.REPLY),
        ("Dit is een notitie naar aanleiding van de brief van de voorzitter van de vaste commissie.", LetterKind.REPLY),
        ("De beantwoor-ding van de vragen van de commissie zal meer tijd vergen dan voorzien.", LetterKind.DEFERRAL),
        ("Tijdens het mondeling overleg van 3 mei 1984 heeft de commissie verzocht om een nota.", LetterKind.LETTER),
        ("Een motie van de leden Vosman en Bakkerman, waarin wordt verzocht de ponten te houden.", LetterKind.LETTER),
        ("Bij de behandeling van de begroting is van de zijde van uw Kamer gevraagd om dit.", LetterKind.LETTER),
        ("Bij brief van 18 juni 1975 heb ik u dit aangeboden. Er is verzocht advies te geven.", LetterKind.LETTER),
    ],
)
def test_what_was_asked_in_writing_is_answered_and_what_a_debate_asked_is_told(opening: str, kind: LetterKind) -> None:
    assert kind_of("Minister van Defensie", ("Voorzitter van de Tweede Kamer",), None, (opening,)) is kind

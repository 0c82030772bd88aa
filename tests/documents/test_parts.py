"""Smaller parts of a reading: members, committees, offices, copies, marks and sentences."""

import pytest

from documents.committees import committees_in
from documents.composition import members_of
from documents.marks import confidential_mark
from documents.parties import copied_to, offices_in, on_behalf_of
from documents.sentences import sentences
from documents.signatures import signatories
from documents.values import Signatory


def test_members_keep_the_order_and_spelling_of_print() -> None:
    members, wrong = members_of("Engels (D66), Van der Zwaag (SP) (vicevoorzitter), A.B. Vink (50plus)", "c")
    assert [(one.name, one.party, one.role) for one in members] == [
        ("Engels", "D66", "lid"),
        ("Van der Zwaag", "SP", "ondervoorzitter"),
        ("A.B. Vink", "50plus", "lid"),
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "role", ["(CDA) (voorzitter)", "(CDA), voorzitter", "(CDA), (voorzitter)", "(CDA) (Voorzitter)"]
)
def test_a_role_stands_after_the_party_in_several_ways(role: str) -> None:
    members, _ = members_of(f"Oostra {role}, Vink (D66)", None)
    assert [one.role for one in members] == ["voorzitter", "lid"]


def test_a_missing_bracket_loses_nobody_and_is_told() -> None:
    members, wrong = members_of("Strik (GL), Knop (VVD, Faber (PVV), Kok (SP)", None)
    assert [(one.name, one.party) for one in members] == [
        ("Strik", "GL"),
        ("Knop", "VVD"),
        ("Faber", "PVV"),
        ("Kok", "SP"),
    ]
    assert [one.code for one in wrong] == ["missing_bracket"]


def test_deputy_members_are_told_apart() -> None:
    members, _ = members_of("Leden: Zijl (CDA), voorzitter, Vos (VVD). Plv. leden: Kat (D66), Duif (SP).", None)
    assert [(one.name, one.role) for one in members] == [
        ("Zijl", "voorzitter"),
        ("Vos", "lid"),
        ("Kat", "plv. lid"),
        ("Duif", "plv. lid"),
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("de vaste commissie voor Financiën heeft", ["vaste commissie voor Financiën"]),
        ("de vaste commissie voor Financiën1 heeft", ["vaste commissie voor Financiën"]),
        (
            "de vaste commissie voor Volksgezondheid, Welzijn en Sport, Lodders",
            ["vaste commissie voor Volksgezondheid, Welzijn en Sport"],
        ),
        (
            "de vaste commissies voor Koninkrijksrelaties en voor Justitie en Veiligheid vragen",
            ["vaste commissie voor Koninkrijksrelaties", "vaste commissie voor Justitie en Veiligheid"],
        ),
        (
            "de vaste commissie voor Immigratie & Asiel / JBZ-Raad en de commissie voor Immigratie en Asiel/JBZ-Raad",
            ["vaste commissie voor Immigratie & Asiel / JBZ-Raad"],
        ),
        ("de vaste Commissie voor verkeer en waterstaat", ["vaste commissie voor verkeer en waterstaat"]),
        ("de commissie heeft", []),
    ],
)
def test_a_committee_is_named_once_whatever_its_spelling(text: str, names: list[str]) -> None:
    assert list(committees_in(text)) == names


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        (
            "de Minister van Justitie en Veiligheid en de Minister van Financiën",
            ["Minister van Justitie en Veiligheid", "Minister van Financiën"],
        ),
        (
            "de Ministers van Defensie en voor Ontwikkelingssamenwerking",
            ["Minister van Defensie", "Minister voor Ontwikkelingssamenwerking"],
        ),
        (
            "de minister van Volksgezondheid , Welzijn en Sport , E. Jansen",
            ["minister van Volksgezondheid, Welzijn en Sport"],
        ),
        ("de Minister-President, Minister van Algemene Zaken", ["Minister-President, Minister van Algemene Zaken"]),
        ("de Minister van Financiën De Vries", ["Minister van Financiën"]),
        ("de Staatssecretaris\nvan Klimaat en Groene Groei", ["Staatssecretaris van Klimaat en Groene Groei"]),
    ],
)
def test_offices_are_read_whole_and_no_further(text: str, offices: list[str]) -> None:
    assert offices_in(text) == offices


@pytest.mark.parametrize(
    ("body", "offices"),
    [
        ("mede namens de Minister van Buitenlandse Zaken bericht ik", ["Minister van Buitenlandse Zaken"]),
        (
            "Mede namens de Minister van Defensie, de Minister van Bouw en de Staatssecretaris van Cultuur bericht ik",
            ["Minister van Defensie", "Minister van Bouw", "Staatssecretaris van Cultuur"],
        ),
        ("mede namens mijn ambtgenoot van Economische Zaken", ["Minister van Economische Zaken"]),
        ("Namens de Minister van Financiën bericht ik u", ["Minister van Financiën"]),
        ("in overeenstemming met de Minister van Defensie", []),
        ("namens het kabinet", []),
    ],
)
def test_those_in_whose_name_a_letter_speaks_are_listed(body: str, offices: list[str]) -> None:
    assert list(on_behalf_of(body)) == offices


@pytest.mark.parametrize(
    ("paragraphs", "offices"),
    [
        (("Deze brief gaat in afschrift naar de Minister van Defensie.",), ["Minister van Defensie"]),
        (
            (
                "De Minister van Financiën schreef.",
                "Deze brief wordt in afschrift naar de voornoemde Minister gestuurd.",
            ),
            ["Minister van Financiën"],
        ),
        (
            ("Een afschrift van deze brief zend ik aan de Voorzitter van de Tweede Kamer.",),
            ["Voorzitter van de Tweede Kamer"],
        ),
        (("cc: Minister van Defensie",), ["Minister van Defensie"]),
        (("Hierbij zend ik u een afschrift van mijn brief aan de Minister van Defensie.",), []),
    ],
)
def test_those_who_get_a_copy_are_listed(paragraphs: tuple[str, ...], offices: list[str]) -> None:
    assert list(copied_to(paragraphs)) == offices


@pytest.mark.parametrize(
    "head",
    [
        "VERTROUWELIJK",
        "Strikt vertrouwelijk",
        "Departementaal Vertrouwelijk",
        "Vertrouwelijk ter inzage",
        "Rubricering: Vertrouwelijk",
        "Ons kenmerk: 2018-114 (VERTROUWELIJK)",
        "Betreft: Vertrouwelijke brief over Curaçao",
    ],
)
def test_a_paper_that_marks_itself_confidential_is_known(head: str) -> None:
    assert confidential_mark(f"Ministerie van Defensie\n{head}\n\nGeachte voorzitter,\n\nTekst.") == head


@pytest.mark.parametrize(
    "text",
    [
        "Geachte voorzitter,\n\nVERTROUWELIJK\nis het stuk dat ik noem.",
        "Betreft: omgang met vertrouwelijke stukken\n\nGeachte voorzitter,",
        "De gegevens zijn vertrouwelijk aan de commissie gezonden.",
    ],
)
def test_a_paper_that_only_speaks_of_confidential_things_is_open(text: str) -> None:
    assert confidential_mark(text) is None


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Een zin. Nog een zin.", 2),
        ("Zie nr. 5 en d.d. 3 mei jl. De rest volgt.", 1 + 1),
        ("De heer J. Jansen en mr. A. Vos kwamen. Zij gingen.", 2),
        ("Is dat zo? «Ja.» Goed.", 3),
        ("", 0),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, count: int) -> None:
    found = sentences(text)
    assert " ".join(found).split() == text.split()
    assert len(found) <= count + 1
    assert len(found) >= min(count, 1)


@pytest.mark.parametrize(
    ("signature", "office", "name"),
    [
        (
            "De voorzitter van de commissie voor Financiën,\nA. Jansen",
            "voorzitter van de commissie voor Financiën",
            "A. Jansen",
        ),
        (
            "Voorzitter van de commissie voor Financiën\nA.B. Jansen",
            "Voorzitter van de commissie voor Financiën",
            "A.B. Jansen",
        ),
        (
            "De Minister van Sociale Zaken en\nWerkgelegenheid,\nJ. Jansen",
            "Minister van Sociale Zaken en Werkgelegenheid",
            "J. Jansen",
        ),
    ],
)
def test_an_office_and_a_name_are_told_apart_with_or_without_a_comma(signature: str, office: str, name: str) -> None:
    assert signatories(signature) == (Signatory(office, name),)

"""The report as official XML: valid, whole, and read back as what it was."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from documents import compose, read
from documents.errors import IncompleteReport
from documents.schema import violations
from documents.values import Footnote, Letter, Reading, Signatory
from documents.writers import WRITERS
from documents.writers.official import metadata
from procedure.rulebook import Rulebook
from procedure.vocabulary import Chamber, DocType, LetterKind

LETTERS = Path(__file__).parent.parent / "letters"
REPORTS = sorted(folder.name for folder in LETTERS.iterdir() if "verslag" in folder.name)
SAME = (
    *("doc_type", "chamber", "dossiers", "dossier_titles", "number", "reprint", "session_year", "title", "adopted_on"),
    *("adopted_line", "clerk", "clerk_capacity", "chair", "chair_capacity", "committees", "letters", "introduction"),
    *("composition", "edossiers", "commitments"),
)


def a_report(**changes: object) -> Reading:
    """Return a report with one request and one reply, made from values alone."""
    request = Letter(
        LetterKind.REQUEST,
        heading="BRIEF VAN DE VOORZITTER VAN DE VASTE COMMISSIE VOOR FINANCIËN",
        signatories=(Signatory("voorzitter van de vaste commissie voor Financiën", "T. Vos"),),
        addressees=("Minister van Financiën",),
        address=("Aan de Minister van Financiën",),
        place="Den Haag",
        dated_on=date(2019, 3, 5),
        body=("De leden van de vaste commissie voor Financiën hebben de volgende vragen.", "1. Wat?", "2. Waarom?"),
        signature="De voorzitter van de vaste commissie voor Financiën,\nT. Vos",
    )
    reply = Letter(
        LetterKind.REPLY,
        heading="BRIEF VAN DE MINISTER VAN FINANCIËN",
        signatories=(Signatory("Minister van Financiën", "I. Koster"),),
        addressees=("Voorzitter van de Eerste Kamer der Staten-Generaal",),
        address=("Aan de Voorzitter van de Eerste Kamer der Staten-Generaal",),
        place="Den Haag",
        dated_on=date(2019, 4, 2),
        body=("In antwoord op uw brief van 5 maart 2019 bericht ik u het volgende.", "Daarom."),
        signature="De Minister van Financiën,\nI. Koster",
    )
    values = {
        "letters": (request, reply),
        "chamber": Chamber.EK,
        "dossiers": ("35999",),
        "dossier_titles": ("Regels over munten",),
        "number": "C",
        "session_year": "2018-2019",
        "title": "VERSLAG VAN EEN SCHRIFTELIJK OVERLEG",
        "adopted_on": date(2019, 4, 3),
        "introduction": "De leden van de vaste commissie voor Financiën hebben een brief gestuurd.",
        "clerk": "De Wit",
        "clerk_capacity": "De griffier van de vaste commissie voor Financiën",
    } | changes
    return Reading(file="", sha256="", doc_type=DocType.VSO, **values)  # type: ignore[arg-type]


def paper_of(reading: Reading) -> bytes:
    return compose(reading, form="xml")


def words(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


@pytest.mark.parametrize("template", ["classic", "2025"])
@pytest.mark.parametrize("name", REPORTS)
def test_a_report_that_was_read_is_valid_xml(name: str, template: str, rulebook: Rulebook) -> None:
    reading = read((LETTERS / name / "letter.txt").read_bytes(), name=name, rulebook=rulebook)
    assert ("xml", template) in WRITERS
    assert violations(compose(reading, form="xml", template=template)) == ()
    assert violations(metadata(reading)) == ()


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_in_xml_is_read_as_the_report_it_was(name: str, rulebook: Rulebook) -> None:
    reading = read((LETTERS / name / "letter.txt").read_bytes(), name=name, rulebook=rulebook)
    again = read(paper_of(reading), name=name, rulebook=rulebook)
    assert {key: getattr(again, key) for key in SAME} == {key: getattr(reading, key) for key in SAME}
    assert sorted((n.mark, n.text) for n in again.footnotes) == sorted((n.mark, n.text) for n in reading.footnotes)
    assert again.anomalies == reading.anomalies


def test_a_report_made_from_values_is_set_in_the_modern_dialect() -> None:
    root = etree.fromstring(paper_of(a_report()))
    assert root.tag == "officiele-publicatie"
    lines = {str(line.get("inhoud")): line.text for line in root.iter("tekstregel")}
    assert lines == {
        "vergaderjaar": "Vergaderjaar 2018–2019",
        "kameraanduiding": "Eerste Kamer der Staten-Generaal",
        "kamernummer": "1",
        "documenttype": "Kamerstukken",
    }
    own = root.find("kamerstuk/stuk/stuknr/ondernummer")
    assert own is not None
    assert (own.text, own.get("kamer")) == ("C", "1")
    day = root.find("kamerstuk/stuk/datumtekst/datum")
    assert day is not None
    assert (day.text, day.get("isodatum")) == ("3 april 2019", "2019-04-03")
    assert [words(one) for one in root.iter("tussenkop")] == [letter.heading for letter in a_report().letters]
    assert [words(one) for one in root.iter("li")] == ["1. Wat?", "2. Waarom?"]


def test_white_space_between_parts_never_stands_between_words() -> None:
    root = etree.fromstring(paper_of(a_report()))
    for element in root.iter("al", "titel", "tussenkop", "stuknr", "dossiernummer"):
        assert "\n" not in "".join(map(str, element.itertext()))


@pytest.mark.parametrize(
    ("dossier", "shown", "hyphened", "identifier"),
    [
        ("35999", "35 999", "35999", "kst-35999-C"),
        ("36600-XII", "36 600 XII", "36600-XII", "kst-36600-XII-C"),
        ("21501-33", "21 501-33", "21501-33", "kst-21501-33-C"),
        ("36027 (R2160)", "36 027 (R2160)", "36027-(R2160)", "kst-36027-C"),
        ("CXXIV", "CXXIV", "CXXIV", "kst-cxxiv-C"),
    ],
)
def test_each_kind_of_dossier_has_its_forms(
    dossier: str, shown: str, hyphened: str, identifier: str, rulebook: Rulebook
) -> None:
    paper = paper_of(a_report(dossiers=(dossier,)))
    root = etree.fromstring(paper)
    assert violations(paper) == ()
    assert [words(one) for one in root.iter("dossiernummer")] == [shown]
    told = {str(one.get("name")): one.get("content") for one in root.iter("meta")}
    assert told["OVERHEIDop.dossiernummer"] == hyphened
    assert told["DC.identifier"] == identifier
    assert read(paper, name="x", rulebook=rulebook).dossiers == (dossier,)


def test_the_record_says_what_the_report_is() -> None:
    fields = [
        (one.get("name"), one.get("scheme"), one.get("content")) for one in etree.fromstring(metadata(a_report()))
    ]
    report = "Verslag van een schriftelijk overleg"
    assert fields == [
        ("DC.identifier", "", "kst-35999-C"),
        ("OVERHEIDop.dossiernummer", "", "35999"),
        ("OVERHEIDop.dossiertitel", "", "Regels over munten"),
        ("OVERHEIDop.ondernummer", "", "C"),
        ("OVERHEIDop.documenttitel", "", report),
        ("OVERHEIDop.vergaderjaar", "", "2018-2019"),
        ("OVERHEIDop.indiener", "", "De Wit"),
        ("OVERHEIDop.publicationName", "", "Kamerstuk"),
        ("DCTERMS.issued", "", "2019-04-03"),
        ("DC.type", "OVERHEIDop.KamerstukTypen", report),
        ("DC.type", "OVERHEIDop.Parlementair", "Kamerstuk"),
        ("DC.type", "OVERHEID.Informatietype", "officiële publicatie"),
        ("DC.title", "", f"Regels over munten; {report}"),
        ("DC.creator", "OVERHEID.StatenGeneraal", "Eerste Kamer der Staten-Generaal"),
    ]


def test_the_paper_holds_its_record() -> None:
    inside = [dict(one.attrib) for one in etree.fromstring(paper_of(a_report())).iter("meta")]
    assert inside == [dict(one.attrib) for one in etree.fromstring(metadata(a_report()))]


COMPOSITION = Footnote("1", "Samenstelling: Oostra (CDA) (voorzitter), Vink (D66)")
MARKED = "De leden van de vaste commissie voor Financiën1 hebben een brief gestuurd."


@pytest.mark.parametrize(
    ("changes", "before"),
    [
        ({"introduction": MARKED, "footnotes": (COMPOSITION,)}, "voor Financiën"),  # at its mark
        ({"footnotes": (COMPOSITION,)}, "van de vaste commissie"),  # without a mark: at the word
        ({"footnotes": (Footnote("7", "Nummer 7.", 1, 0),)}, "bericht ik u het volgende."),  # at the end of its place
        ({"dossier_titles": ("Voorstel COM(2016)4811",), "footnotes": (Footnote("1", "Zie."),)}, "COM(2016)481"),
    ],
)
def test_a_footnote_stands_where_its_mark_does(changes: dict[str, object], before: str) -> None:
    paper = paper_of(a_report(**changes))
    (note,) = etree.fromstring(paper).iter("noot")
    parent = note.getparent()
    assert parent is not None
    assert (parent.text or "").endswith(before)
    assert violations(paper) == ()


def test_a_reprint_keeps_its_word_and_its_note(rulebook: Rulebook) -> None:
    note = Footnote("1", "In verband met een correctie.")
    reading = a_report(reprint="HERDRUK1", footnotes=(note,))
    paper = paper_of(reading)
    assert violations(paper) == ()
    again = read(paper, name="x", rulebook=rulebook)
    assert (again.number, again.reprint, again.title) == ("C", "HERDRUK1", reading.title)
    assert [(one.mark, one.text) for one in again.footnotes] == [("1", note.text)]
    assert b'content="kst-35999-C-n1"' in paper


def test_a_report_of_the_other_chamber_has_a_number(rulebook: Rulebook) -> None:
    paper = paper_of(a_report(chamber=Chamber.TK, number="153"))
    assert '<stuknr>Nr. <ondernummer kamer="2">153</ondernummer></stuknr>' in paper.decode()
    again = read(paper, name="x", rulebook=rulebook)
    assert (again.chamber, again.number) == (Chamber.TK, "153")


def test_words_around_the_day_of_adoption_stay(rulebook: Rulebook) -> None:
    line = "Vastgesteld 3 april 2019 om 09.00 uur"
    again = read(paper_of(a_report(adopted_line=line)), name="x", rulebook=rulebook)
    assert (again.adopted_line, again.adopted_on) == (line, date(2019, 4, 3))


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ({"chamber": None}, "de Kamer ontbreekt"),
        ({"dossiers": (), "dossier_titles": ()}, "het dossiernummer ontbreekt"),
        ({"number": None}, "het nummer of de letter van het stuk ontbreekt"),
        ({"session_year": None, "adopted_on": None}, "het vergaderjaar ontbreekt"),
        ({"title": None, "doc_type": DocType.OTHER}, "de titel ontbreekt"),
    ],
)
def test_a_report_without_what_identifies_a_paper_is_refused(missing: dict[str, object], sentence: str) -> None:
    reading = replace(a_report(), **missing)  # type: ignore[arg-type]
    with pytest.raises(IncompleteReport, match=sentence):
        paper_of(reading)
    with pytest.raises(IncompleteReport, match=sentence):
        metadata(reading)


def test_what_follows_from_the_rest_is_filled_in() -> None:
    root = etree.fromstring(paper_of(a_report(session_year=None, title=None)))
    assert words(root.findall("kamerstuk/stuk/titel")[0]) == "VERSLAG VAN EEN SCHRIFTELIJK OVERLEG"
    assert next(line.text for line in root.iter("tekstregel")) == "Vergaderjaar 2018–2019"


def test_control_characters_are_left_out() -> None:
    letters = a_report().letters
    paper = paper_of(a_report(letters=(replace(letters[0], body=('a\x00b\x0bc \ud800 <&>"',)), letters[1])))
    assert violations(paper) == ()
    assert "&lt;&amp;&gt;" in paper.decode()


BROKEN = {
    "a line of the head twice": ('inhoud="kamernummer"', 'inhoud="vergaderjaar"'),
    "an unknown line of the head": ('inhoud="kamernummer"', 'inhoud="kamer"'),
    "no dossier": (r"<dossier>.*?</dossier>", ""),
    "a dossier of four figures": ("<dossiernr>35 999<", "<dossiernr>3 599<"),
    "no number": (r"<stuknr>.*?</stuknr>", ""),
    "a number without its chamber": ('<ondernummer kamer="1">', "<ondernummer>"),
    "a chamber that does not exist": ('<ondernummer kamer="1">', '<ondernummer kamer="3">'),
    "a number that is none": (">C</ondernummer>", ">C12</ondernummer>"),
    "a day that is none": ('isodatum="2019-04-03"', 'isodatum="2019-04-31"'),
    "a day without its attribute": (' isodatum="2019-04-03"', ""),
    "text outside a paragraph": ("<tekst status", "<tekst>los</tekst><tekst status"),
    "a heading without its look": (' kopopmaak="vet"', ""),
    "a list without its kind": (' type="expliciet"', ""),
    "an item without its mark": (r"<li.nr>1.</li.nr>", ""),
    "a note in a note": ("</noot.al>", '<noot id="n9" type="voet"/></noot.al>'),
    "a note without its mark": ("<noot.nr>1</noot.nr>", ""),
    "two notes with one id": ('<noot id="noot-2"', '<noot id="noot-1"'),
    "a note of another kind": ('type="voet"', 'type="eind"'),
    "an unknown element": ("<al>Daarom.</al>", "<alinea>Daarom.</alinea>"),
    "an unknown attribute": ("<al>Daarom.", '<al soort="x">Daarom.'),
    "title before number": (r"(<stuknr>.*?</stuknr>)(\s*)(<titel>.*?</titel>)", r"\3\2\1"),
    "a field without content": ('content="kst-35999-C"', 'content=""'),
    "an unknown field": ('name="DC.identifier"', 'name="DC.id"'),
    "no record": (r"<meta .*?/>", ""),
    "the questions of a member": ("kamerstuk>", "kamervragen>"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_paper_is_told(what: str) -> None:
    notes = (COMPOSITION, Footnote("2", "Nota.", 1, 0))
    whole = paper_of(a_report(introduction=MARKED, footnotes=notes)).decode()
    assert violations(whole.encode()) == ()
    old, new = BROKEN[what]
    broken = re.sub(old, new, whole, flags=re.DOTALL)
    assert broken != whole
    assert violations(broken.encode()), what


def test_a_record_that_says_a_thing_twice_is_told() -> None:
    record = metadata(a_report()).decode()
    line = '<metadata name="DC.identifier" scheme="" content="kst-35999-C"/>'
    assert violations(record.replace(line, line * 2).encode())
    assert violations(b"<iets/>")


SENTENCES = st.sampled_from(
    [
        "De leden van de D66-fractie hebben nog een vraag.",
        "Klopt het dat munten – zoals bekend – rond zijn?",
        "Zie «Kamerstukken I 2018/19, 35 999, A» & de nota.",
        "Het antwoord luidt: <ja>, voor 95% (CO2).",
        "Dit geldt sinds 1 januari 2019.",
        "– een eerste punt;",
        "1. Wat is de reden?",
        "a) Het eerste deel.",
        "Inleiding",
        "Zij danken de minister voor zijn brief.",
    ]
)
PARAGRAPH = st.lists(SENTENCES, min_size=1, max_size=3).map(" ".join)
NOTE = st.sampled_from(["Kamerstukken II 2018/19, 35 999, nr. 4.", "Zie ook de bijlage.", "COM(2016)270 & meer."])
NUMBERS = {Chamber.EK: st.sampled_from(["A", "AB", "I"]), Chamber.TK: st.sampled_from(["2", "1153"])}
DOSSIERS = ("35999", "36600-XII", "21501-33", "36027 (R2160)", "35998", "34775-VI")


@st.composite
def reports(draw: st.DrawFn) -> Reading:
    """Return a report as made from values: some dossiers, a request and some replies, notes at their marks."""
    chamber = draw(st.sampled_from(Chamber))
    dossiers = tuple(draw(st.lists(st.sampled_from(DOSSIERS), min_size=1, max_size=3, unique=True)))
    letters, notes = [], []
    for place in range(draw(st.integers(1, 3))):
        letter = a_report().letters[min(place, 1)]
        body = [letter.body[0], *draw(st.lists(PARAGRAPH, min_size=1, max_size=5))]
        if draw(st.booleans()):
            mark = str(len(notes) + 1)
            body[-1] = f"{body[-1]} Dit staat in de nota{mark} die volgt."
            notes.append(Footnote(mark, draw(NOTE), place, len(body) - 1))
        letters.append(replace(letter, body=tuple(body)))
    return a_report(
        chamber=chamber,
        number=draw(NUMBERS[chamber]),
        dossiers=dossiers,
        dossier_titles=tuple(f"Regels over zaak {place} van de raad" for place in range(len(dossiers))),
        letters=tuple(letters),
        footnotes=tuple(notes),
    )


@settings(max_examples=60)
@given(report=reports())
def test_whatever_a_report_says_its_xml_is_valid_and_says_the_same(report: Reading, rulebook: Rulebook) -> None:
    paper = paper_of(report)
    assert violations(paper) == ()
    assert violations(metadata(report)) == ()
    again = read(paper, name="x", rulebook=rulebook)
    for key in ("chamber", "dossiers", "dossier_titles", "number", "session_year", "title", "adopted_on", "clerk"):
        assert getattr(again, key) == getattr(report, key)
    before, after = (
        [" ".join(x.body).split() for x in report.letters],
        [" ".join(x.body).split() for x in again.letters],
    )
    assert after == before
    assert [one.signature for one in again.letters] == [one.signature for one in report.letters]
    assert [(n.mark, n.text, n.letter) for n in again.footnotes] == [
        (n.mark, n.text, n.letter) for n in report.footnotes
    ]

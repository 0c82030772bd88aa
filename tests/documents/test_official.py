"""Official XML as it is read: both dialects laid out as print, notes aside, and what the record says."""

from datetime import date

import pytest

from documents import read
from documents.errors import BrokenMarkup, ForeignXml
from documents.readers import official
from documents.readers.text import Note, Text
from procedure.rulebook import Rulebook
from procedure.vocabulary import Chamber, DocType, LetterKind

HEAD = (
    "<kamerstukkop><tekstregel inhoud='vergaderjaar'>Vergaderjaar 2022-2023</tekstregel>"
    "<tekstregel inhoud='kameraanduiding'>Tweede Kamer der Staten-Generaal</tekstregel>"
    "<tekstregel inhoud='kamernummer'>2</tekstregel>"
    "<tekstregel inhoud='documenttype'>\n\t\tKamerstukken\n\t</tekstregel></kamerstukkop>"
)
DOSSIER = "<dossier><dossiernummer><dossiernr>35 999</dossiernr></dossiernummer><titel>Muntslag</titel></dossier>"
NUMBER = "<stuknr>Nr. <ondernummer kamer='2'>17</ondernummer></stuknr>"


def a_paper(
    tekst: str = "<al>Tekst.</al>",
    *,
    head: str = HEAD,
    dossiers: str = DOSSIER,
    stuk: str = f"{NUMBER}<titel>LIJST VAN VRAGEN</titel>",
    meta: str = "<meta name='OVERHEIDop.externMetadataRecord' scheme='' content='https://example.org/metadata.xml'/>",
    closing: str = "",
) -> bytes:
    """Return a modern paper, of which a part can be told."""
    return (
        f"<?xml version='1.0' encoding='UTF-8'?><officiele-publicatie><metadata>{meta}</metadata><kamerstuk>{head}"
        f"{dossiers}<stuk>{stuk}<algemeen><vrije-tekst><tekst status='goed'>{tekst}</tekst></vrije-tekst>{closing}"
        "</algemeen></stuk></kamerstuk></officiele-publicatie>"
    ).encode()


def body_of(text: Text) -> list[str]:
    """Return the lines under the title, without blank ones."""
    lines = [line for line in text.content.split("\n") if line]
    return lines[lines.index("LIJST VAN VRAGEN") + 1 :]


LETTER = a_paper(
    "<al>Aan de Voorzitter van de Tweede Kamer der Staten-Generaal</al><al>Den Haag, 7 juli 2023</al>"
    "<al>In antwoord op uw brief van 1 juni 2023 meld ik u dat de munten<noot id='n1' type='voet'><noot.nr>1</noot.nr>"
    "<noot.al>Kamerstuk <extref doc='kst-35999-4' soort='document'>35 999, nr. 4</extref>.</noot.al></noot> op tijd\n"
    "      komen.<?xpp afbreek?> Zij zijn van <nadruk type='cur'>goud</nadruk> en CO<inf>2</inf>-vrij.</al>",
    stuk=f"{NUMBER}<titel>BRIEF VAN DE MINISTER VAN FINANCIËN</titel>",
    closing="<tekst-sluiting><ondertekening><functie>De Minister van Financiën,</functie>"
    "<naam><voornaam>I.J.</voornaam><achternaam>Koster</achternaam></naam></ondertekening></tekst-sluiting>",
)


def test_a_letter_is_laid_out_as_print() -> None:
    assert official.text_of(LETTER).content == (
        "Tweede Kamer der Staten-Generaal\n\nVergaderjaar 2022-2023\n\n35 999 Muntslag\n\nNr. 17\n\n"
        "BRIEF VAN DE MINISTER VAN FINANCIËN\n\nAan de Voorzitter van de Tweede Kamer der Staten-Generaal\n\n"
        "Den Haag, 7 juli 2023\n\nIn antwoord op uw brief van 1 juni 2023 meld ik u dat de munten1 op tijd komen. "
        "Zij zijn van goud en CO2-vrij.\n\nDe Minister van Financiën,\nI.J. Koster\n"
    )


def test_a_footnote_is_taken_out_of_its_sentence_and_keeps_its_place() -> None:
    text = official.text_of(LETTER)
    (note,) = text.notes
    assert (note.mark, note.text) == ("1", "Kamerstuk 35 999, nr. 4.")
    assert "munten1 op tijd" in text.content.split("\n")[note.after_line]


def test_a_letter_in_xml_is_read_as_the_letter_it_is(rulebook: Rulebook) -> None:
    reading = read(LETTER, name="kst.xml", rulebook=rulebook)
    (letter,) = reading.letters
    assert (reading.doc_type, reading.chamber, reading.dossiers) == (DocType.REPLY, Chamber.TK, ("35999",))
    assert (reading.number, reading.session_year) == ("17", "2022-2023")
    assert (letter.kind, letter.sender, letter.sender_name) == (
        LetterKind.REPLY,
        "Minister van Financiën",
        "I.J. Koster",
    )
    assert (letter.place, letter.dated_on) == ("Den Haag", date(2023, 7, 7))
    assert [(note.mark, note.text, note.letter, note.paragraph) for note in reading.footnotes] == [
        ("1", "Kamerstuk 35 999, nr. 4.", 0, 0)
    ]


@pytest.mark.parametrize(
    ("tekst", "lines"),
    [
        ("<al>Een <extref doc='kst-1-2' soort='document'>link</extref>, en meer.</al>", ["Een link, en meer."]),
        ("<al>Weg<!-- niet dit -->, wel dit.</al>", ["Weg, wel dit."]),
        ("<tussenkop kopopmaak='cur'>Inleiding</tussenkop><al>Tekst.</al>", ["Inleiding", "Tekst."]),
        ("<al-groep><al>Een.</al><al>Twee.</al></al-groep>", ["Een.", "Twee."]),
        (
            "<lijst><li><li.nr>a.</li.nr><al>Eerst.</al><al>Ook.</al></li><li><li.nr>b.</li.nr></li></lijst>",
            ["a. Eerst.", "Ook.", "b."],
        ),
        ("<al-groep><lijst><li><li.nr>–</li.nr><al>Diep.</al></li></lijst></al-groep>", ["– Diep."]),
        ("<table><tgroup><row><entry>een</entry> <entry>2</entry></row></tgroup></table>", ["een 2"]),
        ("<onbekend>Los <b>woord</b></onbekend>", ["Los woord"]),
        ("<al>Zin<noot id='n' type='voet'>\n <noot.nr>3</noot.nr>\n <noot.al>N.</noot.al></noot>.</al>", ["Zin3."]),
        (
            "<al>Zin\n   <noot id='n' type='voet'><noot.nr>3</noot.nr><noot.al>N.</noot.al></noot> gaat.</al>",
            ["Zin3 gaat."],
        ),
    ],
)
def test_every_word_stays_in_its_place(tekst: str, lines: list[str]) -> None:
    assert body_of(official.text_of(a_paper(tekst))) == lines


def test_short_lines_of_a_group_stand_under_each_other_and_sentences_apart() -> None:
    lines = "<al-groep><al>De Minister van Financiën,</al><al>I. Koster</al></al-groep>"
    sentences = "<al-groep><al>Dit is een.</al><al>Dit is twee.</al></al-groep>"
    address = "<al-groep><al>Aan de Minister van Financiën</al><al>t.a.v. mevr. P.</al></al-groep>"
    assert "Financiën,\nI. Koster\n" in official.text_of(a_paper(lines)).content
    assert "een.\n\nDit is twee.\n" in official.text_of(a_paper(sentences)).content
    assert "Financiën\nt.a.v. mevr. P.\n" in official.text_of(a_paper(address)).content


@pytest.mark.parametrize(
    ("number", "dossier", "codes"),
    [
        ("<dossiernr>36\n   600</dossiernr><begrotingshoofdstuk>XVI</begrotingshoofdstuk>", "36600-XVI", []),
        ("<dossiernr>21 501</dossiernr>-<raadnr>20</raadnr>", "21501-20", []),
        ("<dossiernr>36 351</dossiernr> (<rijkswetnr>R 2184</rijkswetnr>)", "36351 (R2184)", []),
        (
            "<dossiernr>36 410</dossiernr> <begrotingshoofdstuk>XVI-</begrotingshoofdstuk>",
            "36410-XVI",
            ["dossier_slip"],
        ),
        ("<dossiernr>36 625-XII</dossiernr>", "36625-XII", []),
        ("<dossiernr>CXXIV</dossiernr>", "CXXIV", []),
    ],
)
def test_the_number_of_a_dossier_is_joined_from_its_parts(number: str, dossier: str, codes: list[str]) -> None:
    dossiers = f"<dossier><dossiernummer>{number}</dossiernummer><titel>Muntslag</titel></dossier>"
    text = official.text_of(a_paper(dossiers=dossiers))
    assert text.stated
    assert text.stated.dossiers == (dossier,)
    assert [one.code for one in text.anomalies] == codes


def test_a_dossier_that_is_none_is_told_and_not_guessed() -> None:
    text = official.text_of(a_paper(dossiers=DOSSIER.replace("35 999", "3 599")))
    assert text.stated
    assert text.stated.dossiers == ()
    assert [(one.code, one.text) for one in text.anomalies] == [("unknown_dossier", "3 599")]


def test_a_paper_may_have_two_dossiers() -> None:
    text = official.text_of(a_paper(dossiers=DOSSIER + DOSSIER.replace("35 999", "36 001").replace("Munt", "Kaas")))
    assert text.stated
    assert text.stated.dossiers == ("35999", "36001")
    assert text.stated.dossier_titles == ("Muntslag", "Kaasslag")


@pytest.mark.parametrize(
    ("datumtekst", "adopted_on", "codes"),
    [
        ("Vastgesteld <datum isodatum='2023-05-02'>2 mei 2023</datum>", date(2023, 5, 2), []),
        ("Vastgesteld 2 mei 2023", date(2023, 5, 2), []),
        ("Vastgesteld <datum isodatum='2023-05-02'>3 mei 2023</datum>", date(2023, 5, 2), ["date_differs"]),
        ("Voorgesteld <datum isodatum='2023-05-02'>2 mei 2023</datum>", None, []),
    ],
)
def test_the_day_of_adoption_is_that_of_the_attribute(
    datumtekst: str, adopted_on: date | None, codes: list[str]
) -> None:
    stuk = f"{NUMBER}<titel>LIJST VAN VRAGEN</titel><datumtekst>{datumtekst}</datumtekst>"
    text = official.text_of(a_paper(stuk=stuk))
    assert text.stated
    assert text.stated.adopted_on == adopted_on
    assert [one.code for one in text.anomalies] == codes


def record(**fields: str) -> str:
    """Return a record inside the paper, with the fields of the paper and those told."""
    given = {"dossiernummer": "35999", "ondernummer": "17", "vergaderjaar": "2022-2023"} | fields
    metas = "".join(f"<meta name='OVERHEIDop.{key}' scheme='' content='{value}'/>" for key, value in given.items())
    return f"{metas}<meta name='DC.creator' scheme='' content='Tweede Kamer der Staten-Generaal'/>"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, []),
        ({"ondernummer": "18"}, ["het nummer: gedrukt 17, in de metadata 18"]),
        ({"dossiernummer": "36000-XII"}, ["het dossier: gedrukt 35999, in de metadata 36000-XII"]),
        ({"vergaderjaar": "2021-2022"}, ["het vergaderjaar: gedrukt 2022-2023, in de metadata 2021-2022"]),
    ],
)
def test_the_record_counts_and_what_print_has_otherwise_is_told(fields: dict[str, str], told: list[str]) -> None:
    text = official.text_of(a_paper(meta=record(**fields)))
    assert [one.text for one in text.anomalies] == told
    assert text.stated
    assert text.stated.number == fields.get("ondernummer", "17")
    assert text.stated.dossiers == (fields.get("dossiernummer", "35999"),)


def test_a_record_of_another_chamber_or_day_is_told() -> None:
    meta = record().replace("Tweede", "Eerste") + "<meta name='DCTERMS.issued' scheme='' content='2023-05-01'/>"
    stuk = f"{NUMBER}<titel>LIJST VAN VRAGEN</titel><datumtekst>Vastgesteld 2 mei 2023</datumtekst>"
    text = official.text_of(a_paper(meta=meta, stuk=stuk))
    assert [one.text for one in text.anomalies] == [
        "de kamer: gedrukt TK, in de metadata EK",
        "de datum: gedrukt 2023-05-02, in de metadata 2023-05-01",
    ]


def test_a_head_that_names_one_chamber_and_a_number_of_the_other_are_told() -> None:
    stuk = "<stuknr><ondernummer kamer='1'>B</ondernummer></stuknr><titel>LIJST VAN VRAGEN</titel>"
    assert [one.code for one in official.text_of(a_paper(stuk=stuk)).anomalies] == ["chamber_differs"]


OLD = """<?xml version="1.0" encoding="UTF-8"?>
<kamerwrk kamer="tk" publtype="meto"><metadata><meta name="x" content="metadata.xml"/></metadata>
<kop><titel>Tweede Kamer der Staten-Generaal</titel><subtitel>2</subtitel>
<subtitel>Vergaderjaar 1998-1999</subtitel></kop>
<frontm><versie dtd="0.10" conv="x" markup="y"/><ordernr>1</ordernr><vergjaar>1998-1999</vergjaar>
<onderw><nummer>26 999</nummer><naam>Regels over
het slaan van munten</naam></onderw></frontm>
<body><stuk><ltrlabel>Nr. </ltrlabel><nummer>6</nummer><titel>VERSLAG VAN EEN SCHRIFTELIJK OVERLEG</titel>
<al>Vastgesteld 3 maart 1999</al>
<al>De vaste commissie voor Financi\u00ebn<voetref refid="v1" nr="1"/> heeft een aantal vragen
voorgelegd aan de minister. De vragen zijn hieronder afgedrukt.</al><witreg/>
<tuskop letat="vet">Vragen</tuskop>
<lijst><li><li.nr>1.</li.nr><al>Waarom goud?</al></li></lijst>
<ondtek><functie>De voorzitter van de commissie,</functie><naam>De Wit</naam></ondtek>
<voetnoot nr="1"><al>Samenstelling: Leden: De Wit (PvdA), voorzitter.</al></voetnoot></stuk></body></kamerwrk>"""


def test_the_old_dialect_is_laid_out_as_print_too() -> None:
    text = official.text_of(OLD.encode())
    assert text.content == (
        "Tweede Kamer der Staten-Generaal\n\nVergaderjaar 1998-1999\n\n26 999 Regels over het slaan van munten\n\n"
        "Nr. 6\n\nVERSLAG VAN EEN SCHRIFTELIJK OVERLEG\n\nVastgesteld 3 maart 1999\n\n"
        "De vaste commissie voor Financiën1 heeft een aantal vragen voorgelegd aan de minister. "
        "De vragen zijn hieronder afgedrukt.\n\nVragen\n\n1. Waarom goud?\n\n"
        "De voorzitter van de commissie,\nDe Wit\n"
    )
    assert text.notes == (Note("1", "Samenstelling: Leden: De Wit (PvdA), voorzitter.", 12),)
    assert text.content.split("\n")[12].startswith("De vaste commissie")
    assert text.stated
    assert (text.stated.chamber, text.stated.number, text.stated.adopted_on) == (Chamber.TK, "6", date(1999, 3, 3))


def test_a_paper_of_both_chambers_is_of_neither_alone() -> None:
    both = OLD.replace("Tweede Kamer der Staten-Generaal", "Staten-Generaal").replace("<subtitel>2<", "<subtitel>1/2<")
    stated = official.text_of(both.encode()).stated
    assert stated
    assert stated.chamber is None


def test_a_note_whose_mark_is_lost_stays_at_the_foot() -> None:
    lost = OLD.replace('<voetref refid="v1" nr="1"/>', "")
    text = official.text_of(lost.encode())
    assert text.notes[0].after_line == len(text.content.split("\n")) - 2


QUESTIONS = """<officiele-publicatie><metadata><meta name="a" scheme="" content="b"/></metadata><kamervragen>
<kamervraagkop><tekstregel inhoud="vergaderjaar">Vergaderjaar 2022-2023</tekstregel>
<tekstregel inhoud="kameraanduiding">Tweede Kamer der Staten-Generaal</tekstregel>
<tekstregel inhoud="kamernummer">2</tekstregel>
<tekstregel inhoud="documenttype"> Aanhangsel van de Handelingen </tekstregel>
<tekstregel inhoud="overig">Vragen gesteld door de leden der Kamer</tekstregel></kamervraagkop>
<kamervraagnummer>2110</kamervraagnummer>
<kamervraagomschrijving type="vraag">Vragen van het lid <naam><achternaam>Vos</achternaam></naam> (SP) aan de Minister
van Financi\u00ebn over <kamervraagonderwerp>de dubbeltjes</kamervraagonderwerp> (ingezonden
<datum isodatum="2023-05-04">4 mei 2023</datum>).</kamervraagomschrijving>
<kamervraagomschrijving type="antwoord">Antwoord van Minister <naam><achternaam>Koster</achternaam></naam>
(<organisatie afkorting="FIN">Financi\u00ebn</organisatie>)
(ontvangen <datum isodatum="2023-05-23">23 mei 2023</datum>).
</kamervraagomschrijving>
<vraag><nr status="officieel">Vraag 1</nr><al>Waar zijn de dubbeltjes?</al></vraag>
<antwoord><nr status="officieel">Antwoord 1</nr><al>Op.</al></antwoord></kamervragen></officiele-publicatie>"""


def test_members_questions_are_laid_out_with_their_answers() -> None:
    text = official.text_of(QUESTIONS.encode())
    assert [line for line in text.content.split("\n") if line][4:] == [
        "2110",
        "Vragen van het lid Vos (SP) aan de Minister van Financiën over de dubbeltjes (ingezonden 4 mei 2023).",
        "Antwoord van Minister Koster (Financiën) (ontvangen 23 mei 2023).",
        "Vraag 1",
        "Waar zijn de dubbeltjes?",
        "Antwoord 1",
        "Op.",
    ]
    assert text.stated
    assert (text.stated.chamber, text.stated.number) == (Chamber.TK, "2110")


def test_members_questions_are_no_letter_of_a_committee(rulebook: Rulebook) -> None:
    reading = read(QUESTIONS.encode(), name="ah.xml", rulebook=rulebook)
    assert (reading.doc_type, reading.chamber, reading.number) == (DocType.OTHER, Chamber.TK, "2110")
    assert [(one.kind, one.sender, one.sender_name, one.dated_on) for one in reading.letters] == [
        (LetterKind.REPLY, "Minister van Financiën", "Koster", date(2023, 5, 23))
    ]


@pytest.mark.parametrize("root", ["html", "akomaNtoso", "owms-metadata", "metadata_gegevens"])
def test_other_xml_is_refused_by_the_name_of_its_root(root: str) -> None:
    with pytest.raises(ForeignXml, match=rf"begint met <{root}>; verwacht wordt <officiele-publicatie> of <kamerwrk>"):
        official.text_of(f"<?xml version='1.0'?><{root}/>".encode())


BOMB = "<!DOCTYPE kamerwrk [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><kamerwrk><al>&b;</al></kamerwrk>"


@pytest.mark.parametrize(
    "data",
    [
        b"<kamerwrk><al></kamerwrk>",
        BOMB.encode(),
        BOMB.encode("utf-16"),
        b"<!DOCTYPE kamerwrk [<!ENTITY f SYSTEM 'file:///etc/hostname'>]><kamerwrk><al>&f;</al></kamerwrk>",
        b"<kamerwrk>" + b"<al>" * 5000 + b"</al>" * 5000 + b"</kamerwrk>",
    ],
)
def test_broken_and_hostile_markup_is_refused(data: bytes) -> None:
    with pytest.raises(BrokenMarkup, match="kan niet worden gelezen"):
        official.text_of(data)


def test_a_file_that_a_document_type_points_at_is_not_fetched() -> None:
    data = b"<!DOCTYPE kamerwrk SYSTEM 'http://127.0.0.1:9/kamerwrk.dtd'>" + OLD.partition("?>")[2].encode()
    assert official.text_of(data).content == official.text_of(OLD.encode()).content

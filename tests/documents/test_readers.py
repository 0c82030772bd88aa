"""What a file is follows from its content; what cannot be read is refused with a sentence."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents import read
from documents.errors import NoText, TooLarge, UnreadableKind
from documents.jsonable import from_json, to_json
from documents.readers import LIMIT, Kind, kind_of, text_of
from procedure.rulebook import Rulebook
from tests.documents.readers.makers import docx, odt, zipped


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"Geachte voorzitter,", Kind.PLAIN),
        ("Geachte voorzitter, cliënt".encode("cp1252"), Kind.PLAIN),
        ("Geachte voorzitter".encode("utf-16"), Kind.PLAIN),
        (b"%PDF-1.7", Kind.PDF),
        (b"PK\x03\x04rest", Kind.ZIP),
        (docx(("Brief",)), Kind.DOCX),
        (docx(("Brief",))[:600], Kind.DOCX),
        (odt(("Brief",)), Kind.ODT),
        (zipped({"brief.txt": "Brief", "word.txt": "Brief"}), Kind.ZIP),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), Kind.ZIP),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", Kind.WORD),
        (b"{\\rtf1", Kind.RTF),
        (b"<!DOCTYPE html><html>", Kind.HTML),
        (b"\xef\xbb\xbf<?xml version='1.0'?>", Kind.XML),
        (b"<!-- page --><html>", Kind.HTML),
        (b"<?xml version='1.0'?><!DOCTYPE html><html>", Kind.HTML),
        (b"<!DOCTYPE kamerwrk SYSTEM 'x.dtd'><kamerwrk/>", Kind.XML),
        (b"Return-Path: <a@example.org>", Kind.MAIL),
        (b"From: a@example.org\r\nSubject: Brief\r\n\r\nGeachte", Kind.MAIL),
        (b"Datum: 3 mei 2018\nBetreft: Brief\n\nGeachte", Kind.PLAIN),
        (b"From: wie dit leest\nis een brief, en geen bericht\nTo: whom it may concern", Kind.PLAIN),
        (b"BM is de afkorting van Buitengewone Middelen.", Kind.PLAIN),
        (b"\xff\xd8\xff\xe0", Kind.PICTURE),
        (b"abc\x00\x01", Kind.BINARY),
    ],
)
def test_the_kind_of_a_file_is_judged_by_its_content(data: bytes, kind: Kind) -> None:
    assert kind_of(data) is kind


def test_a_kind_without_a_reader_is_refused_by_name(rulebook: Rulebook) -> None:
    with pytest.raises(UnreadableKind, match=r"brief\.txt is een RTF-bestand; verwacht wordt platte tekst, PDF, Word"):
        read(b"{\\rtf1 Brief}", name="brief.txt", rulebook=rulebook)


@pytest.mark.parametrize("data", [b"", b" \n\t\n", b"\f", b"-- ... --"])
def test_a_paper_without_a_letter_in_it_has_no_text(data: bytes, rulebook: Rulebook) -> None:
    with pytest.raises(NoText, match=r"scan\.txt"):
        read(data, name="scan.txt", rulebook=rulebook)


def test_a_paper_larger_than_any_letter_is_refused() -> None:
    with pytest.raises(TooLarge, match=str(LIMIT)):
        text_of(b"a" * (LIMIT + 1), name="groot.txt")


def test_old_encoding_is_read_and_told() -> None:
    text = text_of("de cliënt – «ja»".encode("cp1252"), name="x")
    assert text.content == "de cliënt – «ja»"
    assert [one.code for one in text.anomalies] == ["not_utf8"]


def test_a_byte_order_mark_is_no_text() -> None:
    assert text_of(b"\xef\xbb\xbfBrief", name="x").content == "Brief"
    assert text_of("Brief".encode("utf-16"), name="x").content == "Brief"


def test_control_characters_become_spaces_and_are_told() -> None:
    text = text_of(b"een\x07twee", name="x")
    assert text.content == "een twee"
    assert [one.code for one in text.anomalies] == ["control_characters"]


WORDS = st.sampled_from(
    [
        *("Aan de", "Voorzitter van de Eerste Kamer", "Minister van", "Financiën", ",", "\n", "\n\n", "\f"),
        *(
            "Den Haag, 31 juni 2018",
            "BRIEF VAN DE",
            "VERSLAG VAN EEN SCHRIFTELIJK OVERLEG",
            "1 Samenstelling:",
            "Vos (SP",
        ),
        *("34 964", "A", "De griffier van", "binnen twee weken", "mede namens", "Geachte voorzitter,", "Betreft", "-"),
        *("Vastgesteld", "toegezegd", "de vaste commissie voor", "CXXIV", "-n1", "nrs. 1-3", "Datum", "HERDRUK"),
    ]
)


@given(words=st.lists(WORDS, max_size=40))
def test_whatever_stands_in_a_paper_it_is_read_or_refused(words: list[str], rulebook: Rulebook) -> None:
    try:
        reading = read(" ".join(words).encode(), name="x.txt", rulebook=rulebook)
    except NoText:
        assert not any(character.isalnum() for word in words for character in word)
    else:
        assert from_json(json.loads(json.dumps(to_json(reading)))).doc_type is reading.doc_type

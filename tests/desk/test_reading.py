"""What the reading commands print: a term, the papers a text cites, what a letter says, and the report back."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Griffie = Callable[..., Any]
TWO_WEEKS = "binnen twee weken na dagtekening van deze brief"
TERM_KEYS = [
    *("clause", "due_on", "due_at", "soft_due_on", "bound", "firmness", "kind", "assumed", "needs_review"),
    *("warnings", "rule", "explanation"),
]
READ_KEYS = {
    *("file", "sha256", "doc_type", "chamber", "dossiers", "number", "edossiers", "session_year", "title"),
    *("adopted_on", "clerk", "chair", "committees", "letters", "introduction", "closing", "references"),
    *("commitments", "composition", "footnotes", "anomalies"),
}


def test_a_term_is_told_in_words_with_its_weekday(griffie: Griffie) -> None:
    ran = griffie("term", TWO_WEEKS, "--dated", "2018-05-31")
    assert ran.code == 0
    assert ran.out.splitlines()[0] == "donderdag 14 juni 2018"


def test_a_term_as_data_has_the_keys_of_the_contract(griffie: Griffie) -> None:
    found = griffie("term", TWO_WEEKS, "--dated", "2018-05-31", "--json").json
    assert list(found) == TERM_KEYS
    assert (found["due_on"], found["rule"]["name"]) == ("2018-06-14", "calendar")


def test_a_clause_without_a_day_is_never_guessed(griffie: Griffie) -> None:
    ran = griffie("term", "zo spoedig mogelijk", "--dated", "2018-05-31")
    assert ran.out.splitlines()[0] == "Deze woorden noemen geen dag."
    assert griffie("term", "zo spoedig mogelijk", "--dated", "2018-05-31", "--json").json["due_on"] is None


@pytest.mark.parametrize(("lang", "word"), [("nl", "donderdag"), ("en", "Thursday")])
def test_the_explanation_speaks_the_language_asked_for(lang: str, word: str, griffie: Griffie) -> None:
    asked = griffie("term", TWO_WEEKS, "--dated", "2018-05-31", "--lang", lang, "--json").json
    assert word in " ".join(asked["explanation"])
    assert asked == griffie("term", TWO_WEEKS, "--dated", "2018-05-31", "--json", GRIFFIE_LANG=lang).json


def test_a_term_is_told_in_english_from_its_first_word_to_its_last(griffie: Griffie) -> None:
    told = griffie(
        "term", "zo mogelijk vóór 1 juni, uiterlijk maandag 15 juni", "--dated", "2018-05-31", "--lang", "en"
    ).out
    assert told.startswith("Friday 15 June 2018")
    assert "Check this yourself before you rely on it." in told
    assert [word for word in ("Let op", "Kijk", "Liefst", "juni", "vrijdag") if word in told] == []


def test_a_language_that_is_not_spoken_is_refused(griffie: Griffie) -> None:
    ran = griffie("term", TWO_WEEKS, "--dated", "2018-05-31", GRIFFIE_LANG="fr")
    assert ran.code == 2
    assert "GRIFFIE_LANG" in ran.err


def test_terms_stream_one_a_line_and_a_bad_line_keeps_its_place(griffie: Griffie) -> None:
    lines = [
        json.dumps({"clause": TWO_WEEKS, "dated": "2018-05-31"}),
        "geen json",
        json.dumps({"clause": TWO_WEEKS}),
        json.dumps({"clause": TWO_WEEKS, "dated": "2018-05-31", "rule": "bestaat-niet"}),
        json.dumps({"clause": TWO_WEEKS, "dated": "2018-05-31", "chamber": "tk", "rule": "atw", "received": None}),
    ]
    ran = griffie("term", "--jsonl", "-", stdin="\n".join(lines))
    assert ran.code == 2
    answers = [json.loads(line) for line in ran.out.splitlines()]
    assert [answer.get("due_on", answer.get("line")) for answer in answers] == ["2018-06-14", 2, 3, 4, "2018-06-14"]


def test_good_lines_alone_end_well(griffie: Griffie) -> None:
    line = json.dumps({"clause": "vóór 1 december", "dated": "2014-11-06"})
    ran = griffie("term", "--jsonl", "-", stdin=f"{line}\n")
    assert (ran.code, json.loads(ran.out)["due_on"]) == (0, "2014-11-30")  # Sun


def test_the_rules_of_the_office_go_before_those_shipped(griffie: Griffie, home: Path) -> None:
    assert griffie("term", "vóór het zomerreces", "--dated", "2018-05-31").code == 0
    (home / "rulebook.json").write_text("{kapot", encoding="utf-8")
    ran = griffie("term", TWO_WEEKS, "--dated", "2018-05-31")
    assert ran.code == 2
    assert "rulebook.json" in ran.err


CITING = "zie Kamerstukken I 2008/09, 22 112 / 31 544, CK, p. 2, en T02538"


def test_every_reference_is_given_with_its_place(griffie: Griffie) -> None:
    found = griffie("cite", CITING, "--json").json["references"]
    assert [(one["kind"], one["dossier"], one["number"]) for one in found] == [
        ("kamerstuk", "22112", "CK"),
        ("kamerstuk", "31544", "CK"),
        ("commitment", None, "T02538"),
    ]
    assert all(CITING[one["start"] : one["end"]] == one["cited_as"] for one in found)


def test_references_stream_one_object_a_line(griffie: Griffie) -> None:
    lines = f"{json.dumps({'text': CITING})}\n{json.dumps({'text': 'niets'})}\n{json.dumps({'tekst': 1})}\n"
    ran = griffie("cite", "--jsonl", "-", stdin=lines)
    assert ran.code == 2
    first, second, third = (json.loads(line) for line in ran.out.splitlines())
    assert (len(first["references"]), second["references"], third["line"]) == (3, [], 3)


def test_a_text_without_references_says_so(griffie: Griffie) -> None:
    assert griffie("cite", "niets te zien").out.strip() == "Geen verwijzingen gevonden."


def test_a_letter_is_read_with_the_keys_of_the_contract(griffie: Griffie, request_letter: Callable[..., Path]) -> None:
    found = griffie("read", request_letter(), "--json").json
    assert set(found) >= READ_KEYS
    assert (found["file"], found["doc_type"]) == ("verzoek.txt", "request")
    (letter,) = found["letters"]
    assert (letter["dated_on"], letter["term"]["due_on"]) == ("2018-05-31", "2018-06-14")
    assert letter["addressee"] == "Staatssecretaris van Justitie en Veiligheid"


def test_a_letter_is_read_in_words(griffie: Griffie, reply_letter: Callable[..., Path]) -> None:
    said = griffie("read", reply_letter()).out
    assert "woensdag 20 juni 2018" in said
    assert "mede namens: Minister van Buitenlandse Zaken" in said


def test_files_are_read_in_order_and_an_unreadable_one_keeps_its_place(
    griffie: Griffie, request_letter: Callable[..., Path], reply_letter: Callable[..., Path], tmp_path: Path
) -> None:
    ran = griffie("read", "--jsonl", request_letter(), tmp_path / "weg.txt", reply_letter())
    assert ran.code == 2
    first, second, third = (json.loads(line) for line in ran.out.splitlines())
    assert (first["doc_type"], third["doc_type"]) == ("request", "reply")
    assert set(second) == {"file", "error"}


def test_a_report_that_was_read_is_composed_back(
    griffie: Griffie, a_case: str, reply_letter: Callable[..., Path], tmp_path: Path
) -> None:
    assert griffie("receive", reply_letter(), "--as-of", "2018-06-20").code == 0
    report = tmp_path / "vso.txt"
    assert griffie("compose", a_case, "-o", report).code == 0
    read = griffie("read", report, "--json")
    assert read.json["doc_type"] == "vso"
    assert griffie("compose", "-", "--format", "txt", stdin=read.out).out == report.read_text("utf-8")


BEGINNINGS = {"html": b"<!DOCTYPE html", "docx": b"PK", "pdf": b"%PDF-"}


@pytest.mark.parametrize("form", BEGINNINGS)
@pytest.mark.parametrize("template", ["classic", "2025"])
def test_a_case_is_composed_in_every_form(
    form: str, template: str, griffie: Griffie, a_case: str, tmp_path: Path
) -> None:
    out = tmp_path / f"verslag.{form}"
    assert griffie("compose", a_case, "--format", form, "--template", template, "-o", out).code == 0
    assert out.read_bytes().startswith(BEGINNINGS[form])


def test_official_xml_has_its_metadata_record_beside_it(griffie: Griffie, a_case: str, tmp_path: Path) -> None:
    numbered = griffie("compose", a_case, "--format", "xml", "-o", tmp_path / "verslag.xml")
    assert numbered.code == 2  # an official paper has a number, which this one has not yet
    assert "nummer" in numbered.err
    found = {"file": "v", "sha256": "0" * 64, "doc_type": "vso", "chamber": "EK", "dossiers": ["34999"], "number": "A"}
    letter = {"kind": "reply", "heading": "BRIEF VAN DE MINISTER", "dated_on": "2018-06-20", "body": ["Een zin."]}
    paper = tmp_path / "stuk.json"
    paper.write_text(json.dumps(found | {"letters": [letter], "session_year": "2017-2018", "adopted_on": "2018-06-21"}))
    ran = griffie("compose", paper, "--format", "xml", "-o", tmp_path / "uit.xml")
    assert ran.code == 0, ran.err
    assert (tmp_path / "uit.xml").read_bytes().startswith(b"<?xml")
    assert (tmp_path / "uit.metadata.xml").read_bytes().startswith(b"<?xml")
    assert "uit.metadata.xml" in ran.err


def test_a_form_that_does_not_exist_is_refused(griffie: Griffie, a_case: str) -> None:
    ran = griffie("compose", a_case, "--format", "odt")
    assert ran.code == 2
    assert "kies uit" in ran.err


def test_json_that_is_no_reading_is_refused_with_the_field(griffie: Griffie) -> None:
    ran = griffie("compose", "-", stdin='{"file": "x"}')
    assert ran.code == 2
    assert len(ran.err.splitlines()) == 1

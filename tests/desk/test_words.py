"""What a person reads is Dutch: kinds of papers and citations, where a file goes wrong, and how a case came so far."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desk.commands.cite import described
from documents.citations import ReferenceKind
from procedure.vocabulary import DocType

Griffie = Callable[..., Any]
Letter = Callable[..., Path]
ENGLISH = ("request", "reply", "letter", "commitment", "edossier", "document", "other")


@pytest.mark.parametrize("kind", ReferenceKind)
def test_a_citation_is_described_in_dutch(kind: ReferenceKind) -> None:
    said = described({"kind": kind.value, "dossier": None, "number": None})
    assert "_" not in said
    assert not said.startswith(ENGLISH)


@pytest.mark.parametrize("kind", DocType)
def test_a_paper_is_named_in_dutch(kind: DocType) -> None:
    assert "_" not in kind.label
    assert not kind.label.startswith(ENGLISH)


def test_a_request_is_read_as_a_verzoek(griffie: Griffie, request_letter: Letter) -> None:
    out = griffie("read", request_letter()).out
    assert "verzoek.txt: verzoek" in out
    assert "  verzoek van donderdag 31 mei 2018" in out


def test_a_paper_is_read_in_words_with_its_reasons_its_questions_and_its_promises(
    griffie: Griffie, request_letter: Letter, reply_letter: Letter
) -> None:
    asked = " ".join(griffie("read", request_letter()).out.split())

    steps = griffie("read", request_letter(), "--json").json["letters"][0]
    assert steps["term"]["explanation"]
    for step in steps["term"]["explanation"]:
        assert " ".join(step.split()) in asked
    assert steps["questions"]
    for question in steps["questions"]:
        assert question["text"] in asked

    letter = reply_letter()
    promise = "Ik zal uw Kamer daarover in het najaar informeren."
    letter.write_text(letter.read_text("utf-8").replace("Zodra er meer bekend is, laat ik dat weten.", promise))
    answered = " ".join(griffie("read", letter).out.split())
    assert f"toezeggingen: - {promise}" in answered


def test_what_is_odd_about_a_paper_is_told_with_what_is_the_matter(griffie: Griffie, tmp_path: Path) -> None:
    paper = tmp_path / "verslag.txt"
    paper.write_text(
        "Eerste Kamer der Staten-Generaal\n\nVergaderjaar 2017–2018\n\n34 964 Muntslag\n\n"
        "AB VERSLAG VAN EEN SCHRIFTEUJK OVERLEG1\n\nVastgesteld 21 juni 2018\n",
        encoding="utf-8",
    )
    told = " ".join(griffie("read", paper).out.split())
    assert "Let op: de scan heeft dit verkeerd gelezen, het is hersteld: AB VERSLAG VAN EEN SCHRIFTEUJK" in told

    paper.write_text(paper.read_text("utf-8").replace("SCHRIFTEUJK", "SCHRIFTELIJK"), encoding="utf-8")
    assert "Let op" not in griffie("read", paper).out


def test_cases_without_a_subject_are_told_apart_in_a_narrow_window(griffie: Griffie, request_letter: Letter) -> None:
    letter = request_letter()
    other = "Minister van Financiën"
    griffie("request", letter, "--as-of", "2018-05-31")
    letter.write_text(letter.read_text("utf-8").replace("Staatssecretaris van Justitie en Veiligheid", other))
    griffie("request", letter, "--as-of", "2018-05-31")
    rows = [line for line in griffie("cases", "--as-of", "2018-05-31", columns=80).out.splitlines() if "EK-" in line]
    assert [row.split("  ")[1][:9] for row in rows] == ["Staatssec", "Minister "]


def test_json_that_goes_wrong_is_told_by_line_and_column(griffie: Griffie, tmp_path: Path) -> None:
    file = tmp_path / "stuk.json"
    file.write_text('{\n  "letters": oeps\n}')
    ran = griffie("compose", file)
    assert ran.code == 2
    assert "is geen geldige JSON, vanaf regel 2, kolom 14" in ran.err
    assert "Expecting" not in ran.err


@pytest.mark.parametrize(
    ("text", "where"),
    [("[[committee]]\ncode = oeps\n", "vanaf regel 2, kolom 8"), ('code = """', "het einde ontbreekt")],
)
def test_toml_that_goes_wrong_is_told_by_line_and_column(
    text: str, where: str, griffie: Griffie, tmp_path: Path
) -> None:
    file = tmp_path / "kantoor.toml"
    file.write_text(text)
    ran = griffie("office", "load", file)
    assert ran.code == 2
    assert f"is geen geldige TOML, {where}" in ran.err
    assert "nvalid" not in ran.err


def test_a_postponement_by_telephone_says_so_and_who_said_it(griffie: Griffie, a_case: str) -> None:
    put_off = ("--to", "2018-06-28", "--via", "telephone", "--said-by", "W. Bakker", "--reason", "meer tijd")
    assert griffie("defer", a_case, *put_off, "--as-of", "2018-06-12").code == 0
    assert "(meer tijd) · per telefoon, gezegd door W. Bakker" in griffie("show", a_case, "--as-of", "2018-06-12").out


def test_a_confidential_letter_is_shown_as_such_and_only_the_house_reads_where_it_lies(
    griffie: Griffie, a_case: str, reply_letter: Letter
) -> None:
    kept = ("--confidential", "--located-at", "kluis van de griffie", "--as-of", "2018-06-20")
    assert griffie("receive", reply_letter(), "--case", a_case, *kept).code == 0
    inside = " ".join(griffie("show", a_case, "--as-of", "2018-06-20").out.split())
    assert "vertrouwelijk, ter inzage: kluis van de griffie" in inside
    public = griffie("show", a_case, "--public", "--as-of", "2018-06-20").out
    assert "vertrouwelijk" in public
    assert "kluis" not in public


def test_a_doubtful_term_waits_until_the_clerk_confirms_it(griffie: Griffie, request_letter: Letter) -> None:
    wednesday = request_letter(term="uiterlijk woensdag 14 juni 2018")  # 14 June 2018 is a Thursday
    asked = griffie("request", wednesday, "--as-of", "2018-05-31")
    assert "Termijn:" in asked.err
    assert "«uiterlijk woensdag 14 juni 2018»" in " ".join(asked.err.split())

    def section() -> str:
        page = griffie("show", "EK-2018-001", "--as-of", "2018-06-01").out
        (part,) = [one for one in page.split("\n\n") if "- Termijn: " in one]
        return str(part.splitlines()[0])

    assert section() == "Te bevestigen"
    confirmed = ("--due", "2018-06-14", "--reason", "nagevraagd", "--as-of", "2018-06-01")
    assert griffie("correct", "EK-2018-001", *confirmed).code == 0
    assert section() == "Opgemerkt"


def test_proposals_are_data_too_where_nothing_was_decided(
    griffie: Griffie, request_letter: Letter, reply_letter: Letter
) -> None:
    for name, about in (("een.txt", "het zwembad"), ("twee.txt", "de haven")):
        assert griffie("request", request_letter(name, about=about), "--as-of", "2018-05-31").code == 0
    ran = griffie("receive", reply_letter(), "--as-of", "2018-06-20", "--json")
    assert ran.code == 2
    assert [(one["case"], one["rank"]) for one in ran.json["proposals"]] == [("EK-2018-001", 1), ("EK-2018-002", 1)]
    assert all({"reasons", "against"} <= set(one) for one in ran.json["proposals"])
    assert "--case EK-2018-001 of --case EK-2018-002" in ran.err

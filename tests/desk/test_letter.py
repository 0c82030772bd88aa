"""Letters made ready at the desk, and the questions of a case: as a clerk types it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.desk.running import Griffie

BODY = "Vragen van de leden van de D66-fractie\n\n1. Wat kost een munt?\n2. Wie slaat haar?\n"
REQUEST = ("letter", "request", "--committee", "EK FIN", "--to", "Minister van Financiën", "--dated", "2018-03-01")
TERM = ("--term", "binnen vier weken na dagtekening van deze brief")


@pytest.fixture
def body(tmp_path: Path) -> Path:
    """The questions of a letter, in a file."""
    file = tmp_path / "vragen.txt"
    file.write_text(BODY)
    return file


def test_a_request_is_drafted_before_there_is_a_case_and_its_due_date_said(
    griffie: Griffie, body: Path, dump: Callable[[], list[str]]
) -> None:
    before = dump()
    ran = griffie(*REQUEST, "--subject", "de muntslag", "--dossier", "36410", "--body", body, *TERM)
    assert ran.code == 0
    assert "Betreft: vragen over de muntslag (36 410)" in ran.out
    assert ran.err.splitlines()[-1] == "Antwoord uiterlijk donderdag 29 maart 2018."
    assert dump() == before


def test_a_drafted_request_is_registered_as_it_was_drafted(griffie: Griffie, body: Path, tmp_path: Path) -> None:
    file = tmp_path / "brief.txt"
    drafted = griffie(*REQUEST, "--body", body, *TERM, "-o", file, "--json")
    assert drafted.json == {"file": str(file), "clause": TERM[1], "due_on": "2018-03-29"}
    registered = griffie("request", file, "--as-of", "2018-03-01", "--json", "--chamber", "ek")
    assert registered.code == 0, registered.err
    case = registered.json["case"]
    shown = griffie("show", case, "--json", "--as-of", "2018-03-01").json
    assert (shown["due_on"], shown["ministry"]) == ("2018-03-29", "FIN")
    assert [one["question"] for one in griffie("answers", case, "--json").json] == ["1", "2"]


def test_a_rappel_goes_to_who_owes_an_answer_in_the_chairs_name(griffie: Griffie, a_case: str) -> None:
    ran = griffie("letter", "rappel", a_case, "--dated", "2018-06-25")
    assert ran.code == 0
    assert "Aan de Staatssecretaris van Justitie en Veiligheid" in ran.out
    assert "uiterlijk donderdag 14 juni 2018. Dat is elf dagen geleden." in ran.out
    assert "De voorzitter van de vaste commissie voor Immigratie en Asiel / JBZ-Raad," in ran.out
    early = griffie("letter", "rappel", a_case, "--dated", "2018-06-14")
    assert "is niets te laat" in early.err


def test_a_receipt_confirms_the_postponement_that_is_in_force(griffie: Griffie, a_case: str) -> None:
    none = griffie("letter", "receipt", a_case)
    assert (none.code, "geen uitstel vastgelegd" in none.err) == (2, True)
    said = ("--via", "telephone", "--said-by", "M. Proef", "--reason", "ziekte", "--as-of", "2018-06-12")
    griffie("defer", a_case, "--to", "2018-07-10", *said)
    ran = griffie("letter", "receipt", a_case, "--dated", "2018-06-13", "--signed-by", "C. Voorbeeld")
    assert "U noemt dinsdag 10 juli 2018 als nieuwe datum." in ran.out
    assert ran.out.rstrip().endswith("JBZ-Raad,\nC. Voorbeeld")


def test_an_answered_case_owes_no_rappel(griffie: Griffie, a_case: str, reply_letter: Callable[..., Path]) -> None:
    griffie("receive", reply_letter(), "--as-of", "2018-06-20", "--case", a_case)
    ran = griffie("letter", "rappel", a_case, "--dated", "2018-06-25")
    assert (ran.code, "geen bewindspersoon" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("letter", "rappel"), "Er ontbreekt: ZAAK."),
        (("letter", "request", "--to", "Minister van Financiën"), "Geef --committee en --body"),
        (("letter", "rappel", "EK-2018-001", "--body", "x.txt"), "--body hoort alleen bij request."),
        (("letter", "request", "--json"), "ontbreekt -o"),
        (("letter", "request", "--format", "docx"), "Word-bestand is geen tekst"),
        (("letter", "rappel", "EK-2018-999"), "EK-2018-999"),
        (("answers", "EK-2018-999"), "EK-2018-999"),
        (("answers", "EK-2018-001", "--question", "3"), "Er ontbreekt: --answered of --unanswered, --reason."),
    ],
)
def test_what_cannot_be_used_is_refused_in_one_sentence(griffie: Griffie, words: tuple[str, ...], said: str) -> None:
    ran = griffie(*words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert len(ran.err.strip().splitlines()) == 1


def test_a_hostile_template_in_the_home_is_refused_in_one_sentence(griffie: Griffie, a_case: str, home: Path) -> None:
    folder = home / "templates" / "rappelbrief"
    folder.mkdir(parents=True)
    (folder / "body.txt").write_text("{{ ''.__class__ }}")
    ran = griffie("letter", "rappel", a_case, "--dated", "2018-06-25")
    assert (ran.code, ran.out) == (2, "")
    assert "Het sjabloon rappelbrief/body.txt kan niet worden gebruikt" in ran.err


def test_a_clerk_sees_the_questions_and_puts_one_right(griffie: Griffie, a_case: str) -> None:
    listed = griffie("answers", a_case)
    assert listed.out.startswith("1 vraag, waarvan 0 beantwoord.")
    label = griffie("answers", a_case, "--json").json[0]["question"]
    done = griffie("answers", a_case, "--question", label, "--answered", "--reason", "per telefoon", "--json")
    assert done.code == 0, done.err
    assert [one["answered"] for one in done.json["questions"]] == [True]
    again = griffie("answers", a_case).out
    assert "→ per telefoon (zegt de griffier)" in again

"""Bad input of a case: one clear sentence, exit code 2, and the register as it was."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desk.failures import write_down

Griffie = Callable[..., Any]
Letter = Callable[..., Path]
SCAN = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8


@pytest.fixture
def refused(griffie: Griffie, dump: Callable[[], list[str]], home: Path) -> Callable[..., str]:
    """Runs a command that must be refused, and returns its sentence."""

    def run(*words: object) -> str:
        before, papers = dump(), sorted((home / "papers").rglob("*"))
        ran = griffie(*words)
        assert ran.code == 2, (ran.out, ran.err)
        assert ran.out == ""
        assert len(ran.err.splitlines()) == 1, ran.err
        assert "Traceback" not in ran.err
        assert dump() == before
        assert sorted((home / "papers").rglob("*")) == papers
        return str(ran.err)

    return run


def test_an_unknown_committee_is_refused_with_the_nearest_names(refused: Callable, request_letter: Letter) -> None:
    said = refused("request", request_letter(), "--as-of", "2018-05-31", "--committee", "Immigratie en Asyl")
    assert "'Immigratie en Asyl'" in said
    assert "Immigratie en Asiel / JBZ-Raad" in said


def test_committees_that_both_chambers_have_are_asked_about(refused: Callable, request_letter: Letter) -> None:
    letter = request_letter()
    of_two = "VASTE COMMISSIES VOOR JUSTITIE EN VEILIGHEID EN VOOR FINANCIËN"
    text = letter.read_text("utf-8").replace("VASTE COMMISSIE VOOR IMMIGRATIE EN ASIEL / JBZ-RAAD", of_two)
    text = text.replace("vaste commissie voor Immigratie en Asiel / JBZ-Raad", of_two.lower())
    letter.write_text(text, encoding="utf-8")
    said = refused("request", letter, "--as-of", "2018-05-31")
    assert "kan meer dan één commissie zijn" in said
    assert "--chamber" in said


def test_an_unknown_office_is_refused_with_the_nearest_names(refused: Callable, request_letter: Letter) -> None:
    said = refused("request", request_letter(), "--as-of", "2018-05-31", "--to", "Minister van Buitenlandse Saken")
    assert "Minister van Buitenlandse Zaken" in said


def test_a_request_without_a_date_asks_for_one(refused: Callable, request_letter: Letter) -> None:
    letter = request_letter()
    letter.write_text(letter.read_text("utf-8").replace("Den Haag, 31 mei 2018", "Den Haag"), encoding="utf-8")
    said = refused("request", letter, "--as-of", "2018-05-31")
    assert "verzoek.txt" in said
    assert "--dated" in said


def test_a_reply_without_a_date_asks_for_one(refused: Callable, a_case: str, reply_letter: Letter) -> None:
    letter = reply_letter()
    letter.write_text(letter.read_text("utf-8").replace("Den Haag, 20 juni 2018", "Den Haag"), encoding="utf-8")
    assert "--dated" in refused("receive", letter, "--case", a_case, "--as-of", "2018-06-20")


@pytest.mark.parametrize(
    "words",
    [
        ("request", "{request}", "--as-of", "2018-05-30"),  # the letter is of Thu 31 May
        ("request", "{request}", "--as-of", "2018-05-31", "--dated", "2018-06-01"),
        ("request", "{request}", "--as-of", "2999-01-01"),
        ("receive", "{reply}", "--case", "EK-2018-001", "--as-of", "2018-06-19"),  # the reply is of Wed 20 June
        ("receive", "{reply}", "--case", "EK-2018-001", "--as-of", "2018-06-20", "--received", "2018-06-21"),
        ("note", "EK-2018-001", "iets", "--as-of", "2999-01-01"),
    ],
    ids=" ".join,
)
def test_a_day_in_the_future_is_refused(
    words: tuple[str, ...], refused: Callable, a_case: str, request_letter: Letter, reply_letter: Letter
) -> None:
    files = {"request": request_letter("nieuw.txt", about="een ander onderwerp"), "reply": reply_letter()}
    assert "ligt in de toekomst" in refused(*(word.format(**files) for word in words))


def test_the_same_request_twice_is_refused(refused: Callable, a_case: str, request_letter: Letter) -> None:
    assert f"staat al in zaak {a_case}" in refused("request", request_letter(), "--as-of", "2018-06-01")


def test_the_same_reply_twice_for_the_same_case_is_refused(
    refused: Callable, griffie: Griffie, a_case: str, reply_letter: Letter
) -> None:
    assert griffie("receive", reply_letter(), "--as-of", "2018-06-20").code == 0
    assert f"staat al in zaak {a_case}" in refused("receive", reply_letter(), "--case", a_case, "--as-of", "2018-06-21")


def test_a_reply_that_fits_two_cases_and_names_none_is_asked_about(
    refused: Callable, griffie: Griffie, a_case: str, request_letter: Letter, reply_letter: Letter
) -> None:
    second = griffie(
        "request", request_letter("tweede.txt", about="iets heel anders"), "--as-of", "2018-05-31", "--json"
    )
    said = refused("receive", reply_letter(), "--as-of", "2018-06-20")
    assert a_case in said
    assert second.json["case"] in said
    assert "--case" in said


def test_a_reply_that_fits_no_case_is_refused(refused: Callable, reply_letter: Letter) -> None:
    assert "--case" in refused("receive", reply_letter(), "--as-of", "2018-06-20")


@pytest.mark.parametrize("content", [b"", b"   \n"], ids=["nothing", "blanks"])
def test_an_empty_file_is_no_paper(content: bytes, refused: Callable, a_case: str, tmp_path: Path) -> None:
    empty = tmp_path / "leeg.txt"
    empty.write_bytes(content)
    said = refused("receive", empty, "--case", a_case, "--as-of", "2018-06-20")
    assert "leeg.txt" in said
    assert "geen leesbare tekst" in said


def test_a_file_without_text_and_without_facts_says_which_facts(refused: Callable, a_case: str, tmp_path: Path) -> None:
    scan = tmp_path / "scan.bin"
    scan.write_bytes(SCAN)
    said = refused("receive", scan, "--case", a_case, "--as-of", "2018-06-20")
    assert "scan.bin" in said
    assert all(option in said for option in ("--kind", "--dated", "--from"))


TOO_BIG = b"Geachte heer, " * (50_000_000 // 14)
UNREAD = {"groot.txt": (TOO_BIG, "bytes groot"), "stuk.pdf": (b"%PDF-1.7\n1 0 obj\n<<", "beschadigd of onvolledig")}
"""Files that hold no text that can be read, and what is said of each."""


@pytest.mark.parametrize("name", UNREAD)
def test_a_file_that_is_not_read_says_why(
    name: str, refused: Callable, griffie: Griffie, a_case: str, tmp_path: Path
) -> None:
    file, why = tmp_path / name, UNREAD[name][1]
    file.write_bytes(UNREAD[name][0])
    said = refused("receive", file, "--case", a_case, "--as-of", "2018-06-20")
    assert why in said
    assert "--kind" in said

    facts = ("--kind", "reply", "--dated", "2018-06-19", "--from", "Staatssecretaris van Justitie en Veiligheid")
    ran = griffie("receive", file, "--case", a_case, "--as-of", "2018-06-20", *facts)
    assert ran.code == 0, ran.err
    assert "Zonder tekst ingeschreven: het bestand is" in ran.err
    assert why in " ".join(ran.err.split())


@pytest.mark.parametrize("verb", ["request", "receive"])
def test_a_paper_marked_confidential_needs_a_decision(
    verb: str, refused: Callable, a_case: str, request_letter: Letter, reply_letter: Letter
) -> None:
    letter = request_letter("geheim.txt", about="iets anders") if verb == "request" else reply_letter()
    letter.write_text(f"VERTROUWELIJK\n\n{letter.read_text('utf-8')}", encoding="utf-8")
    said = refused(verb, letter, "--as-of", "2018-06-20")
    assert "--confidential" in said
    assert "--no-confidential" in said


def test_a_reply_dated_before_its_request_is_asked_about(
    refused: Callable, griffie: Griffie, a_case: str, reply_letter: Letter
) -> None:
    early = reply_letter(dated="30 mei 2018")
    assert "--crossed" in refused("receive", early, "--case", a_case, "--as-of", "2018-06-01")
    assert griffie("receive", early, "--case", a_case, "--as-of", "2018-06-01", "--crossed").code == 0


def test_a_letter_of_more_than_a_year_ago_is_only_a_warning(griffie: Griffie, request_letter: Letter) -> None:
    ran = griffie("request", request_letter(), "--as-of", "2019-06-14")
    assert ran.code == 0
    assert ran.err.startswith("Let op: ")
    assert "meer dan een jaar" in ran.err


def test_an_unknown_case_is_refused_with_what_a_number_looks_like(refused: Callable) -> None:
    said = refused("note", "EK-2018-099", "iets")
    assert "'EK-2018-099'" in said
    assert "EK-2018-001" in said


def test_a_bad_setting_is_named(griffie: Griffie, a_case: str, dump: Callable[[], list[str]]) -> None:
    before = dump()
    ran = griffie("check", "--as-of", "2018-06-11", GRIFFIE_SMTP_URL="geen adres")
    assert ran.code == 2
    assert "GRIFFIE_SMTP_URL" in ran.err
    assert len(ran.err.splitlines()) == 1
    assert dump() == before


def test_starting_on_an_open_address_names_the_missing_setting(griffie: Griffie) -> None:
    ran = griffie("up", "--host", "0.0.0.0")  # noqa: S104 - it is refused
    assert ran.code == 2
    assert "GRIFFIE_API_AUTH" in ran.err
    assert len(ran.err.splitlines()) == 1


@pytest.mark.parametrize("words", [["cases"], ["up"]], ids=["cases", "up"])
@pytest.mark.parametrize("under", ["", "griffie"], ids=["a file", "under a file"])
def test_a_home_that_cannot_be_a_folder_is_refused(
    words: list[str], under: str, griffie: Griffie, tmp_path: Path
) -> None:
    file = tmp_path / "bestand"
    file.write_text("geen map")
    ran = griffie(*words, GRIFFIE_HOME=str(file / under) if under else str(file))
    assert ran.code == 2
    assert f"De map {file}" in ran.err
    assert "GRIFFIE_HOME" in ran.err
    assert len(ran.err.splitlines()) == 1


def test_a_port_that_no_machine_has_is_refused(griffie: Griffie) -> None:
    ran = griffie("up", "--port", "65536")
    assert ran.code == 2
    assert "verwacht wordt een poort van 1 tot en met 65535" in ran.err


def test_a_database_from_a_newer_version_is_refused(
    griffie: Griffie, home: Path, dump: Callable[[], list[str]]
) -> None:
    with sqlite3.connect(home / "register.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = dump()
    for words in (["cases"], ["check"], ["note", "EK-2018-001", "iets"]):
        ran = griffie(*words)
        assert ran.code == 2, words
        assert "nieuwere versie" in ran.err
        assert len(ran.err.splitlines()) == 1
    assert dump() == before


def test_a_failure_of_our_own_is_one_sentence_and_a_log(griffie: Griffie, home: Path) -> None:
    with sqlite3.connect(home / "register.db") as connection:
        connection.execute("DROP TABLE round_cache")
    connection.close()
    ran = griffie("cases")
    assert ran.code == 1
    assert len(ran.err.splitlines()) == 1
    assert str(home / "logs" / "griffie.log") in ran.err
    log = (home / "logs" / "griffie.log").read_text("utf-8")
    assert "Traceback" in log
    assert len(log.splitlines()) == 1


SECRET = {
    "GRIFFIE_DATABASE_URL": "postgresql://griffier:wachtwoord%2F1@server/register?password=wachtwoord-2",
    "GRIFFIE_SMTP_URL": "smtps://griffie:wachtwoord/3@x@mail.example.org",
    "GRIFFIE_WEBHOOK_SECRET": "wachtwoord-4-van-een-webhook",
    "GRIFFIE_API_AUTH": "griffier:wachtwoord-5",
}


@pytest.mark.parametrize("in_file", [True, False], ids=["in settings.env", "in the environment"])
def test_no_secret_reaches_the_log_of_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, in_file: bool
) -> None:
    monkeypatch.setenv("GRIFFIE_HOME", str(tmp_path))
    if in_file:
        (tmp_path / "settings.env").write_text("".join(f"{name}={value}\n" for name, value in SECRET.items()))
    for name, value in SECRET.items():
        monkeypatch.delenv(name, raising=False) if in_file else monkeypatch.setenv(name, value)
    told = ["wachtwoord%2F1", "wachtwoord/1", "wachtwoord-2", "wachtwoord/3@x", "wachtwoord-5", *SECRET.values()]

    write_down(RuntimeError(f"het ging mis met {' | '.join(told)}"))

    log = (tmp_path / "logs" / "griffie.log").read_text("utf-8")
    assert "het ging mis met" in log
    assert "wachtwoord" not in log

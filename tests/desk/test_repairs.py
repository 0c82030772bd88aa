"""Each repair undoes a mistake of the case of 2018, says what it dropped and armed, and lets no wrong mail leave."""

import re
from collections.abc import Callable
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from shlex import split
from typing import Any

import pytest

Griffie = Callable[..., Any]
Letter = Callable[..., Path]


@pytest.fixture
def done(griffie: Griffie) -> Griffie:
    """Runs a command that must do its job."""

    def run(*words: object) -> Any:
        ran = griffie(*words)
        assert ran.code == 0, ran.err
        return ran

    return run


@pytest.fixture
def left(done: Griffie, mails: Callable[[], list[str]]) -> Callable[[str], int]:
    """Runs the check of a day and returns how many mails left by it."""

    def check(day: str) -> int:
        before = len(mails())
        done("check", "--as-of", day)
        return len(mails()) - before

    return check


def owed(ran: Any) -> list[tuple[str, str]]:
    return [(one["on"], one["rung"]) for one in ran["armed"]]


def planned(done: Griffie, case: str, on: str) -> list[tuple[str, str]]:
    return [(one["owed_on"], one["rung"]) for one in done("show", case, "--as-of", on, "--json").json["planned"]]


DESK = [("2018-06-11", "notice"), ("2018-06-14", "due"), ("2018-06-15", "first_rappel")]
"""Mon, Thu, Fri."""


def test_a_date_typed_wrong_is_corrected_and_both_clocks_move(
    done: Griffie, left: Callable, request_letter: Letter
) -> None:
    asked = done("request", request_letter(), "--dated", "2018-05-24", "--as-of", "2018-05-31", "--json").json
    assert asked["due_on"] == "2018-06-07"  # Thu
    wrong = [one for one in owed(asked) if one[1] in {"notice", "due", "first_rappel"}]
    assert wrong == [("2018-06-04", "notice"), ("2018-06-07", "due"), ("2018-06-08", "first_rappel")]

    corrected = done(
        *("correct", asked["case"], "--letter", 1, "--dated", "2018-05-31"),
        *("--reason", "verkeerd overgetypt", "--as-of", "2018-06-01", "--json"),
    ).json
    assert (corrected["due_on"], corrected["agreed_due_on"]) == ("2018-06-14", "2018-06-14")
    assert {(one["on"], one["rung"]) for one in corrected["dropped"]} >= set(wrong)
    assert set(owed(corrected)) >= set(DESK)
    assert [left(day) for day in ("2018-06-04", "2018-06-07", "2018-06-08")] == [0, 0, 0]
    assert [left(day) for day, _ in DESK] == [1, 1, 1]

    terms = done("show", asked["case"], "--json").json["terms"]
    assert [(one["kind"], one["due_on"]) for one in terms] == [("initial", "2018-06-07"), ("correction", "2018-06-14")]
    assert "verkeerd overgetypt" in terms[1]["reason"]


def test_a_postponement_by_telephone_moves_the_agreed_clock_only(done: Griffie, left: Callable, a_case: str) -> None:
    deferred = done(
        *("defer", a_case, "--to", "2018-06-28", "--via", "telephone", "--said-by", "de desk"),
        *("--reason", "afstemming duurt langer", "--as-of", "2018-06-08", "--json"),
    ).json
    assert (deferred["due_on"], deferred["agreed_due_on"]) == ("2018-06-14", "2018-06-28")
    assert {(one["on"], one["rung"]) for one in deferred["dropped"]} >= set(DESK)
    assert [left(day) for day, _ in DESK] == [0, 0, 0]
    assert left("2018-06-25") == 1  # Mon, three working days before Thu 28 June
    assert left("2018-06-28") == 1
    late = done("cases", "--as-of", "2018-06-30", "--json").json[0]
    assert (late["days_late"], late["days_late_agreed"]) == (16, 2)


def test_a_postponement_that_is_refused_afterwards_brings_the_ladder_back(
    done: Griffie, left: Callable, a_case: str
) -> None:
    words = ("--via", "telephone", "--reason", "afstemming", "--as-of", "2018-06-08")
    done("defer", a_case, "--to", "2018-06-28", *words)
    refused = done(
        *("defer", a_case, "--to", "2018-06-28", "--refused", "--via", "mail"),
        *("--reason", "de commissie houdt vast aan 14 juni", "--as-of", "2018-06-10", "--json"),
    ).json
    assert refused["agreed_due_on"] == "2018-06-14"
    assert set(owed(refused)) >= set(DESK)
    assert [left(day) for day, _ in DESK] == [1, 1, 1]
    assert left("2018-06-25") == 1  # Mon: the second rappel of Sun 24 June, to the clerk; no notice for 28 June
    reminders = done("show", a_case, "--json").json["reminders"]
    assert [one["due_on"] for one in reminders] == ["2018-06-14"] * 4


def test_the_question_after_a_postponement_without_a_day_names_commands_that_can_be_run(
    done: Griffie, a_case: str, home: Path
) -> None:
    done("defer", a_case, "--via", "telephone", "--reason", "meer tijd", "--as-of", "2018-06-08")
    done("check", "--as-of", "2018-06-22")
    [mail] = [message_from_bytes(one.read_bytes(), policy=default) for one in home.glob("outgoing/*.eml")]
    body = mail.get_body(("plain",))
    assert body is not None
    said = " ".join(body.get_content().split())
    assert "is vervallen; latere herinneringen komen gewoon" in said
    commands = re.findall(r'griffie (defer [^"]+"[^"]+")', said)
    assert [("--to" in one, "--refused" in one) for one in commands] == [(True, False), (False, True)]
    refused, put_off = (split(one.replace("DATUM", "2018-07-10")) for one in reversed(commands))
    assert done(*refused, "--as-of", "2018-06-22", "--json").json["agreed_due_on"] == "2018-06-14"
    assert done(*put_off, "--as-of", "2018-06-22", "--json").json["agreed_due_on"] == "2018-07-10"


def test_a_postponement_refused_at_once_is_recorded_and_moves_nothing(
    done: Griffie, left: Callable, a_case: str
) -> None:
    refused = done(
        *("defer", a_case, "--to", "2018-06-28", "--refused", "--via", "telephone"),
        *("--reason", "te laat gevraagd", "--as-of", "2018-06-08", "--json"),
    ).json
    assert refused["agreed_due_on"] == "2018-06-14"
    assert (refused["dropped"], refused["armed"]) == ([], [])
    assert [left(day) for day, _ in DESK] == [1, 1, 1]
    term = done("show", a_case, "--json").json["terms"][-1]
    assert (term["kind"], term["due_on"], term["accepted"]) == ("deferral", "2018-06-28", False)


def test_a_reply_filed_under_the_wrong_case_is_taken_out_and_filed_again(
    done: Griffie, left: Callable, a_case: str, request_letter: Letter, reply_letter: Letter
) -> None:
    other = done("request", request_letter("ander.txt", about="iets anders"), "--as-of", "2018-05-31", "--json").json
    reply = reply_letter(dated="12 juni 2018", alone=True)
    assert left("2018-06-11") == 1  # one mail to the desk for both cases
    wrong = done("receive", reply, "--case", other["case"], "--as-of", "2018-06-12", "--json").json
    assert wrong["stage"] == "answered"
    letter = done("show", other["case"], "--json").json["letters"][-1]["id"]

    undone = done(
        "void", other["case"], "--letter", letter, "--reason", "hoort elders", "--as-of", "2018-06-12", "--json"
    ).json
    assert undone["stage"] == "registered"
    assert ("2018-06-14", "due") in owed(undone)
    right = done("receive", reply, "--case", a_case, "--as-of", "2018-06-12", "--json").json
    assert right["stage"] == "answered"
    assert ("2018-06-14", "due") in {(one["on"], one["rung"]) for one in right["dropped"]}

    assert left("2018-06-14") == 1
    reminded = done("show", other["case"], "--json").json["reminders"]
    assert ("2018-06-14", "due", "written") in [(one["owed_on"], one["rung"], one["state"]) for one in reminded]
    spared = done("show", a_case, "--json").json["reminders"]
    assert [one["rung"] for one in spared] == ["notice"]


def test_a_scan_without_text_is_filed_with_the_facts_and_stops_the_ladder(
    done: Griffie, left: Callable, a_case: str, tmp_path: Path
) -> None:
    scan = tmp_path / "scan.png"
    scan.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    assert left("2018-06-11") == 1
    filed = done(
        *("receive", scan, "--case", a_case, "--kind", "reply", "--dated", "2018-06-12"),
        *("--from", "Staatssecretaris van Justitie en Veiligheid", "--as-of", "2018-06-13", "--json"),
    ).json
    assert (filed["stage"], filed["answered_on"]) == ("answered", "2018-06-12")
    assert {(one["on"], one["rung"]) for one in filed["dropped"]} >= set(DESK[1:])
    assert [left(day) for day in ("2018-06-14", "2018-06-15")] == [0, 0]


def test_a_case_on_hold_sends_nothing_until_its_day(done: Griffie, left: Callable, a_case: str) -> None:
    done("hold", a_case, "--until", "2018-06-18", "--reason", "wacht op de raad", "--as-of", "2018-06-08")
    assert [left(day) for day, _ in DESK] == [0, 0, 0]
    assert left("2018-06-19") == 1  # Tue: the highest rung that the rest put off


def test_a_closed_case_sends_nothing_and_reopening_arms_it_again(done: Griffie, left: Callable, a_case: str) -> None:
    closed = done(
        "close", a_case, "--as", "withdrawn", "--reason", "vergissing", "--as-of", "2018-06-08", "--json"
    ).json
    assert {(one["on"], one["rung"]) for one in closed["dropped"]} >= set(DESK)
    assert left("2018-06-11") == 0
    opened = done("reopen", a_case, "--reason", "toch niet", "--as-of", "2018-06-12", "--json").json
    assert ("2018-06-14", "due") in owed(opened)
    assert left("2018-06-14") == 1


def test_new_dossiers_never_change_the_number_of_the_case(done: Griffie, a_case: str) -> None:
    done("dossier", a_case, "--set", "34965,E180019", "--reason", "verkeerd dossier", "--as-of", "2018-06-01")
    case = done("show", a_case, "--json").json
    assert (case["case"], case["dossiers"]) == (a_case, ["34965", "E180019"])


def test_a_report_that_misses_its_reply_needs_a_reason(
    griffie: Griffie, done: Griffie, a_case: str, reply_letter: Letter
) -> None:
    done("receive", reply_letter(), "--kind", "partial_reply", "--case", a_case, "--as-of", "2018-06-20")
    adopting = ("adopt", a_case, "--on", "2018-06-21", "--clerk", "Proef", "--as-of", "2018-06-21")
    refused = griffie(*adopting)
    assert refused.code == 2
    assert "--despite" in refused.err
    assert done(*adopting, "--despite", "de rest volgt", "--json").json["stage"] == "adopted"
    ahead = griffie("publish", a_case, "--on", "2018-06-22", "--as-of", "2018-06-21")
    assert ahead.code == 2
    assert "ligt in de toekomst" in ahead.err


NEW_CHAIR = """
[[committee]]
chamber = "EK"
code = "IA-JBZ"

[[committee.member]]
name = "De Nieuwe"
party = "PROEF"
role = "voorzitter"
from = 2018-06-18
"""


def test_a_new_chair_is_loaded_and_stands_in_the_report(
    done: Griffie, a_case: str, reply_letter: Letter, tmp_path: Path
) -> None:
    file = tmp_path / "kantoor.toml"
    file.write_text(NEW_CHAIR, encoding="utf-8")
    assert "De Nieuwe (PROEF) (voorzitter)" not in done("compose", a_case).out
    done("office", "load", file, "--dry-run", "--as-of", "2018-06-18")
    done("office", "load", file, "--as-of", "2018-06-18")
    done("receive", reply_letter(), "--as-of", "2018-06-20")
    done("adopt", a_case, "--on", "2018-06-21", "--clerk", "Proef", "--as-of", "2018-06-21")
    report = " ".join(done("compose", a_case).out.split())
    assert "De Nieuwe (PROEF) (voorzitter)" in report
    assert "Dercksen (PVV) (voorzitter)" not in report


def test_an_office_file_that_cannot_be_read_is_refused(griffie: Griffie, tmp_path: Path) -> None:
    file = tmp_path / "kantoor.toml"
    file.write_text("dit is geen toml", encoding="utf-8")
    refused = griffie("office", "load", file)
    assert refused.code == 2
    assert "kantoor.toml" in refused.err


def test_what_was_done_is_said_with_the_case_first_and_its_reminders(griffie: Griffie, request_letter: Letter) -> None:
    lines = griffie("request", request_letter(), "--as-of", "2018-05-31").out.splitlines()
    assert lines[0].startswith("EK-2018-001 · verzoek ingeschreven")
    assert "  Klaargezette herinneringen:" in lines
    assert any(line.startswith("    maandag 11 juni 2018 · aankondiging (notice) · aan ") for line in lines)


def test_the_actor_is_who_is_named_else_who_is_logged_in(done: Griffie, a_case: str, monkeypatch: Any) -> None:
    monkeypatch.setenv("LOGNAME", "vandienst")
    done("note", a_case, "een", "--by", "De Boer")
    done("note", a_case, "twee")
    assert [event["by"] for event in done("show", a_case, "--json").json["events"]][-2:] == ["De Boer", "vandienst"]


def test_the_same_letter_in_another_file_makes_no_second_case(
    griffie: Griffie, a_case: str, request_letter: Callable[..., Path]
) -> None:
    letter = request_letter()
    words = letter.read_text("utf-8")
    letter.write_text(f"{words}\n", encoding="utf-8")
    again = griffie("request", letter, "--as-of", "2018-06-01")
    assert again.code == 2
    assert f"met dezelfde tekst staat al in zaak {a_case}" in again.err
    assert "geef dan zijn eigen onderwerp met --subject" in again.err
    assert [one["case"] for one in griffie("cases", "--json").json] == [a_case]

    letter.write_text(words.replace("afspraken", "plannen"), encoding="utf-8")
    other = griffie("request", letter, "--as-of", "2018-06-01")
    assert other.code == 0
    assert f"Zaak {a_case} komt uit een brief van dezelfde dag" in other.err


def test_a_covering_letter_in_the_same_words_about_something_else_is_another_case(
    griffie: Griffie, a_case: str, request_letter: Callable[..., Path]
) -> None:
    letter = request_letter()
    letter.write_text(f"{letter.read_text('utf-8')}\n", encoding="utf-8")
    other = griffie("request", letter, "--subject", "Accijnzen", "--as-of", "2018-06-01")
    assert other.code == 0
    assert f"Dezelfde tekst van dezelfde dag staat ook in zaak {a_case}." in other.err + other.out
    again = griffie("request", letter, "--subject", "accijnzen", "--as-of", "2018-06-01")
    assert again.code == 2


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--due", "2018-05-01"), "vóór de dagtekening"),
        (("--term", "blabla"), "in «blabla» staat geen termijn; verwacht wordt een zin als"),
    ],
)
def test_a_correction_that_sets_no_day_by_mistake_is_refused(
    griffie: Griffie, a_case: str, given: tuple[str, str], said: str
) -> None:
    wrong = griffie("correct", a_case, *given, "--reason", "typefout", "--as-of", "2018-06-05")
    assert wrong.code == 2
    assert said in wrong.err
    assert griffie("show", a_case, "--json").json["due_on"] == "2018-06-14"

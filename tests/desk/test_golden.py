"""The consultation of 2018 through the command line, with letters of our own."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

MARK = "T02538"


def days_between(first: str, last: str) -> list[str]:
    day, end, found = date.fromisoformat(first), date.fromisoformat(last), []
    while day <= end:
        found.append(day.isoformat())
        day += timedelta(days=1)
    return found


@dataclass(frozen=True)
class Played:
    """The whole cycle as it was said and as it stands."""

    home: Path
    griffie: Callable[..., Any]
    letters: tuple[Path, Path]
    asked: str
    left: dict[str, int]
    published: dict[str, Any]
    case: dict[str, Any]


@pytest.fixture(scope="module")
def played(
    small_office: Path,
    tmp_path_factory: pytest.TempPathFactory,
    griffie_in: Callable[..., Any],
    write_request: Callable[..., Path],
    write_reply: Callable[..., Path],
) -> Played:
    """The request of Thu 31 May, two checks on every day until Wed 20 June, the reply, the report."""
    folder = tmp_path_factory.mktemp("golden")
    home = Path(shutil.copytree(small_office, folder / "home"))
    letters = write_request(folder), write_reply(folder)
    griffie = griffie_in(home)

    def done(*words: object) -> Any:
        ran = griffie(*words)
        assert ran.code == 0, ran.err
        return ran

    asked = done("request", letters[0], "--as-of", "2018-05-31", "--dossier", "34964", "--edossier", "E180019")
    left: dict[str, int] = {}
    for day in days_between("2018-05-31", "2018-06-20"):
        before = len(list((home / "outgoing").glob("*.eml")))
        for _ in range(2):
            done("check", "--as-of", day)
        if more := len(list((home / "outgoing").glob("*.eml"))) - before:
            left[day] = more
    done("receive", letters[1], "--received", "2018-06-20", "--as-of", "2018-06-20")
    report = ("publish", "EK-2018-001", "--number", "A", "--adopted-on", "2018-06-21", "--clerk", "Proef")
    published = done(*report, "--as-of", "2018-06-21", "--json").json
    return Played(home, griffie, letters, asked.out, left, published, done("show", "EK-2018-001", "--json").json)


def test_the_consultation_of_2018_runs_from_request_to_report(played: Played) -> None:
    case = played.case
    assert "EK-2018-001" in played.asked
    assert "donderdag 14 juni 2018" in played.asked
    assert (case["due_on"], case["agreed_due_on"]) == ("2018-06-14", "2018-06-14")
    assert (case["days_late"], case["days_late_agreed"], case["late"]) == (6, 6, True)
    assert case["answered_on"] == "2018-06-20"
    assert case["stage"] == "published"


def test_each_reminder_leaves_once_on_its_own_day_though_every_check_is_run_twice(played: Played) -> None:
    assert played.left == {"2018-06-11": 1, "2018-06-14": 1, "2018-06-15": 1}  # Mon, Thu, Fri
    reminders = [(one["owed_on"], one["rung"], one["state"]) for one in played.case["reminders"]]
    assert reminders == [
        ("2018-06-11", "notice", "written"),
        ("2018-06-14", "due", "written"),
        ("2018-06-15", "first_rappel", "written"),
    ]
    assert played.case["planned"] == []


def test_who_answers_for_whom_and_who_had_a_copy_is_kept(played: Played) -> None:
    asked, replied = played.case["letters"]
    assert asked["copied_to"] == ["Minister van Buitenlandse Zaken"]
    assert replied["on_behalf_of"] == [
        "Minister van Buitenlandse Zaken",
        "Minister voor Buitenlandse Handel en Ontwikkelingssamenwerking",
    ]


def test_the_number_of_the_promise_is_kept(played: Played) -> None:
    assert MARK in [one["cited_as"] for one in played.case["references"]]


def test_the_report_holds_both_letters_unaltered(played: Played) -> None:
    report = " ".join(Path(played.published["files"][0]["path"]).read_text("utf-8").split())
    for letter in played.letters:
        for paragraph in letter.read_text("utf-8").strip().split("\n\n")[3:-1]:
            assert " ".join(paragraph.split()) in report
    assert played.case["report"]["number"] == "A"


def test_the_report_goes_where_it_is_asked(played: Played, tmp_path: Path) -> None:
    out = tmp_path / "uit" / "verslag.txt"
    assert played.griffie("compose", "EK-2018-001", "-o", out).code == 0
    printed = played.griffie("compose", "EK-2018-001", "--format", "txt")
    assert printed.out == out.read_text("utf-8")
    assert printed.out == Path(played.published["files"][0]["path"]).read_text("utf-8")


CASE_KEYS = {
    *("case", "subject", "committee", "committees", "ministry", "addressees", "dossiers", "stage", "round"),
    *("requested_on", "due_on", "agreed_due_on", "answered_on", "received_on", "days_late", "days_late_agreed", "late"),
    *("due_at", "agreed_due_at", "to_confirm"),
}
SHOW_KEYS = {"terms", "letters", "references", "reminders", "planned", "events", "runs", "report"}
PARTS = {
    "addressees": {"office", "ministry", "answered_on", "extent"},
    "terms": {"kind", "due_on", "reason", "recorded_on", "explanation"},
    "reminders": {"rung", "owed_on", "recipient", "state", "sent_at", "message_id"},
    "events": {"at", "what", "by", "on_ground_of"},
}
LETTER_KEYS = {
    *(
        "kind",
        "heading",
        "sender",
        "sender_name",
        "addressee",
        "place",
        "dated_on",
        "term",
        "on_behalf_of",
        "copied_to",
    ),
    *("in_reply_to", "body", "signature"),
}


def test_the_keys_of_cases_are_those_of_the_contract(played: Played) -> None:
    (case,) = played.griffie("cases", "--json").json
    assert set(case) >= CASE_KEYS
    assert case == {key: played.case[key] for key in case}


def test_the_keys_of_show_are_those_of_the_contract(played: Played) -> None:
    case = played.case
    assert set(case) >= CASE_KEYS | SHOW_KEYS
    for part, keys in PARTS.items():
        assert case[part]
        assert all(set(one) >= keys for one in case[part]), part
    assert all(set(one) >= LETTER_KEYS for one in case["letters"])
    assert set(case["report"]) >= {"number", "adopted_on", "published_on", "edition", "files"}


def test_the_diary_names_every_act_with_actor_and_ground(played: Played) -> None:
    events = played.case["events"]
    assert all(event["by"] and event["on_ground_of"] and event["what"] for event in events)
    said = " ".join(event["what"] for event in events)
    for word in ("ingeschreven", "verschuldigd", "antwoord ontvangen", "vastgesteld", "gepubliceerd"):
        assert word in said


def test_the_page_of_a_case_tells_its_story(played: Played) -> None:
    page = played.griffie("show", "EK-2018-001").out
    for sentence in (
        "6 dagen na de oorspronkelijke dag",
        "mede namens: Minister van Buitenlandse Zaken",
        "ma 11-06-2018  aankondiging (notice)",
        "nummer A, vastgesteld donderdag 21 juni 2018",
        "Twee weken later is donderdag 14 juni 2018.",
    ):
        assert sentence in page


def test_the_list_shows_both_clocks_and_fits_the_window(played: Played) -> None:
    lines = played.griffie("cases", columns=100).out.splitlines()
    row = next(line for line in lines if line.startswith("EK-2018-001"))
    assert row.split()[-1] == "6"
    assert "do 14-06-2018" in row
    assert max(len(line) for line in lines) <= 100


def test_the_public_page_shows_no_notes_and_no_reminders(played: Played) -> None:
    played.griffie("note", "EK-2018-001", "alleen voor het huis")
    assert "alleen voor het huis" in played.griffie("show", "EK-2018-001").out
    public = played.griffie("show", "EK-2018-001", "--public")
    assert public.code == 0
    assert "alleen voor het huis" not in public.out
    assert "example.org" not in public.out

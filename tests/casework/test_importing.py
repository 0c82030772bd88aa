"""Lines read in bulk become what a clerk's own acts would have made of them, each once."""

import csv
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import select

from casework import delivery, handling, intake, morning, replies
from casework.facts.rulebook import load_rulebook
from casework.history import unwritten
from casework.import_line import KEYS
from casework.importing import MANY_DOUBTS, import_lines
from casework.standing import settle
from casework.values import DeferOrder, Done, PaperIn, ReceiveOrder, RequestOrder
from casework.workplace import Workplace
from models.cases import Round, RoundCache
from models.reminders import Agenda
from procedure.vocabulary import LetterKind, Via
from sources.lines import in_batches, lines_of
from tests.builders import DUE, REPLIED, REQUESTED, a_hand, files, mails, planned, received, reminders, shown

SCAN = b"%PDF-1.4 een scan zonder tekst "
"""Nothing can be read in it: the facts given stand in for it, as they do on an imported line."""


def a_line(**over: Any) -> dict[str, Any]:
    line = {
        "chamber": "EK",
        "committee": "IA-JBZ",
        "ministry": "Staatssecretaris van Justitie en Veiligheid",
        "subject": "de opvang",
        "dossiers": ["34964", "E180019"],
        "requested_on": "2018-05-31",
        "term": "binnen twee weken na dagtekening van deze brief",
        "mark": "A1",
    }
    return {name: value for name, value in (line | over).items() if value is not None}


Refusals = list[tuple[int, str, str]]
"""Number, mark and reason of each refused line."""


def read_in(place: Workplace, *lines: dict[str, Any], on: date = REQUESTED, size: int = 100) -> tuple[Done, Refusals]:
    """Return what reading in lines came to, and what was refused."""
    refused: Refusals = []
    given = in_batches(enumerate(lines, 1), size)
    done = import_lines(place, given, a_hand(on), name="lijst.jsonl", refuse=lambda *one: refused.append(one))
    return done, refused


def by_hand(place: Workplace, line: dict[str, Any], on: date) -> None:
    """Do with the verbs what a line says."""
    asked = date.fromisoformat(line["requested_on"])
    order = RequestOrder(
        committees=(line["committee"],),
        to=(line["ministry"],),
        subject=line["subject"],
        dossiers=tuple(line.get("dossiers", ())),
        dated=asked,
        term=line.get("term", ""),
        due=date.fromisoformat(line["due_on"]) if "due_on" in line else None,
    )
    case = intake.request(place, PaperIn("scan.pdf", SCAN + line["mark"].encode()), order, a_hand(on)).cases[0]
    if "deferred_to" in line:
        put_off = DeferOrder(Via.TELEPHONE, "meer tijd", date.fromisoformat(line["deferred_to"]))
        handling.defer(place, case, put_off, a_hand(on))
    if "answered_on" in line:
        answered = date.fromisoformat(line["answered_on"])
        receive = ReceiveOrder((case,), LetterKind.REPLY, answered, on, line["ministry"])
        replies.receive(place, PaperIn("antwoord.pdf", SCAN + b"antwoord"), receive, a_hand(on))


COMPARED = [
    *("chamber", "committee", "committees", "ministry", "addressees", "dossiers", "subject", "stage", "round"),
    *("requested_on", "due_on", "agreed_due_on", "answered_on", "days_late", "days_late_agreed", "late", "planned"),
    "reminders",
]


@pytest.mark.parametrize(
    ("line", "on"),
    [
        (a_line(), REQUESTED),
        (a_line(), DUE),
        (a_line(), date(2018, 9, 3)),
        (a_line(term=None), REPLIED),
        (a_line(term=None, due_on="2018-08-01"), date(2018, 7, 2)),
        (a_line(term="zo spoedig mogelijk"), REPLIED),
        (a_line(term="vóór 14 juni 2018 12.00 uur"), REQUESTED),
        (a_line(deferred_to="2018-07-20"), date(2018, 6, 8)),
        (a_line(answered_on="2018-06-20"), REPLIED),
        (a_line(answered_on="2018-06-20", deferred_to="2018-06-21"), date(2018, 6, 20)),
        (a_line(answered_on="2018-06-20", term=None), date(2018, 12, 3)),
        (a_line(dossiers=None), REQUESTED),
    ],
    ids=lambda one: "-".join(map(str, one.values()))[-60:] if isinstance(one, dict) else str(one),
)
def test_a_line_becomes_what_the_verbs_make_of_it(place: Workplace, line: dict[str, Any], on: date) -> None:
    done, refused = read_in(place, line, on=on)
    by_hand(place, line, on)
    assert (done.data["imported"], refused) == (1, [])

    one, other = (shown(place, f"EK-2018-{serial:03d}", on=on) for serial in (1, 2))

    assert {name: one.get(name) for name in COMPARED} == {name: other.get(name) for name in COMPARED}
    for name, own in (("terms", {"reason", "via"}), ("letters", {"id", "sha256", "received_on"})):
        assert without(one[name], own) == without(other[name], own)


def without(rows: list[dict[str, Any]], names: set[str]) -> list[dict[str, Any]]:
    """Return rows less what only a paper, or a clerk's own words, can say."""
    return [{name: value for name, value in row.items() if name not in names} for row in rows]


def lines_of_every_kind() -> list[dict[str, Any]]:
    return [
        a_line(mark="1"),
        a_line(mark="2", answered_on="2018-06-20"),
        a_line(mark="3", deferred_to="2018-08-01"),
        a_line(mark="4", term=None),
        a_line(mark="5", term=None, due_on="2018-09-03", notify=["een@example.org", "twee@example.org"]),
        a_line(mark="6", requested_on="2012-03-01", answered_on="2012-04-10"),
        a_line(mark="7", requested_on="2012-03-01"),
    ]


def test_settling_an_imported_case_anew_changes_nothing(place: Workplace) -> None:
    read_in(place, *lines_of_every_kind(), on=REPLIED)
    with place.transaction() as session:
        rulebook = load_rulebook(session, on=REPLIED)
        before = [row.model_dump() for row in session.exec(select(RoundCache).order_by(RoundCache.round_id))]  # type: ignore[arg-type]
        agenda = session.exec(select(Agenda.fire_on, Agenda.round_id, Agenda.mailbox_id)).all()
        for rnd in session.exec(select(Round)).all():
            moved = settle(session, rnd, rulebook, on=REPLIED, reason="nagekeken")
            assert (moved.dropped, moved.armed) == ((), ())
        assert [row.model_dump() for row in session.exec(select(RoundCache).order_by(RoundCache.round_id))] == before  # type: ignore[arg-type]
        assert session.exec(select(Agenda.fire_on, Agenda.round_id, Agenda.mailbox_id)).all() == agenda
    assert len(agenda) > 5


def test_rungs_of_before_the_day_of_reading_in_are_not_owed(place: Workplace) -> None:
    read_in(place, a_line(), on=date(2018, 6, 22))
    morning.check(place, a_hand(date(2018, 6, 22)))

    assert [rung for rung, *_ in (*reminders(place), *planned(place))] == ["second_rappel", "escalation"]


def test_a_running_case_is_handled_like_any_other(place: Workplace) -> None:
    read_in(place, a_line(), on=REQUESTED)
    received(place)

    assert shown(place)["days_late"] == 6
    assert shown(place)["stage"] == "answered"


def test_given_addresses_are_reminded_in_place_of_the_desk(place: Workplace) -> None:
    read_in(place, a_line(notify=["een@example.org", "twee@example.org"]), a_line(mark="A2", notify="een@example.org"))
    morning.check(place, a_hand(DUE))
    delivery.deliver(place, files(place), a_hand(DUE))

    to = sorted(line for mail in mails(place) for line in mail.splitlines() if line.startswith("To: "))
    assert to == ["To: een@example.org", "To: twee@example.org"]
    with place.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM mailbox WHERE purpose = 'notify'")).scalar() == 2


def test_a_ministry_with_several_offices_is_asked_by_its_first(place: Workplace) -> None:
    read_in(place, a_line(ministry="JenV"))

    assert [one["office"] for one in shown(place)["addressees"]] == ["Minister van Justitie en Veiligheid"]


# Each line once


def test_a_line_that_comes_twice_is_one_case(place: Workplace) -> None:
    done, refused = read_in(place, a_line(), a_line(), a_line(mark=None), a_line(mark=None))
    again, _ = read_in(place, a_line(), a_line(mark=None))

    assert ({**done.data, "acts": []}, refused) == (
        {"imported": 2, "known": 2, "refused": 0, "doubted": 0, "acts": []},
        [],
    )
    assert again.data == {"imported": 0, "known": 2, "refused": 0, "doubted": 0, "acts": []}


@pytest.mark.parametrize("apart", [True, False])
def test_a_mark_that_comes_again_with_something_else_is_refused(place: Workplace, *, apart: bool) -> None:
    _, refused = read_in(place, a_line(), a_line(answered_on="2018-05-31"), size=1 if apart else 10)

    [(number, mark, reason)] = refused
    assert (number, mark) == (2, "A1")
    assert ("EK-2018-001" if apart else "regel 1") in reason


def test_numbers_go_on_where_an_import_ended(place: Workplace) -> None:
    read_in(place, *(a_line(mark=str(mark)) for mark in range(7)), size=3)
    by_hand(place, a_line(mark="later"), REQUESTED)

    assert shown(place, "EK-2018-008")["stage"] == "registered"


def test_each_batch_is_one_act_with_its_lines(place: Workplace) -> None:
    done, _ = read_in(place, *(a_line(mark=str(mark)) for mark in range(5)), size=3)

    assert len(done.data["acts"]) == 2
    [event] = shown(place, "EK-2018-004")["events"]
    assert (event["verb"], event["on_ground_of"]) == ("import", "lijst.jsonl, regels 4 tot en met 5")


# What is refused


@pytest.mark.parametrize(
    ("over", "reason"),
    [
        ({"committee": "IA-JB"}, r"geen commissie.*IA-JB.*bedoelt u Immigratie en Asiel"),
        ({"committee": None}, r"committee: ontbreekt"),
        ({"chamber": "TK"}, r"geen commissie"),
        ({"chamber": "XK"}, r"verwacht wordt EK of TK"),
        ({"ministry": "Justtie en Veiligheid"}, r"geen ministerie.*bedoelt u Justitie en Veiligheid"),
        ({"requested_on": None}, r"requested_on: ontbreekt"),
        ({"requested_on": "31-5-2018"}, r"geen dag; verwacht wordt een dag als 2018-05-31"),
        ({"requested_on": "2018-06-01"}, r"na 2018-05-31, de dag van inlezen"),
        ({"answered_on": "2018-05-30"}, r"answered_on: 2018-05-30 ligt vóór het verzoek"),
        ({"term": None, "due_on": "2018-05-30"}, r"due_on: 2018-05-30 ligt vóór het verzoek"),
        ({"deferred_to": "2018-01-01"}, r"deferred_to: 2018-01-01 ligt vóór het verzoek"),
        ({"due_on": "2018-06-14"}, r"geef term of due_on, niet allebei"),
        ({"dossiers": ["geen dossier"]}, r"'geen dossier' is geen dossiernummer"),
        ({"notify": "desk@example.org; geen adres"}, r"'geen adres' is geen e-mailadres"),
        ({"notify": "a@example.org\nBcc: b@example.org"}, r"is geen e-mailadres"),
        ({"subject": "met een \x00"}, r"stuurteken"),
        ({"subject": "half \ud800"}, r"geen tekst in UTF-8"),
        ({"subject": ["een lijst"]}, r"is geen tekst"),
        ({"comittee": "IA-JBZ"}, r"comittee: dit veld is er niet"),
        ({"mark": "x" * 201}, r"langer dan 200 tekens"),
        ({"requested_on": "1950-01-05"}, r"Er is geen telregel"),
    ],
)
def test_a_line_that_cannot_be_used_is_refused_and_the_others_go_in(
    place: Workplace, over: dict[str, Any], reason: str
) -> None:
    done, refused = read_in(place, a_line(mark="voor"), a_line(**over), a_line(mark="na"))

    [(number, _, said)] = refused
    assert number == 2
    assert re.search(reason, said), said
    assert (done.data["imported"], done.data["refused"]) == (2, 1)


def test_a_doubtful_term_is_kept_with_its_case(place: Workplace) -> None:
    read_in(place, a_line(term="uiterlijk maandag 14 juni 2018"))

    assert any("maandag" in one["text"] for one in shown(place)["anomalies"])


@pytest.mark.parametrize("name", ["lijst.jsonl", "lijst.csv"])
def test_a_file_says_the_same_in_both_forms(place: Workplace, tmp_path: Path, name: str) -> None:
    file, lines = tmp_path / name, lines_of_every_kind()
    if name.endswith(".jsonl"):
        file.write_text("".join(json.dumps(line) + "\n" for line in lines))
    else:
        with file.open("w", newline="") as opened:
            writer = csv.DictWriter(opened, KEYS, delimiter=";")
            writer.writeheader()
            writer.writerows({key: _cell(value) for key, value in line.items()} for line in lines)
    refused: Refusals = []
    given = in_batches(lines_of(file, KEYS), 3)
    done = import_lines(place, given, a_hand(REPLIED), name=name, refuse=lambda *one: refused.append(one))
    again, _ = read_in(place, *lines, on=REPLIED)

    assert (done.data["imported"], refused) == (7, [])
    assert (again.data["imported"], again.data["known"]) == (0, 7)


def _cell(value: Any) -> str:
    return "|".join(value) if isinstance(value, list) else value


def test_the_run_of_a_batch_names_its_cases_only_where_they_are_few(place: Workplace) -> None:
    read_in(place, *(a_line(mark=str(mark)) for mark in range(13)), size=11)

    many, few = unwritten(place)[-2:]
    assert (many.title, many.cases) == ("11 zaken ingelezen", ())
    assert (few.title, few.cases) == (
        "EK-2018-012, EK-2018-013 · 2 zaken ingelezen",
        ("EK-2018-012", "EK-2018-013"),
    )


def test_a_term_whose_weekday_and_date_disagree_is_taken_in_and_told(place: Workplace) -> None:
    doubtful = a_line(term="uiterlijk vrijdag 14 juni 2018", mark="B7")
    done, refused = read_in(place, a_line(), doubtful)
    assert (done.data["imported"], done.data["doubted"], refused) == (2, 1, [])
    [told] = done.warnings
    assert told.startswith("Regel 2 (B7) is ingelezen, met twijfel: ")
    assert "14 juni 2018" in told
    assert "donderdag" in told
    again, _ = read_in(place, a_line(), doubtful)
    assert (again.data["known"], again.warnings) == (2, ())


def test_a_postponement_to_before_its_term_is_taken_in_and_told(place: Workplace) -> None:
    done, refused = read_in(place, a_line(term="", due_on="2018-12-01", deferred_to="2018-11-20", mark="M9"))
    assert (done.data["imported"], done.data["doubted"], refused) == (1, 1, [])
    assert "(M9)" in done.warnings[0]
    assert "uitstel tot 20 november 2018 ligt vóór de termijn van 1 december 2018" in done.warnings[0]


def test_of_many_doubtful_terms_the_first_are_told_and_the_rest_counted(place: Workplace) -> None:
    lines = [a_line(term="uiterlijk vrijdag 14 juni 2018", mark=str(mark)) for mark in range(MANY_DOUBTS + 2)]
    done, _ = read_in(place, *lines, size=50)
    assert (done.data["doubted"], len(done.warnings)) == (MANY_DOUBTS + 2, MANY_DOUBTS + 1)
    assert done.warnings[-1] == "En nog 2 regels met twijfel over de termijn."


def test_a_committee_that_both_chambers_know_is_told_apart_by_a_key_of_the_line(place: Workplace) -> None:
    _, [(_, _, reason)] = read_in(place, a_line(committee="Justitie en Veiligheid", chamber=None))
    assert "of geef chamber." in reason
    assert "--" not in reason

"""The judge of the simulated year sees every breach: each is forged here once, in a year that is otherwise right."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from email.message import EmailMessage

import pytest

from tests.faults.year.events import Acted, Boxed, Event, Handed, Killed, Row, State, Swept
from tests.faults.year.judge import (
    all_that_is_due,
    judged,
    none_after_its_end,
    none_before_its_day,
    none_in_a_rest,
    none_past_post,
    once_each,
    once_told,
    one_a_day,
)
from tests.faults.year.model import Known, Term
from tests.faults.year.post import told_in

ASKED, NOTICE, DUE = date(2018, 5, 31), date(2018, 6, 11), date(2018, 6, 14)
"""Thursday, Monday, Thursday."""
DESK, CLERK, CASE, ID = "desk@example.org", "griffier@example.org", "EK-2018-001", "reminder.20180611.8.1@a"

ACTED = Acted(ASKED, "request", CASE, "", DUE, ASKED, (DESK, CLERK))
HANDED = Handed(NOTICE, "a", ID, DESK, ((CASE, "2018-06-14"),), "ab", got=True, answer="sent")
CLAIMED, GONE = State(NOTICE, ID, "sending"), State(NOTICE, ID, "gone")
ROW = Row(CASE, "notice", DUE, DESK, NOTICE, NOTICE, "owed", ID, "sent")
SWEPT = Swept(NOTICE, "well", ((CASE, "notice", DUE, DESK),), (ROW,), ())
ANSWERED = replace(ACTED, day=NOTICE, verb="reply", open_to=())

RIGHT: tuple[Event, ...] = (ACTED, CLAIMED, HANDED, GONE, SWEPT, replace(ANSWERED, day=DUE))
BUSY = replace(HANDED, answer="busy", got=False)
KILLED, UNSURE = Killed(NOTICE, "a", "after the text"), State(NOTICE, ID, "unsure")
HELD = replace(ACTED, day=NOTICE, verb="hold", rests_until=date(2018, 6, 12))
AFTER = date(2018, 6, 13)
"""Wednesday: the first day after that rest."""

Judge = Callable[[tuple[Event, ...], list[Row]], list[str]]


def test_a_year_that_is_right_has_no_breach() -> None:
    assert judged(RIGHT, [ROW]) == []


def test_a_mail_may_go_again_after_a_kill_or_silence_with_the_same_bytes_even_after_a_reply() -> None:
    killed = (ACTED, CLAIMED, HANDED, KILLED, ANSWERED, UNSURE, CLAIMED, HANDED, GONE)
    assert judged(killed, [ROW]) == []
    silent = (ACTED, CLAIMED, replace(HANDED, answer="silence"), UNSURE, ANSWERED, CLAIMED, HANDED, GONE)
    assert judged(silent, [ROW]) == []


@pytest.mark.parametrize(
    ("events", "ledger", "breach"),
    [
        (RIGHT, [ROW, replace(ROW, message_id="x")], "twice in the ledger"),
        (RIGHT, [], "without a reminder"),
        ((ACTED, HANDED, GONE), [ROW], "without having been claimed"),
        ((ACTED, CLAIMED, HANDED, CLAIMED, HANDED, GONE), [ROW], "though it was confirmed"),
        ((ACTED, CLAIMED, HANDED, replace(KILLED, who="b"), CLAIMED, HANDED), [ROW], "though it was confirmed"),
        ((ACTED, CLAIMED, replace(HANDED, answer="gone"), CLAIMED, HANDED), [ROW], "refused for good"),
        ((ACTED, CLAIMED, HANDED, KILLED, CLAIMED, replace(HANDED, sha256="cd")), [ROW], "other bytes"),
        ((ACTED, CLAIMED, HANDED, KILLED, CLAIMED, replace(HANDED, to=CLERK)), [ROW], "other bytes"),
    ],
)
def test_a_reminder_that_is_there_twice_is_seen(events: tuple[Event, ...], ledger: list[Row], breach: str) -> None:
    assert any(breach in one for one in once_each(events, ledger))


@pytest.mark.parametrize(
    ("events", "breach"),
    [
        ((ACTED, ANSWERED, CLAIMED, HANDED, GONE), "claimed after «reply»"),
        ((ACTED, replace(ANSWERED, verb="withdraw"), CLAIMED, HANDED, GONE), "claimed after «withdraw»"),
        ((ACTED, replace(ANSWERED, open_to=(CLERK,)), CLAIMED, HANDED, GONE), "claimed after «reply»"),
        ((ACTED, replace(ACTED, verb="defer", due=date(2018, 7, 2)), CLAIMED, HANDED), "when 2018-07-02 was agreed"),
        ((CLAIMED, HANDED, ACTED), "nobody registered"),
        (
            (ACTED, CLAIMED, BUSY, State(NOTICE, ID, "temporary_failure"), ANSWERED, CLAIMED, HANDED),
            "claimed after «reply»",
        ),
    ],
)
def test_a_reminder_after_a_reply_a_withdrawal_or_another_day_is_seen(events: tuple[Event, ...], breach: str) -> None:
    assert any(breach in one for one in none_after_its_end(events))


@pytest.mark.parametrize(
    ("events", "row", "breach"),
    [
        (RIGHT, replace(ROW, owed_on=date(2018, 6, 8)), "owed before 2018-06-11"),
        (RIGHT, replace(ROW, rung="due"), "owed before 2018-06-14"),
        (RIGHT, replace(ROW, rung="second_rappel"), "owed before 2018-06-24"),
        (RIGHT, replace(ROW, rung="escalation", due=ASKED), "owed before 2018-06-21"),
        (RIGHT, replace(ROW, due=date(2018, 6, 13)), "never agreed"),
        ((replace(ACTED, set_on=date(2018, 6, 5)),), ROW, "although the term is short"),
        (RIGHT, replace(ROW, leaves_on=date(2018, 6, 12)), "left before its day"),
        (RIGHT, replace(ROW, to=CLERK), "went elsewhere"),
        ((ACTED, replace(HANDED, day=date(2018, 6, 16))), ROW, "nobody works"),
        ((ACTED, replace(HANDED, day=date(2018, 5, 10))), ROW, "nobody works"),
    ],
)
def test_a_reminder_before_its_day_or_on_a_free_day_is_seen(events: tuple[Event, ...], row: Row, breach: str) -> None:
    assert any(breach in one for one in none_before_its_day(events, [row]))


@pytest.mark.parametrize(
    ("events", "breach"),
    [
        ((ACTED, HELD, CLAIMED, HANDED, GONE), "claimed in the rest"),
        ((ACTED, CLAIMED, BUSY, State(NOTICE, ID, "temporary_failure"), HELD, CLAIMED, HANDED), "claimed in the rest"),
        ((ACTED, replace(HELD, day=ASKED)), "owed in a rest"),
        ((ACTED, replace(HELD, day=ASKED), replace(HELD, rests_until=NOTICE)), "owed in a rest"),
    ],
)
def test_a_reminder_in_a_rest_is_seen(events: tuple[Event, ...], breach: str) -> None:
    assert any(breach in one for one in none_in_a_rest(events, [ROW]))


def test_what_is_under_way_when_a_rest_begins_and_what_comes_after_it_is_no_breach() -> None:
    assert [*none_in_a_rest((ACTED, CLAIMED, HANDED, KILLED, HELD, UNSURE, CLAIMED, HANDED, GONE), [ROW])] == []
    after = (ACTED, HELD, replace(CLAIMED, day=AFTER), replace(HANDED, day=AFTER), replace(GONE, day=AFTER))
    assert [*none_in_a_rest(after, [replace(ROW, owed_on=AFTER)])] == []
    by_hand = replace(ROW, rung="second_rappel", message_id="rappel.20180612.8.1@a", owed_on=date(2018, 6, 12))
    assert [*none_in_a_rest((ACTED, HELD), [by_hand])] == []


def test_a_reminder_that_is_owed_again_after_it_was_confirmed_is_seen() -> None:
    again = replace(ROW, owed_on=AFTER, message_id="reminder.20180613.8.1@a", state="queued")
    assert [*once_told((SWEPT,), [again])] != []
    assert [*once_told((SWEPT, replace(SWEPT, rows=(again,))), [])] != []
    assert [*once_told((replace(SWEPT, rows=(replace(ROW, state="failed"),)),), [again])] == []


def test_a_second_mail_on_a_day_is_seen_but_not_a_letter_by_hand() -> None:
    other = replace(HANDED, message_id="reminder.20180611.8.2@a")
    assert [*one_a_day((HANDED, other))] != []
    assert [*one_a_day((HANDED, replace(other, day=DUE)))] == []
    assert [*one_a_day((HANDED, replace(other, got=False)))] == []
    assert [*one_a_day((HANDED, replace(other, message_id="rappel.20180611.8.1@a")))] == []


@pytest.mark.parametrize(
    ("swept", "breach"),
    [
        (replace(SWEPT, rows=()), "due and not owed"),
        (replace(SWEPT, rows=(replace(ROW, outcome="skipped"),)), "due and not owed"),
        (replace(SWEPT, rows=(replace(ROW, outcome="dropped", state="queued"),)), "due and not owed"),
        (replace(SWEPT, rows=(replace(ROW, outcome="dropped", state="failed"),)), "due and not owed"),
        (replace(SWEPT, rows=(replace(ROW, due=date(2018, 6, 13)),)), "due and not owed"),
        (replace(SWEPT, rows=(replace(ROW, to=CLERK),)), "due and not owed"),
        (replace(SWEPT, owed=((CASE, "due", DUE, DESK),)), "due and not owed"),
        (replace(SWEPT, rows=(ROW, replace(ROW, rung="due"))), "more than the most urgent"),
        (
            replace(
                SWEPT,
                owed=((CASE, "second_rappel", DUE, CLERK),),
                rows=(replace(ROW, rung="second_rappel", to=CLERK, outcome="dropped", state="sent"),),
            ),
            "due and not owed",
        ),
        (replace(SWEPT, waiting=((f"{ID} queued", DESK),)), "neither sent nor failed"),
        (replace(SWEPT, owed=((CASE, "attention", NOTICE, CLERK),)), "due and not owed"),
    ],
)
def test_what_a_sweep_leaves_behind_is_seen(swept: Swept, breach: str) -> None:
    assert any(breach in one for one in all_that_is_due((swept,)))


def test_a_mail_past_post_that_waits_is_seen_and_one_that_stays_after_it_was_filed() -> None:
    came, filed = Boxed(NOTICE, DESK, 1), Boxed(NOTICE, DESK, 0)
    assert [*none_past_post((ACTED, came, CLAIMED, HANDED))] != []
    assert [*none_past_post((CLAIMED, HANDED, KILLED, UNSURE, came, CLAIMED, HANDED))] != []
    assert [*none_past_post((CLAIMED, came, HANDED))] == []
    assert [*none_past_post((replace(came, to=CLERK), came, filed, CLAIMED, HANDED))] == []
    stays = replace(SWEPT, waiting=((f"{ID} held", DESK),))
    assert [*all_that_is_due((came, stays))] == []
    assert [*all_that_is_due((replace(came, to=CLERK), stays))] != []
    assert [*all_that_is_due((came, filed, replace(stays, day=DUE)))] != []


def test_what_perhaps_arrived_and_is_given_up_today_is_due_at_the_next_check() -> None:
    given_up = replace(SWEPT, rows=(replace(ROW, outcome="dropped", state="dropped"),))
    assert [*all_that_is_due((GONE, given_up))] == []
    assert [*all_that_is_due((GONE, replace(given_up, day=date(2018, 6, 12))))] != []


def test_the_model_knows_which_rung_is_the_most_urgent_for_each_address() -> None:
    known = Known(CASE, ASKED, ASKED, CLERK, {"Minister van Financiën": DESK}, [Term(DUE, ASKED)])
    assert known.owed(date(2018, 6, 8)) == []
    assert known.owed(NOTICE) == [(CASE, "notice", DUE, DESK)]
    assert known.owed(date(2018, 7, 5)) == [(CASE, "first_rappel", DUE, DESK), (CASE, "escalation", DUE, CLERK)]
    known.terms.append(Term(date(2018, 7, 16), DUE, deferral=True))
    assert known.owed(date(2018, 7, 5)) == []
    known.undo_deferral()
    known.answered.add("Minister van Financiën")
    assert (known.owed(date(2018, 7, 5)), known.open_to()) == ([], ())


def test_the_model_asks_for_no_announcement_of_a_letter_that_has_left() -> None:
    known = Known(CASE, ASKED, ASKED, CLERK, {"Minister van Financiën": DESK}, [Term(DUE, ASKED)])
    announced = (CASE, "second_rappel", DUE, CLERK)
    assert announced in known.owed(date(2018, 6, 25))
    known.rappel_left = date(2018, 6, 25)
    assert announced not in known.owed(date(2018, 6, 26))


def test_the_model_lets_a_case_rest_and_has_all_of_it_come_on_the_first_day_after() -> None:
    known = Known(CASE, ASKED, ASKED, CLERK, {"Minister van Financiën": DESK}, [Term(DUE, ASKED)])
    known.rests_until = DUE
    assert (known.owed(NOTICE), known.owed(DUE), known.next_day(NOTICE)) == ([], [], date(2018, 6, 15))
    assert known.owed(date(2018, 6, 15)) == [(CASE, "first_rappel", DUE, DESK)]
    known.rests_until = NOTICE
    assert known.owed(date(2018, 6, 12)) == [(CASE, "notice", DUE, DESK)]
    known.terms = [Term(None, ASKED)]
    known.rests_until = date(2018, 6, 30)
    assert (known.owed(date(2018, 6, 29)), known.next_day(NOTICE)) == ([], date(2018, 7, 1))
    assert known.owed(date(2018, 7, 1)) == [(CASE, "attention", date(2018, 7, 1), CLERK)]


def test_what_a_mail_tells_is_read_from_its_bytes() -> None:
    mail = EmailMessage()
    mail["Subject"] = "Openstaande verzoeken: EK-2018-001, EK-2018-002"
    mail.set_content(
        "EK-2018-001: onderwerp 1\n\nTekst.\n\n  Antwoord uiterlijk: donderdag 14 juni 2018\n\n"
        "EK-2018-002: onderwerp 2\n\nTekst.\n"
    )
    assert told_in(mail.as_bytes()) == (("EK-2018-001", "2018-06-14"), ("EK-2018-002", ""))

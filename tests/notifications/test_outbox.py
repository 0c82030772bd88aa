"""The outbox on both databases: one mail a day, one claimer, every try recorded, nothing lost with its sender."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from models.database import make_engine
from models.reminders import Attempt, Message
from notifications import claims, outbox
from notifications.claims import Kept
from notifications.errors import NotClaimed
from notifications.lock import ABORTED
from notifications.outbox import Posting
from notifications.outcomes import GiveUp, Outcome, Sent, TryAgain, Unsure, Written
from procedure.vocabulary import ReminderState
from tests.notifications.postings import AT, MONDAY, in_register, row, working_day

Queued = Callable[..., Message]
FIRST = Kept("desk@example.org", "Verzoek", b"mail")
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def shared_engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """An engine over one register for all tests that roll back what they do, on either database in turn."""
    if request.param == "sqlite":
        file = tmp_path_factory.mktemp("outbox") / "register.db"
        url = f"sqlite:///{shutil.copy(request.getfixturevalue('empty_sqlite'), file)}"
    else:
        url = request.getfixturevalue("outbox_on_postgres")
    made = make_engine(url)
    yield made
    made.dispose()


@pytest.fixture
def session(shared_engine: Engine) -> Iterator[Session]:
    """A session on the register, rolled back in the end."""
    with Session(shared_engine) as opened:
        yield opened


@pytest.fixture
def posting(session: Session) -> Posting:
    """A daily reminder for Monday 11 June 2018 to a desk, whose mailbox stands in the register."""
    return in_register(session)


@pytest.fixture
def queued(session: Session, posting: Posting) -> Callable[..., Message]:
    """Queues the posting, on another day or otherwise changed where that is said."""

    def put(**changes: object) -> Message:
        return outbox.queue(session, replace(posting, **changes), working_day=working_day)

    return put


def nobody_holds(ids: Iterable[int]) -> Iterable[int]:
    """Return every message: the process that had it is gone."""
    return ids


def claimed(session: Session, message: Message, at: datetime = AT) -> Message:
    """Return the message, claimed, with its address and bytes kept at the first time."""
    assert claims.claim(session, row(message), at=at, first=FIRST if message.raw is None else None)
    return message


def tried(session: Session, message: Message, outcome: Outcome, at: datetime = AT) -> ReminderState:
    return claims.settle(session, claimed(session, message, at), outcome, at=at, run_id="run-1").state


def test_what_a_mailbox_is_owed_on_one_day_leaves_in_one_mail(queued: Queued) -> None:
    first, second = queued(), queued()
    assert first is second
    assert (first.state, first.send_on) == (ReminderState.QUEUED, MONDAY)
    assert first.message_id == f"reminder.20180611.{first.mailbox_id}.1@proef.griffie"


def test_another_mailbox_has_its_own_mail(queued: Queued, posting: Posting) -> None:
    assert queued().id != queued(mailbox_id=posting.sender_id).id


@pytest.mark.parametrize(
    ("owed_on", "leaves_on"),
    [
        (date(2018, 6, 14), date(2018, 6, 14)),  # Thursday
        (date(2018, 6, 15), date(2018, 6, 15)),  # Friday
        (date(2018, 6, 16), date(2018, 6, 18)),  # Saturday, so Monday
        (date(2018, 6, 17), date(2018, 6, 18)),  # Sunday, so Monday
    ],
)
def test_mail_leaves_on_working_days(queued: Queued, owed_on: date, leaves_on: date) -> None:
    assert queued(on=owed_on).send_on == leaves_on


def test_what_waits_since_an_earlier_day_takes_in_more(queued: Queued) -> None:
    earlier = queued()
    assert queued(on=MONDAY + DAY) is earlier


@pytest.mark.parametrize("outcome", [Sent("250"), Written("a.eml"), GiveUp("550"), TryAgain("451"), Unsure("weg")])
def test_after_the_mail_of_a_day_the_next_one_is_for_the_next_working_day(
    session: Session, queued: Queued, outcome: Outcome
) -> None:
    friday = MONDAY + 4 * DAY
    first = queued(on=friday)
    tried(session, first, outcome, AT + 4 * DAY)
    second = queued(on=friday)
    assert second.id != first.id
    assert second.send_on == date(2018, 6, 18)  # Monday
    assert queued(on=friday) is second


def test_mail_of_an_earlier_day_that_left_today_is_the_mail_of_today(session: Session, queued: Queued) -> None:
    tried(session, queued(), Sent("250"), AT + DAY)
    assert queued(on=MONDAY + DAY).send_on == MONDAY + 2 * DAY


def test_mail_that_is_still_being_tried_is_the_mail_of_today(session: Session, queued: Queued) -> None:
    tried(session, queued(), TryAgain("451"))
    assert queued(on=MONDAY + DAY).send_on == MONDAY + 2 * DAY


def test_mail_that_left_on_an_earlier_day_does_not_stand_in_the_way(session: Session, queued: Queued) -> None:
    tried(session, queued(), Sent("250"))
    assert queued(on=MONDAY + DAY).send_on == MONDAY + DAY


def test_a_day_whose_mail_was_dropped_is_free_again(session: Session, queued: Queued) -> None:
    first = queued()
    first.state = ReminderState.DROPPED
    session.flush()
    second = queued()
    assert (second.send_on, second.message_id) == (MONDAY, first.message_id.replace(".1@", ".2@"))


def test_a_letter_by_hand_does_not_wait_for_the_digest(session: Session, queued: Queued) -> None:
    tried(session, queued(), Sent("250"))
    letter = queued(notice="rappel", daily=False)
    assert letter.send_on == MONDAY
    assert queued(notice="rappel", daily=False).id != letter.id


def test_a_mailbox_that_does_not_exist_is_an_error_not_an_endless_search(queued: Queued) -> None:
    with pytest.raises(IntegrityError):
        queued(mailbox_id=999)


def claimable(session: Session, *, on: date, at: datetime) -> list[int]:
    return [one.id for one in outbox.candidates(session, on=on, at=at)]


def test_nothing_leaves_before_its_day(session: Session, queued: Queued) -> None:
    message = queued()
    assert claimable(session, on=MONDAY - DAY, at=AT) == []
    assert claimable(session, on=MONDAY, at=AT) == [message.id]
    assert claimable(session, on=MONDAY + DAY, at=AT) == [message.id]


def test_the_longest_waiting_leaves_first(session: Session, queued: Queued, posting: Posting) -> None:
    later = queued(on=MONDAY + DAY)
    earlier = queued(mailbox_id=posting.sender_id)
    assert claimable(session, on=MONDAY + DAY, at=AT) == [earlier.id, later.id]


def test_a_claimed_message_is_in_one_pair_of_hands(session: Session, queued: Queued) -> None:
    message = queued()
    assert claims.claim(session, row(message), at=AT, first=FIRST)
    assert (message.state, message.claimed_at) == (ReminderState.SENDING, AT)
    assert not claims.claim(session, row(message), at=AT)
    assert claimable(session, on=MONDAY, at=AT) == []


def test_address_and_bytes_are_kept_with_the_first_claim_and_never_again(session: Session, queued: Queued) -> None:
    mine = claimed(session, queued())
    assert (mine.to_address, mine.subject, mine.raw, mine.channel) == ("desk@example.org", "Verzoek", b"mail", "mail")
    claims.settle(session, mine, TryAgain("451"), at=AT, run_id=None)
    later = AT + timedelta(hours=1)
    other = Kept("ander@example.org", "Anders", b"anders")
    assert not claims.claim(session, row(mine), at=later, first=other)
    assert (mine.state, mine.raw, mine.to_address) == ("temporary_failure", b"mail", "desk@example.org")
    assert claims.claim(session, row(mine), at=later)
    assert mine.raw == b"mail"


def test_what_has_no_bytes_yet_is_no_parcel(queued: Queued) -> None:
    with pytest.raises(NotClaimed):
        claims.parcel(queued(), at=AT)


def test_a_web_address_makes_it_a_webhook(session: Session, queued: Queued) -> None:
    mine = queued()
    assert claims.claim(session, row(mine), at=AT, first=Kept("https://hooks.example.org/x", "Verzoek", b"{}"))
    parcel = claims.parcel(mine, at=AT)
    assert (parcel.channel, parcel.to, parcel.raw, parcel.on) == (
        "webhook",
        "https://hooks.example.org/x",
        b"{}",
        MONDAY,
    )


@pytest.mark.parametrize(
    "case",
    [
        (Sent("250 OK"), ReminderState.SENT, "", False),
        (Written("a.eml"), ReminderState.WRITTEN, "", False),
        (TryAgain("451 druk"), ReminderState.TEMPORARY_FAILURE, "451 druk", True),
        (GiveUp("550 weg"), ReminderState.FAILED, "550 weg", False),
        (Unsure("verbroken"), ReminderState.UNSURE, "verbroken", True),
    ],
)
def test_a_try_is_recorded_and_leaves_its_message_in_a_state(
    session: Session, queued: Queued, case: tuple[Outcome, ReminderState, str, bool]
) -> None:
    outcome, state, note, again = case
    message = queued()
    assert tried(session, message, outcome) == state == message.state
    assert message.note == note
    assert (message.try_at is None, message.settled_at) == ((False, None) if again else (True, AT))
    [attempt] = session.exec(select(Attempt)).all()
    assert (attempt.n, attempt.at, attempt.outcome, attempt.run_id) == (1, AT, state, "run-1")
    assert attempt.answer in repr(outcome)
    assert outbox.next_try(session) == message.try_at


def test_a_retry_waits_for_its_time_and_sends_the_same_bytes(session: Session, queued: Queued) -> None:
    message = queued()
    tried(session, message, TryAgain("451"))
    soon = message.try_at
    assert AT < soon <= AT + 2 * MINUTE
    assert claimable(session, on=MONDAY, at=soon - timedelta(seconds=1)) == []
    assert not claims.claim(session, row(message), at=soon - timedelta(seconds=1))
    assert claimable(session, on=MONDAY, at=soon) == [message.id]
    assert claims.claim(session, row(message), at=soon)
    assert (message.raw, message.to_address) == (b"mail", "desk@example.org")


def test_a_message_is_tried_for_four_hours_with_growing_pauses_and_then_has_visibly_failed(
    session: Session, queued: Queued
) -> None:
    message, at = queued(), AT
    while tried(session, message, TryAgain("451 druk"), at) is not ReminderState.FAILED:
        at = message.try_at
    assert message.note == "technisch mislukt: 451 druk"
    assert timedelta(hours=4) <= at - AT < timedelta(hours=4) + MINUTE
    attempts = session.exec(select(Attempt).order_by(col(Attempt.n))).all()
    assert [one.n for one in attempts] == list(range(1, len(attempts) + 1))
    pauses = [after.at - before.at for before, after in pairwise(attempts)]
    assert pauses[0] < pauses[5] < pauses[10]
    assert claimable(session, on=MONDAY + DAY, at=AT + DAY) == []


def test_a_night_without_a_try_takes_at_most_its_longest_pause_of_the_four_hours(
    session: Session, queued: Queued
) -> None:
    message = queued()
    for at in (AT, AT + 20 * MINUTE, AT + DAY):
        assert tried(session, message, TryAgain("451 druk"), at) is ReminderState.TEMPORARY_FAILURE
    at = AT + DAY + timedelta(hours=2)
    assert tried(session, message, TryAgain("451 druk"), at) is ReminderState.FAILED


def test_what_nobody_holds_cannot_be_settled(session: Session, queued: Queued) -> None:
    message = queued()
    with pytest.raises(NotClaimed) as raised:
        claims.settle(session, message, Sent("250"), at=AT, run_id=None)
    assert "klaar om te versturen" in str(raised.value)
    tried(session, message, Sent("250"))
    with pytest.raises(NotClaimed):
        claims.settle(session, message, GiveUp("550"), at=AT, run_id=None)
    assert message.state is ReminderState.SENT
    assert len(session.exec(select(Attempt)).all()) == 1


def test_what_a_dead_sender_left_is_unsure_and_sent_again_under_the_same_id(session: Session, queued: Queued) -> None:
    message = queued()
    name = claimed(session, message).message_id
    assert claims.rescue(session, at=AT + MINUTE, left=nobody_holds) == [message.id]
    assert (message.state, message.note) == (ReminderState.UNSURE, ABORTED)
    assert claims.rescue(session, at=AT + MINUTE, left=nobody_holds) == []
    assert claimable(session, on=MONDAY, at=AT + MINUTE) == [message.id]
    again = claimed(session, message, AT + MINUTE)
    assert (again.message_id, again.raw) == (name, b"mail")
    assert claims.settle(session, again, Sent("250"), at=AT + MINUTE, run_id=None).state is ReminderState.SENT
    assert [one.outcome for one in session.exec(select(Attempt).order_by(col(Attempt.n)))] == ["unsure", "sent"]


def test_what_somebody_alive_holds_is_left_to_it(session: Session, queued: Queued) -> None:
    message = claimed(session, queued())
    assert claims.rescue(session, at=AT + MINUTE, left=lambda _: []) == []
    assert message.state is ReminderState.SENDING


def test_a_try_that_another_took_over_is_not_settled_by_the_first(session: Session, queued: Queued) -> None:
    message = claimed(session, queued())
    claims.rescue(session, at=AT + MINUTE, left=nobody_holds)
    claimed(session, message, AT + MINUTE)
    with pytest.raises(NotClaimed):
        claims.settle(session, message, GiveUp("550"), at=AT, run_id=None)
    assert message.state is ReminderState.SENDING


def test_what_was_claimed_but_never_made_simply_waits_again(session: Session, queued: Queued) -> None:
    message = queued()
    assert claims.claim(session, row(message), at=AT)
    assert claims.rescue(session, at=AT, left=nobody_holds) == [message.id]
    assert message.state is ReminderState.QUEUED
    assert session.exec(select(Attempt)).all() == []


def test_what_is_held_waits_until_it_is_released(session: Session, queued: Queued) -> None:
    message = queued()
    assert outbox.hold(session, [row(message)], "post van dit ministerie in de inbox") == [message.id]
    assert claimable(session, on=MONDAY, at=AT) == []
    assert not claims.claim(session, row(message), at=AT)
    assert queued() is message  # it still takes in more
    assert outbox.release(session, [row(message)]) == [message.id]
    assert message.note == ""
    assert claimable(session, on=MONDAY, at=AT) == [message.id]

"""A reply against a delivery, and one key twice: no reminder after its reply, nothing overwritten (D21, R4)."""

import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlmodel import Session, select

from casework import delivery, morning
from casework.facts.rulebook import load_rulebook
from casework.posting import told_by
from casework.record import key, write_act
from casework.standing import settle
from casework.workplace import Workplace
from models.cases import Obligation, RoundLetter, Settlement
from models.cases import Round as RoundRow
from models.letters import Letter, LetterDate
from models.reminders import Message, Reminder
from notifications import claims
from notifications.carrier import Carrier
from notifications.claims import Kept
from notifications.outcomes import GiveUp, Sent, TryAgain, Unsure
from notifications.transports.memory import Memory
from procedure.vocabulary import Access, Extent, LetterKind, Verb
from tests.builders import a_hand, registered
from tests.casework.test_importing import a_line, read_in
from tests.faults.kit import asked, ledger
from tests.faults.many import Many, many

NOTICE = date(2018, 6, 11)
"""Monday."""

Tell = Callable[[str, str, str], None]


class _Undone(Exception):
    """A round is over, and nothing of it is kept."""


@dataclass
class Round:
    """One message and the reply to its case, their transactions in any order; each round begins where the first did."""

    place: Workplace
    chance: random.Random
    under_way: int = 0
    stopped: int = 0

    def plays(self) -> None:
        """Claim and settle (perhaps to be tried again, and claimed again) with the reply before, between or after."""
        with suppress(_Undone), self.place.transaction() as session:
            self._steps(session)
            raise _Undone

    def _steps(self, session: Session) -> None:
        steps = ["claim", "settle"] * self.chance.randint(1, 3)
        steps.insert(self.chance.randrange(len(steps) + 1), "reply")
        [message_id] = session.exec(select(Message.id)).all()
        at, ours, answered = a_hand(NOTICE).at, False, False
        for step in steps:
            with session.begin_nested():
                if step == "reply":
                    self._reply(session)
                    answered = True
                    continue
                message = session.get_one(Message, message_id)
                if step == "claim":
                    owed = bool(told_by(session, message))
                    first = Kept("desk@example.org", "Verzoek", b"mail") if message.raw is None else None
                    ours = owed and claims.claim(session, message_id, at=at, first=first)
                    assert not (ours and answered), "claimed after a recorded reply"
                elif ours:
                    outcome = self.chance.choice([Sent("250"), TryAgain("451"), Unsure("weg"), GiveUp("550")])
                    claims.settle(session, message, outcome, at=at, run_id=None)
                    at += timedelta(hours=1)

    def _reply(self, session: Session) -> None:
        rnd = session.exec(select(Reminder.round_id)).one()
        act = key(write_act(session, a_hand(NOTICE), Verb.RECEIVE, "antwoord").id)
        letter = Letter(kind=LetterKind.REPLY, access=Access.OPEN, act_id=act)
        session.add(letter)
        session.flush()
        filed = key(letter.id)
        session.add(LetterDate(letter_id=filed, version=1, dated_on=NOTICE, received_on=NOTICE, act_id=act))
        session.add(RoundLetter(round_id=rnd, letter_id=filed, used_as=LetterKind.REPLY, act_id=act))
        for owing in session.exec(select(Obligation)).all():
            whole = Settlement(obligation_id=key(owing.id), letter_id=filed, extent=Extent.WHOLE, act_id=act)
            session.add(whole)
        row = session.get_one(RoundRow, rnd)
        moved = settle(session, row, load_rulebook(session, on=NOTICE), on=NOTICE, reason="beantwoord")
        self.under_way += bool(moved.on_its_way)
        self.stopped += any(line.rung == "notice" for line in moved.dropped)


def interleaved(place: Workplace, seed: int, rounds: int) -> Round:
    """Return what so many rounds came to."""
    registered(place)
    morning.check(place, a_hand(NOTICE))
    playing = Round(place, random.Random(seed))  # noqa: S311
    for _ in range(rounds):
        playing.plays()
    assert playing.under_way > 0
    assert playing.stopped > 0
    return playing


def test_in_no_order_of_steps_is_a_reminder_claimed_after_its_reply(place: Workplace, seed: int) -> None:
    interleaved(place, seed, 15)


@pytest.mark.faults
def test_ten_thousand_interleavings_of_reply_and_delivery(either_place: Workplace, seed: int, came_to: Tell) -> None:
    playing = interleaved(either_place, seed, 10_000)
    told = f"{playing.stopped} reminders stopped, {playing.under_way} named as under way, 0 claimed after a reply"
    came_to("D21", either_place.engine.dialect.name, f"10,000 interleavings, seed {seed}: {told}")


def test_the_same_check_again_owes_nothing_more_and_says_so(place: Workplace) -> None:
    many(place, Many(desks=4, cases=8))
    morning.check(place, a_hand(NOTICE))
    before, messages = ledger(place), asked(place, "SELECT id, message_id, state FROM message ORDER BY id")
    again = [morning.check(place, a_hand(NOTICE)) for _ in range(5)]
    assert {one.headline for one in again} == {"ma 11 juni 2018 · niets verschuldigd"}
    assert ledger(place) == before
    assert asked(place, "SELECT id, message_id, state FROM message ORDER BY id") == messages


def one_key_twice(place: Workplace) -> None:
    """The key of a reminder, of a mail of the day and of a message's bytes takes no other content."""
    registered(place)
    morning.check(place, a_hand(NOTICE))
    delivery.deliver(place, Carrier(Memory(), None, ""), a_hand(NOTICE))
    everything = ("SELECT * FROM reminder ORDER BY id", "SELECT * FROM message ORDER BY id")
    before = [asked(place, question) for question in everything]
    others = (
        (
            "INSERT INTO reminder (round_id, rung, due_on, mailbox_id, rank, owed_on, outcome, reason, act_id) SELECT "
            "round_id, rung, due_on, mailbox_id, 99, owed_on, outcome, 'anders', act_id FROM reminder"
        ),
        "UPDATE message SET raw = 'anders'",
        "UPDATE message SET to_address = 'ander@example.org'",
        "UPDATE reminder SET due_on = '2018-06-15'",
    )
    for other in others:
        with pytest.raises(DatabaseError), place.transaction() as session:
            session.connection().execute(text(other))
    assert [asked(place, question) for question in everything] == before


def test_the_same_key_with_other_content_is_refused_and_overwrites_nothing(place: Workplace) -> None:
    one_key_twice(place)


def two_hundred_keys(place: Workplace) -> tuple[int, int]:
    """Return how often a key came again with the same content, and with other content; nothing was overwritten."""
    many(place, Many(desks=199, cases=199))
    lines = [a_line(mark=f"K{n}", subject=f"onderwerp {n}") for n in range(200)]
    assert read_in(place, *lines)[0].data["imported"] == 200
    morning.check(place, a_hand(NOTICE))
    tables = ("reminder", "message", "import_line", '"case"')
    before = [sorted(map(str, asked(place, f"SELECT * FROM {table}"))) for table in tables]  # noqa: S608 - our own
    again = [morning.check(place, a_hand(NOTICE)).headline for _ in range(200)]
    assert set(again) == {"ma 11 juni 2018 · niets verschuldigd"}
    done, refused = read_in(place, *lines)
    assert (done.data["known"], done.data["imported"], refused) == (200, 0, [])
    for (reminder,) in asked(place, "SELECT id FROM reminder WHERE outcome = 'owed' ORDER BY id LIMIT 200"):
        with pytest.raises(DatabaseError), place.transaction() as session:
            session.connection().execute(text(OTHER_WORDS), {"id": reminder})
    done, refused = read_in(place, *(line | {"subject": "iets anders"} for line in lines))
    assert (done.data["imported"], len(refused)) == (0, 200)
    assert all("met andere gegevens" in reason for _, _, reason in refused)
    assert before == [sorted(map(str, asked(place, f"SELECT * FROM {table}"))) for table in tables]  # noqa: S608 - as above
    return len(again) + 200, 400


OTHER_WORDS = (
    "INSERT INTO reminder (round_id, rung, due_on, mailbox_id, rank, owed_on, outcome, reason, act_id) "
    "SELECT round_id, rung, due_on, mailbox_id, 99, owed_on, outcome, 'anders', act_id FROM reminder WHERE id = :id"
)


@pytest.mark.faults
def test_two_hundred_keys_again_with_the_same_and_with_other_content(either_place: Workplace, came_to: Tell) -> None:
    same, other = two_hundred_keys(either_place)
    told = (
        f"{same} keys again with the same content: the same answer, no row; {other} with other: refused, none changed"
    )
    came_to("R4", either_place.engine.dialect.name, told)

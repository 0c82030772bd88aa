"""From the ledger to the mail: one a day to a mailbox, worded when it leaves, held for post, and never twice."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import pytest

from casework import box, delivery, morning
from casework.errors import ServerNotConfirmed
from casework.outgoing import RungWaiting
from casework.rehearsal import rehearse
from casework.workplace import Workplace
from models.reminders import Message
from notifications.carrier import Carrier
from notifications.outcomes import Outcome, Sent, TryAgain, Unsure
from notifications.parcels import Parcel
from notifications.transports.console import words_of
from procedure.amsterdam import AMSTERDAM
from procedure.vocabulary import ReminderState
from tests.builders import (
    REPLIED,
    a_hand,
    a_reply,
    files,
    mails,
    morning_of,
    received,
    registered,
    reminders,
    shown,
)

NOTICE, DUE, FIRST = date(2018, 6, 11), date(2018, 6, 14), date(2018, 6, 15)


@dataclass
class Answering:
    """A transport that answers as it is told, and keeps what it was given."""

    answers: list[Outcome]
    given: list[Parcel] = field(default_factory=list)
    stays_here: bool = True

    def deliver(self, parcel: Parcel) -> Outcome:
        """Answer the next thing that it was told to."""
        self.given.append(parcel)
        return self.answers.pop(0)

    def close(self) -> None:
        """Hold nothing."""


def over(transport: Answering, server: str = "") -> Carrier:
    return Carrier(transport, None, server)


def test_two_cases_share_the_mail_of_the_day_to_one_desk(place: Workplace) -> None:
    registered(place)
    registered(place, about="een ander onderwerp", name="tweede.txt")
    morning_of(place, NOTICE)
    [mail] = mails(place)
    assert "EK-2018-001" in mail
    assert "EK-2018-002" in mail


def test_what_leaves_by_a_check_that_is_made_up_for_is_worded_for_the_day_on_which_it_leaves(place: Workplace) -> None:
    registered(place)
    saturday, monday = date(2018, 6, 16), date(2018, 6, 18)
    morning.check(place, a_hand(DUE, at=a_hand(saturday).at))
    server = Answering([Sent("250")], stays_here=False)
    delivery.deliver(place, over(server), a_hand(DUE, at=a_hand(saturday).at))
    assert server.given == [], "no mail leaves on a Saturday, whatever day the check was for"
    delivery.deliver(place, over(server), a_hand(DUE, at=a_hand(monday).at))
    [parcel] = server.given
    said = " ".join(words_of(parcel.channel, parcel.raw))
    assert "14 juni 2018" in said
    assert "Vandaag" not in said


def test_what_stays_on_this_machine_is_worded_for_the_day_of_the_check(place: Workplace) -> None:
    registered(place)
    monday = a_hand(date(2018, 6, 18)).at
    morning.check(place, a_hand(DUE, at=monday))
    server = Answering([Sent("250")])
    delivery.deliver(place, over(server), a_hand(DUE, at=monday))
    [parcel] = server.given
    assert "Vandaag, donderdag 14 juni 2018" in " ".join(words_of(parcel.channel, parcel.raw))


def test_what_comes_up_after_the_mail_of_the_day_leaves_the_next_working_day(place: Workplace) -> None:
    registered(place)
    morning_of(place, FIRST)
    registered(
        place,
        on=FIRST,
        dated=date(2018, 6, 8),
        term="binnen een week na dagtekening",
        about="iets anders",
        name="2.txt",
    )
    morning_of(place, FIRST)
    assert len(mails(place)) == 1
    morning_of(place, date(2018, 6, 18))
    assert len(mails(place)) == 2
    assert "EK-2018-002" in mails(place)[1]


def test_an_answered_case_is_left_out_of_a_mail_that_was_already_put_together(place: Workplace) -> None:
    registered(place)
    registered(place, about="een ander onderwerp", name="tweede.txt")
    morning.check(place, a_hand(NOTICE))
    received(place, a_reply(dated=NOTICE), on=NOTICE, cases=("EK-2018-001",))
    delivery.deliver(place, files(place), a_hand(NOTICE))
    [mail] = mails(place)
    assert "EK-2018-001" not in mail
    assert "EK-2018-002" in mail


def test_mail_to_a_ministry_waits_while_its_post_lies_in_the_box(place: Workplace) -> None:
    registered(place)
    (place.inbox / "brief.txt").write_bytes(a_reply(dated=DUE).data)
    taken = box.take_in(place, a_hand(DUE))
    assert "EK-2018-001" in taken.lines[0]
    done = morning_of(place, DUE)
    assert (mails(place), done.data["owed"]) == ([], 1)
    assert ("due", "2018-06-14", "held") in reminders(place)
    received(place, box.intake_paper(place, taken.data["taken_in"][0]), on=DUE)
    morning_of(place, FIRST)
    assert mails(place) == []
    assert ("due", "2018-06-14", "dropped") in reminders(place)


def test_post_that_turns_out_to_be_for_another_case_lets_the_mail_go(place: Workplace) -> None:
    registered(place)
    registered(place, about="een ander onderwerp", name="tweede.txt")
    (place.inbox / "brief.txt").write_bytes(a_reply(dated=DUE).data)
    number = box.take_in(place, a_hand(DUE)).data["taken_in"][0]
    morning_of(place, DUE)
    received(place, box.intake_paper(place, number), on=DUE, cases=("EK-2018-002",))
    morning_of(place, FIRST)
    states = {rung: state for rung, _, state in reminders(place)}
    assert (states["due"], states["first_rappel"]) == ("skipped", "written")


def test_a_paper_is_taken_in_once_and_leaves_the_folder(place: Workplace) -> None:
    for _ in range(2):
        (place.inbox / "brief.txt").write_bytes(a_reply().data)
        done = box.take_in(place, a_hand(REPLIED))
    assert (done.data, done.headline) == ({"taken_in": [], "waiting": 1, "proposals": {}}, "geen nieuwe post")
    assert "brief.txt: dit stuk was al ingenomen of vastgelegd; het bestand ligt nu bij verwerkt." in done.lines
    assert [path.name for path in place.inbox.iterdir()] == ["verwerkt"]


def test_a_marked_paper_leaves_nothing_in_the_store(place: Workplace) -> None:
    marked = b"VERTROUWELIJK\n\n" + a_reply().data
    (place.inbox / "geheim.txt").write_bytes(marked)
    done = box.take_in(place, a_hand(REPLIED))
    assert "vertrouwelijk" in done.lines[0]
    assert not any(path.is_file() for path in (place.home / "papers").rglob("*"))
    assert (place.inbox / "geheim.txt").exists()


def test_a_new_mail_server_is_asked_about_before_anything_leaves(place: Workplace) -> None:
    registered(place)
    morning.check(place, a_hand(NOTICE))
    server = Answering([Sent("250 ok")])
    with pytest.raises(ServerNotConfirmed, match=r"mail\.example\.org.*1 bericht.*desk JenV"):
        delivery.deliver(place, over(server, "mail.example.org"), a_hand(NOTICE))
    assert (server.given, reminders(place)[0][2]) == ([], "queued")
    delivery.deliver(place, over(server, "mail.example.org"), a_hand(NOTICE), confirmed=True)
    assert (len(server.given), reminders(place)[0][2]) == (1, "sent")


def test_a_retry_sends_the_same_bytes_under_the_same_id(place: Workplace) -> None:
    registered(place)
    morning.check(place, a_hand(NOTICE))
    server = Answering([TryAgain("451 later"), Unsure("geen antwoord"), Sent("250 ok")])
    at = a_hand(NOTICE).at
    states = []
    for minutes in (0, 60, 120):
        delivery.deliver(place, over(server), a_hand(NOTICE, at=at + timedelta(minutes=minutes)))
        states.append(reminders(place)[0][2])
    assert states == ["temporary_failure", "unsure", "sent"]
    assert len({(one.message_id, one.raw) for one in server.given}) == 1


def test_what_waits_for_its_next_try_is_told_with_its_hour(place: Workplace) -> None:
    registered(place)
    morning.check(place, a_hand(NOTICE))
    server = Answering([TryAgain("451 later")])
    first = delivery.deliver(place, over(server), a_hand(NOTICE))
    again = datetime.fromisoformat(first.data["next_try"]).astimezone(AMSTERDAM)
    done = delivery.deliver(place, over(server), a_hand(NOTICE))
    assert done.headline == (
        "niets te versturen; 1 bericht wacht op een nieuwe poging, op zijn vroegst "
        f"ma 11 juni 2018, {again.hour}.{again.minute:02} uur"
    )
    assert (done.outcome, done.act_id) == ("nothing", None)


def test_the_diary_does_not_call_sent_what_was_written_or_waits(place: Workplace) -> None:
    registered(place)
    morning_of(place, NOTICE)
    event = shown(place)["events"][-1]
    assert (event["what"], event["on_ground_of"]) == ("1 weggeschreven", "ronde langs de uitgaande post")


def test_a_failed_try_is_not_repeated_once_the_answer_is_in(place: Workplace) -> None:
    registered(place)
    morning.check(place, a_hand(NOTICE))
    server = Answering([TryAgain("451 later"), Sent("250 ok")])
    delivery.deliver(place, over(server), a_hand(NOTICE))
    received(place, a_reply(dated=NOTICE), on=NOTICE)
    delivery.deliver(place, over(server), a_hand(NOTICE, at=a_hand(NOTICE).at + timedelta(hours=2)))
    assert (len(server.given), reminders(place)[0][2]) == (1, "dropped")


def test_what_is_under_way_when_the_answer_comes_is_named(place: Workplace) -> None:
    registered(place)
    morning.check(place, a_hand(NOTICE))
    with place.transaction() as session:
        message = session.get_one(Message, 1)
        message.state = ReminderState.SENDING
        session.add(message)
    done = received(place, a_reply(dated=NOTICE), on=NOTICE)
    assert [line.rung for line in done.on_its_way] == ["notice"]
    assert any("onderweg" in line for line in done.lines)


def test_the_rappel_letter_waits_for_a_person_and_leaves_once(place: Workplace) -> None:
    registered(place)
    morning_of(place, FIRST)
    morning_of(place, date(2018, 6, 25))
    assert ("second_rappel", "2018-06-25", "by_hand") in reminders(place)
    assert len(mails(place)) == 2
    done = morning.send_rung(place, "EK-2018-001", "second_rappel", a_hand(date(2018, 6, 25)))
    assert ("escalation", date(2018, 7, 5)) not in [(line.rung, line.on) for line in done.dropped]
    delivery.deliver(place, files(place), a_hand(date(2018, 6, 25)))
    assert len(mails(place)) == 3
    with pytest.raises(RungWaiting):
        morning.send_rung(place, "EK-2018-001", "second_rappel", a_hand(date(2018, 6, 26)))


def test_a_letter_by_hand_to_a_mailbox_that_has_its_mail_of_the_day_leaves_with_a_warning(place: Workplace) -> None:
    registered(place)
    registered(place, about="een ander onderwerp", name="tweede.txt", term="uiterlijk 28 juni 2018")
    morning_of(place, FIRST)
    on = date(2018, 6, 25)
    morning_of(place, on)  # the desk is told of the other case, the clerk of the letter
    done = morning.send_rung(place, "EK-2018-001", "second_rappel", a_hand(on))
    [warning] = done.warnings
    assert warning == (
        "Postbus «parlementaire desk JenV» krijgt op maandag 25 juni 2018 al het bericht van de dag; "
        "deze brief vertrekt daarnaast."
    )
    before = len(mails(place))
    assert delivery.deliver(place, files(place), a_hand(on)).data["written"] == 1
    assert len(mails(place)) == before + 1


def test_a_letter_by_hand_is_warned_of_beside_what_should_have_left_before(place: Workplace) -> None:
    registered(place)
    registered(place, about="een ander onderwerp", name="tweede.txt", term="uiterlijk 28 juni 2018")
    morning_of(place, FIRST)
    monday, tuesday = date(2018, 6, 25), date(2018, 6, 26)
    morning.check(place, a_hand(monday))  # and nothing is delivered on it
    [warning] = morning.send_rung(place, "EK-2018-001", "second_rappel", a_hand(tuesday)).warnings
    assert "krijgt op dinsdag 26 juni 2018 al het bericht van de dag" in warning


def test_a_letter_by_hand_that_is_the_only_mail_of_its_day_is_not_warned_of(place: Workplace) -> None:
    registered(place)
    morning_of(place, FIRST)
    morning_of(place, date(2018, 6, 25))
    assert morning.send_rung(place, "EK-2018-001", "second_rappel", a_hand(date(2018, 6, 25))).warnings == ()


def test_escalation_comes_ten_days_after_a_rappel_that_left_late(place: Workplace) -> None:
    registered(place)
    morning_of(place, date(2018, 6, 25))
    morning.send_rung(place, "EK-2018-001", "second_rappel", a_hand(date(2018, 7, 2)))
    assert ("escalation", "2018-07-12") in [(one["rung"], one["owed_on"]) for one in shown(place)["planned"]]


def test_a_dry_run_shows_the_texts_and_changes_nothing(place: Workplace) -> None:
    registered(place)
    before = shown(place)
    done = rehearse(place, a_hand(DUE))
    assert any("donderdag 14 juni 2018" in line for line in done.lines)
    assert (done.act_id, shown(place)) == (None, before)


def test_a_case_without_a_date_comes_back_to_the_clerk_and_never_to_the_desk(place: Workplace) -> None:
    done = registered(place, term="")
    assert done.headline == "verzoek ingeschreven · zonder uiterste datum"
    for week in range(1, 10):
        morning_of(place, date(2018, 5, 31) + timedelta(weeks=week))
    assert [(rung, day) for rung, day, _ in reminders(place)] == [
        ("attention", "2018-06-28"),
        ("attention", "2018-07-26"),
    ]
    assert all("griffier" in mail for mail in mails(place))


def test_nothing_is_lost_or_doubled_when_a_sender_dies_between_sending_and_settling(place: Workplace) -> None:
    registered(place)
    morning.check(place, a_hand(NOTICE))

    @dataclass
    class Dying(Answering):
        def deliver(self, parcel: Parcel) -> Outcome:
            super().deliver(parcel)
            raise KeyboardInterrupt

    dead = Dying([Sent("250 ok")])
    with pytest.raises(KeyboardInterrupt):
        delivery.deliver(place, over(dead), a_hand(NOTICE))
    assert reminders(place)[0][2] == "unsure"
    alive = Answering([Sent("250 ok")])
    delivery.deliver(place, over(alive), a_hand(NOTICE))
    assert reminders(place)[0][2] == "sent"
    assert [one.message_id for one in alive.given] == [one.message_id for one in dead.given]


@dataclass
class AnsweredMeanwhile(Answering):
    """A transport during whose first try the answer in one of the cases comes in."""

    place: Workplace | None = None

    def deliver(self, parcel: Parcel) -> Outcome:
        """File the answer, then say what it was told to."""
        if self.place is not None and not self.given:
            received(self.place, a_reply(dated=NOTICE), on=NOTICE, cases=("EK-2018-001",))
        return super().deliver(parcel)


def test_a_mail_that_failed_while_a_case_was_answered_is_worded_anew_without_it(place: Workplace) -> None:
    registered(place)
    registered(place, about="een ander onderwerp", name="tweede.txt")
    morning.check(place, a_hand(NOTICE))
    server = AnsweredMeanwhile([TryAgain("451 later"), Sent("250 ok")], place=place)
    delivery.deliver(place, over(server), a_hand(NOTICE))
    later = a_hand(NOTICE, at=a_hand(NOTICE).at + timedelta(hours=6))
    delivery.deliver(place, over(server), later)
    first, second = (parcel.raw.decode() for parcel in server.given)
    assert "EK-2018-001" in first
    assert "EK-2018-001" not in second
    assert "EK-2018-002" in second

"""Mail servers that behave badly: never sent without a 250, always one Message-ID (R3, R5, R6)."""

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from casework import delivery, morning
from casework.values import Done
from casework.workplace import Workplace
from notifications.carrier import Carrier, carrier_for
from notifications.outcomes import GiveUp, Outcome, Sent, TryAgain
from notifications.parcels import Parcel
from notifications.pauses import WINDOW
from notifications.transports.memory import Memory
from notifications.transports.servers import mail_server
from notifications.transports.smtp import Smtp
from procedure.vocabulary import ReminderState
from tests.builders import a_hand
from tests.faults.kit import a_sink, asked, halves
from tests.faults.many import Many, many

NOTICE, RAPPEL = date(2018, 6, 11), date(2018, 6, 25)
"""Mondays."""
PATIENCE = 0.4
"""Seconds; the server that answers late takes longer."""

Tell = Callable[[str, str, str], None]


def waiting(place: Workplace, count: int) -> None:
    """Let so many mails wait, each to a desk of its own."""
    many(place, Many(desks=count - 1, cases=count - 1))
    morning.check(place, a_hand(NOTICE))


def states(place: Workplace) -> Counter[str]:
    return Counter(row[0] for row in asked(place, "SELECT state FROM message WHERE state <> 'dropped'"))


def pass_at(place: Workplace, carrier: Carrier, at: datetime) -> Done:
    with carrier:
        return delivery.deliver(place, carrier, a_hand(NOTICE, at=at), confirmed=True)


def impatient(url: str) -> Carrier:
    """Return a carrier that waits for an answer for less than a second."""
    return Carrier(Smtp(mail_server(url), timeout=PATIENCE), None, "")


MISBEHAVING = {
    "drop": ReminderState.UNSURE,
    "late": ReminderState.UNSURE,
    "hangup": ReminderState.TEMPORARY_FAILURE,
    "away": ReminderState.TEMPORARY_FAILURE,
}
"""How a server behaves, and in which state that leaves a message of which it never confirmed anything."""


def recovered_from(place: Workplace, folder: Path, behave: str, count: int) -> int:
    """Return how many texts the server had more than once; each under its own Message-ID, and all sent in the end."""
    waiting(place, count)
    at = a_hand(NOTICE).at
    scheme = "smtp+starttls" if behave == "tls" else "smtp"
    with a_sink(folder, "well" if behave == "tls" else behave) as sink:
        pass_at(place, impatient(sink.url.replace("smtp", scheme, 1)), at)
        assert states(place) == {MISBEHAVING.get(behave, ReminderState.TEMPORARY_FAILURE): count}
        confirmed = asked(place, "SELECT count(*) FROM attempt WHERE outcome = 'sent'")[0][0]
        assert confirmed == 0, "sent without a 250"
        sink.is_well_again()
        done = pass_at(place, carrier_for(sink.url, folder, "", ()), at + timedelta(hours=1))
        assert (done.data["sent"], states(place)) == (count, {ReminderState.SENT: count})
        got = sink.got()
    assert len(got) == count
    assert halves(place) == []
    return sum(times - 1 for times in got.values())


@pytest.mark.parametrize("either_place", ["sqlite"], indirect=True)  # the line is the matter here; below, both
@pytest.mark.parametrize("behave", [*MISBEHAVING, "tls"])
def test_a_server_that_breaks_off_costs_no_mail_and_confirms_none(
    either_place: Workplace, tmp_path: Path, behave: str
) -> None:
    recovered_from(either_place, tmp_path, behave, 2)


@pytest.mark.faults
@pytest.mark.parametrize("behave", [*MISBEHAVING, "tls"])
def test_a_hundred_mails_to_a_server_that_breaks_off(
    either_place: Workplace, tmp_path: Path, behave: str, came_to: Tell
) -> None:
    again = recovered_from(either_place, tmp_path, behave, 100)
    where = f"{either_place.engine.dialect.name}, {behave}"
    came_to("R3", where, f"100 mails: none sent without a 250, {again} texts twice, each under its own Message-ID")


def half_an_hour_of_refusals(place: Workplace, count: int) -> tuple[int, timedelta]:
    """Return how many tries it took, and the longest that a message hung after the server was well again."""
    waiting(place, count)
    begun = a_hand(NOTICE).at
    well_again = begun + timedelta(minutes=30)
    at, tries = begun, 0
    while states(place) != {ReminderState.SENT: count}:
        answers: Callable[[Parcel], Outcome] = (
            (lambda _: TryAgain("451 4.3.2 druk")) if at < well_again else (lambda one: Sent(f"250 {one.message_id}"))
        )
        memory = Memory(answers)
        done = pass_at(place, Carrier(memory, None, ""), at)
        tries += len(memory.parcels)
        if done.data["next_try"] is None:
            break
        at = datetime.fromisoformat(done.data["next_try"])
    assert states(place) == {ReminderState.SENT: count}
    rows = asked(place, "SELECT message_id, n, at FROM attempt ORDER BY message_id, n")
    by_message: dict[int, list[datetime]] = {}
    for message_id, _, when in rows:
        by_message.setdefault(message_id, []).append(datetime.fromisoformat(str(when)))
    assert len({tuple(times) for times in by_message.values()}) > 1, "the pauses are spread"
    for times in by_message.values():
        gaps = [later - earlier for earlier, later in pairwise(times)]
        assert gaps[-1] > gaps[0], "the pauses grow"
        assert sum(at.replace(tzinfo=begun.tzinfo) >= well_again for at in times) == 1, "its next try is its last"
    last_try = max(times[-1] for times in by_message.values())
    return tries, last_try.replace(tzinfo=begun.tzinfo) - well_again


def test_after_half_an_hour_of_refusals_all_leaves_within_the_next_pause(place: Workplace) -> None:
    assert half_an_hour_of_refusals(place, 3)[1] < timedelta(minutes=11)


@pytest.mark.faults
def test_five_hundred_mails_through_half_an_hour_of_refusals(either_place: Workplace, came_to: Tell) -> None:
    tries, hung = half_an_hour_of_refusals(either_place, 500)
    told = f"500 mails, 451 for 30 minutes: all sent in {tries} tries, the last {hung.seconds // 60} minutes after"
    assert hung < timedelta(minutes=11)
    came_to("R5", either_place.engine.dialect.name, told)


def one_bad_of_three(place: Workplace, count: int) -> int:
    """Return how many addresses were refused for good: each is tried once, and the others get their mail once."""
    waiting(place, count)

    def answered(parcel: Parcel) -> Outcome:
        return GiveUp("550 5.1.1 onbekend") if parcel.to[4:5] in "147" else Sent("250")

    memory = Memory(answered)
    for hours in range(6):
        pass_at(place, Carrier(memory, None, ""), a_hand(NOTICE).at + timedelta(hours=hours))
    assert len({one.message_id for one in memory.parcels}) == len(memory.parcels) == count
    bad = sum(isinstance(answered(one), GiveUp) for one in memory.parcels)
    assert states(place) == Counter({"failed": bad, "sent": count - bad})
    return bad


def test_a_bad_address_is_tried_once_and_the_good_ones_get_their_mail_once(place: Workplace) -> None:
    one_bad_of_three(place, 9)


@pytest.mark.faults
def test_three_hundred_mails_with_bad_addresses_among_them(either_place: Workplace, came_to: Tell) -> None:
    bad = one_bad_of_three(either_place, 300)
    where = f"{either_place.engine.dialect.name}, 550"
    came_to("R6", where, f"300 mails, {bad} addresses refused for good: one try each, and the others have theirs once")


def four_hours_of_refusals(place: Workplace, count: int) -> int:
    """Return how many tries were made in four hours without a yes; the pass that gives up tells the clerk of each."""
    waiting(place, count)
    begun, at, tries = a_hand(NOTICE).at, a_hand(NOTICE).at, 0
    done = pass_at(place, Carrier(Memory(lambda _: TryAgain("451 4.3.2 druk")), None, ""), at)
    told: list[str] = []
    while done.data["next_try"] is not None:
        at = datetime.fromisoformat(done.data["next_try"])
        memory = Memory(lambda _: TryAgain("451 4.3.2 druk"))
        done = pass_at(place, Carrier(memory, None, ""), at)
        failed = states(place)[ReminderState.FAILED]
        told += [said for said in done.warnings if "technisch mislukt" in said]
        assert len(told) == failed, "told in the pass that gave up, no later"
        tries += len(memory.parcels)
    assert states(place) == {ReminderState.FAILED: count}
    assert at - begun >= WINDOW
    assert all(said.startswith("Te doen: ") for said in told)
    assert pass_at(place, Carrier(Memory(), None, ""), at + timedelta(days=1)).data["sent"] == 0
    return tries + count


def test_after_four_hours_each_mail_has_failed_and_its_pass_says_so(place: Workplace) -> None:
    four_hours_of_refusals(place, 3)


@pytest.mark.faults
def test_three_hundred_mails_that_nobody_takes_for_four_hours(either_place: Workplace, came_to: Tell) -> None:
    tries = four_hours_of_refusals(either_place, 300)
    where = f"{either_place.engine.dialect.name}, window"
    came_to("R6", where, f"300 mails, 451 for four hours: technisch mislukt after {tries} tries, each told in its pass")

"""A letter that Griffie itself sends and that fails on its way: it never counts as sent, and says so (R9)."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from casework import delivery, morning
from casework.showing import show
from casework.workplace import Workplace
from notifications.carrier import Carrier, carrier_for
from notifications.outcomes import GiveUp, Outcome, TryAgain, Unsure
from notifications.transports.memory import Memory
from notifications.transports.servers import mail_server
from notifications.transports.smtp import Smtp
from procedure.vocabulary import ReminderState
from tests.builders import a_hand, registered, reminders, shown
from tests.faults.kit import a_sink, asked, halves
from tests.faults.many import Many, many

NOTICE, RAPPEL = date(2018, 6, 11), date(2018, 6, 25)
"""Mondays."""

Tell = Callable[[str, str, str], None]


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (TryAgain("451 4.7.1 later"), "temporary_failure"),
        (Unsure("verbroken na de tekst"), "unsure"),
        (GiveUp("550 5.1.1 onbekend"), "failed"),
    ],
)
def test_a_rappel_by_hand_that_fails_at_any_step_never_counts_as_sent(
    place: Workplace, outcome: Outcome, state: str
) -> None:
    registered(place)
    for day in (NOTICE, RAPPEL):
        morning.check(place, a_hand(day))
        delivery.deliver(place, Carrier(Memory(), None, ""), a_hand(day))
    morning.send_rung(place, "EK-2018-001", "second_rappel", a_hand(RAPPEL))
    later = a_hand(RAPPEL).at + timedelta(minutes=1)
    delivery.deliver(place, Carrier(Memory(lambda _: outcome), None, ""), a_hand(RAPPEL, at=later))
    letter = shown(place)["reminders"][-1]
    assert (letter["rung"], letter["state"], letter["sent_at"]) == ("second_rappel", state, None)
    assert ("second_rappel", "2018-06-25", state) in reminders(place)


STEPS = {
    "away": ReminderState.TEMPORARY_FAILURE,
    "tls": ReminderState.TEMPORARY_FAILURE,
    "hangup": ReminderState.TEMPORARY_FAILURE,
    "busy": ReminderState.TEMPORARY_FAILURE,
    "gone": ReminderState.FAILED,
    "drop": ReminderState.UNSURE,
    "late": ReminderState.UNSURE,
}
"""The step of a delivery at which a server breaks off, and what that leaves of a letter."""


def letter_of(place: Workplace, case: str) -> dict[str, object]:
    """Return the letter of the chair in a case, as it is shown; before it stands what told the clerk of it."""
    shown_now = show(place, case, on=RAPPEL, at=a_hand(RAPPEL).at)["reminders"]
    found: dict[str, object] = [one for one in shown_now if one["rung"] == "second_rappel"][-1]
    return found


def breaks_off(place: Workplace, folder: Path, step: str, cases: list[str], minute: int) -> None:
    """Send the letters of cases over a server that breaks off at a step; none of them is shown as sent."""
    for case in cases:
        morning.send_rung(place, case, "second_rappel", a_hand(RAPPEL))
    scheme = "smtp+starttls" if step == "tls" else "smtp"
    hand = a_hand(RAPPEL, at=a_hand(RAPPEL).at + timedelta(seconds=minute))
    with a_sink(folder, "well" if step == "tls" else step) as sink:
        over = Carrier(Smtp(mail_server(sink.url.replace("smtp", scheme, 1)), timeout=0.4), None, "")
        with over:
            done = delivery.deliver(place, over, hand, confirmed=True)
    assert done.data["sent"] == 0
    for case in cases:
        letter = letter_of(place, case)
        assert (letter["state"], letter["sent_at"]) == (STEPS[step], None), (step, case)


@pytest.mark.faults
def test_fifty_letters_of_the_chair_that_fail_at_every_step(
    either_place: Workplace, tmp_path: Path, came_to: Tell
) -> None:
    place = either_place
    many(place, Many(desks=49, cases=49))
    for day in (NOTICE, RAPPEL):
        morning.check(place, a_hand(day))
        delivery.deliver(place, Carrier(Memory(), None, ""), a_hand(day))
    cases = [row[0] for row in asked(place, 'SELECT number FROM "case" ORDER BY serial')]
    steps = list(STEPS)
    for n, step in enumerate(steps):
        breaks_off(place, tmp_path, step, cases[n :: len(steps)], n)
    at = a_hand(RAPPEL).at + timedelta(minutes=30)
    with a_sink(tmp_path) as sink, carrier_for(sink.url, tmp_path, "", ()) as carrier:
        done = delivery.deliver(place, carrier, a_hand(RAPPEL, at=at), confirmed=True)
        confirmed = sink.got()
    letters = [letter_of(place, case) for case in cases]
    ended = Counter(str(one["state"]) for one in letters)
    assert sum(one["sent_at"] is not None for one in letters) == done.data["sent"] == len(confirmed) == ended["sent"]
    assert (len(cases), ended["sent"] + ended["failed"]) == (50, 50)
    assert halves(place) == []
    told = (
        f"50 letters of the chair, broken off at {len(steps)} steps: none shown as sent before its 250; "
        f"{ended['sent']} left afterwards, {ended['failed']} refused for good"
    )
    came_to("R9", place.engine.dialect.name, told)

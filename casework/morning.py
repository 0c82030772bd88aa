"""The check of a day: what has come due leaves the agenda and becomes an owed reminder with its message.

Level-triggered: it looks at what is so on a day, not at what changed. A missed or a repeated check does no harm: the
ledger takes each reminder once, and after an outage each audience is owed the highest rung only.
"""

from dataclasses import replace

from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from casework import clocks, lookup
from casework.auditing import with_head
from casework.checked import told
from casework.facts.rulebook import load_rulebook
from casework.ledger import Taken, first_day, take_off
from casework.outgoing import (
    RungWaiting,
    beside_other_mail,
    queue_again,
    queue_by_hand,
    rung_failed,
    rung_waiting,
)
from casework.record import case_by_number, current_round, write_act
from casework.standing import settle
from casework.telling import Told, tell
from casework.values import Done, Hand
from casework.workplace import Workplace
from models.reminders import Message
from models.turns import tidy
from procedure.lifecycle import offered
from procedure.reminders import rung_name
from procedure.vocabulary import Verb
from procedure.wording import plain_date

NOT_TIDIED = "De agenda is na de controle niet opgeruimd; de database doet dat later zelf. De controle staat vast."


def check(place: Workplace, hand: Hand) -> Done:
    """Return what has come due until and including a day, noted in the ledger with its messages.

    It names the head of the chain of seals, so that this is known outside the register.

    Raises:
        BeyondCalendar: a next reminder, or the day on which one that is held back leaves, lies past what the calendar
            knows.
    """
    with place.transaction() as session:
        done, taken = _checked(session, hand)
    done = with_head(place, done, hand)
    try:
        tidy(place.engine, "agenda", removed=taken)
    except SQLAlchemyError:
        return replace(done, warnings=(*done.warnings, NOT_TIDIED))
    return done


def checked(session: Session, hand: Hand) -> Done:
    """Return the check of a day within a transaction that somebody else keeps, or throws away."""
    done, _ = _checked(session, hand)
    return done


def _checked(session: Session, hand: Hand) -> tuple[Done, int]:
    """Return the check of a day, and how many entries it took off the agenda."""
    act = write_act(session, hand, Verb.CHECK, f"termijnen op {plain_date(hand.on)}", **clocks.kept(hand))
    first, taken = first_day(session), Taken()
    if first is not None and first <= hand.on:
        taken = take_off(session, act, hand, load_rulebook(session, on=hand.on))
    return told(session, act, hand, taken.overtaken), taken.entries


def send_rung(place: Workplace, number: str, rung: str, hand: Hand) -> Done:
    """Return the rung that waited for a person, queued now for each desk that still owes an answer.

    A rung that could not be delivered is queued once more. Mail leaves on working days. A letter leaves also where its
    mailbox gets other mail on that day; then a warning says so.

    Raises:
        RungWaiting: no such rung waits in this case.
    """
    with place.transaction() as session:
        case_row = case_by_number(session, number)
        rnd = current_round(session, case_row)
        rulebook = load_rulebook(session, on=hand.on)
        before = settle(session, rnd, rulebook, on=hand.on, reason="herinnering verstuurd").stands
        agreed = before.agreed.due_on if before.agreed else None
        waiting = rung_waiting(session, rnd, rung, agreed, rulebook)
        failed = rung_failed(session, rnd, rung)
        if Verb.SEND not in offered(before.stage) or not (waiting or failed):
            raise RungWaiting(case=case_row.number, rung=rung)
        act = write_act(session, hand, Verb.SEND, f"{rung_name(rung)} door een mens verstuurd", cases=[case_row])
        boxes = [row.mailbox_id for row in failed]
        letters = [row.mailbox_id for row in failed if not session.get_one(Message, row.message_id).daily]
        if waiting is not None:
            boxes = letters = list(dict.fromkeys(box for one in before.owing if one.open for box in one.mailboxes))
            queue_by_hand(session, act, hand, rulebook, waiting=waiting, desks=boxes)
        else:
            queue_again(session, act, hand, rulebook, failed)
        beside = beside_other_mail(session, act, letters, rulebook.days.next_working_day(hand.on))
        moved = settle(session, rnd, rulebook, on=hand.on, reason="een dringender brief is verstuurd")
        names = ", ".join(lookup.mailbox_name(session, box) for box in boxes)
        lines = (f"{rung_name(rung).capitalize()} staat klaar voor {names}.",)
        headline = f"{rung_name(rung)} vertrekt naar {names}"
        told = Told(Verb.SEND, headline, lines=lines, outcome="reminded", warnings=beside)
        return tell(session, act, [case_row], moved, told)

"""The check of a day: what has come due leaves the agenda and becomes an owed reminder with its message.

Level-triggered: it looks at what is so on a day, not at what changed. A missed or a repeated check does no harm: the
ledger takes each reminder once, and after an outage each audience is owed the highest rung only.
"""

from dataclasses import replace

from casework import lookup
from casework.checked import checked
from casework.facts.rulebook import load_rulebook
from casework.ledger import first_day, take_off
from casework.outgoing import RungWaiting, preview, queue_again, queue_by_hand, rung_failed, rung_waiting
from casework.record import case_by_number, current_round, write_act
from casework.standing import settle
from casework.telling import Told, tell
from casework.values import Done, Hand
from casework.workplace import Workplace
from models.database import tidy
from procedure.lifecycle import offered
from procedure.reminders import rung_name
from procedure.vocabulary import Verb


def check(place: Workplace, hand: Hand, *, dry_run: bool = False) -> Done:
    """Return what has come due until and including a day, noted in the ledger with its messages.

    A dry run does the same and then leaves everything as it was; its lines hold the texts that would go.

    Raises:
        BeyondCalendar: a next reminder lies past what the calendar knows.
    """
    taken = 0
    with place.transaction() as session, session.begin_nested() as trial:
        act = write_act(session, hand, Verb.CHECK, f"termijnen op {hand.on.isoformat()}")
        first = first_day(session)
        if first is not None and first <= hand.on:
            taken = take_off(session, act, hand, load_rulebook(session, on=hand.on))
        done = checked(session, act, hand, preview(session, act) if dry_run else ())
        if dry_run:
            trial.rollback()
            return replace(done, act_id=None)
    tidy(place.engine, "agenda", removed=taken)
    return done


def send_rung(place: Workplace, number: str, rung: str, hand: Hand) -> Done:
    """Return the rung that waited for a person, queued now for each desk that still owes an answer.

    A rung that could not be delivered is queued once more. Mail leaves on working days.

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
        if waiting is not None:
            boxes = list(dict.fromkeys(one.mailbox_id for one in before.owing if one.open))
            queue_by_hand(session, act, hand, rulebook, waiting=waiting, desks=boxes)
        else:
            queue_again(session, act, hand, rulebook, failed)
        moved = settle(session, rnd, rulebook, on=hand.on, reason="een dringender brief is verstuurd")
        names = ", ".join(lookup.mailbox_name(session, box) for box in boxes)
        lines = (f"{rung_name(rung).capitalize()} staat klaar voor {names}.",)
        told = Told(Verb.SEND, f"{rung_name(rung)} vertrekt naar {names}", lines=lines, outcome="reminded")
        return tell(session, act, [case_row], moved, told)

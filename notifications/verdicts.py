"""What a try means for its message: the state it is left in, what to tell about it, and when the next try comes."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from notifications.outcomes import GiveUp, Outcome, Sent, TryAgain, Unsure, Written
from notifications.pauses import pause
from procedure.vocabulary import ReminderState

TECHNICAL = "technisch mislukt"
DOUBTFUL = "technisch mislukt, en of het aankwam is onzeker"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one try came to."""

    state: ReminderState
    answer: str
    """What was answered, for the record of the try."""
    note: str = ""
    """What a clerk is told; empty when all is well."""
    wait: timedelta | None = None
    """How long until the next try; None when there is none."""


def judge(outcome: Outcome, *, message_id: str, tries: int, tried: timedelta, doubted: bool = False) -> Verdict:
    """Return what the given try (the first is one) means, after trying for so long.

    ``doubted`` says that an earlier one perhaps arrived: what is refused since does not undo that.
    """
    match outcome:
        case Sent(answer):
            return Verdict(ReminderState.SENT, answer)
        case Written(path):
            return Verdict(ReminderState.WRITTEN, path)
        case GiveUp(reason):
            return Verdict(ReminderState.FAILED, reason, f"{DOUBTFUL}: {reason}" if doubted else reason)
        case TryAgain(reason, after) if doubted:
            state, failed, least = ReminderState.UNSURE, DOUBTFUL, after
        case TryAgain(reason, after):
            state, failed, least = ReminderState.TEMPORARY_FAILURE, TECHNICAL, after
        case Unsure(reason):
            state, failed, least = ReminderState.UNSURE, DOUBTFUL, timedelta()
    doubt = state is ReminderState.UNSURE
    wait = pause(tries, tried, jitter=spread(message_id, tries), doubt=doubt)
    if wait is None:
        return Verdict(ReminderState.FAILED, reason, f"{failed}: {reason}")
    return Verdict(state, reason, reason, max(wait, least))


def spread(message_id: str, tries: int) -> float:
    """Return a figure from nought to one, spread over messages and tries, and the same whenever it is asked again."""
    return int.from_bytes(hashlib.sha256(f"{message_id} {tries}".encode()).digest()[:4]) / 2**32

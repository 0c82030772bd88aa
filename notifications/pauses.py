"""How long to wait before the next try, and when to stop trying.

Growing pauses, four hours in all (the window of GOV.UK Notify), then it has failed technically and the clerk sees it.
After a try that perhaps arrived the pauses are longer, since each further try may be a second copy.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

WINDOW = timedelta(hours=4)
"""How long a message is tried, by `tried_for`."""

AFTER_REFUSAL = tuple(
    timedelta(minutes=minutes) for minutes in (1, 2, 3, 4, 5, 7, 8, 10, 12, 14, 16, 18, 20, 20, 20, 20, 20, 20, 20)
)
"""Pauses after a try that certainly did not arrive; together the window."""

AFTER_DOUBT = tuple(timedelta(minutes=minutes) for minutes in (15, 45, 60, 120))
"""Pauses after a try that perhaps arrived; together the window, so at most four further copies."""

SPREAD = 0.2
"""Jitter shortens or lengthens a pause by at most a tenth, so that messages refused together do not return together."""

LONGEST = max(*AFTER_REFUSAL, *AFTER_DOUBT) * (1 + SPREAD / 2)
"""The longest pause there is."""

_LEAST = timedelta(minutes=1)


def tried_for(moments: Sequence[datetime]) -> timedelta:
    """Return for how long a message was tried, given the moments of its tries, the first one first.

    What lies between two tries counts up to the longest pause: in the rest of it nothing could be tried (closed hours,
    free days, an outage of our own). So whatever keeps it waiting, no message is given up before its third try.
    """
    return sum((min(max(later - sooner, timedelta()), LONGEST) for sooner, later in pairwise(moments)), timedelta())


def pause(tries: int, tried: timedelta, *, jitter: float, doubt: bool = False) -> timedelta | None:
    """Return how long to wait after the given number of tries, or None when it is time to give up.

    ``tried`` is how long it was tried so far; ``jitter`` lies between nought and one.
    """
    left = WINDOW - tried
    if left <= (WINDOW * SPREAD / 2 if doubt else timedelta()):  # what jitter left over is worth no further copy
        return None
    table = AFTER_DOUBT if doubt else AFTER_REFUSAL
    planned = table[min(tries, len(table)) - 1] * (1 + SPREAD * (jitter - 0.5))
    return max(min(planned, left), _LEAST)

"""How long to wait before the next try, and when to stop trying.

Growing pauses, four hours in all (the window of GOV.UK Notify), then it has failed technically and the clerk sees it.
After a try that perhaps arrived the pauses are longer, since each further try may be a second copy.
"""

from datetime import timedelta

WINDOW = timedelta(hours=4)
"""How long a message is tried, counted from its first try."""

LEAST_TRIES = 3
"""A message is not given up before so many tries, however late they came: an outage of our own is not its fault."""

AFTER_REFUSAL = tuple(
    timedelta(minutes=minutes) for minutes in (1, 2, 3, 4, 5, 7, 8, 10, 12, 14, 16, 18, 20, 20, 20, 20, 20, 20, 20)
)
"""Pauses after a try that certainly did not arrive; together the window."""

AFTER_DOUBT = tuple(timedelta(minutes=minutes) for minutes in (15, 45, 60, 120))
"""Pauses after a try that perhaps arrived; together the window, so at most four further copies."""

SPREAD = 0.2
"""Jitter shortens or lengthens a pause by at most a tenth, so that messages refused together do not return together."""

_LEAST = timedelta(minutes=1)


def pause(tries: int, since_first: timedelta, *, jitter: float, doubt: bool = False) -> timedelta | None:
    """Return how long to wait after the given number of tries, or None when it is time to give up.

    ``since_first`` is the time since the first try; ``jitter`` lies between nought and one.
    """
    left = WINDOW - since_first
    if left <= timedelta() and tries >= LEAST_TRIES:
        return None
    table = AFTER_DOUBT if doubt else AFTER_REFUSAL
    planned = table[min(tries, len(table)) - 1] * (1 + SPREAD * (jitter - 0.5))
    return max(min(planned, left), _LEAST)

"""A transport that keeps what it is given: for tests, and for trying things out."""

from collections.abc import Callable

from notifications.outcomes import Outcome, Sent
from notifications.parcels import Parcel


def accept(parcel: Parcel) -> Outcome:
    """Return that the parcel was taken over, as a mail server would say it."""
    return Sent(f"250 {parcel.message_id}")


class Memory:
    """Keeps every parcel it is offered, and answers as it is told to: with acceptance, where nothing else is said."""

    stays_here = True

    def __init__(self, answer: Callable[[Parcel], Outcome] = accept) -> None:
        """Take how to answer each parcel."""
        self.parcels: list[Parcel] = []
        self._answer = answer

    def deliver(self, parcel: Parcel) -> Outcome:
        """Return the answer that was arranged, and keep the parcel."""
        self.parcels.append(parcel)
        return self._answer(parcel)

    def close(self) -> None:
        """Keep what was given: nothing is open."""

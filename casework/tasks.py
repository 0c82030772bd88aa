"""What waits for the clerk, in a sentence that says what to do: what did not arrive, and letters that are ready."""

from procedure.reminders import rung_name

NOT_ARRIVED = "Te doen: {case} {rung} aan {to} is niet aangekomen ({why})."
SEND_AGAIN = "Verstuur opnieuw met `griffie send {case} {code}`."


def send_again(case: str, rung: str, to: str, why: str) -> str:
    """Return the task of sending a reminder once more that could not be delivered."""
    return f"{not_arrived(case, rung, to, why)} {SEND_AGAIN.format(case=case, code=rung)}"


READY = "Te doen: {case} {rung} ligt klaar voor de voorzitter. Verstuur met `griffie send {case} {code}`."


def letter_ready(case: str, rung: str) -> str:
    """Return the task of sending a letter that leaves by a person's hand only."""
    return READY.format(case=case, rung=rung_name(rung), code=rung)


def not_arrived(case: str, rung: str, to: str, why: str) -> str:
    """Return that a message did not arrive, where sending again is no answer to it."""
    return NOT_ARRIVED.format(case=case, rung=rung_name(rung), to=to, why=why.rstrip("."))

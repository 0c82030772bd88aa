"""The alarm that a register is not looked after, as mails and webhooks; it needs nothing that the register holds."""

from collections.abc import Sequence
from datetime import datetime

from notifications.hook import compose_hook
from notifications.mail import compose_mail
from notifications.notices import Notice
from notifications.parcels import MAIL, WEBHOOK, Parcel, channel_of
from notifications.render import Rendered, render
from procedure.amsterdam import AMSTERDAM

SENDER_NAME = "Bewaking van Griffie"

ADVICE = (
    "Kijk of `griffie up` loopt en of de machine aanstaat; loop de termijnen zo nodig met de hand na: griffie check."
)
AFTERWARDS = "Wat er uitviel en wat daarvan werd, zegt: griffie report downtime."


def ringing(problems: Sequence[str], facts: Sequence[tuple[str, str]]) -> Notice:
    """Return the alarm: what is wrong, since when, and what to do."""
    return Notice(
        "alarm",
        {
            "subject": "ALARM: de termijnen worden niet nagelopen",
            "lead": "De termijnen van de griffie zijn te lang niet nagelopen. Herinneringen blijven liggen.",
            "problems": list(problems),
            "facts": list(facts),
            "advice": ADVICE,
        },
    )


def over(facts: Sequence[tuple[str, str]]) -> Notice:
    """Return the word that it is over."""
    return Notice(
        "alarm",
        {
            "subject": "Alarm voorbij: de termijnen worden weer nagelopen",
            "lead": "De termijnen van de griffie zijn weer nagelopen.",
            "problems": [],
            "facts": list(facts),
            "advice": AFTERWARDS,
        },
    )


def parcels(notice: Notice, to: Sequence[str], *, mark: str, at: datetime) -> list[Parcel]:
    """Return the notice for each address, ready to be carried: as a mail, or as JSON for a web address.

    The first mail address is the sender of all mails: so they come from within the house, and refusals go back to it.

    Raises:
        NotificationsError: an address is no plain mail address.
    """
    rendered = render(notice)
    here = at.astimezone(AMSTERDAM)
    sender = next((one for one in to if channel_of(one) == MAIL), "")
    made = []
    for n, address in enumerate(to, start=1):
        message_id = f"alarm.{here:%Y%m%d%H%M%S%f}.{n}@{mark}"
        raw = _bytes(rendered, address, sender, message_id=message_id, at=at)
        made.append(Parcel(message_id, channel_of(address), address, raw, on=here.date(), at=at))
    return made


def _bytes(rendered: Rendered, address: str, sender: str, *, message_id: str, at: datetime) -> bytes:
    if channel_of(address) == WEBHOOK:
        return compose_hook(rendered, message_id=message_id, date=at)
    return compose_mail(rendered, sender=sender, sender_name=SENDER_NAME, to=address, message_id=message_id, date=at)

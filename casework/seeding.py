"""The first rows of a new register: its own mark, the rules of the country, and the small office."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from casework.facts.rulebook import load_rulebook
from casework.office import export, load_in
from casework.values import Hand
from casework.workplace import Workplace
from models.acts import Installation

ACTOR = "griffie"
"""Who acts where no person does."""


def seed(place: Workplace, tables: Mapping[str, Any], *, at: datetime) -> None:
    """Load the reference data and the small office into a new register, in one transaction; once, whoever comes first.

    ``at`` is an aware instant as a clock in Amsterdam shows it.
    """
    hand = Hand(ACTOR, at.date(), at)
    with place.transaction() as session:
        if session.get(Installation, 1) is not None:
            return
        session.add(Installation(mark=secrets.token_hex(6), created_at=at))
        load_in(session, tables, hand)
        rulebook = load_rulebook(session, on=hand.on)
    export(place, rulebook)

"""Each morning: the post first, then what the terms ask, then what is owed leaves."""

from dataclasses import replace
from datetime import date
from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State

from casework.clocks import question
from casework.errors import TooNew
from casework.morning import check
from casework.values import Done, Hand
from casework.workplace import Workplace
from flows._run import carry_out, day_name, plan_delivery, send, show, take_in, together


@flow(name="Termijnen nalopen", flow_run_name=day_name("termijnen worden nagelopen"))
async def check_deadlines(day: date | None = None, *, dry_run: bool = False, by: str = "") -> State[Any]:
    """Loop de termijnen na: neem de post in, kijk wat er verschuldigd is en verstuur het.

    Args:
        day: De dag waarop gekeken wordt. Leeg: vandaag. Een dag na vandaag kan alleen met "Alleen laten zien".
        dry_run: Aan: zeg wat er zou gebeuren, en doe niets.
        by: Wie dit vastlegt; komt in het dagboek.
    """

    def act(place: Workplace, hand: Hand) -> Done:
        on = day or hand.on
        if dry_run:
            return show(place, replace(hand, on=on))
        if on > hand.on:
            raise TooNew(day=on, today=hand.on)
        if day is None:
            question(place, hand)
        then = replace(hand, on=on)
        post = take_in(place, then)
        checked = check(place, then)
        return together(checked, post, send(place, then))

    return await carry_out(act, by=by, afterwards=plan_delivery)

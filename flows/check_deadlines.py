"""Each morning: the post first, then what the terms ask, then what is owed leaves."""

from dataclasses import replace
from datetime import date
from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State

from casework.values import Done, Hand
from casework.workplace import Workplace
from flows._run import carry_out, day_name, morning_of, plan_delivery, show


@flow(name="Termijnen nalopen", flow_run_name=day_name("termijnen worden nagelopen"))
async def check_deadlines(day: date | None = None, *, dry_run: bool = False, by: str = "") -> State[Any]:
    """Loop de termijnen na: neem de post in, kijk wat er verschuldigd is en verstuur het.

    Args:
        day: De dag waarop gekeken wordt. Leeg: vandaag. Een dag na vandaag kan alleen met "Alleen laten zien".
        dry_run: Aan: zeg wat er zou gebeuren, en doe niets.
        by: Wie dit vastlegt; komt in het dagboek.
    """

    def act(place: Workplace, hand: Hand) -> Done:
        if dry_run:
            return show(place, replace(hand, on=day or hand.on))
        return morning_of(place, hand, day)

    return await carry_out(act, by=by, afterwards=plan_delivery)

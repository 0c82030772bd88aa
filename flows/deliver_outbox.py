"""Sends what lies ready, and plans the next attempt for what had to stay."""

from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State

from flows._run import carry_out, day_name, on_day, plan_delivery, send_in_time


@flow(name="Herinneringen versturen", flow_run_name=day_name("uitgaande post wordt verstuurd"))
async def deliver_outbox(by: str = "") -> State[Any]:
    """Verstuur wat klaarligt; wat niet lukt, blijft liggen voor de volgende poging.

    Args:
        by: Wie dit vastlegt; komt in het dagboek.
    """
    return await carry_out(on_day(send_in_time), by=by, afterwards=plan_delivery)

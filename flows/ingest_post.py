"""Takes in what lies in the watched folder."""

from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State

from flows._run import carry_out, day_name, on_day, take_in


@flow(name="Post innemen", flow_run_name=day_name("post wordt ingenomen"))
async def ingest_post(by: str = "") -> State[Any]:
    """Geef elk stuk in de postmap een nummer, en zeg bij welke zaak het lijkt te horen; er wordt niets ingeboekt.

    Args:
        by: Wie dit vastlegt; komt in het dagboek.
    """
    return await carry_out(on_day(take_in), by=by)

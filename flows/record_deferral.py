"""Records a postponement of which there is no paper."""

from datetime import date
from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State

from casework import handling
from casework.values import DeferOrder, Done, Hand
from casework.workplace import Workplace
from flows._run import carry_out, once
from flows._words import Channel, via_named


@flow(name="Uitstel vastleggen", flow_run_name="{case} · uitstel wordt vastgelegd")
async def record_deferral(
    case: str, via: Channel, *, until: date | None = None, refused: bool = False, by: str = ""
) -> State[Any]:
    """Leg vast dat het ministerie uitstel vroeg, zonder brief.

    Args:
        case: De zaak waarvoor uitstel is gevraagd.
        via: Hoe het uitstel is gevraagd.
        until: De nieuwe uiterste datum. Leeg: geen nieuwe datum genoemd; de oude blijft staan.
        refused: Aanzetten als de commissie niet akkoord gaat; dan verschuift er niets.
        by: Wie dit vastlegt; komt in het dagboek van de zaak.
    """
    order = DeferOrder(via=via_named(via), reason=f"gemeld per {via}", to=until, refused=refused)

    def act(place: Workplace, hand: Hand) -> Done:
        return handling.defer(place, case, order, hand)

    return await carry_out(once(act), by=by)

"""Registers the committee's letter that has gone out."""

from datetime import date
from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State

from casework import box, intake
from casework.values import Done, Hand, RequestOrder
from casework.workplace import Workplace
from flows._run import carry_out, once
from flows._words import AS_MARKED, Confidentiality, decided


@flow(name="Verzoek inschrijven", flow_run_name="stuk {paper} · wordt ingeschreven")
async def register_request(
    paper: int,
    *,
    committees: list[str] = [],  # noqa: B006 - never changed; the form shows an empty list
    to: list[str] = [],  # noqa: B006 - as above
    dossiers: list[str] = [],  # noqa: B006 - as above
    dated: date | None = None,
    due: date | None = None,
    further: str = "",
    confidential: Confidentiality = AS_MARKED,
    by: str = "",
) -> State[Any]:
    """Schrijf een verzonden brief in als verzoek; wat leeg blijft, wordt uit de brief gelezen.

    Args:
        paper: Het nummer dat de brief kreeg toen de post werd ingenomen.
        committees: Leeg laten als de brief de commissie noemt.
        to: Wie moet antwoorden. Leeg laten als de brief de geadresseerde noemt.
        dossiers: Dossiernummers, zoals 34964 of E180019. Leeg: zoals de brief ze noemt.
        dated: De datum op de brief. Leeg: zoals gelezen.
        due: Alleen als de brief geen termijn noemt, of een andere geldt.
        further: Het zaaknummer als dit een nadere ronde is; anders leeg.
        confidential: Draagt de brief een merk, dan moet iemand beslissen.
        by: Wie dit vastlegt; komt in het dagboek van de zaak.
    """
    order = RequestOrder(
        committees=tuple(committees),
        to=tuple(to),
        dossiers=tuple(dossiers),
        dated=dated,
        due=due,
        further=further,
        confidential=decided(confidential),
    )

    def act(place: Workplace, hand: Hand) -> Done:
        return intake.request(place, box.intake_paper(place, paper), order, hand)

    return await carry_out(once(act), by=by)

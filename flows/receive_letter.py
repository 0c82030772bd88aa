"""Files a reply, a partial reply or a deferral with its case."""

from datetime import date
from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State

from casework import box, replies
from casework.values import Done, Hand, ReceiveOrder
from casework.workplace import Workplace
from flows._run import carry_out, once
from flows._words import AS_MARKED, AS_READ, Confidentiality, Kind, decided, kind_named


@flow(name="Brief ontvangen", flow_run_name="stuk {paper} · wordt ingeboekt")
async def receive_letter(
    paper: int,
    *,
    cases: list[str] = [],  # noqa: B006 - never changed; the form shows an empty list
    kind: Kind = AS_READ,
    dated: date | None = None,
    received: date | None = None,
    sender: str = "",
    on_behalf_of: list[str] = [],  # noqa: B006 - as above
    confidential: Confidentiality = AS_MARKED,
    crossed: bool = False,
    by: str = "",
) -> State[Any]:
    """Boek een ontvangen brief in bij zijn zaak; wat leeg blijft, wordt uit de brief gelezen.

    Args:
        paper: Het nummer dat de brief kreeg toen de post werd ingenomen.
        cases: Op welke zaken dit antwoordt. Leeg: de zaak waar hij bij past; past hij bij meer, dan gebeurt er niets.
        kind: Alleen kiezen als de brief het niet zelf zegt, zoals bij een scan.
        dated: De datum op de brief. Leeg: zoals gelezen.
        received: De dag waarop hij binnenkwam. Leeg: vandaag.
        sender: Het ambt dat antwoordt. Leeg: zoals gelezen.
        on_behalf_of: De ambten namens welke mede wordt geantwoord. Leeg: zoals gelezen.
        confidential: Draagt de brief een merk, dan moet iemand beslissen.
        crossed: Aanzetten als het antwoord vóór het verzoek is gedateerd en dat klopt.
        by: Wie dit vastlegt; komt in het dagboek van de zaak.
    """
    order = ReceiveOrder(
        cases=tuple(cases),
        kind=kind_named(kind),
        dated=dated,
        received=received,
        sender=sender,
        on_behalf_of=tuple(on_behalf_of),
        confidential=decided(confidential),
        crossed=crossed,
    )

    def act(place: Workplace, hand: Hand) -> Done:
        return replies.receive(place, box.intake_paper(place, paper), order, hand)

    return await carry_out(once(act), by=by)

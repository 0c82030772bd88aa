"""Adopts and publishes the report of a case."""

from datetime import date
from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State

from casework import reports
from casework.values import AdoptOrder, Done, Hand, PublishOrder
from casework.workplace import Workplace
from flows._run import carry_out, once
from flows._words import AS_USUAL, Format, Template, template_named


@flow(name="Verslag vaststellen en publiceren", flow_run_name="{case} · verslag wordt gepubliceerd")
async def publish_verslag(
    case: str,
    *,
    clerk: str = "",
    adopted_on: date | None = None,
    number: str = "",
    published_on: date | None = None,
    formats: list[Format] = [],  # noqa: B006 - never changed; the form shows an empty list
    template: Template = AS_USUAL,
    reprint: str = "",
    by: str = "",
) -> State[Any]:
    """Stel het verslag van een beantwoorde zaak vast en publiceer het; is het al vastgesteld, laat dan griffier leeg.

    Args:
        case: De zaak waarvan de antwoorden binnen zijn.
        clerk: Op wiens naam het verslag wordt vastgesteld, zoals het gedrukt wordt. Leeg: het is al vastgesteld.
        adopted_on: De dag van vaststelling. Leeg: vandaag.
        number: Het nummer of de letter in het dossier. Leeg: zonder nummer gepubliceerd.
        published_on: De dag van publicatie. Leeg: vandaag.
        formats: In welke vormen het verslag verschijnt. Leeg: zoals de vorige druk, of als platte tekst.
        template: Het sjabloon. "zoals gebruikelijk": zoals de vorige druk, of naar de dag van vaststelling.
        reprint: De reden van een herdruk. Leeg: geen herdruk.
        by: Wie dit vastlegt; komt in het dagboek van de zaak.
    """

    def act(place: Workplace, hand: Hand) -> Done:
        adopt = AdoptOrder(adopted_on=adopted_on or hand.on, clerk=clerk) if clerk else None
        order = PublishOrder(
            number=number,
            published_on=published_on,
            adopt=adopt,
            forms=tuple(formats),
            template=template_named(template),
            reprint=reprint.strip(),
        )
        return reports.publish(place, case, order, hand)

    return await carry_out(once(act), by=by)

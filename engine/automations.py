"""Automations as code: made by name, so that making them again changes nothing."""

from datetime import timedelta

from prefect.automations import Automation
from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.objects import StateType
from prefect.events.actions import ChangeFlowRunState
from prefect.events.schemas.automations import AutomationCore, EventTrigger, Posture

from engine.settings import ZOMBIE_SECONDS

ENDED = ("Completed", "Failed", "Cancelled", "Crashed", "Suspended", "Paused", "AwaitingRetry")

ZOMBIES = Automation(
    name="Run zonder hartslag afsluiten",
    description="Een run waarvan het proces weg is, zou anders voor altijd als lopend in de lijst staan.",
    trigger=EventTrigger(
        after={"prefect.flow-run.heartbeat"},
        expect={"prefect.flow-run.heartbeat", *(f"prefect.flow-run.{state}" for state in ENDED)},
        match={"prefect.resource.id": "prefect.flow-run.*"},
        for_each={"prefect.resource.id"},
        posture=Posture.Proactive,
        threshold=1,
        within=timedelta(seconds=ZOMBIE_SECONDS),
    ),
    actions=[
        ChangeFlowRunState(
            state=StateType.CRASHED,
            name="Crashed",
            message="Het proces gaf geen teken van leven meer. Een volgende run doet wat bleef liggen.",
        )
    ],
)


async def make_automations(client: PrefectClient) -> None:
    """Make or renew every automation, found by its name."""
    for automation in (ZOMBIES,):
        core = AutomationCore(**automation.model_dump(exclude={"id", "owner_resource"}))
        found = await client.read_automations_by_name(name=automation.name)
        if found:
            await client.update_automation(found[0].id, core)
        else:
            await client.create_automation(core)

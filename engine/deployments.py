"""The deployments of ``prefect.yaml``, made on the server in one go, with Dutch labels and choices in their forms."""

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml
from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.actions import DeploymentScheduleCreate, WorkPoolCreate, WorkPoolUpdate
from prefect.client.schemas.schedules import CronSchedule
from prefect.exceptions import ObjectAlreadyExists, ObjectNotFound
from prefect.flows import Flow, load_flow_from_entrypoint
from prefect.utilities.callables import parameter_schema
from prefect.workers.process import ProcessWorker

from engine.forms import patched
from engine.settings import POOL

Described = dict[str, Any]

RETIRED = ("Herinneringen versturen/elk uur",)
"""Deployments of earlier versions: they would go on running by their schedules."""


def described(root: Path) -> list[Described]:
    """Return the deployments as the file describes them, in its order."""
    content = yaml.safe_load((root / "prefect.yaml").read_text(encoding="utf-8"))
    return list(content["deployments"])


async def make_pool(client: PrefectClient) -> None:
    """Make the work pool, or take it out of the pause in which a stop may have left it."""
    template = ProcessWorker.get_default_base_job_template()
    try:
        await client.create_work_pool(WorkPoolCreate(name=POOL, type="process", base_job_template=template))
    except ObjectAlreadyExists:
        await client.update_work_pool(POOL, WorkPoolUpdate(is_paused=False))


async def deploy_all(client: PrefectClient, root: Path, choices: Mapping[str, list[str]]) -> dict[str, UUID]:
    """Make or renew every deployment; return their ids by "flow name/deployment name"."""
    os.chdir(root)
    sys.path.insert(0, str(root))
    flows: dict[str, Flow[..., Any]] = {}
    made: dict[str, UUID] = {}
    for entry in described(root):
        entrypoint = entry["entrypoint"]
        if entrypoint not in flows:
            flows[entrypoint] = load_flow_from_entrypoint(entrypoint, use_placeholder_flow=False)
        flow = flows[entrypoint]
        made[f"{flow.name}/{entry['name']}"] = await _deploy(client, entry, flow, root, choices)
    for name in RETIRED:
        await _retire(client, name)
    return made


async def _retire(client: PrefectClient, name: str) -> None:
    """Take a deployment away with the runs that it planned; its finished runs stay in the history."""
    with suppress(ObjectNotFound):
        await client.delete_deployment((await client.read_deployment_by_name(name)).id)


async def _deploy(
    client: PrefectClient, entry: Described, flow: Flow[..., Any], root: Path, choices: Mapping[str, list[str]]
) -> UUID:
    limit = entry.get("concurrency_limit") or {}
    options = {"collision_strategy": limit["collision_strategy"]} if limit else None
    return await client.create_deployment(
        flow_id=await client.create_flow(flow),
        name=entry["name"],
        entrypoint=entry["entrypoint"],
        description=entry["description"].strip(),
        tags=entry["tags"],
        parameters=entry["parameters"],
        schedules=[_schedule(schedule) for schedule in entry.get("schedules", [])],
        concurrency_limit=limit.get("limit"),
        concurrency_options=options,  # type: ignore[arg-type]  # the client takes the dictionary as well
        parameter_openapi_schema=patched(parameter_schema(flow).model_dump_for_openapi(), choices),
        enforce_parameter_schema=entry["enforce_parameter_schema"],
        work_pool_name=entry["work_pool"]["name"],
        job_variables=entry["work_pool"]["job_variables"],
        pull_steps=[{"prefect.deployments.steps.set_working_directory": {"directory": str(root)}}],
    )


def _schedule(schedule: Mapping[str, Any]) -> DeploymentScheduleCreate:
    return DeploymentScheduleCreate(
        schedule=CronSchedule(cron=schedule["cron"], timezone=schedule["timezone"]),
        active=True,
        slug=schedule["slug"],
    )

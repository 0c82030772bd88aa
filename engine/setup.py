"""Makes pool, deployments and automations on the server: a child of ``griffie up`` that ends when all stand."""

import asyncio
import sys
from pathlib import Path

from prefect.client.orchestration import get_client

from config import clock
from engine.automations import make_automations
from engine.children import end_with_parent, wait_for_go
from engine.choices import choices
from engine.deployments import deploy_all, make_pool
from engine.place import opened


async def set_up(root: Path) -> int:
    """Return how many deployments stand; the automations are there before any run can start."""
    listed = await asyncio.to_thread(lambda: choices(opened(), on=clock.today()))
    async with get_client() as client:
        await make_pool(client)
        await make_automations(client)
        return len(await deploy_all(client, root, listed))


def main() -> None:
    """Load everything, wait for the word that the server answers, and set up."""
    if not wait_for_go():
        sys.exit(0)
    end_with_parent()
    print(asyncio.run(set_up(Path(sys.argv[1]))), "deployments")  # noqa: T201 - into the log of this child


if __name__ == "__main__":
    main()

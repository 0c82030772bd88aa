"""The worker as a child of ``griffie up``: loads Prefect while the server starts, and begins at its parent's word."""

import asyncio
import contextlib
import os
import signal
import sys

from prefect.workers.process import ProcessWorker

from engine.children import end_with_parent, wait_for_go
from engine.settings import POOL, WORKER


async def work() -> None:
    """Take runs from the pool and start a process for each, until interrupted."""
    worker = ProcessWorker(work_pool_name=POOL, name=WORKER, create_pool_if_not_found=False)
    running = asyncio.create_task(worker.start())
    asyncio.get_running_loop().add_signal_handler(signal.SIGINT, running.cancel)
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, running.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await running


def main() -> None:
    """Wait for the word, then work until interrupted, or until the parent is gone."""
    if not wait_for_go():
        sys.exit(0)
    end_with_parent()
    asyncio.run(work())
    os._exit(0)  # Prefect's own threads may linger; the runs are settled by the parent


if __name__ == "__main__":
    main()

"""Prefect's server as a child of ``griffie up``: its API, its UI and its services in one process."""

import os

import uvicorn
from prefect.server.api.server import create_app

from engine.children import end_with_parent


def main() -> None:
    """Serve until interrupted, or until the parent is gone."""
    end_with_parent()
    uvicorn.run(
        create_app(final=True),
        host=os.environ["PREFECT_SERVER_API_HOST"],
        port=int(os.environ["PREFECT_SERVER_API_PORT"]),
        timeout_keep_alive=5,
        timeout_graceful_shutdown=3,
        log_level="warning",
    )


if __name__ == "__main__":
    main()

"""How Alembic reaches the register: over the connection that ``prepare`` hands it, or over an address of a developer.

``alembic -x url=sqlite:///try.db upgrade head`` (or the setting GRIFFIE_DATABASE_URL) is for those who write migrations.
"""

import os
from typing import Any, Literal

from alembic import context
from sqlalchemy import JSON, Connection
from sqlmodel import AutoString

from models import register
from models.columns import UtcDateTime
from models.database import make_engine


def _render(kind: str, thing: Any, _context: Any) -> str | Literal[False]:
    """Return how our own column type is written in a migration, which must not depend on today's code."""
    if kind != "type":
        return False
    if isinstance(thing, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if isinstance(thing, JSON):
        return "JSON"
    return "sa.String()" if isinstance(thing, AutoString) else False


def _run(connection: Connection | None, **options: Any) -> None:
    context.configure(
        connection=connection,
        target_metadata=register.metadata,
        render_as_batch=True,
        render_item=_render,
        **options,
    )
    with context.begin_transaction():
        context.run_migrations()


def _developer_url() -> str:
    return context.get_x_argument(as_dictionary=True).get("url") or os.environ["GRIFFIE_DATABASE_URL"]


if context.is_offline_mode():
    _run(None, url=_developer_url(), literal_binds=True)
elif (handed := context.config.attributes.get("connection")) is not None:
    _run(handed)
else:
    with make_engine(_developer_url()).begin() as made:
        _run(made)

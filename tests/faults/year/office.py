"""The people of the simulated year: committees, offices and their addresses, as the small office has them."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

OFFICE = Path(__file__).parents[3] / "config" / "data" / "office.toml"


@dataclass(frozen=True, slots=True)
class People:
    """Who may ask, and of whom."""

    committees: tuple[tuple[str, str], ...]
    """Committees of the Senate by code, each with the address of its clerk."""
    offices: tuple[tuple[str, str], ...]
    """Offices by title, each with the address of the desk of its ministry."""


def people() -> People:
    """Return the people of the office that is loaded by default."""
    tables: dict[str, Any] = tomllib.loads(OFFICE.read_text(encoding="utf-8"))
    return People(
        tuple((f"EK {one['code']}", one["clerk"]) for one in tables["committee"] if one["chamber"] == "EK"),
        tuple((office["title"], one["desk"]) for one in tables["ministry"] for office in one["office"]),
    )

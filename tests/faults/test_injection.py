"""A thousand words that try to be SQL, in every parameter, line and search, on either database (S12)."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from casework.workplace import Workplace
from models.database import make_engine
from tests.desk.injected import HOSTILE, RETENTION, Trial, parameters
from tests.desk.test_injection import filled, lines_of_an_import, on_sqlite, searches

pytestmark = pytest.mark.faults

Tell = Callable[[str, str, str], None]
WORDS = 7
"""Of the hostile words so many go into each parameter, others into each next one."""


def on_postgres(place: Workplace, folder: Path, remade: Callable[[str], str]) -> Trial:
    """Return a trial on a register on PostgreSQL."""
    filled(place, folder)
    template = str(place.engine.url.database)
    place.engine.dispose()
    opened: list[Workplace] = []

    def again() -> Workplace:
        for one in opened:
            one.engine.dispose()
        opened[:] = [replace(place, engine=make_engine(remade(template)))]
        return opened[0]

    first = again()
    url = first.engine.url.render_as_string(hide_password=False)
    trial = Trial(first, folder, again, {**RETENTION, "GRIFFIE_DATABASE_URL": url})
    trial.begun()
    return trial


def test_hostile_words_in_every_parameter(
    either_place: Workplace,
    tmp_path: Path,
    remade_postgres: Callable[[str], str],
    monkeypatch: pytest.MonkeyPatch,
    came_to: Tell,
) -> None:
    dialect, folder = either_place.engine.dialect.name, tmp_path / "werk"
    if dialect == "sqlite":
        trial, words = on_sqlite(either_place, folder), WORDS
    else:
        trial, words = on_postgres(either_place, folder, remade_postgres), 2
    monkeypatch.chdir(folder)
    tried = parameters()
    for n, parameter in enumerate(tried):
        for m in range(words):
            trial.holds(parameter, HOSTILE[(n * words + m) % len(HOSTILE)])
    trial.place.engine.dispose()
    told = (
        f"{trial.ran} hostile words in {len(tried)} parameters of the commands: {trial.refused} refused in a sentence, "
        f"{trial.written} written as plain words would be, no other row changed"
    )
    came_to("S12", f"{dialect}, commands", told)


def test_hostile_words_on_lines_and_in_searches(either_place: Workplace, came_to: Tell) -> None:
    taken, refused = lines_of_an_import(either_place)
    searches(either_place, 1_000)
    told = f"{taken + refused} lines of an import ({taken} taken in as words) and 2,000 searches: no other row changed"
    came_to("S12", f"{either_place.engine.dialect.name}, lines and searches", told)

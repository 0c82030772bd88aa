"""Twenty backups while another process writes, each restored elsewhere: whole, and nothing is sent twice (R19)."""

from collections.abc import Callable
from pathlib import Path

import pytest

from casework.workplace import Workplace
from tests.casework.test_backup_while_writing import rounds_of

Tell = Callable[[str, str, str], None]


@pytest.mark.faults
def test_twenty_backups_made_while_another_process_writes_are_whole(
    place: Workplace, tmp_path: Path, came_to: Tell
) -> None:
    rounds_of(place, tmp_path, 20)
    told = "20 backups during writes, restored elsewhere: whole, numbers go on, nothing sent before a yes, none twice"
    came_to("R19", place.engine.dialect.name, told)

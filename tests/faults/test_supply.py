"""Each package of the lock in turn, changed: none is installed (S22)."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.house.test_changed_wheel import entries, is_refused

Tell = Callable[[str, str, str], None]


@pytest.mark.faults
def test_none_of_the_packages_is_installed_when_it_was_changed(tmp_path: Path, came_to: Tell) -> None:
    found = entries()
    for name, version, hashes in found:
        is_refused(tmp_path, name, version, hashes)
    told = f"{len(found)} packages of the lock, each as a changed wheel: all refused by their hash, nothing installed"
    came_to("S22", "requirements.lock", told)

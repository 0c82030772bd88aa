"""Under ``griffie up`` the parent process looks after the register, with no need of Prefect."""

from typing import TYPE_CHECKING, Any, cast

import pytest

from casework.workplace import Workplace
from engine.watch import Watch

if TYPE_CHECKING:
    from engine.api import Api


class Gone:
    """A server that does not answer."""

    def __getattr__(self, name: str) -> Any:
        """Refuse to be asked anything."""
        raise AssertionError(name)


def test_the_parent_raises_the_alarm_once_without_asking_prefect(
    place: Workplace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GRIFFIE_HOME", str(place.home))
    monkeypatch.setenv("GRIFFIE_ALARM_TO", "beheer@example.org")
    for _ in range(2):
        watch = Watch(cast("Api", Gone()), place)  # the second is a restart
        watch.guard()
        watch.guard()
    assert len(list(place.outgoing.glob("*.eml"))) == 1
    assert capsys.readouterr().err.count("niet nagelopen") == 1


def test_a_setting_that_cannot_be_read_does_not_end_the_loop(
    place: Workplace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GRIFFIE_HOME", str(place.home))
    monkeypatch.setenv("GRIFFIE_ALARM_TO", "niemand")
    Watch(cast("Api", Gone()), place).guard()
    assert "GRIFFIE_ALARM_TO" in capsys.readouterr().err

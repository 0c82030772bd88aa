"""One live Griffie for all tests of this folder: it takes some twenty seconds to start."""

from collections.abc import Iterator

import pytest

from tests.engine.live import Live


@pytest.fixture(scope="session")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """A server with everything that ``griffie up`` brings, on a fresh home folder."""
    griffie = Live(tmp_path_factory.mktemp("office") / "home")
    with griffie.api:
        try:
            griffie.start()
            yield griffie
        finally:
            griffie.stop()

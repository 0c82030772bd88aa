"""A live Griffie and a browser, for tests that look at the pages as a person does."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.engine.live import Live

CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


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


@pytest.fixture(scope="session")
def shots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder for screenshots: GRIFFIE_SHOTS, or a scratch one."""
    named = os.environ.get("GRIFFIE_SHOTS")
    folder = Path(named) if named else tmp_path_factory.mktemp("shots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without a screen."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page as a Dutch clerk's browser opens it, in the light theme."""
    context = browser.new_context(
        viewport={"width": 1400, "height": 1700}, locale="nl-NL", timezone_id="Europe/Amsterdam", color_scheme="light"
    )
    yield context.new_page()
    context.close()

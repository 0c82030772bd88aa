"""The verslag as a reader opens it: the page without barriers, the document in an office program."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Literal

import pypdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from documents import compose
from tests.documents.printed import blocks_of, squeezed
from tests.documents.reports import REPORTS

pytestmark = pytest.mark.look

OFFICE = "soffice"
DESK, PHONE = (1200, "light"), (320, "dark")
SEEN = [(name, "classic", DESK) for name in REPORTS] + [
    ("without sentences of its own", "2025", DESK),
    ("without sentences of its own", "2025", PHONE),
    ("a further round, reprinted", "classic", PHONE),
    ("hostile words", "classic", PHONE),
]


@pytest.mark.parametrize("seen", SEEN, ids=lambda seen: "-".join(map(str, seen)))
def test_the_page_has_no_barrier(
    browser: Browser, tmp_path: Path, shots: Path, seen: tuple[str, str, tuple[int, Literal["light", "dark"]]]
) -> None:
    name, template, (width, scheme) = seen
    file = tmp_path / "verslag.html"
    file.write_bytes(compose(REPORTS[name], form="html", template=template))
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url))
    page.goto(file.as_uri())
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page is wider than the screen"
    assert asked == {file.as_uri()}
    page.screenshot(path=shots / f"verslag-{template}-{width}.png", full_page=True)
    context.close()


@pytest.mark.parametrize(
    "name", ["classic", "a further round, reprinted", "the other chamber, letters without headings"]
)
def test_an_office_program_opens_the_document_with_every_word(tmp_path: Path, name: str) -> None:
    office = shutil.which(OFFICE)
    assert office, "LibreOffice is not here: apt-get install libreoffice-writer"
    report = REPORTS[name]
    file = tmp_path / "verslag.docx"
    file.write_bytes(compose(report, form="docx"))
    home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    command = [office, home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)]
    subprocess.run(command, check=True, timeout=120, capture_output=True)
    pages = [page.extract_text() for page in pypdf.PdfReader(tmp_path / "verslag.pdf").pages]
    printed = squeezed("".join(pages))
    notes = {f"{note.mark} {note.text}": note.text for note in report.footnotes}
    for paragraph in blocks_of(compose(report).decode()):
        assert squeezed(notes.get(paragraph, paragraph)) in printed
    assert re.search(r"35 101, (?:C|nr\. 345)\s+1$", pages[0])

"""The promises of the documents: official terms explained, commands described, links that lead somewhere."""

import re
from enum import StrEnum
from pathlib import Path

import pytest

from models.offices import MailboxPurpose, MemberRole
from models.reminders import Outcome
from procedure import vocabulary
from procedure.vocabulary import Labelled

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "benchmarks").glob("*.md")])

WORDS = [
    *(
        kind
        for kind in vars(vocabulary).values()
        if isinstance(kind, type) and issubclass(kind, Labelled) and kind is not Labelled
    ),
    MailboxPurpose,
    MemberRole,
    Outcome,
]


@pytest.mark.parametrize("kind", WORDS, ids=lambda kind: kind.__name__)
def test_the_glossary_explains_every_official_term(kind: type[StrEnum]) -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text().lower()
    missing = [one.label for one in kind if isinstance(one, Labelled) and one.label.lower() not in glossary]  # type: ignore[var-annotated]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_within_the_project_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?://|#)([^)#\s]+)", page.read_text())
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_decisions_are_all_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = set(re.findall(r"\(([^)]+\.md)\)", (folder / "README.md").read_text()))
    assert listed == {page.name for page in folder.glob("0*.md")}

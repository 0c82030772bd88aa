"""The old dialect (root ``kamerwrk``), of papers from before about 2010; its footnotes stand apart from their marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from documents.patterns import first_date
from documents.readers.official_paper import Paper
from documents.readers.official_print import Run, children, old_note, plain, run_of, text_at
from documents.readers.text import Note

if TYPE_CHECKING:
    from lxml.etree import _Element

_BOTH = "Staten-Generaal"
_GROUPS = frozenset({"ondtek", "adres"})
_PARAGRAPHS = frozenset({"al", "tuskop", "titel"})
_ASIDE = frozenset({"metadata", "kop", "frontm", "ltrlabel", "nummer", "witreg"})


def printed(root: _Element) -> Paper:
    """Return a paper of the old dialect as print, with what its head says of it."""
    paper = Paper()
    _head(root, paper)
    stuk = root.find("body/stuk")
    if stuk is not None:
        paper.number = text_at(stuk, "nummer")
        paper.say_title(text_at(stuk, "titel"))
        label = text_at(stuk, "ltrlabel")
        paper.sheet.block([Run(" ".join(part for part in (label, paper.number) if part))])
    apart: list[tuple[str, str]] = []
    _set(root, paper, apart)
    _hang(paper, apart)
    _adoption(paper)
    return paper


def _head(root: _Element, paper: Paper) -> None:
    """Set chamber, year and dossiers; a paper of both chambers ("1/2") is of neither alone."""
    chamber = text_at(root, "kop/titel")
    under = [run_of(line).words for line in root.findall("kop/subtitel")]
    year = next((words for words in under if "jaar" in words.lower()), None)
    paper.say_chamber(chamber, next((words for words in under if words in {"1", "2"}), None))
    paper.say_year(year or text_at(root, "frontm/vergjaar"))
    paper.sheet.block([Run(chamber if chamber and chamber != _BOTH else "")])
    paper.sheet.block([Run(year or "")])
    for subject in root.findall("frontm/onderw"):
        name = subject.find("naam")
        paper.set_dossier(subject.find("nummer"), run_of(name) if name is not None else Run(""))


def _set(element: _Element, paper: Paper, apart: list[tuple[str, str]]) -> None:
    """Set what stands in an element, one part after another; footnotes that stand apart are kept for their marks."""
    for part in children(element):
        _set_part(part, paper, apart)


def _set_part(part: _Element, paper: Paper, apart: list[tuple[str, str]]) -> None:
    if part.tag == "voetnoot":
        apart.append(old_note(part))
    elif part.tag in _GROUPS:
        paper.sheet.block([run_of(line) for line in children(part)])
    elif part.tag == "li":
        for under in paper.set_item(part):
            _set_part(under, paper, apart)
    elif part.tag in _PARAGRAPHS or (plain(part.text) and part.tag not in _ASIDE):
        run = run_of(part)
        apart += run.notes
        paper.sheet.block([Run(run.words, [], run.marks)])
    elif part.tag not in _ASIDE:
        _set(part, paper, apart)


def _hang(paper: Paper, apart: list[tuple[str, str]]) -> None:
    """Hang the footnotes that stand apart on the lines with their marks; one without a mark is in the foot."""
    lines = paper.sheet.lines
    for mark, text in apart:
        place = paper.sheet.marks.get(mark, max(0, len(lines) - 2))
        paper.sheet.notes.append(Note(mark, text, place))
    paper.sheet.notes.sort(key=lambda note: note.after_line)


def _adoption(paper: Paper) -> None:
    line = next((line for line in paper.sheet.lines if line.startswith("Vastgesteld")), None)
    paper.adopted_on = first_date(line) if line else None

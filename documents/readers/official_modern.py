"""The modern dialect (root ``officiele-publicatie``): numbered papers, and members' questions with their answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from documents.headers import is_address
from documents.patterns import first_date
from documents.readers.official_paper import Paper, day_of
from documents.readers.official_print import Run, children, note_of, plain, run_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lxml.etree import _Element

_SENTENCE_ENDS = (".", "?", "!", ":", ";")
_LONGEST_GROUPED = 130
"""Characters; a longer line in a group is a paragraph."""
_PARAGRAPHS = frozenset({"al", "tussenkop", "kop", "nr", "row", "kamervraagomschrijving"})
_FORM_OF_A_NUMBERED_PAPER = frozenset({"documenttype", "kamernummer"})
"""Lines of the head that stand on every numbered paper ("Kamerstukken", "2"); they say nothing of this one."""


def printed(root: _Element) -> Paper:
    """Return a modern paper as print, with what its head says of it."""
    paper = Paper()
    _set(root, paper)
    return paper


def _set(element: _Element, paper: Paper) -> None:
    """Set what stands in an element, one part after another."""
    for child in children(element):
        _set_part(child, paper)


def _set_part(part: _Element, paper: Paper) -> None:
    """Set a part in its own way; of one that is not known its words, or the parts inside it."""
    own_way = _OWN_WAYS.get(str(part.tag))
    if own_way:
        own_way(part, paper)
    elif part.tag in _PARAGRAPHS or plain(part.text):
        paper.sheet.block([run_of(part)])
    else:
        _set(part, paper)


def _head(element: _Element, paper: Paper) -> None:
    """Set the lines of the head, the chamber first, and take chamber and year from them."""
    lines = {line.get("inhoud", ""): run_of(line) for line in element.findall("tekstregel")}
    words = {name: run.words for name, run in lines.items()}
    paper.say_chamber(words.get("kameraanduiding"), words.get("kamernummer"))
    paper.say_year(words.get("vergaderjaar"))
    form = _FORM_OF_A_NUMBERED_PAPER if element.tag == "kamerstukkop" else {"kamernummer"}
    for name in sorted(lines, key=lambda name: name != "kameraanduiding"):
        if name not in form:
            paper.sheet.block([lines[name]])


def _dossier(element: _Element, paper: Paper) -> None:
    title = element.find("titel")
    paper.set_dossier(element.find("dossiernummer"), run_of(title) if title is not None else Run(""))


def _title(element: _Element, paper: Paper) -> None:
    run = run_of(element)
    paper.sheet.title(run)
    if (above := element.getparent()) is not None and above.tag == "stuk":
        paper.say_title(run.words)


def _number(element: _Element, paper: Paper) -> None:
    """Set the number; of a numbered paper it says for which chamber it counts."""
    own = element.find("ondernummer") if element.tag == "stuknr" else element
    paper.sheet.block([run_of(element)])
    if own is not None:
        paper.number = plain(own.text) or None
        paper.say_chamber(None, own.get("kamer"))


def _adoption(part: _Element, paper: Paper) -> None:
    """Set the line of adoption and take its day; where text and attribute differ the attribute counts, and is told."""
    run, day = run_of(part), part.find("datum")
    words = run.words
    paper.sheet.block([run])
    stated = day_of(day.get("isodatum")) if day is not None else None
    shown = first_date(words)
    if stated and shown and stated != shown:
        paper.wrong("date_differs", f"gedrukt is «{words}», het attribuut zegt {stated.isoformat()}")
    if words.startswith("Vastgesteld"):
        paper.adopted_on = stated or shown


def _group(element: _Element, paper: Paper) -> None:
    """Set a group as lines under each other where it is an address or a signature, else as paragraphs."""
    parts = list(children(element))
    runs = [run_of(part) for part in parts]
    if element.tag == "ondertekening" or _are_lines(parts, runs):
        paper.sheet.block(runs)
    else:
        _set(element, paper)


def _are_lines(parts: list[_Element], runs: list[Run]) -> bool:
    if any(part.tag != "al" for part in parts) or any(len(run.words) > _LONGEST_GROUPED for run in runs):
        return False
    opens = runs[0].words if runs else ""
    return is_address(opens) or not any(run.words.endswith(_SENTENCE_ENDS) for run in runs)


def _item(element: _Element, paper: Paper) -> None:
    for under in paper.set_item(element):
        _set_part(under, paper)


def _note(element: _Element, paper: Paper) -> None:
    paper.sheet.block([Run("", [note_of(element)])])


def _leave(element: _Element, paper: Paper) -> None:
    """Leave out what is no word of the paper: the record, which is read apart."""


_OWN_WAYS: Mapping[str, Callable[[_Element, Paper], None]] = {
    "metadata": _leave,
    "kamerstukkop": _head,
    "kamervraagkop": _head,
    "dossier": _dossier,
    "titel": _title,
    "stuknr": _number,
    "kamervraagnummer": _number,
    "datumtekst": _adoption,
    "al-groep": _group,
    "ondertekening": _group,
    "li": _item,
    "noot": _note,
}
"""How each part of the dialect is set; any other part has paragraphs or further parts inside it."""

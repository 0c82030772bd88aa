"""What the side parts of a Word file say: styles, the figures of lists, footnotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from documents.readers.numbering import Counter, Level

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOST_BASES = 20
_NO_LIST = "0"


def value(element: _Element | None, path: str = "", name: str = "val") -> str | None:
    """Return an attribute of an element, or of one inside it; None where there is none."""
    if element is None:
        return None
    found = element.find("/".join(W + part for part in path.split("/"))) if path else element
    return found.get(W + name) if found is not None else None


def is_on(element: _Element | None, path: str) -> bool:
    """Return whether a switch is there and not turned off."""
    if element is None:
        return False
    found = element.find("/".join(W + part for part in path.split("/")))
    return found is not None and found.get(W + "val") not in {"0", "false", "off", "none"}


class Styles:
    """The styles of a file: which are headings, and which belong to a list."""

    def __init__(self, root: _Element | None) -> None:
        """Keep the styles by their names."""
        found = root.iterfind(f"{W}style") if root is not None else ()
        self._by_name = {one.get(W + "styleId", ""): one for one in found}

    def is_heading(self, name: str | None) -> bool:
        """Return whether a style is one of a heading or title."""
        return any(
            value(one, "pPr/outlineLvl") is not None
            or (value(one, "name") or "").lower().startswith(("heading", "title"))
            for one in self._line_of(name)
        )

    def list_of(self, name: str | None) -> tuple[str, int] | None:
        """Return the list and the level that a style belongs to, or None."""
        for one in self._line_of(name):
            if number := value(one, "pPr/numPr/numId"):
                return number, int(value(one, "pPr/numPr/ilvl") or 0)
        return None

    def _line_of(self, name: str | None) -> list[_Element]:
        """Return a style and those that it is based on."""
        line: list[_Element] = []
        while name in self._by_name and len(line) < _MOST_BASES:
            line.append(self._by_name[name])
            name = value(line[-1], "basedOn")
        return line


class Lists:
    """The lists of a file, each counting as it goes."""

    def __init__(self, root: _Element | None, styles: Styles) -> None:
        """Keep how every list counts; lists that share their form count on together."""
        self._styles = styles
        self._counters: dict[str, Counter] = {}
        forms = {one.get(W + "abstractNumId", ""): one for one in _all(root, "abstractNum")}
        shared = {name: Counter(_levels(form)) for name, form in forms.items()}
        for one in _all(root, "num"):
            form = value(one, "abstractNumId") or ""
            if form not in shared:
                continue
            restarted = one.find(f"{W}lvlOverride/{W}startOverride") is not None
            self._counters[one.get(W + "numId", "")] = Counter(_levels(forms[form])) if restarted else shared[form]

    def mark(self, paragraph: _Element) -> str:
        """Return what Word prints before a paragraph, empty where it is no item of a list."""
        own = value(paragraph, "pPr/numPr/numId")
        depth = int(value(paragraph, "pPr/numPr/ilvl") or 0)
        if own is None:
            of_style = self._styles.list_of(value(paragraph, "pPr/pStyle"))
            if of_style is None:
                return ""
            own, depth = of_style
        counter = self._counters.get(own)
        return counter.next(depth) if counter and own != _NO_LIST else ""


def _all(root: _Element | None, name: str) -> list[_Element]:
    return list(root.iterfind(W + name)) if root is not None else []


def _levels(form: _Element) -> dict[int, Level]:
    return {
        int(one.get(W + "ilvl", "0")): Level(
            value(one, "numFmt") or "decimal", value(one, "lvlText") or "", int(value(one, "start") or 1)
        )
        for one in form.iterfind(f"{W}lvl")
    }

"""From what a report says to print: one file per form, one row here per form and template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from documents.errors import IncompleteReport, UnknownForm
from documents.writers import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from documents.values import Reading

WRITERS: Mapping[tuple[str, str], Callable[[Reading], bytes]] = {("txt", "classic"): plain.classic}
"""Which writer sets which form (txt) after which template (classic: as printed until autumn 2025)."""


def write(reading: Reading, *, form: str, template: str) -> bytes:
    """Return the report in print; a form that does not exist, or a report without a letter, is refused."""
    writer = WRITERS.get((form, template))
    if writer is None:
        known = " of ".join(f"{known_form} met {known_template}" for known_form, known_template in WRITERS)
        raise UnknownForm(form=form, template=template, expected=known)
    if not reading.letters:
        raise IncompleteReport(missing="een brief")
    return writer(reading)

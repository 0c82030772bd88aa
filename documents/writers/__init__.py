"""From what a report says to print: one file per form, one row here per form and template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from documents.errors import IncompleteReport, UnknownForm
from documents.writers import layout, official, pdf, plain, web, word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from documents.values import Reading
    from documents.writers.layout import Sheet

TEMPLATES: Mapping[str, Callable[[Reading], Sheet]] = {"classic": layout.classic, "2025": layout.since_2025}
"""How the report is laid out: as printed until autumn 2025, and since."""

FORMS: Mapping[str, Callable[[Sheet], bytes]] = {
    "txt": plain.plain,
    "html": web.page,
    "docx": word.document,
    "pdf": pdf.tagged,
}
"""How a laid out report becomes a file."""


def _printed(form: str, template: str) -> Callable[[Reading], bytes]:
    return lambda reading: FORMS[form](TEMPLATES[template](reading))


def _official(template: str) -> Callable[[Reading], bytes]:
    return lambda reading: official.paper(reading, TEMPLATES[template])


def _rows() -> Iterator[tuple[tuple[str, str], Callable[[Reading], bytes]]]:
    for template in TEMPLATES:
        for form in FORMS:
            yield (form, template), _printed(form, template)
        yield ("xml", template), _official(template)


WRITERS: Mapping[tuple[str, str], Callable[[Reading], bytes]] = dict(_rows())
"""Which writer sets which form after which template."""


def write(reading: Reading, *, form: str, template: str) -> bytes:
    """Return the report in print; a form that does not exist, or a report without a letter, is refused."""
    writer = WRITERS.get((form, template))
    if writer is None:
        known = " of ".join(f"{known_form} met {known_template}" for known_form, known_template in WRITERS)
        raise UnknownForm(form=form, template=template, expected=known)
    if not reading.letters:
        raise IncompleteReport(missing="een brief")
    return writer(reading)

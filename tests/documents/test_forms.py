"""The forms and templates that can be asked for are those that can be set."""

from datetime import date

import pytest

from documents.forms import FORMS, TEMPLATES, usual_template
from documents.writers import WRITERS
from procedure.vocabulary import Chamber


def test_every_form_can_be_set_after_every_template_and_no_other_can() -> None:
    assert set(WRITERS) == {(form, template.name) for form in FORMS for template in TEMPLATES}


def test_every_template_says_where_it_comes_from() -> None:
    assert all(row.source for row in TEMPLATES)


@pytest.mark.parametrize(
    ("chamber", "adopted", "template"),
    [
        (Chamber.EK, date(2018, 6, 21), "classic"),
        (Chamber.EK, date(2025, 11, 6), "classic"),  # Thursday, the day before the first report in the new form
        (Chamber.EK, date(2025, 11, 7), "2025"),  # Friday
        (Chamber.EK, date(2026, 2, 3), "2025"),
        (Chamber.TK, date(2026, 2, 3), "classic"),  # the newer form is known of the Eerste Kamer only
        (Chamber.EK, None, "classic"),
        (None, date(2026, 2, 3), "classic"),
    ],
)
def test_the_usual_template_follows_the_day_of_adoption(
    chamber: Chamber | None, adopted: date | None, template: str
) -> None:
    assert usual_template(chamber, adopted) == template

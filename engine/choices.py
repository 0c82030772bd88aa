"""The lists of the register behind the forms: committees, offices, cases."""

from datetime import date

from sqlalchemy import text

from casework.workplace import Workplace

Choices = dict[str, list[str]]

QUESTIONS = {
    "committees": """
        SELECT name FROM committee_name
        WHERE (valid_from IS NULL OR valid_from <= :on) AND (valid_to IS NULL OR valid_to >= :on) ORDER BY name
    """,
    "offices": "SELECT DISTINCT title FROM office ORDER BY title",
    "cases": 'SELECT number FROM "case" ORDER BY number DESC LIMIT 500',
    "open_cases": """
        SELECT DISTINCT c.number FROM "case" c
        JOIN round r ON r.case_id = c.id JOIN round_cache k ON k.round_id = r.id
        WHERE k.stage NOT IN ('published', 'closed') ORDER BY c.number DESC LIMIT 500
    """,
}


def choices(place: Workplace, *, on: date) -> Choices:
    """Return each list as it is on the day (Amsterdam)."""
    with place.reading() as connection:
        return {
            name: list(
                dict.fromkeys(connection.execute(text(question), {"on": on} if ":on" in question else {}).scalars())
            )
            for name, question in QUESTIONS.items()
        }

"""The lists of the register behind the forms: committees with the code that tells them apart, offices, cases."""

from datetime import date

from sqlalchemy import text

from casework.workplace import Workplace

Choices = dict[str, list[str]]

QUESTIONS = {
    "committees": """
        SELECT n.name || ' (' || c.chamber || ' ' || c.code || ')' FROM committee_name n
        JOIN committee c ON c.id = n.committee_id
        WHERE (n.valid_from IS NULL OR n.valid_from <= :on) AND (n.valid_to IS NULL OR n.valid_to >= :on)
        ORDER BY n.name, c.chamber
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

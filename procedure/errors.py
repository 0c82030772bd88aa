"""What can be wrong with a rule, a date or an identifier, as facts.

Each error holds the sentence in its class and the parts of it in ``facts``, so that callers never parse prose.
"""

from typing import Any


class ProcedureError(Exception):
    """A question that the rules cannot answer; ``facts`` holds the parts of the sentence."""

    message = "De regels geven hier geen antwoord op."

    def __init__(self, **facts: Any) -> None:
        """Keep the facts and build the sentence from them."""
        self.facts = facts
        super().__init__(self.message.format(**facts))


class BeyondCalendar(ProcedureError):
    """A day was asked for which the calendar has no data: the count stops rather than guess."""

    message = "De kalender is bekend van {first} tot en met {last}; {day} ligt daarbuiten."


class UnknownRule(ProcedureError):
    """A counting rule was named that is not in force, or not known at all."""

    message = "Er is geen telregel {name!r}; bekend zijn: {known}."


class NoLength(ProcedureError):
    """A letter's last day to leave was asked for, and its clause names no length of time that runs from the letter."""

    message = (
        "Terugrekenen kan alleen met een duur die na de brief begint, als 'binnen vier weken'; {words!r} is dat niet."
    )


class NotAnIdentifier(ProcedureError):
    """A text was given as a number of a paper, a case or a promise, and is none."""

    message = "{text!r} is geen {kind}; verwacht wordt iets als {example}."


class UnusableRow(ProcedureError):
    """A row of reference data (a rule, a calendar day, a recess) cannot be used as it stands."""

    message = "Een rij van de tabel {table!r} heeft {value!r} als {field}; verwacht wordt {expected}."

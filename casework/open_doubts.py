"""Which doubts still wait for the clerk: a doubt is kept for good, and settled by what was recorded after it.

Read by plain questions, so that lists and pages start quickly.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from models import queries
from models.queries import Row
from procedure.vocabulary import Stage, TermKind

TERM, NEW_DAY, REST, FOR_ALL, DATED = (
    "Termijn:",
    "Nieuwe dag:",
    "Rest van het antwoord:",
    "Uitstel voor allen:",
    "Dagtekening:",
)
"""How a doubt that is kept begins, by what it is about."""

TERM_FIELDS = (TERM, NEW_DAY)
"""The doubts about the day that is agreed."""

OPEN = frozenset({Stage.REGISTERED.value, Stage.PARTLY_ANSWERED.value})


def open_doubts(connection: Connection, cases: Sequence[int]) -> dict[int, list[str]]:
    """Return the doubts of these cases that wait for the clerk, by case, each once."""
    rows = queries.ask(connection, queries.DOUBTS, cases=list(cases))
    since = Since.of(connection, list(dict.fromkeys(row["case_id"] for row in rows)))
    found: dict[int, list[str]] = {}
    for row in rows:
        if not since.settles(row) and row["text"] not in found.setdefault(row["case_id"], []):
            found[row["case_id"]].append(row["text"])
    return {case: texts for case, texts in found.items() if texts}


class Since:
    """What was recorded about some cases, by which a doubt may be settled."""

    def __init__(
        self, terms: Sequence[Row], letters: Sequence[Row], dates: Sequence[Row], stages: Sequence[Row]
    ) -> None:
        """Group the rows by what they hang on."""
        self._terms, self._letters = queries.by(terms, "case_id"), queries.by(letters, "act_id")
        self._dates = queries.by(dates, "letter_id")
        self._stages = {row["case_id"]: row["stage"] for row in stages}

    @classmethod
    def of(cls, connection: Connection, cases: list[int]) -> "Since":
        """Return what was recorded about these cases."""
        return cls(
            queries.ask(connection, queries.DOUBTED_TERMS, cases=cases),
            queries.ask(connection, queries.DOUBTED_LETTERS, cases=cases),
            queries.ask(connection, queries.DOUBTED_DATES, cases=cases),
            queries.ask(connection, queries.DOUBTED_STAGES, cases=cases),
        )

    def settles(self, doubt: Mapping[str, Any]) -> bool:
        """Return whether a doubt waits no longer: its letter is out of the case, or what it is about was said anew."""
        text: str = doubt["text"]
        if self._taken_out(doubt):
            return True
        if text.startswith(TERM):
            return any(one["kind"] == TermKind.CORRECTION.value for one in self._later(doubt))
        if text.startswith((NEW_DAY, FOR_ALL)):
            return self._new_day(doubt)
        if text.startswith(REST):
            return self._new_day(doubt) or self._stages.get(doubt["case_id"]) not in OPEN
        return text.startswith(DATED) and self._dated_anew(doubt)

    def _of_its_letter(self, doubt: Mapping[str, Any]) -> list[Row]:
        return [one for one in self._letters.get(doubt["act_id"], ()) if one["case_id"] == doubt["case_id"]]

    def _taken_out(self, doubt: Mapping[str, Any]) -> bool:
        places = self._of_its_letter(doubt)
        return bool(places) and all(one["void_act_id"] is not None for one in places)

    def _later(self, doubt: Mapping[str, Any]) -> list[Row]:
        return [one for one in self._terms.get(doubt["case_id"], ()) if one["act_id"] > doubt["act_id"]]

    def _new_day(self, doubt: Mapping[str, Any]) -> bool:
        """Return whether a day was agreed, or a postponement refused, after the doubt; a repeated one says nothing."""
        own = [one for one in self._terms.get(doubt["case_id"], ()) if one["act_id"] == doubt["act_id"]]
        said = {(one["due_on"], one["clause"]) for one in own}
        return any(
            (one["due_on"] is not None or not one["accepted"])
            and (not one["accepted"] or (one["due_on"], one["clause"]) not in said)
            for one in self._later(doubt)
        )

    def _dated_anew(self, doubt: Mapping[str, Any]) -> bool:
        return any(
            date["act_id"] > doubt["act_id"]
            for one in self._of_its_letter(doubt)
            for date in self._dates.get(one["letter_id"], ())
        )

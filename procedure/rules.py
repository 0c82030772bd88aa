"""How the days of a term are counted: named rules as rows, each with its source and the period it is in force."""

from dataclasses import dataclass
from datetime import date

from procedure.clauses import Unit
from procedure.errors import UnusableRow
from procedure.vocabulary import Labelled

DEFAULT_RULE = "calendar"


class Counts(Labelled):
    """What is counted when a term is given in days or weeks."""

    CALENDAR = "calendar", "kalenderdagen"
    WORKING = "working", "werkdagen"


@dataclass(frozen=True, slots=True)
class CountingRule:
    """A way to count a term.

    ``roll``: a last day that is no working day moves to the next that is one. ``least_days`` and ``least_working``: a
    term of at least so many days holds at least so many working days. ``most_…``: the rule does not touch longer
    terms (None: no such limit); with a limit, terms in hours and years are outside it too.
    """

    name: str
    version: int
    counts: Counts
    in_force: date
    source: str
    in_force_to: date | None = None
    roll: bool = False
    least_days: int = 0
    least_working: int = 0
    most_days: int | None = None
    most_weeks: int | None = None
    most_months: int | None = None
    good_friday: bool = True

    def __post_init__(self) -> None:
        """Refuse a rule without a source: a number needs a parent."""
        if not self.source.strip():
            raise UnusableRow(table="rule", field="source", value=self.source, expected="waar de regel staat")

    def is_in_force(self, on: date) -> bool:
        """Tell whether the rule applies to a letter of that day."""
        return self.in_force <= on and (self.in_force_to is None or on <= self.in_force_to)

    @property
    def is_limited(self) -> bool:
        """Tell whether the rule leaves long terms alone (Atw art. 4)."""
        return self.most_days is not None

    def touches(self, amount: int, unit: Unit) -> bool:
        """Tell whether a term of this length falls under the rule's roll-over and minimum.

        Atw art. 4: not terms in hours, of more than 90 days, 12 weeks or 3 months, or in years.
        """
        if not self.is_limited:
            return True
        most = {
            Unit.DAYS: self.most_days,
            Unit.WORKING_DAYS: self.most_days,
            Unit.WEEKS: self.most_weeks,
            Unit.MONTHS: self.most_months,
        }.get(unit)
        return most is not None and amount <= most

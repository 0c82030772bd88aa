"""The rules of an office in one value: how terms are counted, which days count, which reminders are owed.

It is built from plain tables, in the shape of the files in ``config/data``: files and database rows feed it alike.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from procedure.days import Days, DecreeCoverage, DecreeDay, Recess, RecessKind
from procedure.errors import UnknownRule, UnusableRow
from procedure.holding import Hours
from procedure.reminders import Rung, ladder_for
from procedure.rules import DEFAULT_RULE, CountingRule, Counts
from procedure.vocabulary import Audience, Chamber, Mode, RoundKind

LETTER_BY_HAND = "wordt aan de griffier aangekondigd (audience clerk)"
"""Why a rung that waits for a person is never one for a desk: the desk would be told in the person's place."""


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The counting rules, the calendar and the ladder that are handed around as one."""

    rules: tuple[CountingRule, ...]
    days: Days
    ladder: tuple[Rung, ...] = ()

    def rule(self, name: str | None = None, *, on: date) -> CountingRule:
        """Return the rule of that name as in force on the day; without a name the one for committee letters.

        Raises:
            UnknownRule: no rule of that name is in force on the day.
        """
        wanted = name or DEFAULT_RULE
        fitting = [rule for rule in self.rules if rule.name == wanted and rule.is_in_force(on)]
        if not fitting:
            raise UnknownRule(name=wanted, known=", ".join(sorted({rule.name for rule in self.rules})))
        return max(fitting, key=lambda rule: rule.version)

    def ladder_for(self, chamber: Chamber, kind: RoundKind) -> tuple[Rung, ...]:
        """Return the ladder of a round of this chamber and kind."""
        return ladder_for(self.ladder, chamber, kind)

    def days_for(self, rule: CountingRule) -> Days:
        """Return the calendar as the rule sees it: with or without Good Friday."""
        return self.days if rule.good_friday else self.days.without_good_friday()

    @classmethod
    def from_tables(cls, data: Mapping[str, Any]) -> "Rulebook":
        """Build the rulebook from its tables: rule, calendar, decree_day, decree_coverage, recess and rung.

        Days may be dates (as TOML gives them) or ISO text (as JSON does).

        Raises:
            UnusableRow: a row lacks a field, or holds something that it cannot be.
        """
        calendar = _Row("calendar", data.get("calendar", {}))
        days = Days(
            first=calendar.day("first"),
            last=calendar.day("last"),
            decree_days=tuple(
                DecreeDay(row.day("day"), row.source(), row.day("checked_on")) for row in _rows(data, "decree_day")
            ),
            decree_coverage=tuple(
                DecreeCoverage(row.day("first"), row.day("last"), row.source(), row.day("checked_on"))
                for row in _rows(data, "decree_coverage")
            ),
            recesses=tuple(_recess(row) for row in _rows(data, "recess")),
        )
        return cls(
            rules=tuple(_rule(row) for row in _rows(data, "rule")),
            days=days,
            ladder=read_ladder(data.get("rung", ())),
        )

    def to_tables(self) -> dict[str, Any]:
        """Return the tables this rulebook is made of, with days as ISO text: ready for JSON, and for `from_tables`."""
        days = self.days
        return {
            "calendar": {"first": days.first.isoformat(), "last": days.last.isoformat()},
            "decree_day": [_plain(each) for each in days.decree_days],
            "decree_coverage": [_plain(each) for each in days.decree_coverage],
            "recess": [_plain(each) for each in days.recesses],
            "rule": [_plain(each) for each in self.rules],
            "rung": [_plain(each) for each in self.ladder],
        }


def read_ladder(rows: Iterable[Mapping[str, Any]]) -> tuple[Rung, ...]:
    """Return the rungs in the rows of the table of that name, without a calendar; raises UnusableRow."""
    return tuple(_rung(_Row("rung", values)) for values in rows)


class _Row:
    """A row of a table, whose fields are read with the name of the table at hand for a clear complaint."""

    def __init__(self, table: str, values: Mapping[str, Any]) -> None:
        self.table, self.values = table, values

    def get(self, name: str, expected: str, read: Callable[[Any], Any], default: Any = None) -> Any:
        value = self.values.get(name, default)
        try:
            return read(value)
        except (ValueError, TypeError, KeyError) as problem:
            raise UnusableRow(table=self.table, field=name, value=value, expected=expected) from problem

    def day(self, name: str) -> date:
        day: date = self.get(name, "een dag als 2018-06-14", _day)
        return day

    def day_or_none(self, name: str) -> date | None:
        return None if self.values.get(name) is None else self.day(name)

    def number(self, name: str, default: int | None = None) -> int:
        number: int = self.get(name, "een geheel getal", _whole, default)
        return number

    def number_or_none(self, name: str) -> int | None:
        return None if self.values.get(name) is None else self.number(name)

    def text(self, name: str) -> str:
        text: str = self.get(name, "een tekst", _text)
        return text

    def source(self) -> str:
        source: str = self.get("source", "waar het feit geschreven staat", _text)
        return source

    def one_of(self, name: str, kind: Callable[[Any], Any]) -> Any:
        return self.get(name, f"één van {', '.join(kind)}", kind)  # type: ignore[arg-type]

    def maybe_one_of(self, name: str, kind: Callable[[Any], Any]) -> Any:
        return self.one_of(name, kind) if self.values.get(name) else None

    def hours(self, name: str) -> Hours | None:
        return self.get(name, "uren als 07:00-20:00", Hours.parse) if self.values.get(name) else None

    def truth(self, name: str, *, default: bool) -> bool:
        truth: bool = self.get(name, "true of false", _truth, default)
        return truth


def _rows(data: Mapping[str, Any], table: str) -> Iterable[_Row]:
    return (_Row(table, values) for values in data.get(table, ()))


def _recess(row: _Row) -> Recess:
    recess = Recess(
        chamber=row.one_of("chamber", Chamber),
        kind=row.one_of("kind", RecessKind),
        first=row.day("first"),
        last=row.day("last"),
        source=row.source(),
        checked_on=row.day("checked_on"),
    )
    if recess.last < recess.first:
        raise UnusableRow(table="recess", field="last", value=recess.last, expected=f"een dag vanaf {recess.first}")
    return recess


def _rule(row: _Row) -> CountingRule:
    return CountingRule(
        name=row.text("name"),
        version=row.number("version"),
        counts=row.one_of("counts", Counts),
        in_force=row.day("in_force"),
        source=row.source(),
        in_force_to=row.day_or_none("in_force_to"),
        roll=row.truth("roll", default=False),
        least_days=row.number("least_days", 0),
        least_working=row.number("least_working", 0),
        most_days=row.number_or_none("most_days"),
        most_weeks=row.number_or_none("most_weeks"),
        most_months=row.number_or_none("most_months"),
        good_friday=row.truth("good_friday", default=True),
    )


def _rung(row: _Row) -> Rung:
    unit = row.text("unit")
    if unit not in ("working_days", "days"):
        raise UnusableRow(table="rung", field="unit", value=unit, expected="working_days of days")
    audience, mode = row.one_of("audience", Audience), row.one_of("mode", Mode)
    if (audience, mode) == (Audience.DESK, Mode.BY_HAND):
        letter = f"clerk: een brief die een mens verstuurt (mode by_hand) {LETTER_BY_HAND}"
        raise UnusableRow(table="rung", field="audience", value=audience.value, expected=letter)
    return Rung(
        ladder=row.text("ladder"),
        code=row.text("code"),
        rank=row.number("rank"),
        offset=row.number("offset"),
        unit="working_days" if unit == "working_days" else "days",
        audience=audience,
        mode=mode,
        min_span=row.number("min_span", 0),
        source=row.source(),
        stale_after=row.number_or_none("stale_after"),
        chamber=row.maybe_one_of("chamber", Chamber),
        kind=row.maybe_one_of("kind", RoundKind),
        tone=row.values.get("tone") or "",
        held_in_recess=row.truth("held_in_recess", default=False),
        held_on_free_days=row.truth("held_on_free_days", default=True),
        hours=row.hours("hours"),
        may_opt_out=row.truth("may_opt_out", default=False),
    )


def _plain(value: Any) -> dict[str, Any]:
    fields = {name: getattr(value, name) for name in value.__dataclass_fields__}
    return {name: _simple(each) for name, each in fields.items()}


def _simple(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, Hours) else value


def _day(value: Any) -> date:
    return value if type(value) is date else date.fromisoformat(value)


def _whole(value: Any) -> int:
    if type(value) is not int:
        raise TypeError
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise TypeError
    return value


def _truth(value: Any) -> bool:
    if type(value) is not bool:
        raise TypeError
    return value

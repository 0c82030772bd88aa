"""What the register knows for its feeds: last days for calendars, and news for everybody, as plain values."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import Connection

from casework.overview import in_pieces, names
from models import feed_queries, queries
from models.queries import Row
from notifications.feeds.calendar import LastDay
from notifications.feeds.news import Entry
from procedure.vocabulary import Access, LetterKind, TermKind
from procedure.wording import long_date

KEPT = timedelta(days=400)
"""How long an ended round stays in a calendar, counted from its agreed day: a parliamentary year and a little."""

MOST_DAYS = 10_000
"""Rounds in all calendars together: those with the latest agreed days, so that a huge register stays quick."""

HORIZON = 20_000
"""How far news looks back: so many acts, and so many facts."""

HIDDEN = "Deze zaak is vertrouwelijk."
"""All that news says of a confidential case besides its number; in the feed of all, not in that of its committee."""

MOST_NEWS = 100
"""Entries of a feed: the newest."""


@dataclass(frozen=True, slots=True)
class Owner:
    """A committee or a ministry with feeds of its own."""

    id: int
    name: str
    """As its file names begin: ``commissie-ek-ia-jbz``, ``ministerie-jenv``."""
    title: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A value of a feed, and whom it concerns, by the ids of committees and ministries."""

    committees: frozenset[int]
    ministries: frozenset[int]
    what: LastDay


@dataclass(frozen=True, slots=True)
class News:
    """An entry, and in which committee's feeds it stands."""

    committees: frozenset[int]
    entry: Entry


def committees(connection: Connection, on: date) -> list[Owner]:
    """Return every committee, by the name that it has on a day."""
    rows = queries.by(queries.ask(connection, feed_queries.COMMITTEES), "id")
    return _apart(
        Owner(
            committee,
            f"commissie-{slug(parts[0]['chamber'])}-{slug(parts[0]['code'])}",
            names(parts, on)[0],
            parts[0]["code"],
        )
        for committee, parts in rows.items()
    )


def ministries(connection: Connection) -> list[Owner]:
    """Return every ministry."""
    rows = queries.ask(connection, feed_queries.MINISTRIES)
    return _apart(
        Owner(row["id"], f"ministerie-{slug(row['code'])}", f"Ministerie van {row['name']}", row["code"])
        for row in rows
    )


def _apart(owners: Iterable[Owner]) -> list[Owner]:
    """Return the owners, each with a name of its own; the first to come keeps the plain one."""
    found: dict[str, Owner] = {}
    for one in owners:
        name = one.name if one.name not in found else f"{one.name}-nr{one.id}"
        found[name] = replace(one, name=name)
    return list(found.values())


def slug(name: str) -> str:
    """Return a name as it may stand in a file's name: small letters, digits and dashes."""
    return "-".join("".join(each if each.isascii() and each.isalnum() else " " for each in name.lower()).split())


def last_days(connection: Connection, on: date, *, most: int = MOST_DAYS) -> list[Told]:
    """Return each round with an agreed last day, in the order of registration, as it stands on a day."""
    question = feed_queries.ROUNDS.format(only=feed_queries.DUE)
    rows = queries.ask(connection, question, since=on - KEPT, most=most)
    parts = _Parts(connection, rows, on)
    ids = [row["round_id"] for row in rows]
    revised = {row["round_id"]: row for row in in_pieces(connection, feed_queries.REVISIONS, "rounds", ids)}
    told = [_last_day(row, parts, revised[row["round_id"]], on) for row in rows]
    return [one for one in told if not one.what.confidential or not _ended(one.what)]


def _ended(day: LastDay) -> bool:
    return day.answered_on is not None or day.closed_on is not None


def _last_day(row: Row, parts: "_Parts", revised: Row, on: date) -> Told:
    answered = row["answered_on"]
    closed = None if answered else row["closed_on"]
    return Told(
        parts.committees(row),
        frozenset(one["ministry_id"] for one in parts.offices[row["round_id"]]),
        LastDay(
            case=row["case"],
            round=row["round"],
            subject=row["subject"],
            committees=parts.committee_names(row),
            offices=parts.office_names(row),
            requested_on=row["requested_on"],
            due_on=row["agreed_due_on"],
            original_due_on=row["original_due_on"],
            answered_on=answered,
            closed_on=closed,
            late=row["agreed_due_on"] < on,
            revisions=revised["acts"],
            revised_at=revised["at"],
            confidential=row["access"] == Access.CONFIDENTIAL.value,
        ),
    )


class _Parts:
    """What hangs on some rounds, asked once for all of them."""

    def __init__(self, connection: Connection, rows: list[Row], on: date) -> None:
        cases, rounds = list({row["case_id"] for row in rows}), [row["round_id"] for row in rows]
        self._names = {one.id: one.title for one in committees(connection, on)}
        asking = queries.by(in_pieces(connection, feed_queries.COMMITTEES_OF_CASES, "cases", cases), "case_id")
        self._asking = {case: [one["committee_id"] for one in found] for case, found in asking.items()}
        owing = queries.by(in_pieces(connection, feed_queries.OFFICES_OF_ROUNDS, "rounds", rounds), "round_id")
        self.offices = {each: owing.get(each, []) for each in rounds}

    def committees(self, row: Row) -> frozenset[int]:
        return frozenset(self._asking[row["case_id"]])

    def committee_names(self, row: Row) -> tuple[str, ...]:
        return tuple(self._names[each] for each in self._asking[row["case_id"]])

    def office_names(self, row: Row) -> tuple[str, ...]:
        return tuple(one["office"] for one in self.offices[row["round_id"]])


def news(connection: Connection, on: date) -> list[News]:
    """Return what everybody may know, the newest first, enough for the feed of each committee and of all."""
    newest = queries.ask(connection, feed_queries.NEWEST_ACT)[0]["act"] or 0
    rows = queries.ask(connection, feed_queries.NEWS, since=newest - HORIZON, horizon=HORIZON, most=MOST_NEWS)
    ids = list({row["round_id"] for row in rows})
    rounds = in_pieces(connection, feed_queries.ROUNDS.format(only=feed_queries.NAMED), "rounds", ids)
    wording = _Wording(connection, rows, rounds, on)
    found: dict[tuple[str, int, int], News] = {}
    for row in rows:
        same = (row["kind"], row["fact"], row["round_id"])
        if same not in found:
            found[same] = News(wording.committees(row), wording.entry(row))
    return list(found.values())


class _Wording:
    """Words for news: of public facts only, and of names only those that the office itself has loaded."""

    def __init__(self, connection: Connection, rows: list[Row], rounds: list[Row], on: date) -> None:
        self._rounds = {one["round_id"]: one for one in rounds}
        self._parts = _Parts(connection, rounds, on)
        facts = {kind: list({row["fact"] for row in found}) for kind, found in queries.by(rows, "kind").items()}
        replies = [*facts.get(LetterKind.REPLY.value, []), *facts.get(LetterKind.PARTIAL_REPLY.value, [])]
        asked = in_pieces(connection, feed_queries.REPLIES, "facts", replies)
        self._replies = {one["id"]: one for one in asked}
        letters = [one["letter_id"] for one in asked]
        self._answered_by = in_pieces(connection, feed_queries.ANSWERED_BY, "letters", letters)
        deferrals = in_pieces(connection, feed_queries.DEFERRALS, "facts", facts.get(TermKind.DEFERRAL.value, []))
        self._deferrals = {one["id"]: one for one in deferrals}
        editions = in_pieces(connection, feed_queries.EDITIONS, "facts", facts.get(REPORT, []))
        self._editions = {one["id"]: one for one in editions}

    def committees(self, row: Row) -> frozenset[int]:
        rnd = self._rounds[row["round_id"]]
        return frozenset() if rnd["access"] == Access.CONFIDENTIAL.value else self._parts.committees(rnd)

    def entry(self, row: Row) -> Entry:
        rnd = self._rounds[row["round_id"]]
        hidden = rnd["access"] == Access.CONFIDENTIAL.value
        what, lines = (NAMES[LetterKind.REQUEST.value], [HIDDEN]) if hidden else self._told(row, rnd)
        return Entry(
            path=f"{rnd['case']}/{rnd['round']}/{row['kind']}/{row['fact']}",
            title=f"{rnd['case']}: {what}" + ("" if hidden else f" · {rnd['subject']}"),
            lines=tuple(lines),
            category=row["kind"],
            at=row["at"],
        )

    def _told(self, row: Row, rnd: Row) -> tuple[str, list[str]]:
        about = [
            rnd["subject"],
            f"Commissie: {', '.join(self._parts.committee_names(rnd))}",
            f"Gericht aan: {'; '.join(self._parts.office_names(rnd))}",
        ]
        if row["kind"] == REPORT:
            return self._report(self._editions[row["fact"]], about)
        if row["kind"] == TermKind.DEFERRAL.value:
            agreed = self._deferrals[row["fact"]]["due_on"]
            lines = [
                *about,
                *_dated("Nieuwe datum", agreed),
                *_dated("Oorspronkelijk uiterlijk", rnd["original_due_on"]),
            ]
            return NAMES[row["kind"]], lines
        if row["kind"] == LetterKind.REQUEST.value:
            asked = [*_dated("Verzoek van", rnd["requested_on"]), *_dated("Antwoord uiterlijk", rnd["original_due_on"])]
            return NAMES[row["kind"]], [*about, *asked]
        return NAMES[row["kind"]], [*about, *self._reply(self._replies[row["fact"]], rnd)]

    def _reply(self, reply: Row, rnd: Row) -> list[str]:
        """Return what is public of a reply: of a confidential one no more than that it exists."""
        if reply["access"] == Access.CONFIDENTIAL.value:
            return ["Dit stuk is vertrouwelijk."]
        offices = [
            one["office"]
            for one in self._answered_by
            if (one["letter_id"], one["round_id"]) == (reply["letter_id"], rnd["round_id"])
        ]
        by = [f"Namens: {'; '.join(offices)}"] if offices else []
        return [*by, *_dated("Gedateerd", reply["dated_on"]), *_dated("Ontvangen", reply["received_on"])]

    def _report(self, edition: Row, about: list[str]) -> tuple[str, list[str]]:
        what = NAMES[REPORT] if edition["n"] == 1 else "herdruk van het verslag gepubliceerd"
        paper = [f"Kamerstuk: {edition['dossier']}, {edition['number']}"] if edition["number"] else []
        return what, [*about, *paper, *_dated("Gepubliceerd", edition["published_on"])]


REPORT = "report"

NAMES = {
    LetterKind.REQUEST.value: "verzoek ingeschreven",
    LetterKind.REPLY.value: "antwoord ontvangen",
    LetterKind.PARTIAL_REPLY.value: "deelantwoord ontvangen",
    TermKind.DEFERRAL.value: "uitstel",
    REPORT: "verslag gepubliceerd",
}
"""What happened, by the kind of news."""


def _dated(told: str, on: date | None) -> list[str]:
    return [f"{told}: {long_date(on)}"] if on else []

"""Feeds as files: calendars of last days for those concerned, news for everybody. Nothing listens; a file is fetched.

They follow from the register on a day, so writing them again does no harm, and a file whose content is as it was is
left alone. A calendar's name ends in a key that nobody guesses and that can be taken back; a key is told to the person
who asks for it, and stands in no act, no outcome and no warning.
"""

import re
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from sqlalchemy import Connection
from sqlmodel import Session, col, select

from casework import feed_facts, lookup
from casework.errors import AmbiguousName, UnknownName
from casework.feed_facts import Owner
from casework.record import key, write_act
from casework.telling import Told, tell
from casework.values import Done, Hand
from casework.workplace import Workplace
from models import feed_queries, queries
from models.feeds import FeedKey
from notifications.feeds.calendar import LastDay, calendar
from notifications.feeds.news import Entry, Source, news
from notifications.transports.folder import write_whole
from procedure.troubles import in_dutch
from procedure.vocabulary import Verb

SECRET_BYTES = 20
"""160 bits; ASVS 5.0, 11.5.1 asks 128."""

EVERYTHING = "alles"
"""The name of the feed with the news of all committees."""

READABLE = 0o644
"""A feed is read by the office's web server; who may enter its folder is the folder's business."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Whose feeds are meant, by name or code; nobody named is everybody who has any."""

    committees: tuple[str, ...] = ()
    ministries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedFile:
    """A feed and where it lies. The path of a calendar holds its key: it is for the person who asks, and no log."""

    name: str
    title: str
    public: bool
    path: Path
    changed: bool


@dataclass(frozen=True, slots=True)
class _Owners:
    committees: tuple[Owner, ...]
    ministries: tuple[Owner, ...]
    everything: bool
    """Whether the feed of all committees is meant too."""

    @property
    def all(self) -> tuple[Owner, ...]:
        return (*self.committees, *self.ministries)


def write_feeds(
    place: Workplace, hand: Hand, *, chosen: Chosen | None = None, folder: Path | None = None
) -> tuple[FeedFile, ...]:
    """Return the feeds as they lie in a folder (the home's own where none is named), written where they changed.

    Raises:
        UnknownName, AmbiguousName: a committee or a ministry is not known by the name given.
        OSError: the folder cannot be written to.
    """
    with place.reading() as connection:
        facts = _Facts.of(connection, hand.on)
    with place.transaction() as session:
        owners = _owners(session, chosen or Chosen(), facts, hand.on)
        keys = _keys(session, hand, owners.all)
    target = _folder(place, folder)
    return tuple(_written(target, one, keys.get(one.name, "")) for one in _composed(owners, facts))


def renew(place: Workplace, named: str, hand: Hand, *, folder: Path | None = None) -> Done:
    """Return that a calendar has a new key; its file under the old one is taken away, here and in the folder named.

    Raises:
        UnknownName, AmbiguousName: the name is nobody's, or fits several.
    """
    with place.transaction() as session:
        owner = _named(session, named, hand.on)
        act = write_act(session, hand, Verb.FEED, f"nieuw adres voor de agenda {owner.name}")
        for row in session.exec(
            select(FeedKey).where(FeedKey.name == owner.name, col(FeedKey.void_act_id).is_(None))
        ).all():
            row.void_act_id = act.id
            session.add(row)
        session.flush()
        fresh = _new_key(session, key(act.id), owner)
        lines = ("Wie het oude adres heeft, krijgt niets meer; geef het nieuwe aan wie de agenda mag lezen.",)
        done = tell(session, act, [], [], Told(Verb.FEED, f"nieuw adres voor de agenda {owner.name}", lines=lines))
    for one in {_folder(place, None), _folder(place, folder)}:
        _take_away(one, owner.name, fresh)
    return done


def refresh(place: Workplace, hand: Hand) -> Done:
    """Return what came of bringing the home's feeds up to date; whatever goes wrong there, nothing else suffers."""
    try:
        written = write_feeds(place, hand)
    except Exception as problem:  # noqa: BLE001 - a feed may never stop a reminder
        why = in_dutch(problem) if isinstance(problem, OSError) else type(problem).__name__
        told = f"De agenda's en het nieuws zijn niet bijgewerkt ({why}); zie `griffie feeds`."
        return Done(Verb.FEED, "feeds niet bijgewerkt", outcome="nothing", warnings=(told,))
    changed = sum(one.changed for one in written)
    return Done(Verb.FEED, f"{changed} feeds bijgewerkt", outcome="nothing", data={"feeds_changed": changed})


@dataclass(frozen=True, slots=True)
class _Facts:
    days: list[feed_facts.Told]
    news: list[feed_facts.News]
    source: Source

    @classmethod
    def of(cls, connection: Connection, on: date) -> "_Facts":
        installation = queries.ask(connection, feed_queries.INSTALLATION)[0]
        source = Source(installation["mark"], installation["at"])
        return cls(feed_facts.last_days(connection, on), feed_facts.news(connection, on), source)


def _owners(session: Session, chosen: Chosen, facts: _Facts, on: date) -> _Owners:
    """Return whose feeds are meant: those named, or everybody who asked or was asked."""
    connection = session.connection()
    known, asked = feed_facts.committees(connection, on), feed_facts.ministries(connection)
    if not (chosen.committees or chosen.ministries):
        asking = {each for day in facts.days for each in day.committees}
        asking |= {each for told in facts.news for each in told.committees}
        owing = {each for day in facts.days for each in day.ministries}
        return _Owners(
            tuple(one for one in known if one.id in asking), tuple(one for one in asked if one.id in owing), True
        )
    wanted = {lookup.find_committee(session, name, on=on).id for name in chosen.committees}
    ordered = {lookup.find_ministry(session, name).id for name in chosen.ministries}
    return _Owners(
        tuple(one for one in known if one.id in wanted), tuple(one for one in asked if one.id in ordered), False
    )


def _named(session: Session, named: str, on: date) -> Owner:
    """Return whose calendar has a name as its file begins with it, or whose code it is."""
    connection = session.connection()
    known = [*feed_facts.committees(connection, on), *feed_facts.ministries(connection)]
    wanted = named.strip().casefold().removeprefix("agenda-")
    found = [one for one in known if wanted in {one.name, one.code.casefold()}]
    if len(found) > 1:
        raise AmbiguousName(what="agenda", name=named, candidates=", ".join(one.name for one in found), codes=())
    if not found:
        near = get_close_matches(wanted, [one.name for one in known], n=3, cutoff=0.4)
        offered = near or [one.name for one in known[:3]]
        raise UnknownName(what="agenda", name=named, nearest=", ".join(offered), alike=bool(near))
    return found[0]


def _keys(session: Session, hand: Hand, owners: Sequence[Owner]) -> dict[str, str]:
    """Return the key of each calendar; those that have none yet get one, by an act."""
    known = {row["name"]: row["secret"] for row in queries.ask(session.connection(), feed_queries.KEYS)}
    missing = [one for one in owners if one.name not in known]
    if missing:
        act = write_act(session, hand, Verb.FEED, f"adres vastgesteld voor {len(missing)} agenda's")
        known |= {one.name: _new_key(session, key(act.id), one) for one in missing}
        named = ", ".join(one.name for one in missing)
        tell(session, act, [], [], Told(Verb.FEED, f"adres van {len(missing)} agenda's vastgesteld", lines=(named,)))
    return known


def _new_key(session: Session, act_id: int, owner: Owner) -> str:
    secret = secrets.token_hex(SECRET_BYTES)
    session.add(FeedKey(name=owner.name, secret=secret, act_id=act_id))
    session.flush()
    return secret


@dataclass(frozen=True, slots=True)
class _Made:
    name: str
    title: str
    public: bool
    data: bytes


def _composed(owners: _Owners, facts: _Facts) -> Iterator[_Made]:
    """Give every feed of the owners, a calendar first."""
    for owner in owners.committees:
        yield _calendar(owner, [one.what for one in facts.days if owner.id in one.committees], facts.source)
        told = [one.entry for one in facts.news if owner.id in one.committees]
        yield _news(owner.name, f"Griffie · {owner.title}", told, facts.source)
    for owner in owners.ministries:
        yield _calendar(owner, [one.what for one in facts.days if owner.id in one.ministries], facts.source)
    if owners.everything:
        yield _news(EVERYTHING, "Griffie · alle commissies", [one.entry for one in facts.news], facts.source)


def _calendar(owner: Owner, days: Sequence[LastDay], source: Source) -> _Made:
    title = f"Uiterste dagen · {owner.title}"
    return _Made(owner.name, title, public=False, data=calendar(title, owner.name, days, mark=source.mark))


def _news(name: str, title: str, entries: Sequence[Entry], source: Source) -> _Made:
    data = news(title, name, entries[: feed_facts.MOST_NEWS], source)
    return _Made(name, title, public=True, data=data)


def _folder(place: Workplace, folder: Path | None) -> Path:
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        return folder
    place.feeds.mkdir(mode=0o700, exist_ok=True)
    return place.feeds


def _written(folder: Path, made: _Made, secret: str) -> FeedFile:
    """Return the feed's file; written only where its content is another, its files under old keys taken away."""
    path = folder / (f"{made.name}.atom" if made.public else f"agenda-{made.name}-{secret}.ics")
    changed = not path.is_file() or path.read_bytes() != made.data
    if changed:
        write_whole(path, made.data, mode=READABLE)
    if not made.public:
        _take_away(folder, made.name, secret)
    return FeedFile(made.name, made.title, made.public, path, changed)


def _take_away(folder: Path, name: str, secret: str) -> None:
    """Remove a calendar's files that bear another key."""
    ours = re.compile(rf"agenda-{re.escape(name)}-([0-9a-f]{{{2 * SECRET_BYTES}}})\.ics")
    for path in folder.glob(f"agenda-{name}-*.ics"):
        found = ours.fullmatch(path.name)
        if found and not secrets.compare_digest(found[1], secret):
            path.unlink(missing_ok=True)

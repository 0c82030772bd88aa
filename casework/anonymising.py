"""Anonymising a case that ended long ago: words, addresses and bytes beyond the public record go, by one act.

What goes leaves its hash, so that the chain of seals still holds. Dates, offices, the outcome and the published report
stay: the selection list of the chamber keeps a consultation in writing (BWBR0019668, act 183: B, to be kept).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlmodel import Session, col, func, select

from casework.errors import NotConfirmed, NothingToAnonymise, TooRecent
from casework.handling import Desk
from casework.record import key
from casework.telling import Told, tell
from casework.traces import Traces, traces_of
from casework.values import Done, Hand
from casework.workplace import Workplace
from models.cases import Case, Closing, Round
from models.register import ERASABLE
from models.reminders import Message
from models.reports import Edition, ReportRound
from models.strands import words_hashed
from notifications.transports.folder import file_of
from procedure.vocabulary import Verb
from sources.folder import InboxFolder


@dataclass(frozen=True, slots=True)
class AnonymiseOrder:
    """Why a case is anonymised, and how many years must have passed since it ended."""

    reason: str
    years: int
    confirmed: bool = False


def anonymise(place: Workplace, number: str, order: AnonymiseOrder, hand: Hand) -> Done:
    """Return what anonymising a case took away.

    Raises:
        TooRecent: it has not ended, or ended too short ago.
        NothingToAnonymise: nothing is left that could go.
        NotConfirmed: what would go; nothing has changed.
    """
    with place.transaction() as session:
        desk = Desk(session, number, Verb.ANONYMISE, hand)
        _old_enough(session, desk.case, order.years, hand.on)
        found = traces_of(session, desk.case)
        papers = tuple(one for one in found.papers if place.store.has(one))
        listed = _listed(found, papers)
        if not listed:
            raise NothingToAnonymise(case=desk.case.number)
        if not order.confirmed:
            raise NotConfirmed(case=desk.case.number, listed=", ".join(listed))
        files = [_file(place, one) for one in found.messages]
        act = desk.act(order.reason, years=order.years)
        _empty(session, found, key(act.id))
        said = f"Weggenomen: {', '.join(listed)}. Hun hashes blijven staan; data, ambten en het verslag ook."
        told = Told(Verb.ANONYMISE, "geanonimiseerd", lines=(said,), outcome="anonymised", data={"taken": listed})
        done = tell(session, act, [desk.case], [], told)
    _take_away(place, papers, files)
    return done


def _old_enough(session: Session, case: Case, years: int, on: date) -> None:
    """Refuse a case that ended (was closed or last published) fewer years ago."""
    rounds = select(Round.id).where(Round.case_id == case.id)
    closed = select(func.max(Closing.on_day)).where(
        col(Closing.round_id).in_(rounds), col(Closing.void_act_id).is_(None)
    )
    published = (
        select(func.max(Edition.published_on))
        .join(ReportRound, col(ReportRound.report_id) == Edition.report_id)
        .where(col(ReportRound.round_id).in_(rounds), col(Edition.void_act_id).is_(None))
    )
    days = [day for day in (session.exec(closed).one(), session.exec(published).one()) if day is not None]
    ended = max(days, default=None)
    if ended is None or _after(ended, years) > on:
        raise TooRecent(case=case.number, ended=ended or on, years=years, first=_after(ended or on, years))


def _after(day: date, years: int) -> date:
    """Return the same day so many years on; of 29 February the last day of that month."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _listed(found: Traces, papers: tuple[str, ...]) -> list[str]:
    """Return what would go, each kind with its number; nothing where there is none."""
    counted = (
        (len(found.readings), "de gelezen tekst van {} brief", "de gelezen tekst van {} brieven"),
        (len(found.questions), "{} vraag", "{} vragen"),
        (len(found.commitments), "{} toezegging", "{} toezeggingen"),
        (len(found.anomalies), "{} opmerking bij het lezen", "{} opmerkingen bij het lezen"),
        (len(found.terms), "{} naam van wie uitstel meldde", "{} namen van wie uitstel meldde"),
        (len(found.messages), "adres en bytes van {} mail", "adres en bytes van {} mails"),
        (len(papers), "de bytes van {} ongepubliceerd stuk", "de bytes van {} ongepubliceerde stukken"),
    )
    return [(one if count == 1 else more).format(count) for count, one, more in counted if count]


def _empty(session: Session, found: Traces, act_id: int) -> None:
    """Empty every row that loses its words, and leave their hashes in it."""
    rows = (*found.readings, *found.questions, *found.commitments, *found.anomalies, *found.terms, *found.messages)
    for row in rows:
        words = ERASABLE[type(row)]
        row.erased = words_hashed(row, words)
        row.erased_act_id = act_id
        for name in words:
            setattr(row, name, None if isinstance(row, Message) else type(getattr(row, name))())
        session.add(row)
    session.flush()


def _file(place: Workplace, message: Message) -> Path:
    """Return the file into which a mail was written, where there was no mail server."""
    return file_of(place.outgoing, message.send_on, message.message_id, message.channel)


def _take_away(place: Workplace, papers: Iterable[str], files: Iterable[Path]) -> None:
    """Take away the bytes, once the act is kept; what a crash leaves here, the same command takes away again."""
    for one in papers:
        InboxFolder(place.inbox).forget(one)
        place.store.forget(one)
    for file in files:
        file.unlink(missing_ok=True)

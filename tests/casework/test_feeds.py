"""Feeds from a real register: what stands in them, for whom, under which name, and that nobody guesses or keeps it."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import icalendar
import pytest
from lxml import etree
from sqlmodel import select

from casework import handling, reports
from casework.errors import AmbiguousName, UnknownName
from casework.feed_facts import Owner, _apart, last_days
from casework.feeds import Chosen, FeedFile, refresh, renew, write_feeds
from casework.values import AdoptOrder, CloseOrder, PublishOrder, RequestOrder
from casework.workplace import Workplace
from models.acts import Act, ActOutcome
from models.feeds import FeedKey
from procedure.vocabulary import ClosedAs, Verb
from tests.builders import a_deferral, a_hand, a_reply, received, registered, shown

JUNE_1, JUNE_12, JUNE_20 = date(2018, 6, 1), date(2018, 6, 12), date(2018, 6, 20)
CALENDAR = re.compile(r"agenda-(?:commissie|ministerie)-[a-z0-9-]+-([0-9a-f]{40})\.ics")


def by_name(written: tuple[FeedFile, ...]) -> dict[str, FeedFile]:
    return {one.path.name.split("-" + one.path.stem[-40:])[0]: one for one in written}


def calendar_of(place: Workplace, owner: str, on: date) -> list[dict[str, str]]:
    """Return the events of a calendar, written on a day."""
    written = write_feeds(place, a_hand(on))
    [file] = [one for one in written if one.name == owner and not one.public]
    events = icalendar.Calendar.from_ical(file.path.read_bytes()).walk("VEVENT")
    return [{name: event[name].to_ical().decode() for name in event if name != "CATEGORIES"} for event in events]


def entries_of(place: Workplace, name: str, on: date) -> list[tuple[str, str]]:
    """Return title and text of each entry of a news feed, written on a day."""
    written = write_feeds(place, a_hand(on))
    [file] = [one for one in written if one.name == name and one.public]
    atom = "{http://www.w3.org/2005/Atom}"
    root = etree.fromstring(file.path.read_bytes())
    return [
        (entry.findtext(f"{atom}title") or "", entry.findtext(f"{atom}content") or "")
        for entry in root.iter(f"{atom}entry")
    ]


def test_committee_and_ministry_get_a_calendar_and_everybody_the_news(place: Workplace) -> None:
    registered(place)
    written = write_feeds(place, a_hand(JUNE_1))
    names = sorted(re.sub(r"-[0-9a-f]{40}\.", "-KEY.", one.path.name) for one in written)
    assert names == [
        "agenda-commissie-ek-ia-jbz-KEY.ics",
        "agenda-ministerie-jenv-KEY.ics",
        "alles.atom",
        "commissie-ek-ia-jbz.atom",
    ]
    assert sorted(path.name for path in place.feeds.iterdir()) == sorted(one.path.name for one in written)
    assert place.feeds.stat().st_mode & 0o077 == 0, "who may enter the home may enter here"


def test_the_same_register_gives_the_same_bytes_and_touches_no_file(place: Workplace) -> None:
    registered(place)
    first = write_feeds(place, a_hand(JUNE_1))
    before = {one.path: (one.path.read_bytes(), one.path.stat()) for one in first}
    again = write_feeds(place, a_hand(JUNE_12))
    assert all(one.changed for one in first)
    assert not any(one.changed for one in again)
    after = {one.path: (one.path.read_bytes(), one.path.stat()) for one in again}
    for path, (data, known) in before.items():
        assert after[path][0] == data
        assert (after[path][1].st_mtime_ns, after[path][1].st_ino) == (known.st_mtime_ns, known.st_ino)
    with place.transaction() as session:
        assert len(session.exec(select(Act).where(Act.verb == Verb.FEED)).all()) == 1


def test_a_postponed_term_moves_its_event(place: Workplace) -> None:
    registered(place)
    [before] = calendar_of(place, "ministerie-jenv", JUNE_1)
    received(place, a_deferral(dated=JUNE_12, until=date(2018, 6, 28)), on=JUNE_12)
    [after] = calendar_of(place, "ministerie-jenv", JUNE_12)
    assert (before["DTSTART"], after["DTSTART"]) == ("20180614", "20180628")
    assert after["UID"] == before["UID"]
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])
    assert after["DTSTAMP"] > before["DTSTAMP"]
    assert "14 juni 2018" in after["DESCRIPTION"]


def test_an_event_becomes_late_answered_or_cancelled(place: Workplace) -> None:
    registered(place)
    registered(place, about="iets anders", name="tweede.txt")
    late, _ = calendar_of(place, "commissie-ek-ia-jbz", JUNE_20)
    assert late["SUMMARY"].startswith("Te laat: [EK-2018-001]")
    received(place, on=JUNE_20, cases=("EK-2018-001",))
    order = CloseOrder(ClosedAs.WITHDRAWN, "ingetrokken door de commissie")
    handling.close(place, "EK-2018-002", order, a_hand(JUNE_20))
    answered, cancelled = calendar_of(place, "commissie-ek-ia-jbz", JUNE_20)
    assert answered["SUMMARY"].startswith("Beantwoord: [EK-2018-001]")
    assert (answered["STATUS"], cancelled["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert int(answered["SEQUENCE"]) > int(late["SEQUENCE"])
    assert answered["UID"] == late["UID"]


def test_what_ended_over_a_year_ago_leaves_the_calendar_and_what_runs_stays(place: Workplace) -> None:
    registered(place)
    registered(place, about="iets anders", name="tweede.txt")
    received(place, on=JUNE_20, cases=("EK-2018-001",))
    [running] = calendar_of(place, "commissie-ek-ia-jbz", date(2020, 6, 20))
    assert "[EK-2018-002]" in running["SUMMARY"]


def test_of_too_many_rounds_those_with_the_latest_days_stand_in_the_calendars(place: Workplace) -> None:
    registered(place)
    registered(place, about="iets anders", name="tweede.txt", term="uiterlijk 28 juni 2018")
    registered(place, about="weer iets anders", name="derde.txt")
    with place.reading() as connection:
        kept = last_days(connection, JUNE_1, most=2)
    assert [one.what.case for one in kept] == ["EK-2018-002", "EK-2018-003"]


def test_the_news_tells_request_postponement_answer_and_report(place: Workplace) -> None:
    registered(place, order=RequestOrder(dossiers=("34964",)))
    received(place, a_deferral(dated=JUNE_12, until=date(2018, 6, 28)), on=JUNE_12)
    received(place, on=JUNE_20)
    order = PublishOrder(number="AC", published_on=JUNE_20, adopt=AdoptOrder(adopted_on=JUNE_20, clerk="Dijk"))
    reports.publish(place, "EK-2018-001", order, a_hand(JUNE_20))
    told = entries_of(place, "alles", JUNE_20)
    assert [title.split(" · ")[0] for title, _ in told] == [
        "EK-2018-001: verslag gepubliceerd",
        "EK-2018-001: antwoord ontvangen",
        "EK-2018-001: uitstel",
        "EK-2018-001: verzoek ingeschreven",
    ]
    assert "Kamerstuk: 34964, AC" in told[0][1]
    assert "Gedateerd: woensdag 20 juni 2018" in told[1][1]
    assert "Nieuwe datum: donderdag 28 juni 2018" in told[2][1]
    assert "Antwoord uiterlijk: donderdag 14 juni 2018" in told[3][1]
    assert entries_of(place, "commissie-ek-ia-jbz", JUNE_20) == told


def test_a_letter_that_is_taken_out_is_no_news_any_more(place: Workplace) -> None:
    registered(place)
    received(place, on=JUNE_20)
    assert len(entries_of(place, "alles", JUNE_20)) == 2
    letter = shown(place)["letters"][-1]["id"]
    handling.void_letter(place, "EK-2018-001", letter, "hoort hier niet", a_hand(JUNE_20))
    assert [title.split(" · ")[0] for title, _ in entries_of(place, "alles", JUNE_20)] == [
        "EK-2018-001: verzoek ingeschreven"
    ]


def test_feeds_tell_nothing_of_a_confidential_case_but_that_it_exists(place: Workplace) -> None:
    registered(place, about="een KANARIE", order=RequestOrder(confidential=True, subject="een KANARIE"))
    files = write_feeds(place, a_hand(JUNE_1))
    whole = "\n".join(one.path.read_text().replace("\r\n ", "") for one in files)
    assert "EK-2018-001" in whole
    assert "vertrouwelijk" in whole
    for hidden in ("KANARIE", "Staatssecretaris", "31 mei 2018", "14 juni 2018"):
        assert hidden not in whole


def test_the_news_names_nobody_and_repeats_no_letter(place: Workplace) -> None:
    """Telephone and mail of a letter, and who signed it, are on no allow-list (AVG)."""
    registered(place)
    received(place, a_reply(body="Bel 070-1234567 of mail kanarie@example.org."), on=JUNE_20)
    whole = "\n".join(one.path.read_text() for one in write_feeds(place, a_hand(JUNE_20)) if one.public)
    for hidden in ("1234567", "kanarie", "Voorbeeld", "Dercksen", "@"):
        assert hidden not in whole


def test_a_key_is_long_its_own_and_in_no_act(place: Workplace) -> None:
    registered(place)
    written = write_feeds(place, a_hand(JUNE_1))
    keys = [found[1] for one in written if (found := CALENDAR.fullmatch(one.path.name))]
    assert len(set(keys)) == 2
    assert all(int(key, 16) >= 2**100 and len(key) * 4 >= 128 for key in keys)
    assert not any(key in one.path.read_text() for key in keys for one in written)
    done = refresh(place, a_hand(JUNE_1))
    with place.transaction() as session:
        said = f"{session.exec(select(Act)).all()} {session.exec(select(ActOutcome)).all()} {done}"
    assert not any(key in said for key in keys)


def test_a_renewed_key_takes_the_old_file_away_at_once(place: Workplace, tmp_path: Path) -> None:
    served = tmp_path / "www"
    registered(place)
    old = by_name(write_feeds(place, a_hand(JUNE_1), folder=served))
    write_feeds(place, a_hand(JUNE_1))
    other = served / f"agenda-ministerie-jenv-bij-{'0' * 40}.ics"
    other.write_text("van een ander")
    done = renew(place, "JenV", a_hand(JUNE_12), folder=served)
    taken = old["agenda-ministerie-jenv"].path
    assert not taken.exists()
    assert not (place.feeds / taken.name).exists()
    assert other.exists()
    assert old["agenda-commissie-ek-ia-jbz"].path.exists(), "only the calendar that was named"
    new = by_name(write_feeds(place, a_hand(JUNE_12), folder=served))
    assert new["agenda-ministerie-jenv"].path.name != taken.name
    assert new["agenda-commissie-ek-ia-jbz"].path == old["agenda-commissie-ek-ia-jbz"].path
    assert taken.stem[-40:] not in f"{done}"
    with place.transaction() as session:
        rows = session.exec(select(FeedKey).where(FeedKey.name == "ministerie-jenv")).all()
        assert [row.void_act_id is None for row in rows] == [False, True]


@pytest.mark.parametrize(
    "named", ["JenV", "ministerie-jenv", "agenda-ministerie-jenv", "IA-JBZ", "commissie-ek-ia-jbz"]
)
def test_a_calendar_is_renewed_by_any_of_its_names(place: Workplace, named: str) -> None:
    assert renew(place, named, a_hand(JUNE_1)).headline.startswith("nieuw adres voor de agenda ")


def test_an_unknown_name_is_refused_and_changes_nothing(place: Workplace) -> None:
    with pytest.raises(UnknownName, match="ministerie-jenv"):
        renew(place, "ministerie-jenx", a_hand(JUNE_1))
    with pytest.raises(AmbiguousName, match="commissie-ek-jv, commissie-tk-jv"):
        renew(place, "JV", a_hand(JUNE_1))
    with pytest.raises(UnknownName):
        write_feeds(place, a_hand(JUNE_1), chosen=Chosen(committees=("Wonen op de Maan",)))
    with place.transaction() as session:
        assert session.exec(select(Act).where(Act.verb == Verb.FEED)).all() == []


def test_only_the_feeds_that_are_named_are_written(place: Workplace) -> None:
    registered(place)
    written = write_feeds(place, a_hand(JUNE_1), chosen=Chosen(ministries=("JenV", "BZ")))
    assert [(one.name, one.public) for one in written] == [("ministerie-bz", False), ("ministerie-jenv", False)]


def test_owners_whose_codes_look_alike_keep_names_of_their_own() -> None:
    found = _apart(Owner(n, "commissie-ek-a-b", title) for n, title in enumerate(("A/B", "A-B", "A B"), start=1))
    assert [one.name for one in found] == ["commissie-ek-a-b", "commissie-ek-a-b-nr2", "commissie-ek-a-b-nr3"]


def _a_file_in_the_way(place: Workplace) -> None:
    place.feeds.write_text("geen map")


def _a_folder_in_the_way(place: Workplace) -> None:
    (place.feeds / "alles.atom").mkdir(parents=True)


@pytest.mark.parametrize("spoil", [_a_file_in_the_way, _a_folder_in_the_way])
def test_feeds_that_cannot_be_written_are_a_warning_without_a_key(
    place: Workplace, spoil: Callable[[Workplace], None]
) -> None:
    registered(place)
    spoil(place)
    done = refresh(place, a_hand(JUNE_1))
    assert len(done.warnings) == 1
    assert "griffie feeds" in done.warnings[0]
    assert not re.search(r"[0-9a-f]{20}", done.warnings[0])
    assert done.outcome == "nothing"

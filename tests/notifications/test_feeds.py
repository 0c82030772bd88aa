"""Calendars and news as others read them: valid, the same bytes each time, and no text breaks out of its place."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from notifications.feeds.calendar import ANSWERED, CONFIDENTIAL, ENDED, LATE, OPEN, LastDay, calendar
from notifications.feeds.news import ATOM, Entry, Source, news

AT = datetime(2018, 6, 1, 12, 0, 0, tzinfo=UTC)
DAY = LastDay(
    case="EK-2018-001",
    round=1,
    subject="de afspraken over migratie",
    committees=("Immigratie en Asiel / JBZ-Raad",),
    offices=("Staatssecretaris van Justitie en Veiligheid",),
    requested_on=date(2018, 5, 31),
    due_on=date(2018, 6, 14),
    original_due_on=date(2018, 6, 14),
    answered_on=None,
    closed_on=None,
    late=False,
    revisions=1,
    revised_at=AT,
)
SOURCE = Source("0a1b2c3d4e5f", datetime(2018, 1, 2, 8, tzinfo=UTC))

HOSTILE = [
    "regel\r\nEND:VEVENT\r\nBEGIN:VEVENT",
    "punt;komma,schuin\\streep:dubbel\"aanhaling'",
    "nul\x00 bel\x07 escape\x1b[31m delete\x7f c1\x9b\x85 lijn\u2028 alinea\u2029",
    "omgekeerd \u202e\u2066abc\u2069 nul\u200b",
    "עברית العربية",
    "</content><script>alert(1)</script> &amp; ]]> <![CDATA[x]]>",
    "half surrogaat \ud800 en geen teken \ufffe\uffff",
    "é" * 5000,
    "x" * 5000,
    "😀" * 5000,
    "",
]
NASTY = st.text(alphabet=st.characters() | st.sampled_from('\r\n\t;,:\\"\x00\u202e<>&]'), max_size=300)


def ics(*days: LastDay, title: str = "Uiterste dagen") -> bytes:
    return calendar(title, "commissie-ek-ia-jbz", days, mark=SOURCE.mark)


def lines_of(data: bytes) -> list[tuple[str, str]]:
    """Return the unfolded lines of a calendar, read by hand, as name (with parameters) and value."""
    assert data.endswith(b"\r\n")
    physical = data[:-2].split(b"\r\n")
    assert not [line for line in physical if len(line) > 75], "folded at 75 octets (RFC 5545, 3.1)"
    assert not [line for line in physical if re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line)]
    logical = data[:-2].decode("utf-8").replace("\r\n ", "").split("\r\n")
    assert all(":" in line for line in logical)
    return [(name, value) for name, _, value in (line.partition(":") for line in logical)]


def event_of(data: bytes) -> dict[str, str]:
    found = lines_of(data)
    start, end = found.index(("BEGIN", "VEVENT")), found.index(("END", "VEVENT"))
    inner = found[start + 1 : end]
    assert len({name for name, _ in inner}) == len(inner)
    return dict(inner)


def test_an_event_is_all_day_without_a_zone_and_tells_both_clocks() -> None:
    event = event_of(ics(replace(DAY, due_on=date(2018, 6, 28))))
    assert event["DTSTART;VALUE=DATE"] == "20180628"
    assert event["DTEND;VALUE=DATE"] == "20180629"
    assert event["UID"] == f"EK-2018-001-1@{SOURCE.mark}"
    assert event["DTSTAMP"] == "20180601T120000Z"
    assert event["SUMMARY"] == "[EK-2018-001] de afspraken over migratie"
    assert "Afgesproken uiterlijk: donderdag 28 juni 2018" in event["DESCRIPTION"]
    assert "Oorspronkelijk uiterlijk: donderdag 14 juni 2018" in event["DESCRIPTION"]
    assert not re.search(r"https?:|www\.|@", event["DESCRIPTION"])


def test_a_calendar_says_how_often_to_look() -> None:
    found = dict(lines_of(ics()))
    assert found["REFRESH-INTERVAL;VALUE=DURATION"] == "PT12H"
    assert found["X-PUBLISHED-TTL"] == "PT12H"
    assert found["VERSION"] == "2.0"
    assert found["PRODID"]


def test_a_moved_term_moves_its_event_and_does_not_double_it() -> None:
    before = event_of(ics(DAY))
    moved = ics(replace(DAY, due_on=date(2018, 6, 28), revisions=2, revised_at=AT + timedelta(days=8)))
    after = event_of(moved)
    assert after["UID"] == before["UID"]
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])
    assert after["DTSTAMP"] > before["DTSTAMP"]
    assert moved.count(b"BEGIN:VEVENT") == 1


@pytest.mark.parametrize(
    ("change", "category", "status", "begins"),
    [
        ({}, OPEN, "CONFIRMED", "[EK"),
        ({"late": True}, LATE, "CONFIRMED", "Te laat: [EK"),
        ({"late": True, "answered_on": date(2018, 6, 20)}, ANSWERED, "CONFIRMED", "Beantwoord: [EK"),
        ({"closed_on": date(2018, 6, 20)}, ENDED, "CANCELLED", "Vervallen: [EK"),
        ({"confidential": True, "late": True}, CONFIDENTIAL, "CONFIRMED", "[EK-2018-001] vertrouwelijk"),
    ],
)
def test_an_event_says_how_its_round_stands(change: dict[str, object], category: str, status: str, begins: str) -> None:
    event = event_of(ics(replace(DAY, **change)))  # type: ignore[arg-type]
    assert (event["CATEGORIES"], event["STATUS"]) == (category, status)
    assert event["SUMMARY"].startswith(begins)


def test_of_a_confidential_case_no_more_is_told_than_that_it_exists() -> None:
    data = ics(replace(DAY, confidential=True)).decode()
    assert "DESCRIPTION" not in data
    for told in ("migratie", "Justitie", "Immigratie", "31 mei", "Oorspronkelijk"):
        assert told not in data


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_stay_in_their_place(text: str) -> None:
    _holds(text)


@given(NASTY)
def test_any_words_stay_in_their_place(text: str) -> None:
    _holds(text)


def _holds(text: str) -> None:
    """Check a calendar and a feed of which every word is the text, by hand and with other readers."""
    day = replace(DAY, subject=text, committees=(text, text), offices=(text,))
    data = ics(day, title=text)
    assert data == ics(day, title=text)
    event = event_of(data)
    assert event["UID"] == f"EK-2018-001-1@{SOURCE.mark}"
    parsed = icalendar.Calendar.from_ical(data)
    assert len(parsed.walk("VEVENT")) == 1
    assert parsed.walk("VEVENT")[0].decoded("dtstart") == DAY.due_on
    assert not parsed.errors
    summary = str(parsed.walk("VEVENT")[0]["summary"])
    assert summary.isprintable()
    assert len(summary) <= 120

    entry = Entry("EK-2018-001/1/request/1", text, (text, text), "request", AT)
    feed = news(text, "alles", [entry], SOURCE)
    assert feed == news(text, "alles", [entry], SOURCE)
    root = _valid(feed)
    assert len(root) == 5
    assert all(len(line) <= 1000 for line in (root.findtext(f"{{{ATOM}}}entry/{{{ATOM}}}content") or "").split("\n"))


SCHEMA = etree.RelaxNG(
    etree.XML(f"""
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="{ATOM}"
         datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <start><element name="feed">
    <attribute name="xml:lang"/>
    <ref name="id"/><ref name="title"/><ref name="updated"/>
    <element name="author"><element name="name"><text/></element></element>
    <zeroOrMore><element name="entry">
      <ref name="id"/><ref name="title"/>
      <element name="published"><ref name="instant"/></element>
      <ref name="updated"/>
      <element name="category"><attribute name="term"/><empty/></element>
      <element name="content"><attribute name="type"><value>text</value></attribute><text/></element>
    </element></zeroOrMore>
  </element></start>
  <define name="id"><element name="id">
    <data type="anyURI"><param name="pattern">tag:[^,]+,[0-9]{{4}}:.+</param></data>
  </element></define>
  <define name="title"><element name="title"><text/></element></define>
  <define name="updated"><element name="updated"><ref name="instant"/></element></define>
  <define name="instant"><data type="dateTime"><param name="pattern">.*Z</param></data></define>
</grammar>""")
)
"""What RFC 4287 asks of a feed, in the order in which ours gives it."""


def _valid(feed: bytes) -> etree._Element:
    root = etree.fromstring(feed)
    SCHEMA.assertValid(root)
    ids = [one.text for one in root.iter(f"{{{ATOM}}}id")]
    assert len(set(ids)) == len(ids)
    return root


def test_a_feed_is_as_new_as_its_newest_entry() -> None:
    entries = [Entry(f"EK-2018-001/1/reply/{n}", "antwoord", ("x",), "reply", AT - timedelta(days=n)) for n in range(3)]
    root = _valid(news("Griffie", "alles", entries, SOURCE))
    assert root.findtext(f"{{{ATOM}}}updated") == "2018-06-01T12:00:00Z"
    assert [one.text for one in root.iter(f"{{{ATOM}}}id")][
        1
    ] == "tag:0a1b2c3d4e5f.griffie.invalid,2018:EK-2018-001/1/reply/0"


def test_a_feed_without_news_is_valid_and_as_old_as_the_register() -> None:
    root = _valid(news("Griffie", "alles", [], SOURCE))
    assert root.findtext(f"{{{ATOM}}}updated") == "2018-01-02T08:00:00Z"

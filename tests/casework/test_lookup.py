"""Committees, offices and ministries are found by the names that papers and clerks give them."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlmodel import Session

from casework import lookup
from casework.errors import AmbiguousName, UnknownName
from casework.office import load
from casework.values import Hand
from models.offices import MailboxPurpose
from procedure.vocabulary import Chamber
from tests.conftest import SEEDED

if TYPE_CHECKING:
    from casework.workplace import Workplace

THU_31_MAY = date(2018, 5, 31)


@pytest.fixture
def session(place: "Workplace") -> Iterator[Session]:
    with place.transaction() as opened:
        yield opened


@pytest.mark.parametrize(
    "name",
    [
        "IA-JBZ",
        "ia-jbz",
        "EK IA-JBZ",
        "I&A/JBZ",
        "Immigratie en Asiel / JBZ-Raad",
        "Immigratie en Asiel/JBZ-Raad",
        "Immigratie & Asiel / JBZ-Raad",
        "IMMIGRATIE EN ASIEL/JBZ-RAAD",
        "vaste commissie voor Immigratie en Asiel/JBZ-Raad",
        "de vaste commissie voor Immigratie & Asiel /\nJBZ-Raad",
        "vaste commissie voor Immigratie en Asiel",
        "Commissie voor Immigratie en Asiel",
    ],
)
def test_a_committee_is_found_by_every_spelling_of_a_paper(session: Session, name: str) -> None:
    assert lookup.find_committee(session, name, on=THU_31_MAY).code == "IA-JBZ"


def test_a_name_that_two_chambers_share_needs_the_chamber(session: Session) -> None:
    found = lookup.find_committee(session, "J&V", chamber=Chamber.TK, on=THU_31_MAY)

    assert (found.chamber, found.code) == (Chamber.TK, "JV")
    with pytest.raises(AmbiguousName, match=r"Justitie en Veiligheid \(EK JV\), Justitie en Veiligheid \(TK JV\)"):
        lookup.find_committee(session, "J&V", on=THU_31_MAY)
    with pytest.raises(AmbiguousName, match='Schrijf "EK JV" of "TK JV", of geef --chamber'):
        lookup.find_committee(session, "JV", on=THU_31_MAY)
    assert lookup.find_committee(session, "TK JV", on=THU_31_MAY).chamber is Chamber.TK


@pytest.mark.parametrize("name", ["Zwemplezier", "xyz", "Toverij", "commissie voor Hengelsport"])
def test_what_looks_like_no_committee_is_answered_with_some_that_there_are(session: Session, name: str) -> None:
    with pytest.raises(UnknownName, match="; bekend zijn onder meer ") as refused:
        lookup.find_committee(session, name, on=THU_31_MAY)
    assert "bedoelt u" not in str(refused.value)


@pytest.mark.parametrize("name", ["Minister van Toverij", "Staatssecretaris voor Zwemplezier", "Opperhoofd"])
def test_what_looks_like_no_office_is_answered_with_some_that_there_are(session: Session, name: str) -> None:
    with pytest.raises(UnknownName, match="; bekend zijn onder meer "):
        lookup.find_office(session, name, on=THU_31_MAY)


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("Imigratie en Asyl", "Immigratie en Asiel / JBZ-Raad"),
        ("Immigratie", "Immigratie en Asiel / JBZ-Raad"),
        ("vaste commissie voor Europesche Zaken", "Europese Zaken"),
        ("Koninkrijkrelaties", "Koninkrijksrelaties"),
    ],
)
def test_a_slip_names_the_nearest_committees(session: Session, slip: str, meant: str) -> None:
    with pytest.raises(UnknownName) as refused:
        lookup.find_committee(session, slip, on=THU_31_MAY)

    assert refused.value.facts["nearest"].startswith(meant)
    assert refused.value.facts["nearest"].count(" of ") == 2


@pytest.mark.parametrize("name", ["", "  ", "de vaste commissie voor", "!?"])
def test_nothing_is_no_name(session: Session, name: str) -> None:
    with pytest.raises(UnknownName):
        lookup.find_committee(session, name, on=THU_31_MAY)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Staatssecretaris van Justitie en Veiligheid", "Staatssecretaris van Justitie en Veiligheid"),
        ("de Staatssecretaris van Justitie en Veiligheid", "Staatssecretaris van Justitie en Veiligheid"),
        ("Aan de staatssecretaris van Justitie & Veiligheid", "Staatssecretaris van Justitie en Veiligheid"),
        ("mijn ambtgenoot, de Minister van Buitenlandse Zaken", "Minister van Buitenlandse Zaken"),
        ("Minister van JenV", "Minister van Justitie en Veiligheid"),
        ("minister J&V", "Minister van Justitie en Veiligheid"),
        ("Minister van Veiligheid en Justitie", "Minister van Justitie en Veiligheid"),
        ("Minister voor BHOS", "Minister voor Buitenlandse Handel en Ontwikkelingssamenwerking"),
        ("Minister-President", "Minister-President, Minister van Algemene Zaken"),
        ("LNV", "Minister van Landbouw, Natuur en Voedselkwaliteit"),  # the ministry has one office
    ],
)
def test_an_office_is_found_by_every_name_of_a_paper(session: Session, name: str, title: str) -> None:
    assert lookup.find_office(session, name, on=THU_31_MAY).title == title


def test_a_ministry_with_several_offices_does_not_say_which(session: Session) -> None:
    with pytest.raises(AmbiguousName, match="Minister van Buitenlandse Zaken, Minister voor Buitenlandse Handel"):
        lookup.find_office(session, "BZ", on=THU_31_MAY)


def test_a_slip_names_the_nearest_offices(session: Session) -> None:
    with pytest.raises(UnknownName, match="bedoelt u Minister van Justitie en Veiligheid of"):
        lookup.find_office(session, "Minister van Justtie", on=THU_31_MAY)


@pytest.mark.parametrize(
    "name", ["JenV", "jenv", "J&V", "Justitie en Veiligheid", "ministerie van Justitie en Veiligheid"]
)
def test_a_ministry_is_found_by_code_and_name(session: Session, name: str) -> None:
    assert lookup.find_ministry(session, name).code == "JenV"


def test_a_slip_names_the_nearest_ministries(session: Session) -> None:
    with pytest.raises(UnknownName, match="bedoelt u Defensie"):
        lookup.find_ministry(session, "Defensi")


def test_the_composition_is_that_of_the_report_of_2018(session: Session) -> None:
    committee = lookup.find_committee(session, "IA-JBZ", on=THU_31_MAY)
    seats = lookup.members(session, committee, THU_31_MAY)

    assert len(seats) == 26
    assert [(seat.person, seat.party) for seat in seats[:3]] == [
        ("Engels", "D66"),
        ("Nagel", "50PLUS"),
        ("Van Bijsterveld", "CDA"),
    ]
    assert [(seat.person, seat.role.value) for seat in seats if seat.role != "lid"] == [
        ("Strik", "ondervoorzitter"),
        ("Dercksen", "voorzitter"),
    ]


def test_the_chair_signs_with_initials(session: Session) -> None:
    chair = lookup.chair(session, lookup.find_committee(session, "IA-JBZ", on=THU_31_MAY), THU_31_MAY)

    assert chair is not None
    assert (chair.person, chair.signs_as) == ("Dercksen", "R.G.J. Dercksen")


@pytest.mark.parametrize(
    ("day", "person"),
    [
        ("Thu 2018-05-31", "M.G.J. Harbers"),
        ("Tue 2019-05-21", "M.G.J. Harbers"),  # his last day
        ("Wed 2019-05-22", None),
        ("Tue 2019-06-11", "A. Broekers-Knol"),  # her first
    ],
)
def test_an_office_has_the_holder_of_the_day(session: Session, day: str, person: str | None) -> None:
    office = lookup.find_office(session, "Staatssecretaris van Justitie en Veiligheid", on=THU_31_MAY)
    tenure = lookup.holder(session, office, date.fromisoformat(day[4:]))

    assert (tenure.person if tenure else None) == person


def test_a_mailbox_is_found_with_its_address_and_its_name(session: Session) -> None:
    ministry = lookup.find_ministry(session, "JenV")
    desk = lookup.mailbox_of(session, ministry_id=ministry.id, purpose=MailboxPurpose.DESK)

    assert desk is not None
    assert lookup.address(session, desk, THU_31_MAY) == "desk.jenv@example.org"
    assert lookup.mailbox_name(session, desk) == "parlementaire desk JenV"


def test_a_committee_has_no_desk(session: Session) -> None:
    committee = lookup.find_committee(session, "IA-JBZ", on=THU_31_MAY)

    assert lookup.mailbox_of(session, committee_id=committee.id, purpose=MailboxPurpose.DESK) is None


RENAMED = {
    "committee": [
        {
            "chamber": "EK",
            "code": "IA-JBZ",
            "name": [{"name": "Asiel, Migratie en Veiligheid", "from": date(2019, 7, 2)}],
        }
    ]
}


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("Mon 2019-07-01", "Immigratie en Asiel / JBZ-Raad"),
        ("Tue 2019-07-02", "Asiel, Migratie en Veiligheid"),
    ],
)
def test_a_committee_bears_the_name_of_the_day(place: "Workplace", day: str, name: str) -> None:
    load(place, RENAMED, Hand("griffier", SEEDED.date(), SEEDED))

    with place.transaction() as session:
        on = date.fromisoformat(day[4:])
        committee = lookup.find_committee(session, "IA-JBZ", on=on)
        assert lookup.committee_name(session, committee, on) == name
        assert lookup.find_committee(session, "Asiel, Migratie en Veiligheid", on=on).id == committee.id
        assert lookup.find_committee(session, "Immigratie en Asiel/JBZ-Raad", on=on).id == committee.id


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Immigratie & Asiel / JBZ-Raad", "immigratie en asiel/jbzraad"),
        ("Financiën", "FINANCIEN"),
        ("  I & A / JBZ ", "i en a jbz"),
    ],
)
def test_spellings_of_one_name_fold_to_the_same(one: str, other: str) -> None:
    assert lookup.fold(one) == lookup.fold(other)

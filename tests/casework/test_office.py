"""Loading office data: nothing twice, nothing in silence, nothing half."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text
from sqlmodel import col, select

from casework import lookup
from casework.errors import BadOffice
from casework.facts.rulebook import load_rulebook, rulebook_tables
from casework.office import load
from casework.seeding import seed
from casework.values import Done, Hand
from config.reference import packaged_rulebook, packaged_tables, read_rulebook
from models.acts import Act, Installation
from models.offices import CommitteeName, MailboxPurpose, Membership
from procedure.vocabulary import Chamber, Verb
from tests.conftest import SEEDED

if TYPE_CHECKING:
    from casework.workplace import Workplace

TUE_2_JULY_2019 = date(2019, 7, 2)
HAND = Hand("griffier", date(2019, 7, 1), datetime.fromisoformat("2019-07-01T09:00:00+02:00"))


def loaded(place: "Workplace", **tables: Any) -> Done:
    return load(place, tables, HAND, file="nieuw.toml")


def a_committee(**fields: Any) -> dict[str, Any]:
    return {"chamber": "EK", "code": "IA-JBZ"} | fields


def a_member(**fields: Any) -> dict[str, Any]:
    return {"name": "Adriaansens", "party": "VVD"} | fields


def a_new_committee(**fields: Any) -> dict[str, Any]:
    return {"chamber": "EK", "code": "NIEUW", "name": "Nieuw", "sender": "nieuw@example.org"} | fields


def a_recess(**fields: Any) -> dict[str, Any]:
    return {
        "chamber": "EK",
        "kind": "summer",
        "first": date(2019, 7, 9),
        "last": date(2019, 9, 9),
        "source": "vergaderschema",
        "checked_on": date(2019, 7, 1),
    } | fields


def contents(place: "Workplace") -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table."""
    from models.register import metadata  # noqa: PLC0415

    with place.reading() as connection:
        return {
            name: [tuple(row) for row in connection.execute(select(table))] for name, table in metadata.tables.items()
        }


def test_the_small_office_is_loaded_into_a_new_register(either_place: "Workplace") -> None:
    with either_place.transaction() as session:
        acts = session.exec(select(Act)).all()

        assert [(act.verb, act.actor) for act in acts] == [(Verb.LOAD_OFFICE, "griffie")]
        assert acts[0].payload["added"] > 100
        assert session.get_one(Installation, 1).mark
        assert load_rulebook(session, on=HAND.on) == packaged_rulebook()


def test_what_is_there_already_is_no_change(either_place: "Workplace") -> None:
    before = contents(either_place)

    done = load(either_place, packaged_tables(), HAND)

    assert (done.lines, done.act_id, done.headline) == ((), None, "kantoorgegevens ongewijzigd")
    assert contents(either_place) == before


def test_a_register_is_seeded_once(place: "Workplace") -> None:
    before = contents(place)

    seed(place, packaged_tables(), at=SEEDED)

    assert contents(place) == before


def test_a_dry_run_says_what_would_change_and_changes_nothing(either_place: "Workplace") -> None:
    before, rules = contents(either_place), read_rulebook(either_place.home)
    tables = {"committee": [a_new_committee()], "rung": [], "recess": [a_recess()]}

    done = load(either_place, tables, HAND, dry_run=True)

    assert "Nieuw: commissie EK NIEUW." in done.lines
    assert done.headline == "kantoorgegevens zouden veranderen: 4 nieuw, 0 gewijzigd, 0 beëindigd"
    assert done.act_id is None
    assert contents(either_place) == before
    assert read_rulebook(either_place.home) == rules


def test_a_load_is_an_act_with_its_counts(place: "Workplace") -> None:
    done = loaded(place, committee=[a_new_committee()])

    with place.transaction() as session:
        act = session.get_one(Act, done.act_id)
        assert (act.verb, act.actor, act.on_day) == (Verb.LOAD_OFFICE, "griffier", HAND.on)
        assert act.ground == "geladen uit nieuw.toml"
        assert act.payload == {"added": 3, "changed": 0, "ended": 0}


def test_a_new_name_from_a_day_ends_the_former_one(place: "Workplace") -> None:
    done = loaded(place, committee=[a_committee(name=[{"name": "Asiel en Migratie", "from": TUE_2_JULY_2019}])])

    assert any("(tot en met 2019-07-01)" in line for line in done.lines)
    with place.transaction() as session:
        names = session.exec(
            select(CommitteeName).where(CommitteeName.committee_id == 1).order_by(col(CommitteeName.id))
        )
        assert [(name.name, name.valid_from, name.valid_to) for name in names] == [
            ("Immigratie en Asiel / JBZ-Raad", None, date(2019, 7, 1)),
            ("Asiel en Migratie", TUE_2_JULY_2019, None),
        ]


@pytest.mark.parametrize(
    ("day", "address"), [("Mon 2019-07-01", "desk.jenv@example.org"), ("Tue 2019-07-02", "nieuw@example.org")]
)
def test_a_new_address_from_a_day_ends_the_former_one(place: "Workplace", day: str, address: str) -> None:
    desk = [{"address": "nieuw@example.org", "from": TUE_2_JULY_2019}]
    loaded(place, ministry=[{"code": "JenV", "desk": desk}])

    with place.transaction() as session:
        box = lookup.mailbox_of(
            session, ministry_id=lookup.find_ministry(session, "JenV").id, purpose=MailboxPurpose.DESK
        )
        assert box is not None
        assert lookup.address(session, box, date.fromisoformat(day[4:])) == address


def test_a_new_chair_from_a_day_ends_the_former_one(place: "Workplace") -> None:
    new = a_member(role="voorzitter", signs_as="M.A.M. Adriaansens", **{"from": TUE_2_JULY_2019})
    done = loaded(place, committee=[a_committee(member=[new])])

    assert "Beëindigd: voorzitter Dercksen (PVV) (tot en met 2019-07-01)." in done.lines
    with place.transaction() as session:
        committee = lookup.find_committee(session, "IA-JBZ", on=TUE_2_JULY_2019)
        before, after = (lookup.chair(session, committee, day) for day in (date(2019, 7, 1), TUE_2_JULY_2019))
        assert before is not None
        assert after is not None
        assert (before.person, after.person, after.signs_as) == ("Dercksen", "Adriaansens", "M.A.M. Adriaansens")


def test_a_member_who_becomes_chair_keeps_the_place_in_the_list(place: "Workplace") -> None:
    promoted = a_member(name="Strik", party="GL", role="voorzitter", **{"from": TUE_2_JULY_2019})
    loaded(place, committee=[a_committee(member=[promoted])])

    with place.transaction() as session:
        rows = session.exec(select(Membership).where(Membership.person == "Strik").order_by(col(Membership.id))).all()
        assert [(row.role.value, row.seniority, row.valid_to) for row in rows] == [
            ("ondervoorzitter", 7, date(2019, 7, 1)),
            ("voorzitter", 7, None),
        ]


def test_a_member_may_leave(place: "Workplace") -> None:
    loaded(place, committee=[a_committee(member=[a_member(name="Engels", party="D66", to=date(2019, 6, 10))])])

    with place.transaction() as session:
        committee = lookup.find_committee(session, "IA-JBZ", on=HAND.on)
        assert "Engels" not in {seat.person for seat in lookup.members(session, committee, HAND.on)}
        assert "Engels" in {seat.person for seat in lookup.members(session, committee, date(2019, 6, 10))}


def test_a_new_holder_from_a_day_ends_the_former_one(place: "Workplace") -> None:
    holder = {"name": "B. Opvolger", "from": TUE_2_JULY_2019}
    office = {"title": "Staatssecretaris van Defensie", "holder": [holder]}
    loaded(place, ministry=[{"code": "DEF", "office": [office]}])

    with place.transaction() as session:
        found = lookup.find_office(session, "Staatssecretaris van Defensie", on=HAND.on)
        held = [lookup.holder(session, found, day) for day in (date(2019, 7, 1), TUE_2_JULY_2019)]
        assert [one.person if one else None for one in held] == ["B. Visser", "B. Opvolger"]


def test_a_recess_announced_anew_is_the_same_recess(place: "Workplace") -> None:
    loaded(place, recess=[a_recess()])
    done = loaded(place, recess=[a_recess(last=date(2019, 9, 2))])

    assert done.data["changed"] == 1
    with place.transaction() as session:
        recess = load_rulebook(session, on=HAND.on).days.recess_on(date(2019, 9, 1), Chamber.EK)
        assert recess is not None
        assert recess.last == date(2019, 9, 2)


@pytest.mark.parametrize(("day", "offset"), [("Mon 2019-07-01", -3), ("Tue 2019-07-02", -5)])
def test_a_rung_from_a_day_ends_the_former_one(place: "Workplace", day: str, offset: int) -> None:
    rung = {"ladder": "term", "code": "notice", "rank": 1, "offset": -5, "unit": "working_days", "min_span": 10}
    told = {"audience": "desk", "mode": "auto", "source": "besluit van de griffier", "from": TUE_2_JULY_2019}
    loaded(place, rung=[rung | told])

    with place.transaction() as session:
        ladder = load_rulebook(session, on=date.fromisoformat(day[4:])).ladder
        assert [rung.offset for rung in ladder if rung.code == "notice"] == [offset]


def test_a_counting_rule_is_changed_by_a_new_version_only(place: "Workplace") -> None:
    rule = {"name": "calendar", "version": 1, "counts": "working", "in_force": date(1966, 1, 1), "source": "een inval"}

    with pytest.raises(BadOffice, match="een wijziging is een nieuwe versie"):
        loaded(place, rule=[rule])

    loaded(place, rule=[rule | {"version": 2, "in_force": TUE_2_JULY_2019}])
    with place.transaction() as session:
        assert load_rulebook(session, on=HAND.on).rule(on=date(2019, 7, 1)).version == 1
        assert load_rulebook(session, on=HAND.on).rule(on=TUE_2_JULY_2019).version == 2


def test_the_rules_are_exported_for_quick_commands(place: "Workplace") -> None:
    loaded(place, recess=[a_recess()])

    with place.transaction() as session:
        assert read_rulebook(place.home) == load_rulebook(session, on=HAND.on)
        assert any(
            row["last"] == "2019-09-09" for row in json.loads((place.home / "rulebook.json").read_text())["recess"]
        )
        assert len(rulebook_tables(session, on=HAND.on)["rung"]) == 7


def test_a_dossier_is_loaded_with_its_title(place: "Workplace") -> None:
    loaded(place, dossier=[{"number": "E180019", "title": "Global Compact"}, {"number": "34964"}])

    with place.reading() as connection:
        rows = connection.execute(text("SELECT number, title, edossier FROM dossier ORDER BY number"))
        assert [tuple(row) for row in rows] == [("34964", "", False), ("E180019", "Global Compact", True)]


BAD: list[tuple[Mapping[str, Any], str]] = [
    ({"comittee": []}, "comittee: dit veld is er niet; waarschijnlijk is committee bedoeld."),
    ({"committee": "EK"}, "committee: 'EK' is niet bruikbaar; verwacht wordt een of meer tabellen"),
    ({"committee": [a_committee(chamber="XK")]}, "chamber: 'XK' is niet bruikbaar; verwacht wordt een van EK, TK"),
    ({"committee": [{"chamber": "EK"}]}, "commissie EK 1, code: ontbreekt; verwacht wordt een tekst"),
    ({"committee": [a_new_committee(code=" ")]}, "code: ' ' is niet bruikbaar"),
    ({"committee": [{"chamber": "EK", "code": "NIEUW"}]}, "name: ontbreekt; een nieuwe commissie heeft een naam"),
    ({"committee": [{"chamber": "EK", "code": "NIEUW", "name": "Nieuw"}]}, "commissie EK NIEUW, sender: ontbreekt"),
    ({"committee": [a_new_committee(sender="nergens")]}, "sender: 'nergens' is geen adres"),
    ({"committee": [a_new_committee(sender="a@example.org\nBcc: b@example.org")]}, "is geen adres"),
    ({"committee": [a_new_committee(sender="http://example.org/hook")]}, "is geen adres"),
    ({"committee": [a_committee(name="Iets anders")]}, "from: ontbreekt; er staat al iets anders"),
    ({"committee": [a_committee(aliases=["EZK/LNV"])]}, "'EZK/LNV' is al de schrijfwijze van iets anders"),
    ({"committee": [a_committee(aliases=["/"])]}, "'/' bevat geen letter of cijfer"),
    ({"committee": [a_committee(member=[a_member(role="baas")])]}, "lid Adriaansens, role: 'baas' is niet bruikbaar"),
    ({"committee": [a_committee(member=[a_member(party=1)])]}, "party: 1 is niet bruikbaar; verwacht wordt een tekst"),
    ({"committee": [a_committee(member=[a_member(role="voorzitter")])]}, "Dercksen is dan ook voorzitter"),
    (
        {"committee": [a_committee(member=[a_member(**{"from": date(2019, 7, 2), "to": date(2019, 7, 1)})])]},
        "to: 2019-07-01 ligt vóór from",
    ),
    ({"committee": [a_committee(member=[a_member(**{"from": "juli"})])]}, "from: 'juli' is niet bruikbaar; .*een dag"),
    ({"committee": [a_committee(member=[a_member(vanaf=1)])]}, "vanaf: dit veld is er niet"),
    ({"ministry": [{"code": "NIEUW"}]}, "ministerie NIEUW, name: ontbreekt"),
    ({"ministry": [{"code": "NIEUW", "name": "Nieuw"}]}, "ministerie NIEUW, desk: ontbreekt"),
    ({"ministry": [{"code": "JenV", "aliases": ["BuZa"]}]}, "'BuZa' is al de schrijfwijze van iets anders"),
    ({"recess": [a_recess(kind="siesta")]}, "recess 2019-07-09, kind: 'siesta' is niet bruikbaar"),
    ({"recess": [a_recess(last=date(2019, 7, 1))]}, "last: 2019-07-01 ligt vóór first"),
    ({"recess": [a_recess(source="")]}, "source: '' is niet bruikbaar"),
    ({"decree_day": [{"day": "ooit", "source": "x", "checked_on": date(2019, 7, 1)}]}, "day: 'ooit' is niet bruikbaar"),
    ({"rung": [{"ladder": "term", "code": "x", "rank": "1"}]}, "rung x, rank: '1' is niet bruikbaar"),
    ({"rule": [{"name": "x", "version": 1, "counts": "maan", "source": "x"}]}, "rule, .*is niet bruikbaar"),
    ({"calendar": {"first": date(2000, 1, 1)}}, "calendar, last: ontbreekt"),
]


@pytest.mark.parametrize(("tables", "sentence"), BAD)
def test_what_cannot_be_used_is_refused_in_one_sentence_and_changes_nothing(
    place: "Workplace", tables: Mapping[str, Any], sentence: str
) -> None:
    before = contents(place)

    with pytest.raises(BadOffice, match=sentence) as refused:
        load(place, tables, HAND, file="nieuw.toml")

    assert str(refused.value).startswith("nieuw.toml: ")
    assert "\n" not in str(refused.value).replace("\\n", "")
    assert contents(place) == before

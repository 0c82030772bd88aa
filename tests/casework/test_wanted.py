"""Who wants a rung no more, and who stands in for a mailbox."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import select

from casework import preferring, rehearsal
from casework.errors import UnknownName
from casework.preferring import MayNotOptOut, NotOptedOut, OptedOutAlready, PreferOrder, UnknownRung
from casework.values import Done
from casework.workplace import Workplace
from models.acts import Act
from models.preferences import Preference
from procedure.vocabulary import Verb
from tests.builders import (
    DUE,
    REQUESTED,
    a_hand,
    mails,
    morning_of,
    registered,
    reminders,
    shown,
)
from tests.casework.ladders import FIRST, NOTICE, loaded, rung, substitute


def preferred(place: Workplace, code: str = "notice", **over: Any) -> Done:
    order = PreferOrder(**{"rung": code, "said_by": "mw. Voorbeeld", "ministry": "JenV", **over})
    return preferring.opt_out(place, order, a_hand(REQUESTED))


def test_a_mailbox_that_opted_out_sees_the_rung_skipped_with_the_reason(place: Workplace) -> None:
    registered(place)
    done = preferred(place)
    assert (
        done.headline == "parlementaire desk JenV krijgt de trede aankondiging niet meer, vanaf donderdag 31 mei 2018"
    )
    morning_of(place, NOTICE)
    assert mails(place) == []
    [reminder] = shown(place)["reminders"]
    assert (reminder["rung"], reminder["state"]) == ("notice", "skipped")
    assert reminder["reason"] == "de postbus heeft zich voor deze trede afgemeld, op het woord van mw. Voorbeeld"
    morning_of(place, DUE)
    assert len(mails(place)) == 1


def test_opting_out_is_an_act_and_coming_back_voids_it(place: Workplace) -> None:
    registered(place)
    preferred(place)
    order = PreferOrder("notice", "mw. Voorbeeld", ministry="JenV")
    assert preferring.opt_in(place, order, a_hand(REQUESTED)).headline.endswith("aankondiging weer")
    morning_of(place, NOTICE)
    assert len(mails(place)) == 1
    with place.transaction() as session:
        [row] = session.exec(select(Preference)).all()
        assert row.void_act_id is not None
        acts = session.exec(select(Act).where(Act.verb == Verb.PREFER)).all()
        assert [(act.actor, act.ground) for act in acts] == [("griffier", "op het woord van mw. Voorbeeld")] * 2
    with pytest.raises(NotOptedOut):
        preferring.opt_in(place, order, a_hand(REQUESTED))


def test_a_preference_counts_from_its_day(place: Workplace) -> None:
    registered(place)
    preferred(place, from_day=NOTICE + timedelta(days=1))
    morning_of(place, NOTICE)
    assert len(mails(place)) == 1


@pytest.mark.parametrize(
    ("over", "refusal", "sentence"),
    [
        ({"code": "due"}, MayNotOptOut, r"'due' kan een postbus zich niet afmelden; .* voor notice\."),
        (
            {"code": "escalation"},
            UnknownRung,
            r"geen trede 'escalation' voor de parlementaire desk; bekend zijn notice",
        ),
        ({"ministry": "", "committee": "IA-JBZ"}, UnknownRung, "geen trede 'notice' voor de griffier"),
        ({"ministry": "XYZ"}, UnknownName, "ministerie"),
    ],
)
def test_opting_out_where_it_is_not_allowed_is_refused(
    place: Workplace, over: dict[str, Any], refusal: type[Exception], sentence: str
) -> None:
    with pytest.raises(refusal, match=sentence):
        preferred(place, **over)
    with place.transaction() as session:
        assert session.exec(select(Preference)).all() == []
        assert session.exec(select(Act).where(Act.verb == Verb.PREFER)).all() == []


def test_opting_out_twice_is_refused(place: Workplace) -> None:
    preferred(place)
    with pytest.raises(OptedOutAlready, match="al afgemeld, vanaf 31 mei 2018"):
        preferred(place)


def test_a_ladder_that_takes_the_choice_back_sends_the_rung_again(place: Workplace) -> None:
    registered(place)
    preferred(place)
    loaded(place, rung=[rung("notice", may_opt_out=False)])
    morning_of(place, NOTICE)
    assert len(mails(place)) == 1


def test_a_rung_that_nobody_wants_keeps_no_lower_one_back(place: Workplace) -> None:
    loaded(place, rung=[rung("due", may_opt_out=True)])
    registered(place)
    preferred(place, "due")
    morning_of(place, DUE)  # the notice was missed, and the last day is not wanted
    assert [(name, state) for name, _, state in reminders(place)] == [("notice", "written"), ("due", "skipped")]


@pytest.mark.parametrize(
    ("first", "last", "to"),
    [
        (date(2018, 6, 11), date(2018, 6, 11), "vervanger@example.org"),
        (date(2018, 6, 1), date(2018, 6, 30), "vervanger@example.org"),
        (date(2018, 6, 12), date(2018, 6, 30), "desk.jenv@example.org"),
        (date(2018, 6, 1), date(2018, 6, 10), "desk.jenv@example.org"),
    ],
)
def test_mail_goes_to_the_substitute_of_the_day_on_which_it_leaves(
    place: Workplace, first: date, last: date, to: str
) -> None:
    loaded(place, ministry=[{"code": "JenV", "substitute": [substitute(first, last)]}])
    registered(place)
    assert any(f"Aan {to}" in line for line in rehearsal.rehearse(place, a_hand(NOTICE)).lines)
    morning_of(place, NOTICE)
    [mail] = mails(place)
    assert f"To: {to}" in mail
    assert ("vervanger van parlementaire desk JenV" in mail.replace("=\n", "")) is (to == "vervanger@example.org")
    assert shown(place, on=NOTICE)["reminders"][0]["recipient"] == to


def test_the_clerks_mail_goes_to_the_clerks_substitute(place: Workplace) -> None:
    standing_in = substitute(date(2018, 6, 20), date(2018, 6, 30))
    loaded(place, committee=[{"chamber": "EK", "code": "IA-JBZ", "substitute": [standing_in]}])
    registered(place)
    morning_of(place, FIRST)
    morning_of(place, date(2018, 6, 25))
    assert "To: vervanger@example.org" in mails(place)[-1]


def test_show_names_a_substitute_only_for_what_leaves_within_his_period(place: Workplace) -> None:
    standing_in = substitute(FIRST, date(2018, 6, 30))
    loaded(place, committee=[{"chamber": "EK", "code": "IA-JBZ", "substitute": [standing_in]}])
    registered(place)
    before = shown(place, on=NOTICE)["planned"]
    within = {one["rung"]: one["recipient"] == "vervanger@example.org" for one in before}
    assert within == {"notice": False, "due": False, "first_rappel": False, "second_rappel": True, "escalation": False}
    morning_of(place, FIRST)
    [escalation] = [one for one in shown(place, on=date(2018, 6, 25))["planned"] if one["rung"] == "escalation"]
    assert escalation["recipient"] != "vervanger@example.org"


def test_a_substitutes_period_may_be_made_shorter(place: Workplace) -> None:
    for last in (date(2018, 6, 30), date(2018, 6, 10)):
        done = loaded(place, ministry=[{"code": "JenV", "substitute": [substitute(date(2018, 6, 1), last)]}])
    assert done.data["changed"] == 1
    registered(place)
    morning_of(place, NOTICE)
    assert "To: desk.jenv@example.org" in mails(place)[0]

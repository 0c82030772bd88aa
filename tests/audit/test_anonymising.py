"""Years after its end a case loses what is not public, by one act; what others need stays, and the chain holds."""

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from casework import handling, reports
from casework.anonymising import AnonymiseOrder, anonymise
from casework.errors import Anonymised, NotConfirmed, NothingToAnonymise, NotOffered, TooRecent
from casework.values import CloseOrder, Done, PublishOrder, RequestOrder
from casework.workplace import Workplace
from models.letters import LetterReading, Paper
from models.reminders import Message
from models.verifying import verify
from procedure.vocabulary import ClosedAs
from tests.audit.tampering import past_the_guards
from tests.audit.world import one_turn
from tests.builders import a_hand, a_reply, morning_of, received, registered, shown

if TYPE_CHECKING:
    from collections.abc import Callable

YEARS = 10
LATER = a_hand(date(2028, 7, 3))
PUBLISHED, WITHDRAWN, PUT_OFF = "EK-2018-001", "EK-2018-002", "EK-2018-003"


def done(place: Workplace, case: str, *, confirmed: bool = True, hand: Any = LATER) -> Done:
    """Return what anonymising a case came to."""
    return anonymise(place, case, AnonymiseOrder("bewaartermijn verstreken", YEARS, confirmed), hand)


def asked(place: Workplace, question: str) -> list[Any]:
    """Return the answers to a question in SQL."""
    with place.reading() as connection:
        return list(connection.execute(text(question)).all())


def holds(place: Workplace) -> bool:
    """Return whether the chain holds."""
    with place.reading() as connection:
        return verify(connection).fault is None


def test_words_addresses_and_bytes_go_and_the_chain_still_holds(either_place: Workplace) -> None:
    one_turn(either_place)
    went = done(either_place, PUBLISHED)
    assert "de gelezen tekst van 2 brieven" in went.lines[0]
    left = asked(
        either_place,
        "SELECT g.text, g.fields, g.erased FROM reading g JOIN round_letter rl ON rl.letter_id = g.letter_id "
        "JOIN round r ON r.id = rl.round_id WHERE r.case_id = 1",
    )
    assert len(left) == 2
    assert all(row[0] == "" and str(row[1]) == "{}" and "text" in str(row[2]) for row in left)
    assert holds(either_place)


def test_without_a_yes_it_says_what_would_go_and_changes_nothing(place: Workplace) -> None:
    one_turn(place)
    before = asked(place, "SELECT count(*), max(last_act_id) FROM seal")
    with pytest.raises(NotConfirmed, match=r"de gelezen tekst van 1 brief.*bevestig met --yes"):
        done(place, WITHDRAWN, confirmed=False)
    assert asked(place, "SELECT count(*), max(last_act_id) FROM seal") == before
    assert asked(place, "SELECT count(*) FROM reading WHERE text = ''") == [(0,)]


def test_a_case_that_is_open_or_ended_too_short_ago_is_refused(place: Workplace) -> None:
    one_turn(place)
    with pytest.raises(NotOffered):
        done(place, PUT_OFF)
    with pytest.raises(TooRecent, match=r"15 juni 2018.*15 juni 2028"):
        done(place, WITHDRAWN, hand=a_hand(date(2028, 6, 14)))
    done(place, WITHDRAWN, hand=a_hand(date(2028, 6, 15)))


def test_the_paper_of_an_unpublished_letter_goes_and_that_of_a_published_one_stays(place: Workplace) -> None:
    one_turn(place)
    papers = {case: [one["sha256"] for one in shown(place, case)["letters"]] for case in (PUBLISHED, WITHDRAWN)}
    done(place, PUBLISHED)
    done(place, WITHDRAWN)
    assert all(place.store.has(one) for one in papers[PUBLISHED])
    assert not any(place.store.has(one) for one in papers[WITHDRAWN])
    with place.transaction() as session:
        kept = set(session.exec(select(Paper.sha256)))
    assert {*papers[PUBLISHED], *papers[WITHDRAWN]} <= kept, "the register still knows the hashes"


def test_a_letter_that_another_case_uses_stays_until_that_one_is_anonymised_too(place: Workplace) -> None:
    first, second = (str(registered(place, about=f"zaak {n}").cases[0]) for n in (1, 2))
    received(place, a_reply(), cases=(first, second))
    for case in (first, second):
        handling.close(place, case, CloseOrder(ClosedAs.NOTED, "klaar"), a_hand(date(2018, 6, 21)))
    reply = max(one["id"] for one in shown(place, first)["letters"])
    sha = next(one["sha256"] for one in shown(place, first)["letters"] if one["id"] == reply)
    done(place, first)
    assert asked(place, f"SELECT text <> '' FROM reading WHERE letter_id = {reply}") == [(1,)]  # noqa: S608
    assert place.store.has(sha)
    done(place, second)
    assert asked(place, f"SELECT text FROM reading WHERE letter_id = {reply}") == [("",)]  # noqa: S608
    assert not place.store.has(sha)
    assert holds(place)


def test_a_mail_that_tells_of_other_cases_too_stays_with_its_file(place: Workplace) -> None:
    one_turn(place)
    mails = len(list(place.outgoing.iterdir()))
    done(place, WITHDRAWN)
    assert asked(place, "SELECT count(*) FROM message WHERE erased_act_id IS NOT NULL") == [(0,)], "digests of four"
    assert len(list(place.outgoing.iterdir())) == mails


def test_a_mail_of_one_case_loses_its_address_its_bytes_and_its_file(place: Workplace) -> None:
    case = str(registered(place).cases[0])
    morning_of(place, date(2018, 6, 11))
    handling.close(place, case, CloseOrder(ClosedAs.NOTED, "klaar"), a_hand(date(2018, 6, 21)))
    assert len(list(place.outgoing.glob("*.eml"))) == 1
    done(place, case)
    with place.transaction() as session:
        [message] = session.exec(select(Message)).all()
        assert (message.to_address, message.raw) == (None, None)
    assert list(place.outgoing.glob("*.eml")) == []
    assert holds(place)


def test_who_announced_a_postponement_by_word_is_forgotten_and_that_it_was_announced_is_not(place: Workplace) -> None:
    one_turn(place)
    handling.close(place, PUT_OFF, CloseOrder(ClosedAs.LAPSED, "vervallen"), a_hand(date(2018, 6, 21)))
    done(place, PUT_OFF)
    deferred = [one for one in shown(place, PUT_OFF)["terms"] if one["kind"] == "deferral"]
    assert {(one["via"], one["said_by"]) for one in deferred} == {("telephone", None)}
    assert asked(place, "SELECT count(*) FROM act WHERE CAST(payload AS TEXT) LIKE '%Jansen%'") == [(0,)]


def test_a_case_says_that_it_was_anonymised_and_then_takes_notes_only(place: Workplace) -> None:
    one_turn(place)
    done(place, PUBLISHED)
    case = shown(place, PUBLISHED)
    assert case["anonymised_on"] == "2028-07-03"
    assert case["events"][-1]["on_ground_of"] == "bewaartermijn verstreken"
    assert case["report"]["number"] == "A"
    acts: list[Callable[[], Any]] = [
        lambda: reports.publish(place, PUBLISHED, PublishOrder(reprint="fout"), LATER),
        lambda: reports.reading_of(place, PUBLISHED),
        lambda: handling.close(place, PUBLISHED, CloseOrder(ClosedAs.NOTED, "klaar"), LATER),
        lambda: registered(place, on=LATER.on, dated=date(2028, 7, 3), order=RequestOrder(further=PUBLISHED)),
    ]
    for act in acts:
        with pytest.raises(Anonymised):
            act()
    handling.note(place, PUBLISHED, "bezwaar afgehandeld", LATER)
    with pytest.raises(NothingToAnonymise):
        done(place, PUBLISHED)


def test_bytes_that_a_crash_left_are_taken_away_by_the_same_command(place: Workplace) -> None:
    one_turn(place)
    [paper] = [one["sha256"] for one in shown(place, WITHDRAWN)["letters"]]
    data = place.store.get(paper)
    done(place, WITHDRAWN)
    place.store.put(data)
    assert done(place, WITHDRAWN).data["taken"] == ["de bytes van 1 ongepubliceerd stuk"]
    assert not place.store.has(paper)


GUARDED = {
    "without its act": "UPDATE reading SET text = '', fields = '{}', erased = '{}', erased_act_id = 1 WHERE id = 1",
    "with words left": "UPDATE reading SET text = 'x', erased = '{}', "
    "erased_act_id = (SELECT max(id) FROM act) WHERE id = 1",
    "with another change": "UPDATE reading SET text = '', fields = '{}', confirmed_by = 'x', erased = '{}', "
    "erased_act_id = (SELECT max(id) FROM act) WHERE id = 1",
    "of a fact, with another change": "UPDATE term SET said_by = '', reason = 'x', erased = '{}', "
    "erased_act_id = (SELECT max(id) FROM act) WHERE id = 1",
    "of a mail, with words left": "UPDATE message SET erased = '{}', "
    "erased_act_id = (SELECT max(id) FROM act) WHERE id = 1",
    "for good, and then back": "UPDATE reading SET text = 'x' WHERE erased_act_id IS NOT NULL",
    "and given to no act": "UPDATE reading SET erased_act_id = NULL WHERE erased_act_id IS NOT NULL",
}


def test_the_database_lets_words_go_once_only_whole_only_and_by_their_act_only(either_place: Workplace) -> None:
    one_turn(either_place)
    done(either_place, WITHDRAWN)
    for way, statement in GUARDED.items():
        with (
            pytest.raises(IntegrityError, match=r"wordt niet gewijzigd"),
            either_place.transaction() as session,
        ):
            assert session.execute(text(statement)).rowcount, way  # type: ignore[attr-defined]


FORGED = (
    "UPDATE reading SET text = 'anders' WHERE erased_act_id IS NOT NULL",
    "UPDATE reading SET erased = '{}' WHERE erased_act_id IS NOT NULL",
    "UPDATE reading SET erased_act_id = 1 WHERE erased_act_id IS NOT NULL",
    "UPDATE term SET said_by = '', erased = '{}', erased_act_id = 1 WHERE said_by = 'mevrouw Jansen'",
)


def test_words_that_go_or_come_back_past_the_guards_are_found_out(either_place: Workplace) -> None:
    one_turn(either_place)
    done(either_place, WITHDRAWN)
    for deed in FORGED:
        with past_the_guards(either_place.engine) as connection:
            assert connection.exec_driver_sql(deed).rowcount > 0
            assert verify(connection).fault is not None, deed


def test_a_reading_of_another_case_keeps_its_words(place: Workplace) -> None:
    one_turn(place)
    before = asked(place, "SELECT count(*) FROM reading WHERE text <> ''")[0][0]
    done(place, WITHDRAWN)
    with place.transaction() as session:
        assert _whole(session) == before - 1


def _whole(session: Session) -> int:
    return len(session.exec(select(LetterReading.id).where(LetterReading.text != "")).all())

"""Mistakes of a clerk, each undone by its verb; the old value stays visible and no mail leaves that should not."""

from datetime import date

import pytest

from casework import correcting, handling, recomputing
from casework.errors import (
    CaseworkError,
    NotAvailable,
    NothingToChange,
    NotOffered,
    SameLetter,
    SeveralCases,
    UnknownLetter,
    UnknownName,
)
from casework.overview import Only, cases
from casework.values import CloseOrder, CorrectOrder, DeferOrder, PaperIn, ReceiveOrder
from casework.workplace import Workplace
from procedure.vocabulary import ClosedAs, LetterKind, Via
from tests.builders import (
    REPLIED,
    a_deferral,
    a_hand,
    a_reply,
    mails,
    morning_of,
    planned,
    received,
    registered,
    reminders,
    shown,
)

FRI_1_JUNE, TUE_12_JUNE, THU_28_JUNE = date(2018, 6, 1), date(2018, 6, 12), date(2018, 6, 28)


def test_a_date_typed_wrong_moves_both_clocks_and_arms_the_ladder_anew(place: Workplace) -> None:
    registered(place, dated=date(2018, 5, 21))
    done = correcting.correct(
        place,
        "EK-2018-001",
        CorrectOrder(reason="dagtekening verkeerd gelezen", dated=date(2018, 5, 31)),
        a_hand(FRI_1_JUNE),
    )
    case = shown(place)
    assert (case["due_on"], case["agreed_due_on"], case["requested_on"]) == ("2018-06-14", "2018-06-14", "2018-05-31")
    assert [(one["kind"], one["due_on"]) for one in case["terms"]] == [
        ("initial", "2018-06-04"),
        ("correction", "2018-06-14"),
    ]
    assert ("notice", date(2018, 6, 11)) in [(line.rung, line.on) for line in done.armed]
    assert ("due", date(2018, 6, 4)) in [(line.rung, line.on) for line in done.dropped]
    morning_of(place, date(2018, 6, 5))
    assert mails(place) == []


def test_a_term_that_was_misread_is_put_right_by_a_day(place: Workplace) -> None:
    registered(place)
    correcting.correct(
        place, "EK-2018-001", CorrectOrder(reason="vier weken bedoeld", due=THU_28_JUNE), a_hand(FRI_1_JUNE)
    )
    assert (shown(place)["due_on"], shown(place)["agreed_due_on"]) == ("2018-06-28", "2018-06-28")


def test_a_correction_of_the_letters_date_leaves_a_postponement_to_its_own_day(place: Workplace) -> None:
    registered(place, dated=date(2018, 5, 30))
    handling.defer(place, "EK-2018-001", DeferOrder(Via.MAIL, "meer tijd", to=THU_28_JUNE), a_hand(FRI_1_JUNE))
    correcting.correct(
        place, "EK-2018-001", CorrectOrder(reason="dagtekening 31 mei", dated=date(2018, 5, 31)), a_hand(FRI_1_JUNE)
    )
    assert (shown(place)["due_on"], shown(place)["agreed_due_on"]) == ("2018-06-14", "2018-06-28")


FROM_RECEIPT = "binnen drie weken na ontvangst van deze brief"


@pytest.mark.parametrize(
    ("received_on", "due"),
    [("2018-05-31", "2018-06-21"), ("2018-06-01", "2018-06-22"), ("2018-06-04", "2018-06-25")],
)
def test_a_term_that_counts_from_receipt_is_reckoned_anew_when_the_day_of_receipt_is_known(
    place: Workplace, received_on: str, due: str
) -> None:
    doubtful = registered(place, term=FROM_RECEIPT)
    assert any("griffie correct EK-2018-001 --received DATUM" in said for said in doubtful.warnings)
    assert [one["waits"] for one in shown(place)["anomalies"] if one["code"] == "doubt"] == [True]
    order = CorrectOrder(reason="stempel van het ministerie", received=date.fromisoformat(received_on))
    correcting.correct(place, "EK-2018-001", order, a_hand(date(2018, 6, 5)))
    case = shown(place)
    assert (case["due_on"], case["agreed_due_on"]) == (due, due)
    assert [one["waits"] for one in case["anomalies"] if one["code"] == "doubt"] == [False]
    assert ("due", due) in planned(place)
    with pytest.raises(NothingToChange):
        correcting.correct(place, "EK-2018-001", order, a_hand(date(2018, 6, 5)))
    assert recomputing.preview(place, on=date(2018, 6, 5)).data["changes"] == []


def test_words_and_a_day_of_receipt_given_together_are_both_kept(place: Workplace) -> None:
    registered(place)
    order = CorrectOrder(reason="het stempel en de brief", received=date(2018, 6, 4), term=FROM_RECEIPT)
    correcting.correct(place, "EK-2018-001", order, a_hand(date(2018, 6, 5)))
    case = shown(place)
    assert case["due_on"] == "2018-06-25"
    assert [one["clause"] for one in case["terms"]][-1] == FROM_RECEIPT


def test_a_day_of_receipt_moves_no_term_that_counts_from_the_letters_date(place: Workplace) -> None:
    registered(place)
    order = CorrectOrder(reason="stempel van het ministerie", received=date(2018, 6, 4))
    correcting.correct(place, "EK-2018-001", order, a_hand(date(2018, 6, 5)))
    assert [(one["kind"], one["due_on"]) for one in shown(place)["terms"]] == [("initial", "2018-06-14")]


def test_a_correction_of_the_letters_date_keeps_a_day_of_receipt(place: Workplace) -> None:
    registered(place, term=FROM_RECEIPT, dated=date(2018, 5, 30))
    for order in (
        CorrectOrder(reason="stempel", received=date(2018, 6, 4)),
        CorrectOrder(reason="dagtekening 31 mei", dated=date(2018, 5, 31)),
    ):
        correcting.correct(place, "EK-2018-001", order, a_hand(date(2018, 6, 5)))
    assert shown(place)["due_on"] == "2018-06-25"


def test_a_correction_that_says_nothing_new_changes_nothing(place: Workplace) -> None:
    registered(place)
    with pytest.raises(NothingToChange):
        correcting.correct(place, "EK-2018-001", CorrectOrder(reason="?", dated=date(2018, 5, 31)), a_hand(FRI_1_JUNE))
    assert len(shown(place)["events"]) == 1


def test_a_postponement_by_telephone_moves_the_agreed_date_only(place: Workplace) -> None:
    registered(place)
    morning_of(place, date(2018, 6, 11))
    order = DeferOrder(Via.TELEPHONE, "ambtelijk overleg loopt", to=THU_28_JUNE, said_by="directie X")
    done = handling.defer(place, "EK-2018-001", order, a_hand(TUE_12_JUNE))
    assert done.headline == "uitstel tot do 28 juni 2018"
    assert (shown(place)["due_on"], shown(place)["agreed_due_on"]) == ("2018-06-14", "2018-06-28")
    assert planned(place)[0] == ("notice", "2018-06-25")
    assert {line.rung for line in done.dropped} == {"due", "first_rappel", "second_rappel", "escalation"}
    for day in (14, 15, 20):
        morning_of(place, date(2018, 6, day))
    assert reminders(place) == [("notice", "2018-06-11", "written")]
    late = received(place)
    assert (late.data["days_late"], late.data["days_late_agreed"]) == (6, 0)


def test_a_refused_postponement_moves_nothing_and_undoes_one_that_was_recorded(place: Workplace) -> None:
    registered(place)
    morning_of(place, date(2018, 6, 11))
    asked = DeferOrder(Via.TELEPHONE, "vraagt uitstel", to=THU_28_JUNE)
    handling.defer(place, "EK-2018-001", asked, a_hand(TUE_12_JUNE))
    refused = DeferOrder(Via.TELEPHONE, "de commissie weigert", to=THU_28_JUNE, refused=True)
    done = handling.defer(place, "EK-2018-001", refused, a_hand(date(2018, 6, 13)))
    assert shown(place)["agreed_due_on"] == "2018-06-14"
    assert [line.rung for line in done.armed] == ["due", "first_rappel", "second_rappel", "escalation"]
    morning_of(place, date(2018, 6, 14))
    assert reminders(place) == [("notice", "2018-06-11", "written"), ("due", "2018-06-14", "written")]
    kinds = [(one["kind"], one["due_on"], one["in_force"]) for one in shown(place)["terms"]]
    assert kinds == [
        ("initial", "2018-06-14", True),
        ("deferral", "2018-06-28", False),
        ("deferral", "2018-06-28", False),
    ]


def test_a_postponement_without_a_date_leaves_the_desk_alone_and_asks_the_clerk(place: Workplace) -> None:
    registered(place)
    done = handling.defer(place, "EK-2018-001", DeferOrder(Via.MAIL, "meer tijd"), a_hand(TUE_12_JUNE))
    assert done.headline == "uitstel zonder nieuwe datum"
    assert shown(place)["agreed_due_on"] == "2018-06-14"
    assert planned(place) == [
        ("open_deferral", "2018-06-26"),
        ("second_rappel", "2018-06-27"),
        ("escalation", "2018-07-05"),
    ]
    for day in (14, 15, 18):
        morning_of(place, date(2018, 6, day))
    assert mails(place) == []
    morning_of(place, date(2018, 6, 26))
    assert ("open_deferral", "2018-06-26", "written") in reminders(place)


def test_a_letter_of_postponement_is_read_and_counts(place: Workplace) -> None:
    registered(place)
    done = received(place, a_deferral(dated=TUE_12_JUNE, until=THU_28_JUNE), on=TUE_12_JUNE)
    assert done.headline == "uitstel tot do 28 juni 2018"
    assert (shown(place)["stage"], shown(place)["agreed_due_on"]) == ("registered", "2018-06-28")


def test_a_reply_filed_under_the_wrong_case_is_taken_out_and_filed_again(place: Workplace) -> None:
    registered(place)
    registered(place, about="de opvang op zee", name="tweede.txt")
    received(place, cases=("EK-2018-002",))
    morning_of(place, date(2018, 6, 20))
    assert ("first_rappel", "2018-06-20", "written") in reminders(place, "EK-2018-001")
    letter = shown(place, "EK-2018-002")["letters"][1]["id"]
    done = handling.void_letter(place, "EK-2018-002", letter, "hoort bij 001", a_hand(REPLIED))
    assert (shown(place, "EK-2018-002")["stage"], done.outcome) == ("registered", "voided")
    assert [line.rung for line in done.armed][:3] == ["notice", "due", "first_rappel"]
    received(place, cases=("EK-2018-001",))
    assert (shown(place)["stage"], shown(place)["days_late"]) == ("answered", 6)


def test_a_reminder_that_left_is_never_armed_again_for_the_same_date(place: Workplace) -> None:
    registered(place)
    morning_of(place, date(2018, 6, 11))
    received(place, a_reply(dated=TUE_12_JUNE), on=TUE_12_JUNE)
    letter = shown(place)["letters"][1]["id"]
    done = handling.void_letter(place, "EK-2018-001", letter, "verkeerd", a_hand(TUE_12_JUNE))
    assert "notice" not in [line.rung for line in done.armed]
    morning_of(place, TUE_12_JUNE)
    assert len(mails(place)) == 1


def test_a_scan_without_text_is_filed_with_the_facts_and_stops_the_reminders(place: Workplace) -> None:
    registered(place)
    scan = PaperIn("scan.pdf", b"%PDF-1.4 een scan zonder tekst")
    done = received(
        place,
        scan,
        kind=LetterKind.REPLY,
        dated=date(2018, 6, 13),
        sender="Staatssecretaris van Justitie en Veiligheid",
        on=date(2018, 6, 13),
    )
    assert (done.data["stage"], planned(place)) == ("answered", [])


def test_what_waits_in_the_outbox_is_dropped_by_the_reply(place: Workplace) -> None:
    from casework import morning  # noqa: PLC0415

    registered(place)
    morning.check(place, a_hand(date(2018, 6, 15)))
    done = received(place, a_reply(dated=date(2018, 6, 15)), on=date(2018, 6, 15))
    assert "first_rappel" in [line.rung for line in done.dropped]
    morning_of(place, date(2018, 6, 18))
    assert mails(place) == []


def test_a_rest_moves_the_ladder_to_the_day_after_it(place: Workplace) -> None:
    registered(place)
    handling.hold(place, "EK-2018-001", date(2018, 6, 20), "reces", a_hand(FRI_1_JUNE))
    assert planned(place)[:3] == [("notice", "2018-06-21"), ("due", "2018-06-21"), ("first_rappel", "2018-06-21")]
    morning_of(place, date(2018, 6, 21))
    assert [state for _, _, state in reminders(place)] == ["skipped", "skipped", "written"]


def test_a_closed_case_owes_nothing_and_reopens(place: Workplace) -> None:
    registered(place)
    done = handling.close(
        place, "EK-2018-001", CloseOrder(ClosedAs.WITHDRAWN, "commissie trekt in"), a_hand(FRI_1_JUNE)
    )
    assert (len(done.dropped), shown(place)["stage"]) == (5, "closed")
    with pytest.raises(NotOffered):
        handling.hold(place, "EK-2018-001", THU_28_JUNE, "x", a_hand(FRI_1_JUNE))
    again = handling.reopen(place, "EK-2018-001", "toch nodig", a_hand(FRI_1_JUNE))
    assert (len(again.armed), shown(place)["stage"]) == (5, "registered")


def test_the_request_itself_is_not_taken_out_of_its_case(place: Workplace) -> None:
    registered(place)
    with pytest.raises(NotAvailable):
        handling.void_letter(place, "EK-2018-001", 1, "weg", a_hand(FRI_1_JUNE))
    with pytest.raises(UnknownLetter, match="verzoek van 31 mei 2018"):
        handling.void_letter(place, "EK-2018-001", 99, "weg", a_hand(FRI_1_JUNE))


def test_a_case_moves_to_other_dossiers_and_keeps_its_number(place: Workplace) -> None:
    registered(place)
    handling.set_dossiers(place, "EK-2018-001", {"34964": "", "e180019": ""}, "ander dossier", a_hand(FRI_1_JUNE))
    assert shown(place)["dossiers"] == ["34964", "E180019"]
    handling.set_dossiers(place, "EK-2018-001", {"34775-VI": ""}, "terug", a_hand(FRI_1_JUNE))
    assert (shown(place)["dossiers"], shown(place)["case"]) == (["34775-VI"], "EK-2018-001")


def test_the_same_letter_twice_for_one_case_is_refused_and_changes_nothing(place: Workplace) -> None:
    registered(place)
    received(place)
    with pytest.raises(SameLetter, match="EK-2018-001"):
        received(place, cases=("EK-2018-001",))
    with pytest.raises(SameLetter):
        registered(place)
    assert len(shown(place)["letters"]) == 2


def test_a_reply_that_fits_two_cases_is_left_to_a_person(place: Workplace) -> None:
    registered(place)
    registered(place, about="een ander onderwerp", name="tweede.txt")
    with pytest.raises(SeveralCases, match=r"EK-2018-001.*EK-2018-002"):
        received(place)
    assert [shown(place, f"EK-2018-00{n}")["stage"] for n in (1, 2)] == ["registered", "registered"]


def test_one_reply_may_answer_two_cases(place: Workplace) -> None:
    registered(place)
    registered(place, about="een ander onderwerp", name="tweede.txt")
    done = received(place, cases=("EK-2018-001", "EK-2018-002"))
    assert done.cases == ("EK-2018-001", "EK-2018-002")
    assert [shown(place, f"EK-2018-00{n}")["stage"] for n in (1, 2)] == ["answered", "answered"]


def test_a_refused_act_leaves_no_trace(place: Workplace) -> None:
    registered(place)
    before = shown(place)
    for order in (ReceiveOrder(cases=("EK-2018-009",)), ReceiveOrder(sender="Minister van Nergens")):
        with pytest.raises(CaseworkError):
            received(place, **{name: getattr(order, name) for name in ("cases", "sender")})
    assert shown(place) == before


def test_another_office_of_the_same_ministry_may_answer_and_it_is_said(place: Workplace) -> None:
    registered(place)
    done = received(place, a_reply(sender="Minister van Justitie en Veiligheid"))
    assert done.data["stage"] == "answered"
    assert any("was gericht aan Staatssecretaris van Justitie en Veiligheid" in said for said in done.warnings)


def test_the_list_takes_a_ministry_by_code_or_name(place: Workplace) -> None:
    registered(place)
    at = a_hand(REPLIED).at
    for named in ("jenv", "Justitie en Veiligheid", "ministerie van Justitie en Veiligheid"):
        assert [one["case"] for one in cases(place, on=REPLIED, at=at, only=Only(ministry=named))] == ["EK-2018-001"]
    assert cases(place, on=REPLIED, at=at, only=Only(ministry="BZ")) == []
    with pytest.raises(UnknownName, match="ministerie"):
        cases(place, on=REPLIED, at=at, only=Only(ministry="Justisie"))

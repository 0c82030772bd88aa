"""What went wrong once in reading or in use, so that it does not again: reminders after an answer, rests, rounds."""

from datetime import date, timedelta

import pytest

from casework import box, correcting, delivery, handling, morning, reports
from casework.errors import DueBeforeLetter, NotAvailable, NotOffered
from casework.outgoing import RungWaiting
from casework.values import AdoptOrder, CloseOrder, CorrectOrder, DeferOrder, PaperIn, PublishOrder, RequestOrder
from casework.workplace import Workplace
from documents.errors import DocumentsError
from notifications.outcomes import GiveUp, Outcome, Sent, TryAgain, Unsure
from procedure.errors import NotAnIdentifier
from procedure.vocabulary import ClosedAs, LetterKind, Via
from tests.builders import (
    REPLIED,
    REQUESTED,
    a_deferral,
    a_hand,
    a_reply,
    files,
    mails,
    morning_of,
    planned,
    received,
    registered,
    reminders,
    shown,
)
from tests.casework.test_delivery import Answering, over

NOTICE, DUE, FIRST = date(2018, 6, 11), date(2018, 6, 14), date(2018, 6, 15)
CASE = "EK-2018-001"


def deliver(place: Workplace, on: date, *answers: Outcome, later: timedelta = timedelta()) -> Answering:
    server = Answering(list(answers))
    delivery.deliver(place, over(server), a_hand(on, at=a_hand(on).at + later))
    return server


def test_a_further_round_takes_the_place_of_the_one_before(place: Workplace) -> None:
    registered(place)
    partial = a_reply(dated=date(2018, 6, 5), body="Een deel van de vragen beantwoord ik later.")
    received(place, partial, on=date(2018, 6, 5), kind=LetterKind.PARTIAL_REPLY)
    done = registered(
        place,
        on=date(2018, 6, 8),
        dated=date(2018, 6, 8),
        about="de rest",
        order=RequestOrder(further=CASE),
        name="r2.txt",
    )
    assert {line.rung for line in done.dropped} >= {"notice", "due", "first_rappel"}
    assert shown(place)["round"] == 2
    last = a_reply(dated=date(2018, 6, 12), answers=date(2018, 6, 8), name="a2.txt")
    received(place, last, on=date(2018, 6, 12))
    handling.close(place, CASE, CloseOrder(ClosedAs.NOTED, "besproken"), a_hand(date(2018, 6, 12)))
    for day in range(12, 30):
        morning_of(place, date(2018, 6, day))
    assert mails(place) == []


def test_nothing_is_sent_again_after_the_answer_when_the_first_try_was_unsure(place: Workplace) -> None:
    registered(place)
    morning.check(place, a_hand(NOTICE))
    deliver(place, NOTICE, Unsure("geen antwoord"))
    done = received(place, a_reply(dated=NOTICE), on=NOTICE)
    assert [line.rung for line in done.on_its_way] == ["notice"]
    assert deliver(place, NOTICE, later=timedelta(hours=2)).given == []


def test_a_retry_of_a_shared_mail_leaves_out_the_case_that_was_answered(place: Workplace) -> None:
    registered(place)
    registered(place, about="een ander onderwerp", name="tweede.txt")
    morning.check(place, a_hand(NOTICE))
    deliver(place, NOTICE, TryAgain("451"))
    received(place, a_reply(dated=NOTICE), on=NOTICE, cases=(CASE,))
    server = deliver(place, NOTICE, Sent("250"), later=timedelta(hours=2))
    [parcel] = server.given
    assert b"EK-2018-002" in parcel.raw
    assert b"EK-2018-001" not in parcel.raw


def test_a_rest_also_holds_what_waits_in_the_outbox(place: Workplace) -> None:
    registered(place, term="uiterlijk 16 juni 2018")
    morning_of(place, date(2018, 6, 16))
    handling.hold(place, CASE, date(2018, 7, 31), "reces", a_hand(date(2018, 6, 17)))
    morning_of(place, date(2018, 6, 18))
    assert mails(place) == []
    morning_of(place, date(2018, 8, 1))
    assert [mail.split("To: ")[1].split(".")[0] for mail in mails(place)] == ["griffier", "desk"]


def test_a_rest_that_was_too_long_is_made_shorter(place: Workplace) -> None:
    registered(place)
    handling.hold(place, CASE, date(2028, 6, 1), "typefout", a_hand(REQUESTED))
    handling.hold(place, CASE, date(2018, 6, 3), "hersteld", a_hand(date(2018, 6, 1)))
    assert planned(place)[0] == ("notice", "2018-06-11")


def test_a_date_after_an_open_postponement_wakes_the_ladder(place: Workplace) -> None:
    registered(place)
    received(place, a_deferral(dated=date(2018, 6, 4), until=None), on=date(2018, 6, 4))
    letter = shown(place)["letters"][1]["id"]
    order = CorrectOrder(reason="toch een datum", letter=letter, due=date(2018, 6, 20))
    correcting.correct(place, CASE, order, a_hand(date(2018, 6, 5)))
    assert [rung for rung, _ in planned(place)] == ["notice", "due", "first_rappel", "second_rappel", "escalation"]


def test_a_new_date_by_telephone_ends_the_rest_of_an_open_postponement(place: Workplace) -> None:
    registered(place)
    handling.defer(place, CASE, DeferOrder(Via.MAIL, "meer tijd"), a_hand(date(2018, 6, 12)))
    handling.defer(place, CASE, DeferOrder(Via.MAIL, "datum", to=date(2018, 6, 22)), a_hand(date(2018, 6, 13)))
    assert "due" in [rung for rung, _ in planned(place)]


def test_refusing_an_open_postponement_brings_the_ladder_back(place: Workplace) -> None:
    registered(place)
    handling.defer(place, CASE, DeferOrder(Via.MAIL, "meer tijd"), a_hand(date(2018, 6, 12)))
    refused = DeferOrder(Via.MAIL, "de commissie weigert", refused=True)
    handling.defer(place, CASE, refused, a_hand(date(2018, 6, 13)))
    assert ("due", "2018-06-14") in planned(place)


def test_refusing_a_corrected_postponement_goes_back_to_what_was_agreed_before_it(place: Workplace) -> None:
    registered(place, dated=date(2018, 5, 30))
    received(place, a_deferral(dated=date(2018, 6, 12), until=date(2018, 6, 28)), on=date(2018, 6, 12), cases=(CASE,))
    letter = shown(place)["letters"][1]["id"]
    hand = a_hand(date(2018, 6, 12))
    correcting.correct(place, CASE, CorrectOrder(reason="dagtekening", dated=REQUESTED), hand)
    correcting.correct(place, CASE, CorrectOrder(reason="dag", letter=letter, due=date(2018, 7, 5)), hand)
    handling.defer(place, CASE, DeferOrder(Via.MAIL, "geweigerd", refused=True), hand)
    assert shown(place)["agreed_due_on"] == "2018-06-14"


def test_the_mail_tells_lateness_from_the_original_date(place: Workplace) -> None:
    registered(place)
    handling.defer(place, CASE, DeferOrder(Via.MAIL, "meer tijd", to=date(2018, 6, 28)), a_hand(date(2018, 6, 12)))
    morning_of(place, date(2018, 6, 29))
    [mail] = mails(place)
    assert "vijftien dagen" in mail or "15 dagen" in mail


def test_a_correction_of_a_shared_letter_reaches_every_case(place: Workplace) -> None:
    registered(place)
    registered(place, about="een ander onderwerp", name="tweede.txt")
    received(place, cases=(CASE, "EK-2018-002"))
    letter = shown(place)["letters"][1]["id"]
    order = CorrectOrder(reason="dagtekening", letter=letter, dated=DUE)
    correcting.correct(place, CASE, order, a_hand(REPLIED))
    assert [shown(place, case)["days_late"] for case in (CASE, "EK-2018-002")] == [0, 0]
    assert "correct" in [event["verb"] for event in shown(place, "EK-2018-002")["events"]]


def test_a_failed_reminder_is_sent_once_more_by_hand(place: Workplace) -> None:
    registered(place)
    morning.check(place, a_hand(NOTICE))
    deliver(place, NOTICE, GiveUp("550 onbekend adres"))
    assert reminders(place)[0][2] == "failed"
    morning.send_rung(place, CASE, "notice", a_hand(date(2018, 6, 12)))
    server = deliver(place, date(2018, 6, 12), Sent("250"))
    assert (len(server.given), reminders(place)[0][2]) == (1, "sent")
    with pytest.raises(RungWaiting):
        morning.send_rung(place, CASE, "notice", a_hand(date(2018, 6, 13)))


def test_a_rappel_that_was_refused_does_not_put_off_the_escalation(place: Workplace) -> None:
    registered(place)
    morning_of(place, date(2018, 6, 25))
    morning.send_rung(place, CASE, "second_rappel", a_hand(date(2018, 7, 2)))
    deliver(place, date(2018, 7, 2), GiveUp("550"))
    handling.note(place, CASE, "gebeld", a_hand(date(2018, 7, 3)))
    assert ("escalation", "2018-07-05") in planned(place)


def test_after_the_chairs_letter_the_desk_gets_no_milder_reminder(place: Workplace) -> None:
    registered(place)
    morning.check(place, a_hand(date(2018, 6, 25)))
    morning.send_rung(place, CASE, "second_rappel", a_hand(date(2018, 6, 25)))
    server = deliver(place, date(2018, 6, 25), Sent("250"), Sent("250"))
    to_desk = [parcel for parcel in server.given if parcel.to.startswith("desk")]
    assert [parcel.message_id.split(".")[0] for parcel in to_desk] == ["rappel"]


def test_a_case_without_a_date_comes_back_four_weeks_after_it_was_seen(place: Workplace) -> None:
    registered(place, term="")
    morning_of(place, date(2018, 8, 15))
    before = planned(place)
    handling.note(place, CASE, "gebeld", a_hand(date(2018, 8, 16)))
    assert (planned(place), before) == ([("attention", "2018-09-12")],) * 2


def test_post_holds_a_retry_too(place: Workplace) -> None:
    registered(place)
    morning.check(place, a_hand(NOTICE))
    deliver(place, NOTICE, TryAgain("451"))
    (place.inbox / "brief.txt").write_bytes(a_reply(dated=NOTICE).data)
    box.take_in(place, a_hand(NOTICE))
    assert deliver(place, NOTICE, later=timedelta(hours=2)).given == []


def test_a_retry_waits_for_a_working_day(place: Workplace) -> None:
    registered(place, term="uiterlijk 15 juni 2018")
    morning.check(place, a_hand(FIRST))
    deliver(place, FIRST, TryAgain("451"))
    assert deliver(place, date(2018, 6, 16)).given == []


def test_a_reply_sets_no_term(place: Workplace) -> None:
    registered(place)
    received(place)
    letter = shown(place)["letters"][1]["id"]
    with pytest.raises(NotAvailable):
        correcting.correct(
            place, CASE, CorrectOrder(reason="x", letter=letter, term="binnen drie weken"), a_hand(REPLIED)
        )


@pytest.mark.parametrize("wrong", ["bogus stuk", "abc", "12"])
def test_a_dossier_is_a_dossier_from_the_start(place: Workplace, wrong: str) -> None:
    with pytest.raises(NotAnIdentifier):
        registered(place, order=RequestOrder(dossiers=(wrong,)))
    registered(place, order=RequestOrder(dossiers=("34 964", "e180019")))
    assert shown(place)["dossiers"] == ["34964", "E180019"]


def test_a_day_before_the_letter_is_refused_not_forgotten(place: Workplace) -> None:
    with pytest.raises(DueBeforeLetter):
        registered(place, order=RequestOrder(due=date(2018, 5, 1)))


def test_a_letter_of_the_same_day_to_the_same_office_is_remarked_on(place: Workplace) -> None:
    registered(place)
    done = registered(place, about="hetzelfde, met een spatie", name="bis.txt")
    assert any("EK-2018-001" in said for said in done.warnings)


@pytest.mark.parametrize("junk", [b"", b"   \n", bytes(range(256)) * 20])
def test_what_is_no_paper_at_all_is_no_reply(place: Workplace, junk: bytes) -> None:
    registered(place)
    with pytest.raises(DocumentsError):
        received(
            place,
            PaperIn("rommel", junk),
            kind=LetterKind.REPLY,
            dated=DUE,
            sender="Staatssecretaris van Justitie en Veiligheid",
            cases=(CASE,),
        )
    assert shown(place)["stage"] == "registered"


def published(place: Workplace, on: date, **order: object) -> dict[str, str]:
    adopt = AdoptOrder(adopted_on=on, clerk="Van Voorbeeld")
    reports.publish(place, CASE, PublishOrder(**{"adopt": adopt, **order}), a_hand(on))  # type: ignore[arg-type]
    return {path.name: path.read_text() for path in (place.published / CASE).iterdir()}


def test_each_round_and_each_reprint_has_a_file_of_its_own(place: Workplace) -> None:
    registered(place, order=RequestOrder(dossiers=("34964", "E180019")))
    received(place)
    first = published(place, REPLIED, number="A")
    published(place, REPLIED, adopt=None, reprint="naam van de griffier")
    registered(
        place,
        on=date(2018, 7, 2),
        dated=date(2018, 7, 2),
        about="nog iets",
        order=RequestOrder(further=CASE),
        name="r2.txt",
    )
    received(place, a_reply(dated=date(2018, 7, 9), answers=date(2018, 7, 2), name="a2.txt"), on=date(2018, 7, 9))
    found = published(place, date(2018, 7, 10), number="B")
    assert sorted(found) == [
        "EK-2018-001-verslag-herdruk1.txt",
        "EK-2018-001-verslag-ronde2.txt",
        "EK-2018-001-verslag.txt",
    ]
    assert found["EK-2018-001-verslag.txt"] == first["EK-2018-001-verslag.txt"]
    assert "HERDRUK" in found["EK-2018-001-verslag-herdruk1.txt"]
    assert "naam van de griffier" in found["EK-2018-001-verslag-herdruk1.txt"]
    assert "NADER SCHRIFTELIJK OVERLEG" in found["EK-2018-001-verslag-ronde2.txt"]
    assert "Zie dossier E180019 op www.europapoort.nl" in first["EK-2018-001-verslag.txt"]
    assert [one["number"] for one in shown(place)["reports"]] == ["B", "A"]


def test_the_report_does_not_call_a_letter_its_own_subject(place: Workplace) -> None:
    registered(place, dated=date(2018, 5, 30))
    correcting.correct(place, CASE, CorrectOrder(reason="dag", dated=REQUESTED), a_hand(date(2018, 6, 1)))
    received(place)
    assert "over Brief van" not in published(place, REPLIED)["EK-2018-001-verslag.txt"]


def test_a_report_without_its_answer_is_not_published(place: Workplace) -> None:
    registered(place)
    received(place)
    reports.adopt(place, CASE, AdoptOrder(REPLIED, "Van Voorbeeld"), a_hand(REPLIED))
    handling.void_letter(place, CASE, shown(place)["letters"][1]["id"], "hoort hier niet", a_hand(REPLIED))
    with pytest.raises(NotOffered, match="ingeschreven"):
        reports.publish(place, CASE, PublishOrder(), a_hand(REPLIED))
    assert not (place.published / CASE).exists()


def test_an_adoption_that_stands_is_not_passed_over_in_silence(place: Workplace) -> None:
    registered(place)
    received(place)
    reports.adopt(place, CASE, AdoptOrder(REPLIED, "Van Een"), a_hand(REPLIED))
    with pytest.raises(NotAvailable, match="Van Een"):
        reports.publish(place, CASE, PublishOrder(adopt=AdoptOrder(REPLIED, "Van Twee")), a_hand(REPLIED))


def test_an_adoption_before_the_last_answer_is_missed_by_the_checklist(place: Workplace) -> None:
    registered(place)
    received(place)
    early = AdoptOrder(date(2018, 6, 19), "Van Voorbeeld")
    assert any("na de vaststelling" in said for said in reports.checklist(place, CASE, early).misses)


def test_an_office_that_signs_settles_its_own_obligation_only(place: Workplace) -> None:
    order = RequestOrder(to=("Staatssecretaris van Justitie en Veiligheid", "Minister van Justitie en Veiligheid"))
    registered(place, order=order)
    done = received(place)
    assert done.data["stage"] == "partly_answered"
    assert [one["extent"] for one in shown(place)["addressees"]] == ["whole", None]
    delivery.deliver(place, files(place), a_hand(REPLIED))


def test_a_reminder_that_was_dropped_before_it_left_is_owed_again(place: Workplace) -> None:
    registered(place)
    morning.check(place, a_hand(NOTICE))
    received(place, a_reply(dated=NOTICE), on=NOTICE)
    assert reminders(place)[0][2] == "dropped"
    letter = shown(place)["letters"][1]["id"]
    handling.void_letter(place, CASE, letter, "hoort hier niet", a_hand(NOTICE))
    morning_of(place, NOTICE)
    assert (reminders(place)[0][2], len(mails(place))) == ("written", 1)

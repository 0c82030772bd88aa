"""What is kept and told of a confidential case: dates and who, never a word of its papers."""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session, select

from casework import box, handling, history, intake, rehearsal
from casework.errors import OpenAlready
from casework.overview import Only, cases
from casework.showing import show
from casework.values import DeferOrder, PaperIn, RequestOrder
from casework.workplace import Workplace
from models.acts import ActOutcome
from procedure.vocabulary import Via
from tests.builders import (
    REPLIED,
    REQUESTED,
    a_deferral,
    a_hand,
    a_reply,
    a_request,
    morning_of,
    received,
    registered,
    shown,
)

TUE_12_JUNE = date(2018, 6, 12)
SECRET = RequestOrder(confidential=True)
WORD = "zonnebloem"


def secret_places(place: Workplace) -> list[str]:
    """Every place in the home folder and the database where the secret word stands."""
    found = [
        str(path)
        for path in Path(place.home).rglob("*")
        if path.is_file() and WORD.encode() in path.read_bytes().lower()
    ]
    with place.reading() as connection:
        from models.register import metadata  # noqa: PLC0415 - only here are all tables needed

        for table in metadata.sorted_tables:
            rows = connection.execute(table.select()).all()
            found.extend(table.name for row in rows if WORD in str(row).lower())
    return found


def test_no_word_of_a_confidential_paper_is_kept_anywhere(place: Workplace) -> None:
    request = a_request(about=f"project {WORD}", term=f"vóór het besloten debat over {WORD}", name=f"{WORD}.txt")
    order = RequestOrder(confidential=True, due=date(2018, 6, 14))
    intake.request(place, request, order, a_hand(REQUESTED))
    reply = a_reply(
        body=f"Ik zeg u toe dat {WORD} voor 1 juli aan de Kamer wordt gezonden.", name=f"antwoord {WORD}.txt"
    )
    received(place, reply, confidential=True)
    for day in (11, 14, 15, 20):
        morning_of(place, date(2018, 6, day))
    assert secret_places(place) == []


def test_a_paper_that_turns_out_confidential_leaves_the_store_and_the_folder(place: Workplace) -> None:
    registered(place)
    paper = a_reply(body=f"Over {WORD} valt niets openbaars te zeggen.")
    (place.inbox / "brief.txt").write_bytes(paper.data)
    number = box.take_in(place, a_hand(REPLIED)).data["taken_in"][0]
    done = received(place, box.intake_paper(place, number), confidential=True)
    assert any("verwijderd" in line for line in done.lines)
    assert secret_places(place) == []


def test_a_marked_paper_in_the_box_is_filed_by_its_number(place: Workplace) -> None:
    registered(place)
    (place.inbox / f"{WORD}.txt").write_bytes(b"VERTROUWELIJK\n\n" + a_reply(body=WORD).data)
    taken = box.take_in(place, a_hand(REPLIED))
    assert WORD not in str(taken)
    received(place, box.intake_paper(place, taken.data["taken_in"][0]), confidential=True)
    assert (shown(place)["stage"], secret_places(place)) == ("answered", [])


def test_a_letter_that_stands_open_cannot_be_filed_as_confidential(place: Workplace) -> None:
    registered(place)
    registered(place, about="een ander onderwerp", name="tweede.txt")
    received(place, cases=("EK-2018-001",))
    with pytest.raises(OpenAlready):
        received(place, cases=("EK-2018-002",), confidential=True)


def test_the_public_sees_no_reason_and_no_name(place: Workplace) -> None:
    registered(place)
    order = DeferOrder(Via.TELEPHONE, "mevrouw X is ziek", to=date(2018, 6, 28), said_by="mevrouw Jansen")
    handling.defer(place, "EK-2018-001", order, a_hand(date(2018, 6, 12)))
    seen = str(show(place, "EK-2018-001", on=REPLIED, at=a_hand(REPLIED).at, public=True))
    assert "ziek" not in seen
    assert "Jansen" not in seen


def test_no_word_of_a_term_or_of_what_is_left_open_is_kept(place: Workplace) -> None:
    registered(place, about=f"project {WORD}", term=f"vóór het debat over {WORD} van 14 juni 2018", order=SECRET)
    promise = f"U ontvangt de beantwoording vóór het debat over {WORD} van 28 juni 2018."
    text = a_deferral(dated=TUE_12_JUNE, until=None).data.decode().replace("Ik bericht u", f"{promise} Ik bericht u")
    deferred = received(place, PaperIn("uitstel.txt", text.encode()), on=TUE_12_JUNE, confidential=True)
    assert deferred.headline.startswith("uitstel tot")
    rest = f"De vragen over {WORD} beantwoord ik in een aparte brief."
    done = received(place, a_reply(body=rest), confidential=True)
    assert [one["field"] for one in done.data["doubts"]] == ["soort"]
    assert secret_places(place) == []


def test_the_public_is_told_of_a_confidential_case_that_it_exists_and_how_far_it_is(place: Workplace) -> None:
    registered(place, order=SECRET)
    registered(place, name="tweede.txt", dated=date(2018, 5, 30), order=RequestOrder(subject="een open onderwerp"))
    hidden = {"case": "EK-2018-001", "access": "confidential", "stage": "registered"}
    on, at = REPLIED, a_hand(REPLIED).at
    assert show(place, "EK-2018-001", on=on, at=at, public=True) == hidden
    listed = cases(place, on=on, at=at, only=Only(public=True))
    assert listed[0] == hidden
    assert listed[1]["subject"] == "een open onderwerp"
    for narrowed in (Only(public=True, late=True), Only(public=True, ministry="JenV")):
        assert [one["case"] for one in cases(place, on=on, at=at, only=narrowed)] == ["EK-2018-002"]
    assert [one["case"] for one in cases(place, on=on, at=at, only=Only(late=True))] == ["EK-2018-001", "EK-2018-002"]


def test_the_diary_keeps_which_doubts_there_were_and_no_words_of_the_letter(place: Workplace) -> None:
    registered(place)
    rest = f"De vragen over {WORD} beantwoord ik in een aparte brief."
    done = received(place, a_reply(body=rest))
    assert WORD in done.data["doubts"][0]["excerpt"]
    with Session(place.engine) as session:
        kept = session.exec(select(ActOutcome).where(ActOutcome.act_id == done.act_id)).one().data["doubts"]
    assert [(one["field"], set(one)) for one in kept] == [("soort", {"field", "taken", "settle"})]


def test_post_that_is_taken_in_is_a_run_without_its_name_or_what_it_is_about(place: Workplace) -> None:
    registered(place)
    (place.inbox / f"{WORD}.txt").write_bytes(a_reply(body=WORD).data)
    done = box.take_in(place, a_hand(REPLIED))
    assert WORD in done.lines[0]
    assert done.said == ("In het postvak wacht 1 stuk op een zaak.",)
    assert history.unwritten(place)[-1].title == "stuk 1 ingenomen"


def test_a_check_that_only_shows_says_who_and_what_and_keeps_the_mail_to_the_register(place: Workplace) -> None:
    registered(place)
    done = rehearsal.rehearse(place, a_hand(date(2018, 6, 11)))
    assert "@" in " ".join(done.lines)
    assert "@" not in " ".join(done.said)
    assert [one.partition(" aan ")[0] for one in done.said] == ["EK-2018-001: aankondiging", "Zou vertrekken:"]


def test_a_name_of_a_run_is_cut_where_a_list_would_cut_it() -> None:
    assert len(history.name_of("EK-2018-001", "x" * 400)) == history.LONGEST_NAME

"""Holding a paper against the open cases: the clues one by one, and what never changes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from casework import box, intake, replies
from casework.errors import BeforeTheRequest, CaseworkError, NoCaseFits, OnlyTheSender, SeveralCases, YoungerRequest
from casework.matching import Candidate, Clues, Match, Owes, match
from casework.values import PaperIn, ReceiveOrder, RequestOrder
from casework.words import words_of
from casework.workplace import Workplace
from procedure.vocabulary import Chamber, LetterKind
from tests.builders import REPLIED, REQUESTED, a_hand, a_reply, a_request, received, registered, shown

FINANCE, TREASURY = Owes(1, 1, "Minister van Financiën"), Owes(2, 1, "Staatssecretaris van Financiën")
HEALTH = Owes(3, 2, "Minister van Volksgezondheid")
MAY, JUNE = date(2018, 5, 31), date(2018, 6, 4)


def a_case(number: str = "EK-2018-001", **over: Any) -> Candidate:
    base = Candidate(number, int(number[-3:]), Chamber.EK, requested_on=MAY, asked=frozenset({MAY}), owing=(FINANCE,))
    return replace(base, **over)


def clues(**over: Any) -> Clues:
    return replace(Clues(office_id=1, ministry_id=1, dated_on=REPLIED, chamber=Chamber.EK), **over)


def reasons(found: Match) -> str:
    return "; ".join(found.proposals[0].reasons)


@pytest.mark.parametrize(
    ("said", "case", "reason"),
    [
        (clues(), a_case(), "de Minister van Financiën is antwoord verschuldigd"),
        (clues(office_id=9), a_case(), "het ministerie van de afzender is antwoord verschuldigd"),
        (clues(your_marks=("163 456.01U",)), a_case(our_marks=frozenset({"163456.01u"})), "noemt ons kenmerk"),
        (clues(your_marks=("5401166",)), a_case(their_marks=frozenset({"5401166"})), "kenmerk van een eerdere brief"),
        (clues(own_mark="5401166"), a_case(their_marks=frozenset({"5401166"})), "draagt het kenmerk"),
        (clues(dates=frozenset({MAY})), a_case(), "verwijst naar de brief van 31 mei 2018"),
        (clues(dossiers=frozenset({"34999"})), a_case(dossiers=frozenset({"34999"})), "noemt ook dossier 34999"),
        (clues(dossiers=frozenset({"E180999"})), a_case(dossiers=frozenset({"E180999"})), "dossier E180999"),
        (
            clues(words=words_of("De kosten van het gemeentelijk zwembad")),
            a_case(subject="Gemeentelijk zwembad"),
            'het onderwerp deelt "gemeentelijk" en "zwembad"',
        ),
        (
            clues(committees=("vastecommissievoorfinancien",)),
            a_case(committees=frozenset({"financien"})),
            "noemt de commissie van de zaak",
        ),
        (clues(cases=frozenset({"EK-2018-001"})), a_case(), "noemt zaak EK-2018-001"),
    ],
)
def test_every_clue_is_named_as_a_reason(said: Clues, case: Candidate, reason: str) -> None:
    assert reason in reasons(match(said, [case]))


@pytest.mark.parametrize(
    ("said", "case", "objection", "fits"),
    [
        (clues(chamber=Chamber.TK), a_case(), "gericht aan de Tweede Kamer", False),
        (clues(dates=frozenset({JUNE})), a_case(), "beantwoordt een brief van 4 juni 2018, niet van 31 mei", False),
        (clues(dated_on=date(2018, 5, 1)), a_case(), "van 1 mei 2018, vóór het verzoek van 31 mei 2018", True),
        (clues(your_marks=("99.99u",)), a_case(our_marks=frozenset({"11.11u"})), "een ander kenmerk (99.99u)", True),
        (
            clues(own_dossiers=frozenset({"34111"})),
            a_case(dossiers=frozenset({"34999"})),
            "in een ander dossier (34111)",
            True,
        ),
        (
            clues(office_id=3, ministry_id=2, your_marks=("11.11u",)),
            a_case(our_marks=frozenset({"11.11u"})),
            "geen antwoord (meer) verschuldigd",
            False,
        ),
    ],
)
def test_what_speaks_against_a_case_is_said_beside_the_reasons(
    said: Clues, case: Candidate, objection: str, fits: bool
) -> None:
    found = match(said, [case]).proposals[0]
    assert objection in "; ".join(found.against)
    assert found.fits is fits
    assert match(said, [case]).taken is None


OTHER_MARK = clues(your_marks=("99.99u",), own_dossiers=frozenset({"34111"}))


@pytest.mark.parametrize(
    ("said", "over", "taken"),
    [
        (clues(), {"our_marks": frozenset({"11.11u"}), "dossiers": frozenset({"34999"})}, True),
        (OTHER_MARK, {}, True),
        (OTHER_MARK, {"our_marks": frozenset({"11.11u"})}, False),
        (OTHER_MARK, {"dossiers": frozenset({"34999"})}, False),
        (replace(OTHER_MARK, discreet=True), {"dossiers": frozenset({"34999"})}, False),
        (OTHER_MARK, {"dossiers": frozenset({"E180999"})}, True),
        (replace(OTHER_MARK, dates=frozenset({MAY})), {"dossiers": frozenset({"34999"})}, True),
        (replace(OTHER_MARK, cases=frozenset({"EK-2018-001"})), {"dossiers": frozenset({"34999"})}, True),
    ],
)
def test_a_case_to_which_only_the_sender_points_is_not_taken_against_a_mark_or_dossier(
    said: Clues, over: dict[str, Any], taken: bool
) -> None:
    found = match(said, [a_case(**over)])
    assert found.one is not None
    assert (found.taken is not None) is taken


def test_a_case_that_awaits_another_office_of_the_ministry_says_so_and_is_no_less_a_candidate() -> None:
    found = match(clues(office_id=2), [a_case(), a_case("EK-2018-002", owing=(TREASURY,))])
    against = {one.case: one.against for one in found.proposals}
    assert against == {
        "EK-2018-001": ("het antwoord wordt hier verwacht van de Minister van Financiën",),
        "EK-2018-002": (),
    }
    assert len(found.contest) == 2
    assert found.against == {}


def test_a_mark_goes_before_a_date_and_a_date_before_a_dossier() -> None:
    cases = [
        a_case("EK-2018-001", dossiers=frozenset({"34999"}), asked=frozenset({MAY})),
        a_case("EK-2018-002", our_marks=frozenset({"123.45u"}), asked=frozenset({JUNE})),
    ]
    said = clues(your_marks=("123.45u",), dates=frozenset({MAY}), dossiers=frozenset({"34999"}))
    found = match(said, cases)
    assert [one.case for one in found.proposals] == ["EK-2018-002", "EK-2018-001"]
    assert found.taken is None  # the paper contradicts itself: each has a tie that the other lacks
    assert len(found.contest) == 2


def test_equal_cases_share_their_rank() -> None:
    found = match(clues(), [a_case(f"EK-2018-00{n}") for n in (1, 2, 3)])
    assert [one.rank for one in found.proposals] == [1, 1, 1]
    assert found.one is None


def test_a_likeness_of_subject_alone_never_decides() -> None:
    said = clues(words=words_of("gemeentelijk zwembad"))
    found = match(said, [a_case("EK-2018-001", subject="Gemeentelijk zwembad"), a_case("EK-2018-002")])
    assert found.proposals[0].case == "EK-2018-001"
    assert found.taken is None


def test_the_reasons_of_a_confidential_paper_repeat_none_of_its_words() -> None:
    case = a_case(dossiers=frozenset({"34999"}), subject="Gemeentelijk zwembad", our_marks=frozenset({"123.45u"}))
    said = clues(
        discreet=True,
        dossiers=frozenset({"34999"}),
        own_dossiers=frozenset({"34111"}),
        words=words_of("gemeentelijk zwembad"),
        your_marks=("123.45u",),
    )
    text = match(said, [case]).proposals[0].said
    assert "noemt ons kenmerk" in text
    assert not {"34999", "34111", "zwembad", "123.45u"} & set(text.replace(",", "").replace("(", "").split())


# what never changes, whatever the register holds

OFFICES = st.sampled_from([(FINANCE,), (TREASURY,), (HEALTH,), (FINANCE, HEALTH), ()])
DAYS = st.sampled_from([MAY, JUNE, date(2018, 7, 2)])
NUMBERS = st.frozensets(st.sampled_from(["34999", "34111", "E180999"]), max_size=2)
MARKS = st.frozensets(st.sampled_from(["100.01u", "100.02u"]), max_size=1)


@st.composite
def registers(draw: Callable[[Any], Any]) -> list[Candidate]:
    count = draw(st.integers(0, 5))
    made = []
    for serial in range(1, count + 1):
        day = draw(DAYS)
        made.append(
            a_case(
                f"EK-2018-{serial:03d}",
                chamber=draw(st.sampled_from(list(Chamber))),
                requested_on=day,
                asked=frozenset({day}),
                our_marks=draw(MARKS),
                dossiers=draw(NUMBERS),
                owing=draw(OFFICES),
            )
        )
    return made


PAPERS = st.builds(
    clues,
    chamber=st.sampled_from([*Chamber, None]),
    dated_on=st.sampled_from([date(2018, 6, 1), REPLIED]),
    cases=st.frozensets(st.sampled_from(["EK-2018-001", "EK-2018-003"]), max_size=1),
    dates=st.frozensets(DAYS, max_size=1),
    dossiers=NUMBERS,
    your_marks=MARKS.map(tuple),
)


@settings(max_examples=60)
@given(PAPERS, registers(), st.randoms(use_true_random=False))
def test_proposals_never_depend_on_the_order_of_the_cases(said: Clues, cases: list[Candidate], order: Any) -> None:
    mixed = list(cases)
    order.shuffle(mixed)
    assert match(said, mixed) == match(said, cases)


@settings(max_examples=60)
@given(PAPERS, registers(), registers())
def test_one_more_case_never_changes_the_taken_one_into_another_old_one(
    said: Clues, cases: list[Candidate], others: list[Candidate]
) -> None:
    before = match(said, cases).taken
    for other in others:
        new = replace(other, number="EK-2018-099", case_id=99)
        after = match(said, [*cases, new]).taken
        allowed = {before.case if before else None, None, new.number}
        assert (after.case if after else None) in allowed


@settings(max_examples=40)
@given(PAPERS, registers())
def test_a_case_that_has_nothing_to_do_with_the_paper_changes_nothing(said: Clues, cases: list[Candidate]) -> None:
    stranger = a_case("EK-2018-098", owing=(Owes(8, 8, "Minister van Ver Weg"),), asked=frozenset({date(1999, 1, 4)}))
    before, after = match(said, cases), match(said, [*cases, stranger])
    assert (before.taken, before.contest, before.proposals) == (after.taken, after.contest, after.proposals)


# in the register, on both databases


def test_a_reply_finds_its_case_among_others_by_the_date_that_it_names(place: Workplace) -> None:
    registered(place)
    registered(place, on=JUNE, dated=JUNE, about="het zwembad", name="tweede.txt")
    done = received(place, a_reply(answers=JUNE))
    assert done.cases == ("EK-2018-002",)
    assert any("verwijst naar de brief van 4 juni 2018" in line for line in done.lines)
    assert [(one["case"], one["rank"], one["fits"]) for one in done.data["proposals"]] == [("EK-2018-002", 1, True)]


def test_a_reply_that_names_our_mark_finds_its_case(place: Workplace) -> None:
    for number in ("171416.01u", "171416.02u"):
        paper = a_request(name=f"{number}.txt", about=f"onderwerp {number}")
        marked = paper.data.replace(b"Den Haag,", f"Kenmerk: {number}\n\nDen Haag,".encode(), 1)
        intake.request(place, PaperIn(paper.name, marked), RequestOrder(), a_hand(REQUESTED))
    reply = a_reply(answers=None).data.replace(b"Den Haag,", b"Uw kenmerk: 171416.02u\n\nDen Haag,", 1)
    done = received(place, PaperIn("antwoord.txt", reply), kind=LetterKind.REPLY)
    assert done.cases == ("EK-2018-002",)
    assert any("noemt ons kenmerk 171416.02u" in line for line in done.lines)


def test_two_that_fit_are_left_to_a_person_with_reasons_and_the_options_that_choose(place: Workplace) -> None:
    registered(place)
    registered(place, about="een ander onderwerp", name="tweede.txt")
    with pytest.raises(SeveralCases) as asked:
        received(place)
    said = str(asked.value)
    assert "1. EK-2018-001 (de Staatssecretaris van Justitie en Veiligheid is antwoord verschuldigd" in said
    assert "--case EK-2018-001 of --case EK-2018-002" in said
    assert [one.case for one in asked.value.facts["proposals"]] == ["EK-2018-001", "EK-2018-002"]


def test_a_letter_older_than_the_only_request_is_asked_about(place: Workplace) -> None:
    registered(place)
    early = a_reply(dated=date(2018, 5, 30))
    with pytest.raises(YoungerRequest, match=r"30 mei 2018 en past alleen bij zaak EK-2018-001"):
        received(place, early)
    assert received(place, early, crossed=True).cases == ("EK-2018-001",)


def elsewhere() -> PaperIn:
    """Return a reply of the office that was asked, under another number of ours."""
    data = a_reply(answers=None).data.replace(b"Den Haag,", b"Uw kenmerk: 999999.99u\n\nDen Haag,", 1)
    return PaperIn("elders.txt", data)


def test_a_reply_under_another_mark_is_not_filed_on_its_sender_alone(place: Workplace) -> None:
    marked = a_request().data.replace(b"Den Haag,", b"Kenmerk: 171416.01u\n\nDen Haag,", 1)
    intake.request(place, PaperIn("verzoek.txt", marked), RequestOrder(), a_hand(REQUESTED))
    with pytest.raises(OnlyTheSender, match=r"EK-2018-001 \(.* verschuldigd; maar .*999999\.99u.*--case EK-2018-001"):
        received(place, elsewhere(), kind=LetterKind.REPLY)
    assert len(shown(place)["letters"]) == 1
    (place.inbox / "elders.txt").write_bytes(elsewhere().data)
    assert "alleen de afzender wijst naar EK-2018-001" in box.take_in(place, a_hand(REPLIED)).lines[0]
    assert received(place, elsewhere(), kind=LetterKind.REPLY, cases=("EK-2018-001",)).cases == ("EK-2018-001",)


def test_a_letter_older_than_the_request_of_the_case_named_is_asked_about(place: Workplace) -> None:
    registered(place)
    with pytest.raises(BeforeTheRequest):
        received(place, a_reply(dated=date(2018, 5, 30)), cases=("EK-2018-001",))


def test_a_reply_that_fits_none_says_which_comes_near_and_why_not(place: Workplace) -> None:
    registered(place)
    with pytest.raises(NoCaseFits, match=r"EK-2018-001 .*beantwoordt een brief van 4 juni 2018, niet van 31 mei 2018"):
        received(place, a_reply(answers=JUNE))


def test_the_box_says_what_speaks_for_and_against(place: Workplace) -> None:
    registered(place)
    (place.inbox / "vroeg.txt").write_bytes(a_reply(dated=date(2018, 5, 30)).data)
    done = box.take_in(place, a_hand(REPLIED))
    assert "misschien voor EK-2018-001" in done.lines[0]
    assert "vóór het verzoek van 31 mei 2018" in done.lines[0]
    number = str(done.data["taken_in"][0])
    assert done.data["proposals"][number][0]["case"] == "EK-2018-001"


def test_a_case_named_by_the_clerk_against_the_letter_is_doubted(place: Workplace) -> None:
    registered(place)
    registered(place, on=JUNE, dated=JUNE, about="het zwembad", name="tweede.txt")
    done = received(place, a_reply(answers=JUNE), cases=("EK-2018-001",))
    assert [one["field"] for one in done.data["doubts"]] == ["zaak"]
    assert "past beter bij EK-2018-002" in done.warnings[-1]
    assert any("past beter bij" in one["text"] for one in shown(place)["anomalies"])


def test_nothing_is_asked_of_the_register_case_by_case(place: Workplace) -> None:
    def statements() -> int:
        asked: list[str] = []

        def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            asked.append(statement)

        event.listen(place.engine, "before_cursor_execute", note)
        with pytest.raises(CaseworkError):
            replies.receive(place, a_reply(answers=JUNE), ReceiveOrder(received=REPLIED), a_hand(REPLIED))
        event.remove(place.engine, "before_cursor_execute", note)
        return len(asked)

    registered(place)
    few = statements()
    for serial in range(6):
        registered(place, about=f"onderwerp {serial}", name=f"{serial}.txt")
    assert statements() == few

"""What a reply does with each question: answered with certainty, or not, and then why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.answered import match, puts_off
from documents.questions import questions_in

ASKED = (
    "1. Hoeveel veerponten varen er nog?",
    "2. Welke gemeenten betalen daaraan mee?",
    "3. Bent u bereid tot een onderzoek?",
    "4. Graag een overzicht van alle kosten.",
)
FIRST, SECOND, THIRD, FOURTH = (one[3:] for one in ASKED)
GROUPS = ("VVD", "1. Waarom ligt het veer stil?", "2. Wie beslist daarover?", "D66", "1. Wat kost een nieuw veer?")


def done(asked: tuple[str, ...], *reply: str) -> dict[str, bool]:
    """Return for each question by its label whether a reply answers it."""
    return {one.label: one.answered for one in match(questions_in(asked).questions, reply)}


def why(asked: tuple[str, ...], label: str, *reply: str) -> str:
    """Return the reason that is given for one question."""
    return next(one.reason for one in match(questions_in(asked).questions, reply) if one.label == label)


@pytest.mark.parametrize(
    ("reply", "answered"),
    [
        (("1. Tien.", "2. Alle.", "3. Ja.", "4. Nul euro."), "1234"),
        (("Hierbij mijn antwoorden.", "1. Tien.", "4. Nul euro."), "14"),
        (("Vraag 1", "Tien.", "Vragen 2 en 3", "Alle; ja."), "123"),
        (("Antwoord op de vragen 1 tot en met 3", "Tien, alle, ja."), "123"),
        (("Antwoord 1 Tien. Antwoord 2 Alle.",), "12"),
        ((f"Vraag 1 {FIRST} Antwoord 1 Tien. Vraag 2 {SECOND} Antwoord 2 Alle.",), "12"),
        ((FIRST, "Tien.", SECOND, "Alle.", "Ook de kleine."), "12"),
        ((f"1. {FIRST}", "Antwoord:", "Tien.", f"2. {SECOND}", "Antwoord: Alle."), "12"),
        ((FOURTH, "Antwoord:", "Nul euro."), "4"),
        (("1", FIRST, "Tien.", "2 t/m 4", "Alle, ja en nul."), "1234"),
        (("Op vraag 3 antwoord ik dat dit gebeurt.", "Op vraag 4 antwoord ik: nul euro."), "34"),
        ((f"{FIRST} Tien, sinds kort. {THIRD} Ja.",), "13"),
        (("1. Tien.", "2. Zie het antwoord op vraag 1.", "3. Zie het antwoord op de vragen 1 en 2."), "123"),
        (("De veerponten varen, en dat blijft zo.",), ""),
    ],
)
def test_a_question_is_answered_where_the_reply_says_so(reply: tuple[str, ...], answered: str) -> None:
    assert "".join(label for label, so in done(ASKED, *reply).items() if so) == answered


def test_a_question_about_another_matter_in_the_same_words_is_not_the_one_that_was_asked() -> None:
    asked = ("De leden van de VVD-fractie vragen u of de wijkverpleging op tijd gereed is.",)
    other = "De leden van de VVD-fractie vragen of de lerarenbeurs op tijd gereed is."
    assert list(done(asked, f"{other} Ja.").values()) == [False]
    assert list(done(asked, f"{other.replace('lerarenbeurs', 'wijkverpleging')} Ja.").values()) == [True]


@pytest.mark.parametrize(
    ("label", "reply", "reason"),
    [
        ("3", ("1. Tien.", "2. Alle."), "in het antwoord niet teruggevonden"),
        ("1", ("Vraag 1", "Vraag 2", "Alle."), "het nummer staat er, maar een antwoord ontbreekt"),
        ("3", (FIRST, "Tien.", THIRD, FOURTH), "de vraag is herhaald, maar een antwoord ontbreekt"),
        (
            "1",
            ("1. Wat vindt de minister van deze vijver? Mooi.",),
            "onder nummer 1 herhaalt het antwoord een andere vraag",
        ),
        ("2", ("1. Tien.", "2. Alle.", "2. Geen."), "nummer 2 staat meer dan eens in het antwoord"),
        (
            "4",
            ("1. Tien.", "4. Deze vraag beantwoord ik separaat.", "Ik hoop u hiermee te hebben geïnformeerd."),
            "het antwoord volgt later: «Deze vraag beantwoord ik separaat.»",
        ),
        ("4", ("Vraag 4 beantwoord ik later.", "1. Tien."), "het antwoord volgt later: «Vraag 4 beantwoord ik later.»"),
        (
            "2",
            ("2. Zie het antwoord op vraag 3.", "4. Nul euro."),
            "het antwoord verwijst naar vraag 3, die zelf niet zeker is beantwoord",
        ),
        (
            "2",
            ("2. Zie het antwoord op vraag 3.", "3. Zie het antwoord op vraag 2."),
            "het antwoord verwijst naar vraag 3, die zelf niet zeker is beantwoord",
        ),
    ],
)
def test_what_is_not_certainly_answered_has_its_reason(label: str, reply: tuple[str, ...], reason: str) -> None:
    assert not done(ASKED, *reply)[label]
    assert why(ASKED, label, *reply) == reason


def test_two_references_to_each_other_answer_nothing() -> None:
    answered = done(ASKED, "2. Zie het antwoord op vraag 3.", "3. Zie het antwoord op vraag 2.")
    assert (answered["2"], answered["3"]) == (False, False)


def test_answers_under_a_fractie_go_to_the_questions_of_that_fractie() -> None:
    answered = done(GROUPS, "D66", "1. Tien miljoen.", "VVD", "2. De gemeente.")
    assert answered == {"VVD 1": False, "2": True, "D66 1": True}


def test_a_number_that_two_fracties_use_answers_neither_without_their_name() -> None:
    answered = done(GROUPS, "1. Daarom.", "2. De gemeente.")
    assert answered == {"VVD 1": False, "2": True, "D66 1": False}
    assert "zegt niet bij welke fractie" in why(GROUPS, "VVD 1", "1. Daarom.", "2. De gemeente.")


def test_prose_under_a_fractie_answers_its_only_question_and_no_more() -> None:
    prose = ("De leden van de SP-fractie vragen waarom het veer stilligt. Wie beslist daarover?",)
    alone = ("De leden van de SP-fractie vragen waarom het veer stilligt.",)
    reply = ("Beantwoording van de vragen van de leden van de SP-fractie", "Het ligt stil door het ijs.")
    assert list(done(alone, *reply).values()) == [True]
    assert list(done(prose, *reply).values()) == [False, False]


def test_the_same_question_by_two_fracties_is_told_apart_by_the_heading() -> None:
    asked = ("VVD", "1. Wat kost een nieuw veer?", "D66", "1. Wat kost een nieuw veer?")
    assert done(asked, "D66", "Wat kost een nieuw veer?", "Tien miljoen.") == {"VVD 1": False, "D66 1": True}
    assert not any(done(asked, "Wat kost een nieuw veer?", "Tien miljoen.").values())


@pytest.mark.parametrize(
    ("text", "later"),
    [
        ("Deze vraag wordt separaat beantwoord.", True),
        ("De beantwoording van deze vraag volgt zo spoedig mogelijk.", True),
        ("Op deze vraag kom ik voor de zomer terug.", True),
        ("Er varen tien veerponten.", False),
        ("Er varen er tien. Ik informeer u later over de overige vragen.", False),
        ("Dat is nog niet besloten.", False),
    ],
)
def test_an_answer_that_only_promises_an_answer_is_none(text: str, later: bool) -> None:
    assert (puts_off(text) is not None) is later


@given(
    st.sets(st.integers(1, 12)), st.sampled_from(["{}. Dat is zo.", "Antwoord {}\nDat is zo.", "Vraag {}\nDat is zo."])
)
def test_exactly_the_numbers_that_are_answered_count_as_answered(numbers: set[int], form: str) -> None:
    asked = tuple(f"{number}. Wat doet u aan punt {chr(96 + number) * 3}?" for number in range(1, 13))
    reply = [form.format(number) for number in sorted(numbers)]
    assert {int(label) for label, so in done(asked, *reply).items() if so} == numbers


@given(st.lists(st.text(max_size=80), max_size=12))
def test_no_reply_makes_the_matcher_stumble_and_every_outcome_has_a_reason(reply: list[str]) -> None:
    found = match(questions_in(ASKED).questions, reply)
    assert [one.label for one in found] == ["1", "2", "3", "4"]
    assert all(one.reason for one in found)
    assert all(one.answer is not None and one.answer.text.strip() for one in found if one.answered)

"""A minister who asks for more time, and one who answers and speaks of time: told apart, with the promised day."""

from datetime import date

import pytest

from documents.clauses import term
from documents.reading import read
from documents.values import CommitmentStatus, Reading
from procedure.rulebook import Rulebook
from procedure.vocabulary import LetterKind
from procedure.wording import explain, warnings

LETTER = """Ministerie van Infrastructuur en Waterstaat

Aan
de Voorzitter van de Eerste Kamer
der Staten-Generaal
Binnenhof 22
2513 AA  DEN HAAG

Datum {dated}
Betreft Brief over de veerdiensten

Geachte voorzitter,

{body}

De minister van Infrastructuur en Waterstaat,

A.B. Voorbeeld
"""
ASKED = "Bij brief van 31 mei 2018 vroeg de commissie voor Infrastructuur om een reactie binnen twee weken. "

DEFERRALS = [
    ("Deze termijn kan ik helaas niet halen. U ontvangt mijn antwoord uiterlijk vrijdag 29 juni 2018.", "2018-06-29"),
    ("Ik verzoek u om uitstel tot 29 juni 2018.", "2018-06-29"),
    ("Deze termijn ga ik niet redden. Mijn reactie volgt op 29 juni 2018.", "2018-06-29"),
    ("Ik streef ernaar u uiterlijk 29 juni 2018 te antwoorden.", "2018-06-29"),
    ("Beantwoording binnen deze termijn lukt mij niet.", None),
    ("Dat lukt mij niet.", None),
    ("Dit is niet haalbaar.", None),
    ("Omdat afstemming nodig is, vraag ik om een paar weken extra.", None),
    ("Voor een zorgvuldige beantwoording heb ik meer tijd nodig.", None),
    ("Uw brief zal ik later beantwoorden.", None),
    ("De beantwoording vergt meer tijd.", None),
    ("De beantwoording kost meer tijd dan voorzien.", None),
    ("U ontvangt de antwoorden zo spoedig mogelijk.", None),
    ("Mijn antwoord volgt zo snel mogelijk.", None),
    ("Beantwoording binnen die termijn is niet haalbaar. Ik kom hier uiterlijk 29 juni 2018 op terug.", "2018-06-29"),
    ("Dit kan niet binnen de termijn van twee weken. Ik antwoord u vóór 29 juni 2018.", "2018-06-28"),
    ("Graag vraag ik u om uitstel voor de beantwoording tot 29 juni 2018.", "2018-06-29"),
    ("Ik vraag uw commissie hierbij om verlenging van de termijn tot 29 juni 2018.", "2018-06-29"),
    ("Het kabinet heeft meer tijd nodig voor zijn reactie. U krijgt deze in de week van 25 juni.", None),
    ("Ik hoop u medio juli te kunnen antwoorden.", "2018-07-15"),
    ("Op uw verzoek kom ik na het zomerreces terug.", None),
    ("Helaas lukt het niet om tijdig te reageren. Mijn antwoord komt eind juni.", "2018-06-30"),
    ("Wegens de vereiste afstemming zullen de antwoorden u later bereiken.", None),
    ("De gevraagde reactie ontvangt u uiterlijk 29 juni 2018.", "2018-06-29"),
    ("U kunt mijn antwoord tegemoet zien vóór 1 juli 2018.", "2018-06-30"),
    ("Ik zal uw commissie de gevraagde reactie binnen zes weken doen toekomen.", "2018-07-24"),
    ("Ik haal dat niet. Ik antwoord u uiterlijk 29 juni 2018.", "2018-06-29"),
    (
        "Vanwege het overleg op 12 juli 2018 kan ik niet tijdig antwoorden. Ik antwoord drie weken later dan gevraagd.",
        None,
    ),
    ("Ik kan niet binnen de termijn antwoorden, maar stuur u de antwoorden uiterlijk 29 juni 2018.", "2018-06-29"),
    ("Ik verzoek u de termijn te verlengen tot 29 juni 2018.", "2018-06-29"),
    ("Een antwoord binnen twee weken is te kort dag. U ontvangt mijn reactie op 29 juni 2018.", "2018-06-29"),
]  # fmt: skip

ANSWERS = [
    "Met excuses voor de late beantwoording zend ik u hierbij de antwoorden.",
    "Bij brief van 5 juni 2018 vroeg ik u om uitstel tot 1 juli 2018; hierbij treft u de antwoorden aan.",
    "In mijn brief van 5 juni 2018 meldde ik dat de termijn niet haalbaar was. Ik antwoord als volgt.",
    "De gemeente heeft meer tijd nodig voor de steiger. De dienst vaart weer elke dag, ook in het weekeinde.",
    "De invoering op 1 juli 2018 is niet haalbaar. De wet gaat in 2019 in, als de sluis hersteld is.",
    "Ik ben daartoe bereid. U ontvangt de evaluatie vóór 1 september 2018.",
    "Ja, daartoe ben ik bereid. U ontvangt mijn reactie op de evaluatie vóór 1 september 2018.",
    "Na eerder uitstel antwoord ik u dat de veerdienst blijft varen.",
    "Hierbij beantwoord ik de vragen. De beantwoording heeft meer tijd gekost dan ik had gehoopt.",
    "Het is niet gelukt binnen de termijn te antwoorden. " + "De dienst blijft ook dit jaar varen. " * 8,
    "Mijn antwoord luidt dat de termijn voor de vergunning niet te kort is.",
    "Ik heb de aannemer uitstel verleend tot 1 september 2018. Het werk is daarna klaar en de dienst vaart dan weer.",
    "Hierbij treft u mijn reactie aan. Voor de overige onderwerpen verwijs ik naar de brief van vorige week.",
    "Het antwoord op de vraag is dat de dienst niet binnen de termijn kan worden hersteld.",
    "Graag reageer ik hierop. De dienst blijft varen en nadere berichten volgen.",
    "Nee. De veerdienst wordt niet op termijn opgeheven.",
]  # fmt: skip

UNSURE = "De dienst blijft ook dit jaar varen. " * 8 + "U ontvangt mijn antwoord uiterlijk 29 juni 2018."


def letter(body: str, rulebook: Rulebook, *, dated: str = "12 juni 2018") -> Reading:
    return read(LETTER.format(body=body, dated=dated).encode(), name="brief.txt", rulebook=rulebook)


@pytest.mark.parametrize(("body", "due"), DEFERRALS)
def test_a_letter_that_only_says_that_the_answer_comes_later_puts_off_to_the_day_it_promises(
    body: str, due: str | None, rulebook: Rulebook
) -> None:
    read_as = letter(ASKED + body, rulebook).letters[0]
    assert read_as.kind is LetterKind.DEFERRAL
    day = read_as.term.due_on if read_as.term else None
    assert (day.isoformat() if day else None) == due


@pytest.mark.parametrize("body", ANSWERS)
def test_an_answer_that_speaks_of_delay_is_an_answer_and_raises_no_doubt(body: str, rulebook: Rulebook) -> None:
    got = letter(ASKED + body, rulebook)
    assert got.letters[0].kind is LetterKind.REPLY
    assert "may_be_deferral" not in {one.code for one in got.anomalies}


@pytest.mark.parametrize(
    "body",
    [
        "Ik heb uw brief in goede orde ontvangen.",
        "Hierbij bevestig ik de ontvangst van uw brief.",
        "Uw brief is in behandeling genomen.",
    ],
)
def test_a_letter_that_only_confirms_that_a_letter_came_in_is_no_answer(body: str, rulebook: Rulebook) -> None:
    assert letter(ASKED + body, rulebook).letters[0].kind is LetterKind.LETTER


def test_an_answer_that_also_confirms_receipt_is_an_answer(rulebook: Rulebook) -> None:
    body = "Uw brief heb ik ontvangen. De veerdienst blijft ook dit jaar varen, in het weekeinde tot middernacht."
    assert letter(ASKED + body, rulebook).letters[0].kind is LetterKind.REPLY


def test_an_answer_that_promises_an_answer_is_doubtful_with_the_sentence(rulebook: Rulebook) -> None:
    got = letter(ASKED + UNSURE, rulebook)
    assert got.letters[0].kind is LetterKind.REPLY
    told = [one.text for one in got.anomalies if one.code == "may_be_deferral"]
    assert told == ["U ontvangt mijn antwoord uiterlijk 29 juni 2018."]


def test_a_subject_about_an_answer_on_delay_of_something_is_no_deferral(rulebook: Rulebook) -> None:
    printed = LETTER.replace("Brief over de veerdiensten", "Antwoord op vragen over uitstel van de aanleg")
    paper = printed.format(body=ASKED + "De aanleg begint in mei.", dated="12 juni 2018")
    got = read(paper.encode(), name="brief.txt", rulebook=rulebook)  # fmt: skip
    assert got.letters[0].kind is LetterKind.REPLY


def test_a_weekday_that_does_not_fit_the_promised_day_is_looked_at(rulebook: Rulebook) -> None:
    term = letter(ASKED + "U ontvangt mijn antwoord uiterlijk donderdag 29 juni 2018.", rulebook).letters[0].term
    assert term is not None
    assert term.needs_review
    assert any("donderdag" in one for one in warnings(term))


def test_of_two_promised_days_both_are_named_and_a_person_decides(rulebook: Rulebook) -> None:
    body = "U ontvangt mijn antwoord uiterlijk 22 juni 2018. Ik verwacht dat mijn reactie u op 29 juni 2018 bereikt."
    term = letter(ASKED + body, rulebook).letters[0].term
    assert term is not None
    assert term.needs_review
    told = " ".join(warnings(term))
    assert "22 juni 2018" in told
    assert "29 juni 2018" in told


def test_uitstel_tot_a_day_runs_up_to_and_including_it_and_says_so(rulebook: Rulebook) -> None:
    term = letter(ASKED + "Ik verzoek u om uitstel tot 29 juni 2018.", rulebook).letters[0].term
    assert term is not None
    assert "Uitstel tot vrijdag 29 juni 2018 loopt tot en met die dag." in explain(term)


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("uitstel tot 12 juli 2018", "2018-07-12"),
        ("uitstel voor de beantwoording tot 12 juli 2018", "2018-07-12"),
        ("tot 12 juli 2018", "2018-07-11"),
        ("Ik vraag uitstel. Ik antwoord tot 12 juli 2018", "2018-07-11"),
    ],
)
def test_uitstel_tot_a_day_means_the_same_when_it_stands_alone(words: str, due: str, rulebook: Rulebook) -> None:
    assert str(term(words, dated=date(2018, 6, 12), rulebook=rulebook).due_on) == due


@pytest.mark.parametrize(
    "aim",
    [
        "Deze vragen kan ik niet tijdig beantwoorden, al heb ik ernaar gestreefd nog in februari te komen.",
        "Beantwoording lukt mij niet. Ik hoopte u in februari te kunnen antwoorden.",
    ],
)
def test_an_aim_that_is_past_is_no_promised_day(aim: str, rulebook: Rulebook) -> None:
    read_as = letter("Uw commissie vroeg op 5 januari 2018 om een reactie. " + aim, rulebook, dated="7 maart 2018")
    assert read_as.letters[0].kind is LetterKind.DEFERRAL
    assert read_as.letters[0].term is None


@pytest.mark.parametrize(
    "body",
    [
        "De regeling gaat in op 1 januari 2019. Op het tweede deel van de vraag kom ik terug vóór 1 september 2018.",
        "De eerste vraag: ja. Op het tweede deel van de vraag kom ik terug vóór 1 september 2018.",
    ],
)
def test_an_answer_that_leaves_a_part_open_is_partial_and_promises_the_rest(body: str, rulebook: Rulebook) -> None:
    got = letter(ASKED + body, rulebook)
    term = got.letters[0].term
    assert got.doc_type.value == "partial_reply"
    assert term is not None
    assert str(term.due_on) == "2018-08-31"
    promised = [one for one in got.commitments if one.status is CommitmentStatus.NEW]
    assert [one.text for one in promised] == ["Op het tweede deel van de vraag kom ik terug vóór 1 september 2018."]
    assert [str(one.term.due_on) for one in promised if one.term] == ["2018-08-31"]


def test_a_fuller_answer_to_some_questions_is_an_answer_and_the_day_of_a_debate_no_term(rulebook: Rulebook) -> None:
    body = (
        "Hierbij doe ik u een aangevuld antwoord toekomen op de vragen 48 en 49, voor het debat op 28 mei aanstaande."
    )
    got = letter(ASKED + body, rulebook).letters[0]
    assert (got.kind, got.term) == (LetterKind.REPLY, None)


def test_a_paper_cited_in_a_sentence_is_not_the_letters_own_number(rulebook: Rulebook) -> None:
    body = "Dat volgt uit de motie (Tweede Kamer, vergaderjaar 1994–1995, 23 900 XV, nr. 44). De dienst vaart weer."
    got = letter(ASKED + body, rulebook)
    assert (got.dossiers, got.number, got.session_year) == ((), None, None)

"""What `griffie read` says of a letter that asks for more time is what the register files, doubts and all."""

from datetime import date

from casework import correcting
from casework.facts.rulebook import rulebook_of
from casework.values import CorrectOrder, PaperIn
from casework.workplace import Workplace
from documents.reading import read
from procedure.vocabulary import LetterKind
from procedure.wording import long_date
from tests.builders import REQUESTED, a_hand, received, registered, shown
from tests.documents.test_deferrals import DEFERRALS

TUE_12_JUNE = date(2018, 6, 12)
TWO_DAYS = (
    "U ontvangt mijn antwoord uiterlijk 5 juli 2018. Ik streef ernaar de vragen vóór 12 juli 2018 te beantwoorden."
)


def a_letter(body: str, *, name: str = "uitstel.txt", dated: str = "12 juni 2018") -> PaperIn:
    text = f"""BRIEF VAN DE STAATSSECRETARIS VAN JUSTITIE EN VEILIGHEID

Aan de Voorzitter van de Eerste Kamer der Staten-Generaal

Den Haag, {dated}

Bij brief van 31 mei 2018 vroeg de commissie om een reactie binnen twee weken. {body}

De Staatssecretaris van Justitie en Veiligheid,
A.B. Voorbeeld
"""
    return PaperIn(name, text.encode())


def test_the_register_files_the_day_and_the_doubt_that_were_read(place: Workplace) -> None:
    registered(place)
    rulebook = rulebook_of(place, on=REQUESTED)
    for n, (body, _) in enumerate([*DEFERRALS, (TWO_DAYS, "")]):
        paper = a_letter(body, name=f"uitstel-{n}.txt")
        term = read(paper.data, name=paper.name, rulebook=rulebook).letters[0].term
        day = term.due_on.isoformat() if term and term.due_on else None
        done = received(place, paper, on=TUE_12_JUNE, cases=("EK-2018-001",), kind=LetterKind.DEFERRAL)
        filed = shown(place)["terms"][-1]
        assert (filed["kind"], filed["due_on"]) == ("deferral", day), body
        assert filed["clause"] == (term.clause if term else ""), body
        if term and term.needs_review:
            assert any("Nieuwe dag" in one for one in done.warnings), body


def test_of_two_promised_days_the_register_names_both(place: Workplace) -> None:
    registered(place)
    done = received(place, a_letter(TWO_DAYS), on=TUE_12_JUNE)
    told = " ".join(done.warnings)
    for day in (date(2018, 7, 5), date(2018, 7, 11)):
        assert long_date(day) in told


def test_a_correction_of_its_date_leaves_the_day_of_a_letter_that_puts_off(place: Workplace) -> None:
    registered(place)
    received(
        place, a_letter("Ik vraag u daarom om uitstel tot 12 juli 2018.", dated="13 juni 2018"), on=date(2018, 6, 14)
    )
    letter = shown(place)["letters"][-1]["id"]
    order = CorrectOrder(reason="dagtekening 12 juni", letter=letter, dated=TUE_12_JUNE)
    correcting.correct(place, "EK-2018-001", order, a_hand(date(2018, 6, 14)))
    assert shown(place)["agreed_due_on"] == "2018-07-12"

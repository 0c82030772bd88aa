"""The report as a griffier hands it over: every form in one publication, every letter of the exchange, every round."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import select

from casework import handling, intake, reports
from casework.errors import NotAvailable, NumberTaken
from casework.values import AdoptOrder, DeferOrder, PaperIn, PublishOrder, RequestOrder
from casework.workplace import Workplace
from models.offices import Committee, MemberRole, Membership
from procedure.vocabulary import Chamber, LetterKind, Via
from tests.builders import REPLIED, a_deferral, a_hand, a_reply, a_request, received, registered, shown

CASE = "EK-2018-001"
ADOPTED = date(2018, 6, 21)
EVERY_FORM = ("txt", "html", "docx", "pdf", "xml")


def published(place: Workplace, *, on: date = ADOPTED, adopt: bool = True, **order: Any) -> str:
    """Return the text of the report after publishing it."""
    adoption = AdoptOrder(adopted_on=on, clerk="Van Voorbeeld", despite="toch") if adopt else None
    done = reports.publish(place, CASE, PublishOrder(**{"adopt": adoption, **order}), a_hand(on))
    file = next(one for one in done.data["files"] if one["name"].endswith(".txt"))
    return (place.published / CASE / file["name"]).read_text("utf-8")


def answered(place: Workplace) -> None:
    registered(place, order=RequestOrder(dossiers=("34964",)))
    received(place)


def test_one_publication_brings_every_form_with_its_record_size_and_hash(place: Workplace) -> None:
    answered(place)
    published(place, number="a", forms=EVERY_FORM)
    files = shown(place)["report"]["files"]
    stem = f"{CASE}-verslag"
    assert [one["name"] for one in files] == [
        *(f"{stem}.{form}" for form in EVERY_FORM),
        f"{stem}.metadata.xml",
    ]
    for one in files:
        data = (place.published / CASE / one["name"]).read_bytes()
        assert (len(data), place.store.get(one["sha256"])) == (one["size"], data)
        assert one["media"]


def test_a_reprint_comes_in_the_same_forms_and_leaves_the_first_edition_alone(place: Workplace) -> None:
    answered(place)
    first = published(place, number="a", forms=("txt", "html"))
    again = published(place, adopt=False, reprint="een naam was onjuist")
    report = shown(place)["report"]
    assert [one["edition"] for one in report["editions"]] == [2, 1]
    assert [one["name"] for one in report["files"]] == [f"{CASE}-verslag-herdruk1.txt", f"{CASE}-verslag-herdruk1.html"]
    assert (place.published / CASE / f"{CASE}-verslag.txt").read_text("utf-8") == first
    assert "HERDRUK" not in first
    assert "HERDRUK" in again
    assert "Herdruk: een naam was onjuist" in again


def test_the_marks_of_a_reprint_run_in_the_order_of_print(place: Workplace) -> None:
    registered(place, order=RequestOrder(dossiers=("34964", "E180019")))
    received(place)
    published(place, number="a", forms=("txt", "xml"))
    text = published(place, adopt=False, reprint="een naam was onjuist")
    assert "HERDRUK1 VERSLAG VAN EEN SCHRIFTELIJK OVERLEG2" in text
    assert "Immigratie en Asiel / JBZ-Raad3 hebben" in text
    assert text.index("1 Herdruk:") < text.index("2 Zie dossier E180019") < text.index("3 Samenstelling:")
    record = (place.published / CASE / f"{CASE}-verslag-herdruk1.metadata.xml").read_text("utf-8")
    assert 'name="OVERHEIDop.documenttitel" scheme="" content="Verslag van een schriftelijk overleg"' in record
    assert 'name="DC.title" scheme="" content="Verslag van een schriftelijk overleg"' in record


@pytest.mark.parametrize(
    ("order", "words"),
    [
        ({}, "brengt bijgaand verslag uit"),
        ({"template": "classic"}, "brengt bijgaand verslag uit"),
        ({"template": "2025"}, "Dit verslag bestaat uit:"),
    ],
)
def test_the_template_sets_the_committees_own_sentences(place: Workplace, order: dict[str, str], words: str) -> None:
    answered(place)
    assert words in published(place, **order)


def test_a_postponement_by_letter_is_printed_and_one_by_telephone_is_mentioned(place: Workplace) -> None:
    registered(place)
    told = DeferOrder(via=Via.TELEPHONE, reason="drukte", to=date(2018, 6, 19))
    handling.defer(place, CASE, told, a_hand(date(2018, 6, 11)))
    received(place, a_deferral(dated=date(2018, 6, 12), until=date(2018, 6, 20)), on=date(2018, 6, 12))
    received(place)
    text = published(place)
    assert "op 11 juni 2018 laten weten dat de beantwoording meer tijd vergt" in text
    assert "uiterlijk op 19 juni 2018 te geven" in text
    assert "op 12 juni 2018 laten weten" in text
    assert text.count("BRIEF VAN DE STAATSSECRETARIS") == 2
    assert "Hierbij deel ik u mee dat het niet lukt" in text


def test_a_refused_postponement_is_not_mentioned(place: Workplace) -> None:
    registered(place)
    told = DeferOrder(via=Via.MAIL, reason="drukte", to=date(2018, 6, 19), refused=True)
    handling.defer(place, CASE, told, a_hand(date(2018, 6, 11)))
    received(place)
    assert "meer tijd" not in published(place)


def test_a_refusal_that_names_no_day_explains_no_words_of_a_letter(place: Workplace) -> None:
    registered(place)
    handling.defer(place, CASE, DeferOrder(via=Via.TELEPHONE, reason="drukte", refused=True), a_hand(ADOPTED))
    assert [one["explanation"] for one in shown(place)["terms"] if one["via"] == Via.TELEPHONE] == [[]]


def two_rounds(place: Workplace) -> None:
    """A request, a partial reply, a further request and its reply, and nothing reported in between."""
    registered(place)
    received(place, a_reply(body="Het eerste deel."), kind=LetterKind.PARTIAL_REPLY)
    again = a_request(dated=date(2018, 6, 25), about="wat openbleef", name="nader.txt")
    intake.request(place, again, RequestOrder(further=CASE), a_hand(date(2018, 6, 25)))
    second = a_reply(dated=date(2018, 7, 2), answers=date(2018, 6, 25), body="De rest.", name="tweede.txt")
    received(place, second, on=date(2018, 7, 2))


def test_two_rounds_without_a_report_between_make_one_report_of_four_letters(place: Workplace) -> None:
    two_rounds(place)
    text = published(place, on=date(2018, 7, 3))
    order = [text.index(words) for words in ("opvang van jonge", "wat openbleef", "Het eerste deel.", "De rest.")]
    assert order == sorted(order)
    assert "VERSLAG VAN EEN SCHRIFTELIJK OVERLEG" in text
    assert "op 31 mei 2018 een brief gestuurd" in text
    assert "op 25 juni 2018 een brief gestuurd" in text
    assert "op 20 juni 2018 een deel van de vragen beantwoord" in text
    assert [one["files"][0]["name"] for one in shown(place)["reports"]] == [f"{CASE}-verslag-ronde2.txt"]


def test_a_further_round_after_a_report_makes_a_report_of_its_own(place: Workplace) -> None:
    answered(place)
    first = published(place)
    again = a_request(dated=date(2018, 6, 25), about="wat openbleef", name="nader.txt")
    intake.request(place, again, RequestOrder(further=CASE), a_hand(date(2018, 6, 25)))
    second = a_reply(dated=date(2018, 7, 2), answers=date(2018, 6, 25), body="De rest.", name="tweede.txt")
    received(place, second, on=date(2018, 7, 2))
    text = published(place, on=date(2018, 7, 3))
    assert "NADER SCHRIFTELIJK OVERLEG" in text
    assert "opvang van jonge" not in text
    assert "wat openbleef" not in first
    assert len(shown(place)["reports"]) == 2


def test_of_a_confidential_reply_the_report_says_no_more_than_that_it_exists(place: Workplace) -> None:
    registered(place)
    secret = a_reply(sender="Minister van Financiën", body="Geheim.")
    received(
        place,
        PaperIn("geheim.txt", secret.data),
        cases=(CASE,),
        confidential=True,
        on_behalf_of=("Staatssecretaris van Justitie en Veiligheid",),
    )
    text = published(place)
    assert "vertrouwelijk ter inzage gelegd." in text
    for word in ("Geheim", "20 juni 2018", "Minister van Financiën"):
        assert word not in text


def test_a_report_of_confidential_letters_has_whole_sentences_and_says_where_they_lie(place: Workplace) -> None:
    registered(place, order=RequestOrder(confidential=True))
    received(place, cases=(CASE,), confidential=True, located_at="griffie, nr. 162903")
    text = published(place)
    assert "Raad1 hebben besloten schriftelijk vragen te stellen.\n" in text
    assert "Deze brief is vertrouwelijk ter inzage gelegd: griffie, nr. 162903." in text
    assert "Deze brief is vertrouwelijk ter inzage gelegd.\n" in text


def test_the_title_of_a_dossier_is_printed_beside_its_number(place: Workplace) -> None:
    answered(place)
    titled = {"34964": "EU-voorstellen migratie", "35111": ""}
    handling.set_dossiers(place, CASE, titled, "titel", a_hand(REPLIED))
    assert "34 964 EU-voorstellen migratie\n" in published(place)


def test_each_of_two_committees_has_its_composition_of_the_day_of_adoption(place: Workplace) -> None:
    other = second_committee(place, until=date(2018, 6, 20), since=date(2018, 6, 21))
    registered(place, order=RequestOrder(committees=("EK IA-JBZ", other)))
    received(place)
    text = published(place)
    assert text.count("Samenstelling:") == 2
    assert "Nieuw (VVD) (voorzitter)" in text
    assert "Oud (CDA)" not in text
    assert "De commissies brengen bijgaand verslag uit" in text


def second_committee(place: Workplace, *, until: date, since: date) -> str:
    """Return the code of another committee of the Eerste Kamer, whose chair changed on a day."""
    with place.transaction() as session:
        committees = session.exec(select(Committee).where(Committee.chamber == Chamber.EK)).all()
        other = next(one for one in committees if one.code != "IA-JBZ")
        for row in session.exec(select(Membership).where(Membership.committee_id == other.id)):
            session.delete(row)
        session.flush()
        for rank, (person, party, first, last) in enumerate(
            (("Oud", "CDA", None, until), ("Nieuw", "VVD", since, None)), start=1
        ):
            session.add(
                Membership(
                    committee_id=other.id or 0,
                    person=person,
                    party=party,
                    role=MemberRole.CHAIR,
                    seniority=rank,
                    valid_from=first,
                    valid_to=last,
                )
            )
        return f"EK {other.code}"


def test_a_report_is_not_printed_under_the_number_that_it_has_in_another_dossier(place: Workplace) -> None:
    answered(place)
    published(place, number="a")
    handling.set_dossiers(place, CASE, {"35000": ""}, "staat bij een ander dossier", a_hand(ADOPTED))
    assert reports.reading_of(place, CASE)[0].number is None
    with pytest.raises(NotAvailable, match="nummer A in dossier 34964; de zaak staat nu in 35000; geef --number"):
        published(place, adopt=False, reprint="een ander dossier")
    registered(place, about="een ander onderwerp", name="tweede.txt", order=RequestOrder(dossiers=("35000",)))
    received(place, a_reply(name="ander.txt", body="Iets anders."), cases=("EK-2018-002",))
    adoption = AdoptOrder(adopted_on=ADOPTED, clerk="Van Voorbeeld", despite="toch")
    other = reports.publish(place, "EK-2018-002", PublishOrder(number="a", adopt=adoption), a_hand(ADOPTED))
    assert other.headline.endswith("als 35000, A")
    with pytest.raises(NumberTaken):
        published(place, adopt=False, reprint="een ander dossier", number="a")
    again = published(place, adopt=False, reprint="een ander dossier", number="b")
    assert "35 000 B HERDRUK" in " ".join(again.split())
    assert shown(place)["report"]["number"] == "B"


def test_the_same_letter_in_another_dossier_is_another_number(place: Workplace) -> None:
    answered(place)
    published(place, number="a")
    handling.set_dossiers(place, CASE, {"35000": ""}, "staat bij een ander dossier", a_hand(ADOPTED))
    published(place, adopt=False, reprint="een ander dossier", number="a")
    assert reports.reading_of(place, CASE)[0].number == "A"

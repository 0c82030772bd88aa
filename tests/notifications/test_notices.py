"""What the notices say: the tone on its day, one thread per case, and nothing of what is confidential."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.notices import CaseLine, Notice, Sender, clerk, rappel, reminder, shortened, the_committee
from notifications.render import Rendered, render

SENDER = Sender("Immigratie en Asiel / JBZ-Raad", chair="A. Jansen")
LINE = CaseLine(
    number="EK-2018-001",
    subject="Standpunten over twee verdragen",
    rung="notice",
    requested_on=date(2018, 5, 31),
    addressees=("Staatssecretaris van Justitie en Veiligheid",),
    due_on=date(2018, 6, 14),
    original_due_on=date(2018, 6, 14),
    days_late=0,
    committee="Immigratie en Asiel / JBZ-Raad",
)


def to_desk(line: CaseLine, on: date) -> Rendered:
    return render(reminder([line], SENDER, on=on))


def to_clerk(line: CaseLine, on: date) -> Rendered:
    return render(clerk([line], SENDER, on=on))


@pytest.mark.parametrize(
    ("rung", "on", "sentence"),
    [
        ("notice", date(2018, 6, 11), "uiterlijk donderdag 14 juni 2018. Dat is over drie dagen."),  # Monday
        ("notice", date(2018, 6, 13), "uiterlijk donderdag 14 juni 2018. Dat is over één dag."),
        ("due", date(2018, 6, 14), "Vandaag, donderdag 14 juni 2018, is de laatste dag"),
        ("due", date(2018, 6, 15), "De termijn liep af op donderdag 14 juni 2018, één dag geleden."),  # left a day late
        ("first_rappel", date(2018, 6, 15), "Kunt u laten weten wanneer de commissie het kan verwachten?"),
        ("first_rappel", date(2018, 6, 18), "donderdag 14 juni 2018, vier dagen geleden."),
    ],
)
def test_a_desk_reads_what_is_true_on_the_day_of_sending(rung: str, on: date, sentence: str) -> None:
    mail = to_desk(replace(LINE, rung=rung), on)
    assert sentence in mail.text
    assert sentence in mail.html


@pytest.mark.parametrize("rung", ["notice", "due", "first_rappel"])
def test_all_reminders_of_a_case_bear_one_subject(rung: str) -> None:
    mail = to_desk(replace(LINE, rung=rung), date(2018, 6, 11))
    assert mail.subject == (
        "[EK-2018-001] Verzoek van de commissie Immigratie en Asiel / JBZ-Raad: Standpunten over twee verdragen"
    )


def test_a_request_without_a_date_is_asked_after_without_one() -> None:
    mail = to_desk(replace(LINE, due_on=None, original_due_on=None), date(2018, 7, 2))
    assert "geen uiterste datum afgesproken" in mail.text
    assert "uiterlijk" not in mail.text


def test_a_term_that_was_put_off_shows_both_dates() -> None:
    put_off = replace(LINE, rung="first_rappel", due_on=date(2018, 6, 21), days_late=8)
    mail = to_desk(put_off, date(2018, 6, 22))
    assert "Antwoord uiterlijk: donderdag 21 juni 2018" in mail.text
    assert "Oorspronkelijk uiterlijk: donderdag 14 juni 2018" in mail.text
    assert "Te laat ten opzichte daarvan: acht dagen" in mail.text


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2018, 6, 14, 10, tzinfo=UTC), "Vandaag, donderdag 14 juni 2018, 12.00 uur, loopt de termijn"),
        (datetime(2018, 6, 14, 22, tzinfo=UTC), "Vandaag, donderdag 14 juni 2018, 24.00 uur, loopt de termijn"),
    ],
    ids=["noon", "the midnight that ends the day"],
)
def test_a_term_with_an_hour_is_told_with_it(at: datetime, said: str) -> None:
    mail = to_desk(replace(LINE, rung="due", due_at=at), date(2018, 6, 14))
    assert said in mail.text
    assert "laatste dag" not in mail.text


def test_a_digest_says_of_each_case_what_is_asked() -> None:
    second = replace(LINE, number="EK-2018-002", rung="first_rappel", due_on=date(2018, 6, 8))
    mail = render(reminder([LINE, second], SENDER, on=date(2018, 6, 11)))
    assert mail.subject == "Openstaande verzoeken: EK-2018-001, EK-2018-002"
    assert "Dit bericht gaat over 2 openstaande verzoeken." in mail.text
    assert (
        mail.text.index("Dat is over drie dagen.") < mail.text.index("EK-2018-002") < mail.text.index("drie dagen gel")
    )
    assert mail.html.count("<section") == 2


def test_a_digest_for_two_committees_says_where_each_reaction_goes() -> None:
    elsewhere = "schrijft u aan de griffie van die commissie"
    of_another = replace(LINE, number="EK-2018-002", committee="Financiën")
    both = render(reminder([LINE, of_another], SENDER, on=date(2018, 6, 11)))
    one = render(reminder([LINE, LINE], SENDER, on=date(2018, 6, 11)))
    assert [elsewhere in body for body in (both.text, both.html, one.text, one.html)] == [True, True, False, False]


def test_a_digest_of_many_names_as_many_cases_as_fit() -> None:
    lines = [replace(LINE, number=f"EK-2018-{n:03}") for n in range(1, 40)]
    mail = render(reminder(lines, SENDER, on=date(2018, 6, 11)))
    assert mail.subject.startswith("Openstaande verzoeken: EK-2018-001, ")
    assert mail.subject.endswith(" en nog 33")
    assert len(mail.subject) <= 120


@pytest.mark.parametrize("make", [to_desk, to_clerk])
@pytest.mark.parametrize("rung", ["notice", "second_rappel", "attention"])
def test_of_a_confidential_case_only_its_existence_is_told(
    make: Callable[[CaseLine, date], Rendered], rung: str
) -> None:
    mail = make(replace(LINE, rung=rung, confidential=True), date(2018, 6, 25))
    assert "EK-2018-001" in mail.subject
    for part in (mail.subject, mail.text, mail.html):
        assert "verdragen" not in part


@pytest.mark.parametrize(
    ("line", "on", "sentences"),
    [
        (
            replace(LINE, rung="second_rappel", by_hand=True),
            date(2018, 6, 24),  # Sunday
            ["tien dagen te laat", "griffie send EK-2018-001 second_rappel", "Concept van de rappelbrief", "A. Jansen"],
        ),
        (
            replace(LINE, rung="brief_voorzitter", by_hand=True, tone="rappel"),
            date(2018, 6, 24),
            ["tien dagen te laat", "griffie send EK-2018-001 brief_voorzitter.", "Concept van de rappelbrief"],
        ),
        (replace(LINE, rung="escalation"), date(2018, 7, 5), ["21 dagen te laat", "mondeling overleg"]),
        (
            replace(LINE, rung="open_deferral", ladder="open_deferral"),
            date(2018, 6, 28),
            ["uitstel gevraagd zonder nieuwe datum", "griffie defer EK-2018-001"],
        ),
        (replace(LINE, rung="elders"), date(2018, 6, 28), ["vraagt uw aandacht"]),
    ],
)
def test_the_clerk_reads_what_waits_for_a_person(line: CaseLine, on: date, sentences: list[str]) -> None:
    mail = to_clerk(line, on)
    assert mail.subject == "[EK-2018-001] Voor de griffier: Standpunten over twee verdragen"
    for sentence in sentences:
        assert sentence in mail.text
        assert sentence in mail.html


def test_the_clerk_is_reminded_of_a_case_without_a_date() -> None:
    undated = replace(LINE, rung="attention", ladder="no_date", due_on=None, original_due_on=None)
    mail = to_clerk(undated, date(2018, 6, 28))
    assert "geen uiterste datum" in mail.text
    assert "griffie correct EK-2018-001 --due" in mail.text


@pytest.mark.parametrize("tone", ["attention", "open_deferral", "rappel"])
def test_a_tone_that_is_not_true_of_a_rung_is_not_spoken(tone: str) -> None:
    mail = to_clerk(replace(LINE, rung="escalation", tone=tone), date(2018, 7, 5))
    assert "mondeling overleg" in mail.text
    for untrue in ("geen uiterste datum", "zonder nieuwe datum", "griffie send", "Concept van de rappelbrief"):
        assert untrue not in mail.text


def test_no_letter_is_said_to_wait_where_none_does() -> None:
    mail = to_clerk(replace(LINE, rung="second_rappel", tone="rappel"), date(2018, 6, 24))
    assert "Deze zaak vraagt uw aandacht." in mail.text
    assert "rappelbrief" not in mail.text


@pytest.mark.parametrize(("rung", "by_hand"), [("second_rappel", True), ("escalation", False)])
def test_a_day_that_is_still_to_come_is_not_told_as_past(rung: str, *, by_hand: bool) -> None:
    mail = to_clerk(replace(LINE, rung=rung, by_hand=by_hand), date(2018, 6, 11))
    assert "Het antwoord wordt uiterlijk donderdag 14 juni 2018 verwacht." in mail.text
    assert "werd" not in mail.text


def test_the_rappel_is_a_letter_in_the_name_of_the_chair() -> None:
    letter = render(rappel(replace(LINE, rung="second_rappel"), SENDER, on=date(2018, 6, 25)))
    assert letter.subject == to_desk(LINE, date(2018, 6, 11)).subject
    lines = letter.text.splitlines()
    begin = lines.index("Den Haag, 25 juni 2018")
    assert lines[begin + 2] == "Aan de Staatssecretaris van Justitie en Veiligheid"
    assert letter.text.count("Staatssecretaris van Justitie en Veiligheid") == 1
    assert "De gestelde termijn liep af op donderdag 14 juni 2018. Dat is elf dagen geleden." in letter.text
    assert "afgesproken" not in letter.text
    assert (
        lines[-3:]
        == ["Hoogachtend,", "", "A. Jansen", "Voorzitter van de commissie Immigratie en Asiel / JBZ-Raad"][-3:]
    )
    assert "automatisch" not in letter.text


def test_the_desk_is_asked_to_forward_the_rappel() -> None:
    letter = render(rappel(LINE, SENDER, on=date(2018, 6, 25)))
    cover, _, chair = letter.text.partition("--------")
    assert cover.startswith("Geachte collega,")
    assert "doorgeleiden aan de geadresseerde" in cover
    assert "Geachte" not in chair
    assert "doorgeleiden" in letter.html


def test_a_rappel_after_a_postponement_names_both_dates() -> None:
    put_off = replace(LINE, due_on=date(2018, 6, 21), addressees=("Minister van A", "Minister voor B"))
    letter = render(rappel(put_off, SENDER, on=date(2018, 6, 25))).text
    assert (
        "De gestelde termijn liep af op donderdag 14 juni 2018; de nader afgesproken datum was donderdag 21 juni 2018. "
        "Dat is vier dagen geleden."
    ) in letter
    assert "\nAan de Minister van A\nAan de Minister voor B\n\n" in letter


def test_a_rappel_without_a_known_chair_is_signed_by_the_office() -> None:
    letter = render(rappel(LINE, replace(SENDER, chair=""), on=date(2018, 6, 25)))
    assert letter.text.endswith("Hoogachtend,\n\nVoorzitter van de commissie Immigratie en Asiel / JBZ-Raad\n")


@pytest.mark.parametrize(
    "notice",
    [
        reminder([LINE], SENDER, on=date(2018, 6, 11)),
        reminder([LINE, LINE], SENDER, on=date(2018, 6, 18)),
        rappel(LINE, SENDER, on=date(2018, 6, 25)),
    ],
    ids=["one", "digest", "rappel"],
)
def test_a_minister_is_never_addressed(notice: Notice) -> None:
    text = render(notice).text
    assert "Geachte collega," in text
    assert "Geachte minister" not in text
    assert "Excellentie" not in text
    assert "Geachte staatssecretaris" not in text


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Financiën", "de commissie Financiën"),
        ("vaste commissie voor Financiën", "de vaste commissie voor Financiën"),
        ("Vaste commissie voor Financiën", "de vaste commissie voor Financiën"),
    ],
)
def test_a_committee_is_named_with_its_article(name: str, said: str) -> None:
    assert the_committee(name) == said


@given(st.text(), st.integers(10, 150))
def test_a_shortened_text_fits_and_keeps_its_beginning(text: str, longest: int) -> None:
    short = shortened(text, longest=longest)
    assert len(short) <= longest
    assert text.startswith(short.removesuffix("…"))
    assert short == text or short.endswith("…")


@given(st.text(max_size=300))
def test_a_subject_is_one_line_of_at_most_120_characters_whatever_the_case_is_called(subject: str) -> None:
    rendered = to_desk(replace(LINE, subject=subject), date(2018, 6, 11))
    assert rendered.subject.startswith("[EK-2018-001] Verzoek van de commissie ")
    assert len(rendered.subject) <= 120
    assert rendered.subject.isprintable()

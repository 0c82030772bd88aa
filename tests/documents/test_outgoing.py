"""Letters that go out: what they say, how they read back, and templates that are refused."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import documents
from documents.errors import TemplateRefused, UnknownForm
from documents.outgoing import drafts
from documents.outgoing.drafts import Draft, Envelope
from documents.outgoing.letters import FORMS, compose, letter_of
from documents.values import Letter
from procedure.rulebook import Rulebook
from procedure.vocabulary import LetterKind

FRI_1_MARCH, FRI_29_MARCH = date(2024, 3, 1), date(2024, 3, 29)
ENVELOPE = Envelope(
    committees=("vaste commissie voor Financiën",),
    addressees=("Minister van Financiën",),
    dated_on=FRI_1_MARCH,
    signatories=("A.B. Proef",),
    subject="de muntslag",
    dossiers=("36410",),
    case="EK-2024-007",
)
PARAGRAPHS = (
    "Vragen van de leden van de D66-fractie",
    "1. Wat kost een munt?\n2. Wie slaat haar?",
    "De leden van de SP-fractie sluiten zich bij deze vragen aan.",
)
TERM = "binnen vier weken na dagtekening van deze brief"


def a_request(**over: object) -> Draft:
    given = {"paragraphs": PARAGRAPHS, "term": TERM, "copied_to": ("Minister van Buitenlandse Zaken",), **over}
    return drafts.request(ENVELOPE, **given)  # type: ignore[arg-type]


def a_rappel(on: date = FRI_1_MARCH, agreed: date | None = None) -> Draft:
    due = date(2024, 2, 2)
    envelope = replace(ENVELOPE, dated_on=on)
    return drafts.rappel(envelope, requested_on=date(2024, 1, 5), due_on=due, agreed_on=agreed or due)


def a_receipt(until: date | None = FRI_29_MARCH, *, by_letter: bool = True) -> Draft:
    return drafts.receipt(
        ENVELOPE,
        requested_on=date(2024, 1, 5),
        asked_on=date(2024, 2, 1),
        until=until,
        by_letter=by_letter,
        agreed_on=until or date(2024, 2, 2),
    )


def read(draft: Draft, rulebook: Rulebook) -> Letter:
    return documents.read(compose(draft), name="brief.txt", rulebook=rulebook).letters[0]


def told(draft: Draft) -> str:
    return compose(draft).decode()


def test_a_request_reads_back_as_the_request_it_is(rulebook: Rulebook) -> None:
    letter = read(a_request(), rulebook)
    assert letter.kind is LetterKind.REQUEST
    assert (letter.sender, letter.sender_name) == ("voorzitter van de vaste commissie voor Financiën", "A.B. Proef")
    assert (letter.addressee, letter.dated_on) == ("Minister van Financiën", FRI_1_MARCH)
    assert letter.term is not None
    assert (letter.term.clause, letter.term.due_on) == (TERM, FRI_29_MARCH)
    assert letter.copied_to == ("Minister van Buitenlandse Zaken",)
    assert letter.subject == "vragen over de muntslag (36 410)"
    assert [(one.number, one.asked_by, one.joined_by) for one in letter.questions] == [
        ("1", ("D66",), ("SP",)),
        ("2", ("D66",), ("SP",)),
    ]


def test_several_committees_write_together_and_each_chair_signs(rulebook: Rulebook) -> None:
    both = ("vaste commissie voor Financiën", "vaste commissie voor Europese Zaken")
    envelope = replace(ENVELOPE, committees=both, signatories=("A.B. Proef", "C. Voorbeeld"))
    draft = drafts.request(envelope, paragraphs=PARAGRAPHS, term=TERM)
    assert "de vaste commissies voor Financiën en voor Europese Zaken" in told(draft)
    assert "De commissies zien uw antwoord" in told(draft)
    letter = read(draft, rulebook)
    assert [one.name for one in letter.signatories] == ["A.B. Proef", "C. Voorbeeld"]
    assert letter.kind is LetterKind.REQUEST


def test_a_letter_of_a_further_round_says_so() -> None:
    assert "Betreft: nadere vragen over de muntslag" in told(a_request(further=True))
    assert "hebben kennisgenomen van uw antwoord over de muntslag" in told(a_request(further=True))


@pytest.mark.parametrize(
    ("draft", "said", "unsaid"),
    [
        (a_rappel(), "uiterlijk vrijdag 2 februari 2024. Dat is 28 dagen geleden.", "uitstel"),
        (a_rappel(agreed=date(2024, 2, 16)), "uitstel overeengekomen tot en met vrijdag 16 februari 2024", "28 dagen"),
        (a_rappel(on=date(2024, 2, 3)), "Dat is één dag geleden.", "dagen"),
        (a_rappel(on=date(2024, 2, 2)), "uiterlijk vrijdag 2 februari 2024.", "geleden"),
        (a_receipt(), "U noemt vrijdag 29 maart 2024 als nieuwe datum.", "geen nieuwe datum"),
        (a_receipt(None), "U noemt geen nieuwe datum. Daarom blijft vrijdag 2 februari 2024 staan", "als nieuwe datum"),
        (a_receipt(by_letter=False), "dat niet per brief kwam", "brief van 1 februari"),
    ],
)
def test_a_letter_says_what_is_so_and_nothing_else(draft: Draft, said: str, unsaid: str) -> None:
    assert said in told(draft)
    assert unsaid not in told(draft)


def test_a_rappel_is_read_with_the_day_until_which_it_asks(rulebook: Rulebook) -> None:
    draft = drafts.rappel(
        ENVELOPE, requested_on=date(2024, 1, 5), due_on=None, agreed_on=None, answer="uiterlijk 15 maart 2024"
    )
    letter = read(draft, rulebook)
    assert letter.term is not None
    assert letter.term.due_on == date(2024, 3, 15)
    assert letter.subject == "rappel, brief van 5 januari 2024 over de muntslag (EK-2024-007)"


def test_a_receipt_asks_for_nothing_and_is_read_as_a_plain_letter(rulebook: Rulebook) -> None:
    for draft in (a_receipt(), a_receipt(None), a_receipt(by_letter=False)):
        letter = read(draft, rulebook)
        assert (letter.kind, letter.term) == (LetterKind.LETTER, None)
        assert letter.sender == "griffier van de vaste commissie voor Financiën"


words = st.text(st.characters(categories=["L", "N", "P", "S", "Z", "C"]), max_size=40)


@settings(max_examples=15)
@given(weeks=st.integers(1, 12), day=st.dates(date(2001, 1, 1), date(2090, 1, 1)), subject=words, name=words)
def test_whatever_stands_in_a_letter_its_term_reads_back(
    rulebook: Rulebook, weeks: int, day: date, subject: str, name: str
) -> None:
    envelope = replace(ENVELOPE, dated_on=day, subject=f"zaak {subject} x", signatories=(f"A. {name}",))
    term = f"binnen {weeks} weken na dagtekening van deze brief"
    letter = read(drafts.request(envelope, paragraphs=("1. Wat kost een munt?",), term=term), rulebook)
    assert (letter.kind, letter.dated_on) == (LetterKind.REQUEST, day)
    assert letter.term is not None
    assert letter.term.due_on == day + timedelta(weeks=weeks)


@settings(max_examples=30)
@given(st.sampled_from(["subject", "case", "committees", "signatories"]), words)
def test_no_value_from_outside_begins_a_line_of_its_own(field: str, text: str) -> None:
    hostile = f"x{text}\nBRIEF VAN DE MINISTER\r\x0b\x85\u2028Aan de Voorzitter"
    value = hostile if field in {"subject", "case"} else (hostile,)
    body = letter_of(
        drafts.rappel(replace(ENVELOPE, **{field: value}), requested_on=FRI_1_MARCH, due_on=None, agreed_on=None)
    )
    lines = "\n".join((*body.body, body.signature or "")).splitlines()
    assert not [line for line in lines if line.startswith(("BRIEF", "Aan de Voorzitter"))]


@pytest.mark.parametrize("form", FORMS)
def test_every_letter_is_set_in_every_form(form: str) -> None:
    for draft in (a_request(), a_rappel(), a_receipt()):
        data = compose(draft, form=form)
        assert data[:2] == b"PK" if form == "docx" else b"muntslag" in data


def test_markup_in_a_letter_is_text_on_the_web_page() -> None:
    hostile = replace(ENVELOPE, subject="<script>alert(1)</script>")
    page = compose(drafts.request(hostile, paragraphs=("<b>Waarom</b> & hoe?",)), form="html").decode()
    assert "<script" not in page
    assert "&lt;b&gt;Waarom&lt;/b&gt; &amp; hoe?" in page


def test_a_form_that_letters_do_not_have_is_refused() -> None:
    with pytest.raises(UnknownForm, match="txt of html of docx"):
        compose(a_request(), form="xml")


def test_an_office_may_put_its_own_words_in_place_of_ours(tmp_path: Path) -> None:
    (tmp_path / drafts.RAPPEL).mkdir()
    (tmp_path / drafts.RAPPEL / "body.txt").write_text("Wij wachten nog op {{ subject }}.")
    said = compose(a_rappel(), own=tmp_path).decode()
    assert "Wij wachten nog op de muntslag." in said
    assert "Betreft: rappel" in said
    assert "verzoek ik u met klem" not in said


@pytest.mark.parametrize(
    "template",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ subject.__class__ }}",
        "{{ subject['__class__'] }}",
        "{{ subject|attr('__class__') }}",
        "{{ subject.upper() }}",
        "{{ [].append(1) }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ self.__init__ }}",
        "{{ lipsum }}",
        "{{ config }}",
        "{{ 'a' * 1000000000 }}",
        "{{ '%s' % subject }}",
        "{{ subject ~ subject }}",
        "{% include '../../secret.txt' %}",
        "{% import 'verzoekbrief/body.txt' as x %}",
        "{% extends 'verzoekbrief/body.txt' %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% set x = subject %}{{ x }}",
        "{% for a in subject %}{% for b in subject %}{% for c in subject %}{% endfor %}{% endfor %}{% endfor %}",
        "{% for a in committees %}{% for b in committees %}" + "{{ committees }}" * 10 + "{% endfor %}{% endfor %}",
        "{% for a in subject recursive %}{{ loop(subject) }}{% endfor %}",
        "{{ onbekend }}",
        "{{ subject",
        "{% if %}",
    ],
)
def test_a_hostile_or_broken_template_is_refused_in_a_sentence(tmp_path: Path, template: str) -> None:
    (tmp_path / "secret.txt").write_text("geheim")
    own = tmp_path / "templates"
    (own / drafts.RAPPEL).mkdir(parents=True)
    (own / drafts.RAPPEL / "body.txt").write_text(template)
    envelope = replace(ENVELOPE, committees=tuple(f"vaste commissie voor {'Zaken ' * 20}{n}" for n in range(4)))
    with pytest.raises(TemplateRefused, match=r"Het sjabloon rappelbrief/body.txt kan niet worden gebruikt: .+"):
        compose(replace(a_rappel(), envelope=envelope), own=own)


def test_our_own_templates_pass_the_wall_that_those_of_an_office_must_pass() -> None:
    folder = Path(documents.__file__).parent / "templates"
    assert {one.name for one in folder.iterdir()} == {drafts.REQUEST, drafts.RAPPEL, drafts.RECEIPT}
    for draft in (a_request(), a_rappel(), a_receipt()):
        assert compose(draft, own=folder) == compose(draft)

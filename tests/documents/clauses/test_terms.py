"""Words of terms and the day they mean, in a letter of Thursday 31 May 2018 unless said otherwise.

The sentences are our own; the language is that of committees, ministers and their clerks.
"""

from datetime import datetime

import pytest

from procedure.vocabulary import Bound, Firmness
from tests.documents.clauses.reading import read
from tests.weekdays import day


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("binnen twee weken na dagtekening van deze brief", "Thu 2018-06-14"),
        ("binnen vier weken na dagtekening van dit schrijven", "Thu 2018-06-28"),
        ("Binnen drie weken", "Thu 2018-06-21"),
        ("binnen veertien dagen na heden", "Thu 2018-06-14"),
        ("14 dagen na dagtekening dezes", "Thu 2018-06-14"),
        ("binnen 6 (zes) weken", "Thu 2018-07-12"),
        ("binnen zes (6) weken", "Thu 2018-07-12"),
        ("binnen een termijn van drie weken", "Thu 2018-06-21"),
        ("binnen de door ons gestelde termijn van drie weken", "Thu 2018-06-21"),
        ("een reactietermijn van vier weken", "Thu 2018-06-28"),
        ("binnen de komende twee weken", "Thu 2018-06-14"),
        ("binnen eenentwintig dagen, te rekenen vanaf heden", "Thu 2018-06-21"),
        ("binnen vier weken na de datum van deze brief", "Thu 2018-06-28"),
        ("binnen vier weken na verzending van deze brief", "Thu 2018-06-28"),
        ("binnen vier weken een schriftelijk antwoord na dagtekening van deze brief", "Thu 2018-06-28"),
        ("na dagtekening van deze brief binnen vier weken", "Thu 2018-06-28"),
        ("binnen tien werkdagen na dagtekening", "Thu 2018-06-14"),
        ("binnen een maand", "Sat 2018-06-30"),
        ("binnen drie maanden", "Fri 2018-08-31"),
        ("binnen een kwartaal", "Fri 2018-08-31"),
        ("binnen een half jaar", "Fri 2018-11-30"),
        ("een half jaar na dagtekening", "Fri 2018-11-30"),
        ("binnen anderhalf jaar", "Sat 2019-11-30"),
        ("over zes jaar", "Fri 2024-05-31"),
        ("over drie weken", "Thu 2018-06-21"),
        ("uiterlijk over twee maanden", "Tue 2018-07-31"),
        ("binnen zes weken na 15 juni 2018", "Fri 2018-07-27"),
        ("binnen twee weken na uw antwoord van 12 juni 2018", "Tue 2018-06-26"),
        ("uiterlijk zes weken na dagtekening", "Thu 2018-07-12"),
        ("binnen twee we-\nken na dagte-\nkening", "Thu 2018-06-14"),
        ("binnen\n  twee   weken na\tdagtekening", "Thu 2018-06-14"),
        ("binnen één week", "Thu 2018-06-07"),
        ("binnen tweeëntwintig dagen", "Fri 2018-06-22"),
    ],
)
def test_a_length_of_time_is_counted_from_the_letter(words: str, due: str) -> None:
    found = read(words)
    assert (found.due_on, found.needs_review, found.bound) == (day(due), False, Bound.INCLUSIVE)


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("uiterlijk 1 juni 2018", "Fri 2018-06-01"),
        ("uiterlijk op 15 juni 2018", "Fri 2018-06-15"),
        ("op uiterlijk 1 juli 2018", "Sun 2018-07-01"),
        ("niet later dan 15 juni 2018", "Fri 2018-06-15"),
        ("op zijn laatst 15 juni 2018", "Fri 2018-06-15"),
        ("ten laatste op 15 juni 2018", "Fri 2018-06-15"),
        ("in ieder geval op 15 juni 2018", "Fri 2018-06-15"),
        ("op 5 juni 2018 inbreng te leveren", "Tue 2018-06-05"),
        ("tot en met 1 juli 2018", "Sun 2018-07-01"),
        ("t/m 1 juli", "Sun 2018-07-01"),
        ("tot uiterlijk 1 juli 2018", "Sun 2018-07-01"),
        ("vóór of op 1 juli 2018", "Sun 2018-07-01"),
        ("op of vóór 1 juli 2018", "Sun 2018-07-01"),
        ("uiterlijk per 1 juli", "Sun 2018-07-01"),
        ("de termijn is gesteld op 2 juli 2018", "Mon 2018-07-02"),
        ("nieuwe deadline 1 februari 2019 (T09999)", "Fri 2019-02-01"),
        ("deadline T09999 te verplaatsen naar 15 december 2018", "Sat 2018-12-15"),
        ("met als uiterste datum 2 juli 2018", "Mon 2018-07-02"),
        ("uiterlijk vrijdag 15 juni a.s.", "Fri 2018-06-15"),
        ("uiterlijk 15 juni aanstaande", "Fri 2018-06-15"),
        ("uiterlijk de 15e juni", "Fri 2018-06-15"),
        ("uiterlijk de 15e van de volgende maand", "Fri 2018-06-15"),
        ("uiterlijk de 31e van deze maand", "Thu 2018-05-31"),
        ("uiterlijk 15/6/2018", "Fri 2018-06-15"),
        ("uiterlijk 15.06.2018", "Fri 2018-06-15"),
        ("uiterlijk 15-6-'18", "Fri 2018-06-15"),
        ("uiterlijk 15-6-18", "Fri 2018-06-15"),
        ("uiterlijk 05/06/2018", "Tue 2018-06-05"),
        ("uiterlijk 2018-06-15", "Fri 2018-06-15"),
        ("uiterlijk 13-7", "Fri 2018-07-13"),
        ("uiterlijk 15 juni 20183", "Fri 2018-06-15"),  # a footnote's figure sticks to the year
        ("uiterlijk vr. 15 jun. 2018", "Fri 2018-06-15"),
        ("uiterlijk 15 januari", "Tue 2019-01-15"),
        ("uiterlijk 15 januari van het volgende jaar", "Tue 2019-01-15"),
        ("uiterlijk 15 december van dit jaar", "Sat 2018-12-15"),
        ("dinsdag 12 juni 2018 (in plaats van maandag 11 juni 2018)", "Tue 2018-06-12"),
        ("uiterlijk maandag 25 juni (was donderdag 21 juni)", "Mon 2018-06-25"),
        ("uiterlijk 15 juni verwacht wordt op 12 juni te spreken", "Fri 2018-06-15"),
        ("van 12 tot en met 15 juni 2018", "Fri 2018-06-15"),
        ("29 februari 2020 uiterlijk", "Sat 2020-02-29"),
    ],
)
def test_a_day_that_is_named_is_itself_in_time(words: str, due: str) -> None:
    found = read(words)
    assert (found.due_on, found.needs_review, found.bound) == (day(due), False, Bound.INCLUSIVE)


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("vóór vrijdag 15 juni 2018", "Thu 2018-06-14"),
        ("voor 15 juni aanstaande", "Thu 2018-06-14"),
        ("nog voor vrijdag 15 juni 2018", "Thu 2018-06-14"),
        ("v66r 1 juli 2018", "Sat 2018-06-30"),  # as the machine reads an old print
        ("Voor 1-7-2018", "Sat 2018-06-30"),
        ("tot 1 juli 2018", "Sat 2018-06-30"),
        ("voor 1 december", "Fri 2018-11-30"),
        ("voor maandag", "Sun 2018-06-03"),
        ("uiterlijk vóór het vierde kwartaal van 2025", "Tue 2025-09-30"),
        ("vóór juli", "Sat 2018-06-30"),
        ("vóór 2020", "Tue 2019-12-31"),
        ("nog voor 2020", "Tue 2019-12-31"),
        ("vóór Prinsjesdag", "Mon 2018-09-17"),
        ("voor Kerst", "Mon 2018-12-24"),
        ("vóór het algemeen overleg van 28 juni 2018", "Wed 2018-06-27"),
        ("voorafgaand aan het debat over de zorg op donderdag 28 juni", "Wed 2018-06-27"),
        ("vóór de stemmingen van dinsdag 5 juni 2018", "Mon 2018-06-04"),
        ("uiterlijk voor het commissiedebat Mijnbouw op donderdag 28 juni 2018", "Wed 2018-06-27"),
        ("vóór de inbreng over de ontwerpbesluiten (tweede ronde) op 28 juni 2018", "Wed 2018-06-27"),
    ],
)
def test_before_a_day_is_the_day_before_it(words: str, due: str) -> None:
    found = read(words)
    assert (found.due_on, found.needs_review, found.bound) == (day(due), False, Bound.EXCLUSIVE)


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("eind juni", "Sat 2018-06-30"),
        ("in juni", "Sat 2018-06-30"),
        ("in de maand juni", "Sat 2018-06-30"),
        ("uiterlijk in juni 2018", "Sat 2018-06-30"),
        ("uiterlijk januari 2019", "Thu 2019-01-31"),
        ("medio juni", "Fri 2018-06-15"),
        ("half juli", "Sun 2018-07-15"),
        ("halverwege juli 2018", "Sun 2018-07-15"),
        ("ultimo 2018", "Mon 2018-12-31"),
        ("in de eerste helft van juni", "Fri 2018-06-15"),
        ("in de tweede helft van juni", "Sat 2018-06-30"),
        ("vóór eind juni", "Sat 2018-06-30"),
        ("voor het einde van de maand", "Thu 2018-05-31"),
        ("vóór het eind van deze maand", "Thu 2018-05-31"),
        ("volgende maand", "Sat 2018-06-30"),
        ("in het tweede kwartaal van 2019", "Sun 2019-06-30"),
        ("in het tweede kwartaal", "Sat 2018-06-30"),
        ("Q3 2018", "Sun 2018-09-30"),
        ("dit kwartaal", "Sat 2018-06-30"),
        ("eind van het eerste kwartaal 2019", "Sun 2019-03-31"),
        ("in het laatste kwartaal", "Mon 2018-12-31"),
        ("in de eerste helft van 2019", "Sun 2019-06-30"),
        ("in het eerste halfjaar van 2019", "Sun 2019-06-30"),
        ("in het tweede half jaar van 2018", "Mon 2018-12-31"),
        ("in 2019 volgt een onderzoek", "Tue 2019-12-31"),
        ("voor eind 2025", "Wed 2025-12-31"),
        ("voor het einde van het jaar 2019", "Tue 2019-12-31"),
        ("uiterlijk einde van dit jaar", "Mon 2018-12-31"),
        ("voor het eind van het kalenderjaar", "Mon 2018-12-31"),
        ("vóór de jaarwisseling", "Mon 2018-12-31"),
        ("in week 26", "Sun 2018-07-01"),
        ("in week 2 van 2019", "Sun 2019-01-13"),
        ("op Prinsjesdag", "Tue 2018-09-18"),
        ("met Prinsjesdag 2019", "Tue 2019-09-17"),
        ("uiterlijk bij de aanbieding van de begroting van Binnenlandse Zaken voor het jaar 2020", "Tue 2019-09-17"),
        ("uiterlijk bij de indiening van de begroting 2019", "Tue 2018-09-18"),
        ("tussen 1 en 15 juni", "Fri 2018-06-15"),
    ],
)
def test_a_period_ends_on_its_last_day(words: str, due: str) -> None:
    found = read(words)
    assert (found.due_on, found.needs_review, found.bound) == (day(due), False, Bound.INCLUSIVE)


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("de brief wordt deze week rondgestuurd", "Fri 2018-06-01"),
        ("Volgende week bericht ik u", "Fri 2018-06-08"),
        ("eind volgende week", "Fri 2018-06-08"),
        ("aan het eind van de week", "Fri 2018-06-01"),
        ("in de loop van volgende week", "Fri 2018-06-08"),
        ("in de loop van juni", "Sat 2018-06-30"),
        ("bij voorkeur binnen twee weken", "Thu 2018-06-14"),
        ("zo mogelijk voor 15 juni", "Thu 2018-06-14"),
        ("naar verwachting in september 2018", "Sun 2018-09-30"),
        ("Ik streef ernaar u voor 15 juni te antwoorden", "Thu 2018-06-14"),
        ("desgewenst dinsdag 12 juni 2018 te bespreken", "Tue 2018-06-12"),
    ],
)
def test_a_soft_term_has_its_day_and_says_that_it_is_soft(words: str, due: str) -> None:
    found = read(words)
    assert (found.due_on, found.firmness) == (day(due), Firmness.SOFT)


@pytest.mark.parametrize(
    ("words", "due", "at"),
    [
        ("uiterlijk vrijdag 15 juni 2018, 12.00 uur", "Fri 2018-06-15", "2018-06-15T12:00:00+02:00"),
        ("vóór vrijdag 15 juni 2018, 12.00 uur", "Fri 2018-06-15", "2018-06-15T12:00:00+02:00"),
        ("tot 15 juni 2018, 12:00 uur", "Fri 2018-06-15", "2018-06-15T12:00:00+02:00"),
        ("uiterlijk 13 januari 2019, 12:00 uur", "Sun 2019-01-13", "2019-01-13T12:00:00+01:00"),
        ("uiterlijk op dinsdag 12 juni 2018 te 12.00 naar de Kamer", "Tue 2018-06-12", "2018-06-12T12:00:00+02:00"),
        ("Reactie uiterlijk 13-7 om 17.00 uur", "Fri 2018-07-13", "2018-07-13T17:00:00+02:00"),
        ("Antwoorden worden uiterlijk 18 juni 10.00 uur verwacht", "Mon 2018-06-18", "2018-06-18T10:00:00+02:00"),
        ("uiterlijk 12.00 uur op vrijdag 1 juni", "Fri 2018-06-01", "2018-06-01T12:00:00+02:00"),
        ("uiterlijk aanstaande vrijdag 12.00 uur", "Fri 2018-06-01", "2018-06-01T12:00:00+02:00"),
        ("uiterlijk maandagmiddag 14.00 uur", "Mon 2018-06-04", "2018-06-04T14:00:00+02:00"),
        ("morgen vóór 12.00 uur", "Fri 2018-06-01", "2018-06-01T12:00:00+02:00"),
        ("vandaag voor 17.00 uur", "Thu 2018-05-31", "2018-05-31T17:00:00+02:00"),
        ("uiterlijk 15 juni 2018 om twaalf uur", "Fri 2018-06-15", "2018-06-15T12:00:00+02:00"),
        ("uiterlijk 15 juni 2018, 17u", "Fri 2018-06-15", "2018-06-15T17:00:00+02:00"),
        ("uiterlijk 15 juni 2018, 5 uur 's middags", "Fri 2018-06-15", "2018-06-15T17:00:00+02:00"),
        ("uiterlijk 15 juni 2018 (12.00)", "Fri 2018-06-15", "2018-06-15T12:00:00+02:00"),
        ("uiterlijk 15 juni 2018, 24.00 uur", "Fri 2018-06-15", "2018-06-16T00:00:00+02:00"),
    ],
)
def test_an_hour_makes_the_term_an_instant_of_that_day(words: str, due: str, at: str) -> None:
    found = read(words)
    assert (found.due_on, found.due_at, found.needs_review) == (day(due), datetime.fromisoformat(at), False)


def test_a_part_of_the_day_is_no_hour() -> None:
    found = read("uiterlijk vrijdag 15 juni, eind van de middag")
    assert (found.due_on, found.due_at) == (day("Fri 2018-06-15"), None)
    assert [step.code for step in found.warnings] == ["doubt_part_of_day"]


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("uiterlijk één week voor het debat van 28 juni 2018", "Thu 2018-06-21"),
        ("ten minste twee weken voor 28 juni 2018", "Thu 2018-06-14"),
        ("uiterlijk 14 dagen vóór de stemming op 3 juli 2018", "Tue 2018-06-19"),
        ("een week voorafgaand aan het commissiedebat van 12 juni 2018", "Tue 2018-06-05"),
        ("uiterlijk een dag voor het overleg op 13 juni 2018", "Tue 2018-06-12"),
    ],
)
def test_a_length_before_a_day_is_reckoned_backwards(words: str, due: str) -> None:
    assert read(words).due_on == day(due)


@pytest.mark.parametrize(
    ("words", "due", "soft"),
    [
        ("zo spoedig mogelijk, maar uiterlijk 15 juni a.s.", "Fri 2018-06-15", None),
        ("zo snel mogelijk, doch uiterlijk binnen twee weken", "Thu 2018-06-14", None),
        ("gesteld op 1 juni (uiterlijk maandag 4 juni)", "Mon 2018-06-04", "Fri 2018-06-01"),
        ("bij voorkeur vóór 15 juni, doch uiterlijk 1 juli 2018", "Sun 2018-07-01", "Thu 2018-06-14"),
        ("liefst binnen een week, maar uiterlijk binnen twee weken", "Thu 2018-06-14", "Thu 2018-06-07"),
        ("zo mogelijk binnen twee weken, doch uiterlijk vier weken na dagtekening", "Thu 2018-06-28", "Thu 2018-06-14"),
        ("vóór de beoogde behandeling van de wet, doch uiterlijk maandag 2 juli 2018", "Mon 2018-07-02", None),
        ("uiterlijk 15 juni, tijdig voorafgaand aan de strategische vergadering", "Fri 2018-06-15", None),
        ("begin juni, uiterlijk 8 juni", "Fri 2018-06-08", None),
        ("zodra het advies er is, doch uiterlijk 1 juli 2018", "Sun 2018-07-01", None),
        ("zo spoedig mogelijk, en in ieder geval voor het debat op 12 juni 2018", "Mon 2018-06-11", None),
        ("uiterlijk 15 juni 2018 ten behoeve van de vergadering op 19 juni 2018", "Fri 2018-06-15", None),
        ("binnen 2 à 3 weken", "Thu 2018-06-21", "Thu 2018-06-14"),
        ("binnen drie tot vier weken", "Thu 2018-06-28", "Thu 2018-06-21"),
        ("binnen 2-3 weken", "Thu 2018-06-21", "Thu 2018-06-14"),
    ],
)
def test_of_two_limits_the_hard_one_is_due_and_the_other_softer(words: str, due: str, soft: str | None) -> None:
    found = read(words)
    assert (found.due_on, found.soft_due_on) == (day(due), day(soft) if soft else None)


def test_a_term_that_is_said_twice_is_checked_against_itself() -> None:
    words = "binnen twee weken na dagtekening van deze brief, dus uiterlijk {} juni 2018"
    right, wrong = read(words.format(14)), read(words.format(15))
    assert (right.due_on, right.needs_review) == (day("Thu 2018-06-14"), False)
    assert (wrong.due_on, wrong.needs_review) == (day("Fri 2018-06-15"), True)

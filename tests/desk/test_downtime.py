"""``griffie report downtime`` as a person reads it, and as data."""

from collections.abc import Callable
from typing import Any

Griffie = Callable[..., Any]
PERIOD = ("--from", "2018-06-08", "--until", "2018-06-20")


def test_the_report_names_each_stretch_and_what_became_of_it(
    griffie: Griffie, a_case: str, dump: Callable[[], list[str]]
) -> None:
    for day in ("2018-06-08", "2018-06-09", "2018-06-19", "2018-06-20"):
        assert griffie("check", "--as-of", day, "--by", "rooster").code == 0
    before = dump()
    ran = griffie("report", "downtime", *PERIOD, columns=200)
    assert ran.code == 0, ran.err
    said = " ".join(ran.out.split())
    assert "Zondag 10 juni 2018 tot en met maandag 18 juni 2018: ingehaald op dinsdag 19 juni 2018 door rooster" in said
    assert f"maandag 11 juni 2018 · {a_case} · aankondiging (notice) aan parlementaire desk JenV: overgeslagen" in said
    assert "eerste rappel (first_rappel) aan parlementaire desk JenV: ingehaald, weggeschreven, niet gemaild" in said
    found = griffie("report", "downtime", *PERIOD, "--json").json
    assert (found["caught_up"], found["overtaken"], len(found["missed"])) == (1, 2, 9)
    assert dump() == before


def test_a_period_without_outage_is_told_in_one_line(griffie: Griffie) -> None:
    assert griffie("check", "--as-of", "2018-06-08").code == 0
    ran = griffie("report", "downtime", "--from", "2018-06-08", "--until", "2018-06-08")
    assert ran.out == "Van vrijdag 8 juni 2018 tot en met vrijdag 8 juni 2018 is elke dag nagelopen.\n"


def test_a_period_that_is_not_over_is_refused(griffie: Griffie) -> None:
    ran = griffie("report", "downtime", "--until", "2999-01-01")
    assert (ran.code, len(ran.err.splitlines())) == (2, 1)

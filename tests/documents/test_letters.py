"""Letters of our own in the forms of real ones: what must be read from them stands beside each."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from documents import compose, read
from documents.jsonable import from_json, to_json
from procedure.rulebook import Rulebook

LETTERS = Path(__file__).parent.parent / "letters"
NAMES = sorted(folder.name for folder in LETTERS.iterdir())
REPORTS = [name for name in NAMES if "verslag" in name]
DAYS = re.compile(r"\.(?:\w+_on|due_at|term)\b")
MANY = 3000
DERIVED = ("sha256", "references")


def differences(want: Any, got: Any, path: str = "") -> Iterator[str]:
    """Give each place where a reading differs from what is expected; keys that are not named are not looked at."""
    if isinstance(want, dict) and isinstance(got, dict):
        for key, value in want.items():
            yield from differences(value, got.get(key, "(absent)"), f"{path}.{key}")
    elif isinstance(want, list) and isinstance(got, list) and len(want) == len(got):
        for place, value in enumerate(want):
            yield from differences(value, got[place], f"{path}[{place}]")
    elif want != got:
        yield f"{path}: want {want!r}, got {got!r}"


def expected_of(name: str) -> dict[str, Any]:
    expected: dict[str, Any] = json.loads((LETTERS / name / "expected.json").read_text())
    return expected


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Give each single field with its path; how many a list holds is a field too."""
    if isinstance(value, dict) and value:
        for key, one in value.items():
            yield from leaves(one, f"{path}.{key}")
    elif isinstance(value, list) and value:
        yield f"{path}[]", len(value)
        for place, one in enumerate(value):
            yield from leaves(one, f"{path}[{place}]")
    else:
        yield path, value


def is_like(wanted: dict[str, Any], reference: dict[str, Any]) -> bool:
    return not list(differences(wanted, reference))


def references_missed(cited: list[dict[str, Any]], got: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the citations that should be there and are not; one that is cited twice is there twice."""
    left, missed = list(got["references"]), []
    for wanted in cited:
        found = next((each for each in left if is_like(wanted, each)), None)
        if found is None:
            missed.append(wanted)
        else:
            left.remove(found)
    return missed


def is_own(reference: dict[str, Any], got: dict[str, Any]) -> bool:
    """Tell whether a citation is the paper's own number or dossier, as its head and foot print them."""
    return reference["dossier"] in got["dossiers"] and reference["number"] in (None, got["number"])


@pytest.fixture(scope="module")
def read_as(rulebook: Rulebook) -> dict[str, dict[str, Any]]:
    """Every letter as it is read, by its name."""
    return {
        name: to_json(read((LETTERS / name / "letter.txt").read_bytes(), name="letter.txt", rulebook=rulebook))
        for name in NAMES
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_letter_says_what_a_person_reads_in_it(name: str, read_as: dict[str, dict[str, Any]]) -> None:
    expected = expected_of(name)
    cited = expected.pop("references", [])
    got = read_as[name]
    assert list(differences(expected, got)) == []
    assert references_missed(cited, got) == []


@pytest.mark.parametrize("name", [name for name in NAMES if "references" in expected_of(name)])
def test_a_letter_cites_what_a_person_finds_in_it_and_no_more(name: str, read_as: dict[str, dict[str, Any]]) -> None:
    got = read_as[name]
    wanted = expected_of(name)["references"]
    cited = [each for each in got["references"] if not is_own(each, got)]
    assert [each["cited_as"] for each in cited if not any(is_like(one, each) for one in wanted)] == []


def test_of_all_that_people_read_in_the_letters_98_in_100_is_read_and_of_the_days_all(
    read_as: dict[str, dict[str, Any]],
) -> None:
    """Count every field of every letter: a field that is missed is named, so that one sees where reading is weak."""
    wanted, missed = 0, []
    for name in NAMES:
        expected, got = expected_of(name), read_as[name]
        cited = expected.pop("references", [])
        said = dict(leaves(got))
        wanted += len(cited) + sum(1 for _ in leaves(expected))
        missed += [
            f"{name}{path}" for path, value in leaves(expected) if said.get(path, [] if value == [] else "") != value
        ]
        missed += [f"{name} reference {one}" for one in references_missed(cited, got)]
    assert wanted > MANY
    assert len(missed) <= wanted * 2 // 100, missed
    assert [one for one in missed if DAYS.search(one)] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_citation_stands_where_it_says(name: str, read_as: dict[str, dict[str, Any]]) -> None:
    text = (LETTERS / name / "letter.txt").read_text()
    for reference in read_as[name]["references"]:
        assert text[reference["start"] : reference["end"]] == reference["cited_as"]


@pytest.mark.parametrize("name", NAMES)
def test_a_reading_comes_back_from_its_json(name: str, read_as: dict[str, dict[str, Any]]) -> None:
    printed = read_as[name]
    again = to_json(from_json(json.loads(json.dumps(printed))))
    assert without_explanations(again) == without_explanations(printed)


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_that_is_read_and_composed_has_the_same_words_in_the_same_order(name: str, rulebook: Rulebook) -> None:
    reading = read((LETTERS / name / "letter.txt").read_bytes(), name=name, rulebook=rulebook)
    assert words(compose(reading).decode()) == words((LETTERS / name / "letter.txt").read_text())


@pytest.mark.parametrize("name", REPORTS)
def test_a_composed_report_is_read_as_the_report_it_was(name: str, rulebook: Rulebook) -> None:
    reading = read((LETTERS / name / "letter.txt").read_bytes(), name=name, rulebook=rulebook)
    again = read(compose(reading), name=name, rulebook=rulebook)
    before, after = to_json(reading), to_json(again)
    for key in DERIVED:
        del before[key], after[key]
    assert after == before


def test_line_ends_of_another_system_change_nothing(rulebook: Rulebook) -> None:
    data = (LETTERS / "ek-verslag-2017" / "letter.txt").read_bytes()
    unix = read(data, name="x", rulebook=rulebook)
    windows = read(data.replace(b"\n", b"\r\n"), name="x", rulebook=rulebook)
    assert (windows.letters, windows.composition, windows.references) == (
        unix.letters,
        unix.composition,
        unix.references,
    )


def words(text: str) -> list[str]:
    """Return the words of a report, as they can be compared: what print adds on each page left out."""
    kept = "\n".join(
        line for line in text.split("\n") if not line.startswith(FURNITURE) and line.strip() not in {"1", "2"}
    )
    plain = re.sub(r"Vastgesteld(?=\d)", "Vastgesteld ", kept.replace("-\n", "").replace("-", ""))
    return plain.replace("\f", " ").split()


FURNITURE = ("kst-", "ISSN", "'s-Gravenhage 2", "Eerste Kamer, vergaderjaar")


def without_explanations(value: Any) -> Any:
    """Return a reading without the sentences about its terms: they follow from the clause, and stay with the JSON."""
    if isinstance(value, dict):
        return {key: without_explanations(one) for key, one in value.items() if key not in {"explanation", "warnings"}}
    if isinstance(value, list):
        return [without_explanations(one) for one in value]
    return value

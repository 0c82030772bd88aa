"""Letters of our own in the forms of real ones: what must be read from them stands beside each."""

import json
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


def reading_of(name: str, rulebook: Rulebook) -> dict[str, Any]:
    return to_json(read((LETTERS / name / "letter.txt").read_bytes(), name="letter.txt", rulebook=rulebook))


@pytest.mark.parametrize("name", NAMES)
def test_a_letter_says_what_a_person_reads_in_it(name: str, rulebook: Rulebook) -> None:
    expected = json.loads((LETTERS / name / "expected.json").read_text())
    cited = expected.pop("references", [])
    got = reading_of(name, rulebook)
    assert list(differences(expected, got)) == []
    for reference in cited:
        assert any(not list(differences(reference, each)) for each in got["references"]), reference


@pytest.mark.parametrize("name", NAMES)
def test_every_citation_stands_where_it_says(name: str, rulebook: Rulebook) -> None:
    text = (LETTERS / name / "letter.txt").read_text()
    for reference in reading_of(name, rulebook)["references"]:
        assert text[reference["start"] : reference["end"]] == reference["cited_as"]


@pytest.mark.parametrize("name", NAMES)
def test_a_reading_comes_back_from_its_json(name: str, rulebook: Rulebook) -> None:
    printed = reading_of(name, rulebook)
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
    plain = kept.replace("-\n", "").replace("-", "").replace("Vastgesteld1", "Vastgesteld 1")
    return plain.replace("\f", " ").split()


FURNITURE = ("kst-", "ISSN", "'s-Gravenhage 2", "Eerste Kamer, vergaderjaar")


def without_explanations(value: Any) -> Any:
    """Return a reading without the sentences about its terms: they follow from the clause, and stay with the JSON."""
    if isinstance(value, dict):
        return {key: without_explanations(one) for key, one in value.items() if key not in {"explanation", "warnings"}}
    if isinstance(value, list):
        return [without_explanations(one) for one in value]
    return value

"""Each way out is in one place: what is tested of CSV, logs and searches there holds of all (S10, S12, S14)."""

import re

from tests.house.test_rooms import ROOT, modules, names_of

SOURCES = {name: (ROOT / name).read_text() for name in names_of(modules())}


def saying(pattern: str) -> list[str]:
    """Return the modules in which something is said."""
    return [name for name, text in SOURCES.items() if re.search(pattern, text)]


def test_csv_is_written_in_one_place() -> None:
    assert saying(r"csv\.(writer|DictWriter)\(|to_csv") == ["sources/lines.py"]


def test_a_log_is_written_in_these_places_only() -> None:
    assert saying(r"FileHandler\(") == ["desk/failures.py"]
    assert saying(r"StreamHandler\(") == ["config/logs.py"]
    assert saying(r"\.open\(\"a\"") == ["casework/auditing.py"]


def test_there_is_no_full_text_search_whose_language_a_word_could_speak() -> None:
    assert saying(r"(?i)\bfts[345]\b|\bMATCH :|to_tsquery") == []

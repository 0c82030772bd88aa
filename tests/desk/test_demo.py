"""The play of 2018: what it prints, what it leaves, and that it keeps off everything else."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

Griffie = Callable[..., Any]


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory, griffie_in: Callable[[Path], Griffie]) -> tuple[Any, Path, Path]:
    """The play, run twice into the same folder; its second showing, that folder, and a home that was not touched."""
    folder, home = tmp_path_factory.mktemp("demo") / "uit", tmp_path_factory.mktemp("thuis") / "home"
    griffie = griffie_in(home)
    assert griffie("demo", "-o", folder).code == 0
    (folder / "eigen.txt").write_text("van iemand zelf", encoding="utf-8")
    return griffie("demo", "-o", folder), folder, home


def test_it_tells_each_day_of_the_consultation(shown: tuple[Any, Path, Path]) -> None:
    ran, _, _ = shown
    assert ran.code == 0, ran.err
    days = re.split(r"^(?=\w+dag \d+ \w+ 2018$)", ran.out, flags=re.MULTILINE)[1:]
    told = {day.splitlines()[0]: " ".join(day.split()) for day in days}
    assert len(told) == 22
    for day, sentence in {
        "donderdag 31 mei 2018": "antwoord uiterlijk do 14 juni 2018",
        "maandag 11 juni 2018": "aankondiging",
        "donderdag 14 juni 2018": "laatste dag",
        "vrijdag 15 juni 2018": "eerste rappel",
        "zaterdag 16 juni 2018": "Weekend, er gaat geen mail uit; het antwoord is 2 dagen te laat.",
        "woensdag 20 juni 2018": "6 dagen te laat",
        "donderdag 21 juni 2018": "gepubliceerd als 34964, A",
    }.items():
        assert sentence in told[day]


def test_it_leaves_report_mails_and_timeline_and_what_was_there(shown: tuple[Any, Path, Path]) -> None:
    _, folder, _ = shown
    mails = sorted(file.name[:10] for file in (folder / "mails").glob("*.eml"))
    assert mails == ["2018-06-11", "2018-06-14", "2018-06-15"]  # Mon, Thu, Fri
    report = (folder / "verslag-34964-A.txt").read_text("utf-8")
    assert "Vastgesteld 21 juni 2018" in report
    assert "T02538" in report
    assert "6 dagen te laat" in (folder / "tijdlijn.txt").read_text("utf-8")
    assert (folder / "eigen.txt").read_text("utf-8") == "van iemand zelf"


def test_it_never_touches_the_real_home(shown: tuple[Any, Path, Path]) -> None:
    assert not shown[2].exists()


class Outline(HTMLParser):
    """The elements of a page, and the addresses it asks for."""

    def __init__(self) -> None:
        """Begin with an empty page."""
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.language: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the element."""
        self.tags.append(tag)
        named = dict(attrs)
        self.addresses += [value for name in ("src", "href") if (value := named.get(name))]
        if tag == "html":
            self.language = named.get("lang")


def test_the_page_stands_alone_and_can_be_read_aloud(shown: tuple[Any, Path, Path]) -> None:
    _, folder, _ = shown
    outline = Outline()
    outline.feed((folder / "tijdlijn.html").read_text("utf-8"))
    assert outline.language == "nl"
    assert outline.tags.count("h1") == 1
    assert {"main", "caption", "th"} <= set(outline.tags)
    assert "script" not in outline.tags
    assert "link" not in outline.tags
    assert len(outline.addresses) == 3
    assert all((folder / address).is_file() for address in outline.addresses)


def test_a_folder_with_other_things_is_refused_and_left_alone(
    tmp_path: Path, griffie_in: Callable[[Path], Griffie]
) -> None:
    (tmp_path / "brief.txt").write_text("van iemand zelf", encoding="utf-8")
    ran = griffie_in(tmp_path / "home")("demo", "-o", tmp_path)
    assert ran.code == 2
    assert str(tmp_path) in ran.err
    assert [file.name for file in tmp_path.iterdir()] == ["brief.txt"]

"""The report as a web page: complete in itself, in Dutch, with a way to and from each footnote."""

from dataclasses import replace

import pytest
from lxml import etree, html

from documents import compose
from documents.values import Footnote, Reading
from tests.documents.reports import CLASSIC, REPORTS


def opened(reading: Reading, template: str = "classic") -> etree._Element:
    return html.document_fromstring(compose(reading, form="html", template=template).decode())


@pytest.mark.parametrize("name", REPORTS)
def test_the_page_asks_nothing_of_anyone_and_runs_nothing(name: str) -> None:
    page = opened(REPORTS[name])
    assert not page.xpath("//script | //link | //img | //iframe | //object | //embed | //form | //base")
    assert not page.xpath("//@src | //@*[starts-with(name(), 'on')] | //@style")
    assert all(address.startswith("#") for address in page.xpath("//@href"))
    style = page.find("head/style").text
    assert "url(" not in style
    assert "@import" not in style
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'"]


@pytest.mark.parametrize("name", REPORTS)
def test_every_way_leads_somewhere_and_every_name_is_borne_once(name: str) -> None:
    page = opened(REPORTS[name])
    names = page.xpath("//@id")
    assert len(names) == len(set(names))
    assert {address[1:] for address in page.xpath("//@href")} <= set(names)
    assert set(page.xpath("//@aria-labelledby")) <= set(names)


def test_the_page_is_dutch_and_has_a_name_landmarks_and_a_way_past_the_head() -> None:
    page = opened(CLASSIC)
    assert page.get("lang") == "nl"
    assert page.findtext("head/title") == "Verslag van een schriftelijk overleg, 35 101 C"
    assert len(page.xpath("//main")) == len(page.xpath("//body/header")) == 1
    assert page.xpath("//body/*[1]/@href") == [f"#{page.xpath('//main/@id')[0]}"]


def test_each_letter_is_an_article_under_its_own_heading() -> None:
    page = opened(CLASSIC)
    assert [article.find("h2").text_content() for article in page.iter("article")] == [
        "BRIEF VAN DE VOORZITTER VAN DE VASTE COMMISSIE VOOR WATERWEGEN",
        "BRIEF VAN DE MINISTER VAN WATERWEGEN",
    ]
    assert [heading.text_content() for heading in page.iter("h1")] == ["C VERSLAG VAN EEN SCHRIFTELIJK OVERLEG"]


def test_a_note_leads_to_its_text_and_back() -> None:
    page = opened(CLASSIC)
    calls = page.xpath("//a[@role='doc-noteref']")
    assert [call.text for call in calls] == ["3", "4", "1"]
    for call in calls:
        note = page.get_element_by_id(call.get("href")[1:])
        assert note.get("role") == "doc-footnote"
        (back,) = note.xpath("a[@role='doc-backlink']")
        assert back.get("href") == f"#{call.get('id')}"
        assert back.text == call.text


def test_a_note_without_a_certain_mark_stands_under_its_paragraph() -> None:
    (note,) = opened(CLASSIC).xpath("//p[@role='note']")
    assert note.getprevious().text_content() == "In stuk 20182 staat het aantal."
    assert note.text_content().startswith("2 Kamerstukken II")


def test_words_from_outside_are_no_markup() -> None:
    page = opened(REPORTS["hostile words"])
    assert not page.xpath("//b | //c | //d | //noot")
    assert "<script>alert(1)</script> &amp;" in page.find("body").text_content()
    named = opened(replace(CLASSIC, number='"><script>'))
    assert not named.xpath("//script")


EVIL = '"><script>alert(1)</script><b x="'


@pytest.mark.parametrize(
    "place", ["footnote", "mark", "title", "dossier title", "clerk", "introduction", "closing", "body"]
)
def test_nothing_that_a_letter_says_becomes_part_of_the_page(place: str) -> None:
    letter = replace(CLASSIC.letters[0], body=(EVIL,), heading=EVIL, signature=EVIL, address=(EVIL,))
    said = {
        "footnote": {"footnotes": (Footnote("1", EVIL, 0, 0),)},
        "mark": {"footnotes": (Footnote(EVIL, "Zie dossier.", 0, 0),)},
        "title": {"title": EVIL},
        "dossier title": {"dossier_titles": (EVIL,)},
        "clerk": {"clerk": EVIL, "clerk_capacity": EVIL},
        "introduction": {"introduction": EVIL},
        "closing": {"closing": EVIL},
        "body": {"letters": (letter, *CLASSIC.letters[1:])},
    }
    page = opened(replace(CLASSIC, **said[place]))
    assert not page.xpath("//script | //b[@x]")
    assert "<script>alert(1)</script>" in page.text_content()

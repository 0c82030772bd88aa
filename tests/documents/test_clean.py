"""Lines of print made into running text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.clean import join, lines_of, paragraphs, words_of


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["de vluchte-", "lingen komen"], "de vluchtelingen komen"),
        (["in- en uitvoer van mensensmokkel-", "en handel"], "in- en uitvoer van mensensmokkel- en handel"),
        (["onze EU-", "lidstaten"], "onze EU-lidstaten"),
        (["de JBZ-", "Raad"], "de JBZ-Raad"),
        (["mevrouw Faber-", "van de Klas"], "mevrouw Faber-van de Klas"),
        (["macro-", "economisch beleid"], "macro-economisch beleid"),  # the hyphen is spelling: o and e would clash
        (["niet-", "statelijke actoren"], "niet-statelijke actoren"),
        (["de be-", "oordeling"], "de beoordeling"),
        (["smokkel en", "-handel"], "smokkel en -handel"),
        (["in 2018-", "2019"], "in 2018-2019"),
        (["gewoon", "door"], "gewoon door"),
    ],
)
def test_a_word_that_a_line_end_broke_is_made_whole(lines: list[str], text: str) -> None:
    assert join(lines) == text


def test_a_word_that_stands_whole_elsewhere_settles_its_hyphen() -> None:
    seen = words_of(lines_of("de kabinets-standpunten over het havenbedrijf\n"))
    assert join(["twee kabinets-", "standpunten van een haven-", "bedrijf"], seen) == (
        "twee kabinets-standpunten van een havenbedrijf"
    )


@given(st.lists(st.text(alphabet="abcde ", min_size=1, max_size=20).filter(str.strip), min_size=1, max_size=6))
def test_lines_without_hyphens_keep_all_their_words(lines: list[str]) -> None:
    assert join([line.strip() for line in lines]).split() == " ".join(lines).split()


@pytest.mark.parametrize(
    "furniture",
    [
        "kst-34964-A",
        "ISSN 0921 - 7371",
        "kst-34964-A ISSN 0921-7371 's-Gravenhage 2018",
        "'s-Gravenhage 2018",
        "Eerste Kamer, vergaderjaar 2017-2018, 34 964, A 1",
        "Tweede Kamer, vergaderjaar 1990-1991, 20935, nr. 8",
        "Pagina 2 van 3",
    ],
)
def test_what_print_adds_to_each_page_is_taken_out(furniture: str) -> None:
    assert [line.text for line in lines_of(f"boven\n{furniture}\nonder")] == ["boven", "onder"]


def test_a_figure_on_a_line_of_its_own_is_only_a_page_number_at_the_foot_of_a_page() -> None:
    assert [line.text for line in lines_of("boven\n2\n\fonder")] == ["boven", "onder"]
    assert [line.text for line in lines_of("tabel\n2\nonder")] == ["tabel", "2", "onder"]


def test_a_paragraph_that_a_page_breaks_in_two_is_mended() -> None:
    lines = lines_of("Landen die zich afzijdig houden\n\f\nkunnen bijdragen.\n\nNieuwe alinea.\n")
    assert paragraphs(lines) == ["Landen die zich afzijdig houden kunnen bijdragen.", "Nieuwe alinea."]


def test_the_items_of_a_list_stay_apart() -> None:
    lines = lines_of("Het volgende is besloten\n\na. meer plaatsen\n\nb. minder wachten\n")
    assert paragraphs(lines) == ["Het volgende is besloten", "a. meer plaatsen", "b. minder wachten"]


@pytest.mark.parametrize(
    ("printed", "parts"),
    [
        (
            "De leden vragen:\n1. Kunt u dit\ntoelichten?\n2. Wanneer komt het plan?",
            ["De leden vragen:", "1. Kunt u dit toelichten?", "2. Wanneer komt het plan?"],
        ),
        ("Graag hoort zij\n1) hoe het gaat\n2) wat volgt", ["Graag hoort zij", "1) hoe het gaat", "2) wat volgt"]),
        ("Er zijn drie wegen:\na. niets doen;\nb. wachten;", ["Er zijn drie wegen:", "a. niets doen;", "b. wachten;"]),
        ("Nodig zijn:\n– bedden\n– brood", ["Nodig zijn:", "– bedden", "– brood"]),
        ("Nodig zijn\n• bedden\n• brood", ["Nodig zijn", "• bedden", "• brood"]),
        ("1. Kunt u zeggen hoe?\n\n2. En wanneer?", ["1. Kunt u zeggen hoe?", "2. En wanneer?"]),
    ],
)
def test_each_item_of_a_list_without_blank_lines_is_a_paragraph(printed: str, parts: list[str]) -> None:
    assert paragraphs(lines_of(printed)) == parts


@pytest.mark.parametrize(
    "printed",
    [
        "Het plan komt in het jaar\n2018. Daarna volgt meer.",
        "Dat staat in bijlage\n2. Daarna volgt meer.",
        "Zie blz.\n12. Daar staat het.",
        "De haven\n– en de stad – groeit door.",
        "Bij de vragen 1 en\n2) hoort een toelichting.",
        "Het bedrag is\n- 3 euro.",
    ],
)
def test_a_line_in_the_middle_of_a_sentence_stays_in_it(printed: str) -> None:
    assert paragraphs(lines_of(printed)) == [printed.replace("\n", " ")]

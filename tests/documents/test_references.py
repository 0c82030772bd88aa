"""Citations in running text: what each cites, where it stands, and what merely looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents import find, resolve
from documents.citations import ReferenceKind
from procedure.identifiers import Dossier, PaperNumber, letters_of_rank


def papers(text: str) -> list[tuple[str | None, str | None]]:
    return [(one.dossier, one.number) for one in find(text) if one.kind is ReferenceKind.PAPER]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("zie Kamerstuk 34 215, AC.", [("34215", "AC")]),
        ("zie Kamerstuk 34 215, AC3 hierover", [("34215", "AC")]),  # a footnote figure stuck to the letter
        ("kamerstuknummer 34\n215, AC", [("34215", "AC")]),  # broken by a line end
        ("kamerstuk 34.964, K", [("34964", "K")]),
        ("34453, letter AX", [("34453", "AX")]),
        ("EK 32 043, letter P", [("32043", "P")]),
        ("Kamerstuk 30 573, nr. 153", [("30573", "153")]),
        ("Kamerstuk 22 112, nr 1581", [("22112", "1581")]),
        ("Kamerstuk 32 317. nr. 790", [("32317", "790")]),  # a slip of the pen
        ("Kamerstuk 29 859, nr, 160", [("29859", "160")]),
        ("Kamerstuk 22 112, 2962 is bekend", [("22112", "2962")]),
        ("Kamerstuk 32 317-973", [("32317", "973")]),
        ("16 225, nr. 15c", [("16225", "15c")]),
        ("(34 775 VI)", [("34775-VI", None)]),
        ("de begroting (34 775 VI, nr. 12)", [("34775-VI", "12")]),
        ("36 200 VIII, D", [("36200-VIII", "D")]),
        ("zie ook 28 331, nr. I", [("28331", "I")]),
        ("EK 2021/22, 35 526, nr. CF", [("35526", "CF")]),
        ("17 100, XI, nr. 57", [("17100-XI", "57")]),
        ("20 200, hfdst. XIII, nr. 114", [("20200-XIII", "114")]),
        ("Kamerstuk 36 410-XVI148", [("36410-XVI", "148")]),
        ("21 501-02, nr. 9", [("21501-02", "9")]),
        ("Kamerstuk 21501-20-1787", [("21501-20", "1787")]),
        ("wetsvoorstel 34 589 (R2077)", [("34589 (R2077)", None)]),
        ("Kamerstukken I 2008/09, 22 112 / 31 544, CK, p. 2", [("22112", "CK"), ("31544", "CK")]),
        ("34 775 IV / CXIX, K", [("34775-IV", "K"), ("CXIX", "K")]),
        ("35 925 VII / 35 925 IV, A", [("35925-VII", "A"), ("35925-IV", "A")]),
        ("Kamerstukken 19 637 en 30573, nr. 2375", [("19637", "2375"), ("30573", "2375")]),
        ("Kamerstukken 30175/28973-437", [("30175", "437"), ("28973", "437")]),
        ("Kamerstukken I/II 30 953, A en nr. 1", [("30953", "A"), ("30953", "1")]),
        ("34 109, nrs. 34 en 29", [("34109", "34"), ("34109", "29")]),
        ("35 851, nrs. 44 tot en met 47", [("35851", str(n)) for n in (44, 45, 46, 47)]),
        ("22 761, nrs. 1-3", [("22761", "1"), ("22761", "2"), ("22761", "3")]),
        ("Kamerstuk 36 202, T en U", [("36202", "T"), ("36202", "U")]),
        ("Kamerstuk 36 202, A t/m C", [("36202", "A"), ("36202", "B"), ("36202", "C")]),
        ("de begrotingen 36 360 VI, VII en XIII", [("36360-VI", None), ("36360-VII", None), ("36360-XIII", None)]),
        ("21 800 XIV en B, nr. 224c", [("21800-XIV", "224c"), ("21800-B", "224c")]),
        ("35 234 t/m 237", [(f"3523{n}", None) for n in (4, 5, 6, 7)]),
        ("(22 249, 22 250 en 22 262)", [("22249", None), ("22250", None), ("22262", None)]),
        ("35925-31 en 35925-XIV-13", [("35925", "31"), ("35925-XIV", "13")]),
        ("Kamerstuk CXXIV, G", [("CXXIV", "G")]),
        ("(CLVI, A)", [("CLVI", "A")]),
        ("zie kst-34964-A-n1", [("34964", "A")]),
        ("kst-34775-VI-153", [("34775-VI", "153")]),
        ("nr. 153 en 20 mei 2022: Kamerstuk 30 573, nr. 153 en 20 mei", [("30573", "153")]),
        ("31 889", [("31889", None)]),
        ("het wetsvoorstel 31 889 ligt voor", [("31889", None)]),
    ],
)
def test_a_paper_is_found_in_every_form_of_print(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert papers(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Stcrt. 2011, 23196",
        "( Trb . 2015 , nr. 64 )",
        "Postbus 20 017, 2500 EA Den Haag",
        "een bedrag van € 34 775",
        "in totaal 12 345 euro",
        "(14 000 zaken)",
        "ongeveer 14 000 vreemdelingen",
        "telefoon 070 312 92 00",
        "ECLI:NL:HR:2018:12345",
        "kst-1268678",
        "KST3552660",
        "zaaknummer 34 215",
        "ons kenmerk 5401166",
        "de jaren 2017-2018",
        "12.345,67",
    ],
)
def test_what_only_looks_like_a_paper_is_refused(text: str) -> None:
    assert papers(text) == []


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("Kamerstuk 36 800-M", [("36800-M", None), ("36800", "M")]),  # a fund of a budget, or a letter
        ("36836 D", [("36836", "D"), ("36836-D", None)]),
    ],
)
def test_a_letter_that_may_be_a_chapter_gives_both_readings(
    text: str, candidates: list[tuple[str, str | None]]
) -> None:
    (found,) = find(text)
    assert [(one.dossier, one.number) for one in found.candidates] == candidates
    assert (found.dossier, found.number) == candidates[0]
    assert resolve(found) is None


def test_a_citation_with_one_reading_resolves_to_it() -> None:
    (found,) = find("Kamerstuk 34 215, AC")
    candidate = resolve(found)
    assert candidate is not None
    assert (candidate.dossier, candidate.number) == ("34215", "AC")


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("toezegging T02538 is", ReferenceKind.COMMITMENT, "T02538"),
        ("toezegging T025382", ReferenceKind.COMMITMENT, "T02538"),  # with a footnote figure
        ("dossier E180019 op", ReferenceKind.EDOSSIER, "E180019"),
        ("uw verzoek 2019D21525", ReferenceKind.TK_DOCUMENT, "2019D21525"),
        ("zaak 2024Z11859", ReferenceKind.TK_CASE, "2024Z11859"),
        ("Handelingen II 2014/15, nr. 75, item 31", ReferenceKind.PROCEEDINGS, "h-tk-20142015-75-31"),
        ("Handelingen II 2018-2019, 86-22", ReferenceKind.PROCEEDINGS, "h-tk-20182019-86-22"),
        ("Aanhangsel Handelingen II 2020/21, nr. 2844", ReferenceKind.PROCEEDINGS, "ah-tk-20202021-2844"),
        (
            "Aanhangsel van de Handelingen, vergaderjaar 2020–2021, nr. 2844",
            ReferenceKind.PROCEEDINGS,
            "ah-20202021-2844",
        ),
        ("ah-tk-20202021-3219", ReferenceKind.PROCEEDINGS, "ah-tk-20202021-3219"),
        ("Handelingen I 2017-2018, nr. 34, item 5, blz. 25-26", ReferenceKind.PROCEEDINGS, "h-ek-20172018-34-5"),
        ("zie h-tk-20182019-86-22", ReferenceKind.PROCEEDINGS, "h-tk-20182019-86-22"),
        ("COM(2016)270", ReferenceKind.EU, "COM(2016)270"),
        ("COM (2016) 465", ReferenceKind.EU, "COM(2016)465"),
        ("Stcrt. 2011, 23196", ReferenceKind.GAZETTE, "2011, 23196"),
        ("stcrt-2022-15820", ReferenceKind.GAZETTE, "2022, 15820"),
        ("met kenmerk 163456.01u", ReferenceKind.LETTER_MARK, "163456.01u"),
        ("kenmerk TK-88-26", ReferenceKind.LETTER_MARK, "TK-88-26"),
    ],
)
def test_other_numbers_are_found_by_their_form(text: str, kind: ReferenceKind, number: str) -> None:
    (found,) = find(text)
    assert (found.kind, found.number) == (kind, number)
    assert text[found.start : found.end] == found.cited_as


def test_a_list_of_european_documents_gives_each() -> None:
    found = [one.number for one in find("COM (2016) 465, 466, 467 en 468")]
    assert found == ["COM(2016)465", "COM(2016)466", "COM(2016)467", "COM(2016)468"]


def test_a_footnote_figure_on_a_european_number_is_told_apart_and_doubted() -> None:
    (found,) = find("COM(2016)2721")
    assert found.number == "COM(2016)272"
    assert [one.number for one in found.candidates] == ["COM(2016)272", "COM(2016)2721"]


def test_citations_come_in_the_order_of_the_text() -> None:
    text = "T02538, Kamerstuk 34 215, AC, dossier E180019 en Kamerstuk 30 573, nr. 153"
    starts = [one.start for one in find(text)]
    assert starts == sorted(starts)
    assert len(starts) == 4


dossiers = st.builds(Dossier, st.integers(10_000, 39_999).map(str))
numbers = st.integers(1, 702).map(letters_of_rank) | st.integers(1, 1949).map(str)


@given(dossiers, numbers)
def test_every_paper_that_is_spoken_is_found_again(dossier: Dossier, number: str) -> None:
    paper = PaperNumber(dossier, number)
    text = f"Dit staat in Kamerstuk {paper.spoken} en elders."
    (found,) = find(text)
    readings = [(one.dossier, one.number) for one in found.candidates] or [(found.dossier, found.number)]
    assert (str(dossier), number) in readings  # "33 000, VI" is a letter or a chapter of the budget
    assert text[found.start : found.end] == found.cited_as == paper.spoken


@given(st.text(alphabet="0123456789 .,-/()enTEnrsABCIVXL\n", max_size=200))
def test_whatever_the_text_every_citation_stands_where_it_says(text: str) -> None:
    for found in find(text):
        assert text[found.start : found.end] == found.cited_as

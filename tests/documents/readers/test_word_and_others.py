"""What each form has of its own: lists that count themselves, text boxes, letterheads in tables, columns in print."""

import pytest

from documents import read
from documents.readers import mail as mail_reader
from documents.readers import opendocument, pdf, web, word
from documents.readers.text import Text
from procedure.rulebook import Rulebook
from tests.documents.readers import makers
from tests.documents.readers.makers import mail, odt_content, odt_file, plain, word_body, word_paragraph, zipped

_LIST = (
    "<w:p><w:pPr><w:numPr><w:ilvl w:val='{depth}'/><w:numId w:val='1'/></w:numPr></w:pPr>"
    "<w:r><w:t>{text}</w:t></w:r></w:p>"
)
_NUMBERING = (
    '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:abstractNum w:abstractNumId="7">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
)


def word_text(inner: str, **parts: str) -> str:
    """Return what is read of a Word file with this body."""
    members = {"[Content_Types].xml": "<Types/>", "word/document.xml": word_body(inner)}
    return word.text_of(zipped(members | {f"word/{name}.xml": part for name, part in parts.items()})).content


def lines(text: str) -> list[str]:
    """Return the lines of a text that have words."""
    return [line for line in text.splitlines() if line.strip()]


def test_the_figures_of_a_list_in_word_are_read() -> None:
    items = [(0, "Eerste vraag?"), (0, "Tweede vraag?"), (1, "Eerst dit."), (1, "Dan dat."), (0, "Derde vraag?")]
    read_ = word_text("".join(_LIST.format(depth=depth, text=text) for depth, text in items), numbering=_NUMBERING)
    assert lines(read_) == ["1. Eerste vraag?", "2. Tweede vraag?", "a) Eerst dit.", "b) Dan dat.", "3. Derde vraag?"]


def test_a_figure_that_was_typed_is_not_set_twice() -> None:
    assert lines(word_text(_LIST.format(depth=0, text="1. Eerste vraag?"), numbering=_NUMBERING)) == [
        "1. Eerste vraag?"
    ]


@pytest.mark.parametrize(
    ("run", "said"),
    [
        ("<w:del><w:r><w:delText>nooit</w:delText></w:r></w:del>", "Voor na"),
        ("<w:ins><w:r><w:t>toch</w:t></w:r></w:ins>", "Voor tochna"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>verborgen</w:t></w:r>", "Voor na"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r>", "Voor na"),
        ("<w:hyperlink><w:r><w:t>schakel</w:t></w:r></w:hyperlink>", "Voor schakelna"),
        ("<w:r><w:t>her</w:t><w:noBreakHyphen/><w:t>druk</w:t></w:r>", "Voor her-drukna"),
    ],
)
def test_word_is_read_as_it_would_be_printed(run: str, said: str) -> None:
    before, after = '<w:r><w:t xml:space="preserve">Voor </w:t></w:r>', "<w:r><w:t>na</w:t></w:r>"
    assert lines(word_text(f"<w:p>{before}{run}{after}</w:p>")) == [said]


def test_a_letterhead_in_a_text_box_is_read_once() -> None:
    box = "<w:txbxContent>" + word_paragraph("Ons kenmerk 2019-17") + "</w:txbxContent>"
    choice = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>'
    )
    found = word_text(f"<w:p><w:r>{choice}</w:r></w:p>{word_paragraph('Geachte voorzitter,')}")
    assert lines(found) == ["Ons kenmerk 2019-17", "Geachte voorzitter,"]


def test_a_letterhead_in_a_table_gives_each_label_its_value() -> None:
    cells = [("Datum", "14 maart 2019"), ("Betreft", "Sluisdeuren")]
    rows = "".join(
        f"<w:tr><w:tc>{word_paragraph(label)}</w:tc><w:tc>{word_paragraph(told)}</w:tc></w:tr>" for label, told in cells
    )
    both = (
        f"<w:tr><w:tc>{''.join(word_paragraph(label) for label, _ in cells)}</w:tc>"
        f"<w:tc>{''.join(word_paragraph(told) for _, told in cells)}</w:tc></w:tr>"
    )
    expected = ["Datum 14 maart 2019", "Betreft Sluisdeuren"]
    assert lines(word_text(f"<w:tbl>{rows}</w:tbl>")) == expected
    assert lines(word_text(f"<w:tbl>{both}</w:tbl>")) == expected


def test_lines_of_an_address_stay_together_and_paragraphs_apart() -> None:
    paper = ("Aan de Voorzitter", "van de Eerste Kamer", "Geachte voorzitter,", "Ja.", "Nee.")
    assert word_text("".join(map(word_paragraph, paper))) == (
        "Aan de Voorzitter\nvan de Eerste Kamer\nGeachte voorzitter,\n\nJa.\n\nNee.\n"
    )


def test_open_text_reads_lists_frames_and_spaces_and_leaves_what_was_struck_out() -> None:
    style = (
        '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" '
        'style:num-suffix="."/></text:list-style>'
    )
    content = odt_content(
        f"{style}<text:tracked-changes><text:p>weg</text:p></text:tracked-changes>"
        "<text:p><draw:frame><draw:text-box><text:p>Ons kenmerk 2019-17</text:p></draw:text-box></draw:frame></text:p>"
        '<text:list text:style-name="L"><text:list-item><text:p>Eerste<text:s text:c="3"/>vraag?</text:p>'
        "</text:list-item>"
        "<text:list-item><text:p>Tweede vraag?</text:p></text:list-item></text:list>"
    )
    found = opendocument.text_of(odt_file(content)).content
    assert lines(found) == ["Ons kenmerk 2019-17", "1. Eerste vraag?", "2. Tweede vraag?"]


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("<p>Zicht<span style='display:none'>baar</span></p>", ["Zicht"]),
        ("<ol><li>Een.</li><li>Twee.</li></ol>", ["1. Een.", "2. Twee."]),
        ("<ul><li>– Een.</li><li>Twee.</li></ul>", ["– Een.", "– Twee."]),
        ("<table><tr><td>Datum</td><td>14 maart 2019</td></tr></table>", ["Datum 14 maart 2019"]),
        ("<nav><p>Menu</p></nav><p>Brief</p><script>x</script>", ["Brief"]),
        ("<p>a<br>b</p>", ["a", "b"]),
        ("<p>cli&euml;nt &amp; co</p>", ["cliënt & co"]),
        ("<a href='#x'>Naar de inhoud</a><p id=x>Brief</p>", ["Brief"]),
    ],
)
def test_a_page_is_read_as_it_is_seen(page: str, said: list[str]) -> None:
    assert lines(web.text_of(f"<html><body>{page}</body></html>".encode()).content) == said


@pytest.mark.parametrize(
    "note",
    [
        (
            '<p>Tekst<a href="#_ftn1" name="_ftnref1">[1]</a></p>'
            '<div><div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a> Een noot.</p></div></div>'
        ),
        '<p>Tekst<sup><a href="#n1">1</a></sup></p><ol><li id="n1">Een noot. <a href="#r1">↩</a></li></ol>',
    ],
    ids=["as Word saves", "as a list"],
)
def test_a_footnote_of_a_page_is_told_apart_from_its_text(note: str) -> None:
    text = web.text_of(f"<html><body>{note}<p>Slot.</p></body></html>".encode())
    assert lines(text.content) == ["Tekst1", "Slot."]
    assert [(one.mark, one.text, one.after_line) for one in text.notes] == [("1", "Een noot.", 0)]


@pytest.mark.parametrize(("encoding", "declared"), [("utf-8", ""), ("cp1252", '<meta charset="windows-1252">')])
def test_a_page_is_read_in_its_own_encoding(encoding: str, declared: str) -> None:
    page = f"<html><head>{declared}</head><body><p>cliënt – «ja»</p></body></html>"
    assert lines(web.text_of(page.encode(encoding)).content) == ["cliënt – «ja»"]


COLUMNS = """
#set page(footer: context [Pagina #counter(page).display() van #counter(page).final().first()],
  header: [Ministerie van Proefzaken],
  margin: (left: 2.5cm, right: 6cm, y: 3cm),
  foreground: place(top + left, dx: 16cm, dy: 5cm, block(width: 4cm, text(6.5pt)[
    *Directie Sluizen*\\ Postbus 20001\\ 2500 EX Den Haag\\ \\ *Ons kenmerk*\\ 2019-0000017\\ \\ *Bijlagen*\\ 1])))
"""
LONG = (
    *makers.REPLY[:4],
    *(
        f"Over sluis {name} kan ik uw Kamer melden dat de {n} deuren ervan zijn vervangen en dat daarover "
        "overleg is gevoerd met alle betrokken waterschappen, die daarmee hebben ingestemd."
        for n, name in enumerate(("Noord", "Zuid", "Oost", "West", "Boven", "Onder", "Binnen", "Buiten") * 4, start=2)
    ),
    *makers.REPLY[4:],
)


def test_print_is_read_without_its_columns_heads_and_feet(rulebook: Rulebook) -> None:
    data = makers.pdf(LONG, page=COLUMNS)
    content = pdf.text_of(data).content
    assert content.count("\f") >= 1
    assert content.count("Ministerie van Proefzaken") == content.count("Ons kenmerk\n2019-0000017") == 1
    assert content.index("2019-0000017") < content.index("Geachte voorzitter,")
    (letter,) = read(data, name="brief.pdf", rulebook=rulebook).letters
    assert letter.mark == "2019-0000017"
    assert letter.body == read(plain(LONG), name="brief.txt", rulebook=rulebook).letters[0].body


def unread(data: bytes) -> Text:
    """Return what is read of an attachment in these tests: plain text or Word."""
    return word.text_of(data) if data.startswith(b"PK") else Text(data.decode())


def test_of_a_mail_the_attached_letter_is_read_and_said_to_be(rulebook: Rulebook) -> None:
    data = mail("Zie bijlagen.\n", ("cv.txt", b"Ik ben bijlage."), ("brief.docx", makers.docx(makers.REPLY))).as_bytes()
    reading = read(data, name="bericht.eml", rulebook=rulebook)
    assert reading.letters[0].sender_name == "C.D. Voorbeeld"
    assert [one.text for one in reading.anomalies if one.code == "read_from"] == [
        "gelezen is de bijlage «brief.docx» (een Word-bestand)"
    ]
    assert [(one.name, one.kind) for one in reading.attachments] == [
        ("cv.txt", "platte tekst"),
        ("brief.docx", "een Word-bestand"),
    ]


def test_the_head_of_a_mail_says_nothing_of_the_letter(rulebook: Rulebook) -> None:
    reading = read(
        mail("Geachte griffie,\n\nWij komen erop terug.\n").as_bytes(), name="bericht.eml", rulebook=rulebook
    )
    assert reading.letters[0].dated_on is None
    assert "Visserij" not in repr(reading)


def test_a_mail_in_a_mail_is_opened_and_what_cannot_be_read_is_named() -> None:
    inner = mail("Hierbij.\n", ("brief.docx", makers.docx(makers.REPLY)))
    outer = mail("Ter informatie.\n", ("post.zip", zipped({"x": "y"})), forwarded=[inner])
    text = mail_reader.text_of(outer.as_bytes(), _read_or_refuse)
    assert "Geachte voorzitter," in text.content
    assert any("post.zip is een zip-bestand" in one.text for one in text.anomalies)


def test_a_mail_of_only_a_web_page_is_read_as_one() -> None:
    made = mail(" ", html_body="<p>Geachte griffie,</p><p>Het antwoord volgt.</p>")
    assert lines(mail_reader.text_of(made.as_bytes(), unread).content) == ["Geachte griffie,", "Het antwoord volgt."]


def _read_or_refuse(data: bytes) -> Text:
    from documents.readers import text_of  # noqa: PLC0415 - the whole table, as a mail is read

    return text_of(data, name="bijlage")

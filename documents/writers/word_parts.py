"""The parts of a Word file (ECMA-376, WordprocessingML): written out here, as no library writes footnotes.

Nothing in the file tells on which machine, by whom or when it was made: the parts of the zip bear its first possible
moment, the properties only what the report itself says.
"""

from __future__ import annotations

import io
import zipfile
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from documents.writers.printable import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

_FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"

_PARTS = {"styles": "styles", "settings": "settings", "footnotes": "footnotes", "footer": "footer"}
_KINDS = {"/word/document.xml": f"{_WORD}.document.main+xml", "/docProps/core.xml": _CORE} | {
    f"/word/{name}.xml": f"{_WORD}.{kind}+xml" for name, kind in _PARTS.items()
}
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    + "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in _KINDS.items())
    + "</Types>"
)
_ROOTS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    "</Relationships>"
)
_RELATED = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    + "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{name}.xml"/>' for name, kind in _PARTS.items()
    )
    + "</Relationships>"
)
_SETTINGS = (
    f'<w:settings xmlns:w="{_MAIN}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="425"/>'
    '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
    'w:val="15"/></w:compat><w:themeFontLang w:val="nl-NL"/></w:settings>'
)
_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)
_SUPERIOR = '<w:rPr><w:rStyle w:val="Voetnootmarkering"/></w:rPr>'
_SECTION = (
    '<w:sectPr><w:footerReference w:type="default" r:id="footer"/>'
    '<w:footnotePr><w:numStart w:val="{first}"/></w:footnotePr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1361" w:right="1361" w:bottom="1587" w:left="3402" w:header="680" w:footer="737" w:gutter="0"/>'
    "</w:sectPr>"
)
_PAGE_NUMBER = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def run(text: str, *, properties: str = "") -> str:
    """Return a run of text; a line end becomes a line break, a tab a tab."""
    broken = escaped(text).replace("\n", "</w:t><w:br/><w:t>").replace("\t", "</w:t><w:tab/><w:t>")
    words = broken.replace("<w:t>", '<w:t xml:space="preserve">')
    return f'<w:r>{properties}<w:t xml:space="preserve">{words}</w:t></w:r>'.replace(
        '<w:t xml:space="preserve"></w:t>', ""
    )


def call(at: int, mark: str | None) -> str:
    """Return the mark in the text that calls a footnote: counted by Word where ``mark`` is None, else as it is."""
    if mark is None:
        return f'<w:r>{_SUPERIOR}<w:footnoteReference w:id="{at}"/></w:r>'
    return f'<w:r>{_SUPERIOR}<w:footnoteReference w:customMarkFollows="1" w:id="{at}"/><w:t>{escaped(mark)}</w:t></w:r>'


def footnote(at: int, mark: str | None, text: str) -> str:
    """Return a footnote as it stands at the foot of its page; ``mark`` as with its call."""
    own = f"<w:r>{_SUPERIOR}<w:footnoteRef/></w:r>" if mark is None else run(mark, properties=_SUPERIOR)
    return (
        f'<w:footnote w:id="{at}"><w:p><w:pPr><w:pStyle w:val="Voetnoottekst"/></w:pPr>'
        f"{own}{run(f' {text}')}</w:p></w:footnote>"
    )


def paragraph(style: str, runs: Iterable[str], *, keep_with_next: bool = False, new_page: bool = False) -> str:
    """Return a paragraph in a style; it may have to stand on the page of the next one, or to begin a page."""
    kept = "<w:keepNext/>" if keep_with_next else ""
    begins = '<w:pageBreakBefore/><w:spacing w:before="0"/>' if new_page else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{kept}{begins}</w:pPr>{"".join(runs)}</w:p>'


def packed(
    paragraphs: Iterable[str],
    footnotes: Iterable[str],
    *,
    first: int,
    name: str,
    author: str | None,
    day: date | None,
    foot: str,
) -> bytes:
    """Return the file: its parts in a fixed order, compressed, without a time; footnotes count from ``first``."""
    spaces = f'xmlns:w="{_MAIN}" xmlns:r="{_OFFICE}"'
    body = f"{''.join(paragraphs)}{_SECTION.format(first=first)}"
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _ROOTS,
        "docProps/core.xml": _properties(name, author, day),
        "word/document.xml": f"<w:document {spaces}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _RELATED,
        "word/styles.xml": _styles(),
        "word/settings.xml": _SETTINGS,
        "word/footnotes.xml": f"<w:footnotes {spaces}>{_SEPARATORS}{''.join(footnotes)}</w:footnotes>",
        "word/footer.xml": f"<w:ftr {spaces}>{_foot(foot)}</w:ftr>",
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as zipped:
        for path, content in parts.items():
            entry = zipfile.ZipInfo(path, _FIRST_MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            zipped.writestr(entry, f"{'' if content.startswith('<?xml') else _HEAD}{content}")
    return file.getvalue()


def _foot(running: str) -> str:
    return paragraph("Voettekst", [run(f"{running}\t"), _PAGE_NUMBER])


def _properties(name: str, author: str | None, day: date | None) -> str:
    creator = f"<dc:creator>{escaped(author)}</dc:creator>" if author else ""
    stamps = "".join(
        f'<dcterms:{kind} xsi:type="dcterms:W3CDTF">{day.isoformat()}T00:00:00Z</dcterms:{kind}>'
        for kind in ("created", "modified")
        if day
    )
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escaped(name)}</dc:title>{creator}<dc:language>nl-NL</dc:language>{stamps}</cp:coreProperties>"
    )


@cache
def _styles() -> str:
    return (files("documents.writers") / "verslag-styles.xml").read_text(encoding="utf-8")

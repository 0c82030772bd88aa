"""The rules of the official form, written down as schemas (XSD 1.0), and whether a paper or record keeps to them.

What we write keeps to them by its making; the tests hold every paper and record against them.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from lxml import etree

from documents.readers import markup

_FOLDER = Path(__file__).parent
_BY_ROOT = {"officiele-publicatie": "kamerstuk.xsd", "metadata_gegevens": "metadata.xsd"}


def violations(data: bytes) -> tuple[str, ...]:
    """Return in what a paper or its metadata record departs from its schema, a line each; none where it keeps to it."""
    root = markup.xml(data)
    schema = _schema(_BY_ROOT.get(str(root.tag), "kamerstuk.xsd"))
    return () if schema.validate(root) else tuple(str(schema.error_log).splitlines())


@lru_cache(maxsize=2)
def _schema(name: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(_FOLDER / name))

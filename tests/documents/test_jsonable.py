"""What is wrong in a JSON object is named by its place."""

from typing import Any

import pytest

from documents.errors import NotAReading
from documents.jsonable import from_json


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ([], "geheel"),
        ("tekst", "geheel"),
        ({"adopted_on": "21 juni"}, "adopted_on"),
        ({"chamber": "EERSTE"}, "chamber"),
        ({"letters": {}}, "letters"),
        ({"letters": ["x"]}, r"letters\[0\]"),
        ({"letters": [{"kind": "reply", "dated_on": 5}]}, r"letters\[0\]\.dated_on"),
        ({"letters": [{"body": ["x", 5]}]}, r"letters\[0\]\.body"),
        ({"footnotes": [{"mark": "1"}]}, r"footnotes\[0\]\.text"),
        ({"composition": [{"name": None}]}, r"composition\[0\]\.name"),
        ({"number": 153}, "number"),
        ({"footnotes": [{"mark": "1", "text": "x", "letter": True}]}, r"footnotes\[0\]\.letter"),
    ],
)
def test_a_field_that_is_wrong_is_named_by_its_path(data: Any, field: str) -> None:
    with pytest.raises(NotAReading, match=field):
        from_json(data)


def test_an_object_with_the_keys_of_the_contract_alone_is_enough() -> None:
    letter = {
        "kind": "reply",
        "sender": "Minister van Financiën",
        "sender_name": "I. Koster",
        "addressee": "Voorzitter",
    }
    reading = from_json({"doc_type": "vso", "letters": [letter]})
    assert reading.letters[0].sender == "Minister van Financiën"
    assert reading.letters[0].sender_name == "I. Koster"
    assert reading.letters[0].addressees == ("Voorzitter",)

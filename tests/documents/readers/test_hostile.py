"""Files that mean harm are refused with a sentence, and nothing outside them is read or written."""

import socket
from pathlib import Path

import pytest

from documents import read
from documents.errors import DocumentsError
from procedure.rulebook import Rulebook
from tests.documents.readers import hostile, makers


@pytest.mark.parametrize("case", hostile.TABLE)
def test_a_hostile_file_is_refused_with_a_sentence(case: str, rulebook: Rulebook) -> None:
    data, refusal, words = hostile.TABLE[case]
    with pytest.raises(refusal) as refused:
        read(data, name="brief.docx", rulebook=rulebook)
    sentence = str(refused.value)
    assert "brief.docx" in sentence
    assert words in sentence


@pytest.mark.parametrize("form", hostile.MAKERS)
@pytest.mark.parametrize("way", hostile.outside(""))
def test_markup_reads_no_file_and_asks_no_network(
    way: str, form: str, tmp_path: Path, rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_network(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", no_network)
    secret = tmp_path / "secret.txt"
    secret.write_text(hostile.CANARY)
    doctype, text = hostile.outside(str(secret))[way]
    try:
        said = repr(read(hostile.MAKERS[form](doctype, text), name="brief", rulebook=rulebook))
    except DocumentsError as refused:
        said = str(refused)
    assert hostile.CANARY not in said


@pytest.mark.parametrize("way", ["general entity", "bare path", "parameter entity", "over the network"])
def test_markup_that_declares_entities_is_refused(way: str, rulebook: Rulebook) -> None:
    doctype, text = hostile.outside("/x")[way]
    with pytest.raises(DocumentsError, match="brief"):
        read(hostile.official(doctype, text), name="brief", rulebook=rulebook)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\brief.pdf", "brief.pdf"),
        ("/brief.pdf", "brief.pdf"),
        ("..", "bijlage 1"),
        ("a" * 300 + ".pdf", "a" * 120),
        ("brief\u202efdp.exe", "brieffdp.exe"),
    ],
)
def test_the_name_of_an_attachment_is_data_without_a_folder(name: str, shown: str, rulebook: Rulebook) -> None:
    data = makers.mail("Bijgaand.\n", (name, makers.plain(makers.REPLY))).as_bytes()
    assert [one.name for one in read(data, name="mail", rulebook=rulebook).attachments] == [shown]

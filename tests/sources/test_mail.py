"""What hangs on a mail comes out as bytes with the sender's name, which is data only."""

from email.message import EmailMessage

import pytest

from sources.mail import LONGEST_NAME, attachments_of


def a_mail(*files: tuple[str, bytes]) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "desk@example.org", "griffie@example.org", "Antwoord"
    mail.set_content("Hierbij de antwoordbrief.")
    for name, data in files:
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


def test_every_attachment_comes_out_whole_under_its_name() -> None:
    found = attachments_of(a_mail(("brief.pdf", b"%PDF-1.7 \x00\xff"), ("bijlage één.txt", b"tekst")))
    assert [(one.name, one.data) for one in found] == [
        ("brief.pdf", b"%PDF-1.7 \x00\xff"),
        ("bijlage één.txt", b"tekst"),
    ]


def test_the_words_of_the_mail_itself_are_no_attachment() -> None:
    assert attachments_of(a_mail()) == ()


def test_a_name_that_looks_like_a_path_stays_data_on_one_line() -> None:
    (found,) = attachments_of(a_mail(("../../etc/pass\twd" + "x" * 300, b"x")))
    assert len(found.name) == LONGEST_NAME
    assert "\t" not in found.name


def test_a_mail_with_very_many_attachments_gives_them_all() -> None:
    assert [one.name for one in attachments_of(a_mail(*((f"{n}.txt", b"x") for n in range(300))))] == [
        f"{n}.txt" for n in range(300)
    ]


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe\x00", b"Content-Type: multipart/mixed; boundary=\n\n--\n", b"x: y\n\n"]
)
def test_what_is_no_whole_mail_has_no_attachments(data: bytes) -> None:
    assert attachments_of(data) == ()

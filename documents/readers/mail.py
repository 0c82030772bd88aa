"""Mail (EML): the attachment that holds a letter, else the words of the mail itself; every attachment is named."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import TYPE_CHECKING

from documents.errors import Damaged, DocumentsError, NoLetterInside, UnpacksTooFar
from documents.headers import is_address, is_dateline
from documents.readers import plain, web
from documents.readers.kinds import Kind, kind_of
from documents.values import Anomaly, Attachment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from documents.readers.text import Text

MOST_ATTACHMENTS = 100
MOST_DEEP = 3
"""How often a mail may be forwarded as a file within a file."""

_SALUTATION = re.compile(r"(?:Zeer\s+)?(?:Geachte|Hooggeachte|Excellentie)\b|(?:[A-Z]+)?BRIEF VAN\b|VERSLAG VAN\b")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LONGEST_NAME = 120
_LETTER_KINDS = (Kind.DOCX, Kind.ODT, Kind.PDF, Kind.XML, Kind.HTML, Kind.PLAIN)
"""What a letter may be in, the likeliest first."""


@dataclass(frozen=True, slots=True)
class _File:
    """An attachment, and what was read in it: a text, or why there is none."""

    told: Attachment
    kind: Kind
    text: Text | None = None
    refused: str | None = None


def text_of(data: bytes, read: Callable[[bytes], Text], *, deep: int = 0) -> Text:
    """Return the text of the letter in a mail, and its attachments; ``read`` is for what is attached.

    The head of the mail says who sent the mail, not who wrote the letter: nothing is taken from it.
    """
    mail = _opened(data)
    files = [_file(part, read, deep) for part in _attached(mail)]
    told = tuple(file.told for file in files)
    letters = [file for file in files if file.text and _holds_letter(file.text)]
    letters.sort(key=lambda file: _LETTER_KINDS.index(file.kind) if file.kind in _LETTER_KINDS else len(_LETTER_KINDS))
    if letters:
        chosen, *others = letters
        notes = [_told_part(chosen), *_told_others(others), *_told_refused(files)]
        return _with(chosen.text, notes, told)
    body = _body(mail)
    if body and any(character.isalnum() for character in body.content):
        return _with(
            body, [Anomaly("read_from", "gelezen is de tekst van de e-mail zelf"), *_told_refused(files)], told
        )
    written = next((file for file in files if file.text), None)
    if written:
        return _with(written.text, [_told_part(written), *_told_refused(files)], told)
    refused = "; ".join(file.refused for file in files if file.refused)
    raise NoLetterInside(found=refused or "het bericht heeft geen tekst en geen bijlage")


def _opened(data: bytes) -> EmailMessage:
    mail = message_from_bytes(data, policy=policy.default)
    if not isinstance(mail, EmailMessage):
        raise Damaged(found=Kind.MAIL.value)
    return mail


def _attached(mail: EmailMessage) -> Iterator[tuple[str, bytes]]:
    """Give the name and the bytes of every attachment; a mail that was forwarded as a file is one."""
    count = 0
    for part in _leaves(mail):
        kind = part.get_content_type()
        named = _filename(part)
        if not named and kind in {"text/plain", "text/html"} and part.get_content_disposition() != "attachment":
            continue
        if kind.startswith("image/") and part.get_content_disposition() != "attachment":
            continue
        count += 1
        if count > MOST_ATTACHMENTS:
            raise UnpacksTooFar(found=Kind.MAIL.value, excess=f"meer dan {MOST_ATTACHMENTS} bijlagen zitten")
        yield _named(named, kind, count), _bytes_of(part)


def _leaves(mail: EmailMessage) -> Iterator[EmailMessage]:
    """Give the parts of a mail that have no parts, and whole mails within it, without looking into those."""
    waiting: list[EmailMessage] = [mail]
    while waiting:
        part = waiting.pop(0)
        if part.get_content_type() == "message/rfc822" or not part.is_multipart():
            yield part
        else:
            waiting[:0] = [one for one in part.get_payload() if isinstance(one, EmailMessage)]


def _bytes_of(part: EmailMessage) -> bytes:
    try:
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload()
            held_mail = inner[0] if isinstance(inner, list) and inner else None
            return held_mail.as_bytes() if isinstance(held_mail, EmailMessage) else b""
        held = part.get_payload(decode=True)
    except (ValueError, LookupError, UnicodeError) as broken:
        raise Damaged(found=Kind.MAIL.value) from broken
    return held if isinstance(held, bytes) else b""


def _filename(part: EmailMessage) -> str:
    try:
        return part.get_filename() or ""
    except (ValueError, LookupError, UnicodeError, TypeError, AttributeError):  # a broken head must not lose the letter
        return ""


def _named(name: str, kind: str, number: int) -> str:
    """Return the name of an attachment as data: one line, without a folder, never used as a place."""
    last = re.split(r"[\\/]", _UNPRINTABLE.sub("", name))[-1].strip()
    shown = last[:_LONGEST_NAME].strip(". ")
    return shown or ("bericht.eml" if kind == "message/rfc822" else f"bijlage {number}")


def _file(part: tuple[str, bytes], read: Callable[[bytes], Text], deep: int) -> _File:
    """Return an attachment with what is read in it; one that cannot be read says why."""
    name, data = part
    kind = kind_of(data)
    told = Attachment(name, kind.value, len(data), hashlib.sha256(data).hexdigest())
    try:
        if kind is Kind.MAIL:
            return _File(told, kind, *_forwarded(data, read, deep, name))
        return _File(told, kind, read(data))
    except DocumentsError as refused:
        return _File(told, kind, None, str(type(refused)(**refused.facts | {"name": name})))


def _forwarded(data: bytes, read: Callable[[bytes], Text], deep: int, name: str) -> tuple[Text | None, str | None]:
    if deep >= MOST_DEEP:
        return None, f"{name} is een e-mailbericht dat te vaak als bijlage is doorgestuurd"
    return text_of(data, read, deep=deep + 1), None


def _body(mail: EmailMessage) -> Text | None:
    """Return the words of the mail itself, plain ones before a web page."""
    for kind, text in (("text/plain", plain.text_of), ("text/html", web.text_of)):
        for part in _leaves(mail):
            if (
                part.get_content_type() == kind
                and part.get_content_disposition() != "attachment"
                and not _filename(part)
            ):
                found = text(_in_utf8(part))
                if any(character.isalnum() for character in found.content):
                    return found
    return None


def _in_utf8(part: EmailMessage) -> bytes:
    """Return the bytes of a text, in UTF-8 where the mail says in what they are written."""
    held = _bytes_of(part)
    charset = part.get_content_charset()
    if charset:
        try:
            return held.decode(charset).encode()
        except (LookupError, UnicodeError):
            return held
    return held


def _holds_letter(text: Text) -> bool:
    """Return whether a text is a letter or a report: it has an address, a day, a salutation or a heading."""
    return any(
        is_address(line) or is_dateline(line) or _SALUTATION.match(line)
        for line in (raw.strip("\f ") for raw in text.content.splitlines())
    )


def _with(text: Text | None, notes: list[Anomaly], told: tuple[Attachment, ...]) -> Text:
    if text is None:
        raise NoLetterInside(found="het bericht heeft geen tekst")
    inner = [note for note in text.anomalies if note.code != "read_from"]
    return replace(text, anomalies=(*notes, *inner), attachments=told)


def _told_part(file: _File) -> Anomaly:
    return Anomaly("read_from", f"gelezen is de bijlage «{file.told.name}» ({file.told.kind})")


def _told_others(others: list[_File]) -> list[Anomaly]:
    return [
        Anomaly("not_read", f"ook de bijlage «{file.told.name}» lijkt een brief; die is niet gelezen")
        for file in others
    ]


def _told_refused(files: list[_File]) -> list[Anomaly]:
    return [Anomaly("not_read", file.refused) for file in files if file.refused]

"""A reading as the commands print it, and back: the keys of the contract, in its order."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from documents.citations import Candidate, Reference, ReferenceKind
from documents.fields import Fields
from documents.values import (
    Anomaly,
    Answer,
    Attachment,
    Commitment,
    CommitmentStatus,
    Footnote,
    InReplyTo,
    Letter,
    Member,
    Question,
    Reading,
    Signatory,
)
from procedure.vocabulary import Chamber, DocType, Language, LetterKind

if TYPE_CHECKING:
    from datetime import date

    from procedure.deadlines import Term


def to_json(reading: Reading, lang: Language = Language.NL) -> dict[str, Any]:
    """Return a reading as plain values, its sentences about terms in the language asked for."""
    plain = {field.name: getattr(reading, field.name) for field in fields(reading)}
    plain |= {
        "doc_type": reading.doc_type.value,
        "chamber": reading.chamber.value if reading.chamber else None,
        "adopted_on": _iso(reading.adopted_on),
        "letters": [letter_to_json(letter, lang) for letter in reading.letters],
        "references": [reference_to_json(reference) for reference in reading.references],
        "commitments": [_commitment_to_json(commitment, lang) for commitment in reading.commitments],
        "composition": [_plainly(member) for member in reading.composition],
        "footnotes": [_plainly(note) for note in reading.footnotes],
        "anomalies": [_plainly(anomaly) for anomaly in reading.anomalies],
        "attachments": [_plainly(attachment) for attachment in reading.attachments],
    }
    return {key: list(value) if isinstance(value, tuple) else value for key, value in plain.items()}


def letter_to_json(letter: Letter, lang: Language = Language.NL) -> dict[str, Any]:
    """Return a letter as plain values."""
    return {
        "kind": letter.kind.value,
        "heading": letter.heading,
        "sender": letter.sender,
        "sender_name": letter.sender_name,
        "signatories": [_plainly(signatory) for signatory in letter.signatories],
        "addressee": letter.addressee,
        "addressees": list(letter.addressees),
        "address": list(letter.address),
        "place": letter.place,
        "dated_on": _iso(letter.dated_on),
        "received_on": _iso(letter.received_on),
        "term": _term_to_json(letter.term, lang),
        "on_behalf_of": list(letter.on_behalf_of),
        "copied_to": list(letter.copied_to),
        "in_reply_to": [_plainly(one) | {"dated_on": _iso(one.dated_on)} for one in letter.in_reply_to],
        "subject": letter.subject,
        "mark": letter.mark,
        "your_mark": letter.your_mark,
        "body": list(letter.body),
        "signature": letter.signature,
        "questions": [_listed(question) for question in letter.questions],
        "answers": [_listed(answer) for answer in letter.answers],
    }


def reference_to_json(reference: Reference) -> dict[str, Any]:
    """Return a citation as plain values."""
    return _plainly(reference) | {
        "kind": reference.kind.value,
        "candidates": [_plainly(candidate) for candidate in reference.candidates],
    }


def _commitment_to_json(commitment: Commitment, lang: Language) -> dict[str, Any]:
    return {
        "text": commitment.text,
        "number": commitment.number,
        "status": commitment.status.value,
        "term": _term_to_json(commitment.term, lang),
    }


def _term_to_json(term: Term | None, lang: Language) -> dict[str, Any] | None:
    if term is None:
        return None
    from procedure.term_json import as_json  # noqa: PLC0415 - `griffie cite` prints references without terms

    return as_json(term, lang)


def _plainly(value: Any) -> dict[str, Any]:
    return {field.name: getattr(value, field.name) for field in fields(value)}


def _listed(value: Any) -> dict[str, Any]:
    return {key: list(one) if isinstance(one, tuple) else one for key, one in _plainly(value).items()}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def from_json(data: Any) -> Reading:
    """Return the reading that an object of ``griffie read`` holds; keys it does not know are left alone.

    Of a term the dates come back, not the sentences that explain it: those follow from the clause.
    """
    given = Fields("", data)
    return Reading(
        file=given.text("file") or "",
        sha256=given.text("sha256") or "",
        doc_type=given.one_of("doc_type", DocType) or DocType.OTHER,
        chamber=given.one_of("chamber", Chamber),
        dossiers=given.texts("dossiers"),
        dossier_titles=given.texts("dossier_titles"),
        number=given.text("number"),
        reprint=given.text("reprint"),
        edossiers=given.texts("edossiers"),
        session_year=given.text("session_year"),
        title=given.text("title"),
        adopted_on=given.day("adopted_on"),
        adopted_line=given.text("adopted_line"),
        clerk=given.text("clerk"),
        clerk_capacity=given.text("clerk_capacity"),
        chair=given.text("chair"),
        chair_capacity=given.text("chair_capacity"),
        committees=given.texts("committees"),
        letters=tuple(_letter(one) for one in given.objects("letters")),
        introduction=given.text("introduction"),
        closing=given.text("closing"),
        references=tuple(_reference(one) for one in given.objects("references")),
        commitments=tuple(_commitment(one) for one in given.objects("commitments")),
        composition=tuple(
            Member(one.need("name"), one.text("party"), one.text("role") or "lid", one.text("committee"))
            for one in given.objects("composition")
        ),
        footnotes=tuple(
            Footnote(one.need("mark"), one.need("text"), one.number("letter"), one.number("paragraph"))
            for one in given.objects("footnotes")
        ),
        anomalies=tuple(Anomaly(one.need("code"), one.need("text")) for one in given.objects("anomalies")),
        confidential=given.text("confidential"),
        attachments=tuple(
            Attachment(one.need("name"), one.need("kind"), one.number("size") or 0, one.need("sha256"))
            for one in given.objects("attachments")
        ),
    )


def _letter(one: Fields) -> Letter:
    signatories = tuple(Signatory(s.text("office"), s.text("name")) for s in one.objects("signatories"))
    if not signatories and (one.text("sender") or one.text("sender_name")):
        signatories = (Signatory(one.text("sender"), one.text("sender_name")),)
    alone = one.text("addressee")
    return Letter(
        kind=one.one_of("kind", LetterKind) or LetterKind.LETTER,
        heading=one.text("heading"),
        signatories=signatories,
        addressees=one.texts("addressees") or ((alone,) if alone else ()),
        address=one.texts("address"),
        place=one.text("place"),
        dated_on=one.day("dated_on"),
        received_on=one.day("received_on"),
        term=one.term("term"),
        on_behalf_of=one.texts("on_behalf_of"),
        copied_to=one.texts("copied_to"),
        in_reply_to=tuple(
            InReplyTo(each.day("dated_on"), each.text("addressee"), each.text("mark"))
            for each in one.objects("in_reply_to")
        ),
        subject=one.text("subject"),
        mark=one.text("mark"),
        your_mark=one.text("your_mark"),
        body=one.texts("body"),
        signature=one.text("signature"),
        questions=tuple(_question(each) for each in one.objects("questions")),
        answers=tuple(_answer(each) for each in one.objects("answers")),
    )


def _question(one: Fields) -> Question:
    return Question(
        number=one.need("number"),
        text=one.need("text"),
        paragraph=one.number("paragraph") or 0,
        printed=one.values.get("printed") is not False,
        asked_by=one.texts("asked_by"),
        joined_by=one.texts("joined_by"),
    )


def _answer(one: Fields) -> Answer:
    return Answer(
        text=one.text("text") or "",
        paragraph=one.number("paragraph") or 0,
        numbers=one.texts("numbers"),
        asked_by=one.texts("asked_by"),
        repeats=one.text("repeats"),
    )


def _reference(one: Fields) -> Reference:
    return Reference(
        cited_as=one.need("cited_as"),
        start=one.number("start") or 0,
        end=one.number("end") or 0,
        kind=one.one_of("kind", ReferenceKind) or ReferenceKind.PAPER,
        dossier=one.text("dossier"),
        number=one.text("number"),
        candidates=tuple(Candidate(each.text("dossier"), each.text("number")) for each in one.objects("candidates")),
        confidence=float(one.values.get("confidence", 1.0)),
    )


def _commitment(one: Fields) -> Commitment:
    status = one.one_of("status", CommitmentStatus) or CommitmentStatus.NEW
    return Commitment(one.need("text"), status, one.text("number"), one.term("term"))

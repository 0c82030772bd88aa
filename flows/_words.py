"""The words that a form offers where a verb takes a decision, and what they mean."""

from typing import Literal

from procedure.vocabulary import LetterKind, Via

Confidentiality = Literal["zoals het stuk zegt", "ja, vertrouwelijk", "nee, openbaar"]
AS_MARKED: Confidentiality = "zoals het stuk zegt"

Kind = Literal["zoals het stuk zegt", "antwoord", "deelantwoord", "uitstelbericht"]
AS_READ: Kind = "zoals het stuk zegt"

Format = Literal["txt", "html", "docx", "pdf", "xml"]
Template = Literal["zoals gebruikelijk", "classic", "2025"]
AS_USUAL: Template = "zoals gebruikelijk"

Channel = Literal["telefoon", "e-mail", "brief"]


def decided(confidential: Confidentiality) -> bool | None:
    """Return the clerk's decision, or None: as the paper is marked."""
    return {"ja, vertrouwelijk": True, "nee, openbaar": False}.get(confidential)


def kind_named(kind: Kind) -> LetterKind | None:
    """Return the kind of letter that was chosen, or None: as the paper reads."""
    return next((member for member in LetterKind if member.label == kind), None)


def template_named(template: Template) -> str:
    """Return the template that was chosen; nothing where the usual one is meant."""
    return "" if template == AS_USUAL else template


def via_named(channel: Channel) -> Via:
    """Return the way by which a postponement was heard of."""
    return next(member for member in Via if member.label == channel)

"""What can be wrong with a paper, as facts; the sentences are for the clerk who dropped it in."""

from typing import Any


class DocumentsError(Exception):
    """A paper that cannot be read or set; ``facts`` holds the parts of the sentence."""

    message = "Dit stuk kan niet worden verwerkt."

    def __init__(self, **facts: Any) -> None:
        """Keep the facts and build the sentence from them; a reader does not know how the file is called."""
        self.facts = facts
        super().__init__(self.message.format(**{"name": "Dit bestand", **facts}))


class UnreadableKind(DocumentsError):
    """The content is of a kind that no reader here takes."""

    message = "{name} is {found}; verwacht wordt {expected}."


class BrokenMarkup(DocumentsError):
    """The markup of a file is not well-formed, or declares what no paper declares."""

    message = "De opmaak van {name} kan niet worden gelezen: {reason}."


class ForeignXml(DocumentsError):
    """The XML is not that of an official paper in either dialect."""

    message = (
        "{name} is XML, maar geen officieel stuk van een Kamer: het begint met <{root}>; verwacht wordt {expected}."
    )


class NoText(DocumentsError):
    """The paper holds no text at all: empty, or a picture of a page."""

    message = "{name} bevat geen leesbare tekst; verwacht wordt een brief of verslag met tekst, geen scan."


class TooLarge(DocumentsError):
    """The paper is larger than any letter is."""

    message = "{name} is {size} bytes groot; verwacht wordt een stuk van hoogstens {limit} bytes."


class Damaged(DocumentsError):
    """The file begins as one of its kind and is not whole, or not as that kind is made."""

    message = "{name} is {found} dat beschadigd of onvolledig is; vraag de afzender om het nog eens te sturen."


class Locked(DocumentsError):
    """The file asks for a password."""

    message = "{name} is {found} met een wachtwoord; verwacht wordt een bestand zonder wachtwoord."


class UnpacksTooFar(DocumentsError):
    """The packed file holds more than any letter does, by its own directory."""

    message = "{name} is {found} waarin {excess}; verwacht wordt een gewone brief of een gewoon verslag."


class TooHard(DocumentsError):
    """Reading the file took more time or memory than any letter needs, or broke the reader."""

    message = (
        "{name} is niet te lezen binnen {seconds} seconden en {megabytes} MB; "
        "verwacht wordt een gewone brief of een gewoon verslag."
    )


class NoLetterInside(DocumentsError):
    """A mail holds neither words nor an attachment that can be read."""

    message = "{name} is een e-mailbericht zonder leesbare brief; {found}."


class NotAReading(DocumentsError):
    """The JSON that was given is not an object as ``griffie read`` prints it."""

    message = "Het veld {field!r} van het gelezen stuk ontbreekt of klopt niet; verwacht wordt {expected}."


class UnknownForm(DocumentsError):
    """A form or template of the report was asked for that does not exist."""

    message = "De vorm {form!r} met sjabloon {template!r} bestaat niet; verwacht wordt {expected}."


class IncompleteReport(DocumentsError):
    """A report was asked for that lacks what every report has."""

    message = "Het verslag kan niet worden opgemaakt: {missing} ontbreekt."


class TemplateRefused(DocumentsError):
    """A template of a letter cannot be used: it fails, asks for what it is not given, or does what it may not."""

    message = "Het sjabloon {name} kan niet worden gebruikt: {reason}."

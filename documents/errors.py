"""What can be wrong with a paper, as facts; the sentences are for the clerk who dropped it in."""

from typing import Any


class DocumentsError(Exception):
    """A paper that cannot be read or set; ``facts`` holds the parts of the sentence."""

    message = "Dit stuk kan niet worden verwerkt."

    def __init__(self, **facts: Any) -> None:
        """Keep the facts and build the sentence from them."""
        self.facts = facts
        super().__init__(self.message.format(**facts))


class UnreadableKind(DocumentsError):
    """The content is of a kind that no reader here takes."""

    message = "{name} is {found}; verwacht wordt {expected}."


class NoText(DocumentsError):
    """The paper holds no text at all: empty, or a picture of a page."""

    message = "{name} bevat geen leesbare tekst; verwacht wordt een brief of verslag met tekst, geen scan."


class TooLarge(DocumentsError):
    """The paper is larger than any letter is."""

    message = "{name} is {size} bytes groot; verwacht wordt een stuk van hoogstens {limit} bytes."


class NotAReading(DocumentsError):
    """The JSON that was given is not an object as ``griffie read`` prints it."""

    message = "Het veld {field!r} van het gelezen stuk ontbreekt of klopt niet; verwacht wordt {expected}."


class UnknownForm(DocumentsError):
    """A form or template of the report was asked for that does not exist."""

    message = "De vorm {form!r} met sjabloon {template!r} bestaat niet; verwacht wordt {expected}."


class IncompleteReport(DocumentsError):
    """A report was asked for that lacks what every report has."""

    message = "Het verslag kan niet worden opgemaakt: {missing} ontbreekt."

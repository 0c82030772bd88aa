"""What can be wrong with the store or the inbox, each with its one sentence."""

from typing import Any


class SourcesError(Exception):
    """Papers that cannot be fetched or kept; ``facts`` holds the parts of the sentence."""

    message = "De post is niet te lezen."

    def __init__(self, **facts: Any) -> None:
        """Keep the facts and build the sentence from them."""
        self.facts = facts
        super().__init__(self.message.format(**facts))


class NotInStore(SourcesError):
    """Bytes that the store does not hold."""

    message = "Het stuk {sha256} ligt niet in het archief {folder}; zet de laatste back-up terug."


class DamagedInStore(SourcesError):
    """Bytes that are no longer those that were put in."""

    message = "Het stuk {sha256} in het archief {folder} is beschadigd; zet de laatste back-up terug."


class NotAHash(SourcesError):
    """A text that was given as the hash of a paper, and is none."""

    message = "{sha256!r} is geen sha256 van een stuk."


class ReaderDoesNotStart(SourcesError):
    """The process that reads papers from outside ends before it has read one: the program is not whole."""

    message = "De lezer van stukken start niet; installeer griffie opnieuw."


class NotABackup(SourcesError):
    """A file that is no backup of ours, or no longer the one that was made."""

    message = "{file}: {problem}; verwacht wordt een hele back-up van `griffie backup`. Er is niets hersteld."


class BackupNotWritten(SourcesError):
    """A place where no backup can be written."""

    message = "{file}: hier kan geen back-up worden geschreven ({problem})."


class NotLines(SourcesError):
    """A file that was handed over as one of many lines, and is none."""

    message = "{file}: {problem}; verwacht wordt een bestand met JSON-regels (.jsonl) of CSV (.csv)."


class UnknownColumn(SourcesError):
    """A column of a CSV file with a name that no value has."""

    message = "{file}: een kolom heet {name!r}; de kolommen die er zijn: {known}."


class ReportNotWritten(SourcesError):
    """A place where no report can be written."""

    message = "{file}: hier kan geen verslag van geweigerde regels worden geschreven ({problem})."

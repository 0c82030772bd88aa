"""What a command cannot use, each with its one sentence for the person at the keyboard. Nothing was changed."""

from typing import Any

ROOTS = {
    "procedure": "ProcedureError",
    "documents": "DocumentsError",
    "models": "ModelsError",
    "notifications": "NotificationsError",
    "sources": "SourcesError",
    "casework": "CaseworkError",
    "config": "ConfigError",
    "engine": "EngineError",
    "desk": "DeskError",
}
"""The root of the errors of each room; by name, so that a quick command need not load the room to catch them."""


class DeskError(Exception):
    """A command that cannot be carried out as it was typed; ``facts`` holds the parts of the sentence."""

    message = "Dit kan griffie zo niet doen."

    def __init__(self, **facts: Any) -> None:
        """Keep the facts and build the sentence from them."""
        self.facts = facts
        super().__init__(self.message.format(**facts))


class BadUsage(DeskError):
    """Options or words that the command does not take."""

    message = "{problem} Zie `{program} --help`."


class UnknownCommand(DeskError):
    """A command that does not exist."""

    message = "{name!r} is geen opdracht van griffie{nearest} Zie `griffie --help`."


class NoFile(DeskError):
    """A file that cannot be opened."""

    message = "{name}: {problem}; verwacht wordt een bestand dat gelezen kan worden."


class CannotWrite(DeskError):
    """A place where nothing can be written."""

    message = "{name}: hier kan niet worden geschreven ({problem}); geef met -o een andere plaats."


class BadLine(DeskError):
    """A line of a stream that is not what it should be."""

    message = "Regel {number}: {problem}; verwacht wordt {expected}."


class NobodyNamed(DeskError):
    """An act of which nobody knows who does it."""

    message = "Er is geen loginnaam te vinden; geef met --by wie dit doet."


class FolderInUse(DeskError):
    """A folder that holds other things."""

    message = "{folder} is niet leeg en niet door `griffie demo` gemaakt; geef met -o een lege of nieuwe map."


class UnknownLanguage(DeskError):
    """A language in the settings in which nothing is explained here."""

    message = "De instelling GRIFFIE_LANG is {value!r}; verwacht wordt nl of en."


class NotOnScreen(DeskError):
    """A file that is no text, on its way to a terminal."""

    message = "Een bestand als {form} is op het scherm niet te lezen; geef -o met een bestand, of stuur het door."


class NotAmong(DeskError):
    """A value that speaks of something which another option does not name."""

    message = "{option}: {value} staat niet bij {others}; noem het daar ook."


class NoReport(DeskError):
    """An option that has no meaning without another one."""

    message = "{option} gaat alleen samen met {needs}."


def is_refusal(error: BaseException) -> bool:
    """Return whether an error says what a person can do otherwise; anything else is a failure of our own."""
    return any(ROOTS.get(kind.__module__.partition(".")[0]) == kind.__name__ for kind in type(error).__mro__)

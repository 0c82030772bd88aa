"""What can be wrong with the register itself, each with its one sentence and the parts of it."""

from typing import Any


class ModelsError(Exception):
    """The register cannot be used; ``facts`` holds the parts of the sentence."""

    message = "Het register kan niet worden gebruikt."

    def __init__(self, **facts: Any) -> None:
        """Keep the facts and build the sentence from them."""
        self.facts = facts
        super().__init__(self.message.format(**facts))


class UnknownDatabase(ModelsError):
    """An address that names no database that the register can live in."""

    message = (
        "Met {url!r} is geen database te vinden; verwacht wordt sqlite:///pad/naar/register.db "
        "of postgresql://gebruiker@server/naam."
    )


class Unreachable(ModelsError):
    """A database that does not answer, or that may not be opened."""

    message = "De database {url} is niet te openen: {reason}."


class NotARegister(ModelsError):
    """A database that holds something else; nothing was changed in it."""

    message = "De database {url} is geen register van Griffie (gevonden: {found}); er is niets veranderd."


class NewerDatabase(ModelsError):
    """A database that a later version of Griffie made or migrated."""

    message = (
        "De database {url} is van een nieuwere versie van Griffie ({found}; deze versie kent {known}). "
        "Werk Griffie bij; er is niets veranderd."
    )


class HalfMigrated(ModelsError):
    """A database that holds tables, but not the version that says which."""

    message = "De database {url} is half bijgewerkt ({found}); zet de laatste back-up terug. Er is niets veranderd."


class Busy(ModelsError):
    """Another process kept the register for itself longer than we wait."""

    message = "De database {url} is al {seconds} seconden bezet door een ander proces; probeer het straks opnieuw."


class BadRow(ModelsError):
    """A line of a backup that is no row of its table."""

    message = "In de back-up staat een regel die niet in de tabel {table} past; er is niets hersteld."


class NotEmpty(ModelsError):
    """A database into which a backup was to be restored, and which holds something already."""

    message = "De database {url} is niet leeg (gevonden: {found}); herstel een back-up in een lege database."


class NoSuchVersion(ModelsError):
    """A backup of a version that this program does not know."""

    message = (
        "De back-up is van een andere versie van Griffie ({found}; deze versie kent {known}). "
        "Werk Griffie bij; er is niets hersteld."
    )

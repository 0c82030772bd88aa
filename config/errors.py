"""What can be wrong with a setting or with the reference data, each with its one sentence."""

from typing import Any


class ConfigError(Exception):
    """A setting that cannot be used; ``facts`` holds the parts of the sentence."""

    message = "De instellingen zijn niet bruikbaar."

    def __init__(self, **facts: Any) -> None:
        """Keep the facts and build the sentence from them."""
        self.facts = facts
        super().__init__(self.message.format(**facts))


class BadSetting(ConfigError):
    """A setting with a value that it cannot have; a secret value is not shown."""

    message = "De instelling {name} is {value}; verwacht wordt {expected}."


class UnknownSetting(ConfigError):
    """A name in the settings file that no setting has."""

    message = "{file}, regel {line}: {name!r} is geen instelling{nearest}."


class BadSettingsFile(ConfigError):
    """A line in the settings file that is no setting, or a file that cannot be read."""

    message = "{file}, regel {line}: verwacht wordt NAAM=waarde, gevonden is {text!r}."


class BadRulebook(ConfigError):
    """An export of the rules that cannot be read."""

    message = "{file} is niet te lezen ({problem}); `griffie office load` schrijft het opnieuw."

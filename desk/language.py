"""In which language terms are explained: as asked, else as the settings say, else Dutch."""

from config.home import find_home, written_settings
from desk.errors import UnknownLanguage
from desk.parser import LANGUAGES, Options


def spoken(options: Options) -> str:
    """Return ``nl`` or ``en``; raises UnknownLanguage where the setting names another."""
    asked: str = options.lang or written_settings(find_home()).get("lang") or LANGUAGES[0]
    if asked not in LANGUAGES:
        raise UnknownLanguage(value=asked)
    return asked

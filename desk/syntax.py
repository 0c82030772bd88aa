"""Where a file of data goes wrong, in Dutch: what it is not, on which line and in which column."""

import re
from json import JSONDecodeError

_AT = re.compile(r"at line (?P<line>\d+), column (?P<column>\d+)")


def not_json(problem: ValueError) -> str:
    """Return where a text stops being JSON: ``geen geldige JSON, vanaf regel 3, kolom 5``."""
    if isinstance(problem, JSONDecodeError):
        return f"geen geldige JSON, vanaf regel {problem.lineno}, kolom {problem.colno}"
    return "geen geldige JSON"


def not_toml(problem: ValueError) -> str:
    """Return where a text stops being TOML: ``geen geldige TOML, vanaf regel 3, kolom 5``."""
    found = _AT.search(str(problem))
    where = f"vanaf regel {found['line']}, kolom {found['column']}" if found else "het einde ontbreekt"
    return f"geen geldige TOML, {where}"

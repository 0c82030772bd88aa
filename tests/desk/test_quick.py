"""What the quick commands load: the library of rules, and nothing of the machinery."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

MACHINERY = ("prefect", "sqlmodel", "pydantic", "pydantic_settings", "httpx", "alembic", "fastapi", "jinja2", "smtplib")
DATABASE = ("sqlalchemy", "psycopg", "sqlite3")

SCRIPT = """
import sys
from desk.cli import main
code = main(sys.argv[1:])
print(code, *sorted(name for name in sys.modules if "." not in name), file=sys.stderr)
"""


def loaded_by(home: Path, *words: str) -> set[str]:
    environment = os.environ | {"GRIFFIE_HOME": str(home)}
    ran = subprocess.run(
        [sys.executable, "-c", SCRIPT, *words], env=environment, capture_output=True, text=True, check=True
    )
    code, *modules = ran.stderr.splitlines()[-1].split()
    assert code == "0", ran.stderr
    return set(modules)


@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        ["request", "--help"],
        ["term", "binnen twee weken na dagtekening van deze brief", "--dated", "2018-05-31"],
        ["cite", "zie T02538 en Kamerstukken I 2017/18, 34 215, AC"],
    ],
    ids=lambda words: words[0],
)
def test_help_term_and_cite_load_neither_machinery_nor_a_database(words: list[str], home: Path) -> None:
    assert loaded_by(home, *words) & {*MACHINERY, *DATABASE} == set()


@pytest.mark.parametrize("words", [["cases"], ["cases", "--json"]], ids=" ".join)
def test_the_list_loads_a_database_but_no_machinery(words: list[str], home: Path) -> None:
    assert loaded_by(home, *words) & set(MACHINERY) == set()


def test_one_case_loads_a_database_but_no_machinery(home: Path, griffie: object, a_case: str) -> None:
    assert loaded_by(home, "show", a_case) & set(MACHINERY) == set()


def test_no_command_of_a_case_loads_prefect(home: Path, griffie: object, a_case: str) -> None:
    assert "prefect" not in loaded_by(home, "check", "--as-of", "2018-06-11")

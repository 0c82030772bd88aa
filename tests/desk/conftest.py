"""The desk as a person meets it: a command in, an exit code and sentences out; and letters to hand over."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from tests.desk.running import Griffie, griffie_of

REQUEST = """BRIEF VAN DE VOORZITTER VAN DE VASTE COMMISSIE VOOR IMMIGRATIE EN ASIEL / JBZ-RAAD

Aan de Staatssecretaris van Justitie en Veiligheid

Den Haag, {dated}

De leden van de vaste commissie voor Immigratie en Asiel / JBZ-Raad hebben gesproken over {about}.

Zij vragen u welke standpunten de regering daarin inneemt. U hebt eerder toegezegd dit te zullen melden (T02538).
Deze brief gaat in afschrift naar de Minister van Buitenlandse Zaken.

De commissie ziet uw reactie met belangstelling tegemoet en ontvangt deze graag {term}.

De voorzitter van de vaste commissie voor Immigratie en Asiel / JBZ-Raad,
W.A. Proef
"""

REPLY = """BRIEF VAN DE STAATSSECRETARIS VAN JUSTITIE EN VEILIGHEID

Aan de Voorzitter van de Eerste Kamer der Staten-Generaal

Den Haag, {dated}

Bij brief van {asked} heeft de vaste commissie voor Immigratie en Asiel / JBZ-Raad vragen gesteld over {about}.
{behalf}beantwoord ik die vragen hieronder.

De regering hecht aan goede afspraken en zal zich daarvoor blijven inzetten. Zodra er meer bekend is, laat ik dat weten.

De Staatssecretaris van Justitie en Veiligheid,
M. van de Proef
"""

TWO_MINISTERS = """Mede namens de Minister van Buitenlandse Zaken en de Minister voor Buitenlandse Handel en
Ontwikkelingssamenwerking """
ALONE = "Hierbij "


@pytest.fixture(scope="session")
def griffie_in() -> Callable[[Path], Griffie]:
    """Gives the command of a home; it runs in this process, with no other setting than that home."""
    return griffie_of


@pytest.fixture
def griffie(home: Path, griffie_in: Callable[[Path], Griffie]) -> Griffie:
    """The command in a home of this test that holds the small office."""
    return griffie_in(home)


@pytest.fixture
def dump(home: Path) -> Callable[[], list[str]]:
    """Everything that the register holds, as SQL."""

    def whole() -> list[str]:
        with closing(sqlite3.connect(home / "register.db")) as connection:
            return list(connection.iterdump())

    return whole


@pytest.fixture
def mails(home: Path) -> Callable[[], list[str]]:
    """The names of the mails that were written so far."""
    return lambda: sorted(file.name for file in (home / "outgoing").glob("*.eml"))


@pytest.fixture(scope="session")
def write_request() -> Callable[..., Path]:
    """Writes a request letter of our own into a folder."""

    def write(
        folder: Path,
        name: str = "verzoek.txt",
        *,
        dated: str = "31 mei 2018",
        about: str = "de afspraken over migratie",
        term: str = "binnen twee weken na dagtekening van deze brief",
    ) -> Path:
        file = folder / name
        file.write_text(REQUEST.format(dated=dated, about=about, term=term), encoding="utf-8")
        return file

    return write


@pytest.fixture(scope="session")
def write_reply() -> Callable[..., Path]:
    """Writes a reply of our own into a folder."""

    def write(
        folder: Path,
        name: str = "antwoord.txt",
        *,
        dated: str = "20 juni 2018",
        asked: str = "31 mei 2018",
        about: str = "de afspraken over migratie",
        alone: bool = False,
    ) -> Path:
        file = folder / name
        behalf = ALONE if alone else TWO_MINISTERS
        file.write_text(REPLY.format(dated=dated, asked=asked, about=about, behalf=behalf), encoding="utf-8")
        return file

    return write


@pytest.fixture
def request_letter(tmp_path: Path, write_request: Callable[..., Path]) -> Callable[..., Path]:
    """Writes a request letter into the folder of this test."""
    return partial(write_request, tmp_path)


@pytest.fixture
def reply_letter(tmp_path: Path, write_reply: Callable[..., Path]) -> Callable[..., Path]:
    """Writes a reply into the folder of this test."""
    return partial(write_reply, tmp_path)


@pytest.fixture
def a_case(griffie: Griffie, request_letter: Callable[..., Path]) -> str:
    """The number of a case that was asked on Thu 2018-05-31 and is due on Thu 2018-06-14."""
    ran = griffie("request", request_letter(), "--as-of", "2018-05-31", "--dossier", "34964", "--json")
    assert ran.code == 0, ran.err
    return str(ran.json["case"])

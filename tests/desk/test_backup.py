"""The whole office in one file and back, as a person does it."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

from tests.desk.running import Griffie


def test_a_backup_is_made_and_put_back(
    griffie: Griffie, griffie_in: Callable[[Path], Griffie], a_case: str, tmp_path: Path
) -> None:
    made = griffie("backup", tmp_path / "een.zip")
    assert (made.code, made.err) == (0, "")
    assert "1 zaak" in made.out

    back = griffie("restore", tmp_path / "een.zip", "--into", tmp_path / "elders")

    assert back.code == 0, back.err
    assert "Er ligt niets klaar om te versturen." in back.out
    assert a_case in griffie_in(tmp_path / "elders")("cases").out
    assert stat.S_IMODE((tmp_path / "elders").stat().st_mode) == 0o700


def test_the_first_check_of_a_restored_register_asks(
    griffie: Griffie, griffie_in: Callable[[Path], Griffie], a_case: str, tmp_path: Path
) -> None:
    griffie("backup", tmp_path / "een.zip")
    griffie("restore", tmp_path / "een.zip", "--into", tmp_path / "elders")
    elsewhere = griffie_in(tmp_path / "elders")

    asked = elsewhere("check", "--as-of", "2018-06-14")
    assert asked.code == 2
    assert "Bevestig met --yes" in asked.err
    assert not list((tmp_path / "elders" / "outgoing").iterdir())

    assert elsewhere("check", "--as-of", "2018-06-14", "--yes").code == 0
    assert len(list((tmp_path / "elders" / "outgoing").glob("*.eml"))) == 1
    assert elsewhere("check", "--as-of", "2018-06-15").code == 0


def test_secrets_stay_out_of_a_backup_and_are_named(griffie: Griffie, home: Path, tmp_path: Path) -> None:
    (home / "settings.env").write_text("GRIFFIE_SMTP_URL=smtp://u:canary-7@mail.example.org\nGRIFFIE_LANG=en\n")

    made = griffie("backup", tmp_path / "een.zip", "--json")
    back = griffie("restore", tmp_path / "een.zip", "--into", tmp_path / "elders")

    assert made.json["settings_left_out"] == ["GRIFFIE_SMTP_URL"]
    assert "GRIFFIE_SMTP_URL" in back.err
    assert (tmp_path / "elders" / "settings.env").read_text() == "GRIFFIE_LANG=en\n"
    assert stat.S_IMODE((tmp_path / "elders" / "settings.env").stat().st_mode) == 0o600
    for folder, _, names in os.walk(tmp_path / "elders"):
        assert not [name for name in names if b"canary-7" in (Path(folder) / name).read_bytes()]


def test_the_database_of_a_move_is_written_into_its_settings(
    griffie: Griffie, a_case: str, tmp_path: Path, postgres_copy: Callable[[str], str]
) -> None:
    url = postgres_copy("template0")
    griffie("backup", tmp_path / "een.zip")
    back = griffie("restore", tmp_path / "een.zip", "--into", tmp_path / "daar", "--database", url, "--json")

    assert back.code == 0, back.err
    assert (back.json["rows"]["case"], back.json["hersteld"]) == (1, [])
    assert (tmp_path / "daar" / "settings.env").read_text() == f"GRIFFIE_DATABASE_URL={url}\n"
    assert not (tmp_path / "daar" / "register.db").exists()


def test_a_file_that_is_no_backup_is_refused_in_one_sentence(griffie: Griffie, tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text("een brief")

    refused = griffie("restore", tmp_path / "brief.txt", "--into", tmp_path / "elders")

    assert (refused.code, refused.out) == (2, "")
    assert len(refused.err.splitlines()) == 1
    assert not (tmp_path / "elders").exists()

"""Where the register lies, and where settings are written."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from config.errors import BadSettingsFile
from config.home import RUNNING_FILE, database_url, find_home, screens, settings_lines, written_settings


@pytest.fixture(autouse=True)
def _no_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GRIFFIE_HOME", "GRIFFIE_DATABASE_URL", "GRIFFIE_PORT"):
        monkeypatch.delenv(name, raising=False)


def test_the_home_is_the_one_that_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GRIFFIE_HOME", str(tmp_path / "kantoor"))

    assert find_home() == tmp_path / "kantoor"


def test_a_home_may_be_named_from_the_folder_of_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("GRIFFIE_HOME", "~/kantoor")

    assert find_home() == tmp_path / "kantoor"


def test_without_a_name_the_nearest_folder_upwards_is_the_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".griffie").mkdir()
    (tmp_path / "brieven" / ".griffie").mkdir(parents=True)
    (tmp_path / "brieven" / "juni").mkdir()
    monkeypatch.chdir(tmp_path / "brieven" / "juni")

    assert find_home() == tmp_path / "brieven" / ".griffie"


def test_without_any_the_home_comes_in_the_working_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)

    assert find_home() == tmp_path / ".griffie"
    assert not find_home().exists()


def test_an_empty_name_is_no_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GRIFFIE_HOME", "  ")
    monkeypatch.chdir(tmp_path)

    assert find_home() == tmp_path / ".griffie"


def test_the_register_is_a_file_in_the_home(tmp_path: Path) -> None:
    assert database_url(tmp_path) == f"sqlite:///{tmp_path / 'register.db'}"


def test_another_database_is_named_by_a_setting(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GRIFFIE_DATABASE_URL", "postgresql:///griffie")

    assert database_url(tmp_path) == "postgresql:///griffie"


def test_a_setting_may_stand_in_the_file_of_the_home(tmp_path: Path) -> None:
    (tmp_path / "settings.env").write_text(
        "# wie ons host\n\nGRIFFIE_DATABASE_URL = 'postgresql:///griffie'\nGRIFFIE_PORT=4300\n"
    )

    assert written_settings(tmp_path, {}) == {"database_url": "postgresql:///griffie", "port": "4300"}


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    (tmp_path / "settings.env").write_text("GRIFFIE_PORT=4300\n")

    assert written_settings(tmp_path, {"GRIFFIE_PORT": "4400", "PORT": "80"}) == {"port": "4400"}


@pytest.mark.parametrize("line", ["GRIFFIE_PORT 4300", "= 4300", "port: 4300"])
def test_a_line_that_is_no_setting_is_named_by_its_number(tmp_path: Path, line: str) -> None:
    (tmp_path / "settings.env").write_text(f"# poort\n{line}\n")

    with pytest.raises(BadSettingsFile, match="regel 2: verwacht wordt NAAM=waarde"):
        settings_lines(tmp_path)


def test_a_refused_line_does_not_show_what_may_be_a_secret(tmp_path: Path) -> None:
    (tmp_path / "settings.env").write_text("=geheim\n")

    with pytest.raises(BadSettingsFile) as refused:
        settings_lines(tmp_path)

    assert "geheim" not in str(refused.value)


def test_quick_commands_find_the_home_without_anything_heavy() -> None:
    code = (
        "import sys; before = set(sys.modules); import config.home; config.home.find_home()\n"
        "assert not {'pydantic', 'sqlalchemy', 'pendulum', 'zoneinfo', 'tomllib'} & (set(sys.modules) - before)"
    )

    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_screens_are_those_that_run_for_this_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GRIFFIE_HOME", str(tmp_path))
    (tmp_path / "settings.env").write_text("GRIFFIE_PORT=4300\n")
    assert screens() == "http://127.0.0.1:4300"

    (tmp_path / "prefect").mkdir()
    (tmp_path / RUNNING_FILE).write_text(f"http://0.0.0.0:4700 {os.getpid()}")
    assert screens() == "http://127.0.0.1:4700"

    ended = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    (tmp_path / RUNNING_FILE).write_text(f"http://127.0.0.1:4700 {ended.stdout.decode()}")
    assert screens() == "http://127.0.0.1:4300"

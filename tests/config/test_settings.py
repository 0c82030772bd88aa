"""Settings: each with a sentence, and a malformed one refused in one."""

import ast
import inspect
from itertools import pairwise
from pathlib import Path

import pytest

from config import settings as module
from config.errors import BadSetting, UnknownSetting
from config.settings import Settings, settings


@pytest.fixture(autouse=True)
def _no_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"GRIFFIE_{name.upper()}", raising=False)


def test_everything_has_a_default(tmp_path: Path) -> None:
    given = settings(tmp_path)

    assert (given.host, given.port, given.lang, given.smtp_url) == ("127.0.0.1", 4200, "nl", "")
    assert given.webhook_hosts == ()


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("PORT", "4300", 4300),
        ("LANG", "en", "en"),
        ("HOST", " 0.0.0.0 ", "0.0.0.0"),  # noqa: S104 - read, not bound to
        ("API_AUTH", "griffier:een:wachtwoord", "griffier:een:wachtwoord"),
        ("WEBHOOK_HOSTS", "hooks.example.org, Intranet.example.org,", ("hooks.example.org", "intranet.example.org")),
        ("SMTP_URL", "smtp://127.0.0.1:2525", "smtp://127.0.0.1:2525"),
    ],
)
def test_a_setting_is_read_from_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, value: str, read: object
) -> None:
    monkeypatch.setenv(f"GRIFFIE_{name}", value)

    assert getattr(settings(tmp_path), name.lower()) == read


def test_a_setting_is_read_from_the_file_of_the_home(tmp_path: Path) -> None:
    (tmp_path / "settings.env").write_text("GRIFFIE_PORT=4300\n")

    assert settings(tmp_path).port == 4300


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("PORT", "vier", "GRIFFIE_PORT is 'vier'; verwacht wordt een poort van 1 tot en met 65535."),
        ("PORT", "0", "GRIFFIE_PORT is '0'; verwacht wordt een poort"),
        ("LANG", "fr", "GRIFFIE_LANG is 'fr'; verwacht wordt nl of en."),
        ("API_AUTH", "geheim", "GRIFFIE_API_AUTH is onbruikbaar .*; verwacht wordt gebruiker:wachtwoord."),
        ("WEBHOOK_SECRET", "geheim", "verwacht wordt een woord van ten minste 16 tekens."),
    ],
)
def test_a_malformed_setting_is_refused_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, value: str, sentence: str
) -> None:
    monkeypatch.setenv(f"GRIFFIE_{name}", value)

    with pytest.raises(BadSetting, match=sentence) as refused:
        settings(tmp_path)

    assert "geheim'" not in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_slip_in_the_file_is_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "settings.env").write_text("\nGRIFFIE_SMPT_URL=smtp://mail\n")

    with pytest.raises(
        UnknownSetting, match="regel 2: 'GRIFFIE_SMPT_URL' is geen instelling; bedoelt u GRIFFIE_SMTP_URL"
    ):
        settings(tmp_path)


def test_settings_do_not_show_their_secrets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("API_AUTH", "WEBHOOK_SECRET", "SMTP_URL", "DATABASE_URL"):
        monkeypatch.setenv(f"GRIFFIE_{name}", "wie:zestien-geheime-tekens")

    assert "geheime" not in repr(settings(tmp_path))


def test_every_setting_has_a_sentence() -> None:
    body = next(node.body for node in ast.parse(inspect.getsource(module)).body if isinstance(node, ast.ClassDef))
    told = {
        field.target.id
        for field, text in pairwise(body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(text, ast.Expr)
        and isinstance(text.value, ast.Constant)
        and str(text.value.value).endswith(".")
    }

    assert told == set(Settings.model_fields)


def test_the_addresses_of_the_alarm_are_a_list_that_is_not_shown(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GRIFFIE_ALARM_TO", "beheer@example.org, https://hooks.example.org/a?sleutel=geheim,")

    given = settings(tmp_path)

    assert given.alarm_to == ("beheer@example.org", "https://hooks.example.org/a?sleutel=geheim")
    assert "geheim" not in repr(given)

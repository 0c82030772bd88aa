"""The settings of an installation, each with a sentence; read once at the door and handed down."""

import re
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

from config.errors import BadSetting, UnknownSetting
from config.home import PREFIX, SETTINGS_FILE, find_home, settings_lines, written_settings


def _secret(expected: str) -> Any:
    return Field(default="", repr=False, description=expected, json_schema_extra={"secret": True})


class Settings(BaseSettings):
    """What may differ from one installation to another: GRIFFIE_ and the name, in the environment or in a file."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, frozen=True, extra="forbid", use_attribute_docstrings=False, str_strip_whitespace=True
    )

    home: Path | None = Field(default=None, description="een map")
    """The folder with database, papers, settings and what is sent or published."""

    database_url: str = _secret("sqlite:///pad of postgresql://…")
    """Another database than the SQLite file in the home folder."""

    smtp_url: str = _secret("smtp://server:poort of smtps://…")
    """The mail server; without one, mails are written as files."""

    webhook_secret: str = _secret("een woord van ten minste 16 tekens")
    """The key with which webhooks are signed; without one none is called."""

    webhook_hosts: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(), description="servernamen, gescheiden door komma's"
    )
    """The servers to which webhooks may go; none where the list is empty."""

    chat_urls: str = _secret("naam=adres, met komma's ertussen")
    """The chats that a mailbox may name (``chat:name``), with their addresses, which hold tokens."""

    chat_hosts: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(), description="servernamen, gescheiden door komma's"
    )
    """The servers to which chats may go; none where the list is empty."""
    alarm_to: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        repr=False,
        description="mailadressen of https-adressen, gescheiden door komma's",
        json_schema_extra={"secret": True},
    )
    """Who is told when the terms are not checked any more; a web address may hold a key of its own, so it is secret."""

    api_auth: str = _secret("gebruiker:wachtwoord")
    """User and password of the screens; needed on any address other than loopback."""

    host: str = Field(default="127.0.0.1", min_length=1, description="een adres als 127.0.0.1")
    """The address on which ``griffie up`` listens."""

    port: int = Field(default=4200, ge=1, le=65535, description="een poort van 1 tot en met 65535")
    """The port of the screens and of ``/api``."""

    lang: Literal["nl", "en"] = Field(default="nl", description="nl of en")
    """The language in which a term is explained."""

    retention_years: int = Field(default=10, ge=1, le=100, description="een aantal jaren van 1 tot en met 100")
    """How many years after its end a case may be anonymised; our own choice, to be set as an office decides."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - the signature is pydantic's, here and below
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Take what ``config.home`` has read, so that quick commands and these settings cannot disagree."""
        return (init_settings,)

    @field_validator("webhook_hosts", "chat_hosts", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        return tuple(host.strip().lower() for host in value.split(",") if host.strip())

    @field_validator("alarm_to", mode="before")
    @classmethod
    def _addresses(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        found = tuple(address.strip() for address in value.split(",") if address.strip())
        if not all(_ADDRESS.fullmatch(address) for address in found):
            raise ValueError(value)
        return found

    @field_validator("webhook_secret")
    @classmethod
    def _long_enough(cls, value: str) -> str:
        if value and len(value) < LEAST_SECRET:
            raise ValueError(value)
        return value

    @field_validator("api_auth")
    @classmethod
    def _two_parts(cls, value: str) -> str:
        if value and not all(value.partition(":")):
            raise ValueError(value)
        return value


_ADDRESS = re.compile(r"[^@\s<>,;\"]+@[^@\s<>,;\"]+|https?://[^\s<>,\"]+")

LEAST_SECRET = 16
"""A key that can be guessed signs nothing."""


def settings(home: Path | None = None) -> Settings:
    """Return the settings of the installation in its home folder.

    Raises:
        BadSetting: a setting has a value that it cannot have.
        UnknownSetting: the file names a setting that there is not.
        BadSettingsFile: a line of the file is no setting.
    """
    folder = home or find_home()
    _refuse_unknown_names(folder)
    known = {name: value for name, value in written_settings(folder).items() if name in Settings.model_fields}
    try:
        return Settings(**known)  # type: ignore[arg-type]
    except ValidationError as problem:
        raise _bad(str(problem.errors()[0]["loc"][0]), known) from None


def _bad(name: str, written: dict[str, str]) -> BadSetting:
    field = Settings.model_fields[name]
    secret = isinstance(field.json_schema_extra, dict) and field.json_schema_extra.get("secret")
    value = "onbruikbaar (de waarde blijft geheim)" if secret else repr(written[name])
    return BadSetting(name=f"{PREFIX}{name.upper()}", value=value, expected=field.description)


def _refuse_unknown_names(folder: Path) -> None:
    known = [f"{PREFIX}{name.upper()}" for name in Settings.model_fields]
    for line, name, _ in settings_lines(folder):
        if name.upper() not in known:
            near = get_close_matches(name.upper(), known, n=1)
            nearest = f"; bedoelt u {near[0]}?" if near else f"; de instellingen zijn {', '.join(known)}"
            raise UnknownSetting(file=folder / SETTINGS_FILE, line=line, name=name, nearest=nearest)


def without_secrets(home: Path) -> tuple[list[str], list[str]]:
    """Return the lines of the settings file that may be kept elsewhere, and the names of those that may not.

    What only the environment says is in neither.

    Raises:
        BadSettingsFile: a line of the file is no setting.
    """
    left_out = {
        f"{PREFIX}{name.upper()}"
        for name, field in Settings.model_fields.items()
        if isinstance(field.json_schema_extra, dict) and field.json_schema_extra.get("secret")
    }
    lines = settings_lines(home)
    kept = [f"{name}={value}" for _, name, value in lines if name.upper() not in left_out]
    return kept, [name for _, name, _ in lines if name.upper() in left_out]

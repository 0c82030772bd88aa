"""No secret of the settings is to be found anywhere, whatever goes wrong: no output, file, mail or register (S15)."""

import base64
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.notifications.web_server import Hook, serving

Griffie = Callable[..., Any]

CANARY = "K4n4rieVogel77"
SIGNS = {
    CANARY,
    base64.b64encode(CANARY.encode()).decode(),
    base64.b64encode(f"\0griffie\0{CANARY}".encode()).decode(),
}
"""The secret as it is written, and in the forms in which it goes over a line."""

SMTP, CHATS, DATABASE = "GRIFFIE_SMTP_URL", "GRIFFIE_CHAT_URLS", "GRIFFIE_DATABASE_URL"
HOOK, AUTH = "GRIFFIE_WEBHOOK_SECRET", "GRIFFIE_API_AUTH"

MALFORMED = [
    *(
        (SMTP, value)
        for value in (
            f"griffie:{CANARY}@mail.example.org",
            f"http://griffie:{CANARY}@mail.example.org",
            f"smtp://griffie:{CANARY}@",
            f"smtp://griffie:{CANARY}@mail.example.org:0",
            f"smtp://griffie:{CANARY}@mail.example.org:poort",
            f"smtp://griffie:{CANARY}@mail.example.org:99999",
            f"smtp://griffie:{CANARY}@mail.example.org/pad",
            f"smtp://griffie:{CANARY}@mail.example.org?x=1",
            f"smtp://griffie:{CANARY}/@mail.example.org",
            f"smtp://:{CANARY}@mail.example.org",
            f"smtp://griffie:{CANARY}%0A@mail.example.org",
            f"smtps://griffie:{CANARY}@[::1",
        )
    ),
    *(
        (CHATS, value)
        for value in (
            CANARY,
            f"mmosts://chat.example.org/{CANARY}",
            f"=mmosts://chat.example.org/{CANARY}",
            f"{CANARY}/x=mmosts://chat.example.org/t",
            f"desk={CANARY}",
            f"desk=mmosts://chat.example.org/{CANARY},desk=mmosts://chat.example.org/{CANARY}",
            f"desk=https://chat.example.org/hooks/{CANARY}",
            f"desk=mmosts://[::1/{CANARY}",
            f"desk=mmosts://chat.example.org:poort/{CANARY}",
            f"desk=mmosts://chat.example.org/{CANARY}?template={CANARY}",
            f"desk=mmosts:///{CANARY}",
        )
    ),
    (HOOK, CANARY),
    (AUTH, CANARY),
    (AUTH, f":{CANARY}"),
]

NO_DATABASE = [
    CANARY,
    f"mysql://griffie:{CANARY}@127.0.0.1/naam",
    f"postgresql://griffie:{CANARY}@127.0.0.1:1/naam",
    f"postgresql://griffie:{CANARY}@127.0.0.1:poort/naam",
    f"postgresql://griffie:{CANARY}@[::1/naam",
    f"postgresql://127.0.0.1:1/naam?user=griffie&password={CANARY}",
    f"postgres://griffie:{CANARY}@127.0.0.1:1/",
]

LINES = [
    f"GRIFFIE_SMTP_URL smtp://griffie:{CANARY}@mail.example.org",
    f"GRIFFIE_SMTP_ADRES=smtp://griffie:{CANARY}@mail.example.org",
    f"GRIFFIE_CHAT_URL=desk=mmosts://chat.example.org/{CANARY}",
    f"=smtp://griffie:{CANARY}@mail.example.org",
    f"GRIFFIE_SMTP_URL smtp://griffie:{CANARY}@mail.example.org?x=1",
    f"{CANARY}/x",
    f"GRIFFIE_API_AUTH={CANARY}",
]
"""Lines of ``settings.env`` that are wrong."""

DESKS = {"mail": "desk.jenv@example.org", "chat": "chat:desk", "hook": "http://127.0.0.1:{port}/200"}

OFFICE = """
[[ministry]]
code = "JenV"
[[ministry.desk]]
address = "{address}"
from = 2018-02-01
[[rung]]
ladder = "term"
code = "notice"
rank = 1
offset = -3
unit = "working_days"
audience = "desk"
mode = "auto"
min_span = 10
stale_after = 90
tone = "announcement"
held_on_free_days = false
source = "a test: it leaves on the day that it is"
from = 2018-01-03
"""


def paths() -> int:
    """Return how many ways of going wrong are walked below."""
    return len(MALFORMED) + len(NO_DATABASE) + len(LINES) + len(REFUSALS) + len(ANSWERS) + len(CRASHES) + 3


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for passing files of this test alone: where there is no register, the log of a failure lies there."""
    folder = tmp_path / "passing"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def nowhere(home: Path, elsewhere: Path) -> Iterator[Callable[..., None]]:
    """Takes what commands said; after the test no secret is in it, nor in any file but the settings."""
    said: list[str] = []

    def heard(*runs: Any) -> None:
        for ran in runs:
            assert ran.code in {0, 1, 2}
            assert "Traceback" not in ran.err
            said.extend((ran.out, ran.err))

    yield heard
    assert said
    whole = "\n".join(said)
    assert [sign for sign in SIGNS if sign in whole] == []
    for folder in (home, elsewhere):
        for path in folder.rglob("*"):
            if path.is_file() and path.name != "settings.env":
                data = path.read_bytes()
                assert [sign for sign in SIGNS if sign.encode() in data] == [], path


@pytest.fixture
def server() -> Iterator[Hook]:
    """A rude web server: it repeats what it was asked."""
    for hook in serving():
        hook.repeats = True
        yield hook


@pytest.fixture(scope="module")
def rude_mail_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a mail server that refuses a login and repeats the password."""
    diary = tmp_path_factory.mktemp("rude") / "diary.jsonl"
    script = Path(__file__).parents[1] / "notifications" / "smtp_server.py"
    process = subprocess.Popen(
        [sys.executable, str(script), str(diary), "--login", "een ander"], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    yield int(process.stdout.readline())
    process.kill()
    process.wait()
    process.stdout.close()


@pytest.fixture
def owing(griffie: Griffie, a_case: str, home: Path) -> Callable[..., str]:
    """Makes the first reminder of a case owed to a desk of a kind, and returns the case."""

    def make(kind: str, port: int = 9) -> str:
        file = home / "nieuw.toml"
        file.write_text(OFFICE.format(address=DESKS[kind].format(port=port)), encoding="utf-8")
        ran = griffie("office", "load", file, "--as-of", "2018-06-01")
        assert ran.code == 0, ran.err
        return a_case

    return make


def test_there_are_at_least_forty_ways_to_go_wrong() -> None:
    assert paths() >= 40


@pytest.mark.parametrize(("name", "value"), MALFORMED)
def test_a_setting_that_cannot_be_read_is_not_repeated(
    name: str, value: str, griffie: Griffie, nowhere: Callable[..., None]
) -> None:
    ran = griffie("deliver", **{"GRIFFIE_CHAT_HOSTS": "chat.example.org", name: value})
    assert ran.code == 2
    nowhere(ran)


@pytest.mark.parametrize("url", NO_DATABASE)
def test_a_database_that_cannot_be_opened_is_told_without_its_password(
    url: str, griffie: Griffie, nowhere: Callable[..., None]
) -> None:
    ran = griffie("cases", **{DATABASE: url})
    assert ran.code == 2
    nowhere(ran)


@pytest.mark.parametrize("line", LINES)
def test_a_wrong_line_in_the_settings_is_not_repeated(
    line: str, griffie: Griffie, home: Path, nowhere: Callable[..., None]
) -> None:
    (home / "settings.env").write_text(f"{line}\n")
    ran = griffie("deliver")
    assert ran.code == 2
    nowhere(ran, griffie("cases"))


ANSWERS = [*(("chat", status) for status in (200, 302, 404, 429, 500)), ("hook", 200), ("hook", 404)]


@pytest.mark.parametrize("answer", ANSWERS, ids=str)
def test_a_rude_server_puts_no_secret_into_the_register(
    answer: tuple[str, int], griffie: Griffie, owing: Callable[..., str], server: Hook, nowhere: Callable[..., None]
) -> None:
    case, server.status = owing(answer[0], server.port), answer[1]
    settings = {
        CHATS: f"desk=mmost://127.0.0.1:{server.port}/{CANARY}",
        "GRIFFIE_CHAT_HOSTS": f"127.0.0.1:{server.port}",
        HOOK: f"{CANARY}{CANARY}",
        "GRIFFIE_WEBHOOK_HOSTS": f"127.0.0.1:{server.port}",
    }
    nowhere(
        griffie("check", "--as-of", "2018-06-11", **settings),
        griffie("show", case, "--json", **settings),
        griffie("show", case, **settings),
    )
    assert len(server.got) == 1


REFUSALS = {
    "nobody listens": f"smtp://griffie:{CANARY}@127.0.0.1:9",
    "a rude login": f"smtp://griffie:{CANARY}@127.0.0.1:{{rude}}",
    "no such server": f"smtp://griffie:{CANARY}@mail.invalid",
    "no safe connection": f"smtp+starttls://griffie:{CANARY}@127.0.0.1:{{rude}}",
    "not safe from the start": f"smtps://griffie:{CANARY}@127.0.0.1:{{rude}}",
}


@pytest.mark.parametrize("url", REFUSALS.values(), ids=REFUSALS)
def test_a_mail_server_that_refuses_is_told_without_the_password(
    url: str, griffie: Griffie, owing: Callable[..., str], rude_mail_server: int, nowhere: Callable[..., None]
) -> None:
    case, settings = owing("mail"), {SMTP: url.format(rude=rude_mail_server)}
    asked = griffie("check", "--as-of", "2018-06-11", **settings)
    nowhere(asked, griffie("check", "--as-of", "2018-06-11", "--yes", **settings), griffie("show", case, "--json"))
    assert "--yes" in asked.err


@pytest.mark.parametrize("hosts", ["chat.example.org/pad", "chat.example.org", ""])
def test_a_chat_that_is_not_to_be_called_is_told_without_its_token(
    hosts: str, griffie: Griffie, owing: Callable[..., str], nowhere: Callable[..., None]
) -> None:
    case, chats = owing("chat"), {CHATS: f"desk=mmost://127.0.0.1:9/{CANARY}", "GRIFFIE_CHAT_HOSTS": hosts}
    nowhere(griffie("check", "--as-of", "2018-06-11", **chats), griffie("show", case, "--json", **chats))


CRASHES = ("register.db", "outgoing", "feeds", "papers")


@pytest.mark.parametrize("broken", CRASHES)
def test_a_broken_home_is_told_without_secrets(
    broken: str, griffie: Griffie, owing: Callable[..., str], home: Path, nowhere: Callable[..., None]
) -> None:
    owing("mail")
    settings = {
        CHATS: f"desk=mmost://127.0.0.1:9/{CANARY}",
        "GRIFFIE_CHAT_HOSTS": "127.0.0.1:9",
        HOOK: f"{CANARY}{CANARY}",
        AUTH: f"griffie:{CANARY}",
    }
    found = home / broken
    shutil.rmtree(found) if found.is_dir() else found.unlink(missing_ok=True)
    found.write_bytes(b"wat anders") if broken != "register.db" else found.mkdir()
    nowhere(griffie("check", "--as-of", "2018-06-11", **settings), griffie("feeds", **settings))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        (SMTP, f"smtp://griffie:{CANARY}@mail.example.org"),
        (HOOK, f"{CANARY}{CANARY}"),
        (
            CHATS,
            f"desk=mmosts://chat.example.org/onder/{CANARY},g=workflows://flow.example.org/w/{CANARY}?sig={CANARY}",
        ),
        (DATABASE, f"postgresql://griffie:{CANARY}@server/naam"),
        (AUTH, f"griffie:{CANARY}"),
    ],
)
def test_the_log_of_a_failure_stars_every_secret(
    name: str, value: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from desk.failures import write_down  # noqa: PLC0415

    monkeypatch.setenv("GRIFFIE_HOME", str(home))
    monkeypatch.setenv(name, value)
    apart = value if name == HOOK else CANARY
    said = write_down(RuntimeError(f"het ging mis met {value}, ook aan https://elders/hooks/{apart}?sig={apart}"))
    written = (home / "logs" / "griffie.log").read_text("utf-8")
    assert "het ging mis met" in written
    assert "***" in written
    assert CANARY not in written + said

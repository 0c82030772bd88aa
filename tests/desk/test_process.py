"""The command as a process of its own: its streams, its interruption, its first use, its question."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

HEARS_CTRL_C = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
"""A command put in the background by a shell would start deaf to Ctrl-C; this one runs as in the foreground."""
GRIFFIE = [sys.executable, "-c", f"{HEARS_CTRL_C}; import sys; from desk.cli import main; sys.exit(main())"]
LINE = json.dumps({"clause": "binnen twee weken", "dated": "2018-05-31"}).encode() + b"\n"


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, str]:
    """An environment with an empty home."""
    bare = {name: value for name, value in os.environ.items() if not name.startswith("GRIFFIE_")}
    return bare | {"GRIFFIE_HOME": str(tmp_path / "home")}


@pytest.fixture
def stream(surroundings: dict[str, str]) -> Callable[..., subprocess.Popen[bytes]]:
    """Starts a stream of terms whose ends are ours."""

    def start() -> subprocess.Popen[bytes]:
        pipe = subprocess.PIPE
        return subprocess.Popen(
            [*GRIFFIE, "term", "--jsonl", "-"], env=surroundings, stdin=pipe, stdout=pipe, stderr=pipe
        )

    return start


def test_a_stream_is_answered_while_it_flows_and_ctrl_c_ends_it_quietly(stream: Callable[..., Any]) -> None:
    with stream() as process:
        process.stdin.write(LINE)
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["due_on"] == "2018-06-14"
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 130
        assert process.stderr.read() == b""


def test_a_reader_that_goes_away_is_no_failure(stream: Callable[..., Any]) -> None:
    with stream() as process:
        process.stdout.close()
        process.stdin.write(LINE * 100)
        process.stdin.close()
        assert process.wait(timeout=20) == 0
        assert process.stderr.read() == b""


def test_output_is_utf8_in_whatever_surroundings(surroundings: dict[str, str]) -> None:
    ran = subprocess.run(
        [*GRIFFIE, "--help"], env=surroundings | {"PYTHONIOENCODING": "ascii"}, capture_output=True, check=True
    )
    assert "één zaak" in ran.stdout.decode("utf-8")


def test_the_first_command_makes_a_database_and_says_where(surroundings: dict[str, str], tmp_path: Path) -> None:
    first, second = (
        subprocess.run([*GRIFFIE, "cases"], env=surroundings, capture_output=True, text=True, check=True)
        for _ in range(2)
    )
    assert str(tmp_path / "home" / "register.db") in first.stderr
    assert len(first.stderr.splitlines()) == 1
    assert second.stderr == ""
    assert "Nog geen zaken" in second.stdout


@pytest.mark.parametrize(("answer", "code"), [("j", 0), ("n", 2)])
def test_at_a_terminal_a_new_mail_server_is_asked_about(
    answer: str, code: int, surroundings: dict[str, str], home: Path, a_case: str
) -> None:
    ours, theirs = os.openpty()
    settings = {"GRIFFIE_HOME": str(home), "GRIFFIE_SMTP_URL": "smtp://127.0.0.1:9"}
    os.write(ours, f"{answer}\n".encode())
    with subprocess.Popen(
        [*GRIFFIE, "check", "--as-of", "2018-06-11"],
        env=surroundings | settings,
        stdin=theirs,
        stdout=subprocess.DEVNULL,
        stderr=theirs,
    ) as process:
        assert process.wait(timeout=60) == code
    asked = os.read(ours, 65536).decode("utf-8")
    os.close(ours)
    os.close(theirs)
    assert "[j/N]" in asked
    assert "127.0.0.1" in asked


@pytest.mark.parametrize("command", [["compose", "EK-2018-001"], ["publish", "EK-2018-001", "-o", "-"]])
def test_what_is_no_text_never_fills_a_terminal(surroundings: dict[str, str], command: list[str]) -> None:
    ours, theirs = os.openpty()
    ran = subprocess.run(
        [*GRIFFIE, *command, "--format", "pdf"],
        stdout=theirs,
        stderr=subprocess.PIPE,
        env=surroundings,
        check=False,
    )
    os.close(theirs)
    os.close(ours)
    assert ran.returncode == 2
    assert "op het scherm niet te lezen" in ran.stderr.decode()


def test_without_any_prefect_a_check_does_its_work_all_the_same(
    surroundings: dict[str, str], home: Path, a_case: str
) -> None:
    nobody = {"PREFECT_API_URL": "http://127.0.0.1:9/api", "PREFECT_HOME": str(home / "nowhere")}
    ran = subprocess.run(
        [*GRIFFIE, "check", "--as-of", "2018-06-11", "--json"],
        env=surroundings | nobody | {"GRIFFIE_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert [act["verb"] for act in json.loads(ran.stdout)["acts"]] == ["take_in", "check", "send"]
    [mail] = (home / "outgoing").glob("*.eml")
    assert a_case in mail.read_text()
    assert not (home / "nowhere").exists()

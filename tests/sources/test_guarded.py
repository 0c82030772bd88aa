"""Papers from outside are read in a process of their own, and nothing that they do reaches ours."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from documents import read
from documents.errors import DocumentsError, NoText, TooHard, TooLarge, UnreadableKind
from documents.jsonable import to_json
from procedure.rulebook import Rulebook
from sources import guarded
from sources.errors import ReaderDoesNotStart
from sources.guarded import Guard
from sources.parcel import packed, unpacked
from tests.documents.conftest import TABLES
from tests.documents.readers.hostile import broken
from tests.documents.readers.makers import FORMS, REPLY, REQUEST, plain

ROOT = Path(__file__).resolve().parents[2]
EK = "Eerste Kamer der Staten-Generaal"
LIMITS = (
    "binnen twee weken na dagtekening van deze brief",
    "uiterlijk vrijdag 29 maart 2019, 12.00 uur",
    "vóór het zomerreces",
    "binnen tien werkdagen na ontvangst van deze brief",
    "uiterlijk dinsdag 29 maart 2019",
    "zo spoedig mogelijk, doch uiterlijk eind maart 2019",
)


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    """The rules under which these letters are read."""
    return Rulebook.from_tables(TABLES)


@pytest.fixture(scope="module")
def guard() -> Iterator[Guard]:
    """A guard with the limits of every day."""
    made = Guard()
    yield made
    made.close()


def asking(limit: str) -> tuple[str, ...]:
    """Return the request with another term."""
    return tuple(one.replace("binnen vier weken na dagtekening van deze brief", limit) for one in REQUEST)


@pytest.mark.parametrize("form", FORMS)
def test_what_is_read_at_a_distance_is_what_the_paper_says(form: str, guard: Guard, rulebook: Rulebook) -> None:
    data = FORMS[form](REQUEST)
    assert guard.read(data, name="brief", rulebook=rulebook) == read(data, name="brief", rulebook=rulebook)


@pytest.mark.parametrize("limit", LIMITS)
def test_a_term_keeps_its_explanation_over_the_distance(limit: str, guard: Guard, rulebook: Rulebook) -> None:
    data = plain(asking(limit))
    near, far = (way(data, name="brief", rulebook=rulebook) for way in (read, guard.read))
    assert near.letters[0].term is not None
    assert to_json(far)["letters"][0]["term"] == to_json(near)["letters"][0]["term"]
    assert far == near


@pytest.mark.parametrize("kind", ["Popen", "system", "Reading", "ZoneInfo"])
def test_a_parcel_makes_nothing_but_what_a_term_holds(kind: str, rulebook: Rulebook) -> None:
    parcel: Any = json.loads(json.dumps(packed(read(plain(REQUEST), name="brief", rulebook=rulebook))))
    parcel["terms"][0][0][0][1] = {"day": {kind: "x"}}
    with pytest.raises(ValueError, match=kind):
        unpacked(parcel)


@pytest.mark.parametrize(
    ("data", "refusal", "sentence"),
    [
        (b" \n", NoText, "brief.pdf bevat geen leesbare tekst"),
        (b"\x89PNG\r\n\x1a\n\x00", UnreadableKind, "brief.pdf is een afbeelding"),
        (b"a" * (guarded.LARGEST + 1), TooLarge, "brief.pdf is 20000001 bytes groot"),
    ],
    ids=["empty", "picture", "large"],
)
def test_a_refusal_comes_back_as_itself(
    data: bytes, refusal: type[Exception], sentence: str, guard: Guard, rulebook: Rulebook
) -> None:
    with pytest.raises(refusal, match=sentence):
        guard.read(data, name="brief.pdf", rulebook=rulebook)


def test_one_process_reads_many_papers_and_knows_new_rules(guard: Guard, rulebook: Rulebook) -> None:
    first = guard.read(plain(REQUEST), name="a", rulebook=rulebook).letters[0].term
    pid = guard.pid
    later = TABLES | {"rule": [TABLES["rule"][0] | {"version": 2}]}
    second = guard.read(plain(REQUEST), name="b", rulebook=Rulebook.from_tables(later)).letters[0].term
    assert guard.pid == pid
    assert first is not None
    assert second is not None
    assert (first.rule_version, second.rule_version) == (1, 2)
    assert (first.due_on, second.due_on) == (date(2019, 3, 12), date(2019, 3, 12))


def test_a_reader_that_was_killed_is_put_in_place_again(guard: Guard, rulebook: Rulebook) -> None:
    guard.warm()
    killed = guard.pid
    assert killed is not None
    os.kill(killed, signal.SIGKILL)
    assert guard.read(plain(REPLY), name="brief", rulebook=rulebook).letters[0].sender_name == "C.D. Voorbeeld"
    assert guard.pid != killed


def test_a_paper_that_takes_too_long_is_refused_and_the_next_is_read(rulebook: Rulebook) -> None:
    guard = Guard(seconds=0.3)
    try:
        guard.warm()
        stopped = guard.pid
        assert stopped is not None
        os.kill(stopped, signal.SIGSTOP)
        with pytest.raises(
            TooHard, match=r"traag\.txt is niet te lezen binnen 0\.3 seconden en 500 MB; verwacht wordt"
        ):
            guard.read(plain(REPLY), name="traag.txt", rulebook=rulebook)
        assert not Path(f"/proc/{stopped}").exists()
    finally:
        guard.close()


def test_a_paper_that_takes_too_much_memory_is_refused_and_the_next_is_read(rulebook: Rulebook) -> None:
    guard = Guard(megabytes=80)
    try:
        with pytest.raises(TooHard, match=r"zwaar\.txt is niet te lezen binnen 10 seconden en 80 MB"):
            guard.read(b"a" * 18_000_000, name="zwaar.txt", rulebook=rulebook)
        assert guard.read(plain(REPLY), name="brief", rulebook=rulebook).letters
    finally:
        guard.close()


def test_a_reader_that_cannot_start_is_no_fault_of_the_paper(rulebook: Rulebook) -> None:
    guard = Guard(megabytes=12)
    with pytest.raises(ReaderDoesNotStart, match="installeer griffie opnieuw"):
        guard.read(plain(REPLY), name="brief", rulebook=rulebook)
    assert guard.pid is None


def test_the_reader_ends_with_its_guard(rulebook: Rulebook) -> None:
    guard = Guard()
    guard.read(plain(REPLY), name="brief", rulebook=rulebook)
    pid = guard.pid
    guard.close()
    assert guard.pid is None
    assert not Path(f"/proc/{pid}").exists()


def test_the_reader_can_write_no_file_and_open_few(guard: Guard) -> None:
    guard.warm()
    guard.read(plain(REPLY), name="brief", rulebook=Rulebook.from_tables(TABLES))
    limits = Path(f"/proc/{guard.pid}/limits").read_text()
    allowed = {line[:26].strip(): line[26:].split()[0] for line in limits.splitlines()[1:]}
    assert allowed["Max file size"] == "0"
    assert allowed["Max core file size"] == "0"
    assert allowed["Max address space"] == str(guarded.MEGABYTES << 20)
    assert int(allowed["Max open files"]) <= 64
    assert int(allowed["Max cpu time"]) <= 30


def test_the_memory_of_the_asker_is_not_the_readers() -> None:
    """A large process keeps its reader from letter to letter, as a small one does."""
    large = """
import sys
from sources.guarded import Guard
ballast = bytearray(400 << 20)
ballast[:: 4096] = b"x" * len(ballast[:: 4096])
from config.reference import packaged_rulebook as packaged
guard = Guard()
pids = set()
for _ in range(2):
    guard.read(sys.argv[1].encode(), name="brief", rulebook=packaged())
    pids.add(guard.pid)
guard.close()
print(len(pids), None in pids)
"""
    done = subprocess.run(
        [sys.executable, "-c", large, plain(REPLY).decode()], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["1", "False"]


def test_whatever_is_broken_in_a_letter_it_is_read_or_refused(guard: Guard, rulebook: Rulebook) -> None:
    for name, data in broken(seed=2019, count=150):
        assert name in said_of(data, name, guard, rulebook), name


def said_of(data: bytes, name: str, guard: Guard, rulebook: Rulebook) -> str:
    """Return the name that a reading gives, or the sentence with which the paper is refused."""
    try:
        return guard.read(data, name=name, rulebook=rulebook).file
    except DocumentsError as refused:
        return str(refused)

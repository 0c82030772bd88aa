"""The process that reads papers from outside: limits first, then one file after another, an answer in JSON for each."""

import json
import os
import pickle
import resource
import struct
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

_LENGTH = struct.Struct(">Q")
_OPEN_FILES = 64
_MEGABYTE = 1 << 20


def main(seconds: float, megabytes: int) -> None:
    """Answer questions until there are no more, or until so much memory is in use that a fresh process is better."""
    questions, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    _limit(megabytes)
    import documents.jsonable  # noqa: PLC0415 - under the limits, and while the asker prepares its question
    import documents.reading  # noqa: F401, PLC0415 - as above

    rules: Any = None
    leaves = False
    while not leaves and (head := _head(questions)) is not None:
        if head["rules"]:
            rules = pickle.loads(questions.read(head["rules"]))  # noqa: S301 - from the process that started us
        data = questions.read(head["size"])
        _allow(seconds)
        answer = _answer(data, head["name"], rules)
        leaves = answer.get("error") == "TooHard" or _peak() > megabytes * _MEGABYTE // 2
        told = json.dumps(answer | {"leaves": leaves}).encode()
        answers.write(_LENGTH.pack(len(told)) + told)
        answers.flush()


def _head(questions: BinaryIO) -> dict[str, Any] | None:
    """Return what the next question is about, or None where the asker is gone."""
    length = questions.read(_LENGTH.size)
    if len(length) < _LENGTH.size:
        return None
    head: dict[str, Any] = json.loads(questions.read(_LENGTH.unpack(length)[0]))
    return head


def _answer(data: bytes, name: str, rules: Any) -> dict[str, Any]:
    """Return the reading, or the refusal with its facts; whatever else goes wrong is the file's doing."""
    from documents import read  # noqa: PLC0415 - as above
    from documents.errors import DocumentsError  # noqa: PLC0415 - as above
    from sources.parcel import packed  # noqa: PLC0415 - as above

    try:
        return packed(read(data, name=name, rulebook=rules))
    except DocumentsError as refused:
        facts = {key: value if isinstance(value, int) else str(value) for key, value in refused.facts.items()}
        return {"error": type(refused).__name__, "facts": facts}
    except MemoryError:
        return {"error": "TooHard", "facts": {}}
    except Exception as wrong:  # noqa: BLE001 - a file that breaks a library must not break the office
        facts = {"name": name, "found": "een bestand", "cause": f"{type(wrong).__name__}: {wrong}"}
        return {"error": "Damaged", "facts": facts}


def _limit(megabytes: int) -> None:
    """Shut what a file may make us do: eat memory, write files, leave a core behind."""
    space = megabytes * _MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (space, space))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_OPEN_FILES, _OPEN_FILES))


def _allow(seconds: float) -> None:
    """Give the next file its time on the processor, on top of what the others used."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime + seconds) + 1, resource.RLIM_INFINITY))


def _peak() -> int:
    """Return the most memory that this process held, in bytes; what its asker held before it began does not count.

    Linux hands the ``ru_maxrss`` of the asker down to the process that it starts, so that is the second choice.
    """
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024

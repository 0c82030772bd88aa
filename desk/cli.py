"""The ``griffie`` command: finds the one command that is called, loads it, and says in one sentence what goes wrong."""

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, TextIO

from desk.catalogue import COMMANDS, overview

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk.parser import Parser

DONE, FAILED, REFUSED, INTERRUPTED = 0, 1, 2, 130
"""The exit codes: it did its job; own failure; input it cannot use; stopped with Ctrl-C."""


def main(argv: "Sequence[str] | None" = None) -> int:
    """Return the exit code of the command that was typed; never lets a traceback through."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        _utf8(stream)
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        code = _run(words)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        return _nobody_reads()
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else DONE
    except Exception as error:  # noqa: BLE001 - whatever it is, a person reads one sentence
        return _say(error)
    finally:
        _let_go()
    return code


def _let_go() -> None:
    opener = sys.modules.get("desk.workplace")  # loaded by the commands that open a register
    if opener is not None:
        opener.let_go()


def parser_of(name: str) -> "Parser":
    """Return the parser of a command by its name; it is loaded for it."""
    from desk.parser import Parser  # noqa: PLC0415 - `griffie --help` needs no parser

    command = import_module(f"desk.commands.{COMMANDS[name].module}").COMMANDS[name]
    parser = Parser(prog=f"griffie {name}", description=command.description)
    command.options(parser)
    parser.set_defaults(run=command.run)
    return parser


def _run(words: list[str]) -> int:
    if not words or words[0] in {"-h", "--help", "help"}:
        print(overview())
        return DONE
    if words[0] == "--version":
        from importlib.metadata import version  # noqa: PLC0415 - asked for once in a while

        print(f"griffie {version('griffie')}")
        return DONE
    if words[0] not in COMMANDS:
        _unknown(words[0])
    options = parser_of(words[0]).parse_args(words[1:])
    code: int = options.run(options)
    return code


def _unknown(name: str) -> None:
    from difflib import get_close_matches  # noqa: PLC0415 - only for a slip of the fingers

    from desk.errors import UnknownCommand  # noqa: PLC0415 - as above

    near = get_close_matches(name, COMMANDS, n=2)
    raise UnknownCommand(name=name, nearest=f"; bedoelt u {' of '.join(near)}?" if near else ".")


def _say(error: Exception) -> int:
    from desk.errors import is_refusal  # noqa: PLC0415 - most commands go well

    if is_refusal(error):
        print(" ".join(str(error).split()), file=sys.stderr)
        return REFUSED
    from desk.failures import write_down  # noqa: PLC0415 - as above

    print(write_down(error), file=sys.stderr)
    return FAILED


def _nobody_reads() -> int:
    """Return a quiet exit where the reader of our output has gone (``griffie cases | head``)."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return DONE


def _utf8(stream: TextIO) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None and (getattr(stream, "encoding", "") or "").lower() not in {"utf-8", "utf8"}:
        reconfigure(encoding="utf-8")

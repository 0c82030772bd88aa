"""Templates that may do little: values, conditions, one loop within another, and no way to what lies behind a value.

An office may put its own in place of ours, so two walls stand here: only the parts of the language that a letter needs
are let in at all, and what is let in runs in a sandbox without globals and without calls.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined, nodes
from jinja2.exceptions import SecurityError, TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from documents.errors import TemplateRefused

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

FILTERS = ("length",)
"""The filters that a template of a letter may use."""

LONGEST = 400_000
"""Characters: no letter is longer, and a template that grows without end is stopped."""

DEEPEST = 2
"""Loops within one another: more would let a short template run for hours."""

_OFFERED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Const,
    nodes.For,
    nodes.If,
    nodes.CondExpr,
    nodes.Filter,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
)
"""The parts of the template language that a letter needs; calls, attributes, macros and includes are not among them."""


class _Sandbox(ImmutableSandboxedEnvironment):
    """The second wall: nothing is called, and no attribute is read."""

    def is_safe_callable(self, obj: Any) -> bool:  # noqa: ARG002
        """Return that nothing may be called: a text could be padded until the memory is full."""
        return False

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ARG002
        """Return that no attribute may be read: a template is given texts and lists, and needs nothing of them."""
        return False


def environment(own: Path | None = None) -> Environment:
    """Return the environment of the letters' templates: those in the office's folder first, then ours."""
    ours: BaseLoader = PackageLoader("documents", "templates")
    loader = ChoiceLoader([FileSystemLoader(own), ours]) if own is not None else ours
    made = _Sandbox(loader=loader, autoescape=False, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.globals.clear()
    made.filters = {name: made.filters[name] for name in FILTERS}
    made.tests = {}
    return made


def filled(made: Environment, name: str, context: Mapping[str, Any]) -> str:
    """Return a template with its values; what is inserted is plain text, which the writers of a form escape.

    Raises:
        TemplateRefused: it asks for what it is not given, does what it may not, or does not end.
    """
    pieces: list[str] = []
    size = 0
    try:
        _check(made, name)
        for piece in made.get_template(name).generate(context):
            pieces.append(piece)
            size += len(piece)
            if size > LONGEST:
                raise TemplateRefused(name=name, reason=f"het wordt langer dan {LONGEST} tekens")
    except (TemplateError, TypeError, RecursionError, OSError, UnicodeDecodeError) as problem:
        raise TemplateRefused(name=name, reason=_said(problem)) from problem
    return "".join(pieces)


def _check(made: Environment, name: str) -> None:
    """Refuse a template with anything in it that no letter needs."""
    if made.loader is None:
        raise TemplateNotFound(name)
    source, _, _ = made.loader.get_source(made, name)
    for node, depth in _walk(made.parse(source), 0):
        if not isinstance(node, _OFFERED):
            raise SecurityError(f"{type(node).__name__} op regel {node.lineno}")
        if depth > DEEPEST:
            raise SecurityError(f"meer dan {DEEPEST} lussen in elkaar op regel {node.lineno}")


def _walk(node: nodes.Node, depth: int) -> Iterator[tuple[nodes.Node, int]]:
    inner = depth + isinstance(node, nodes.For)
    yield node, inner
    for child in node.iter_child_nodes():
        yield from _walk(child, inner)


def _said(problem: Exception) -> str:
    """Return what is wrong with a template, for the person who wrote it."""
    detail = " ".join(str(problem).split()).rstrip(".")
    if isinstance(problem, TemplateSyntaxError):
        return f"regel {problem.lineno} klopt niet ({detail})"
    if isinstance(problem, SecurityError):
        return f"het doet wat een sjabloon niet mag ({detail})"
    if isinstance(problem, UndefinedError):
        return f"het vraagt naar een gegeven dat er niet is ({detail})"
    if isinstance(problem, TemplateNotFound):
        return "het is niet te vinden"
    return f"het klopt niet ({detail})"

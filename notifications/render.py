"""A notice's context and its templates become a subject, a text and an HTML page.

The templates may do little: no globals, a handful of filters, no access to what lies behind a value. A name that the
context lacks fails here, before anything is sent.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import BaseLoader, Environment, PackageLoader, StrictUndefined
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from notifications.notices import Notice, one_line

FILTERS = ("escape", "join", "length")
"""The filters that a template may use."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A notice as it will be read: one line of subject, the text, and the same as HTML."""

    subject: str
    text: str
    html: str


class Templates(ImmutableSandboxedEnvironment):
    """Templates without globals, without calls, and without arithmetic that could fill the memory."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def is_safe_callable(self, obj: Any) -> bool:  # noqa: ARG002
        """Return that nothing may be called: a text can be padded until the memory is full."""
        return False

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:  # noqa: ARG002
        """Refuse the operator: no notice needs it.

        Raises:
            SecurityError: always.
        """
        raise SecurityError(f"The operator {operator} is not offered in templates.")


def templates(loader: BaseLoader, *, html: bool) -> Environment:
    """Return an environment for templates, escaping what it inserts where the outcome is HTML."""
    made = Templates(
        loader=loader,
        autoescape=html,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals.clear()
    made.filters = {name: made.filters[name] for name in FILTERS}
    return made


@cache
def _ours(*, html: bool) -> Environment:
    return templates(PackageLoader("notifications", "templates"), html=html)


def render(notice: Notice) -> Rendered:
    """Return the notice as it will be read.

    Raises:
        jinja2.UndefinedError: a template asks for what the notice does not give.
    """
    return Rendered(
        subject=one_line(_filled(notice.name, "subject.txt", notice.context)),
        text=_filled(notice.name, "body.txt", notice.context).strip() + "\n",
        html=_filled(notice.name, "body.html", notice.context, html=True).strip() + "\n",
    )


def _filled(name: str, part: str, context: Mapping[str, Any], *, html: bool = False) -> str:
    return _ours(html=html).get_template(f"{name}/{part}").render(context)

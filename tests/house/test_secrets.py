"""Secrets are compared in constant time: nothing that is a secret stands beside ``==`` (S18, CWE-208)."""

import ast
import re
from pathlib import Path

import pytest

from tests.house.test_rooms import ROOT, modules

SECRET = re.compile(r"secret|signature|password|token$|api_auth|hmac", re.IGNORECASE)
"""How what is secret, or is made of a secret, is called here."""


PURE = ("procedure", "documents")
"""Rooms that are given no secret: a token there is a word of a letter."""
WITH_SECRETS = [path for path in modules() if path.relative_to(ROOT).parts[0] not in PURE]


def names(node: ast.expr) -> list[str]:
    """Return every name in an expression, calls included; whether something is there at all (``bool``) is no secret."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "bool":
        return []
    return [
        one.id if isinstance(one, ast.Name) else one.attr
        for one in ast.walk(node)
        if isinstance(one, ast.Name | ast.Attribute)
    ]


def compared_openly(source: str) -> list[str]:
    """Return the comparisons with ``==``, ``!=`` or ``in`` in which a secret is named."""
    openly = (ast.Eq, ast.NotEq, ast.In, ast.NotIn)
    return [
        ast.unparse(node)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Compare)
        and any(isinstance(one, openly) for one in node.ops)
        and any(SECRET.search(name) for side in (node.left, *node.comparators) for name in names(side))
    ]


@pytest.mark.parametrize("path", WITH_SECRETS, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_secret_is_compared_openly(path: Path) -> None:
    assert compared_openly(path.read_text()) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("signature == given", True),
        ("if sign(secret, at) != other: pass", True),
        ("settings.feed_token in known", True),
        ("hmac.compare_digest(signature, given)", False),
        ("count == 3", False),
    ],
)
def test_the_rule_sees_what_it_is_for(source: str, found: bool) -> None:
    assert bool(compared_openly(source)) is found

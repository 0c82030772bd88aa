"""A term, and the last day to send, as the commands print them: the keys of the contract, in their order."""

from datetime import date
from typing import Any

from procedure.deadlines import Term
from procedure.sending import Dispatch
from procedure.vocabulary import Language
from procedure.wording import explain, warnings


def as_json(term: Term, lang: Language = Language.NL) -> dict[str, Any]:
    """Return the term as plain values for JSON, its sentences in the language asked for."""
    return {
        "clause": term.clause,
        "due_on": term.due_on.isoformat() if term.due_on else None,
        "due_at": term.due_at.isoformat() if term.due_at else None,
        "soft_due_on": term.soft_due_on.isoformat() if term.soft_due_on else None,
        "bound": term.bound.value if term.bound else None,
        "firmness": term.firmness.value,
        "kind": term.kind.value,
        "assumed": term.assumed,
        "needs_review": term.needs_review,
        "warnings": warnings(term, lang),
        "rule": {"name": term.rule_name, "version": term.rule_version},
        "explanation": explain(term, lang) or warnings(term, lang),
    }


def sending_as_json(found: Dispatch, *, clause: str, before: date, lang: Language = Language.NL) -> dict[str, Any]:
    """Return the last day to send as plain values for JSON, its sentences in the language asked for."""
    return {
        "clause": clause,
        "before": before.isoformat(),
        "answer_by": found.answer_by.isoformat(),
        "send_on": found.send_on.isoformat(),
        "due_on": found.due_on.isoformat(),
        "warnings": warnings(found, lang),
        "rule": {"name": found.rule_name, "version": found.rule_version},
        "explanation": explain(found, lang),
    }

"""The life of a round: facts in, stage out, and which acts are offered at which stage.

The stage is a pure function of the facts in force. Acts may be entered late, in any order, and undone: a fact that a
later act voids no longer counts, so there is no way back to draw.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from procedure.vocabulary import Stage, Verb


@dataclass(frozen=True, slots=True)
class Facts:
    """What is in force about one round."""

    addressed: frozenset[int] = frozenset()
    """The offices that owe an answer."""
    answered_whole: frozenset[int] = frozenset()
    """The offices that answered whole, themselves or through *mede namens*."""
    replies: int = 0
    """How many replies or partial replies are in."""
    adopted: bool = False
    published: bool = False
    closed: bool = False


def stage(facts: Facts) -> Stage:
    """Return the stage of a round, from the facts in force alone: late entry and corrections need no way back."""
    if facts.closed:
        return Stage.CLOSED
    if facts.published:
        return Stage.PUBLISHED
    if facts.adopted:
        return Stage.ADOPTED
    if facts.replies and facts.addressed <= facts.answered_whole:
        return Stage.ANSWERED
    if facts.replies:
        return Stage.PARTLY_ANSWERED
    return Stage.REGISTERED


ALWAYS = frozenset({Verb.CORRECT, Verb.VOID, Verb.NOTE, Verb.DOSSIER})
"""Repairs of our own mistakes, possible at any stage but *closed*."""

_OPEN = ALWAYS | {Verb.RECEIVE, Verb.DEFER, Verb.REFUSE_DEFERRAL, Verb.HOLD, Verb.SEND, Verb.CLOSE}

OFFERED: Mapping[Stage, frozenset[Verb]] = MappingProxyType(
    {
        Stage.REGISTERED: _OPEN,
        Stage.PARTLY_ANSWERED: _OPEN | {Verb.ADOPT, Verb.FURTHER},
        # A supplementary letter may follow an answer (a dossier of 2013 has two replies, six weeks apart).
        Stage.ANSWERED: ALWAYS | {Verb.RECEIVE, Verb.ADOPT, Verb.FURTHER, Verb.CLOSE},
        Stage.ADOPTED: ALWAYS | {Verb.PUBLISH, Verb.FURTHER},
        Stage.PUBLISHED: ALWAYS | {Verb.REPRINT, Verb.FURTHER, Verb.CLOSE, Verb.ANONYMISE},
        Stage.CLOSED: frozenset({Verb.REOPEN, Verb.NOTE, Verb.ANONYMISE}),
    }
)


def offered(at: Stage) -> frozenset[Verb]:
    """Return the acts that a person may do at this stage."""
    return OFFERED[at]

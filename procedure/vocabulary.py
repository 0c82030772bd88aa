"""The words of the field, as enumerations.

Names are the field's English terms; the values are what the register stores and what ``--json`` prints. Where Dutch
practice has an official term it is in ``label`` (Dutch) and explained in ``docs/glossary.md``.
"""

from enum import StrEnum
from typing import Self


class Labelled(StrEnum):
    """An enumeration whose members carry the official Dutch term as ``label``."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """Make a member from its value and its Dutch label."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label or value
        return member


class Chamber(Labelled):
    """The two chambers of the States General."""

    EK = "EK", "Eerste Kamer"
    TK = "TK", "Tweede Kamer"


class RoundKind(Labelled):
    """Which letter opened a round: the first request of a case, or a further one about the answer."""

    FIRST = "first", "eerste verzoek"
    FURTHER = "further", "nader verzoek"


class Stage(Labelled):
    """How far a round has come; it follows from the facts in force and is never set by hand."""

    REGISTERED = "registered", "ingeschreven"
    PARTLY_ANSWERED = "partly_answered", "deels beantwoord"
    ANSWERED = "answered", "beantwoord"
    ADOPTED = "adopted", "vastgesteld"
    PUBLISHED = "published", "gepubliceerd"
    CLOSED = "closed", "afgesloten"


class Verb(Labelled):
    """The acts of the diary: what a person (or a check) did."""

    REQUEST = "request", "verzoek ingeschreven"
    RECEIVE = "receive", "brief ontvangen"
    DEFER = "defer", "uitstel vastgelegd"
    REFUSE_DEFERRAL = "refuse_deferral", "uitstel geweigerd"
    CORRECT = "correct", "gecorrigeerd"
    VOID = "void", "brief uit de zaak gehaald"
    HOLD = "hold", "aangehouden"
    CLOSE = "close", "afgesloten"
    REOPEN = "reopen", "heropend"
    NOTE = "note", "aantekening"
    DOSSIER = "dossier", "dossiers gewijzigd"
    FURTHER = "further", "nadere ronde geopend"
    ADOPT = "adopt", "verslag vastgesteld"
    PUBLISH = "publish", "verslag gepubliceerd"
    REPRINT = "reprint", "herdruk gepubliceerd"
    CHECK = "check", "termijnen nagelopen"
    SEND = "send", "herinnering verstuurd"
    CONFIRM_SERVER = "confirm_server", "mailserver bevestigd"
    TAKE_IN = "take_in", "post ingenomen"
    LOAD_OFFICE = "load_office", "kantoorgegevens geladen"
    FEED = "feed", "adres van een agenda vastgesteld"
    RECOMPUTE = "recompute", "termijnen herberekend"
    ANONYMISE = "anonymise", "geanonimiseerd"
    IMPORT = "import", "regels ingelezen"
    RESTORE = "restore", "uit een back-up hersteld"
    CONFIRM_RESTORE = "confirm_restore", "verzending na herstel bevestigd"
    PREFER = "prefer", "voorkeur vastgelegd"


class ClosedAs(Labelled):
    """Why a round was closed."""

    WITHDRAWN = "withdrawn", "ingetrokken"
    LAPSED = "lapsed", "vervallen"
    NOTED = "noted", "voor kennisgeving aangenomen"


class LetterKind(Labelled):
    """What a letter is in the exchange."""

    REQUEST = "request", "verzoek"
    REPLY = "reply", "antwoord"
    PARTIAL_REPLY = "partial_reply", "deelantwoord"
    DEFERRAL = "deferral", "uitstelbericht"
    LETTER = "letter", "brief"


class DocType(Labelled):
    """What a whole document is."""

    VSO = "vso", "verslag van een schriftelijk overleg"
    NADER_VSO = "nader_vso", "verslag van een nader schriftelijk overleg"
    REQUEST = "request", "verzoek"
    REPLY = "reply", "antwoord"
    PARTIAL_REPLY = "partial_reply", "deelantwoord"
    DEFERRAL = "deferral", "uitstelbericht"
    GOVERNMENT_LETTER = "government_letter", "brief van de regering"
    OTHER = "other", "ander stuk"


class PartyRole(Labelled):
    """In which role an office stands on a letter."""

    ADDRESSEE = "addressee", "geadresseerde"
    SIGNATORY = "signatory", "ondertekenaar"
    ON_BEHALF_OF = "on_behalf_of", "mede namens"
    COPIED_TO = "copied_to", "in afschrift aan"


class Extent(Labelled):
    """How much of what was asked a reply answers."""

    WHOLE = "whole", "geheel"
    PART = "part", "deels"
    REFERRED = "referred", "doorverwezen"


class TermKind(Labelled):
    """Why a revision of a term exists. The original date is the latest of the first three, the agreed one of all."""

    INITIAL = "initial", "gesteld"
    CORRECTION = "correction", "gecorrigeerd"
    RECOMPUTED = "recomputed", "herberekend"
    DEFERRAL = "deferral", "uitgesteld"


class Access(Labelled):
    """Who may see a paper."""

    OPEN = "open", "openbaar"
    CONFIDENTIAL = "confidential", "vertrouwelijk ter inzage"


class Via(Labelled):
    """How a postponement reached the office."""

    LETTER = "letter", "brief"
    MAIL = "mail", "e-mail"
    TELEPHONE = "telephone", "telefoon"


class Audience(Labelled):
    """For whom a rung of the ladder is meant: a desk or the clerk, never a minister."""

    DESK = "desk", "parlementaire desk"
    CLERK = "clerk", "griffier"


class Mode(Labelled):
    """Whether a rung leaves by itself or waits for a person."""

    AUTO = "auto", "vanzelf"
    BY_HAND = "by_hand", "na akkoord"


class ReminderState(Labelled):
    """What became of a reminder, as a clerk reads it."""

    QUEUED = "queued", "klaar om te versturen"
    SENDING = "sending", "wordt verstuurd"
    WRITTEN = "written", "weggeschreven, niet gemaild"
    SENT = "sent", "verstuurd"
    DELIVERED = "delivered", "afgeleverd"
    TEMPORARY_FAILURE = "temporary_failure", "nog niet gelukt, wordt herhaald"
    FAILED = "failed", "mislukt"
    UNSURE = "unsure", "onzeker of het aankwam"
    BY_HAND = "by_hand", "wacht op een mens"
    SKIPPED = "skipped", "overgeslagen"
    DROPPED = "dropped", "vervallen"
    HELD = "held", "vastgehouden"


class Firmness(StrEnum):
    """How firmly a clause sets its date."""

    HARD = "hard"
    SOFT = "soft"
    CONDITIONAL = "conditional"
    VAGUE = "vague"


class ClauseKind(StrEnum):
    """What a clause hangs its date on."""

    RELATIVE = "relative"
    ABSOLUTE = "absolute"
    RECESS = "recess"
    SEASON = "season"
    EVENT = "event"
    PERIODIC = "periodic"
    RANGE = "range"
    NONE = "none"


class Bound(StrEnum):
    """Whether the named day itself is still in time."""

    INCLUSIVE = "inclusive"
    EXCLUSIVE = "exclusive"


class Language(StrEnum):
    """The language of sentences such as an explanation."""

    NL = "nl"
    EN = "en"


class StandingState(Labelled):
    """How a term stands on a day. It is worked out for the day and never stored."""

    NO_DATE = "no_date", "geen datum"
    IN_TIME = "in_time", "binnen de termijn"
    NEAR = "near", "termijn nadert"
    LATE = "late", "te laat"
    ANSWERED = "answered", "beantwoord"
    ANSWERED_IN_TIME = "answered_in_time", "op tijd beantwoord"
    ANSWERED_LATE = "answered_late", "te laat beantwoord"

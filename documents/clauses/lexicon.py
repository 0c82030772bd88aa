"""The words in which Dutch letters set terms, folded: lower case, without accents."""

from procedure.clauses import Feast, Part, Unit
from procedure.days import RecessKind

_ONES = ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")
_TENS = {20: "twintig", 30: "dertig", 40: "veertig", 50: "vijftig", 60: "zestig", 70: "zeventig", 80: "tachtig"}
_TEENS = ("tien", "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien")

NUMBERS: dict[str, int] = (
    {word: n for n, word in enumerate(_ONES, 1)}
    | {word: n for n, word in enumerate(_TEENS, 10)}
    | {word: n for n, word in (_TENS | {90: "negentig", 100: "honderd"}).items()}
    | {f"{one}en{ten}": n + k for n, ten in (_TENS | {90: "negentig"}).items() for k, one in enumerate(_ONES, 1)}
)

ORDINALS: dict[str, int] = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4}

WEEKDAYS: dict[str, int] = {
    day: n for n, day in enumerate(("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"))
}
PARTS_OF_DAY = ("ochtend", "morgen", "middag", "avond")
WEEKDAYS |= {day + part: n for day, n in tuple(WEEKDAYS.items()) for part in PARTS_OF_DAY}
SHORT_WEEKDAYS: dict[str, int] = {day[:2]: n for day, n in WEEKDAYS.items() if day.endswith("dag")}

_MONTHS = (
    ("januari", "jan"),
    ("februari", "feb", "febr"),
    ("maart", "mrt"),
    ("april", "apr"),
    ("mei",),
    ("juni", "jun"),
    ("juli", "jul"),
    ("augustus", "aug"),
    ("september", "sep", "sept"),
    ("oktober", "okt", "october", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
MONTHS: dict[str, int] = {name: n for n, names in enumerate(_MONTHS, 1) for name in names}

UNITS: dict[str, tuple[int, Unit]] = {
    "uur": (1, Unit.HOURS),
    "uren": (1, Unit.HOURS),
    "etmaal": (24, Unit.HOURS),
    "dag": (1, Unit.DAYS),
    "dagen": (1, Unit.DAYS),
    "kalenderdag": (1, Unit.DAYS),
    "kalenderdagen": (1, Unit.DAYS),
    "werkdag": (1, Unit.WORKING_DAYS),
    "werkdagen": (1, Unit.WORKING_DAYS),
    "week": (1, Unit.WEEKS),
    "weken": (1, Unit.WEEKS),
    "kalenderweken": (1, Unit.WEEKS),
    "maand": (1, Unit.MONTHS),
    "maanden": (1, Unit.MONTHS),
    "kwartaal": (3, Unit.MONTHS),
    "kwartalen": (3, Unit.MONTHS),
    "halfjaar": (6, Unit.MONTHS),
    "jaar": (1, Unit.YEARS),
    "jaren": (1, Unit.YEARS),
}
"""A unit word, as so many of a unit that is counted in."""

FEW = frozenset({"enkele", "enige", "paar", "aantal", "meerdere", "verscheidene", "luttele"})

PARTS: dict[str, Part] = {
    "eind": Part.END,
    "einde": Part.END,
    "ultimo": Part.END,
    "begin": Part.START,
    "aanvang": Part.START,
    "medio": Part.MIDDLE,
    "midden": Part.MIDDLE,
    "halverwege": Part.MIDDLE,
    "half": Part.MIDDLE,
}

SEASONS = frozenset(
    {"zomer", "herfst", "winter", "lente", "voorjaar", "najaar", "zomervakantie", "zomerperiode", "kerstvakantie"}
    | {"herfstvakantie", "meivakantie", "voorjaarsvakantie", "krokusvakantie", "feestdagen", "vakantie"}
)

RECESSES: dict[str, RecessKind] = {
    "zomer": RecessKind.SUMMER,
    "herfst": RecessKind.AUTUMN,
    "kerst": RecessKind.CHRISTMAS,
    "voorjaars": RecessKind.SPRING,
    "krokus": RecessKind.SPRING,
    "mei": RecessKind.MAY,
    "verkiezings": RecessKind.ELECTION,
}

FEASTS: dict[str, Feast] = {
    "prinsjesdag": Feast.PRINSJESDAG,
    "kerst": Feast.CHRISTMAS,
    "kerstmis": Feast.CHRISTMAS,
    "kerstdagen": Feast.CHRISTMAS,
    "pasen": Feast.EASTER,
    "pinksteren": Feast.WHITSUN,
    "hemelvaart": Feast.ASCENSION,
    "hemelvaartsdag": Feast.ASCENSION,
}

DETERMINERS = frozenset(
    {"de", "het", "een", "deze", "dit", "die", "dat", "uw", "onze", "ons", "haar", "zijn", "hun", "mijn", "'s"}
    | {"eerstvolgende", "volgende", "komende", "aankomende", "aanstaande", "aanvang", "start", "geplande"}
)

COMING = frozenset(
    {"komende", "komend", "aanstaande", "aankomende", "aankomend", "eerstkomende", "eerstvolgende", "as"}
)
NEXT = frozenset({"volgende", "volgend"})
THIS = frozenset({"deze", "dezer", "dit", "lopende", "lopend"})
PAST = frozenset({"jl", "jongstleden", "ll", "laatstleden", "afgelopen", "vorige", "vorig"})

OCCASIONS = (
    *("debat", "overleg", "vergadering", "behandeling", "raad", "top", "bijeenkomst", "inbreng", "stemming"),
    *("stemmingen", "verkiezing", "verkiezingen", "zitting", "gesprek", "begroting", "beschouwingen", "conferentie"),
    *("inwerkingtreding", "aanbieding", "indiening", "evaluatie", "publicatie", "besluitvorming", "hoorzitting"),
    *(
        "deskundigenbijeenkomst",
        "procedurevergadering",
        "onderhandelingen",
        "summit",
        "werkbezoek",
        "voortgangsrapportage",
    ),
)
"""How the names of occasions end on which terms hang."""

HARD = (
    ("uiterlijk",),
    ("niet", "later", "dan"),
    ("op", "zijn", "laatst"),
    ("ten", "laatste"),
    ("in", "ieder", "geval"),
    ("in", "elk", "geval"),
    ("hoogstens",),
    ("deadline",),
    ("deadline", "van"),
    ("deadline", "is"),
)
"""Words that say a limit is the last there is."""

SOFTENING = (("bij", "voorkeur"), ("zo", "mogelijk"), ("indien", "mogelijk"), ("desgewenst",), ("liefst",))
"""Words before a limit that make it an aim, and belong to it."""

SOFTENERS = (
    *SOFTENING,
    ("streven",),
    *(("streef",), ("streeft",), ("gestreefd",), ("streefdatum",), ("streefdata",), ("naar", "verwachting")),
    *(("vermoedelijk",), ("hopelijk",), ("hoop",), ("hoopt",), ("in", "beginsel"), ("in", "principe")),
    *(("voornemens",), ("inspannen",), ("inspant",), ("getracht",), ("trachten",), ("tracht",), ("proberen",)),
    *(("waarschijnlijk",), ("voorzien",), ("verwacht", "ik"), ("verwacht", "wij"), ("ik", "verwacht")),
    *(("in", "de", "loop", "van"), ("wellicht",), ("mogelijk",), ("wil",), ("beoogd",), ("beoog",), ("beoogt",)),
)
"""Words that make a limit an aim."""

CONDITIONS = (
    *(("onder", "voorbehoud"), ("in", "afwachting", "van"), ("mits",), ("tenzij",), ("afhankelijk", "van")),
    *(("behoudens",), ("zodra",), ("wanneer",), ("indien",), ("als",), ("nadat",), ("mocht",), ("voorwaarde",)),
)
"""Words that make a limit hang on something else."""

ASKING = frozenset(
    {"weten", "verneem", "verneemt", "vernemen", "aangeven", "geven", "berichten", "meedelen", "mededelen", "delen"}
    | {"nagaan", "gaan", "melden", "vraag", "vraagt", "vragen", "informeren"}
)
"""Verbs after which "wanneer" asks when, and is no condition."""

VAGUE = (
    *(("zo", "spoedig", "mogelijk"), ("zo", "snel", "mogelijk"), ("zo", "vroeg", "mogelijk"), ("zsm",)),
    *(("zodra", "mogelijk"), ("ten", "spoedigste"), ("spoedig",), ("spoedigst",), ("binnenkort",), ("onverwijld",)),
    *(("onverwijlde",), ("per", "omgaande"), ("per", "ommegaande"), ("per", "kerende", "post"), ("terstond",)),
    *(("op", "korte", "termijn"), ("op", "zeer", "korte", "termijn"), ("op", "kortst", "mogelijke", "termijn")),
    *(("op", "de", "kortst", "mogelijke", "termijn"), ("op", "zo", "kort", "mogelijke", "termijn")),
    *(("op", "termijn"), ("op", "afzienbare", "termijn"), ("binnen", "afzienbare", "tijd"), ("te", "zijner", "tijd")),
    *(("tzt",), ("dezer", "dagen"), ("tijdig",), ("snel",), ("met", "spoed"), ("redelijke", "termijn")),
    *(("korte", "termijn"), ("gestelde", "korte", "termijn"), ("ommegaand",), ("direct",), ("onmiddellijk",)),
)
"""Words that hurry without naming a day."""

PERIODIC = (
    *(("jaarlijks",), ("halfjaarlijks",), ("halfjaarlijkse",), ("maandelijks",), ("wekelijks",), ("periodiek",)),
    *(("driemaandelijks",), ("tweejaarlijks",), ("ieder", "half", "jaar"), ("elk", "half", "jaar"), ("elke",)),
    *(
        ("ieder", "kwartaal"),
        ("elk", "kwartaal"),
        ("ieder", "jaar"),
        ("elk", "jaar"),
        ("iedere",),
        ("per", "jaar"),
        ("per", "kwartaal"),
        ("per", "maand"),
    ),
    *(("tweemaal", "per", "jaar"), ("eenmaal", "per", "jaar"), ("doorlopend",), ("jaarlijkse",), ("regelmatig",)),
)
"""Words that say something comes back."""


def by_first(phrases: tuple[tuple[str, ...], ...]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return phrases by their first word, the longest first."""
    index: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        index.setdefault(phrase[0], []).append(phrase)
    return {first: tuple(sorted(rest, key=len, reverse=True)) for first, rest in index.items()}

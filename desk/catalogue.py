"""Which commands there are, in groups; known without loading any of them."""

from typing import NamedTuple


class Entry(NamedTuple):
    """A command: in which module of ``desk.commands`` it lives, and what it does in a few words."""

    module: str
    summary: str


GROUPS: dict[str, dict[str, Entry]] = {
    "Lezen en rekenen": {
        "term": Entry("term", "welke datum bedoelt deze termijn?"),
        "cite": Entry("cite", "welke stukken haalt deze tekst aan?"),
        "read": Entry("read", "wat staat er in dit stuk?"),
        "compose": Entry("report", "het verslag van een zaak of een gelezen stuk: tekst, web, Word, PDF, XML"),
        "letter": Entry("letter", "een verzoek, rappel of ontvangstbevestiging klaarmaken"),
    },
    "Een zaak": {
        "request": Entry("post", "een uitgegane verzoekbrief inschrijven"),
        "receive": Entry("post", "een antwoord, deelantwoord of uitstelbericht inschrijven"),
        "answers": Entry("answers", "de vragen van een zaak, en welke beantwoord zijn"),
        "defer": Entry("case", "uitstel zonder brief: per telefoon of e-mail"),
        "correct": Entry("case", "een eigen vergissing herstellen"),
        "void": Entry("case", "een brief die hier niet hoort uit de zaak halen"),
        "hold": Entry("case", "een zaak aanhouden tot een dag"),
        "note": Entry("case", "een aantekening bij een zaak"),
        "dossier": Entry("case", "de dossiers van een zaak wijzigen"),
        "close": Entry("case", "een zaak afsluiten zonder verslag"),
        "reopen": Entry("case", "een afgesloten zaak heropenen"),
        "anonymise": Entry("anonymise", "wegnemen wat niet openbaar is, jaren na het einde"),
        "adopt": Entry("report", "het verslag vaststellen"),
        "publish": Entry("report", "het verslag publiceren, of herdrukken"),
    },
    "De ochtend": {
        "check": Entry("morning", "post innemen, termijnen nalopen, herinneringen versturen"),
        "deliver": Entry("morning", "versturen wat klaarligt, zonder na te lopen"),
        "send": Entry("morning", "een herinnering versturen die op een mens wacht"),
    },
    "Overzicht": {
        "cases": Entry("overview", "de lijst van zaken, met beide klokken"),
        "show": Entry("overview", "één zaak: verloop, brieven, termijnen, herinneringen"),
        "feeds": Entry("feeds", "agenda's met uiterste dagen en nieuws, als bestanden"),
    },
    "Kantoor": {
        "audit": Entry("audit", "is het register nog zoals het werd geschreven? (verify)"),
        "office": Entry("office", "commissies, ambten, postbussen en reces laden"),
        "prefer": Entry("prefer", "een postbus afmelden voor een herinnering, of weer aanmelden"),
    },
    "Beheer": {
        "report": Entry("downtime", "de dagen waarop niet is nagelopen, en wat daarvan werd"),
        "watch": Entry("watch", "wordt er nog nagelopen? geeft alarm als dat niet zo is"),
        "recompute": Entry("recompute", "termijnen herberekenen na een wijziging van kalender of telregel"),
    },
    "Bewaren en verhuizen": {
        "backup": Entry("backup", "het hele kantoor in één bestand, terwijl het werk doorgaat"),
        "restore": Entry("backup", "een back-up terugzetten in een lege map of database"),
        "import": Entry("bulk", "historische en lopende zaken in bulk inlezen"),
    },
    "Beginnen": {
        "demo": Entry("demo", "de gang van 2018 op een nagebootste klok, in een map"),
        "up": Entry("up", "server, schermen, rooster en uitvoerder in één keer starten"),
    },
}

COMMANDS: dict[str, Entry] = {name: entry for group in GROUPS.values() for name, entry in group.items()}


def overview() -> str:
    """Return what ``griffie --help`` prints: every command in its group, and how to go on from there."""
    lines = [
        "griffie volgt een commissiebrief: termijn, herinneringen, antwoord en het gepubliceerde verslag.",
        "",
        "Gebruik: griffie OPDRACHT [opties]",
    ]
    for group, commands in GROUPS.items():
        lines += ["", f"{group}:"]
        lines += [f"  {name:<9} {entry.summary}" for name, entry in commands.items()]
    lines += [
        "",
        "Elke opdracht heeft haar eigen hulp: `griffie request --help`. Datums zijn jjjj-mm-dd.",
        "Nieuw hier? `griffie demo` laat in een eigen map zien hoe een zaak verloopt.",
        "",
        "Omgeving:",
        "  GRIFFIE_HOME          de map met database, brieven en instellingen (anders .griffie, hier of hoger)",
        "  GRIFFIE_DATABASE_URL  een andere database, zoals postgresql://…",
        "  GRIFFIE_SMTP_URL      de mailserver; zonder komen mails als .eml in GRIFFIE_HOME/outgoing",
        "  GRIFFIE_LANG          de taal van uitleg bij termijnen: nl of en",
    ]
    return "\n".join(lines)

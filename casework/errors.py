"""What a verb refuses, each with its one sentence. Nothing was changed when one of these is raised."""

from datetime import date, datetime
from typing import Any

from procedure.amsterdam import AMSTERDAM
from procedure.wording import plain_date


class CaseworkError(Exception):
    """Input that a verb cannot use; ``facts`` holds the parts of the sentence."""

    message = "Dit kan zo niet worden vastgelegd."

    def __init__(self, **facts: Any) -> None:
        """Keep the facts and build the sentence from them: days as letters print them, a capital at its beginning."""
        self.facts = facts
        said = self.message.format(**{name: _in_words(value) for name, value in facts.items()}, **self.words(**facts))
        super().__init__(said if self.message.startswith("{file}") else said[:1].upper() + said[1:])

    @staticmethod
    def words(**facts: Any) -> dict[str, str]:  # noqa: ARG004 - most sentences hold their facts as they are
        """Return the parts of the sentence that follow from the facts."""
        return {}


def in_amsterdam(moment: datetime) -> str:
    """Return an instant as a clock in Amsterdam shows it, day and hour."""
    local = moment.astimezone(AMSTERDAM)
    return f"{plain_date(local.date())}, {local:%H:%M}"


def _in_words(value: Any) -> Any:
    return plain_date(value) if isinstance(value, date) and not isinstance(value, datetime) else value


class UnknownName(CaseworkError):
    """A committee, office or ministry that the register does not know; ``nearest`` are the likely ones, or a few.

    ``alike`` says whether the nearest look like the name at all; only then are they offered as what was meant.
    """

    message = "Er is geen {what} met de naam of code {name!r}; {hint}"

    @staticmethod
    def words(**facts: Any) -> dict[str, str]:
        """Return what can be typed instead."""
        if not facts["nearest"]:
            return {"hint": "er zijn er nog geen geladen; dat gaat met `griffie office load`."}
        asks, tells = f"bedoelt u {facts['nearest']}?", f"bekend zijn onder meer {facts['nearest']}."
        return {"hint": asks if facts.get("alike", True) else tells}


class AmbiguousName(CaseworkError):
    """A name that several entries of the register share; ``by`` is how a chamber is named where the name stands."""

    message = "{name!r} kan meer dan één {what} zijn: {candidates}. {choose}"

    @staticmethod
    def words(**facts: Any) -> dict[str, str]:
        """Return how to choose: by the code with its chamber, or by the whole name."""
        codes = " of ".join(f'"{code}"' for code in facts.get("codes", ()))
        by = facts.get("by", "--chamber")
        return {"choose": f"Schrijf {codes}, of geef {by}." if codes else "Noem de hele naam."}


class UnknownCase(CaseworkError):
    """A case number that the register does not hold."""

    message = "Er is geen zaak {number!r}; verwacht wordt een nummer als EK-2018-001{nearest}."


class UnknownLetter(CaseworkError):
    """A letter that is not in this case."""

    message = "Zaak {case} heeft geen brief {letter}; de brieven zijn: {known}."


class NoCommittee(CaseworkError):
    """A request without a committee, where the letter names none either."""

    message = "{file}: de brief noemt geen commissie die het register kent; geef --committee met een naam of code."


class NoAddressee(CaseworkError):
    """A request without an office to answer it."""

    message = (
        "{file}: de brief noemt geen geadresseerde die het register kent; geef --to met een ambt, zoals {example!r}."
    )


class NoSender(CaseworkError):
    """A reply of which neither the paper nor the clerk says who sent it."""

    message = "{file}: er is niet te lezen wie dit stuurt; geef --from met een ambt of ministerie."


class NoDate(CaseworkError):
    """A letter without a date, where none was given."""

    message = "{file}: de brief heeft geen leesbare datum; geef --dated met de dagtekening (jjjj-mm-dd)."


class NoKind(CaseworkError):
    """A paper of which neither text nor clerk says what it is."""

    message = "{file}: er is niet te lezen of dit een antwoord, deelantwoord of uitstelbericht is; geef --kind."


class NoText(CaseworkError):
    """A paper without readable text and without the facts that could stand in for it."""

    message = "{file}: {problem} Geef dan de feiten zelf: {needed}."


class InTheFuture(CaseworkError):
    """A day that has not come yet."""

    message = "{what} {day} ligt in de toekomst; vandaag is {today}."


class BeforeReceipt(CaseworkError):
    """A receipt earlier than the letter's own date."""

    message = "De ontvangst op {received} ligt vóór de dagtekening {dated}; één van beide klopt niet."


class SameLetter(CaseworkError):
    """A letter that is in this case already."""

    message = "{file}: deze brief staat al in zaak {case} (brief {letter}, vastgelegd op {day}); er is niets veranderd."


class SeveralCases(CaseworkError):
    """A paper that fits more than one case, or none, while no case was named."""

    message = "{file}: dit past bij {count} zaken: {candidates}. Kies met {choose}; er is niets vastgelegd."

    @staticmethod
    def words(**facts: Any) -> dict[str, str]:
        """Return the options by which a person chooses; one letter may answer several cases."""
        return {"choose": " of ".join(f"--case {case}" for case in facts.get("cases", ())) or "--case"}


class NoCaseFits(CaseworkError):
    """A paper that fits no open case."""

    message = "{file}: er is geen open zaak waar dit bij past{nearest}; noem de zaak met --case."

    @staticmethod
    def words(**facts: Any) -> dict[str, str]:
        """Return which open cases come near, and what speaks against them."""
        near = "; ".join(one.said for one in facts.get("proposals", ())[:2])
        return {"nearest": f" (het dichtst bij: {near})" if near else ""}


class YoungerRequest(CaseworkError):
    """A paper that fits one open case only, whose request was written after it: that is asked about."""

    message = (
        "{file}: het stuk is van {dated} en past alleen bij zaak {case}, waarvan het verzoek van {requested} is. Hoort "
        "het daar bij (brieven kruisen elkaar), herhaal dan met --case {case} --crossed; anders geef --case of --dated."
    )


class OnlyTheSender(CaseworkError):
    """A paper that fits one open case by its sender alone, while its mark or dossier is another's: it is asked."""

    message = (
        "{file}: alleen de afzender wijst naar een open zaak: {proposal}. Hoort het daar toch bij, herhaal dan met "
        "--case {case}; anders geef --case met de goede zaak. Er is niets vastgelegd."
    )


class BeforeTheRequest(CaseworkError):
    """A reply dated before its request: letters cross, January letters bear last year's date; so it is asked about."""

    message = (
        "{file}: het antwoord is gedateerd op {dated}, vóór het verzoek van {requested}. "
        "Klopt dat (brieven kruisen elkaar), herhaal dan met --crossed; anders geef --dated."
    )


class Confidential(CaseworkError):
    """A paper marked confidential, without a decision."""

    message = (
        "{file}: het stuk draagt het merk {mark!r}. Is het vertrouwelijk, geef dan --confidential "
        "(de tekst wordt niet bewaard); zo niet, geef --no-confidential."
    )


class NotOffered(CaseworkError):
    """An act that does not fit the stage of the round."""

    message = "Zaak {case} is {stage}; {act} kan dan niet. Wat nu wel kan: {offered}."


class Anonymised(CaseworkError):
    """An act on a case whose words are gone."""

    message = "Zaak {case} is op {day} geanonimiseerd; er kan alleen nog een aantekening bij."


class TooRecent(CaseworkError):
    """A case that ended too short ago to be anonymised."""

    message = (
        "Zaak {case} eindigde op {ended}; anonimiseren kan {years} jaar later, vanaf {first} (GRIFFIE_RETENTION_YEARS)."
    )


class NothingToAnonymise(CaseworkError):
    """A case that holds nothing, or nothing any more, that could go."""

    message = "Zaak {case} bevat niets (meer) dat kan worden weggenomen."


class NotConfirmed(CaseworkError):
    """What would be taken away for good, and nobody has confirmed it yet."""

    message = "Uit zaak {case} zou voorgoed verdwijnen: {listed}. Er is niets veranderd; bevestig met --yes."


class NotAddressed(CaseworkError):
    """A reply by an office that owes none in this case."""

    message = (
        "{file}: {sender} is in zaak {case} niet aangeschreven; wie antwoord verschuldigd is: {owing}. "
        "Geef --from of --on-behalf-of."
    )


class NothingToChange(CaseworkError):
    """A correction that says nothing new."""

    message = "Zaak {case}: {what}; er is niets veranderd."


class NotAvailable(CaseworkError):
    """A request for something that the case does not have."""

    message = "Zaak {case}: {what}."


class ChecklistFails(CaseworkError):
    """A report that misses something; a reason lets it pass."""

    message = (
        "Zaak {case}: het verslag kan nog niet worden vastgesteld: {missing}. Wilt u het toch, geef dan "
        "--despite met de reden."
    )


class NumberTaken(CaseworkError):
    """A number that another report of the dossier bears."""

    message = (
        "Nummer {number!r} is in dossier {dossier} al in gebruik (zaak {case}); het eerstvolgende vrije is {free}."
    )


class NoMailbox(CaseworkError):
    """An office whose ministry has no desk that can be reminded."""

    message = "{owner} heeft geen postbus ({purpose}) in het register; voeg die toe met `griffie office load`."


class BadOffice(CaseworkError):
    """Office data that cannot be loaded."""

    message = "{file}: {field}: {problem}."


class ServerNotConfirmed(CaseworkError):
    """A mail server that was not used before, and that nobody has confirmed yet."""

    message = (
        "De mailserver {server} is nog niet eerder gebruikt; er {messages} vertrekken ({listed}). Bevestig met --yes."
    )

    @staticmethod
    def words(**facts: Any) -> dict[str, str]:
        """Return how many messages would leave."""
        count = facts["count"]
        return {"messages": "zou 1 bericht" if count == 1 else f"zouden {count} berichten"}


class RestoreNotConfirmed(CaseworkError):
    """A register that was restored from a backup and would now send its first messages."""

    message = (
        "Dit register is hersteld uit een back-up van {made}; wat daarna al is verstuurd, weet het niet. Er {messages} "
        "vertrekken ({listed}). Bevestig met --yes."
    )

    @staticmethod
    def words(**facts: Any) -> dict[str, str]:
        """Return how many messages would leave, and when the backup was made, in Amsterdam."""
        return {**ServerNotConfirmed.words(**facts), "made": in_amsterdam(facts["made_at"])}


class FolderNotEmpty(CaseworkError):
    """A folder into which a backup was to be restored, and which is there already."""

    message = "{folder} is niet leeg; geef met --into een lege of nieuwe map. Er is niets hersteld."


class NotTheSame(CaseworkError):
    """A register that does not hold, after it was restored, what its backup says."""

    message = "De tabel {table} is na het herstellen niet wat de back-up zegt; er is niets hersteld."


class TooNew(CaseworkError):
    """A check on a day after today, to a place where mail would really leave."""

    message = (
        "Nalopen op {day} (na vandaag, {today}) kan alleen met --dry-run, naar bestanden, of naar een "
        "server op loopback."
    )


class ClockInDoubt(CaseworkError):
    """A check that runs by itself, on a clock that disagrees with what is known."""

    message = (
        "Er is niets nagelopen en niets verstuurd: {doubt}. Is het nu werkelijk {now}, bevestig dat dan met "
        "`griffie check --yes`; zet anders de klok goed, of noem de dag met --as-of."
    )


class PreviewChanged(CaseworkError):
    """A list of terms to be moved that is not the one that was seen."""

    message = (
        "De lijst met kenmerk {wanted!r} geldt niet (meer): {now}. Er is niets verplaatst; bekijk de lijst met "
        "`griffie recompute`."
    )

    @staticmethod
    def words(**facts: Any) -> dict[str, str]:
        """Return what the list holds now."""
        count = facts["count"]
        return {"now": f"er staan nu {count} termijnen op" if count != 1 else "er staat nu 1 termijn op"}


class NoDays(CaseworkError):
    """A period that has no days to report on."""

    message = "Van {first} tot en met {last} is er niets te melden; de laatste dag die om is, is die vóór {today}."


class DueBeforeLetter(CaseworkError):
    """A due date that lies before the letter that sets it."""

    message = "De termijn loopt af op {due}, vóór de dagtekening {dated} van de brief; verwacht wordt een latere dag."


class NotALetter(CaseworkError):
    """A published report was handed over where one letter is expected."""

    message = "{file}: dit is een gepubliceerd verslag met {count} brieven; geef de losse brief als eigen bestand."


class NoReason(CaseworkError):
    """An act that needs a ground, without one."""

    message = "Bij {act} hoort een reden; geef --reason met een paar woorden."


class NoHome(CaseworkError):
    """A home folder that is no folder, or in which nothing may be made."""

    message = "De map {home} is niet te gebruiken: {problem}. Noem met GRIFFIE_HOME een map waarin u mag schrijven."


class UnknownPaper(CaseworkError):
    """A number that no paper in the intake box bears."""

    message = "Er wacht geen stuk met nummer {number} in het postvak; wat er ligt: {waiting}."


class OpenAlready(CaseworkError):
    """A confidential paper that was registered as an open one before, text and all."""

    message = (
        "{file}: dit stuk staat al als openbare brief in het register, met zijn tekst; "
        "leg het vertrouwelijke stuk niet nogmaals vast, maar meld dit aan de beheerder."
    )

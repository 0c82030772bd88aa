"""The consultation of 2018 replayed: a simulated clock, a scratch register, real verbs and real mails.

Every day of the play does what a morning does: take in, check, deliver. Only its letters are invented; the days, the
offices and the committee are those of a real consultation of that year.
"""

import shutil
from collections.abc import Iterator
from datetime import date, time, timedelta
from email import policy
from email.parser import BytesParser
from importlib import resources
from pathlib import Path

from casework.delivery import deliver
from casework.intake import request
from casework.morning import check
from casework.opening import open_workplace
from casework.replies import receive
from casework.reports import publish
from casework.showing import show
from casework.values import AdoptOrder, Done, Hand, PaperIn, PublishOrder, ReceiveOrder, RequestOrder
from casework.workplace import Workplace
from config import reference
from desk.demo_page import page
from desk.demo_play import ANSWERED, ASKED, DUE, PUBLISHED, Day, Mail, Play
from desk.errors import FolderInUse
from desk.files import write_bytes
from desk.text import counted, long_day, wrapped
from notifications.carrier import Carrier, carrier_for
from procedure.amsterdam import instant
from procedure.reminders import rung_name
from procedure.vocabulary import Language

SUBJECT = "de Global Compacts voor vluchtelingen en voor migratie"
DOSSIER, EDOSSIER, NUMBER = "34964", "E180019", "A"
CLERK = "De Voorbeeld"

MORNING, DAYTIME = time(9), time(14)

FRIDAY = 5

MARK = ".griffie-demo"
REGISTER, MAILS, TEXT, PAGE = "register", "mails", "tijdlijn.txt", "tijdlijn.html"
REPORT = f"verslag-{DOSSIER}-{NUMBER}.txt"
OURS = (REGISTER, MAILS, TEXT, PAGE, REPORT)


def play(folder: Path) -> Play:
    """Return the play after printing it day by day; the folder holds its report, mails and timeline.

    Raises:
        FolderInUse: the folder holds something that was not made here; nothing is touched then.
    """
    _make_room(folder)
    print(wrapped(f"Een schriftelijk overleg van 2018, nagespeeld in {folder}. De brieven zijn verzonnen."))
    print()
    place = open_workplace(
        f"sqlite:///{(folder / REGISTER).absolute() / 'register.db'}",
        folder / REGISTER,
        tables=reference.packaged_tables,
        at=instant(ASKED, time(8)),
    )
    try:
        played = _Stage(place, folder).play()
    finally:
        place.engine.dispose()
    _leave(folder, played)
    return played


def _make_room(folder: Path) -> None:
    """Empty the folder of an earlier play; a folder with anything else in it is refused."""
    if folder.exists() and (not folder.is_dir() or (any(folder.iterdir()) and not (folder / MARK).is_file())):
        raise FolderInUse(folder=folder)
    for name in OURS:
        old = folder / name
        if old.is_dir() and not old.is_symlink():
            shutil.rmtree(old)
        else:
            old.unlink(missing_ok=True)
    write_bytes(folder / MARK, b"Made by griffie demo; it may be emptied by the next one.\n")


class _Stage:
    """The scratch register on which the play is played, and what has come of it so far."""

    def __init__(self, place: Workplace, folder: Path) -> None:
        self._place, self._folder = place, folder
        self._carrier: Carrier = carrier_for("", place.outgoing, "", ())
        self._seen: set[str] = set()
        self._case = ""

    def play(self) -> Play:
        """Return the whole play, printed as it goes."""
        days = []
        for on in _days():
            day = Day(on)
            if on == ASKED:
                self._ask(day)
            self._morning(day)
            if on == ANSWERED:
                self._answer(day)
            if on == PUBLISHED:
                self._publish(day)
            print(told(day))
            days.append(day)
        case = show(self._place, self._case, on=PUBLISHED, at=instant(PUBLISHED, time(18)), lang=Language.NL)
        return Play(tuple(days), case, (self._folder / REPORT).read_text("utf-8"))

    def _ask(self, day: Day) -> None:
        order = RequestOrder(subject=SUBJECT, dossiers=(DOSSIER,), edossiers=(EDOSSIER,))
        done = request(self._place, letter("verzoek.txt"), order, _hand(day.on, MORNING))
        self._case = done.cases[0]
        day.words.append("verzoek")
        day.events += [
            (
                "De commissie vraagt de staatssecretaris om de standpunten van de Europese Unie, binnen twee weken na "
                "dagtekening."
            ),
            *_said(done),
        ]

    def _morning(self, day: Day) -> None:
        """Check and deliver twice, as a careful office does: nothing leaves twice."""
        for _ in range(2):
            done = check(self._place, _hand(day.on, MORNING))
            deliver(self._place, self._carrier, _hand(day.on, MORNING))
            day.words += [rung_name(one["rung"]) for one in done.data["reminders"]]
            day.events += done.lines
        for mail in self._new_mails(day.on):
            day.mails.append(mail)
            day.events.append(f"Mail aan {mail.to}: “{mail.subject}”.")

    def _answer(self, day: Day) -> None:
        done = receive(self._place, letter("antwoord.txt"), ReceiveOrder(received=day.on), _hand(day.on, DAYTIME))
        day.words.append("antwoord")
        day.events += ["De staatssecretaris antwoordt, mede namens twee ministers.", *_said(done)]

    def _publish(self, day: Day) -> None:
        adoption = AdoptOrder(adopted_on=day.on, clerk=CLERK)
        done = publish(self._place, self._case, PublishOrder(number=NUMBER, adopt=adoption), _hand(day.on, DAYTIME))
        day.words.append("verslag")
        day.events += [line for line in _said(done) if str(self._folder) not in line]
        shutil.copyfile(done.data["files"][0]["path"], self._folder / REPORT)

    def _new_mails(self, on: date) -> Iterator[Mail]:
        """Return the mails written since the last look, copied under a name that begins with the day."""
        (self._folder / MAILS).mkdir(exist_ok=True)
        for file in sorted(self._place.outgoing.glob("*.eml")):
            if file.name in self._seen:
                continue
            self._seen.add(file.name)
            name = f"{on.isoformat()}-{len(self._seen)}.eml"
            shutil.copyfile(file, self._folder / MAILS / name)
            mail = BytesParser(policy=policy.default).parsebytes(file.read_bytes())
            body = mail.get_body(("plain",))
            yield Mail(name, str(mail["To"]), str(mail["Subject"]), str(body.get_content()) if body else "")


def letter(name: str) -> PaperIn:
    """Return one of the invented letters that come with the play."""
    return PaperIn(name=name, data=resources.files("desk").joinpath("demo_letters", name).read_bytes())


def told(day: Day) -> str:
    """Return a day as it is printed: its date, and what happened, or how long there is still to wait."""
    events = day.events or [_nothing(day.on)]
    return "\n".join([long_day(day.on), *(wrapped(event, indent="  ") for event in events)])


def _nothing(on: date) -> str:
    quiet = "Niets te doen" if on.isoweekday() <= FRIDAY else "Weekend, er gaat geen mail uit"
    if on <= DUE:
        return f"{quiet}; nog {counted((DUE - on).days, 'dag', 'dagen')}."
    return f"{quiet}; het antwoord is {counted((on - DUE).days, 'dag', 'dagen')} te laat."


def _days() -> Iterator[date]:
    day = ASKED
    while day <= PUBLISHED:
        yield day
        day += timedelta(days=1)


def _hand(on: date, clock: time) -> Hand:
    return Hand(actor="griffie demo", on=on, at=instant(on, clock))


def _said(done: Done) -> list[str]:
    return [f"{done.title[:1].upper()}{done.title[1:]}.", *done.lines]


def _leave(folder: Path, played: Play) -> None:
    """Write the timeline, and say what lies where."""
    write_bytes(folder / TEXT, ("\n\n".join(told(day) for day in played.days) + "\n").encode())
    write_bytes(folder / PAGE, page(played).encode())
    late = counted(played.case["days_late"], "dag", "dagen")
    mails = sum(len(day.mails) for day in played.days)
    print()
    print(
        wrapped(f"Het antwoord kwam {late} te laat. {counted(mails, 'mail', 'mails')} weggeschreven, geen verstuurd.")
    )
    for name, what in (
        (PAGE, "om te bekijken"),
        (REPORT, "het verslag"),
        (MAILS, "de mails"),
        (TEXT, "het verloop als tekst"),
    ):
        print(f"  {folder / name}  {what}")

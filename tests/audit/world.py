"""A register with every kind of row in it, made by the verbs themselves."""

import os
from datetime import date

from sqlmodel import col, select

from casework import box, feeds, handling, history, reports
from casework.correcting import correct
from casework.importing import import_lines
from casework.office import load_in
from casework.preferring import PreferOrder, opt_in, opt_out
from casework.record import key, write_act
from casework.values import AdoptOrder, CloseOrder, CorrectOrder, DeferOrder, PublishOrder, RequestOrder
from casework.workplace import Workplace
from models.moves import Restoration
from models.reminders import MailServer
from procedure.vocabulary import ClosedAs, Verb, Via
from tests.builders import a_hand, a_line, a_reply, morning_of, received, registered, shown

THU_31_MAY, MON_11, THU_14, FRI_15, WED_20, THU_21 = (
    date(2018, 5, 31),
    date(2018, 6, 11),
    date(2018, 6, 14),
    date(2018, 6, 15),
    date(2018, 6, 20),
    date(2018, 6, 21),
)
ARRIVED = 1_529_568_000
"""When the post lay in the folder: Thu 2018-06-21 08:00 UTC, in seconds since 1970."""

CASES = 4
"""How many cases one turn of the world brings."""


def one_turn(place: Workplace, turn: int = 0) -> list[str]:
    """Return the numbers of four cases: published, withdrawn, put off, and one from which a letter was taken."""
    order = RequestOrder(dossiers=("34964",))
    numbers = [
        str(registered(place, order=order, about=f"zaak {CASES * turn + n}").cases[0]) for n in range(1, CASES + 1)
    ]
    published, withdrawn, put_off, other = numbers
    if turn == 0:
        _from_elsewhere(place)
    morning_of(place, MON_11)
    handling.defer(
        place, put_off, DeferOrder(Via.TELEPHONE, "overleg", date(2018, 7, 5), "mevrouw Jansen"), a_hand(MON_11)
    )
    handling.hold(place, other, FRI_15, "overleg", a_hand(MON_11))
    morning_of(place, THU_14)
    correct(
        place, put_off, CorrectOrder(reason="verkeerd gelezen", term="binnen drie weken na dagtekening"), a_hand(THU_14)
    )
    handling.close(place, withdrawn, CloseOrder(ClosedAs.WITHDRAWN, "ingetrokken"), a_hand(THU_14))
    handling.reopen(place, withdrawn, "toch niet", a_hand(THU_14))
    handling.close(place, withdrawn, CloseOrder(ClosedAs.WITHDRAWN, "ingetrokken"), a_hand(FRI_15))
    received(
        place, a_reply(body=f"Ik zeg toe u vóór 1 september 2018 te berichten over zaak {turn}."), cases=(published,)
    )
    done = received(place, a_reply(body=f"Dit hoort elders, bij {turn}."), cases=(other,))
    letter = max(one["id"] for one in shown(place, other)["letters"])
    handling.void_letter(place, other, letter, "hoort hier niet", a_hand(WED_20))
    handling.note(place, other, "gebeld", a_hand(WED_20))
    handling.set_dossiers(place, other, {"34965": "", "E180019": ""}, "ander dossier", a_hand(WED_20))
    adopted = AdoptOrder(THU_21, "Van Dooren", despite="de commissie wacht niet")
    reports.adopt(place, published, adopted, a_hand(THU_21))
    reports.publish(place, published, PublishOrder(number=chr(ord("A") + turn % 26) * (1 + turn // 26)), a_hand(THU_21))
    if done.act_id is not None:
        history.written(place, done.act_id, f"run-{turn}")
    _post_and_server(place, turn)
    morning_of(place, THU_21)
    return numbers


def _post_and_server(place: Workplace, turn: int) -> None:
    """Let a paper come in that nobody files, and a person confirm a mail server."""
    paper = place.inbox / f"post-{turn}.txt"
    paper.write_bytes(a_reply(body=f"Ook bij {turn}.", answers=None).data)
    os.utime(paper, (ARRIVED, ARRIVED))
    box.take_in(place, a_hand(THU_21))
    with place.transaction() as session:
        act = write_act(session, a_hand(THU_21), Verb.CONFIRM_SERVER, "bevestigd")
        session.add(MailServer(server=f"smtp://{turn}.example.org", act_id=key(act.id)))


def _from_elsewhere(place: Workplace) -> None:
    """Read a line in, give calendars an address, opt a mailbox out, name a substitute, put a backup back."""
    line = a_line(mark="M1", notify=["een@example.org", "twee@example.org"])
    import_lines(place, [[(1, line)]], a_hand(THU_31_MAY), name="lijst.jsonl", refuse=_never)
    feeds.write_feeds(place, a_hand(THU_31_MAY))
    feeds.renew(place, "ministerie-jenv", a_hand(THU_31_MAY))
    opt_out(place, PreferOrder("notice", "mevrouw Jansen", ministry="BZ"), a_hand(THU_31_MAY))
    opt_in(place, PreferOrder("notice", "mevrouw Jansen", ministry="BZ"), a_hand(THU_31_MAY))
    away = {"address": "vervanger@example.org", "from": date(2018, 7, 9), "to": date(2018, 7, 27)}
    with place.transaction() as session:
        load_in(session, {"ministry": [{"code": "JenV", "substitute": [away]}]}, a_hand(THU_31_MAY))
        act = write_act(session, a_hand(THU_31_MAY), Verb.RESTORE, "back-up van gisteren")
        session.add(Restoration(act_id=key(act.id), made_at=act.at, digest="0" * 64))
        session.flush()
        then = write_act(session, a_hand(THU_31_MAY), Verb.CONFIRM_RESTORE, "back-up van gisteren")
        for one in session.exec(select(Restoration).where(col(Restoration.void_act_id).is_(None))):
            one.void_act_id = key(then.id)
            session.add(one)


def _never(number: int, mark: str, reason: str) -> None:
    raise AssertionError(number, mark, reason)

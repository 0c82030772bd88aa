"""Papers from outside: mails with what hangs on them, files that cannot be read, and folders in the inbox."""

from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from hashlib import sha256

import pytest
from sqlmodel import Session, select

from casework import box
from casework.values import PaperIn
from casework.workplace import Workplace
from models.letters import Paper
from procedure.vocabulary import LetterKind
from tests.builders import REPLIED, a_hand, a_reply, dropped, received, registered

ANNEX = b"%PDF-1.4 bijlage"


def a_mail() -> PaperIn:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "desk@example.org", "griffie@example.org", "Antwoord"
    mail["Message-ID"] = "<1@example.org>"
    mail.set_content("Hierbij de antwoordbrief.")
    letter = a_reply().data
    mail.add_attachment(letter, maintype="text", subtype="plain", filename="brief.txt")
    mail.add_attachment(ANNEX, maintype="application", subtype="pdf", filename="../bijlage.pdf")
    return PaperIn("antwoord.eml", mail.as_bytes())


def papers(place: Workplace) -> dict[str, str]:
    with Session(place.engine) as session:
        return {row.sha256: row.provenance for row in session.exec(select(Paper))}


def test_a_mail_is_filed_and_what_hangs_on_it_is_kept_by_its_hash(place: Workplace) -> None:
    registered(place)
    done = received(place, a_mail())
    assert done.cases == ("EK-2018-001",)
    digest = sha256(ANNEX).hexdigest()
    assert place.store.get(digest) == ANNEX
    assert papers(place)[digest].startswith("bijlage.pdf (bijlage bij ")


def test_of_a_confidential_mail_nothing_that_hangs_on_it_is_kept(place: Workplace) -> None:
    registered(place)
    received(place, a_mail(), confidential=True)
    assert not place.store.has(sha256(ANNEX).hexdigest())
    assert sha256(ANNEX).hexdigest() not in papers(place)


def test_an_empty_file_stays_in_the_inbox_and_stops_nothing(place: Workplace) -> None:
    registered(place)
    (place.inbox / "leeg.txt").write_bytes(b"")
    (place.inbox / "antwoord.txt").write_bytes(a_reply().data)
    done = box.take_in(place, a_hand(REPLIED))
    assert len(done.data["taken_in"]) == 1
    assert (place.inbox / "leeg.txt").exists()
    assert any("leeg.txt" in warning for warning in done.warnings)


def test_a_file_that_is_refused_as_hostile_is_taken_in_unread_and_stops_nothing(place: Workplace) -> None:
    registered(place)
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>'
    (place.inbox / "bom.xml").write_bytes(bomb)
    (place.inbox / "antwoord.txt").write_bytes(a_reply().data)
    done = box.take_in(place, a_hand(REPLIED))
    assert len(done.data["taken_in"]) == 2
    assert any("bom.xml" in line and "Leg het vast met de feiten" in line for line in done.lines)
    assert place.store.get(sha256(bomb).hexdigest()) == bomb


def test_a_folder_in_the_inbox_is_told_about_not_passed_over(place: Workplace) -> None:
    folder = place.inbox / "van de post"
    folder.mkdir()
    (folder / "antwoord.txt").write_bytes(a_reply().data)
    done = box.take_in(place, a_hand(REPLIED))
    assert done.warnings == ("van de post: is een map met 1 bestand erin; leg de bestanden in de postmap zelf.",)


def test_handled_post_and_empty_folders_are_not_told_about(place: Workplace) -> None:
    registered(place)
    (place.inbox / "leeg").mkdir()
    (place.inbox / "antwoord.txt").write_bytes(a_reply().data)
    assert box.take_in(place, a_hand(REPLIED)).warnings == ()
    assert box.take_in(place, a_hand(REPLIED)).warnings == ()


def test_a_scan_is_filed_with_the_facts_given(place: Workplace) -> None:
    registered(place)
    scan = PaperIn("scan.png", b"\x89PNG\r\n\x1a\n plaatje")
    done = received(
        place,
        scan,
        kind=LetterKind.REPLY,
        dated=date(2018, 6, 19),
        sender="Staatssecretaris van Justitie en Veiligheid",
    )
    assert done.cases == ("EK-2018-001",)
    assert done.headline == "antwoord ontvangen · 5 dagen te laat"


def test_a_half_written_file_is_not_taken_in_until_it_is_whole(place: Workplace) -> None:
    registered(place)
    whole = a_reply().data
    file = place.inbox / "antwoord.txt"
    file.write_bytes(whole[:200])
    written = datetime.fromtimestamp(file.stat().st_mtime, UTC)
    done = box.take_in(place, a_hand(REPLIED, at=written + timedelta(seconds=1)))
    assert (done.data["taken_in"], len(done.warnings)) == ([], 1)
    assert "antwoord.txt: is zojuist nog gewijzigd" in done.warnings[0]
    file.write_bytes(whole)
    later = box.take_in(place, a_hand(REPLIED, at=written + timedelta(minutes=1)))
    assert (later.data["taken_in"], later.warnings) == ([1], ())


def test_one_refused_paper_lets_in_what_came_after_it(place: Workplace) -> None:
    registered(place)
    dropped(place.inbox, "leeg.txt", b"")
    (place.inbox / "antwoord.txt").write_bytes(a_reply().data)
    done = box.take_in(place, a_hand(REPLIED))
    assert (done.data["taken_in"], len(done.warnings)) == ([1], 1)


def test_a_mail_that_turns_out_confidential_takes_with_it_what_hangs_on_it(place: Workplace) -> None:
    registered(place)
    (place.inbox / "antwoord.eml").write_bytes(a_mail().data)
    number = box.take_in(place, a_hand(REPLIED)).data["taken_in"][0]
    inside = [sha256(ANNEX).hexdigest(), sha256(a_reply().data).hexdigest()]
    assert all(map(place.store.has, inside))
    done = received(place, box.intake_paper(place, number), confidential=True)
    assert any("verwijderd" in line for line in done.lines)
    assert not any(map(place.store.has, inside))


@pytest.mark.parametrize("holder", ["letter", "box", "mail"])
def test_what_an_open_paper_holds_as_well_stays_in_the_store(holder: str, place: Workplace) -> None:
    registered(place)
    registered(place, about="een ander onderwerp", name="tweede.txt")
    secret = a_mail().data.replace(b"Hierbij de antwoordbrief.", b"Vertrouwelijk de antwoordbrief.")
    (place.inbox / "antwoord.eml").write_bytes(secret)
    number = box.take_in(place, a_hand(REPLIED)).data["taken_in"][0]
    kept = sha256(a_reply().data).hexdigest()
    if holder == "letter":
        received(place, a_reply(), cases=("EK-2018-002",))
    elif holder == "mail":
        received(place, a_mail(), cases=("EK-2018-002",))
    else:
        (place.inbox / "antwoord.txt").write_bytes(a_reply().data)
        box.take_in(place, a_hand(REPLIED))
    received(place, box.intake_paper(place, number), cases=("EK-2018-001",), confidential=True)
    assert place.store.has(kept)
    assert place.store.has(sha256(ANNEX).hexdigest()) is (holder == "mail")

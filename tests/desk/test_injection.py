"""Words that try to be SQL do nothing but be words, in every parameter of every command and every search (S12)."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from casework import handling, lookup
from casework.backing_up import back_up
from casework.errors import UnknownName
from casework.import_line import KEYS
from casework.values import CloseOrder
from casework.workplace import Workplace
from procedure.vocabulary import ClosedAs
from tests.builders import DUE, REPLIED, a_hand, a_reply, a_request, received, registered
from tests.casework.test_importing import a_line, read_in
from tests.desk.injected import ANSWERED, CLOSED, HOSTILE, Trial, parameters, rows


def filled(place: Workplace, folder: Path) -> None:
    """Register a running, an answered and a closed case, and lay ready the files that commands are given."""
    for about in ("de opvang", "de grens", "het verdrag"):
        registered(place, about=about, name=f"{about}.txt")
    received(place, a_reply(), cases=(ANSWERED,))
    handling.close(place, CLOSED, CloseOrder(ClosedAs.LAPSED, "vervallen"), a_hand(DUE))
    folder.mkdir()
    (folder / "nieuw.txt").write_bytes(a_request(about="iets anders").data)
    (folder / "antwoord.txt").write_bytes(a_reply(body="Een ander antwoord.").data)
    (folder / "vragen.txt").write_text("Wat doet het kabinet?")
    (folder / "leeg.toml").touch()
    (folder / "regels.jsonl").touch()
    back_up(place, folder / "bewaard.zip", at=a_hand(DUE).at)


def on_sqlite(place: Workplace, folder: Path) -> Trial:
    """Return a trial on a register in a file."""
    filled(place, folder)
    file = place.home / "register.db"
    kept = shutil.copy(file, folder.parent / "register.db")

    def again() -> Workplace:
        for path in place.home.glob("register.db*"):
            path.unlink()
        shutil.copy(kept, file)
        return place

    trial = Trial(place, folder, again)
    trial.begun()
    return trial


def lines_of_an_import(place: Workplace) -> tuple[int, int]:
    """Return how many lines with a hostile value were taken in and refused; what there was is untouched."""
    before, taken, gone = rows(place), 0, 0
    for number, (key, word) in enumerate((key, word) for key in KEYS for word in HOSTILE):
        line = a_line(mark=f"M{number}") | {key: [word] if key in {"dossiers", "notify"} else word}
        done, refused = read_in(place, line, on=REPLIED)
        taken += done.data["imported"]
        gone += len(refused)
    assert before - rows(place) == {}
    assert taken + gone == len(KEYS) * len(HOSTILE)
    return taken, gone


def searches(place: Workplace, count: int) -> None:
    """Look for hostile names of committees, offices and ministries: none is found, and nothing changes."""
    before = rows(place)
    with place.transaction() as session:
        for n in range(count):
            word = f"{HOSTILE[n % len(HOSTILE)]} {n}"
            find = (lookup.find_committee, lookup.find_office)[n % 2]
            with pytest.raises(UnknownName):
                find(session, word, on=date(2018, 6, 1))
            with pytest.raises(UnknownName):
                lookup.find_ministry(session, word)
    assert rows(place) == before


def test_a_hostile_word_in_any_parameter_does_what_plain_words_do(
    place: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trial = on_sqlite(place, tmp_path / "werk")
    monkeypatch.chdir(tmp_path / "werk")
    for n, parameter in enumerate(parameters()):
        trial.holds(parameter, HOSTILE[n % len(HOSTILE)])
    assert trial.ran >= 150
    assert trial.written >= 30


def test_a_hostile_value_on_an_imported_line_is_a_value(place: Workplace) -> None:
    taken, refused = lines_of_an_import(place)
    assert taken >= len(HOSTILE)
    assert refused >= len(HOSTILE)


def test_a_hostile_name_is_looked_for_as_a_name(place: Workplace) -> None:
    searches(place, len(HOSTILE))

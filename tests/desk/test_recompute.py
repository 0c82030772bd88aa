"""``griffie recompute`` by hand: the list, its mark, and what it refuses."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

Griffie = Callable[..., Any]
DECREE = '[[decree_day]]\nday = 2018-06-08\nsource = "besluit"\nchecked_on = 2018-06-01\n'


def test_the_list_is_shown_and_then_applied_by_its_mark(
    griffie: Griffie, tmp_path: Path, request_letter: Callable[..., Path], dump: Callable[[], list[str]]
) -> None:
    letter = request_letter(term="binnen tien werkdagen na dagtekening van deze brief")
    case = griffie("request", letter, "--as-of", "2018-05-31", "--json").json["case"]
    nothing = griffie("recompute")
    assert (nothing.code, nothing.out) == (0, "Geen lopende zaak krijgt een andere datum\n")
    (tmp_path / "besluit.toml").write_text(DECREE)
    assert "`griffie recompute`" in griffie("office", "load", tmp_path / "besluit.toml").out
    before = dump()
    ran = griffie("recompute")
    said = " ".join(ran.out.split())
    assert f"{case}: Antwoord uiterlijk was donderdag 14 juni 2018, wordt vrijdag 15 juni 2018." in said
    mark = griffie("recompute", "--json").json["mark"]
    assert f"griffie recompute --apply {mark} --reason" in said
    assert dump() == before
    for words in (["--apply", mark], ["--reason", "besluit"], ["--apply", "0" * 12, "--reason", "besluit"]):
        refused = griffie("recompute", *words)
        assert (refused.code, len(refused.err.splitlines())) == (2, 1)
    assert dump() == before
    done = griffie("recompute", "--apply", mark, "--reason", "besluit van 1 juni", "--by", "griffier", "--json")
    assert (done.code, done.json["cases"]) == (0, [case])
    assert griffie("show", case, "--json").json["due_on"] == "2018-06-15"
    assert done.json["dropped"]
    assert done.json["armed"]

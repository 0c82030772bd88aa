"""``griffie feeds``: files for a web server, addresses for a person, and a check that does not suffer from them."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

Griffie = Callable[..., Any]

KEY = re.compile(r"(?<![0-9a-f])[0-9a-f]{40}(?![0-9a-f])")


def test_the_feeds_are_listed_with_their_files(griffie: Griffie, a_case: str, home: Path) -> None:
    ran = griffie("feeds", "--as-of", "2018-06-01")
    assert ran.code == 0, ran.err
    lines = ran.out.splitlines()
    assert sum(line.startswith("openbaar ") for line in lines) == 2
    assert sum(line.startswith("besloten ") for line in lines) == 2
    listed = {line.split(maxsplit=1)[1] for line in lines if line.startswith(("openbaar ", "besloten "))}
    assert listed == {str(path) for path in (home / "feeds").iterdir()}
    again = griffie("feeds", "--as-of", "2018-06-01", "--json").json["feeds"]
    assert {one["file"] for one in again} == listed
    assert not any(one["changed"] for one in again)


def test_feeds_go_to_the_folder_of_a_web_server(griffie: Griffie, a_case: str, tmp_path: Path) -> None:
    served = tmp_path / "www" / "feeds"
    ran = griffie("feeds", "--as-of", "2018-06-01", "--ministry", "JenV", "-o", served)
    assert ran.code == 0, ran.err
    [file] = served.iterdir()
    assert file.name.startswith("agenda-ministerie-jenv-")
    assert file.stat().st_mode & 0o777 == 0o644


def test_a_renewed_address_is_told_once_and_the_old_one_is_gone(griffie: Griffie, a_case: str, home: Path) -> None:
    griffie("feeds", "--as-of", "2018-06-01")
    [old] = (home / "feeds").glob("agenda-ministerie-jenv-*.ics")
    ran = griffie("feeds", "--as-of", "2018-06-01", "--renew", "ministerie-jenv")
    assert ran.code == 0, ran.err
    assert "Nieuw adres voor de agenda ministerie-jenv" in ran.out
    assert not old.exists()
    [new] = (home / "feeds").glob("agenda-ministerie-jenv-*.ics")
    assert ran.out.count(new.stem[-40:]) == 1
    assert old.stem[-40:] not in ran.out


def test_a_name_that_nobody_has_is_refused_in_a_sentence(griffie: Griffie, a_case: str, home: Path) -> None:
    for words in (("--renew", "ministerie-maan"), ("--committee", "Maan"), ("--ministry", "Maan")):
        ran = griffie("feeds", *words)
        assert ran.code == 2
        assert len(ran.err.strip().splitlines()) == 1
    assert not (home / "feeds").exists()


def test_a_folder_that_cannot_be_written_is_refused_in_a_sentence(
    griffie: Griffie, a_case: str, tmp_path: Path
) -> None:
    (tmp_path / "bestand").write_text("geen map")
    ran = griffie("feeds", "-o", tmp_path / "bestand")
    assert ran.code == 2
    assert "-o" in ran.err
    assert not KEY.search(ran.err)


def test_a_check_brings_the_feeds_up_to_date_and_tells_no_key(griffie: Griffie, a_case: str, home: Path) -> None:
    ran = griffie("check", "--as-of", "2018-06-11")
    assert ran.code == 0, ran.err
    assert len(list((home / "feeds").glob("agenda-*.ics"))) == 2
    assert not KEY.search(ran.out + ran.err)
    shown = griffie("show", a_case, "--json")
    assert not KEY.search(re.sub(r"\b[0-9a-f]{64}\b", "", shown.out))


def test_a_dry_run_writes_no_feeds(griffie: Griffie, a_case: str, home: Path) -> None:
    assert griffie("check", "--as-of", "2018-06-11", "--dry-run").code == 0
    assert not (home / "feeds").exists()


def test_a_failing_feed_stops_no_reminder(
    griffie: Griffie, a_case: str, home: Path, mails: Callable[[], list[str]]
) -> None:
    (home / "feeds").write_text("geen map")
    ran = griffie("check", "--as-of", "2018-06-11")
    assert ran.code == 0
    assert len(mails()) == 1
    assert "Let op" in ran.err
    assert "griffie feeds" in " ".join(ran.err.split())

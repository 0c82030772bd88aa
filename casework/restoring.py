"""A backup is put back in an empty place, whole or not at all, and sends nothing before a person has said so."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import Connection
from sqlmodel import Session

from casework.auditing import as_data, said
from casework.errors import FolderNotEmpty, NotTheSame, in_amsterdam
from casework.facts.rulebook import load_rulebook
from casework.office import export
from casework.record import key, write_act
from casework.telling import Told, tell
from casework.to_leave import in_words, would_leave
from casework.values import Done, Hand
from casework.workplace import Workplace
from models.database import bring_up_to_date, make_at, make_empty, make_engine
from models.dump import Rows, read_rows, set_sequences_on, tables_in_order, write_rows
from models.moves import Restoration
from models.verifying import Verdict, verify
from notifications import claims
from procedure.troubles import in_dutch
from procedure.vocabulary import Verb
from sources.archive import SETTINGS, TABLES, Archive, path_of
from sources.errors import BackupNotWritten
from sources.store import Store

REGISTER = "register.db"
FOLDERS = ("papers", "inbox", "outgoing", "published")


@dataclass(frozen=True, slots=True)
class RestoreOrder:
    """Where a backup is put back."""

    into: Path
    """The home folder that is made of it; not there yet, or empty."""
    database: str = ""
    """The address of an empty database; without one, a SQLite file in the home folder."""
    settings: Sequence[str] = ()
    """Lines that are added to the settings file."""
    dry_run: bool = False


def restore(archive: Archive, order: RestoreOrder, hand: Hand) -> Done:
    """Return what was put back, and every message that the restored register would send: each waits for a person.

    Everything is built beside its place, held against the manifest, and named at the very end; a dry run does the
    same and keeps nothing. What was being sent when the backup was made is unsure.

    Raises:
        FolderNotEmpty: there is something in the folder.
        NotEmpty: there is something in the database.
        NotTheSame: what was put back is not what the backup says.
        NotABackup: the backup changed while it was read.
        NoSuchVersion: the backup is of a newer version.
    """
    into = order.into.absolute()
    _refuse_taken(into)
    with _beside(into) as home:
        engine = make_engine(order.database or f"sqlite:///{home / REGISTER}")
        try:
            place = Workplace(engine, home, Store(home / "papers"))
            _put_files(archive, home)
            _put_settings(archive, home, order.settings)
            make_empty(engine)
            done = _put_rows(archive, place, order, hand)
        finally:
            engine.dispose()
        if order.dry_run:
            return replace(done, headline=f"niets bewaard · proef: {done.headline}")
        home.replace(into)
    return done


def _refuse_taken(into: Path) -> None:
    if into.is_symlink() or (into.exists() and not into.is_dir()) or (into.is_dir() and any(into.iterdir())):
        raise FolderNotEmpty(folder=into)


@contextmanager
def _beside(into: Path) -> Iterator[Path]:
    """Give a passing folder beside the place; what is left of it at the end is taken away."""
    try:
        into.parent.mkdir(parents=True, exist_ok=True)
        home = Path(tempfile.mkdtemp(prefix=f".{into.name}.", suffix=".deel", dir=into.parent))
    except OSError as problem:
        raise BackupNotWritten(file=into, problem=in_dutch(problem)) from None
    try:
        yield home
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _put_files(archive: Archive, home: Path) -> None:
    for folder in FOLDERS:
        (home / folder).mkdir(mode=0o700)
    for member in archive.files():
        path = home / path_of(member)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        with os.fdopen(handle, "wb") as file:
            for chunk in archive.chunks(member):
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())


def _put_settings(archive: Archive, home: Path, more: Sequence[str]) -> None:
    kept = b"".join(archive.chunks(SETTINGS)) if SETTINGS in archive.members else b""
    written = kept + "".join(f"{line}\n" for line in more).encode()
    if written:
        handle = os.open(home / "settings.env", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(written)


def _put_rows(archive: Archive, place: Workplace, order: RestoreOrder, hand: Hand) -> Done:
    """Make the register and fill it, in one transaction; a dry run leaves the database as it was."""
    with place.transaction() as session:
        connection = session.connection()
        make_at(connection, archive.manifest["head"])
        tables = tables_in_order(connection)
        given = archive.tables()
        for one in tables:
            if one.name in given:  # one that is not is told by `verified`
                write_rows(connection, one, archive.lines(f"{TABLES}{one.name}.jsonl"))
        set_sequences_on(connection, tables)
        verified(connection, archive, tables)
        bring_up_to_date(connection)
        chain = verify(connection)
        claims.rescue(session, at=hand.at, left=lambda ids: ids)
        done = _recorded(session, archive, hand, chain)
        rulebook = load_rulebook(session, on=hand.on)
        if order.dry_run:
            session.rollback()
    if not order.dry_run:
        export(place, rulebook)
    return done


def verified(connection: Connection, archive: Archive, tables: Sequence[Rows]) -> None:
    """Hold the restored register against the backup: each table read back is byte for byte what the manifest says.

    It runs in the transaction of the restore, before anything is added to what the backup held.

    Raises:
        NotTheSame: one of them is not.
    """
    said = archive.tables()
    for name in said.keys() ^ {one.name for one in tables}:
        raise NotTheSame(table=name)
    for one in tables:
        digest, count = sha256(), 0
        for line in read_rows(connection, one):
            digest.update(line)
            count += 1
        if (digest.hexdigest(), count) != (said[one.name]["sha256"], said[one.name]["rows"]):
            raise NotTheSame(table=one.name)


def _recorded(session: Session, archive: Archive, hand: Hand, chain: Verdict) -> Done:
    """Record the act, list what would leave, and tell whether the chain of seals holds as it was put back."""
    made_at = datetime.fromisoformat(archive.manifest["made_at"])
    rows = {name: int(said["rows"]) for name, said in archive.tables().items()}
    act = write_act(session, hand, Verb.RESTORE, f"back-up van {in_amsterdam(made_at)}", digest=archive.digest)
    session.add(Restoration(act_id=key(act.id), made_at=made_at, digest=archive.digest))
    waiting = would_leave(session, on=hand.on)
    held_back = _counted(len(waiting), "bericht", "berichten")
    told = Told(
        Verb.RESTORE,
        f"hersteld uit de back-up van {in_amsterdam(made_at)} · {held_back} in de wacht",
        lines=tuple(_lines(rows, archive, waiting)),
        warnings=tuple(_warnings(archive, chain)),
        outcome="restored",
        data={"made_at": archive.manifest["made_at"], "digest": archive.digest, "rows": rows},
    )
    done = tell(session, act, [], [], told)
    # Addresses and subjects are told, and not kept in the diary.
    return replace(
        done, data={**done.data, "files": len(archive.files()), "hersteld": waiting, "chain": as_data(chain)}
    )


def _lines(rows: dict[str, int], archive: Archive, waiting: list[dict[str, Any]]) -> Iterator[str]:
    cases, files = _counted(rows["case"], "zaak", "zaken"), _counted(len(archive.files()), "bestand", "bestanden")
    yield f"{cases}, {sum(rows.values())} rijen in {len(rows)} tabellen, {files}."
    if not waiting:
        yield "Er ligt niets klaar om te versturen."
        return
    yield "Dit ligt klaar; wat na de back-up al is verstuurd staat er ook bij, en niets vertrekt zonder --yes:"
    yield from (in_words(one) for one in waiting)


def _warnings(archive: Archive, chain: Verdict) -> Iterator[str]:
    if chain.fault is not None:
        yield f"De keten van zegels klopt niet, en klopte al niet in de back-up: {said(chain.fault)}"
    left_out = archive.manifest.get("settings_left_out") or []
    if left_out:
        yield f"Niet in de back-up, want geheim: {', '.join(left_out)}; zet ze opnieuw in settings.env."


def _counted(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"

"""What the system says of a file, a folder or a database, in the language of the screens."""

import errno
from collections.abc import Mapping

SYSTEM: Mapping[int, str] = {
    errno.EACCES: "geen toegang",
    errno.EPERM: "geen toegang",
    errno.EROFS: "hier kan alleen worden gelezen",
    errno.ENOENT: "bestaat niet en is niet te maken",
    errno.ENOTDIR: "een deel van het pad is een bestand",
    errno.EEXIST: "er staat een bestand met die naam",
    errno.EISDIR: "is een map",
    errno.ENOSPC: "de schijf is vol",
    errno.EIO: "de schijf geeft een fout",
    errno.ENAMETOOLONG: "de naam is te lang",
}

SQLITE: Mapping[str, str] = {
    "file is not a database": "het bestand is geen SQLite-database",
    "unable to open database file": "het bestand is niet te openen",
    "database disk image is malformed": "het bestand is beschadigd; zet de laatste back-up terug",
    "attempt to write a readonly database": "in het bestand mag niet worden geschreven",
    "database or disk is full": "de schijf is vol",
    "disk I/O error": "de schijf geeft een fout",
    "database is locked": "een ander proces houdt het bestand bezet",
}


def in_dutch(problem: OSError) -> str:
    """Return what is the matter with a file or a folder; the system's own words where it says something rare."""
    return SYSTEM.get(problem.errno or 0) or problem.strerror or type(problem).__name__


def of_sqlite(complaint: str) -> str:
    """Return what SQLite complains of; its own words, on one line, where they are rare."""
    return SQLITE.get(complaint.strip()) or " ".join(complaint.split())

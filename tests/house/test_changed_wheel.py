"""A package that is not what the lock says is not installed: its hash is looked at before anything of it is (S22)."""

import re
import subprocess
import sys
from base64 import urlsafe_b64encode
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

from tests.house.test_rooms import ROOT

LOCK = (ROOT / "requirements.lock").read_text()
ENTRY = re.compile(
    r"^([a-zA-Z0-9][a-zA-Z0-9._-]*)(?:\[[^\]]*\])?==(\S+)(.*?)\\\n((?: +--hash=\S+(?: \\)?\n)+)", re.MULTILINE
)


def a_wheel(folder: Path, name: str, version: str, said: str = "print('aangepast')") -> Path:
    """Return a wheel with a program of our own in it, under the name and version of a package."""
    plain = name.replace("-", "_").replace(".", "_")
    info = f"{plain}-{version}.dist-info"
    parts = {
        f"{plain}_aangepast.py": said,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: proef\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    lines = [f"{part},sha256={digest(text.encode())},{len(text)}" for part, text in parts.items()]
    wheel = folder / f"{plain}-{version}-py3-none-any.whl"
    with ZipFile(wheel, "w") as archive:
        for part, text in (parts | {f"{info}/RECORD": "\n".join([*lines, f"{info}/RECORD,,", ""])}).items():
            archive.writestr(part, text)
    return wheel


def digest(data: bytes) -> str:
    return urlsafe_b64encode(sha256(data).digest()).decode().rstrip("=")


def entries() -> list[tuple[str, str, str]]:
    """Return the name, the version and the hashes of each package in the lock."""
    return [(name, version, hashes) for name, version, _, hashes in ENTRY.findall(LOCK)]


def install(folder: Path, requirement: str) -> subprocess.CompletedProcess[str]:
    """Return how an install from a lock went, as the Makefile does it, with the wheels of a folder and no index."""
    lock, into = folder / "requirements.lock", folder / "into"
    lock.write_text(requirement)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "--isolated", "install"]
    chosen = ["--no-index", "--find-links", str(folder), "--target", str(into), "--no-deps", "--require-hashes"]
    return subprocess.run([*pip, *chosen, "-r", str(lock)], capture_output=True, text=True, check=False)


def is_refused(folder: Path, name: str, version: str, hashes: str) -> None:
    """A wheel of our own under the name of a package in the lock is not installed, and nothing of it is there."""
    wheel = a_wheel(folder, name, version)
    done = install(folder, f"{name}=={version} \\\n{hashes}")
    assert done.returncode != 0, name
    assert "DO NOT MATCH THE HASHES" in done.stderr, done.stderr
    assert not list(folder.glob("into/*")), name
    wheel.unlink()


def test_the_makefile_installs_from_the_locks_by_hash_alone() -> None:
    makefile = (ROOT / "Makefile").read_text()
    installs = re.findall(r"install (.*-r \S+)", makefile)
    assert len(installs) >= 3
    assert [one for one in installs if "--require-hashes" not in one or "--no-deps" not in one] == []


def test_every_package_of_the_lock_is_read_here() -> None:
    assert len(entries()) == len(re.findall(r"^[a-zA-Z0-9]\S*==", LOCK, re.MULTILINE)) > 100


def test_a_changed_wheel_is_not_installed_and_the_right_one_is(tmp_path: Path) -> None:
    name, version, hashes = next(one for one in entries() if one[0] == "typing-extensions")
    is_refused(tmp_path, name, version, hashes)
    wheel = a_wheel(tmp_path, name, version)
    right = f"{name}=={version} --hash=sha256:{sha256(wheel.read_bytes()).hexdigest()}\n"
    assert install(tmp_path, right).returncode == 0
    assert (tmp_path / "into" / "typing_extensions_aangepast.py").exists()

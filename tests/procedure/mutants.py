"""Break the rules of terms on purpose, one place at a time, and count what the tests notice: run by ``make mutants``.

mutmut makes the mutants, in a scratch copy of what it needs, so that nothing of it comes into the project. What is not
noticed is printed as a difference in the code; the few that mean the same as the code they replace are named in
``docs/proofs.md``.
"""

import ast
import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]
NEEDED = ("procedure", "config", "pyproject.toml", "tests/conftest.py", "tests/weekdays.py", "tests/procedure")
LEAST = 95.0
"""Of a hundred mutants so many must be noticed."""

NOTICED, NOT_NOTICED, OUT_OF_TIME = {1, 3}, {0, 33}, {-24, 24, 36, 152, 255}
"""What mutmut writes down for a mutant: a test failed; none did, or none ran; the tests did not end."""


def copy_to(scratch: Path) -> None:
    """Copy what the tests of the rules need."""
    (scratch / "tests").mkdir()
    for name in NEEDED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, scratch / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, scratch / name)


def verdicts(scratch: Path) -> Iterator[tuple[str, str, int | None]]:
    """Give each mutant with its module and what became of it."""
    for file in sorted((scratch / "mutants" / "procedure").glob("*.meta")):
        for name, code in json.loads(file.read_text(encoding="utf-8"))["exit_code_by_key"].items():
            yield file.name.removesuffix(".py.meta"), name.rpartition(".")[2], code


def difference(scratch: Path, module: str, name: str) -> str:
    """Return what a mutant changed in its function."""
    tree = ast.parse((scratch / "mutants" / "procedure" / f"{module}.py").read_text(encoding="utf-8"))
    bodies = {
        each.name: ast.unparse(each).splitlines()[1:] for each in ast.walk(tree) if isinstance(each, ast.FunctionDef)
    }
    original = re.sub(r"__mutmut_\d+$", "__mutmut_orig", name)
    changed = unified_diff(bodies[original], bodies[name], lineterm="", n=0)
    return "\n".join(f"    {line}" for line in changed if not line.startswith(("---", "+++", "@@")))


def main() -> int:
    """Run all mutants and print the score for each module, and what was not noticed."""
    with TemporaryDirectory(prefix="griffie-mutants-") as made:
        scratch = Path(made)
        copy_to(scratch)
        mutmut = Path(sys.executable).with_name("mutmut")
        ran = subprocess.run([mutmut, "run", "--max-children", "1"], cwd=scratch, check=False)
        if ran.returncode:
            return ran.returncode
        found = list(verdicts(scratch))
        made_by, noticed_by = Counter(), Counter()
        for module, name, code in found:
            made_by[module] += 1
            noticed_by[module] += code in NOTICED | OUT_OF_TIME
            if code not in NOTICED | OUT_OF_TIME:
                sys.stdout.write(f"\n{module}: {name} ({'not noticed' if code in NOT_NOTICED else code})\n")
                sys.stdout.write(f"{difference(scratch, module, name)}\n")
        sys.stdout.write("\n")
        for module in made_by:
            sys.stdout.write(f"{module:<12}{noticed_by[module]:>6} of {made_by[module]:>5}\n")
        score = 100 * noticed_by.total() / made_by.total()
        sys.stdout.write(f"{'together':<12}{noticed_by.total():>6} of {made_by.total():>5}: {score:.1f} %\n")
        return 0 if score >= LEAST else 1


if __name__ == "__main__":
    sys.exit(main())

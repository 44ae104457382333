"""Runs the measurements and prints a table: `python -m bench [NAME ...] [--small] [--write]`.

`--write` puts the table of a whole run into the README, and that of the everyday tasks into `docs/effort.md`.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys
import tempfile
import traceback
from pathlib import Path

import bench as package
from bench import page
from bench.measure import HEAD, Bench, Line

NOT_MEASUREMENTS = (
    "__main__",
    "measure",
    "caseload",
    "page",
    "effort_hand",
    "effort_paper",
    "effort_vault",
    "effort_walks",
)
README = Path(__file__).resolve().parent.parent / "README.md"


def names() -> list[str]:
    """Gives the names of all measurements."""
    return sorted(
        one.name for one in pkgutil.iter_modules(package.__path__) if one.name not in NOT_MEASUREMENTS
    )


def main(arguments: list[str]) -> int:
    """Runs what is named, or everything. A goal that was missed is said and is no failure; 1 when one could not run."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    small = "--small" in arguments
    wanted = [word for word in arguments if not word.startswith("-")] or names()
    work = Path("build") / "bench"
    work.mkdir(parents=True, exist_ok=True)
    say = lambda words: print(words, file=sys.stderr, flush=True)  # noqa: E731
    bench = Bench(work.resolve(), say=say) if not small else Bench(Path(tempfile.mkdtemp()), 20, 200, say)
    print(
        f"With {bench.families} families and {bench.records} records, CPython {sys.version.split()[0]}, {sys.platform}.\n"
    )
    print(HEAD, flush=True)
    began = page.load()
    lines: list[Line] = []
    failed: list[str] = []
    for name in wanted:
        try:
            for line in importlib.import_module(f"bench.{name}").run(bench):
                lines.append(line)
                print(line.words(), flush=True)
        except Exception:
            # One that cannot run must not hide the others.
            traceback.print_exc()
            failed.append(name)
    missed = [line.work for line in lines if not line.met]
    print(f"\nGoals missed: {', '.join(missed)}." if missed else "\nAll goals that were measured were met.")
    if failed:
        print(f"Could not be measured: {', '.join(failed)}.")
    if "effort" in wanted and "effort" not in failed:
        _effort(write="--write" in arguments)
    if "--write" in arguments and not small and wanted == names() and not failed:
        page.write(README, page.table(lines, bench.families, bench.records, began))
        print("Written into the README.")
    return 1 if failed else 0


def _effort(*, write: bool) -> None:
    """The everyday tasks in full, printed and where wanted written. What they took is no matter of the machine."""
    # Only here, for it loads the windows.
    from bench import effort

    made = effort.table(effort.measured())
    print(f"\nEveryday tasks beside paper filled in by hand:\n\n{made}")
    if write:
        page.write(effort.DOCS, "\n".join([page.BEGIN, "", made, "", page.END]))
        print("Written into docs/effort.md.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

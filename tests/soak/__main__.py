"""The long run of every fault: the figures of the goals, each beside what was measured.

    python -m tests.soak [NAME ...]     all parts, or those named; some 20 minutes on two cores

Prints a line for each part and what it found; exits with 1 when a figure is not met or a control did not fail.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

from tests.soak.parts import PARTS, NotMet


def main(names: list[str]) -> int:
    """Runs the parts in a folder of their own and says what came of them."""
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        print(f"There is no part {', '.join(unknown)}. There are: {', '.join(PARTS)}.")
        return 2
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    not_met = []
    begun = time.monotonic()
    for name, (goal, run) in PARTS.items():
        if names and name not in names:
            continue
        with tempfile.TemporaryDirectory(prefix="toolkit-soak-") as folder:
            at = time.monotonic()
            try:
                said = run(Path(folder))
            except NotMet as fault:
                said = f"NOT MET: {fault}"
                not_met.append(name)
            print(f"goal {goal:<6} {name:<10} {time.monotonic() - at:7.1f} s  {said}", flush=True)
    print(
        f"{time.monotonic() - begun:.0f} s in all; "
        + (f"not met: {', '.join(not_met)}" if not_met else "all met")
    )
    return bool(not_met)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

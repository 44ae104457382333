"""The program read over the real accessibility interface: AT-SPI on a message bus, with a virtual screen."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.helpers import TOP

SYSTEM = "/usr/bin/python3"
"""The Python that Debian's python3-pyatspi belongs to."""
PAGES = 24
"""How many pages the suite reads; the whole of it is `python tests/ui/spoken_reader.py PYTHON 0` under the same two wrappers."""


def missing() -> str:
    """What is not here that the reading needs; empty where all of it is."""
    for command in ("xvfb-run", "xauth", "dbus-run-session", SYSTEM):
        if shutil.which(command) is None:
            return f"no {command} here"
    found = subprocess.run([SYSTEM, "-c", "import pyatspi"], capture_output=True, check=False)
    return "" if found.returncode == 0 else "no python3-pyatspi here (and at-spi2-core)"


@pytest.fixture(scope="module")
def heard() -> list[dict[str, Any]]:
    """What a screen reader was told of each page."""
    if why := missing():
        # What CI runs on sets up all of it.
        assert not os.environ.get("CI"), why
        pytest.skip(f"the accessibility bus was not asked: {why}")
    reader = Path(__file__).with_name("spoken_reader.py")
    done = subprocess.run(
        ["xvfb-run", "-a", "dbus-run-session", "--", SYSTEM, str(reader), sys.executable, str(PAGES)],
        cwd=TOP,
        env={**os.environ},
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )
    told = [line for line in done.stdout.splitlines() if line.startswith("[{")]
    assert told, (done.stdout + done.stderr)[-2000:]
    return json.loads(told[-1])  # type: ignore[no-any-return]


def pages(heard: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What was read of pages."""
    return [one for one in heard if "controls" in one]


def test_every_control_is_told_with_its_name_and_role(heard: list[dict[str, Any]]) -> None:
    assert len(pages(heard)) == PAGES
    assert [(page["page"], page["faults"]) for page in heard if page.get("faults")] == []
    assert all(page["controls"] >= 5 and page["words"] >= 3 for page in pages(heard))


def test_something_named_has_the_keyboard_on_every_page(heard: list[dict[str, Any]]) -> None:
    lost = [page["page"] for page in pages(heard) if not any("“”" not in one for one in page["focus"])]
    assert lost == []


def test_headings_the_language_and_what_comes_up_are_told(heard: list[dict[str, Any]]) -> None:
    assert [page["page"] for page in pages(heard) if not page["headings"]] == []
    assert "Settings" in next(page["headings"] for page in heard if page["page"] == "settings")
    assert {page["language"] for page in pages(heard)} == {"en_GB"}
    assert heard[-1] == {"page": "announced", "said": ["The draft was discarded."]}

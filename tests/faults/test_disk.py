"""A disk that fills up or breaks at the n-th call loses nothing, says one sentence, and works again with space."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.faults import shim

pytestmark = pytest.mark.usefixtures("shim_here")


def test_a_fault_at_each_tenth_of_two_hundred_calls_loses_nothing(tmp_path: Path) -> None:
    """Two faults, each for good and once, at 20 places of one session; `make soak` takes all 200."""
    done = shim.run("tests.faults.disk", tmp_path, "1", "200", "10")
    assert done.returncode == 0, done.stdout + done.stderr
    said = re.search(r"rounds 80 refused (\d+) wrong 0 strange 0", done.stdout)
    assert said, done.stdout
    assert int(said[1]) == 80


def test_a_program_that_does_not_look_is_found_out(tmp_path: Path) -> None:
    """The control: what is called saved before it is."""
    done = shim.run("tests.faults.disk", tmp_path, "30", "90", "20", "boast")
    assert done.returncode == 1
    assert "wrong 0" not in done.stdout

"""A disk that fills up or breaks at the n-th call loses nothing, says one sentence, and works again with space."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.faults import shim

pytestmark = pytest.mark.usefixtures("shim_here")


@pytest.mark.parametrize(("last", "step", "how"), [(200, 20, "words"), (250, 50, "copies")])
def test_a_fault_at_calls_of_a_session_loses_nothing(tmp_path: Path, last: int, step: int, how: str) -> None:
    """Two faults, each for good and once, at places of one session; `make soak` takes every place."""
    done = shim.run("tests.faults.disk", tmp_path, "1", str(last), str(step), how)
    assert done.returncode == 0, done.stdout + done.stderr
    rounds = last // step * 4
    said = re.search(rf"rounds {rounds} refused (\d+) wrong 0 strange 0", done.stdout)
    assert said, done.stdout
    assert int(said[1]) > rounds * 0.7


def test_a_program_that_does_not_look_is_found_out(tmp_path: Path) -> None:
    """The control: what is called saved before it is."""
    done = shim.run("tests.faults.disk", tmp_path, "30", "90", "20", "boast")
    assert done.returncode == 1
    assert "wrong 0" not in done.stdout

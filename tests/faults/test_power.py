"""A cut of the power at any moment loses nothing that was told saved, and the test would notice if it did."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.power import cut

pytestmark = pytest.mark.usefixtures("shim_here")


def test_sixty_cuts_of_the_power_lose_nothing(tmp_path: Path) -> None:
    steps, lost, damaged, reasons = cut(tmp_path, 60)
    assert steps > 2000
    assert (lost, damaged) == (0, 0), reasons


@pytest.mark.parametrize("how", ["NORMAL", "UNSYNCED"])
def test_a_vault_that_syncs_less_is_found_out(tmp_path: Path, how: str) -> None:
    """The control: a common setting of the engine loses notes, and a key file that is not synced is damaged."""
    _, lost, damaged, _ = cut(tmp_path, 30, how)
    assert (lost if how == "NORMAL" else damaged) > 5

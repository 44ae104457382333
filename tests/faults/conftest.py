"""What the tests of faults need: the shim before the disk, and keys that are computed once."""

from __future__ import annotations

import os

import pytest

from tests.faults import shim
from tests.vault.conftest import _many_notes, _one_family, case, clock, closed

__all__ = ["_many_notes", "_one_family", "case", "clock", "closed"]


@pytest.fixture
def shim_here() -> None:
    """Leaves a test out where no shim can be made; at CI, where that would prove nothing, it fails."""
    if shim.library() is None:
        if os.environ.get("CI"):
            pytest.fail(shim.MISSING)
        pytest.skip(shim.MISSING)

"""The tests of a built bundle run where `make bundle` says which one: an old one that lies about proves nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.helpers import TOP

collect_ignore_glob = [] if "TOOLKIT_BUNDLE" in os.environ else ["test_*.py"]


@pytest.fixture(scope="session")
def built() -> Path:
    """The folder that `make bundle` made."""
    return TOP / os.environ["TOOLKIT_BUNDLE"]


@pytest.fixture(scope="session")
def bundle(built: Path) -> Path:
    """The folder of the program itself."""
    return built / "SafeguardingToolkit"


@pytest.fixture(scope="session")
def program(bundle: Path) -> Path:
    """What a person starts."""
    return next(file for file in (bundle / "SafeguardingToolkit", bundle / "toolkit.exe") if file.is_file())

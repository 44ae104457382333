"""Every test runs off screen, in its own home, with no network, and fails on any warning of Python, Qt or our own log."""

from __future__ import annotations

import functools
import logging
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from toolkit.settings import Settings
from toolkit.vault import keys
from toolkit.vault.keys import FLOOR, Cost

# A shared machine is slow at odd moments; how long an example takes says nothing about the program. At CI the
# examples are the same each time, so that a red run can be repeated.
hypothesis.settings.register_profile(
    "suite",
    deadline=None,
    max_examples=60,
    database=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[hypothesis.HealthCheck.too_slow, hypothesis.HealthCheck.function_scoped_fixture],
)
hypothesis.settings.load_profile("suite")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--onscreen", action="store_true", help="show the windows while the tests drive them")


def pytest_configure(config: pytest.Config) -> None:
    if not config.getoption("--onscreen"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # One font cache for the whole run: a fresh home for each test must not build it again each time.
    os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(prefix="toolkit-tests-cache-")
    # A theme of the person running the tests must not change what is drawn.
    for name in ("QT_STYLE_OVERRIDE", "QT_QPA_PLATFORMTHEME", "QT_SCALE_FACTOR"):
        os.environ.pop(name, None)


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(os.environ.get("XDG_CACHE_HOME", "/nonexistent"), ignore_errors=True)


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("libreoffice") and shutil.which("soffice") is None:
        words = "LibreOffice is not here; its packages are in the 'tests' part of tools/debian-packages.txt"
        # Left out quietly at CI, such a test would prove nothing.
        if os.environ.get("CI"):
            pytest.fail(words)
        pytest.skip(words)


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    """Frees the windows that a test closed, for outside a loop of its own Qt never does: each living one slows the next."""
    qt = sys.modules.get("PySide6.QtCore")
    if qt is not None and qt.QCoreApplication.instance() is not None:
        qt.QCoreApplication.sendPostedEvents(None, qt.QEvent.Type.DeferredDelete.value)


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Gives each test a home of its own, with its own settings, data and temporary folders."""
    home = tmp_path_factory.mktemp("home")
    for name, folder in {
        "HOME": home,
        "USERPROFILE": home,
        "APPDATA": home / "AppData" / "Roaming",
        "LOCALAPPDATA": home / "AppData" / "Local",
        "XDG_CONFIG_HOME": home / ".config",
        "XDG_DATA_HOME": home / ".local" / "share",
        "XDG_STATE_HOME": home / ".local" / "state",
        "TMPDIR": home / "tmp",
    }.items():
        folder.mkdir(parents=True, exist_ok=True)
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return home


@pytest.fixture
def settings(own_home: Path) -> Settings:
    """Gives settings as at first start, kept in the test's own home."""
    return Settings.load(own_home / ".config" / "safeguarding-toolkit")


class SocketGuard:
    """Refuses every socket that Python makes, and remembers each attempt, for the program may swallow the refusal."""

    def __init__(self) -> None:
        self.on = False
        self.attempts: list[str] = []
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self.on and event in {"socket.__new__", "socket.connect", "socket.bind", "socket.getaddrinfo"}:
            self.attempts.append(event)
            raise PermissionError("no test may make a socket")


_guard = SocketGuard()


@pytest.fixture(autouse=True)
def no_network() -> Iterator[SocketGuard]:
    """Fails a test in which anything made a socket, even when the refusal was swallowed."""
    _guard.attempts.clear()
    _guard.on = True
    yield _guard
    _guard.on = False
    if _guard.attempts:
        pytest.fail(f"a socket was asked for: {', '.join(_guard.attempts)}")


class LogRecords(logging.Handler):
    """Collects what the program logs at WARNING and above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    def expected(self) -> list[str]:
        """Takes the lines logged so far, so that they do not fail the test."""
        lines = [record.getMessage() for record in self.records]
        self.records.clear()
        return lines


@pytest.fixture(autouse=True)
def quiet_log() -> Iterator[LogRecords]:
    """Fails a test in which the program logged a warning that the test did not take with `expected()`."""
    handler = LogRecords()
    logger = logging.getLogger("toolkit")
    logger.addHandler(handler)
    yield handler
    logger.removeHandler(handler)
    if handler.records:
        pytest.fail(f"the program logged: {'; '.join(handler.expected())}")


@pytest.fixture(scope="session", autouse=True)
def remembered_keys() -> Iterator[None]:
    """Computes the key of each passphrase, salt and cost once a run: what it comes to is tested, not how long it takes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "_stretch", functools.cache(keys._stretch))
        yield


@pytest.fixture
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> Cost:
    """Makes new vaults at the lowest cost that is allowed, so that a test does not wait a second for each."""
    monkeypatch.setattr("toolkit.vault.vault.suitable_cost", lambda: FLOOR)
    return FLOOR

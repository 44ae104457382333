"""Wrong passphrases: the first three are free, then there is a wait of 2, 4, 8 ... 60 seconds. Nothing is ever wiped.

The count is kept over a restart. While the program runs, the wait is measured by a clock that cannot be set; after a
restart by the wall clock, and one that went back means the whole wait. This slows people at the keyboard only:
what protects a copied file is the passphrase itself.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable

from toolkit.settings import Settings, SettingsNotSaved

FREE = 3
LONGEST = 60


def wait_after(tries: int) -> int:
    """Seconds to wait after so many wrong tries: none for three, then 2, 4, 8 and so on to 60."""
    if tries <= FREE:
        return 0
    return int(min(2 ** min(tries - FREE, 10), LONGEST))


def wait_words(left: float) -> str:
    """How long to wait, in words, for seconds that are left."""
    seconds = int(left) + 1
    return f"Wait {seconds} second{'' if seconds == 1 else 's'} before the next try."


class Tries:
    """Counts wrong tries and says how long to wait."""

    def __init__(
        self,
        settings: Settings,
        *,
        steady: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
    ) -> None:
        self._settings = settings
        self._steady, self._wall = steady, wall
        self._until = self._steady() + self._left_by_wall()

    def wait(self) -> float:
        """Seconds still to wait; 0 when a try is welcome."""
        return max(0.0, self._until - self._steady())

    def count(self) -> int:
        """How many wrong tries there were since the last right one."""
        return self._settings.wrong_tries

    def wrong(self) -> None:
        """Notes a wrong try."""
        tries = min(self._settings.wrong_tries + 1, 1000)
        self._keep(tries, int(self._wall()))
        self._until = self._steady() + wait_after(tries)

    def right(self) -> None:
        """Notes that it opened."""
        if self._settings.wrong_tries:
            self._keep(0, 0)
        self._until = self._steady()

    def _left_by_wall(self) -> float:
        whole = wait_after(self._settings.wrong_tries)
        past = self._wall() - self._settings.wrong_try_at
        return float(whole) if past < 0 else max(0.0, whole - past)

    def _keep(self, tries: int, at: int) -> None:
        # A disk that is full must not keep anybody out; the count then holds until the program ends.
        with contextlib.suppress(SettingsNotSaved):
            self._settings.set("wrong_try_at", at)
            self._settings.set("wrong_tries", tries)

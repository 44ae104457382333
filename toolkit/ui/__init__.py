"""How it is shown: the only room with Qt on the screen. Screens are given what they need."""

from __future__ import annotations

import ctypes
import sys

SPARE = 1 << 40


def spare_references() -> None:
    """Keeps Python 3.11 alive under PySide6 6.12.0, whose calls take a reference from each None, True or False they give.

    After some thousand calls none is left and Python ends with "deallocating None" (measured; 6.11.3 is sound). These
    objects live for ever from Python 3.12 on; here they are given references that last for ever too. It may be called
    again.
    """
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return
    for lasting in (None, True, False, NotImplemented):
        count = ctypes.c_ssize_t.from_address(id(lasting))
        # Only where the count is really there: another build of Python may lay its objects out differently.
        if abs(count.value - sys.getrefcount(lasting)) < 100 and count.value < SPARE:
            count.value += SPARE


spare_references()

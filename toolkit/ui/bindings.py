"""Takes out of Qt's Python bindings what they do for nobody here."""

from __future__ import annotations

import contextlib
import linecache

import PySide6.QtCore  # noqa: F401


def read_no_sources() -> None:
    """Has the bindings leave the source of what is imported after them unread.

    They look in each module for the word PySide6, to know where `from __feature__ import snake_case` and its like may count, which
    is used nowhere here. Every line they read stays in memory. What is not there in another version of them is left alone.
    """
    with contextlib.suppress(ImportError):
        from shibokensupport import feature  # type: ignore[import-not-found, unused-ignore]

        if hasattr(feature, "_mod_uses_pyside"):
            feature._mod_uses_pyside = _not_asked
    # What they read already, of the modules before them.
    linecache.clearcache()


def _not_asked(_module: object) -> bool:
    return False

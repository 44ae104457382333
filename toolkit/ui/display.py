"""Says, before Qt is touched, whether a window can be shown here, for Qt itself would end the program with an abort.

This file imports no Qt: it is asked first.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from toolkit.errors import ToolkitError

NEEDS_SCREEN = frozenset({"xcb", "wayland", "wayland-egl"})


class NoDisplay(ToolkitError):
    """There is no screen to show a window on."""

    sentence = (
        "There is no display here. Start the program from a desktop, or set DISPLAY to the screen to use."
    )


class DisplayRefused(ToolkitError):
    """The screen named in DISPLAY does not answer."""

    sentence = (
        "The display named in DISPLAY does not answer. Start the program from a desktop on this computer."
    )


class LibraryMissing(ToolkitError):
    """A system library that windows need is not installed; the sentence names it."""

    def __init__(self, library: str) -> None:
        super().__init__(
            f"A system library that windows need is missing: {library}. "
            "The packages to install are listed in tools/debian-packages.txt."
        )


def check_display(platform: str = sys.platform, environ: Mapping[str, str] = os.environ) -> None:
    """Raises NoDisplay, DisplayRefused or LibraryMissing when Qt could show no window. Only Linux is asked."""
    if not platform.startswith("linux"):
        return
    chosen = environ.get("QT_QPA_PLATFORM", "").split(";")[0].split(":")[0]
    if chosen and chosen not in NEEDS_SCREEN:
        return
    x11, wayland = environ.get("DISPLAY", ""), _wayland_socket(environ)
    if not x11 and wayland is None:
        raise NoDisplay
    if wayland is not None and chosen != "xcb":
        return
    if not x11 or not _answers(x11):
        raise DisplayRefused if x11 else NoDisplay
    _load_platform_plugin()


def sentence_for_import(fault: ImportError) -> str | None:
    """Gives the sentence for an import of Qt that failed for a missing system library, or None for any other."""
    library = _library_named_in(str(fault))
    if library is not None:
        return LibraryMissing(library).sentence
    if (fault.name or "").split(".")[0] == "PySide6":
        return "The part that shows windows (PySide6) is not installed. The README says how to set this up."
    return None


def _wayland_socket(environ: Mapping[str, str]) -> Path | None:
    name, folder = environ.get("WAYLAND_DISPLAY", ""), environ.get("XDG_RUNTIME_DIR", "")
    if not name:
        return None
    path = Path(name) if name.startswith("/") else Path(folder) / name
    return path if path.exists() else None


def _answers(display: str) -> bool:
    """Asks the X server for a connection through the library that Qt itself will use."""
    import ctypes

    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError as fault:
        raise LibraryMissing("libxcb.so.1") from fault
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(display.encode(), None)
    try:
        return bool(xcb.xcb_connection_has_error(connection) == 0)
    finally:
        xcb.xcb_disconnect(connection)


def _load_platform_plugin() -> None:
    """Loads the part of Qt that speaks to X11, which aborts the program when a library of its own is missing."""
    spec = importlib.util.find_spec("PySide6")
    if spec is None or spec.origin is None:
        return
    plugin = Path(spec.origin).parent / "Qt" / "plugins" / "platforms" / "libqxcb.so"
    if not plugin.exists():
        return
    import ctypes

    try:
        ctypes.CDLL(str(plugin))
    except OSError as fault:
        raise LibraryMissing(_library_named_in(str(fault)) or plugin.name) from fault


def _library_named_in(words: str) -> str | None:
    library, found, _ = words.partition(": cannot open shared object file")
    return library.split()[-1] if found and library else None

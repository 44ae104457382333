"""Hears from Windows that the screen was locked, another person takes over, or the computer goes to sleep.

Windows tells each window that asked for it. The messages are read by a native event filter. Written to Microsoft's own
reference of these messages and tested with made-up ones; not yet tried on a Windows computer.
"""

from __future__ import annotations

import ctypes
import logging
import sys
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray

log = logging.getLogger(__name__)

WM_WTSSESSION_CHANGE, WM_POWERBROADCAST = 0x02B1, 0x0218
AWAY = {
    0x2: "desk",  # WTS_CONSOLE_DISCONNECT: another person is switched to
    0x4: "desk",  # WTS_REMOTE_DISCONNECT
    0x6: "desk",  # WTS_SESSION_LOGOFF
    0x7: "desk",  # WTS_SESSION_LOCK
}
ASLEEP = {
    0x4: "slept",  # PBT_APMSUSPEND
    0x7: "slept",  # PBT_APMRESUMESUSPEND
    0x12: "slept",  # PBT_APMRESUMEAUTOMATIC
}
NOTIFY_FOR_THIS_SESSION = 0
CAPTURE_ALLOWED, CAPTURE_LEFT_OUT = 0x0, 0x11
"""What `SetWindowDisplayAffinity` takes: as usual, and left out of every picture of the screen."""


class Message(ctypes.Structure):
    """MSG of Windows, as far as it is read."""

    _fields_ = (
        ("hwnd", ctypes.c_void_p),
        ("message", ctypes.c_uint),
        ("wParam", ctypes.c_size_t),
        ("lParam", ctypes.c_ssize_t),
    )


def reason_of(message: int, what: int) -> str:
    """Why a message of Windows locks the records; empty when it does not."""
    if message == WM_WTSSESSION_CHANGE:
        return AWAY.get(what, "")
    if message == WM_POWERBROADCAST:
        return ASLEEP.get(what, "")
    return ""


class WindowsLock(QAbstractNativeEventFilter):
    """Install it in the program. `locked` is called with the reason; every message goes on to Qt."""

    def __init__(self, locked: Callable[[str], object], calls: Any = None) -> None:
        super().__init__()
        self._locked = locked
        self._calls = calls

    def nativeEventFilter(self, kind: Any, message: Any) -> tuple[bool, int]:
        """Looks at one native message."""
        name = bytes(kind.data()) if isinstance(kind, QByteArray) else bytes(kind)
        if name in (b"windows_generic_MSG", b"windows_dispatcher_MSG"):
            told = Message.from_address(int(message))
            reason = reason_of(told.message, told.wParam)
            if reason:
                self._locked(reason)
        return False, 0

    def ask_for(self, window: int) -> bool:
        """Asks Windows to tell a window about its session; False where that cannot be done."""
        try:
            calls = self._calls or ctypes.windll.wtsapi32  # type: ignore[attr-defined,unused-ignore]
            return bool(
                calls.WTSRegisterSessionNotification(ctypes.c_void_p(window), NOTIFY_FOR_THIS_SESSION)
            )
        except (AttributeError, OSError) as fault:
            log.info("Windows does not tell about its session: %s", type(fault).__name__)
            return False


def keep_out_of_pictures(window: int, on: bool, calls: Any = None) -> bool:
    """Has Windows leave a window out of screen pictures and shared screens; False where that cannot be done."""
    if calls is None and sys.platform != "win32":
        return False
    try:
        user = calls or ctypes.windll.user32  # type: ignore[attr-defined,unused-ignore]
        return bool(
            user.SetWindowDisplayAffinity(
                ctypes.c_void_p(window), CAPTURE_LEFT_OUT if on else CAPTURE_ALLOWED
            )
        )
    except (AttributeError, OSError) as fault:
        log.info("the window cannot be kept out of pictures: %s", type(fault).__name__)
        return False

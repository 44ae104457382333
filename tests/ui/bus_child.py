"""Run by a test on a message bus of its own: says what `DeskLock` hears when a desktop and a login manager speak on it."""

from __future__ import annotations

import sys
from typing import Any

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage

from toolkit.ui.safety.desk_lock import DeskLock

SESSION = "/org/freedesktop/login1/session/_31"
SPOKEN: tuple[tuple[str, str, str, list[Any]], ...] = (
    ("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", [False]),
    ("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", [True]),
    ("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep", [True]),
    (SESSION, "org.freedesktop.login1.Session", "Lock", []),
    (SESSION.replace("_31", "_32"), "org.freedesktop.login1.Session", "Lock", []),
    (
        SESSION,
        "org.freedesktop.DBus.Properties",
        "PropertiesChanged",
        ["org.freedesktop.login1.Session", {"Active": False}],
    ),
)


def main() -> int:
    """Prints the reasons heard, one a line."""
    program = QCoreApplication(sys.argv[:1])
    bus = QDBusConnection.sessionBus()
    other = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, "the desktop")
    for name in ("org.freedesktop.ScreenSaver", "org.freedesktop.login1"):
        assert other.registerService(name)
    desk = DeskLock()
    desk.locked.connect(lambda why: print(why, flush=True))
    desk.listen(bus, bus, SESSION)  # type: ignore[arg-type]
    for path, interface, name, values in SPOKEN:
        signal = QDBusMessage.createSignal(path, interface, name)
        signal.setArguments(values)
        assert other.send(signal)
    QTimer.singleShot(600, program.quit)
    return program.exec()


if __name__ == "__main__":
    sys.exit(main())

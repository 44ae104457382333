"""Reads the program as a screen reader does, over AT-SPI. Run with the system's Python, which has pyatspi, on a bus of its own:

    xvfb-run -a dbus-run-session -- /usr/bin/python3 tests/ui/spoken_reader.py PYTHON PAGES

PYTHON is the one that runs the program; PAGES is how many pages to read, 0 for all. Prints JSON: pages, controls, faults.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pyatspi
from gi.repository import GLib

TOP = Path(__file__).resolve().parents[2]
LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
CONTROLS = {
    "push button",
    "toggle button",
    "check box",
    "radio button",
    "combo box",
    "entry",
    "text",
    "slider",
    "spin button",
    "link",
    "page tab",
    "menu item",
    "list",
    "table",
    "tree",
}
NO_ROLE = {"filler", "unknown", "invalid", "panel", "redundant object"}


def below(node):
    """Every part of a window that shows, in reading order."""
    for at in range(node.childCount):
        child = node.getChildAtIndex(at)
        if child is None:
            continue
        states = child.getState()
        if states.contains(pyatspi.STATE_SHOWING):
            yield child, child.getRoleName(), child.name.strip(), states
            yield from below(child)


def read(program, page):
    """What is heard on the page that is open: how many controls, which faults, what has the keyboard."""
    heard = {"page": page, "controls": 0, "words": 0, "headings": [], "faults": [], "focus": []}
    heard["language"] = program.objectLocale
    for window in program:
        if not window.getState().contains(pyatspi.STATE_SHOWING):
            continue
        for _, role, name, states in below(window):
            focusable = states.contains(pyatspi.STATE_FOCUSABLE)
            if role in CONTROLS or (
                (focusable and role not in ("label", "scroll pane", "filler")) or (focusable and name)
            ):
                heard["controls"] += role in CONTROLS or role not in NO_ROLE
                if not name:
                    heard["faults"].append(f"{role} without a name")
                if role in NO_ROLE:
                    heard["faults"].append(f"“{name}” without a role ({role})")
            elif name:
                heard["words"] += 1
            if role == "heading":
                heard["headings"].append(name)
            if states.contains(pyatspi.STATE_FOCUSED):
                heard["focus"].append(f"{role} “{name}”")
    return heard


def said_when(something):
    """What is announced while something is done and shortly after."""
    heard = []

    def hear(event):
        heard.append(str(event.any_data))

    pyatspi.Registry.registerEventListener(hear, "object:announcement")
    something()
    until = time.monotonic() + 5
    while not heard and time.monotonic() < until:
        GLib.MainContext.default().iteration(False)
        time.sleep(0.02)
    pyatspi.Registry.deregisterEventListener(hear, "object:announcement")
    return heard


def the_program():
    """The program on the bus, once it is there."""
    for _ in range(100):
        for one in pyatspi.Registry.getDesktop(0):
            if one is not None and one.childCount:
                return one
        time.sleep(0.1)
    raise SystemExit("the program never came to the bus")


def main(python, most):
    """Starts the program, asks for page after page and reads each."""
    launcher = next(path for path in LAUNCHERS if Path(path).exists())
    helper = subprocess.Popen([launcher, "--launch-immediately"], stderr=subprocess.DEVNULL)
    told = {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(TOP)}
    program = subprocess.Popen(
        [python, "-m", "tests.ui.spoken_program"],
        cwd=TOP,
        env={**os.environ, **told},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    found = []
    try:
        assert program.stdout.readline().strip() == "ready"
        heard = the_program()
        while most == 0 or len(found) < most:
            program.stdin.write("\n")
            program.stdin.flush()
            page = program.stdout.readline().strip()
            if not page:
                break
            found.append(read(heard, page))

        def say():
            program.stdin.write("say\n")
            program.stdin.flush()
            program.stdout.readline()

        found.append({"page": "announced", "said": said_when(say)})
    finally:
        program.stdin.close()
        program.wait(30)
        helper.terminate()
    print(json.dumps(found, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))

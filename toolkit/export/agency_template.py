"""An agency's own Word form: what it asks for, what the case can give, and the filled form.

The form is not trusted. It is checked before it is unpacked, then read and filled in a process of its own that has nothing
but the form and plain words.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass

from toolkit.errors import ToolkitError
from toolkit.export import agency_checks
from toolkit.export.agency_checks import FormRefused
from toolkit.export.agency_marks import KNOWN, Data, value_of
from toolkit.paths import child_command

SECONDS = 20
"""How long the process may take in all; of its own work it stops after ten."""
NO_WINDOW = 0x08000000 if sys.platform == "win32" else 0
"""No black window on Windows."""
_KEPT = ("PATH", "SYSTEMROOT", "PYTHONPATH", "LD_LIBRARY_PATH", "LANG", "TEMP", "TMP")


class FormTooSlow(ToolkitError):
    """A form that does not come to an end."""

    sentence = (
        "This Word form was not used: it took too long. Ask who made it for a plain one. Nothing was changed."
    )


@dataclass(frozen=True)
class Asked:
    """What a form asks for. `unknown` are marks that the program does not know; `empty` those the case says nothing for.

    `text` is what stands in the form already: it may have been filled for somebody else before.
    """

    marks: tuple[str, ...]
    unknown: tuple[str, ...]
    empty: tuple[str, ...]
    text: str = ""

    @property
    def filled(self) -> tuple[str, ...]:
        """The marks that will hold something."""
        gone = {*self.unknown, *self.empty}
        return tuple(mark for mark in self.marks if mark not in gone)


def look(content: bytes, data: Data) -> Asked:
    """What a form asks for, against what the case can give. Raises FormRefused or FormTooSlow."""
    agency_checks.check(content)
    found = json.loads(_child("look", content, {}))
    marks = tuple(str(mark) for mark in found["marks"] if mark != "loop")
    unknown = tuple(mark for mark in marks if mark not in KNOWN)
    empty = tuple(mark for mark in marks if mark in KNOWN and not value_of(data, mark))
    return Asked(marks, unknown, empty, str(found["text"]))


def fill(content: bytes, data: Data) -> bytes:
    """The filled form. Marks that are not known or have no answer stay empty. Raises FormRefused or FormTooSlow."""
    agency_checks.check(content)
    made = _child("fill", content, data)
    # What comes back came out of the same form: it is looked at again before it is called a document.
    agency_checks.check(made)
    return made


def _child(work: str, content: bytes, data: Mapping[str, object]) -> bytes:
    words = json.dumps(data).encode()
    given = f"{len(words):08d}".encode() + words + content
    try:
        done = subprocess.run(
            [*child_command(), "--word-form", work],
            input=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            env={name: os.environ[name] for name in _KEPT if name in os.environ},
            check=False,
            creationflags=NO_WINDOW,
        )
    except subprocess.TimeoutExpired:
        raise FormTooSlow from None
    except OSError:
        raise FormRefused(
            "This Word form could not be read: the computer is short of memory. Close something and try again."
        ) from None
    out: bytes = done.stdout
    said, answer = out[:2], out[2:]
    if said == b"no":
        raise FormRefused(
            f"This Word form was not used: {answer.decode('utf-8', 'replace')}. Nothing was changed."
        )
    if said != b"ok":
        # The system ended it: too long or too large.
        raise FormTooSlow
    return answer

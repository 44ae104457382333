"""Every fault a person can meet, each with the plain sentence they read.

The sentence says what happened, what is safe and what to do. It never holds a name, an answer or a passphrase.
"""

from __future__ import annotations


class ToolkitError(Exception):
    """A fault with the sentence the person reads."""

    sentence: str = "Something went wrong. Nothing you wrote has been changed."

    def __init__(self, sentence: str | None = None) -> None:
        if sentence is not None:
            self.sentence = sentence
        super().__init__(self.sentence)


# forms


class FormFault(ToolkitError):
    """An organisation's own form that cannot be read; the sentence names the file and the path of its fault."""


class NewerRecord(ToolkitError):
    """A record written with a newer version of its form than this program knows."""

    sentence = "This record was written with a newer version of the program. It is safe. Update the program to read it."


class UnknownForm(ToolkitError):
    """A record whose form is no longer on offer."""

    sentence = "The form of this record is no longer here. What was signed can still be read and printed."

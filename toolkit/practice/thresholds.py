"""Lists of signs by level of need, where an area printed one. They inform; no numbers are added up and nothing is decided."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

from toolkit.errors import ToolkitError
from toolkit.forms.records.level_of_need import ADVICE, OLD
from toolkit.paths import resources

__all__ = ["ADVICE", "OLD", "Domain", "Sign", "Signs", "ThresholdFault", "load"]


class ThresholdFault(ToolkitError):
    """A list of signs that cannot be read; the sentence names its file."""


class _Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of every part: an unknown name is a fault."""


class Domain(_Part, frozen=True, kw_only=True):
    """One side of a child's life, as P1 basic care."""

    code: str
    name: str


class Sign(_Part, frozen=True, kw_only=True):
    """One sign and the tier it was printed under."""

    id: str
    tier: str
    domain: str
    words: str


class Signs(_Part, frozen=True, kw_only=True):
    """The signs of one area."""

    area: str
    status: Literal["check", "old"]
    source: str
    domains: tuple[Domain, ...]
    signs: tuple[Sign, ...]

    def get(self, sign_id: str) -> Sign | None:
        """The sign with this id, or None."""
        return next((sign for sign in self.signs if sign.id == sign_id), None)


def load(folder: Path | None = None) -> dict[str, Signs]:
    """The lists by area. Raises ThresholdFault naming the file."""
    found = {}
    for path in sorted((folder or resources() / "thresholds").glob("*.toml")):
        try:
            signs = msgspec.toml.decode(path.read_text(encoding="utf-8"), type=Signs)
        except (OSError, UnicodeDecodeError, msgspec.DecodeError):
            raise ThresholdFault(
                f"The list of signs {path.name} could not be read. Install the program again."
            ) from None
        found[signs.area] = signs
    return found

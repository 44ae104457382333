"""Which forms a vault is opened with: those of the program, of the organisation's folder, and its own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit.forms.catalogue import Catalogue


def forms_of(organisation: str) -> Callable[[Path], Catalogue]:
    """What reads the forms for a vault; `organisation` is the folder of the setting, or nothing."""
    # Not before a passphrase was typed: the forms take longer to read than the first window may.
    from toolkit.forms import catalogue

    return partial(catalogue.load, organisation=Path(organisation) if organisation else None)

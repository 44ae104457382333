"""Six invented families with what must be found in them, worked out by hand from their files before any code was run.

`ALL` holds them. Everything is as it stands on Thursday 12 November 2026. In a family's file a comment says why each number is
what it is; a test never works an expected value out.
"""

from __future__ import annotations

from tests.families import bumblecroft, dandelow, marrowby, pennywhistle, thistlewick, tumbledown
from tests.families.case import Case

ALL: tuple[Case, ...] = (
    thistlewick.CASE,
    marrowby.CASE,
    bumblecroft.CASE,
    tumbledown.CASE,
    pennywhistle.CASE,
    dandelow.CASE,
)

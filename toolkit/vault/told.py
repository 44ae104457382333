"""Compares what stands beside the words with the entries of the trail that tell of it: author, time, order, reason, copies.

The words themselves are in the trail by their digest; what is shown beside them must be what the trail says.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from typing import Any

from toolkit.vault.engine import Store

NOTHING = "{}"
"""What is kept of a copy of which nothing was told."""

# An entry stands for one step; the reason of a closed version of a living record may be older than the step.
_REVISIONS = """
    SELECT v.seq, a.seq AS told, a.why <> v.reason AND a.what NOT IN ('closed', 'taken in') AS other_reason
    FROM revisions v LEFT JOIN audit a ON a.seq = v.seq AND a.record_id = v.record_id AND a.revision = v.number
        AND (a.who = v.author AND a.made = v.written AND a.made_local = v.written_local
                AND a.what IN ('finished', 'amended', 'closed')
            OR a.what = 'taken in' AND CASE WHEN json_valid(a.why) THEN
                json_extract(a.why, '$.author') = v.author AND json_extract(a.why, '$.role') = v.author_role
                AND json_extract(a.why, '$.written') = v.written AND json_extract(a.why, '$.reason') = v.reason
                AND json_extract(a.why, '$.written_local') = v.written_local END)
    WHERE v.state <> 'draft' AND (told IS NULL OR other_reason)"""
_COPIES = """
    SELECT r.*, a.why AS said FROM releases r LEFT JOIN audit a ON a.seq = r.seq AND a.record_id = r.record_id
        AND a.revision = r.revision AND a.who = r.author AND a.made = r.made AND a.made_local = r.made_local
        AND a.what = 'copy left: ' || r.how"""
_TOLD_COPIES = """
    SELECT seq FROM audit a WHERE what LIKE 'copy left: %' AND NOT EXISTS (SELECT 1 FROM releases WHERE seq = a.seq)"""


def untold(store: Store, blank: Collection[int]) -> list[int]:
    """Gives the entries that tell otherwise, lowest first. `blank` are those that lost their reason when it was erased."""
    bad = [row["seq"] for row in store.rows(_REVISIONS) if row["told"] is None or row["seq"] not in blank]
    bad += [row["seq"] for row in store.rows(_COPIES) if row["said"] != _said(row)]
    bad += [row["seq"] for row in store.rows(_TOLD_COPIES)]
    return sorted(seq for seq in set(bad) if seq not in blank)


def of_copy(audience: str, recipient: str, sha256: str, told: str) -> str:
    """What the trail says of a copy that left; of what was told of it, as JSON, only the hash."""
    words = f"{audience}: {recipient}; {sha256}"
    return words if told == NOTHING else f"{words}; {hashlib.sha256(told.encode('utf-8')).hexdigest()}"


def _said(row: Any) -> str:
    # A file of an older version, opened to read only, has no such column.
    told = row["told"] if "told" in row.keys() else NOTHING  # noqa: SIM118 - a row holds its values, not its keys
    return of_copy(row["audience"], row["recipient"], row["sha256"], told)

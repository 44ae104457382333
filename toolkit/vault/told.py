"""Compares what stands beside the words with the entries of the trail that tell of it: author, time, order, reason, copies.

The words themselves are in the trail by their digest; what is shown beside them must be what the trail says.
"""

from __future__ import annotations

from collections.abc import Collection

from toolkit.vault.engine import Store

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
    SELECT r.seq, a.seq AS told FROM releases r LEFT JOIN audit a ON a.seq = r.seq AND a.record_id = r.record_id
        AND a.revision = r.revision AND a.who = r.author AND a.made = r.made AND a.made_local = r.made_local
        AND a.what = 'copy left: ' || r.how AND a.why = r.audience || ': ' || r.recipient || '; ' || r.sha256
    WHERE told IS NULL"""
_TOLD_COPIES = """
    SELECT seq FROM audit a WHERE what LIKE 'copy left: %' AND NOT EXISTS (SELECT 1 FROM releases WHERE seq = a.seq)"""


def untold(store: Store, blank: Collection[int]) -> list[int]:
    """Gives the entries that tell otherwise, lowest first. `blank` are those that lost their reason when it was erased."""
    bad = [row["seq"] for row in store.rows(_REVISIONS) if row["told"] is None or row["seq"] not in blank]
    bad += [row["seq"] for query in (_COPIES, _TOLD_COPIES) for row in store.rows(query)]
    return sorted(seq for seq in set(bad) if seq not in blank)

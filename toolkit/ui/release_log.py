"""What the list of copies that left says of each, on the screen and on paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from toolkit.forms import dates
from toolkit.forms.blocks import Answer, Block, Heading, Outline, Paragraph
from toolkit.practice.leaving import superseded
from toolkit.ui.family_side import AUDIENCES
from toolkit.vault.rows import ReleaseRow


def told_lines(row: ReleaseRow, old: Mapping[int, int]) -> list[str]:
    """What else is known of a copy: replaced since, what was put in and why, what it left out."""
    told = row.told
    lines = []
    if row.id in old:
        holder = row.recipient or "This copy"
        lines.append(f"Out of date: version {old[row.id]} has left since. {holder} may still hold this one.")
    lines += [f"Put in: {label}. Why: {why}" for label, why in told.put_back]
    if told.left_out:
        labels = dict.fromkeys(label for label, _ in told.left_out)
        lines.append(f"Left out: {', '.join(labels)}")
    return lines


def sent_outline(
    rows: Sequence[ReleaseRow],
    title_of: Callable[[ReleaseRow], str],
    rests_on: Callable[[ReleaseRow], str],
    reference: str,
) -> Outline:
    """The list on paper: what left, version, for whom, how, why, when, by whom, the hash of the file."""
    old = superseded(rows)
    blocks: list[Block] = []
    for row in rows:
        day = row.made_local.replace("T", " ")
        blocks.append(Heading(text=f"{title_of(row)}, version {row.revision}", level=2))
        lines = [
            f"{AUDIENCES.get(row.audience, row.audience)}, for {row.recipient or 'nobody named'}. {row.how}.",
            f"{dates.show(day[:10])}, {day[11:16]}, by {row.author}.",
            row.why,
            "" if "ecision" in row.why else rests_on(row),
            *told_lines(row, old),
            f"SHA-256 of the file: {row.sha256}" if row.sha256 else "No file.",
        ]
        blocks.append(Answer(label="Copy", lines=tuple(line for line in lines if line)))
    if not blocks:
        blocks.append(Paragraph(text="No copy has left."))
    return Outline(
        title="Copies that left",
        audience="practitioner",
        blocks=tuple(blocks),
        family_reference=reference,
        status="",
        draft=False,
    )

"""What the list of copies that left says of each, on the screen and on paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from toolkit.forms import dates
from toolkit.forms.blocks import Answer, Block, Heading, Outline, Paragraph
from toolkit.practice.leaving import OUT_OF_DATE, superseded
from toolkit.ui.family_side import AUDIENCES
from toolkit.vault.rows import ReleaseRow


def told_lines(
    row: ReleaseRow, old: Mapping[int, Mapping[str, int]], name_of: Callable[[str], str]
) -> list[str]:
    """What else is known of a copy: its pack, what was replaced since, what was put in and why, what it left out."""
    told = row.told
    lines = []
    if told.pack:
        held = "; ".join(f"{name_of(record_id)}, version {revision}" for record_id, revision in told.pack)
        lines.append(f"With it in the pack: {held}")
    replaced = old.get(row.id, {})
    if replaced:
        newer = "; ".join(
            f"version {new}" if record_id == row.record_id else f"version {new} of {name_of(record_id)}"
            for record_id, new in replaced.items()
        )
        has = "has" if len(replaced) == 1 else "have"
        lines.append(
            f"{OUT_OF_DATE}: {newer} {has} left since. {row.recipient or 'Somebody'} may still hold this one."
        )
    lines += [f"Put in: {label}. Why: {why}" for label, why in told.put_back]
    if told.left_out:
        labels = dict.fromkeys(label for label, _ in told.left_out)
        lines.append(f"Left out: {', '.join(labels)}")
    return lines


def sent_outline(
    rows: Sequence[ReleaseRow],
    name_of: Callable[[str], str],
    rests_on: Callable[[ReleaseRow], str],
    reference: str,
) -> Outline:
    """The list on paper: what left, version, for whom, how, why, when, by whom, the hash of the file.

    `name_of` gives the title of a record by its id.
    """
    old = superseded(rows)
    blocks: list[Block] = []
    for row in rows:
        day = row.made_local.replace("T", " ")
        blocks.append(Heading(text=f"{name_of(row.record_id)}, version {row.revision}", level=2))
        lines = [
            f"{AUDIENCES.get(row.audience, row.audience)}, for {row.recipient or 'nobody named'}. {row.how}.",
            f"{dates.show(day[:10])}, {day[11:16]}, by {row.author}.",
            row.why,
            rests_on(row),
            *told_lines(row, old, name_of),
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

"""What the papers of a hand-over say, read from a bundle and the vault."""

from __future__ import annotations

from toolkit.export.handover_paper import Facts
from toolkit.forms import dates
from toolkit.forms.people import people_of
from toolkit.ui.session import Session
from toolkit.vault.handover_format import Bundle

WHY = {"draft": "a draft", "amending": "a later version that is still a draft", "not_chosen": "not chosen"}


def facts_for(session: Session, bundle: Bundle, to: str, mark: str, by: str = "") -> Facts:
    """The facts of a bundle; what is due and the warnings as they stand in this vault."""
    family = bundle.records[0].versions[-1].answers
    due = [row for row in session.due(bundle.family) if not row.done]
    others = sorted(bundle.records[1:], key=lambda one: one.event, reverse=True)
    return Facts(
        reference=str(family.get("reference") or ""),
        family=str(family.get("family_name") or ""),
        by=by or ", ".join(part for part in (bundle.by, bundle.by_role, bundle.organisation) if part),
        to=to,
        day=dates.show(session.today()),
        mark=mark,
        records=len(bundle.records),
        versions=sum(len(one.versions) for one in bundle.records),
        stayed=[
            f"{one.title}, {dates.show(one.event)}: {WHY.get(one.why, one.why)}" for one in bundle.stayed
        ],
        people=[
            (p.full_name or p.name, _who(p.group, p.birth, p.edd, p.relation)) for p in people_of(family)
        ],
        warnings=[f"{line.kind}. {line.words}" for line in session.warnings(family)],
        promises=[(dates.show(row.day), row.text, row.who) for row in due],
        newest=[
            (dates.show(one.event.partition("T")[0]), one.title, one.versions[-1].author) for one in others
        ],
        kinds=[session.title_of(one.form_id) for one in bundle.records],
    )


def _who(group: str, birth: str, edd: str, relation: str) -> str:
    """The day first: what is cut where a line is long is whose parent somebody is."""
    born = f"born {dates.show(birth)}" if dates.is_day(birth) else ""
    due = f"due {dates.show(edd)}" if not birth and dates.is_day(edd) else ""
    said = ", ".join(part for part in (born, due, relation or group) if part)
    return said[:1].upper() + said[1:]

"""The fields every record has: about whom, when, where it comes from and who may see it (records, section 0)."""

from __future__ import annotations

from toolkit.forms.vocabulary import (
    AllOf,
    Choice,
    DateTime,
    Field,
    Form,
    LongText,
    Not,
    Page,
    People,
    Text,
    When,
    opts,
)

_LATE = When(key="@late", values=("yes",))
_RESTRICTED = When(key="restriction", values=("restricted",))


def first_fields(form: Form) -> tuple[Field, ...]:
    """Child and day, both prefilled; the late reason shows only when the record is written late."""
    child = "About which child" if form.one_child else "About which children"
    return (
        People(
            key="about", label=child, hint="Each child by name.", group="children", needed=True, first=True
        ),
        DateTime(
            key="event",
            label=form.event_label or "When",
            hint="" if form.event_label else "Day and time it happened.",
            needed=True,
            first=True,
            future=form.future,
            same_day_end="event_end",
        ),
        LongText(
            key="late_reason",
            label="Why it was written later",
            hint="More than a day has passed. Say why in a few words.",
            needed=_LATE,
            when=_LATE,
            gentle=False,
            lines=1,
        ),
    )


def last_page() -> Page:
    """Where the information comes from, and who may not see it."""
    told = Not(of=When(key="source", values=("own",)))
    return Page(
        key="header",
        title="Source and sharing",
        fields=(
            Choice(
                key="source",
                label="Where this information comes from",
                options=opts(
                    own="What I saw and heard myself",
                    told="Told by someone",
                    agency="Another agency",
                    document="A document",
                ),
                plain=("own",),
            ),
            Text(
                key="source_detail",
                label="From whom or which document",
                when=AllOf(of=(When(key="source", values=("*",)), told)),
                needed=True,
                withheld="unless_asked",
            ),
            *restriction_fields(),
        ),
    )


def restriction_fields() -> tuple[Field, ...]:
    """Whether some people must not see a record, who, and why; also for a record of the team, which has no other header."""
    return (
        Choice(
            key="restriction",
            label="Who may see this record",
            options=opts(normal="As usual", restricted="Restricted: some people must not see it"),
            plain=("normal",),
        ),
        Text(
            key="restricted_from",
            label="Do not show to",
            when=_RESTRICTED,
            needed=True,
            withheld="always",
        ),
        LongText(
            key="restriction_reason",
            label="Why it is restricted",
            when=_RESTRICTED,
            needed=True,
            withheld="always",
            lines=2,
        ),
    )

"""Family tree and ecomap (R01a): only what the family file cannot say. `practice.genogram` draws both together.

A living record, one a family. `placed` (person id to how far along, in units of the drawing) has no field: it is what was
moved by hand on the drawing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from toolkit.forms.people import Answers
from toolkit.forms.vocabulary import (
    Choice,
    Date,
    Form,
    LongText,
    Page,
    People,
    Person,
    Rows,
    Text,
    When,
    opts,
)

__all__ = ["FORM", "UPGRADES"]

_OVER = When(key="status", values=("died", "ended"))

_PEOPLE = Page(
    key="relatives",
    title="Relatives",
    hint="Everybody in the family file is drawn already. Add only those who are not in it.",
    fields=(
        People(
            key="about",
            label="Children this work is about",
            hint="Drawn with a double outline. Left empty: every child of the family file.",
            group="children",
        ),
        Rows(
            key="others",
            label="Relatives who are not in the family file",
            hint="Grandparents who died, a child who lives elsewhere, a pregnancy that ended.",
            layout="cards",
            row_title="name",
            add_label="Add a relative",
            columns=(
                Text(key="name", label="Name", hint="As you choose it in the lists below.", needed=True),
                Choice(
                    key="sex",
                    label="Sex or gender",
                    options=opts(female="Female", male="Male", not_known="Not known"),
                    other=True,
                ),
                Date(key="birth", label="Date of birth", birth=True, vague=True, or_not_known=True),
                Choice(
                    key="status",
                    label="Now",
                    options=opts(living="Living", died="Died", ended="Pregnancy ended"),
                ),
                Date(
                    key="status_date",
                    label="On what day",
                    when=_OVER,
                    vague=True,
                    or_not_known=True,
                    not_before="birth",
                ),
            ),
        ),
        Rows(
            key="parents",
            label="Who is whose parent",
            hint="Parents of the children are in the family file. Here: whose child a parent, aunt or uncle is.",
            add_label="Add a parent",
            columns=(
                Person(key="child", label="Child of", group="everyone", needed=True),
                Person(key="parent", label="Parent", group="everyone", needed=True),
                Choice(
                    key="how",
                    label="How",
                    options=opts(
                        birth="By birth", adopted="Adopted", fostered="Fostered", guardian="Special guardian"
                    ),
                ),
            ),
        ),
        Rows(
            key="twins",
            label="Twins or more",
            hint="Children of the same parents with the same birth date are drawn as twins already.",
            add_label="Add twins",
            columns=(People(key="people", label="Who", group="everyone", needed=True),),
        ),
    ),
)

_COUPLES = Page(
    key="couples_page",
    title="Couples and homes",
    fields=(
        Rows(
            key="couples",
            label="Couples",
            hint="Parents of the same child are drawn as a couple; say here how it is between them.",
            needed=True,
            none_label="No couple to add",
            add_label="Add a couple",
            columns=(
                Person(key="one", label="One", group="everyone", needed=True),
                Person(key="two", label="The other", group="everyone", needed=True),
                Choice(
                    key="kind",
                    label="How it is",
                    needed=True,
                    options=opts(
                        married="Married or civil partners",
                        together="Living together, or another couple",
                        separated="Married, separated",
                        apart="Were a couple, now apart",
                        divorced="Divorced",
                    ),
                ),
            ),
        ),
        Rows(
            key="homes",
            label="Who lives together",
            hint="Left empty: those whom the family file has in the home.",
            add_label="Add a home",
            columns=(
                Text(
                    key="nickname",
                    label="What the family calls it",
                    hint="“Gran’s”. Never an address.",
                    needed=True,
                    short=True,
                ),
                People(key="people", label="Who lives there", group="everyone", needed=True),
            ),
        ),
    ),
)

_TIES = Page(
    key="ties_page",
    title="Between people, and around them",
    fields=(
        Rows(
            key="ties",
            label="How it is between two people",
            hint="Conflict and harm are left off a family copy, unless you tick them in.",
            withheld="always",
            add_label="Add a line",
            columns=(
                Person(key="one", label="From", group="everyone", needed=True),
                Person(key="two", label="To", group="everyone", needed=True),
                Choice(
                    key="kind",
                    label="How it is",
                    needed=True,
                    options=opts(
                        close="Very close",
                        distant="Distant",
                        conflict="Conflict",
                        cut_off="Cut off",
                        harm="Harm, from the first to the second",
                    ),
                ),
            ),
        ),
        Choice(
            key="show_hard",
            label="Conflict and harm on a family copy",
            hint="Left empty: they are left off. Think of who will read it at home.",
            options=opts(yes="Put them in"),
            withheld="never_printed",
        ),
        LongText(
            key="show_hard_why",
            label="Why they may be on a family copy",
            when=When(key="show_hard", values=("yes",)),
            needed=True,
            withheld="never_printed",
            lines=2,
        ),
        Rows(
            key="around",
            label="People and services around the household",
            hint="For the ecomap. Professionals of the family file stand on it already.",
            add_label="Add somebody or something",
            columns=(
                Person(key="who", label="Who or what", group="anyone", needed=True),
                Choice(
                    key="link",
                    label="How strong",
                    options=opts(strong="Strong", thin="Thin", stressful="Stressful"),
                ),
                Choice(
                    key="gives",
                    label="Who gives",
                    options=opts(to_home="They give", from_home="The family gives", both="Both"),
                ),
            ),
        ),
        LongText(key="notes", label="What the tree shows, in words", lines=3, withheld="unless_asked"),
    ),
)

FORM = Form(
    id="genogram",
    title="Family tree",
    description="Who is related to whom, who lives together and what stands around the family, drawn by the program.",
    keywords=("genogram", "ecomap", "family tree", "relationships", "family map"),
    moment="first visit",
    icon="tree-structure",
    living=True,
    header=False,
    landscape=True,
    pages=(_PEOPLE, _COUPLES, _TIES),
)

UPGRADES: Mapping[int, Callable[[Answers], Answers]] = {}

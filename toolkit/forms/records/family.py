"""The family file (R01): who the family is, who lives there, who holds parental responsibility, who else is involved.

A living record: it has no final, and each closing is a dated revision. Its people are rows with ids that never change;
every other record points to them. The cells that `people.py` reads keep their keys for good.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from toolkit.forms.family_checks import check
from toolkit.forms.family_cover import lead
from toolkit.forms.people import Answers
from toolkit.forms.vocabulary import (
    AllOf,
    AnyOf,
    Choice,
    Choices,
    Date,
    Files,
    Form,
    Grid,
    LongText,
    Not,
    Option,
    Page,
    People,
    Person,
    Prompt,
    Rows,
    Text,
    When,
    YesNo,
    opts,
)

__all__ = ["FORM", "UPGRADES", "check", "lead"]

_UNBORN = When(key="unborn", values=("yes",))
_OVER = When(key="status", values=("died", "ended"))
_HERE = Not(of=AnyOf(of=(_UNBORN, _OVER)))
"""Born and living: only then do questions about school, health and voice make sense."""
_STILL = Not(of=_OVER)
_NO = ("no", "not_known", "not_asked", "declined")

_FAMILY = Page(
    key="family",
    title="The family",
    fields=(
        Text(
            key="family_name",
            label="Family name or description",
            hint="One name or a few words are enough to open a family.",
            needed=True,
            first=True,
        ),
        Text(
            key="reference",
            label="Family reference",
            hint="Made by the program. It holds no names, so it can stand on paper.",
            first=True,
            short=True,
        ),
        Choice(
            key="area",
            label="Area",
            hint="Whose telephone numbers and words are used.",
            options=opts(generic="England, general"),
            other=True,
            first=True,
        ),
        Date(key="opened", label="Date opened", first=True),
        Person(key="lead_worker", label="Lead worker", group="professionals", first=True),
        LongText(
            key="reason",
            label="Why this family is known to you",
            hint="What started it, who asked, and what the family was told.",
            needed=True,
            # It may name who asked.
            withheld="unless_asked",
            lines=3,
        ),
    ),
)

_WARNINGS = Page(
    key="warnings",
    title="Warnings",
    hint="You see them ahead of address, visit and print. Never in a family's or child's copy.",
    fields=(
        Rows(
            key="warnings",
            label="Warnings",
            withheld="always",
            layout="cards",
            add_label="Add a warning",
            row_title="kind",
            none_label="No warnings known",
            prompt=Prompt(
                title="Is it still true?",
                text="A warning that nobody looks at again stops being read. "
                "Say where it comes from and when to look again.",
            ),
            columns=(
                Choice(
                    key="kind",
                    label="What kind",
                    needed=True,
                    other=True,
                    options=opts(
                        address_hidden="Address hidden",
                        no_paper="Leave no paper",
                        no_phone="No phone calls, texts or letters",
                        may_pose_risk="May pose a risk",
                        pairs="Visit in pairs",
                        home_hazard="Hazard in the home",
                        do_not_share="Do not share with",
                    ),
                ),
                People(key="about", label="About whom", group="everyone"),
                LongText(
                    key="why",
                    label="Why, and what to do",
                    hint="Short: it is read at the door.",
                    needed=True,
                    lines=2,
                ),
                Text(key="source", label="Where this comes from", needed=True),
                Date(key="since", label="From", vague=True),
                Date(
                    key="review",
                    label="Look at it again on",
                    needed=True,
                    future=True,
                    due="Look at a warning again",
                    not_before="since",
                ),
                YesNo(key="told", label="Has the person been told?"),
            ),
        ),
    ),
)

_HIDDEN = When(key="hidden_from", values=("*",))

_ADDRESSES = Rows(
    key="addresses",
    label="Addresses",
    layout="cards",
    prompt=Prompt(
        title="Told, or seen?",
        text="An address is often only what somebody said. Who has seen it, and who must never learn it?",
        card="G-XB",
    ),
    add_label="Add an address",
    row_title="address",
    columns=(
        LongText(key="address", label="Address", needed=True, gentle=False, lines=2, withheld_when=_HIDDEN),
        Text(key="postcode", label="Postcode", looks="postcode", short=True, withheld_when=_HIDDEN),
        Date(key="since", label="From", vague=True),
        Date(key="until", label="Until", vague=True, not_before="since"),
        Text(key="source", label="Who gave this address", withheld="unless_asked"),
        People(key="hidden_from", label="Hidden from", group="everyone", withheld="always"),
    ),
)

_CHILD_ADDRESSES = Rows(
    key="addresses",
    label="Where living, and with whom",
    layout="cards",
    withheld="unless_asked",
    needed=_HERE,
    add_label="Add an address",
    row_title="address",
    prompt=Prompt(
        title="A move is a risky time",
        text="Work often starts again from nothing after a move. Who in the old and the new place needs to know?",
        card="G-SA",
    ),
    columns=(
        *_ADDRESSES.columns[:4],
        People(
            key="who_with",
            label="Who the child lives with there",
            group="adults",
            needed=True,
            prompt=Prompt(
                title="Living with somebody else?",
                text="28 days or more with somebody who is neither a parent nor close kin is private fostering. "
                "The council must be told.",
                card="G-PF",
            ),
        ),
        *_ADDRESSES.columns[4:],
    ),
)

_PLANS = Rows(
    key="plans",
    label="Plans and legal status",
    hint="Keep the earlier ones: the history matters. The latest is shown first.",
    needed=_STILL,
    add_label="Add a plan or status",
    row_title="plan",
    prompt=Prompt(
        title="Words that carry weight",
        text="Each status gives different people a say. The card tells what an order or plan means.",
        card="G-CP",
    ),
    columns=(
        Choice(
            key="plan",
            label="Plan or status",
            needed=True,
            other=True,
            options=opts(
                none="None",
                early_help="Early help plan",
                child_in_need="Family help, child in need (section 17)",
                child_protection="Child protection plan",
                section_20="Looked after by agreement (section 20)",
                section_31_interim="Interim care or supervision order (section 31)",
                section_31="Care or supervision order (section 31)",
                special_guardianship="Special guardianship",
                private_fostering="Private fostering",
                young_carer="Young carer",
                ehcp="Education, health and care plan",
                youth_justice="Youth justice",
            ),
        ),
        Choices(
            key="category",
            label="Category",
            when=When(key="plan", values=("child_protection",)),
            needed=True,
            options=opts(neglect="Neglect", physical="Physical", emotional="Emotional", sexual="Sexual"),
        ),
        Date(key="since", label="From", vague=True),
        Date(key="until", label="Until", vague=True, not_before="since", future=True),
    ),
)

_CHILD = (
    Choice(
        key="unborn",
        label="Born yet?",
        first=True,
        needed=True,
        options=(Option(value="no", label="Born"), Option(value="yes", label="Not born yet")),
        plain=("no",),
    ),
    Text(key="name", label="Name", first=True, needed=Not(of=_UNBORN)),
    Text(key="known_as", label="Known as"),
    Date(
        key="birth",
        label="Date of birth",
        first=True,
        birth=True,
        or_not_known=True,
        vague=True,
        when=Not(of=_UNBORN),
        needed=True,
    ),
    Date(
        key="edd",
        label="Due date",
        hint="Kept after the birth, for a baby born early.",
        first=True,
        future=True,
        or_not_known=True,
        when=AnyOf(of=(_UNBORN, When(key="edd", values=("*",)))),
        needed=_UNBORN,
    ),
    Choice(
        key="status",
        label="Now",
        hint="After a death or an ended pregnancy nothing more is asked and nobody is prompted.",
        options=opts(living="Living", died="Died", ended="Pregnancy ended"),
        plain=("living",),
    ),
    Date(
        key="status_date",
        label="On what day",
        when=_OVER,
        needed=True,
        vague=True,
        or_not_known=True,
        not_before="birth",
    ),
    Choice(
        key="sex",
        label="Sex or gender",
        hint="As the child describes it.",
        options=opts(female="Girl", male="Boy", not_known="Not known"),
        other=True,
        when=Not(of=_UNBORN),
    ),
    Text(key="ethnicity", label="Ethnicity"),
    Text(key="faith", label="Faith"),
    Text(key="language", label="First language"),
    Text(key="school", label="School, nursery or college", when=Not(of=_UNBORN)),
    Text(key="gp", label="GP"),
    Text(
        key="nhs_number",
        label="NHS number",
        hint="Ten digits. Never needed to save or finish.",
        looks="nhs_number",
        short=True,
        when=Not(of=_UNBORN),
    ),
    YesNo(key="disabled", label="Is this child disabled?", needed=_HERE, when=Not(of=_UNBORN)),
    LongText(
        key="health",
        label="Disability, health and communication needs",
        needed=_HERE,
        lines=3,
        prompt=Prompt(
            title="Behind the diagnosis",
            text="What does it mean in an ordinary day, and who in the home helps with it?",
            card="G-WC",
        ),
    ),
    LongText(
        key="communicates",
        label="How this child communicates best",
        hint="Words, signs, pictures, an interpreter, play, a person they trust.",
        needed=_HERE,
        when=Not(of=_UNBORN),
        lines=2,
        prompt=Prompt(
            title="How will this child be heard?",
            text="Every child tells something. A baby tells it by body, gaze and crying.",
            card="G-VOICE",
        ),
    ),
    YesNo(
        key="advocate",
        label="Has an advocate been offered?",
        needed=_HERE,
        when=Not(of=_UNBORN),
        prompt=Prompt(
            title="Someone on the child's side",
            text="Advocates are seldom thought of. Offer one, and if you do not, write down why.",
            card="G-VOICE",
        ),
    ),
    LongText(
        key="advocate_why",
        label="Why not",
        when=AllOf(of=(Not(of=_UNBORN), When(key="advocate", values=_NO))),
        needed=_HERE,
        lines=1,
    ),
    _PLANS,
    _CHILD_ADDRESSES,
)

_CHILDREN = Page(
    key="children",
    title="Children",
    hint="Each child has a card of their own. An unborn child is a child of the family too.",
    fields=(
        Rows(
            key="children",
            label="Children",
            columns=_CHILD,
            layout="cards",
            makes="child",
            needed=True,
            first=True,
            add_label="Add a child",
            row_title="name",
        ),
    ),
)

_ADULT = (
    Text(
        key="name",
        label="Name",
        first=True,
        needed=Not(of=When(key="described_as", values=("*",))),
        prompt=Prompt(
            title="Men go missing from records",
            text="Write down every man by name, where he lives and what he is to each child, not only “dad”.",
            card="G-UM",
        ),
    ),
    Text(
        key="described_as",
        label="Not known, described as",
        hint="When there is no name yet: what you were told or saw.",
        when=Not(of=When(key="name", values=("*",))),
    ),
    Text(key="known_as", label="Known as"),
    Text(key="previous_names", label="Earlier names"),
    Choices(
        key="roles",
        label="Who they are in this family",
        needed=True,
        options=opts(
            mother="Mother",
            father="Father",
            step_parent="Step-parent",
            partner="Partner of a parent",
            carer="Carer",
            grandparent="Grandparent",
            other_kin="Other kin",
            lodger="Lodger",
            frequent_visitor="Frequent visitor",
            non_resident_parent="Parent living elsewhere",
        ),
    ),
    Choice(
        key="poses_risk",
        label="Person who may pose a risk",
        hint="Kept apart from the other answers, so that no family copy can hold it. Say why under Warnings.",
        withheld="always",
        options=opts(yes="Yes, may pose a risk"),
    ),
    Date(
        key="birth",
        label="Date of birth",
        birth=True,
        vague=True,
        or_not_known=True,
    ),
    Choice(
        key="sex",
        label="Sex or gender",
        hint="As they describe it.",
        options=opts(female="Woman", male="Man", not_known="Not known"),
        other=True,
    ),
    Choice(key="status", label="Now", options=opts(living="Living", died="Died"), plain=("living",)),
    Date(
        key="status_date",
        label="On what day",
        when=When(key="status", values=("died",)),
        needed=True,
        vague=True,
        or_not_known=True,
        not_before="birth",
    ),
    _ADDRESSES,
    Text(key="phone", label="Telephone", looks="phone", short=True),
    Text(key="email", label="Email", looks="email"),
    Text(
        key="safe_contact",
        label="Safe way and time to make contact",
        hint="Who else sees the phone or opens the post?",
    ),
    Text(key="ethnicity", label="Ethnicity"),
    Text(key="faith", label="Faith"),
    Text(key="language", label="First language"),
    YesNo(
        key="interpreter",
        label="Interpreter needed?",
        prompt=Prompt(
            title="Never a child, never a relative",
            text="Use an interpreter from outside the family, and write down who interpreted each time.",
            card="G-DA",
        ),
    ),
    Text(
        key="interpreter_language",
        label="Language and dialect of the interpreter",
        when=When(key="interpreter", values=("yes",)),
        needed=True,
    ),
    Choice(
        key="interpreter_sex",
        label="Interpreter preferred",
        when=When(key="interpreter", values=("yes",)),
        options=opts(female="A woman", male="A man", either="Either"),
    ),
    Text(
        key="literacy",
        label="Reading, writing and format",
        hint="Large print, easy words, read aloud, on the phone.",
    ),
    LongText(key="disability", label="Disability or learning need", lines=2),
    YesNo(key="care_leaver", label="Was in care as a child?"),
    Text(
        key="own_workers",
        label="Their own workers",
        hint="Probation, adult services, drug and alcohol, mental health.",
    ),
)

_ADULTS = Page(
    key="adults",
    title="Adults",
    hint="Everyone who matters to the children's care, in the home or not.",
    fields=(
        Rows(
            key="adults",
            label="Adults",
            columns=_ADULT,
            layout="cards",
            makes="adult",
            needed=True,
            first=True,
            add_label="Add an adult",
            row_title="name",
            none_label="No adult is known yet",
        ),
    ),
)

_HOME = Page(
    key="home",
    title="Who is in the home",
    hint="One line for each adult; add a line for a second address.",
    fields=(
        Rows(
            key="home",
            label="Who is in the home",
            each="adults",
            only=When(key="person.status", values=("living",)),
            needed=True,
            add_label="Add another address for an adult",
            prompt=Prompt(
                title="Who slept here last night?",
                text="Ask it plainly, name every man, and say how he is related to each child.",
                card="G-UM",
            ),
            columns=(
                Choice(
                    key="how",
                    label="In this home",
                    needed=True,
                    options=opts(
                        lives="Lives here",
                        part_week="Here part of the week",
                        sleeps_over="Sleeps over",
                        visits="Visits often",
                        does_not="Does not live here",
                    ),
                ),
                Text(
                    key="address",
                    label="Which home",
                    hint="Left empty: where the children live.",
                ),
                YesNo(key="checked", label="Checked by seeing?", needed=True),
                Date(key="checked_on", label="Checked on"),
            ),
        ),
    ),
)

_PR_YES = When(key="pr", values=("yes",))
_PROOF = When(key="evidence", values=("original", "copy"))

_RELATIONS = Page(
    key="relations",
    title="Relationships and parental responsibility",
    hint="One line for each adult and child. The same man may be one child's father and another's step-father.",
    fields=(
        Grid(
            key="relations",
            label="Relationships and parental responsibility",
            needed=True,
            prompt=Prompt(
                title="See it, do not assume it",
                text="A step-parent, or a father who is not on the birth record, does not hold it by himself. "
                "Ask to see the paper.",
                card="G-PR",
            ),
            columns=(
                Choice(
                    key="relation",
                    label="Relation to the child",
                    needed=True,
                    options=opts(
                        birth_parent="Birth parent",
                        adoptive="Adoptive parent",
                        step="Step-parent",
                        foster="Foster carer",
                        special_guardian="Special guardian",
                        kin="Kin",
                        partner="Parent's partner",
                        none="None",
                        not_known="Not known",
                    ),
                ),
                Choice(
                    key="kin",
                    label="Which kin",
                    when=When(key="relation", values=("kin",)),
                    needed=True,
                    options=opts(
                        grandparent="Grandparent",
                        sibling="Brother or sister",
                        aunt_uncle="Aunt or uncle",
                        cousin="Cousin",
                        great_aunt_uncle="Great-aunt or great-uncle",
                    ),
                    other=True,
                ),
                YesNo(
                    key="pr",
                    label="Parental responsibility?",
                    needed=Not(of=When(key="relation", values=("none",))),
                ),
                Choice(
                    key="basis",
                    label="On what basis",
                    when=_PR_YES,
                    options=opts(
                        birth_mother="Birth mother",
                        married="Married or civil partner, at the birth or later",
                        birth_record="On the birth record from 1 December 2003",
                        agreement="Parental responsibility agreement",
                        court_order="Court order",
                        special_guardian="Special guardian",
                        adoption="Adoption",
                        care_order="Care order: the local authority",
                        guardian="Guardian",
                        told="Told, basis not known",
                        limited="Limited or suspended by a court",
                    ),
                ),
                Text(
                    key="order",
                    label="Which order, and its date",
                    when=When(key="basis", values=("court_order", "care_order", "limited")),
                    needed=True,
                ),
                Choice(
                    key="evidence",
                    label="Evidence",
                    when=_PR_YES,
                    needed=True,
                    options=opts(
                        original="Original seen",
                        copy="Copy seen",
                        told="Told only: not confirmed",
                        none="None: not confirmed",
                    ),
                ),
                Date(key="seen_on", label="Seen on", when=_PROOF, needed=True),
                Text(key="seen_by", label="Seen by", when=_PROOF, needed=True),
            ),
        ),
    ),
)

_KNOWN = When(key="identified", values=("yes",))
_NOT_SPOKEN = AnyOf(of=(When(key="identified", values=_NO), When(key="spoken", values=_NO)))

_FATHERS = Page(
    key="fathers",
    title="Fathers and partners",
    hint="For each child. Add a line when there is both a father and a partner.",
    fields=(
        Rows(
            key="fathers",
            label="Fathers and partners of each child",
            each="children",
            layout="cards",
            needed=True,
            withheld="unless_asked",
            add_label="Add a father or partner",
            prompt=Prompt(
                title="What does he bring?",
                text="Ask about him, ask him, and look for strengths as well as worries. "
                "Say what you tried when you could not.",
                card="G-UM",
            ),
            columns=(
                YesNo(key="identified", label="Do we know who he is?", needed=True),
                Person(
                    key="who",
                    label="Who",
                    group="adults",
                    when=_KNOWN,
                    needed=True,
                ),
                YesNo(key="involved", label="Is he involved with the child?", when=_KNOWN, needed=True),
                YesNo(key="spoken", label="Has he been spoken to?", when=_KNOWN, needed=True),
                LongText(key="tried", label="What was tried", when=_NOT_SPOKEN, needed=True, lines=2),
                LongText(key="strengths", label="Strengths he brings", when=_KNOWN, needed=True, lines=2),
                LongText(key="worries", label="Worries", when=_KNOWN, needed=True, lines=2),
            ),
        ),
    ),
)

_PROFESSIONALS = Page(
    key="professionals",
    title="Professionals",
    fields=(
        Rows(
            key="professionals",
            label="Professionals involved",
            hint="Housing and adult services count.",
            layout="cards",
            makes="professional",
            needed=True,
            withheld="unless_asked",
            add_label="Add a professional",
            row_title="name",
            none_label="None known",
            prompt=Prompt(
                title="Who else is in touch?",
                text="Ask the family who else they see. Services for the adults often know most about the home.",
                card="G-WC",
            ),
            columns=(
                Text(key="agency", label="Agency", needed=True),
                Text(key="name", label="Name"),
                Text(key="role", label="Role", needed=True),
                Text(key="phone", label="Telephone", looks="phone", short=True),
                Text(key="email", label="Secure email", looks="email"),
                People(key="for_children", label="For which children", group="children"),
                Date(key="since", label="From", vague=True),
                Date(key="until", label="Until", vague=True, not_before="since"),
                Date(key="last_contact", label="Last contact"),
                YesNo(key="knows_plan", label="Knows about the plan?"),
                YesNo(key="contact_agreed", label="Does the family agree to contact?"),
            ),
        ),
    ),
)

_CONSENTS = Page(
    key="consents",
    title="Consent and agreement",
    fields=(
        Rows(
            key="consents",
            label="Consent and agreement log",
            hint="Agreeing to a service is one thing; the lawful basis for sharing is another.",
            layout="cards",
            needed=True,
            add_label="Add an entry",
            row_title="about_what",
            none_label="Nothing asked yet",
            prompt=Prompt(
                title="Agreement is not the lawful basis",
                text="Be open about what you ask and why. A child at risk can be talked about without consent.",
                card="G-IS24",
            ),
            columns=(
                Person(key="person", label="Who was asked", group="everyone", needed=True),
                Text(key="about_what", label="About what", needed=True),
                Text(
                    key="for_whom",
                    label="For whom",
                    hint="The child, or the service it goes to.",
                    needed=True,
                ),
                Choice(
                    key="answer",
                    label="Answer",
                    needed=True,
                    options=opts(
                        given="Given", refused="Refused", withdrawn="Withdrawn", not_sought="Not sought"
                    ),
                ),
                LongText(
                    key="why",
                    label="Reason it was not sought",
                    when=When(key="answer", values=("not_sought",)),
                    needed=True,
                    lines=1,
                ),
                Choice(
                    key="how",
                    label="How",
                    when=Not(of=When(key="answer", values=("not_sought",))),
                    needed=True,
                    options=opts(written="In writing", verbal="By word of mouth"),
                ),
                Date(key="date", label="On what day", needed=True),
                Text(key="explained_by", label="Explained by"),
                Text(key="language", label="Language or interpreter used"),
                Date(
                    key="review",
                    label="Ask again on",
                    future=True,
                    due="Ask again about consent",
                    not_before="date",
                ),
            ),
        ),
    ),
)

_RESTRICTED = When(key="contact_restricted", values=("yes", "not_known"))

_CONTACT = Page(
    key="contact",
    title="Contact and court orders",
    hint="A red line on the screen and on your own prints. No paper for a home holds it.",
    fields=(
        YesNo(
            key="contact_restricted",
            label="Does a court order or an arrangement restrict contact?",
            withheld="always",
        ),
        LongText(
            key="contact_orders",
            label="Contact arrangements and court orders",
            hint="Who may see whom, when and where; which court, what date, and until when.",
            when=_RESTRICTED,
            needed=True,
            withheld="always",
            prompt=Prompt(
                title="Ask to see the order",
                text="People remember orders differently. Write what the paper says, its date and who showed it.",
                card="G-PR",
            ),
        ),
        Text(
            key="contact_paper",
            label="Where the order itself is kept",
            when=_RESTRICTED,
            withheld="always",
        ),
        Files(
            key="contact_scans",
            label="Photo or scan of the order",
            hint="Kept encrypted with the family file. One picture a page; a PDF is not kept here.",
            when=_RESTRICTED,
            withheld="always",
        ),
    ),
)

_IDENTITY = Page(
    key="identity",
    title="Identity and culture",
    fields=(
        LongText(
            key="identity",
            label="Language, culture and identity: what matters to this family",
            prompt=Prompt(
                title="Ask, do not guess",
                text="What the family has lived through shapes what feels risky and what helps. "
                "Ask what you need to understand.",
                card="G-WC",
            ),
        ),
    ),
)

FORM = Form(
    id="family",
    title="Family and household",
    copy_name="record of your family and household",
    description="Who the family is, who lives there and who else is involved.",
    keywords=(
        "household",
        "parental responsibility",
        "genogram",
        "household composition",
        "PR",
        "consent log",
        "private fostering",
    ),
    moment="first visit",
    icon="users-three",
    living=True,
    header=False,
    own_details=True,
    title_from="family_name",
    summary_from=("reason",),
    event_from="opened",
    pages=(
        _FAMILY,
        _WARNINGS,
        _CHILDREN,
        _ADULTS,
        _HOME,
        _RELATIONS,
        _FATHERS,
        _PROFESSIONALS,
        _CONSENTS,
        _CONTACT,
        _IDENTITY,
    ),
)

UPGRADES: Mapping[int, Callable[[Answers], Answers]] = {}

"""What each level of training asks of a worker, and what its training holds (R23); the wording is this project's own."""

from __future__ import annotations

from toolkit.forms.vocabulary import Option


def _options(prefix: str, *lines: str) -> tuple[Option, ...]:
    return tuple(Option(value=f"{prefix}{n}", label=words) for n, words in enumerate(lines, 1))


STATEMENTS: dict[str, tuple[Option, ...]] = {
    "1": _options(
        "l1_",
        "Can say what safeguarding and promoting a child's welfare mean",
        "Notices possible signs of harm",
        "Knows that some adults are a risk to children, and how they may come close",
        "Reports a worry by the organisation's procedure",
        "Knows the organisation's policies and works by them",
        "Knows the basics of how children develop",
    ),
    "2": _options(
        "l2_",
        "Knows the different ways in which children are harmed",
        "Talks with children, parents and colleagues and builds working relations with them",
        "Knows what other services do and who does what",
        "Knows the law and guidance for the role",
        "Takes their part in work of several agencies",
        "Knows in detail how children develop",
        "Keeps the child at the centre of the work",
    ),
    "3": _options(
        "l3_",
        "Advises and supports others when they have a worry",
        "Keeps policy up to date and sees that it is carried out",
        "Brings safeguarding into the plans of the service",
        "Keeps proper records and sees that others do",
        "Speaks for the organisation about a child, inside and outside it",
        "Holds the focus on the child when others lose it",
        "Finds good practice and spreads it",
    ),
    "4": _options(
        "l4_",
        "Helps to shape policy and to test whether it works",
        "Answers for safeguarding, safe recruitment included",
        "Represents the organisation's approach, inside and to public bodies",
        "Works with outside bodies on strategy",
        "Uses influence so that children are safer",
        "Builds a culture in which people listen and are heard",
        "Questions what others report, and goes on until the answer is clear",
    ),
}
"""Each level's own statements; a level asks for those below it too."""
TRUSTEE = _options("lt_", "Knows what the law asks of a charity's trustee")

CONTENT: dict[str, tuple[Option, ...]] = {
    "1": _options(
        "c1_",
        "What words like harm, neglect and need mean",
        "How children develop",
        "Signs that a child may be harmed",
        "The organisation's procedures",
        "Whom to tell",
        "What to do about a worry over a colleague",
        "How staff are to behave",
        "Recording",
        "Keeping the child at the centre",
        "Working against discrimination",
    ),
    "2": _options(
        "c2_",
        "Listening to children",
        "What domestic abuse, substances and mental health do to children",
        "Referral forms and how to fill them in",
        "Thresholds of need",
        "The law on working together",
        "What makes a child more vulnerable",
        "Using a family's history",
        "What gets in the way, in workers and between agencies",
        "What an assessment is for",
        "Organised and complex abuse",
    ),
    "3": _options(
        "c3_",
        "How safeguarding is arranged in the organisation and the area",
        "Safe recruitment",
        "Supervising others",
        "Acting without delay",
        "Advising others",
        "Handling an allegation against staff",
    ),
    "4": _options("c4_", "Challenging in a way that helps"),
}
"""Each level's own content; training at a level holds that of the levels below it too."""
NAMED_CONTENT = _options("cn_", "The part of a named safeguarding officer")
TRUSTEE_CONTENT = _options("ct_", "The law for trustees")
BOARD_CONTENT = _options("cb_", "Leading on safeguarding for the board")

"""The two pages of a decision on paper: what was decided in the first line, every field in order, the golden rules beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from toolkit.forms import dates
from toolkit.forms.blocks import Block, Paragraph, SignHere, Table, Warn
from toolkit.forms.decision import paper_lines as lines
from toolkit.forms.decision.deadlines import due_day, late_words, manager_by, manager_signed
from toolkit.forms.decision.finish import overridden
from toolkit.forms.decision.flow import END
from toolkit.forms.decision.known import AGREED, decided_on, is_retro, said
from toolkit.forms.decision.outcomes import outcome_of
from toolkit.forms.decision.rule_sets import CURRENT, RULE_SETS, RuleSet, basis_set, rule_set
from toolkit.forms.decision.seeds import listed
from toolkit.forms.people import Answers, Context, rows_of
from toolkit.forms.vocabulary import Audience
from toolkit.forms.words import signed

NOT_YET = "NOT A DECISION: information sharing, unfinished"
_BESIDE: Mapping[str, Mapping[str, tuple[int, ...]]] = {
    "IS-2024": {
        "what": (6,),
        "harm": (1,),
        "purpose": (3,),
        "agree": (2,),
        "weigh": (4,),
        "sent": (5,),
        "why": (7,),
    },
    "IS-2018": {"what": (6,), "harm": (5,), "purpose": (1,), "agree": (2, 4), "weigh": (3,), "why": (7,)},
}
"""Beside which part of the record each golden rule stands."""


def title(answers: Answers, audience: Audience) -> str:
    """What stands in the first line of the paper and in lists: decided to share, decided not to, or not a decision yet."""
    one = outcome_of(said(answers, "outcome"))
    if one is None or said(answers, "at") != END:
        return NOT_YET
    if one.code == "T-NO":
        return "Decision not to share"
    return f"Decision to share: {one.title}"


def paper(answers: Answers, context: Context, audience: Audience) -> list[Block] | None:
    """The record of a decision, for practitioners alone: there is no other copy of it."""
    if audience != "practitioner":
        return None
    return list(_blocks(answers, context))


def _blocks(answers: Answers, context: Context) -> Iterator[Block]:
    rules = _rules(said(answers, "law"))
    if said(answers, "at") != END:
        yield Warn(
            text="NOT A DECISION. The questions are not all answered. Nothing is decided by this paper."
        )
    if rules.status == "old":
        yield Warn(
            text=f"Made under old rules: {rules.title}. Only to be read. Think it through again before you rely on it."
        )
    yield Paragraph(text=_summary(answers, context), tone="strong")
    beside = dict(_BESIDE.get(rules.id, {}))
    body: list[tuple[str, ...]] = []
    for key, name, made in _PARTS:
        found = [line for line in made(answers, context) if line.strip()]
        if found:
            body += _rows(name, _packed(found), _beside(rules, beside.pop(key, ())))
    if body:
        yield Table(head=("", "What is recorded", rules.title), rows=tuple(body), widths=(1.0, 5.6, 1.4))
    left = [number for numbers in beside.values() for number in numbers]
    if left:
        yield Paragraph(
            text=f"{rules.title}, the others: {_beside(rules, tuple(sorted(left))).replace(chr(10), '; ')}",
            tone="note",
        )
    yield from _signatures(answers, context)
    yield Paragraph(text=_made_under(answers, context, rules), tone="note")
    noted = overridden(answers, context)
    if noted:
        yield Paragraph(text="Noted, and gone on all the same: " + " ".join(noted), tone="note")


_ROW = 420
"""Characters in a row: a row is not split across pages, so a long part is several rows, and no page is left half empty."""


def _rows(name: str, found: list[str], rule: str) -> list[tuple[str, ...]]:
    """A part of the record as rows of the table; its name and its rule stand in the first."""
    rows: list[list[str]] = [[]]
    for line in found:
        if rows[-1] and sum(map(len, rows[-1])) + len(line) > _ROW:
            rows.append([])
        rows[-1].append(line)
    return [
        (name if not n else f"{name}, continued", "\n".join(row), rule * (not n))
        for n, row in enumerate(rows)
    ]


_LINE = 60
"""Characters of an answer short enough to share its line with the next: two pages hold the whole record."""


def _packed(found: list[str]) -> list[str]:
    """Lines with short neighbours set side by side; what is long, or about a person, keeps a line of its own."""
    packed: list[str] = []
    open_line = False
    for line in found:
        short = len(line) <= _LINE and not line[:1].isdigit()
        if short and open_line and len(packed[-1]) + len(line) <= 3 * _LINE:
            packed[-1] += f" · {line}"
        else:
            packed.append(line)
        open_line = short
    return packed


def _rules(law: str) -> RuleSet:
    return rule_set(law if any(law == one.id for one in RULE_SETS) else CURRENT)


def _beside(rules: RuleSet, numbers: tuple[int, ...]) -> str:
    found = [rule for rule in rules.rules if rule.number in numbers]
    return "\n".join(f"{rule.number} {rule.short}" for rule in found)


def _summary(answers: Answers, context: Context) -> str:
    parts = []
    code = said(answers, "outcome")
    if code:
        one = outcome_of(code)
        words = f"{one.title} ({code})" if one else code
        if said(answers, "at") == END:
            parts.append(f"Outcome: {words}. Decided {dates.show(decided_on(answers, context))}.")
        else:
            parts.append(f"The answers so far lead to: {words}.")
    if code == "T-CP" and "S6d" in listed(answers.get("path")) and _agreed(answers):
        parts.append("Agreement was given, and was not needed.")
    due = due_day(answers, context) if code else None
    if due is not None:
        met = late_words(answers, context)
        sent = answers.get("sent") == "sent"
        state = f", {met}" if met else ", in time" if sent and code not in ("T-NO", "T-REV") else ""
        parts.append(f"Due by the end of {dates.show(due)}{state}.")
    if is_retro(answers):
        parts.append(
            f"It had been shared already: {dates.show(answers.get('retro_when'))}, {said(answers, 'retro_what')}, "
            f"with {said(answers, 'retro_whom')}, by {said(answers, 'retro_how')}."
        )
    if said(answers, "reconsiders"):
        parts.append(f"It thinks an earlier decision through again: {said(answers, 'new_information')}")
    return " ".join(parts) or "Nothing is decided yet."


def _agreed(answers: Answers) -> bool:
    return any(row.get("answer") in AGREED for row in rows_of(answers, "answered"))


def _signatures(answers: Answers, context: Context) -> Iterator[Block]:
    if said(answers, "at") != END and "S11" not in listed(answers.get("path")):
        return
    rows = [
        (name, role or "Worker", day, how) for name, role, day, how in signed(answers.get("worker_signature"))
    ] or [(said(answers, "worker_name"), "Worker", "", "")]
    derived = answers.get("derived")
    if isinstance(derived, Mapping) and derived.get("@manager_signs") == "yes":
        rows += _manager(answers, context)
    yield SignHere(label="Signatures", rows=tuple(rows))


def _manager(answers: Answers, context: Context) -> list[tuple[str, str, str, str]]:
    name = said(answers, "manager_name")
    if manager_signed(answers):
        return [
            (who, role or "Manager", day, how)
            for who, role, day, how in signed(answers.get("manager_signature"))
        ]
    wanted = f"to sign by {dates.show(manager_by(answers, context))}"
    if answers.get("manager_word") == "as_told":
        by = said(answers, "manager_entered_by")
        wanted = f"as told by {name}, entered by {by}; {wanted}"
    return [(name, "Manager", "", wanted)]


def _made_under(answers: Answers, context: Context, rules: RuleSet) -> str:
    bases = basis_set(decided_on(answers, context))
    words = {
        "on": "with a manager",
        "off": "by the worker alone, with advice noted",
    }.get(said(answers, "proc_s003"), "with a manager")
    org = {
        "public": "a public body",
        "commissioned": "does work for a public body",
        "voluntary": "voluntary or private",
    }.get(said(answers, "org"), said(answers, "org") or "not recorded")
    limits = lines.limit_words(answers)
    duty = said(answers, "duty16la") or "not recorded"
    area = f"; area pack: {said(answers, 'area_pack')}" if said(answers, "area_pack") else ""
    return (
        f"Made under: {rules.title} ({rules.id}); {bases.title} ({bases.id}); sharing without agreement weighed up {words}; "
        f"duty of section 16LA, Children Act 2004: {duty}; organisation: {org}{area}; {limits}."
    )


def _reasons(answers: Answers, context: Context) -> list[str]:
    derived = answers.get("derived")
    disagreed = isinstance(derived, Mapping) and derived.get("@manager_said_no") == "yes"
    skip = (
        "worker_name",
        "worker_signature",
        "manager_name",
        "manager_word",
        "manager_entered_by",
        "manager_signature",
    )
    return [
        *lines.of_state("S11", answers, context, skip),
        *(
            [
                "The manager disagreed. Any worker may refer; this difference goes on as one between professionals."
            ]
            if disagreed
            else []
        ),
    ]


_PARTS: tuple[tuple[str, str, Callable[[Answers, Context], list[str]]], ...] = (
    ("start", "What started it", lines.start),
    ("what", "What, to whom, what for", lines.what),
    ("harm", "Danger and harm", lines.harm),
    ("purpose", "Purpose; identity; duty", lines.purpose),
    ("agree", "Agreement", lines.agreement),
    ("weigh", "Weighed up", lines.weighed),
    ("law", "Basis in law", lines.law),
    ("checks", "Checks; hidden; left out", lines.checks),
    ("sent", "Passed on", lines.passed_on),
    ("told", "Told", lines.told),
    ("why", "Reasons", _reasons),
    ("open", "Advice; open; not sure", lines.still_open),
)

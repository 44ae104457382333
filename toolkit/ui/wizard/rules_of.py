"""What a new decision is made under: the rules of the day and what the manager settled; no Qt here."""

from __future__ import annotations

from toolkit.forms.decision.rule_sets import CURRENT, RuleSet, rule_set
from toolkit.settings import Settings


def settings_now(settings: Settings) -> dict[str, str]:
    """The settings a new decision keeps with it."""
    return {
        "law": CURRENT,
        "proc_s003": "on" if settings.proc_s003 else "off",
        "duty16la": settings.duty16LA,
        "org": settings.org,
        "days_consent": str(settings.days_consent),
        "days_no_consent": str(settings.days_no_consent),
        "days_advice": str(settings.days_advice),
        "area_pack": settings.area_pack,
    }


def rules_under(law: object) -> RuleSet:
    """The golden rules a record was made under; the current ones where it names none that is known."""
    try:
        return rule_set(str(law))
    except KeyError:
        return rule_set(CURRENT)


def year_of(rules: RuleSet) -> str:
    """The year of a rule set: `IS-2024` gives 2024."""
    return rules.id.rpartition("-")[2]

"""The table of lawful bases (specification, section 3): what fits, what is refused, and on which day."""

from __future__ import annotations

from datetime import datetime

import pytest

from toolkit.forms.decision.law import law_guards, offered
from toolkit.forms.decision.rule_sets import IS_2018, IS_2024, basis_set, is_old
from toolkit.forms.people import Answers, Context

NEW, OLD = Context(datetime(2026, 2, 5, 0, 0)), Context(datetime(2026, 2, 4, 23, 59))
AGREED = [{"id": "a", "answer": "written"}]


def refused(route: str, org: str, context: Context = NEW, **answers: object) -> list[str]:
    whole: Answers = {"org": org, "trigger": "asked", "harm": ["H3"], **answers}
    return [p.path for p in law_guards(whole, context, route) if p.level == "refused"]


FITS = {
    ("LEGAL", "public"): "c",
    ("LEGAL", "voluntary"): "c",
    ("CP", "public"): "e d",
    ("EM", "public"): "e d",
    ("CP", "voluntary"): "ea_safeguarding ea_crime d f",
    ("EM", "commissioned"): "ea_safeguarding ea_crime d f",
    ("NOCONSENT", "public"): "e",
    ("NOCONSENT", "voluntary"): "ea_safeguarding ea_task f",
    ("CONSENT", "public"): "e a",
    ("CONSENT", "voluntary"): "a f",
}
BEFORE = {
    ("CP", "voluntary"): "f d",
    ("NOCONSENT", "voluntary"): "f",
    ("NOCONSENT", "commissioned"): "f",
    ("CONSENT", "voluntary"): "a f",
    ("CP", "public"): "e d",
}
ALL = "a c d e ea_safeguarding ea_crime ea_task f".split()


@pytest.mark.parametrize(("row", "fits"), FITS.items(), ids=str)
def test_from_5_february_2026(row: tuple[str, str], fits: str) -> None:
    route, org = row
    passing = [basis for basis in ALL if not refused(route, org, basis_6=basis)]
    assert sorted(passing) == sorted(fits.split())


@pytest.mark.parametrize(("row", "fits"), BEFORE.items(), ids=str)
def test_until_4_february_2026(row: tuple[str, str], fits: str) -> None:
    route, org = row
    passing = [basis for basis in ALL if not refused(route, org, OLD, basis_6=basis)]
    assert sorted(passing) == sorted(fits.split())


def test_a_refusal_names_a_basis_that_fits() -> None:
    (found,) = law_guards({"org": "public", "basis_6": "f"}, NEW, "NOCONSENT")
    assert "A public task, 6(1)(e)" in found.sentence
    (found,) = law_guards({"org": "voluntary", "basis_6": "ea_safeguarding"}, OLD, "NOCONSENT")
    assert "5 February 2026" in found.sentence
    assert "6(1)(f)" in found.sentence


def test_crime_needs_a_crime_and_a_task_needs_somebody_who_asked() -> None:
    assert refused("CP", "voluntary", basis_6="ea_crime", harm=["H1"]) == ["basis_6"]
    assert refused("NOCONSENT", "voluntary", basis_6="ea_task", trigger="want") == ["basis_6"]
    assert "ea_task" not in offered({"org": "voluntary", "trigger": "want"}, NEW, "NOCONSENT")


def test_a_commissioned_body_says_who_holds_its_task_to_be_its_own() -> None:
    assert refused("NOCONSENT", "commissioned", basis_6="e") == ["task_confirmed"]
    assert refused("NOCONSENT", "commissioned", basis_6="e", task_confirmed="Ivy Marl") == []


@pytest.mark.parametrize(
    ("route", "fits"),
    [
        ("CONSENT", "a h"),
        ("LEGAL", "f g6 h"),
        ("CP", "c g18 h"),
        ("EM", "c g18 h"),
        ("NOCONSENT", "c g18 h"),
    ],
)
def test_article_9(route: str, fits: str) -> None:
    six = {"CONSENT": "a", "LEGAL": "c"}.get(route, "ea_safeguarding")
    passing = [
        nine
        for nine in "a c f g6 g18 h".split()
        if not refused(route, "voluntary", basis_6=six, special=["health"], basis_9=nine, duty_kind="order")
    ]
    assert sorted(passing) == fits.split()


def test_article_9_is_not_asked_where_nothing_special_is_shared() -> None:
    assert refused("CP", "voluntary", basis_6="ea_safeguarding", special={"none": True}, basis_9="a") == []


def test_a_court_needs_an_order() -> None:
    kept = {"basis_6": "c", "special": ["health"], "basis_9": "f", "duty_kind": "statute"}
    assert refused("LEGAL", "public", **kept) == ["basis_9"]  # type: ignore[arg-type]


def test_paragraph_18_is_refused_with_consent() -> None:
    kept = {"basis_6": "a", "offences": "yes", "basis_10": "p18", "p18_reason": "prejudice"}
    assert refused("CONSENT", "voluntary", **kept) == ["basis_10"]  # type: ignore[arg-type]


def test_not_relied_on_is_for_harm_with_agreement_alone() -> None:
    kept = {"basis_6": "ea_safeguarding", "special": ["health"], "basis_9": "g18", "p18_reason": "not_relied"}
    assert refused("CP", "voluntary", **kept) == ["p18_reason"]  # type: ignore[arg-type]
    assert refused("CP", "voluntary", **kept, answered=AGREED) == []  # type: ignore[arg-type]
    assert refused("NOCONSENT", "voluntary", **kept, answered=AGREED) == ["p18_reason"]  # type: ignore[arg-type]


def test_each_day_has_its_bases() -> None:
    days = {
        "2019-03-04": "DPA-2018",
        "2026-02-04": "DPA-2018",
        "2026-02-05": "DPA-2026",
        "2016-01-01": "DPA-2018",
    }
    assert {day: basis_set(datetime.fromisoformat(day)).id for day in days} == days


def test_the_rules_of_2018_are_old() -> None:
    assert is_old(IS_2018.id)
    assert not is_old(IS_2024.id)
    assert [len(one.rules) for one in (IS_2018, IS_2024)] == [7, 7]

"""Every fact the specification lists for a place is in its pack; what is looked for are words a reader would search by."""

from __future__ import annotations

import msgspec
import pytest

from toolkit.practice import areas

FACTS: dict[str, tuple[str, ...]] = {
    "salford": (
        "getting advice", "getting help", "getting more help", "getting risk support", "bridge partnership", "0161 603 4500",
        "0161 603 4555", "0161 794 8888", "8:30 to 16:30", "two routes", "early help goes on", "section 47", "family is told",
        "early help assessment", "team around the family", "lead professional", "thriving families", "cafa",
        "restorative conference", "icpc", "cpr", "core group", "young person's plan", "over 15", "working_well_first",
        "0161 686 5264", "fgc@salford.gov.uk", "0161 779 7860", "all three", "mycity", "april 2020", "0161 603 4350",
    ),
    "nottingham_city": (
        "universal", "additional", "extensive", "specialist help", "protection", "routine checks", "statutory",
        "0115 876 4800", "8:30 to 17:00", "candfdirect@", "candf.direct@", "ask by telephone which", "marf", "mock examples",
        "48 hours", "agree", "confidential", "who leads", "not kept secret", "conference report", "reviewing officer",
        "10 days", "team manager", "social worker", "5 days", "3 months", "6 months", "worries_first", "no signs of safety",
        "no further action", "signs of safety", "0115 876 4762", "safeguarding.partnerships@", "nottinghamshire",
        "threshold of needs",
    ),
    "south_gloucestershire": (
        "right help in the right way", "access and response team", "01454 866000", "01454 615165", "compass@southglos.gov.uk",
        "request for help", "over 11", "show them the form", "spoken to compass", "ehap open", "universal services",
        "local offer", "threshold document", "referral date", "4 hours", "1 working day", "3 working days", "mash",
        "blue is named", "five priorities", "kingswood", "wickwar", "cluster 1 to 6", "resolution of professional differences",
        "january 2026", "blue spots", "leaflet", "fathers", "voice of the child", "neglect", "traveller", "advocacy",
        "hrlearninganddevelopment@",
    ),
    "kent_medway_2012": (
        "tier 1", "tier 2", "tier 3", "tier 4", "caf", "team around the child", "duty and initial assessment team",
        "referral, assessment and support team", "contact and assessment services", "customer first", "24 hours",
        "1 working day", "10 working days", "15 working days", "35 days", "six months", "01233 652165", "01634 306000",
        "kscb@kent.gov.uk", "mscb@medway.gov.uk", "no longer exist", "line management", "group manager", "customer care",
        "january 2014",
    ),
    "kent_now": ("support levels", "october 2018", "kscmp.org.uk", "2 working days"),
    "medway_now": ("three levels", "medwayscp.org.uk", "early help intervention plan"),
    "generic": (
        "universal", "family help", "section 17", "section 47", "same or the next working day", "line managers",
        "designated professionals", "heads of service", "partnership", "1 to 5 working days", "0808 800 5000", "0800 1111",
        "0808 2000 247", "under 18", "unborn child", "integrated care board", "england only", "g-duty",
    ),
}  # fmt: skip


@pytest.mark.parametrize("area", FACTS)
def test_a_pack_holds_every_fact_of_its_place(area: str) -> None:
    pack = areas.load().get(area)
    assert pack.id == area
    text = " ".join(msgspec.json.encode(pack).decode("utf-8").casefold().split())
    missing = [fact for fact in FACTS[area] if fact not in text]
    assert missing == []


def test_every_pack_has_its_facts_listed() -> None:
    assert {pack.id for pack in areas.load().packs} == set(FACTS)


def test_old_packs_are_read_only_and_every_other_is_to_be_checked() -> None:
    status = {pack.id: (pack.status, pack.read_only) for pack in areas.load().packs}
    assert {key for key, (one, _) in status.items() if one == "old"} == {
        "nottingham_city",
        "kent_medway_2012",
    }
    assert all(read_only == (one == "old") for one, read_only in status.values())

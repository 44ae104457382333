"""The local directory: topics, filters, what is stale, and what becomes of each row that comes from elsewhere."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime

import pytest

from tests.ui.directory_made import SERVICES, first_standard_file, open_referral_file, table_file
from toolkit.export.directory_sheet import directory_table, discreet_sheet, sheet, tells
from toolkit.export.tables import to_csv
from toolkit.forms.blocks import text_of
from toolkit.forms.records.service import TOPICS
from toolkit.practice import open_referral
from toolkit.practice.directory import Service, Topics, Wanted, found, values_of
from toolkit.practice.directory_in import NoNameColumn, Preview, from_table, plan
from toolkit.practice.open_referral import (
    ListEmpty,
    ListTooLarge,
    NotOpenReferral,
    TablesOfOpenReferral,
    WrongVersion,
    read_list,
)
from toolkit.practice.sheet import NotATable, Sheet, TableTooLarge, read_sheet

TODAY = date(2026, 11, 12)
NOW = datetime(2026, 11, 12, 14, 20)
HERE = [Service(f"s{n}", answers) for n, answers in enumerate(SERVICES)]
LARDER, REFUGE, SAFE, DESK, BIKES = HERE


def names(**wanted: object) -> list[str]:
    return [one.name for one in found(HERE, replace(Wanted(), **wanted), TODAY)]


def taken(content: bytes) -> Preview:
    given, matched = from_table(read_sheet(content), NOW)
    return Preview(plan(given, HERE, NOW), matched)


class TestList:
    def test_it_begins_with_the_36_topics_of_the_specification(self) -> None:
        assert len(TOPICS) == 36
        assert Topics().names() == sorted(TOPICS.values(), key=str.casefold)

    def test_topics_are_added_taken_away_and_put_back(self) -> None:
        more = Topics().add(" Energy   bills ").without("Bullying")
        assert "Energy bills" in more.names()
        assert "Bullying" not in more.names()
        assert more.add("energy BILLS") == more
        assert "Bullying" in more.add("bullying").names()
        assert Topics.read(more.kept()) == more
        assert Topics.read("nonsense") == Topics()
        assert "Food banks" in Topics().without("Food banks").names([LARDER])

    def test_several_other_topics_may_stand_in_one_answer(self) -> None:
        assert Service("x", {"topics": ["food", "other: Toys; Energy bills;", "other: Toys"]}).topics == (
            "Food banks",
            "Toys",
            "Energy bills",
        )

    def test_filters_by_topic_kind_town_cluster_and_words(self) -> None:
        assert names(topic="Debt and finance") == ["Examplebridge Larder", "Otterton Money Desk"]
        assert names(topic="Energy bills") == ["Otterton Money Desk"]
        assert names(function="Food bank") == ["Examplebridge Larder"]
        assert names(town="otterton", cluster="1") == ["Otterton Money Desk"]
        assert names(words="polish bag") == ["Examplebridge Larder"]
        assert names(words="back door") == ["Examplebridge Larder"]
        assert names(words="zebra") == []
        assert values_of(HERE, "town") == ["Examplebridge", "Otterton"]

    def test_what_is_no_longer_there_comes_only_when_asked_for(self) -> None:
        assert "Wobbly Bikes Holiday Club" not in names()
        assert names(closed=True) == ["Wobbly Bikes Holiday Club"]

    def test_an_entry_is_stale_the_day_after_its_months_are_over(self) -> None:
        one = Service("x", {"checked_on": "2025-11-12"})
        assert not one.stale(TODAY)
        assert Service("x", {"checked_on": "2025-11-11"}).stale(TODAY)
        assert not Service("x", {"checked_on": "2025-11-11"}).stale(TODAY, 24)
        assert Service("x", {}).stale(TODAY)
        assert Service("x", {"checked_on": "some day"}).stale(TODAY)
        assert Service("x", {}).last_checked == "Never checked"
        assert names(to_check=True) == ["Otterton Money Desk"]


class TestTable:
    def test_every_row_has_a_verdict_and_says_why(self) -> None:
        preview = taken(table_file())
        assert [(line.number, line.verdict) for line in preview.lines] == [
            (2, "add"),
            (3, "near"),
            (4, "near"),
            (5, "refused"),
            (6, "add"),
            (7, "refused"),
        ]
        why = {line.number: line.why for line in preview.lines}
        assert "Colour" in why[2]
        assert why[5] == "It has no name."
        assert "has not come yet" in why[7]
        odd = why[6]
        for said in ("Weaving", "31/02/2026", "Telephone", "Email", "Postcode", "How to get in"):
            assert said in odd, said
        assert dict(preview.matched)["Colour"] == ""

    def test_what_looks_wrong_is_kept_as_typed(self) -> None:
        answers = taken(table_file()).lines[4].answers
        assert answers["phone"] == "12"
        assert answers["email"] == "not an address"
        assert answers["checked_on"] == "31/02/2026"
        assert answers["topics"] == ["other: Weaving"]
        assert answers["route"] == "Ring Moss first"
        assert "self_referral" not in answers

    def test_a_near_duplicate_names_what_differs(self) -> None:
        near = taken(table_file()).lines[2]
        assert near.like == LARDER.id
        assert "“Telephone”" in near.why
        assert "“Area or town”" not in near.why

    def test_what_went_out_comes_back_the_same(self) -> None:
        preview = taken(to_csv(directory_table(HERE)))
        assert [line.verdict for line in preview.lines] == ["same"] * len(HERE)
        assert all(key for _, key in preview.matched)

    def test_the_table_that_goes_out_holds_no_private_note_and_no_formula(self) -> None:
        bad = Service("x", {"name": "=HYPERLINK(1)", "note": "Ask for the back door"})
        written = to_csv(directory_table([bad])).decode("utf-8-sig")
        assert "back door" not in written
        assert "'=HYPERLINK" in written

    def test_a_row_twice_in_the_file_is_added_once(self) -> None:
        preview = taken(b"Name,Telephone\nToddle Inn,01632 960111\nToddle Inn,01632 960111\n")
        assert [line.verdict for line in preview.lines] == ["add", "same"]

    def test_a_table_without_names_is_refused(self) -> None:
        with pytest.raises(NoNameColumn, match="Nothing was changed"):
            from_table(Sheet(("Colour",), (("blue",),)), NOW)

    def test_no_table_and_one_too_large(self) -> None:
        with pytest.raises(NotATable):
            read_sheet(b"\x00\x01\x02")
        with pytest.raises(TableTooLarge):
            read_sheet(b"Name\n" + b"x\n" * 5001)


class TestOpenReferral:
    def test_a_page_of_version_3_is_read_with_every_field_we_have(self) -> None:
        given, notes = read_list(open_referral_file(), NOW)
        assert notes == ("This is page 1 of 2. The other pages are files of their own.",)
        assert given[0].answers == {
            "outside_id": "ac148810-0000-4000-8000-000000000001",
            "source": "Open Referral UK",
            "name": "Quillfeather Talking Rooms",
            "run_by": "Quillfeather Trust",
            "support": "Somebody to talk to, for young people.",
            "website": "https://quillfeather.example.org",
            "email": "hello@quillfeather.example.org",
            "phone": "01632 960120",
            "address": "5 Make-believe Street, Examplebridge",
            "postcode": "EX1 3BB",
            "town": "Examplebridge",
            "criteria": "Ages 11 to 18\nArea: Examplebridge and Otterton",
            "route": "Ring, or ask your school.\nOther numbers: 01632 960121",
            "hours": "Tuesday, Thursday 15:30 to 19:00",
            "cost": "Free Under 18",
            "languages": "English, Welsh",
            "access": "Lift and hearing loop",
            "topics": ["child_mental", "other: Counselling"],
            "checked_on": "2026-02-14",
            "checked_by": "checks@example.org",
        }
        assert "Not taken in: alert." in given[0].notes

    def test_rows_that_cannot_be_taken_are_refused_each_with_its_reason(self) -> None:
        given, _ = read_list(open_referral_file(), NOW)
        lines = plan(given, HERE, NOW)
        assert [(line.verdict, line.why) for line in lines[1:]] == [
            ("refused", "It has no name."),
            ("refused", "The publisher marks it as defunct."),
        ]
        odd, _ = read_list(b'["words", {"name": "Toddle Inn"}]', NOW)
        assert [line.verdict for line in plan(odd, HERE, NOW)] == ["refused", "add"]

    def test_the_first_uk_standard_is_read_too(self) -> None:
        given, notes = read_list(first_standard_file(), NOW)
        answers = given[0].answers
        assert notes == ()
        assert answers["criteria"] == "Parents\nAges 0 to 5"
        assert answers["topics"] == ["new_parents"]
        assert answers["hours"] == "Monday 09:30 to 11:00"
        assert answers["phone"] == "01632 960130"
        assert answers["cost"] == "£2.5 a family"
        assert answers["postcode"] == "EX2 1AA"
        assert answers["access"] == "Ramp"

    def test_one_service_alone_and_a_bare_list(self) -> None:
        page = json.loads(open_referral_file())
        one = page["contents"][0]
        for given in (one, [one], {"services": [one]}):
            rows, _ = read_list(json.dumps(given).encode(), NOW)
            assert rows[0].answers["name"] == "Quillfeather Talking Rooms"

    def test_the_same_file_a_second_time_brings_nothing_new(self) -> None:
        given, _ = read_list(open_referral_file(), NOW)
        first = plan(given, HERE, NOW)[0]
        here = [*HERE, Service("new", first.answers)]
        assert plan(given, here, NOW)[0].verdict == "same"
        moved = {**first.answers, "name": "Renamed Rooms"}
        changed = [*HERE, Service("new", moved)]
        assert plan(given, changed, NOW)[0].like == "new"

    @pytest.mark.parametrize(
        ("content", "fault"),
        [
            (b"{", NotOpenReferral),
            (b"", NotOpenReferral),
            (b"\xff\xfe\x00", NotOpenReferral),
            (b'"words"', NotOpenReferral),
            (b'{"weather": "fine"}', NotOpenReferral),
            (b"[" * 100_000, NotOpenReferral),
            (b'{"profile": "tabular-data-package", "resources": []}', TablesOfOpenReferral),
            (b'{"contents": []}', ListEmpty),
            (b'{"version": "4.0", "contents": [{}]}', WrongVersion),
            (b'{"version": "HSDS-2.0.1", "contents": [{}]}', WrongVersion),
            (b"[" + b'{"name": "x"},' * 5000 + b'{"name": "x"}]', ListTooLarge),
            (b" " * (open_referral.MOST_BYTES + 1), ListTooLarge),
        ],
    )
    def test_bad_files_have_a_sentence_each(self, content: bytes, fault: type[Exception]) -> None:
        with pytest.raises(fault, match="Nothing was changed"):
            read_list(content, NOW)

    def test_the_versions_of_the_uk_are_welcome(self) -> None:
        for version in ("1.0", "3.0", "HSDS-UK-3.0", "https://docs.openreferral.org/en/3.1/"):
            assert read_list(open_referral_file(version=version), NOW)[0]

    def test_odd_kinds_of_value_do_not_break_it(self) -> None:
        odd = {
            "name": "Odd",
            "phones": "no list",
            "languages": [1],
            "schedules": [{"byday": 7}],
            "fees": True,
            "id": 7,
        }
        rows, _ = read_list(json.dumps([odd]).encode(), NOW)
        assert rows[0].answers["name"] == "Odd"


class TestSheets:
    def test_by_topic_each_service_once_and_stale_ones_say_so(self) -> None:
        made = sheet([LARDER, DESK], TODAY)
        text = text_of(made.outline)
        assert text.count("01632 960101") == 1
        assert "Examplebridge Larder: see Debt and finance." in text
        assert "Last checked 3 March 2025. Ring before you go." in text
        assert "Yes, ring or go" in text
        assert "No, ask your worker to refer you" in text
        assert "2 Pretend Row, Examplebridge, EX1 2MP" in text

    def test_a_private_note_is_on_no_sheet(self) -> None:
        for made in (sheet(HERE, TODAY), discreet_sheet(HERE, TODAY), sheet(HERE, TODAY, large=True)):
            assert "back door" not in " ".join(text_of(made.outline))

    def test_only_the_topics_asked_for(self) -> None:
        text = text_of(sheet([LARDER, REFUGE], TODAY, topics=["Food banks"]).outline)
        assert "Food banks" in text
        assert "Debt and finance" not in text
        assert "Lantern House Refuge Outreach" not in text

    def test_a_service_without_topic_stands_under_other_services(self) -> None:
        text = text_of(sheet([Service("x", {"name": "Toddle Inn"})], TODAY).outline)
        assert "Other services" in text

    def test_large_type_is_larger(self) -> None:
        assert sheet([LARDER], TODAY, large=True).outline.audience == "child"
        assert sheet([LARDER], TODAY).outline.audience == "family"

    def test_a_discreet_sheet_gives_nothing_away(self) -> None:
        made = discreet_sheet([LARDER, REFUGE, SAFE, DESK], TODAY)
        text = text_of(made.outline)
        whole = " ".join(text)
        assert not tells(whole), whole
        assert made.outline.title == "Useful numbers"
        assert "Lantern Tuesday group" in text
        assert "0808 157 0990" in whole
        for word in ("refuge", "Refuge", "harmed", "abuse", "Domestic", "Safe", "Housing", "Debt"):
            assert word not in whole
        assert made.left_out == (
            ("Safe At Home, Otterton", "Its name would tell, and it has no discreet one."),
        )

    def test_a_discreet_name_that_tells_is_no_name(self) -> None:
        bad = Service("x", {"name": "Refuge", "plain_name": "Women’s Aid tea", "phone": "01632 960140"})
        made = discreet_sheet([bad], TODAY)
        assert made.outline.blocks == ()
        assert made.left_out[0][0] == "Refuge"

    def test_a_line_that_tells_is_left_off_a_service_that_does_not(self) -> None:
        one = Service("x", {"name": "Corner Cafe", "phone": "01632 960141", "email": "refuge@example.org"})
        text = text_of(discreet_sheet([one], TODAY).outline)
        assert "01632 960141" in text
        assert "refuge@example.org" not in text

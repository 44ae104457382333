"""Area packs and the numbers a worker sees: 999 first, a missing one says so, an unchecked one is marked and shown."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest

from toolkit.forms.records import case_note, family
from toolkit.forms.vocabulary import Notice
from toolkit.practice import areas
from toolkit.practice.areas import LOCAL_KINDS, Area, AreaFault, Contact, LocalNumber, numbers

TODAY = date(2026, 11, 12)
GENERIC = areas.load().get("generic")
BARE = Area(id="x", area="Examplebridge", status="check", source="Invented handbook 2025")


def shown(area: Area = BARE, **local: LocalNumber) -> dict[str, areas.Number]:
    return {number.key: number for number in numbers(area, local, TODAY)}


class TestPacks:
    def test_the_general_pack_is_there_and_whole(self) -> None:
        found = areas.load()
        assert found.faults == ()
        assert [pack.id for pack in found.packs][:1] == ["generic"]
        assert [level.name.split(",")[0].split(" (")[0] for level in GENERIC.levels] == [
            "Universal",
            "Early help",
            "Child in need",
            "Child protection",
        ]
        assert [stage.limit for stage in GENERIC.escalation.stages] == ["", "", "", "", ""]
        assert "1 to 5 working days" in GENERIC.escalation.hint
        assert GENERIC.front_door == ()

    def test_helplines_and_the_one_that_is_not_discreet(self) -> None:
        lines = {line.name: (line.phone, line.discreet) for line in GENERIC.helplines}
        assert lines == {
            "NSPCC Helpline": ("0808 800 5000", True),
            "Childline": ("0800 1111", True),
            "National Domestic Abuse Helpline": ("0808 2000 247", False),
        }

    def test_every_field_of_the_specification_is_one_of_the_pack(self) -> None:
        names = set(Area.__struct_fields__)
        assert names >= set(
            "id area status source document_date levels front_door out_of_hours emergency police adult_safeguarding "
            "safeguarding_lead data_protection_lead forms early_help pre_questions agreement_age escalation map_order "
            "scale meeting_terms fostering family_meeting disability_rule advocacy timelines directory_filters "
            "threshold_cards".split()
        )

    def test_an_area_that_is_not_there_is_the_general_one(self) -> None:
        assert areas.load().get("atlantis").id == "generic"

    def test_a_misspelt_pack_is_named_with_its_path_and_the_others_load(self, tmp_path: Path) -> None:
        (tmp_path / "a.toml").write_text(
            'id = "a"\narea = "A"\nstatus = "check"\nsource = "s"\n', encoding="utf-8"
        )
        (tmp_path / "b.toml").write_text(
            'id = "b"\narea = "B"\nstatus = "check"\nsouce = "s"\n', encoding="utf-8"
        )
        (tmp_path / "c.toml").write_bytes(b"\xff\xfe")
        found = areas.load(tmp_path)
        assert [pack.id for pack in found.packs] == ["a"]
        sentences = [fault.sentence for fault in found.faults]
        assert len(sentences) == 2
        assert "b.toml" in sentences[0]
        assert "souce" in sentences[0]
        assert "c.toml" in sentences[1]

    @pytest.mark.parametrize("line", ['emergency = "111"', 'emergency = ""'])
    def test_999_cannot_be_taken_away(self, tmp_path: Path, line: str) -> None:
        file = tmp_path / "a.toml"
        file.write_text(f'id = "a"\narea = "A"\nstatus = "check"\nsource = "s"\n{line}\n', encoding="utf-8")
        with pytest.raises(AreaFault) as fault:
            areas.read(file)
        assert "999" in fault.value.sentence

    @pytest.mark.parametrize(
        "line", ['nation = "Scotland"', 'status = "new"', 'map_order = "sideways"', "levels = 4"]
    )
    def test_only_what_a_pack_may_hold(self, tmp_path: Path, line: str) -> None:
        file = tmp_path / "a.toml"
        base = {"id": '"a"', "area": '"A"', "status": '"check"', "source": '"s"'}
        key, _, value = line.partition(" = ")
        text = "\n".join(f"{k} = {v}" for k, v in {**base, key: value}.items())
        file.write_text(text, encoding="utf-8")
        with pytest.raises(AreaFault):
            areas.read(file)

    def test_a_pack_survives_being_written_out(self) -> None:
        assert msgspec.json.decode(msgspec.json.encode(GENERIC), type=Area) == GENERIC

    def test_an_old_pack_is_read_only(self) -> None:
        assert msgspec.structs.replace(BARE, status="old").read_only
        assert not BARE.read_only


class TestNumbers:
    def test_999_comes_first_whatever_is_asked_for(self) -> None:
        assert numbers(BARE, {}, TODAY)[0].phone == "999"
        for keys in ((), ("front_door",), ("front_door", "emergency"), ("nothing_known",)):
            found = numbers(BARE, {}, TODAY, keys)
            assert found[0].phone == "999"
            assert [number.phone for number in found].count("999") == 1

    def test_a_missing_number_says_so_and_is_never_blank(self) -> None:
        found = shown()
        assert found["front_door"].shown == "find your local front door"
        assert found["front_door"].missing
        assert "999" in found["front_door"].note
        assert found["safeguarding_lead"].shown == "not filled in yet"
        assert all(number.shown.strip() for number in found.values())

    def test_a_typed_number_goes_before_the_pack_and_is_kept_apart(self) -> None:
        pack = msgspec.structs.replace(BARE, front_door=(Contact(name="The Hub", phone="01632 960100"),))
        assert shown(pack)["front_door"].phone == "01632 960100"
        typed = LocalNumber("01632 960200", checked_on="2026-11-01")
        found = shown(pack, front_door=typed)["front_door"]
        assert (found.phone, found.doubt, found.note) == ("01632 960200", False, "")
        assert pack.front_door[0].phone == "01632 960100"

    @pytest.mark.parametrize(
        ("checked_on", "doubt"),
        [
            ("2026-11-12", False),
            ("2025-11-12", False),
            ("2025-11-11", True),
            ("2024-01-01", True),
            ("", True),
            ("last year", True),
            ("2026-11-13", True),
        ],
    )
    def test_a_check_holds_for_12_months(self, checked_on: str, doubt: bool) -> None:
        number = shown(front_door=LocalNumber("01632 960200", checked_on=checked_on))["front_door"]
        assert number.doubt == doubt
        assert number.shown == ("01632 960200 ?" if doubt else "01632 960200")
        assert ("No answer: 999, or 101, or the council switchboard" in number.note) == doubt

    def test_the_switchboard_stands_beside_when_it_is_known(self) -> None:
        pack = msgspec.structs.replace(BARE, switchboard="01632 960999")
        number = shown(pack, front_door=LocalNumber("01632 960200"))["front_door"]
        assert number.note.endswith("the council switchboard 01632 960999")

    def test_a_number_of_a_pack_says_where_it_was_printed_and_is_never_hidden(self) -> None:
        old = msgspec.structs.replace(
            BARE,
            status="old",
            front_door=(
                Contact(
                    name="The Hub",
                    purpose="Worried about a child",
                    phone="01632 960100",
                    checked_on="2026-11-01",
                ),
                Contact(name="The Hub", purpose="Asking for help", phone="01632 960101"),
                Contact(name="No number", phone=""),
            ),
        )
        found = [number for number in numbers(old, {}, TODAY) if number.key == "front_door"]
        assert [number.phone for number in found] == ["01632 960100", "01632 960101"]
        assert all(number.doubt for number in found)
        assert "Printed in Invented handbook 2025, check before use" in found[0].note
        assert "Worried about a child" in found[0].note

    def test_a_lead_in_doubt_gets_a_question_mark_but_no_other_route(self) -> None:
        number = shown(safeguarding_lead=LocalNumber("01632 960300", name="Ash Quill"))["safeguarding_lead"]
        assert number.label == "Your safeguarding lead: Ash Quill"
        assert number.shown.endswith("?")
        assert number.note == ""

    def test_every_number_that_a_form_shows_is_known_here(self) -> None:
        known = {"emergency", "police", *LOCAL_KINDS}
        keys = {
            key
            for form in (family.FORM, case_note.FORM)
            for page in form.pages
            for part in page.fields
            if isinstance(part, Notice)
            for key in part.numbers
        }
        assert keys
        assert keys <= known


class TestTyped:
    def test_what_is_kept_comes_back(self) -> None:
        typed = LocalNumber("01632 960200", "The Hub", "Weekdays", "2026-11-01", "T Dunnock")
        facts: dict[str, str] = areas.local_facts("front_door", typed)
        assert facts["numbers.front_door.phone"] == "01632 960200"
        back = areas.local_from(lambda key, default: facts.get(key, default))
        assert back["front_door"] == typed
        assert back["out_of_hours"] == LocalNumber()

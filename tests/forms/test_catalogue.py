"""An organisation's own forms: a good file is offered, a bad one is named with the path of its fault."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from toolkit.errors import UnknownForm
from toolkit.forms import catalogue
from toolkit.forms.vocabulary import Form

GOOD = """
id = "food_parcel"
title = "Food parcel"
keywords = ["food bank"]
title_from = "size"
summary_from = ["notes"]

[[pages]]
key = "parcel"
title = "The parcel"

[[pages.fields]]
kind = "choice"
key = "size"
label = "Size"
options = ["Small", { value = "large", label = "Large" }]
needed = true

[[pages.fields]]
kind = "long_text"
key = "notes"
label = "Notes"
when = { kind = "when", key = "size", values = ["large"] }
needed = { kind = "not", of = { kind = "when", key = "size", values = ["Small"] } }

[[pages.fields]]
kind = "rows"
key = "items"
label = "What is in it"
columns = [{ kind = "text", key = "what", label = "What" }, { kind = "yes_no", key = "given", label = "Given?" }]
"""


def load(folder: Path, **files: str) -> catalogue.Catalogue:
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return catalogue.load(folder)


def test_the_family_file_and_the_case_note_are_always_there() -> None:
    found = catalogue.load(None)
    assert [e.form.id for e in found.entries[:2]] == ["family", "case_note"]
    assert not found.faults
    assert found.family.form.living
    assert "family" not in [e.form.id for e in found.offered()]


def test_a_good_file_is_offered(tmp_path: Path) -> None:
    found = load(tmp_path, parcel=GOOD)
    assert not found.faults
    assert found.get("food_parcel").own
    assert found.entries[-1].form.title == "Food parcel"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (('label = "Size"', 'lable = "Size"'), "unknown field `lable` - at `$.pages[0].fields[0]`"),
        (('kind = "choice"', 'kind = "chioce"'), "at `$.pages[0].fields[0].kind`"),
        (("needed = true", 'needed = "maybe"'), "`$.pages[0].fields[0].needed`"),
        (('key = "notes"', 'key = "size"'), "the key “size” is already used, at `$.pages[0].fields[1].key`"),
        (
            ('key = "notes"', 'key = "event"'),
            "the key “event” is already used, at `$.pages[0].fields[1].key`",
        ),
        (
            ('key = "given"', 'key = "what"'),
            "already used in the row, at `$.pages[0].fields[2].columns[1].key`",
        ),
        (
            ('key = "size"', 'key = "Size!"'),
            "small letters, digits and _ only, at `$.pages[0].fields[0].key`",
        ),
        (('id = "food_parcel"', 'id = "case_note"'), "uses the id “case_note”, which another form has"),
        (('title_from = "size"', 'title_from = "weight"'), "no field “weight”"),
        (('title = "Food parcel"', "title = "), "(at line 3, column 9)"),
    ],
)
def test_a_bad_file_is_named_with_the_path_of_its_fault_and_the_others_load(
    tmp_path: Path, change: tuple[str, str], sentence: str
) -> None:
    found = load(tmp_path, a_bad=GOOD.replace(*change), b_good=GOOD.replace("food_parcel", "other_parcel"))
    assert len(found.faults) == 1
    assert "a_bad.toml" in found.faults[0].sentence
    assert sentence in found.faults[0].sentence
    assert found.has("other_parcel")


def test_files_that_are_no_text_or_too_large_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "b.toml").write_text("#" * (catalogue.MAX_BYTES + 1), encoding="utf-8")
    found = catalogue.load(tmp_path)
    assert ["UTF-8" in found.faults[0].sentence, "larger" in found.faults[1].sentence] == [True, True]


def test_an_unknown_form_says_that_the_record_is_safe() -> None:
    with pytest.raises(UnknownForm) as fault:
        catalogue.load(None).get("gone")
    assert "can still be read and printed" in fault.value.sentence


@pytest.mark.parametrize("entry", catalogue.built_in(), ids=lambda e: e.form.id)
def test_every_built_in_form_is_sound_and_survives_being_written_out(entry: catalogue.Entry) -> None:
    assert list(catalogue.faults_of(entry.form)) == []
    assert msgspec.json.decode(msgspec.json.encode(entry.form), type=Form) == entry.form
    assert set(entry.upgrades) == set(range(1, entry.form.version))

"""What the guides say is true of the program."""

from __future__ import annotations

import re
import typing
from pathlib import Path

import msgspec
import pytest

from tests.helpers import TOP
from toolkit.errors import FormFault
from toolkit.forms import catalogue
from toolkit.forms.vocabulary import Audience, Field, Form, Page
from toolkit.settings import TABLE

GUIDE = (TOP / "docs" / "adding-a-form.md").read_text(encoding="utf-8")
(EXAMPLE,) = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)


def test_the_example_form_loads_beside_the_others(tmp_path: Path) -> None:
    (tmp_path / "bedtime-plan.toml").write_text(EXAMPLE, encoding="utf-8")
    loaded = catalogue.load(tmp_path)
    assert loaded.faults == ()
    form = loaded.get("bedtime_plan").form
    assert form.title in [entry.form.title for entry in loaded.offered()]
    assert len(form.pages) == 2


def test_the_example_fault_is_what_a_worker_would_read(tmp_path: Path) -> None:
    # The example's own second field, misspelt as in the guide's words.
    broken = EXAMPLE.replace('label = "What happens?"', 'lable = "What happens?"', 1)
    (tmp_path / "visit-to-work.toml").write_text(broken, encoding="utf-8")
    (tmp_path / "bedtime-plan.toml").write_text(EXAMPLE, encoding="utf-8")
    loaded = catalogue.load(tmp_path)
    assert loaded.has("bedtime_plan")
    (fault,) = loaded.faults
    assert isinstance(fault, FormFault)
    quoted = " ".join(line.removeprefix("> ") for line in GUIDE.splitlines() if line.startswith("> "))
    assert fault.sentence == quoted


def _names(struct: type) -> set[str]:
    return {field.name for field in msgspec.structs.fields(struct)}


def _kinds() -> dict[str, type]:
    return {str(kind.__struct_config__.tag): kind for kind in typing.get_args(Field)}


def test_every_kind_of_field_stands_in_the_guide_with_its_own_names() -> None:
    lines = {match[1]: match[0] for match in re.findall(r"(\| `(\w+)` \|.*)", GUIDE)}
    shared = set.intersection(*(_names(kind) for kind in _kinds().values()))
    for tag, kind in _kinds().items():
        assert tag in lines, f"{tag} is not in the guide"
        # What only the built-in family file uses is left out on purpose.
        for name in _names(kind) - shared - {"makes"}:
            assert f"`{name}`" in lines[tag], f"{tag}.{name} is not in the guide"
    for name in shared - {"key", "label"}:
        assert f"`{name}`" in GUIDE, f"{name} is not in the guide"


def test_every_name_of_a_form_and_page_stands_in_the_guide() -> None:
    for name in _names(Form) | _names(Page):
        assert f"`{name}" in GUIDE, f"{name} is not in the guide"
    for audience in typing.get_args(Audience):
        assert f"`{audience}`" in GUIDE


def test_the_guide_for_it_names_the_settings_file_and_every_setting() -> None:
    words = (TOP / "docs" / "for-it.md").read_text(encoding="utf-8")
    for row in TABLE:
        assert f"`{row.key}`" in words, f"{row.key} is not in docs/for-it.md"


@pytest.mark.parametrize("word", ["BitLocker", "malware", "passphrase", "Word", "recovery"])
def test_the_honest_page_names_what_is_not_protected(word: str) -> None:
    assert word in (TOP / "SECURITY.md").read_text(encoding="utf-8")

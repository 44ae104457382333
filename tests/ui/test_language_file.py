"""A file of words of another language: how a text is looked up, what is refused, what a translator is given."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QLabel

from tests.ui.pseudo import pseudo
from toolkit.settings import Settings
from toolkit.ui import language
from toolkit.ui.app import App
from toolkit.ui.language import Language, LanguageRefused
from toolkit.ui.main_window import MainWindow
from toolkit.ui.widgets import ComboBox
from tools import words_to_say

WORDS = {
    "Today": "Heute",
    "Change": "Ändern",
    "It stays here.": "Es bleibt hier.",
    "{1}: change": "{1} ändern",
    "{1} of {2} seen": "Von {2} wurden {1} gesehen",
    "{1}: {2}": "nie",
    "Locked at {1}": "Gesperrt",
    "Not done yet": "",
}


def made(folder: Path, code: str = "de", **held: Any) -> Path:
    """A file of words in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{code}.json"
    file.write_text(json.dumps({"language": "Deutsch", "words": WORDS, **held}), "utf-8")
    return file


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Today", "Heute"),
        ("Nobody translated this", "Nobody translated this"),
        ("Not done yet", "Not done yet"),
        ("Seen by Wren: change", "Seen by Wren ändern"),
        ("Today: change", "Heute ändern"),
        ("2 of 3 seen", "Von 3 wurden 2 gesehen"),
        # Marks alone are no text to find.
        ("Wren: likes drawing", "Wren: likes drawing"),
        # The gap was forgotten, so the sentence stays whole in English.
        ("Locked at 14:32", "Locked at 14:32"),
        ("Today: change, Today", "Heute ändern, Heute"),
        ("Sorrel  ·  Today", "Sorrel  ·  Heute"),
        ("Thistlewick. It stays here. Today", "Thistlewick. Es bleibt hier. Heute"),
        ("", ""),
    ],
)
def test_a_text_is_looked_up(text: str, said: str) -> None:
    assert Language("de", "Deutsch", WORDS)(text) == said


def test_a_translation_with_other_gaps_is_named() -> None:
    assert Language("de", "Deutsch", WORDS).wrong == ["{1}: {2}", "Locked at {1}"]


@pytest.mark.parametrize("said", ["Wähle 112", "Sofort anrufen", "Wähle 999 oder 112"])
def test_a_translation_that_gives_another_number_to_ring_is_not_said(said: str) -> None:
    assert Language("de", "Deutsch", {"Ring 999 now": said})("Ring 999 now") == "Ring 999 now"
    assert Language("de", "Deutsch", {"Ring 999 now": "Wähle jetzt 999"})("Ring 999 now") == "Wähle jetzt 999"


@pytest.mark.parametrize(
    ("held", "why"),
    [
        ("no JSON", "cannot be read"),
        ("[]", "needs “language”"),
        ('{"language": "", "words": {}}', "needs “language”"),
        ('{"language": "Deutsch", "words": ["Today"]}', "needs “language”"),
        ('{"language": "Deutsch", "words": {"Today": 1}}', "one text to say instead"),
        ("[" * 100_000, "cannot be read"),
    ],
)
def test_a_bad_file_is_refused_in_words(held: str, why: str, tmp_path: Path) -> None:
    file = tmp_path / "de.json"
    file.write_text(held, "utf-8")
    with pytest.raises(LanguageRefused, match=why) as fault:
        language.read(file)
    assert "de.json" in fault.value.sentence


def test_a_file_needs_the_code_of_its_language_as_its_name(tmp_path: Path) -> None:
    with pytest.raises(LanguageRefused, match="called by its language’s code"):
        language.read(made(tmp_path, "my words"))


def test_of_two_files_for_a_language_the_first_folder_holds(tmp_path: Path) -> None:
    made(tmp_path / "shipped", language="Deutsch")
    made(tmp_path / "own", language="My own")
    made(tmp_path / "own", "cy", language="Cymraeg")
    (tmp_path / "own" / "fr.json").write_text("{", "utf-8")
    places = [tmp_path / "none", tmp_path / "shipped", tmp_path / "own"]
    assert language.offered(places) == [("de", "Deutsch"), ("cy", "Cymraeg")]


def test_the_program_speaks_it_from_the_first_window_on(
    qapp: QApplication, tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.folder = tmp_path
    made(tmp_path / "languages", words={"Passphrase": "Kennwort", "Welcome": "Willkommen"})
    settings.set("language", "de")
    monkeypatch.setattr("toolkit.ui.first_window.free_folder", lambda: tmp_path / "new")
    app = App(qapp, settings, start=lambda *_: None, end=lambda _code: None, environ={})
    try:
        app.show_first(None)
        assert app.first is not None
        assert app.first.theme.say("Passphrase") == "Kennwort"
        assert "Kennwort" in {label.text() for label in app.first.findChildren(QLabel)}
        assert QLocale().name() == "de_DE"
        assert settings.notice == ""
    finally:
        app.stop()
        QLocale.setDefault(QLocale(language.ENGLISH))


def test_a_language_that_went_away_leaves_english_and_a_sentence(tmp_path: Path) -> None:
    settings = Settings(folder=tmp_path)
    settings.set("language", "cy")
    assert language.speak(settings)("Today") == "Today"
    assert "not on this computer any more" in settings.notice
    assert language.speak(Settings())("Today") == "Today"


def test_the_settings_offer_it_where_there_is_a_file(
    window: MainWindow, tmp_path: Path, settings: Settings
) -> None:
    def shown() -> ComboBox | None:
        window.place("today")
        window.place("settings")
        assert window.page is not None
        return window.page.findChild(ComboBox, "setting-language")

    settings.folder = None
    assert shown() is None
    settings.folder = tmp_path
    made(tmp_path / "languages")
    box = shown()
    assert box is not None
    box.setCurrentIndex(box.findText("Deutsch"))
    box.changed.emit()
    assert Settings.load(tmp_path).language == "de"


def test_the_translator_is_given_every_text_and_loses_nothing(tmp_path: Path, capsys: Any) -> None:
    file = tmp_path / "cy.json"
    assert words_to_say.main([str(file)]) == 0
    held = json.loads(file.read_text("utf-8"))
    assert {"Settings", "Language of the program", "{1}: not this time", "Purpose"} <= set(held["words"])
    assert not any(held["words"].values())
    held["language"] = "Cymraeg"
    held["words"] |= {"Settings": "Gosodiadau", "{1}: change": "newid", "No text of ours": "dim"}
    file.write_text(json.dumps(held), "utf-8")
    capsys.readouterr()
    assert words_to_say.main([str(file)]) == 1
    again = json.loads(file.read_text("utf-8"))
    assert (again["language"], again["words"]["Settings"]) == ("Cymraeg", "Gosodiadau")
    assert again["gone"] == {"No text of ours": "dim"}
    said = capsys.readouterr().out
    assert "1 no longer said" in said
    assert "The gaps or numbers differ, so it stays in English: {1}: change" in said
    file.write_text("{", "utf-8")
    assert words_to_say.main([str(file)]) == 1
    assert file.read_text("utf-8") == "{"


def test_every_text_of_the_program_can_be_in_the_table() -> None:
    every = words_to_say.texts()
    speak = Language("xx", "Pseudo", {text: pseudo(text) for text in every})
    assert speak.wrong == []
    assert speak("Settings") == pseudo("Settings")
    assert speak("Zebedee: not this time") == pseudo("{1}: not this time").replace("{1}", "Zebedee")

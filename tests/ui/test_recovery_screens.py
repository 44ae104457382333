"""Recovery as a person does it: the drill, a new code, the organisation's key, a missing key file, an older version."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.drive import in_dialog, press, settle
from tests.ui.fit import assert_fits
from tests.ui.made import PASSPHRASE, Made
from tests.ui.test_backup_screens import said
from tests.vault.people import PASSPHRASE as STORED_PASSPHRASE
from toolkit.errors import WrongCode, WrongPassphrase
from toolkit.forms import catalogue
from toolkit.settings import Settings
from toolkit.ui.first_window import FirstWindow
from toolkit.ui.main_window import MainWindow
from toolkit.ui.recover import KEY_MISSING
from toolkit.ui.recovery import upgrading
from toolkit.ui.recovery.drill_page import DrillPage
from toolkit.ui.recovery.new_code_page import NewCodePage
from toolkit.ui.recovery.organisation import creation_banner, put_in
from toolkit.ui.settings_page import SettingsPage
from toolkit.ui.theme import TEXT_SIZES, Theme
from toolkit.vault import organisation
from toolkit.vault.codes import RecoveryCode
from toolkit.vault.keys import FLOOR
from toolkit.vault.vault import Vault

NEW = "candle ocean meteor thimble"


def drill(made: Made, window: MainWindow, code: RecoveryCode, qtbot: QtBot) -> DrillPage:
    page = DrillPage(made.session, window)
    window.show_page("settings", lambda _go: page)
    page.boxes.set_text("".join(code.groups))
    press(page, "Try the code")
    qtbot.waitUntil(lambda: page.job is None)
    settle()
    return page


def test_the_drill_says_what_the_code_alone_opened(made: Made, window: MainWindow, qtbot: QtBot) -> None:
    code, before = made.vault.recovery_code(), made.vault.summary().records
    page = drill(made, window, code, qtbot)
    assert "Your sheet works." in said(page)
    assert "1 family and 6 records" in said(page)
    assert "Nothing was changed." in said(page)
    assert page.boxes.text().strip() == ""
    assert made.vault.summary().records == before
    assert [row.what for row in made.vault.audit.rows()].count("recovery sheet tried") == 1
    assert_fits(page)


def test_a_sheet_of_other_records_is_told_apart(made: Made, window: MainWindow, qtbot: QtBot) -> None:
    page = drill(made, window, RecoveryCode.new(), qtbot)
    assert "This sheet does not open these records." in said(page)
    assert page.field.state() == "error"


def test_a_new_code_takes_over_only_after_two_groups_were_typed_back(
    made: Made, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    old, folder = made.vault.recovery_code(), made.vault.folder
    page = NewCodePage(made.session, window, print_it=lambda *_: True, groups_to_ask=lambda: (2, 5))
    window.show_page("settings", lambda _go: page)
    page.secret.line.setText("not the passphrase")
    page.next()
    qtbot.waitUntil(lambda: page.job is None)
    assert page.field.state() == "error"
    page.secret.line.setText(PASSPHRASE)
    page.next()
    qtbot.waitUntil(lambda: page.job is None)
    assert page.at == "sheet"
    new = page._code
    assert new is not None
    page.next()
    assert page.at == "sheet"
    page.sheet.print()
    page.next()
    assert page.job is None
    assert made.vault.recovery_code() == old
    for number, box, _frame in page.sheet.boxes:
        box.setText(new.groups[number - 1])
    page.next()
    assert not page.leaving()
    qtbot.waitUntil(lambda: page.at == "done")
    settle()
    assert "open with the old code" in said(page)
    assert page._passphrase == ""
    assert_fits(page)
    made.vault.close()
    with pytest.raises(WrongCode):
        Vault.unlock_with_code(folder, "".join(old.groups), "", catalogue.load)
    with Vault.unlock_with_code(folder, "".join(new.groups), "", catalogue.load) as there:
        assert there.summary().families == 1


def test_leaving_before_the_last_step_changes_nothing(made: Made, window: MainWindow, qtbot: QtBot) -> None:
    old = made.vault.recovery_code()
    page = NewCodePage(made.session, window, print_it=lambda *_: True)
    window.show_page("settings", lambda _go: page)
    page.secret.line.setText(PASSPHRASE)
    page.next()
    qtbot.waitUntil(lambda: page.at == "sheet")
    assert page.leaving()
    assert page._code is None
    assert made.vault.recovery_code() == old


@pytest.fixture
def pair(tmp_path: Path) -> tuple[organisation.OrganisationKey, Path]:
    folder = tmp_path / "it"
    key = organisation.make_key_pair(folder, "Examplebridge Council", NEW, cost=FLOOR)
    return key, folder / organisation.PRIVATE_FILE


def test_the_worker_is_told_of_the_organisations_key_and_it_opens_the_records(
    made: Made,
    window: MainWindow,
    theme: Theme,
    qtbot: QtBot,
    pair: tuple[organisation.OrganisationKey, Path],
) -> None:
    key, file = pair
    settings, folder = made.session.settings, made.vault.folder
    settings.set("organisation_public", key.text)
    banner = creation_banner(theme, settings)
    assert banner is not None
    assert banner.words().startswith("Examplebridge Council will hold a key")
    window.settings("Recovery")
    settle()
    assert "No organisation holds a key" in said(window)
    in_dialog(
        lambda dialog: press(dialog, "Put it in"),
        lambda: press(window, "Let Examplebridge Council hold a key"),
    )
    assert made.vault.organisation_key == "Examplebridge Council"
    settle()
    assert "Examplebridge Council holds a key to these records." in said(window)
    assert key.fingerprint in said(window)
    window.closing.never_mind()
    window.drop()
    made.vault.close()
    first = FirstWindow(theme, settings, folder)
    qtbot.addWidget(first)
    first.resize(1366, 690)
    first.show()
    press(first, "More ways in")
    press(first, "Use the organisation’s key")
    page = first.unlock.organisation_page
    page._ask_file = lambda _parent: file
    press(page, "Choose the key file")
    page.secret.line.setText("not its passphrase")
    page.passphrase.use_offered()
    page.passphrase.again.setText(page.passphrase.text())
    assert_fits(page)
    press(page, "Open the records")
    qtbot.waitUntil(lambda: not page._job)
    assert page.field.state() == "error"
    page.secret.line.setText(NEW)
    with qtbot.waitSignal(first.opened, timeout=30_000) as sent:
        press(page, "Open the records")
    vault = sent.args[0]
    assert "opened with the organisation key" in [row.what for row in vault.audit.rows()]
    vault.close()


def test_a_key_that_is_not_whole_is_said_and_not_used(made: Made, theme: Theme) -> None:
    made.session.settings.set("organisation_public", "STOK1 nonsense")
    banner = creation_banner(theme, made.session.settings)
    assert banner is not None
    assert banner.tone() == "amber"
    put_in(made.vault, made.session.settings)
    assert made.vault.organisation_key is None


def test_a_managed_key_cannot_be_taken_out(
    made: Made, window: MainWindow, pair: tuple[organisation.OrganisationKey, Path]
) -> None:
    made.vault.set_organisation_key(pair[0])
    window.settings("Recovery")
    settle()
    assert [one for one in window.findChildren(QPushButton) if one.text() == "Take the key out"]
    made.session.settings.managed = frozenset({"organisation_public"})
    window.place("settings")
    settle()
    assert isinstance(window.page, SettingsPage)
    assert not [one for one in window.page.findChildren(QPushButton) if one.text() == "Take the key out"]


def test_a_missing_key_file_is_said_in_plain_words_and_made_again(
    made: Made, theme: Theme, settings: Settings, qtbot: QtBot
) -> None:
    code, folder = made.vault.recovery_code(), made.vault.folder
    made.vault.close()
    (folder / "vault.key").unlink()
    first = FirstWindow(theme, settings, folder)
    qtbot.addWidget(first)
    first.show()
    form = first.unlock.form
    form.secret.line.setText(PASSPHRASE)
    form.try_it()
    qtbot.waitUntil(lambda: not form.busy())
    settle()
    press(first, "Use the recovery code")
    page = first.unlock.recover_page
    settle()
    assert KEY_MISSING[0] in said(page)
    page.boxes.set_text("".join(code.groups))
    page.passphrase.row.line.setText(NEW)
    page.passphrase.again.setText(NEW)
    with qtbot.waitSignal(first.opened, timeout=30_000) as sent:
        page.try_it()
    sent.args[0].close()
    assert (folder / "vault.key").is_file()
    with pytest.raises(WrongPassphrase):
        Vault.unlock(folder, PASSPHRASE, catalogue.load)


def test_an_older_vault_is_said_to_be_backed_up_before_it_is_brought_up_to_date(
    theme: Theme, settings: Settings, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "older"
    (folder / "backups").mkdir(parents=True)
    (folder / "vault.db").write_bytes(b"x" * 1000)
    heard: list[str] = []
    watch = upgrading.UpgradeWatch(folder, heard.append, settings_owner := QPushButton())
    qtbot.addWidget(settings_owner)
    watch.look()
    assert heard == []
    part = folder / "backups" / "before-upgrade-from-1.backup.part"
    part.write_bytes(b"x" * 500)
    watch.look()
    assert heard == [upgrading.FIRST.format(50)]
    part.rename(folder / "backups" / "before-upgrade-from-1.backup")
    assert watch.end()


def test_a_stored_older_vault_says_so_once_it_is_open(
    theme: Theme, settings: Settings, tmp_path: Path, qtbot: QtBot
) -> None:
    stored = Path(__file__).parents[1] / "stored" / "vault-1"
    folder = tmp_path / "older"
    shutil.copytree(stored, folder)
    first = FirstWindow(theme, settings, folder)
    qtbot.addWidget(first)
    form = first.unlock.form
    form.secret.line.setText(STORED_PASSPHRASE)
    with qtbot.waitSignal(first.opened, timeout=30_000) as sent:
        form.try_it()
    sent.args[0].close()
    assert settings.notice == upgrading.DONE
    assert list((folder / "backups").glob("before-upgrade-from-*.backup"))


@pytest.mark.parametrize("size", [TEXT_SIZES[0], TEXT_SIZES[-1]])
def test_nothing_is_cut_at_any_text_size(
    made: Made, make_theme: Callable[..., Theme], size: int, qtbot: QtBot
) -> None:
    made.session.theme = make_theme(text_size=size)
    window = MainWindow(made.session)
    qtbot.addWidget(window)
    window.resize(1366, 690)
    window.show()
    for make in (
        lambda: DrillPage(made.session, window),
        lambda: NewCodePage(made.session, window),
        *_backup_pages(made, window),
    ):
        page = make()
        window.show_page("settings", lambda _go, page=page: page)
        assert_fits(page)
    window.drop()
    first = FirstWindow(made.session.theme, made.session.settings, made.vault.folder)
    qtbot.addWidget(first)
    first.resize(1366, 690)
    first.show()
    unlock = first.unlock
    for show in (unlock.show_ways, lambda: unlock._way("organisation"), unlock.show_restore):
        show()
        assert_fits(first)


def _backup_pages(made: Made, window: MainWindow) -> list[Callable[[], object]]:
    from toolkit.ui.backup.backup_page import BackupPage
    from toolkit.ui.backup.move_page import MovePage
    from toolkit.ui.backup.restore_page import RestorePage

    return [lambda kind=kind: kind(made.session, window) for kind in (BackupPage, MovePage, RestorePage)]

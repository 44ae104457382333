"""The printed sheet, a new code, and the key an organisation holds: each opens real records, and nothing else does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers import TOP, disk_fault
from tests.vault.people import AUTHOR, CODE, PASSPHRASE, bytes_of, note_answers, open_vault, unlock
from toolkit.errors import (
    DiskFull,
    NoOrganisationKey,
    OpenedToReadOnly,
    OrganisationKeyRefused,
    RecordsLocked,
    RecoveryCodeNotChanged,
    SameRecoveryCode,
    WrongCode,
    WrongOrganisationKey,
    WrongPassphrase,
)
from toolkit.forms import catalogue
from toolkit.vault import backup, recovery
from toolkit.vault.codes import RecoveryCode
from toolkit.vault.engine import Store
from toolkit.vault.keyfile import KeyFile, read_key_file, write_key_file
from toolkit.vault.keys import FLOOR, Keys
from toolkit.vault.organisation import (
    PRIVATE_FILE,
    PUBLIC_FILE,
    OrganisationKey,
    PrivateKey,
    make_key_pair,
)
from toolkit.vault.vault import Vault

NEW = RecoveryCode(bytes(range(101, 121)))


def by_code(folder: Path, code: RecoveryCode, passphrase: str = "") -> Vault:
    return Vault.unlock_with_code(folder, code.text, passphrase, catalogue.load, cost=FLOOR)


def steps(vault: Vault) -> list[str]:
    return [row.what for row in vault.audit.rows()]


# The drill


@pytest.mark.parametrize("key_file", ["there", "gone"])
def test_the_drill_opens_closed_records_and_changes_no_byte(closed: Path, key_file: str) -> None:
    if key_file == "gone":
        (closed / "vault.key").unlink()
    before = bytes_of(closed)
    found = recovery.drill(closed, CODE.text.lower(), catalogue.load)
    assert (found.families, found.records) == (1, 25)
    assert found.last_written
    assert bytes_of(closed) == before
    unlocked = by_code(closed, CODE, "other") if key_file == "gone" else unlock(closed)
    unlocked.close()


def test_the_drill_says_which_group_is_wrong(closed: Path) -> None:
    before = bytes_of(closed)
    typed = CODE.letters[:7] + ("A" if CODE.letters[7] != "A" else "B") + CODE.letters[8:]
    with pytest.raises(WrongCode) as caught:
        recovery.drill(closed, typed, catalogue.load)
    assert caught.value.group == 2
    with pytest.raises(WrongCode):
        recovery.drill(closed, NEW.text, catalogue.load)
    assert bytes_of(closed) == before
    with unlock(closed) as vault:
        with pytest.raises(WrongCode) as caught:
            recovery.drill_open(vault, typed)
        assert caught.value.group == 2
        with pytest.raises(WrongCode):
            recovery.drill_open(vault, NEW.text)
        assert "recovery sheet tried" not in steps(vault)


def test_the_drill_while_the_records_are_open_sees_what_was_just_saved(closed: Path) -> None:
    with unlock(closed) as vault:
        family = vault.records.families()[0].id
        vault.records.create("case_note", family, note_answers("just now"), AUTHOR)
        found = recovery.drill_open(vault, CODE.text)
        assert (found.families, found.records) == (1, 26)
        assert steps(vault)[-1] == "recovery sheet tried"
        assert [finding.grade for finding in vault.check()] == ["GOOD"]


def test_showing_and_printing_the_code_and_another_passphrase_are_in_the_trail(closed: Path) -> None:
    with unlock(closed) as vault:
        vault.facts.set("author_name", "Tansy Dunnock")
        vault.recovery_code()
        vault.recovery_code(printed=True)
        vault.change_passphrase(PASSPHRASE, "third thing")
        assert steps(vault)[-3:] == ["recovery code shown", "recovery code printed", "passphrase changed"]
        assert {row.who for row in vault.audit.rows()[-3:]} == {"Tansy Dunnock"}
    unlock(closed, "third thing").close()


def test_a_passphrase_whose_key_file_cannot_be_written_is_not_in_the_trail(closed: Path) -> None:
    with unlock(closed) as vault:
        before = steps(vault)
        with disk_fault("pathlib.Path.replace"), pytest.raises(DiskFull):
            vault.change_passphrase(PASSPHRASE, "third thing")
        assert steps(vault) == before
    unlock(closed).close()


# A new code


def test_a_new_code_opens_and_the_old_one_no_more(closed: Path, tmp_path: Path) -> None:
    with unlock(closed) as vault:
        family = vault.records.families()[0].id
        held = backup.make(vault, tmp_path / "second")
        vault.records.create("case_note", family, note_answers("Zanzibar"), AUTHOR)
        assert vault.new_recovery_code(PASSPHRASE, NEW) == NEW
        assert vault.recovery_code() == NEW
        assert len(vault.records.timeline(family)) == 26
        vault.records.create("case_note", family, note_answers("after"), AUTHOR)
        assert steps(vault)[-4:] == [
            "new recovery code begun",
            "recovery code changed",
            "recovery code shown",
            "begun",
        ]
        assert [finding.grade for finding in vault.check(quick=False)] == ["GOOD"]
    before = bytes_of(closed)
    with pytest.raises(WrongCode):
        by_code(closed, CODE)
    with pytest.raises(WrongCode):
        recovery.drill(closed, CODE.text, catalogue.load)
    assert bytes_of(closed) == before
    assert recovery.drill(closed, NEW.text, catalogue.load).records == 27
    # The passphrase is the same; the chain goes on; the new code makes a key file again.
    with unlock(closed) as vault:
        assert vault.audit.verify() is None
        assert vault.older is None
    (closed / "vault.key").unlink()
    with by_code(closed, NEW, "another one") as vault:
        assert len(vault.search.find("Zanzibar")) == 1
        assert vault.audit.verify() is None
    # A backup of before opens with the code and the passphrase of its day.
    with backup.trial(held.path, code=CODE.text, catalogue_for=catalogue.load) as tried:
        assert tried.summary.records == 25
    with backup.trial(held.path, PASSPHRASE, catalogue_for=catalogue.load) as tried:
        assert tried.summary.records == 25
    with pytest.raises(WrongCode):
        backup.trial(held.path, code=NEW.text, catalogue_for=catalogue.load)


def test_a_new_code_needs_the_passphrase_and_a_vault_to_write(closed: Path) -> None:
    with unlock(closed) as vault:
        before = steps(vault)
        with pytest.raises(WrongPassphrase):
            vault.new_recovery_code("not it", NEW)
        with pytest.raises(SameRecoveryCode):
            vault.new_recovery_code(PASSPHRASE, CODE)
        assert steps(vault) == before
    with unlock(closed, read_only=True) as vault, pytest.raises(OpenedToReadOnly):
        vault.new_recovery_code(PASSPHRASE, NEW)
    assert recovery.drill(closed, CODE.text, catalogue.load).records == 25


def test_too_little_space_for_a_new_code_is_said_before_anything_is_begun(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with unlock(closed) as vault:
        monkeypatch.setattr("shutil.disk_usage", lambda folder: type("U", (), {"free": 4096})())
        before = bytes_of(closed)["vault.key"]
        with pytest.raises(DiskFull):
            vault.new_recovery_code(PASSPHRASE, NEW)
        assert bytes_of(closed)["vault.key"] == before
        vault.records.create("case_note", vault.records.families()[0].id, {}, AUTHOR)


def test_when_encrypting_anew_breaks_off_the_vault_is_closed_and_nothing_lost(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = unlock(closed)

    def broken(self: Store, key: bytes) -> None:
        self.close()
        raise DiskFull()

    monkeypatch.setattr(Store, "rekey", broken)
    with pytest.raises(RecoveryCodeNotChanged):
        vault.new_recovery_code(PASSPHRASE, NEW)
    assert vault.closed
    with pytest.raises(RecordsLocked):
        vault.records.families()
    monkeypatch.undo()
    assert read_key_file(closed).coming is not None
    with unlock(closed) as again:
        assert steps(again)[-1] == "new recovery code given up"
        assert len(again.records.timeline(again.records.families()[0].id)) == 25
        assert again.recovery_code() == CODE
    assert read_key_file(closed).coming is None


@pytest.mark.parametrize("ended", [False, True])
def test_each_sheet_is_told_apart_while_two_are_in_the_key_file(closed: Path, ended: bool) -> None:
    """Killed between the two key files: the passphrase opens, and only the code that really does is let in."""
    known = read_key_file(closed)
    both = KeyFile.seal(Keys(CODE), known.vault_id, PASSPHRASE, FLOOR, 9, coming=Keys(NEW))
    with unlock(closed) as vault:
        vault._keyring._keep_audit_key()
    write_key_file(closed, both)
    if ended:
        store = Store(closed / "vault.db", Keys(CODE).database(), known.vault_id)
        store.rekey(Keys(NEW).database())
        store.close()
    right, wrong = (NEW, CODE) if ended else (CODE, NEW)
    before = bytes_of(closed)
    with pytest.raises(WrongCode):
        by_code(closed, wrong)
    assert bytes_of(closed) == before
    with by_code(closed, right) as vault:
        assert len(vault.records.timeline(vault.records.families()[0].id)) == 25
    assert bytes_of(closed) == before
    with unlock(closed) as vault:
        assert steps(vault)[-1] == ("new recovery code in use" if ended else "new recovery code given up")
        assert vault.recovery_code() == right
        assert [finding.grade for finding in vault.check(quick=False)] == ["GOOD"]
    assert read_key_file(closed).coming is None
    with by_code(closed, right, "from the sheet") as vault:
        assert vault.audit.verify() is None


def test_fifteen_kills_while_a_new_code_is_made(tmp_path: Path) -> None:
    """After each, the passphrase opens everything, exactly one sheet does, and the chain is whole."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.vault.kills", "codes", str(tmp_path / "records"), "15"],
        cwd=TOP,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "15 kills" in done.stdout


# The organisation's key


@pytest.fixture
def pair(tmp_path: Path) -> tuple[OrganisationKey, Path]:
    """A key pair of an invented organisation, and its folder."""
    folder = tmp_path / "it"
    return make_key_pair(folder, "Examplebridge  Trust", "it department", cost=FLOOR), folder


def test_the_organisation_opens_a_leavers_records(closed: Path, pair: tuple[OrganisationKey, Path]) -> None:
    key, folder = pair
    assert key.name == "Examplebridge Trust"
    assert OrganisationKey.read((folder / PUBLIC_FILE).read_text()) == key
    with unlock(closed) as vault:
        assert vault.organisation_key is None
        vault.set_organisation_key(key)
        vault.set_organisation_key(key)
        assert vault.organisation_key == "Examplebridge Trust"
        assert vault.organisation_fingerprint == key.fingerprint
        assert steps(vault).count("organisation key added") == 1
    private = PrivateKey.load(folder / PRIVATE_FILE, "it department")
    assert "b'" not in repr(private)
    with recovery.open_with_organisation_key(closed, private, "", catalogue.load) as vault:
        assert vault.read_only
    opened = recovery.open_with_organisation_key(closed, private, "new worker", catalogue.load, cost=FLOOR)
    with opened as vault:
        assert len(vault.records.timeline(vault.records.families()[0].id)) == 25
        assert steps(vault)[-1] == "opened with the organisation key"
        assert vault.organisation_key == "Examplebridge Trust"
    with unlock(closed, "new worker") as vault:
        assert vault.organisation_key == "Examplebridge Trust"
        # Another passphrase and another code leave the organisation its key.
        vault.change_passphrase("new worker", "newer")
        vault.new_recovery_code("newer", NEW)
    with recovery.open_with_organisation_key(closed, private, "", catalogue.load) as vault:
        assert vault.recovery_code() == NEW
    with unlock(closed, "newer") as vault:
        vault.set_organisation_key(None)
        assert vault.organisation_key is None
        assert steps(vault)[-1] == "organisation key taken out"
    with pytest.raises(NoOrganisationKey):
        recovery.open_with_organisation_key(closed, private, "", catalogue.load)


def test_a_vault_may_be_made_with_the_organisations_key(
    tmp_path: Path, pair: tuple[OrganisationKey, Path]
) -> None:
    key, folder = pair
    vault, _ = Vault.create(
        tmp_path / "r", PASSPHRASE, "Records", catalogue.load, cost=FLOOR, organisation=key
    )
    assert vault.organisation_key == "Examplebridge Trust"
    vault.close()
    private = PrivateKey.load(folder / PRIVATE_FILE, "it department")
    recovery.open_with_organisation_key(tmp_path / "r", private, "", catalogue.load).close()


def test_the_key_of_another_organisation_opens_nothing(
    closed: Path, pair: tuple[OrganisationKey, Path], tmp_path: Path
) -> None:
    key, folder = pair
    make_key_pair(tmp_path / "other", "Another", "words", cost=FLOOR)
    other = PrivateKey.load(tmp_path / "other" / PRIVATE_FILE, "words")
    with pytest.raises(NoOrganisationKey):
        recovery.open_with_organisation_key(closed, other, "x", catalogue.load)
    with unlock(closed) as vault:
        vault.set_organisation_key(key)
    before = bytes_of(closed)
    with pytest.raises(WrongOrganisationKey):
        recovery.open_with_organisation_key(closed, other, "x", catalogue.load)
    assert bytes_of(closed) == before
    with pytest.raises(WrongPassphrase):
        PrivateKey.load(folder / PRIVATE_FILE, "not it")


def test_a_key_that_is_not_whole_is_refused(pair: tuple[OrganisationKey, Path], tmp_path: Path) -> None:
    key, folder = pair
    for text in ("", "hello", key.text[:-1], key.text.replace(key.key.hex()[:4], "0000"), key.text[6:]):
        with pytest.raises(OrganisationKeyRefused):
            OrganisationKey.read(text)
    assert OrganisationKey.read(f"  {key.text}\n") == key
    sound = (folder / PRIVATE_FILE).read_bytes()
    for data in (b"", sound[:-1], sound.replace(b'"passes": 3', b'"passes": 2'), sound + b" ", b"{}"):
        (tmp_path / "damaged.key").write_bytes(data)
        with pytest.raises(OrganisationKeyRefused):
            PrivateKey.load(tmp_path / "damaged.key", "it department")
    with pytest.raises(OrganisationKeyRefused):
        make_key_pair(folder, "Again", "words", cost=FLOOR)
    assert (folder / PRIVATE_FILE).read_bytes() == sound
    with pytest.raises(OrganisationKeyRefused):
        make_key_pair(tmp_path / "none", " ", "words", cost=FLOOR)
    assert not (tmp_path / "none").exists()


def test_a_changed_organisation_in_the_key_file_is_refused(
    closed: Path, pair: tuple[OrganisationKey, Path], tmp_path: Path
) -> None:
    """Whoever swaps the public key in the file gets no secret sealed to it: the signature no longer fits."""
    key, _ = pair
    make_key_pair(tmp_path / "thief", "Examplebridge Trust", "words", cost=FLOOR)
    thief = OrganisationKey.read((tmp_path / "thief" / PUBLIC_FILE).read_text())
    with unlock(closed) as vault:
        vault.set_organisation_key(key)
    sound = read_key_file(closed)
    forged = sound.signed_anew(Keys(NEW), organisation=None)
    for data in (
        sound.encode().replace(key.key.hex().encode(), thief.key.hex().encode()),
        forged.encode(),
    ):
        (closed / "vault.key").write_bytes(data)
        with pytest.raises(Exception, match="key file"):
            unlock(closed)
    write_key_file(closed, sound)
    unlock(closed).close()


def test_old_key_files_open_and_become_new_ones(tmp_path: Path) -> None:
    folder = tmp_path / "records"
    open_vault(folder).close()
    assert read_key_file(folder).version == 2

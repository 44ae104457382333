"""Every fault a person can meet, each with the plain sentence they read.

The sentence says what happened, what is safe and what to do. It never holds a name, an answer or a passphrase.
"""

from __future__ import annotations


class ToolkitError(Exception):
    """A fault with the sentence the person reads."""

    sentence: str = "Something went wrong. Nothing you wrote has been changed."

    def __init__(self, sentence: str | None = None) -> None:
        if sentence is not None:
            self.sentence = sentence
        super().__init__(self.sentence)


# forms


class FormFault(ToolkitError):
    """An organisation's own form that cannot be read; the sentence names the file and the path of its fault."""


class NewerRecord(ToolkitError):
    """A record written with a newer version of its form than this program knows."""

    sentence = "This record was written with a newer version of the program. It is safe. Update the program to read it."


class UnknownForm(ToolkitError):
    """A record whose form is no longer on offer."""

    sentence = "The form of this record is no longer here. What was signed can still be read and printed."


# vault


class EngineDoesNotEncrypt(ToolkitError):
    """The database engine did not prove that it encrypts, so nothing is created or opened."""

    sentence = (
        "This copy of the program cannot encrypt, so it opens nothing and makes nothing. "
        "Your records are untouched. Install the program again."
    )


class FolderMissing(ToolkitError):
    """The folder of a vault is not there."""

    sentence = (
        "This folder is not there. If it is on a memory stick or a shared drive, connect it and try again."
    )


class RecordsMissing(ToolkitError):
    """The folder holds no `vault.db`."""

    sentence = "There are no records in this folder: the file vault.db is missing. Choose the folder that holds it, or put back a copy."


class RecordsAlreadyHere(ToolkitError):
    """A vault is to be made in a folder that already holds one."""

    sentence = "This folder already holds records. Nothing was changed. Open them, or choose an empty folder."


class RecordsEmpty(ToolkitError):
    """`vault.db` has no bytes at all."""

    sentence = "The records file is empty: it holds 0 bytes. It was left as it is. Put back a copy of the whole folder."


class RecordsNotEncrypted(ToolkitError):
    """`vault.db` is a plain SQLite file."""

    sentence = "The records file is not encrypted, so this program did not make it. It was not opened and not changed."


class RecordsDamaged(ToolkitError):
    """`vault.db` cannot be read in full; nothing was written."""

    sentence = (
        "The records file is damaged. Nothing was changed. Copy the whole folder to a safe place first, "
        "then put back a copy, or open it to read what is left."
    )


class RecordsOfAnother(ToolkitError):
    """`vault.key` and `vault.db` do not belong together."""

    sentence = (
        "The key file in this folder belongs to other records. Nothing was changed. "
        "Put the vault.key and vault.db that belong together in one folder."
    )


class RecordsNewer(ToolkitError):
    """The vault was written by a newer version of the program."""

    sentence = "These records were written by a newer version of the program. They are safe and were not changed. Update the program to open them."


class RecordsOpenElsewhere(ToolkitError):
    """Another process or window holds the vault."""

    sentence = "These records are open in another window. Close that one first, or go to it."


class FolderReadOnly(ToolkitError):
    """The folder can be read and not written; the vault can still be opened to read."""

    sentence = "This folder can be read but not written to. Nothing was changed. Open it to read only, or copy it to your own disk."


class OpenedToReadOnly(ToolkitError):
    """Something is to be written in a vault that is open to read only."""

    sentence = "These records are open to read only, so nothing can be saved here. Your words are still on the screen."


class DiskFull(ToolkitError):
    """No space was left for a save; the transaction was undone whole."""

    sentence = "The disk is full. Your words are still on the screen. Free some space and save again."


class DiskFault(ToolkitError):
    """The disk refused to read or write; the transaction was undone whole."""

    sentence = "The disk could not be written to or read. Your words are still on the screen. Check that the disk or memory stick is still there."


class RecordsLocked(ToolkitError):
    """The vault was closed already."""

    sentence = "The records are locked. Unlock them to go on."


class ProtectionMissing(ToolkitError):
    """A trigger that keeps finished records from changing is missing or altered; nothing is opened for writing."""

    sentence = (
        "What keeps finished records from being changed is missing in this file, so it was not opened for writing. "
        "Nothing was changed. Open it to read only, or put back a copy."
    )


class WrongPassphrase(ToolkitError):
    """The passphrase does not unwrap the key file."""

    sentence = "This passphrase does not open these records. Check Caps Lock and try again."


class PassphraseMissing(ToolkitError):
    """An empty passphrase was given."""

    sentence = "Type a passphrase first."


class NotEnoughMemory(ToolkitError):
    """The computer could not give the memory that checking a passphrase needs."""

    sentence = (
        "There is not enough free memory to check the passphrase. Close some other programs and try again."
    )


class WrongCode(ToolkitError):
    """The recovery code is not right; `group` counts from 1 and is None when it cannot be told which."""

    sentence = "This recovery code does not open these records. Compare each letter with the paper."

    def __init__(self, sentence: str | None = None, group: int | None = None) -> None:
        self.group = group
        if sentence is None and group is not None:
            sentence = f"The code is not right in group {group}. Compare each letter with the paper."
        super().__init__(sentence)


class KeyFileMissing(ToolkitError):
    """`vault.key` is not there; the recovery code makes a new one."""

    sentence = "The key file, vault.key, is missing. The records are safe. Open them with the recovery code and a new key file is made."


class KeyFileDamaged(ToolkitError):
    """`vault.key` is not what this program wrote; the recovery code makes a new one."""

    sentence = "The key file, vault.key, is damaged. The records are safe. Open them with the recovery code and a new key file is made."


class KeyFileNewer(ToolkitError):
    """`vault.key` was written by a newer version of the program."""

    sentence = "The key file was written by a newer version of the program. Nothing was changed. Update the program to open these records."


class RecordNotFound(ToolkitError):
    """No record has this id or revision."""

    sentence = "This record is no longer here. Go back to the family and open it again."


class RecordFinished(ToolkitError):
    """A finished record was to be changed without an amendment."""

    sentence = (
        "This record is finished, so it cannot be changed. Amend it instead: both versions stay readable."
    )


class RecordNotFinished(ToolkitError):
    """Something that needs a finished record was asked of a draft."""

    sentence = "This record is not finished yet. Carry on writing, or finish it first."


class RecordWithdrawn(ToolkitError):
    """The record was withdrawn or discarded; only its stub is left."""

    sentence = (
        "This record was withdrawn. Its words are no longer here; who withdrew it, when and why still is."
    )


class ReasonMissing(ToolkitError):
    """A step that needs a reason was asked without one."""

    sentence = "Write a reason first. It stays with the record."


class WrongFamily(ToolkitError):
    """A record is to be moved to the family it is in already, or to one that does not exist."""

    sentence = "Choose a different family to move this record to."


class FamilyHasRecords(ToolkitError):
    """The only draft of a family file was to be thrown away while records stand under it."""

    sentence = "This family has records, so its file stays."


class AttachmentTooLarge(ToolkitError):
    """A file of more than 25 MB was to be kept with a record."""

    sentence = "This file is larger than 25 MB, so it was not added. It is still where it was. Make it smaller, then add it again."


class AttachmentEmpty(ToolkitError):
    """A file without any bytes was to be kept with a record."""

    sentence = "This file is empty: it holds 0 bytes. Nothing was added. Choose it again where it was made."


class AttachmentNotFound(ToolkitError):
    """No file with this id is kept."""

    sentence = "This picture is no longer here. It was taken out, or its record was moved or put away."


# recovery


class RecoveryCodeNotChanged(ToolkitError):
    """Encrypting the records for a new code was broken off; both codes are kept until the next unlocking settles it."""

    sentence = (
        "The new recovery code was not finished, so the records were locked. Nothing is lost. "
        "Keep both sheets, and unlock the records with your passphrase: that settles which sheet opens them."
    )


class SameRecoveryCode(ToolkitError):
    """The code offered as the new one is the one in use."""

    sentence = "This is the recovery code in use already. A new one was not made."


class OrganisationKeyRefused(ToolkitError):
    """A text or file that is no organisation key of ours, or not whole."""

    sentence = (
        "This is not a whole organisation key. Nothing was changed. Copy it again from where it was made."
    )


class NoOrganisationKey(ToolkitError):
    """A vault that no organisation holds a key to."""

    sentence = (
        "No organisation holds a key to these records. Open them with the passphrase or the recovery code."
    )


class WrongOrganisationKey(ToolkitError):
    """A private key that is not the one these records are sealed to."""

    sentence = "This organisation key does not open these records: they are sealed to another one. Nothing was changed."


# backup, restore, moving


class BackupNotOurs(ToolkitError):
    """A file that does not end as a backup does: another kind of file, or one that was cut short."""

    sentence = (
        "This file is not a backup, or the end of it is missing. It was not changed. Choose another one."
    )


class BackupDamaged(ToolkitError):
    """A backup whose bytes are not those that were written."""

    sentence = "This backup is damaged, so it was not used. It was not changed. Choose another one."


class BackupNewer(ToolkitError):
    """A backup that a newer version of the program wrote."""

    sentence = "This backup was made by a newer version of the program. It was not changed. Update the program to read it."


class BackupFailed(ToolkitError):
    """The copy was read again and is not what was to be copied; earlier backups stay."""

    sentence = (
        "The new backup was read again and was not whole, so it was taken away. Earlier backups are untouched. "
        "Check the records under Settings, and try another disk or memory stick."
    )


class BackupStopped(ToolkitError):
    """The worker stopped a backup."""

    sentence = "The backup was stopped. Nothing of it was kept, and earlier backups are untouched."


class NewLacksSomething(ToolkitError):
    """What is to take the place of these records does not hold all of them; the counts say how much is missing."""

    sentence = "The new copy does not hold everything that is here. Nothing was deleted."

    def __init__(self, records: int = 0, files: int = 0, entries: int = 0) -> None:
        self.records, self.files, self.entries = records, files, entries
        parts = [
            f"{number} {one if number == 1 else many}"
            for number, one, many in (
                (records, "record", "records"),
                (files, "picture or paper", "pictures or papers"),
                (entries, "entry of the history", "entries of the history"),
            )
            if number
        ]
        words = f"The new copy does not hold everything that is here: {', '.join(parts)} missing. Nothing was deleted."
        super().__init__(words if parts else None)


class NotProven(ToolkitError):
    """Old records are to be wiped without proof, or they changed after the proof."""

    sentence = "These records changed after the new copy was compared with them. Nothing was deleted. Compare them again."


# erasing


class FamilyOnHold(ToolkitError):
    """A family that is held was to be erased."""

    sentence = "This family is on hold, so nothing of it may be erased. Nothing was changed. End the hold first, with the reason."


class NotYetDue(ToolkitError):
    """A family was to be erased as its time is over, and it is not."""

    sentence = "The time to keep these records is not over. Nothing was erased."


class NotConfirmed(ToolkitError):
    """The second confirmation was not given as asked."""

    sentence = "The reference number is not that of this family. Nothing was erased. Compare it with the number on the file."


class ErasureChanged(ToolkitError):
    """The family changed between the look at what would go and the confirmation."""

    sentence = "This family changed meanwhile. Nothing was erased. Look at what would go once more."

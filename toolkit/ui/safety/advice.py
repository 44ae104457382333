"""What to do about each thing that the health check or the trail can find, in one or two sentences."""

from __future__ import annotations

from toolkit.vault import findings
from toolkit.vault.findings import Finding

STOP = "Write nothing more here. Copy the whole folder to another place first. Then ask your IT team"
ADVICE: dict[type[Finding], str] = {
    findings.AllRead: "Nothing.",
    findings.ClockWentBack: "Set the computer’s clock by the network. The order of the records is known all the same.",
    findings.LooseEnds: "Clear them away when you like. No record is in them.",
    findings.ListsDoNotFit: "Make a backup, then rebuild the lists. They are made again from the records.",
    findings.SearchDoesNotFit: "Make a backup, then rebuild the search. It is made again from the records.",
    findings.KeyFileWrong: (
        "Change the passphrase now, while these records are open, or unlock once with the recovery code: either makes a "
        "new key file."
    ),
    findings.OlderWasPutBack: (
        "Ask who put the older copy there. What is missing may stand in a backup: restore that one to a trial copy and compare."
    ),
    findings.OlderPutBack: (
        f"{STOP} who put another copy here. The newest backup, restored to a trial copy, shows what is missing."
    ),
    findings.PagesDamaged: f"{STOP} to look at the disk, and restore the newest backup.",
    findings.FirstLineDamaged: f"{STOP}, and restore the newest backup.",
    findings.PartUnreadable: f"{STOP} to look at the disk, and restore the newest backup.",
    findings.TablesDoNotFit: f"{STOP}, and restore the newest backup.",
    findings.PointsNowhere: f"{STOP}, and compare with the newest backup.",
    findings.ProtectionGone: f"{STOP}: somebody changed the file with another program.",
    findings.TrailBroken: (
        f"{STOP} and your data protection lead: somebody changed the file with another program. A backup or a printed page "
        "from before shows what it said."
    ),
    findings.FilesMissing: f"{STOP}. The newest backup, restored to a trial copy, may still hold them.",
    findings.FilesChanged: f"{STOP}. The newest backup, restored to a trial copy, may still hold them as they were.",
}


def what_to_do(finding: Finding) -> str:
    """The next step for a person who is no computer expert."""
    return ADVICE.get(type(finding), f"{STOP}.")


FIXES = {
    "rebuild_lists": "Rebuild the lists",
    "rebuild_search": "Rebuild the search",
    "clear_loose_ends": "Clear them away",
    "change_passphrase": "Change the passphrase",
}
"""What the button of each fix says. A fix is done only when it is asked for."""

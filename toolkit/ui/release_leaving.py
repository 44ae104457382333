"""How a copy leaves: where its file goes, which printer takes it, and that it is noted or taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from toolkit.errors import ToolkitError
from toolkit.export.files import ASIDE, put_back, remove, set_aside
from toolkit.ui.printing import Paper

AskPlace = Callable[[QWidget, Path], Path | None]
"""Asks where a file goes, given the place offered; None when the person thought again."""
AskPrinter = Callable[[QWidget, Paper], QPrinter | None]
"""Asks which printer and which sheets; None when the person thought again. Raises NoPrinter."""
Note = Callable[[str], object]
"""Notes the copy under Sent out, given the sha256 of what left. Raises a ToolkitError when it cannot."""


class NoPrinter(ToolkitError):
    """There is nothing to print on."""

    sentence = "No printer was found on this laptop. Connect one and try again, or save a PDF."


class NotNoted(ToolkitError):
    """A copy could not be noted under Sent out, so it was taken back."""

    sentence = (
        "This copy could not be noted under Sent out, so the file was removed again. Your record is safe. "
        "Check the disk, then save it again."
    )


class NotNotedPutBack(ToolkitError):
    """A copy could not be noted under Sent out, so the older file stands in its place again."""

    sentence = (
        "This copy could not be noted under Sent out, so it was removed again, and the file that stood there before "
        "was put back. Your record is safe. Check the disk, then save it again."
    )


class NotTakenBack(ToolkitError):
    """A copy could neither be noted nor be removed."""

    sentence = (
        "This copy could not be noted under Sent out, and the file could not be removed again: it may still be where "
        "you saved it. Your record is safe. Check the disk, delete that file, then save it again."
    )


class NotPutBack(ToolkitError):
    """The older file is still there, but under another name."""

    sentence = (
        f"The copy was not kept, and the file that stood there before could not be put back: it is in the same folder, "
        f"and its name ends in {ASIDE}. The new copy may stand there too and is not noted. Your record is safe. "
        "Check the disk, delete the new copy and give the older one its name back."
    )


class PrintedNotNoted(ToolkitError):
    """Paper cannot be taken back."""

    sentence = (
        "It was printed, but could not be noted under Sent out. Keep the paper with you, check the disk, "
        "and print again so that it is noted."
    )


def ask_place(parent: QWidget, offered: Path) -> Path | None:
    """Asks where a file goes with the dialog of the system; the ending offered is kept."""
    kinds = {".docx": "Word document (*.docx)", ".pdf": "PDF (*.pdf)"}
    chosen, _ = QFileDialog.getSaveFileName(
        parent, "Save a copy", str(offered), kinds.get(offered.suffix, "")
    )
    if not chosen:
        return None
    place = Path(chosen)
    return place if place.suffix.lower() == offered.suffix else place.with_name(place.name + offered.suffix)


def ask_printer(parent: QWidget, paper: Paper) -> QPrinter | None:
    """Asks which printer and which sheets with the dialog of the system. Raises NoPrinter."""
    if not QPrinterInfo.availablePrinterNames():
        raise NoPrinter
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageLayout(paper.page_layout())
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, paper.count)
    return printer if dialog.exec() == QDialog.DialogCode.Accepted else None


@dataclass(frozen=True)
class Ways:
    """The ways out, with what they ask."""

    place: AskPlace = ask_place
    printer: AskPrinter = ask_printer

    def print(self, parent: QWidget, paper: Paper, note: Note) -> str:
        """Prints and notes; gives a sentence, or nothing when the person thought again.

        Raises NoPrinter, NotPrinted, or PrintedNotNoted.
        """
        printer = self.printer(parent, paper)
        if printer is None:
            return ""
        digest = paper.print_on(printer)
        try:
            note(digest)
        except ToolkitError as fault:
            raise PrintedNotNoted from fault
        return "Sent to the printer."

    def save(self, parent: QWidget, paper: Paper, offered: Path, note: Note) -> str:
        """Writes a Word document or a PDF, by the ending offered, and notes it; gives a sentence, or nothing.

        A file that stood there is kept aside until the new one is noted. Raises NotWritten; NotNoted or NotNotedPutBack,
        and then the folder is as it was; NotTakenBack or NotPutBack where the disk did not even let that be done.
        """
        target = self.place(parent, offered)
        return keep(target, lambda place: _write(paper, place), note) if target is not None else ""


def keep(target: Path, write: Callable[[Path], str], note: Note) -> str:
    """Has a file written in its place and noted, and gives a sentence; `write` gives the sha256. Raises as `Ways.save`."""
    before = set_aside(target)
    try:
        digest = write(target)
    except BaseException:
        if before is not None:
            _put_back(before, target)
        raise
    try:
        note(digest)
    except BaseException as fault:
        _take_back(before, target)
        if not isinstance(fault, ToolkitError):
            raise
        raise (NotNoted if before is None else NotNotedPutBack) from fault
    if before is not None and not _gone(before):
        return f"Saved as {target.name}. The older file could not be removed: its name ends in {ASIDE}."
    return f"Saved as {target.name}."


def _write(paper: Paper, target: Path) -> str:
    if target.suffix.lower() == ".docx":
        # Loaded when it is asked for: it weighs 10 MB, and most sessions write no document.
        from toolkit.export import word

        return word.write(paper.outline, paper.stamp, target)
    return paper.write_pdf(target)


def _take_back(before: Path | None, target: Path) -> None:
    """Removes what was written and puts back what stood there. Raises NotTakenBack or NotPutBack."""
    if before is not None:
        _put_back(before, target)
        return
    try:
        remove(target)
    except ToolkitError as fault:
        raise NotTakenBack from fault


def _put_back(before: Path, target: Path) -> None:
    try:
        put_back(before, target)
    except ToolkitError as fault:
        raise NotPutBack from fault


def _gone(before: Path) -> bool:
    try:
        remove(before)
    except ToolkitError:
        return False
    return True

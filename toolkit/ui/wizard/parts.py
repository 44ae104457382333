"""What some questions have beside their fields: the numbers to ring, the call log, who can be asked for advice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.forms import dates
from toolkit.forms.decision.states import ADVICE
from toolkit.forms.people import rows_of
from toolkit.ui.numbers import NumbersPanel
from toolkit.ui.wizard.emergency import KEYS, BigNumbers, NotRung
from toolkit.ui.wizard.make import OpenRows
from toolkit.ui.wizard.mend import put_asker, put_items

if TYPE_CHECKING:
    from toolkit.ui.wizard.page import WizardPage
    from toolkit.ui.wizard.question import Question

ADVISERS = ("safeguarding_lead", "data_protection_lead", "front_door", "out_of_hours")
STILL = ("front_door", "out_of_hours", "safeguarding_lead")


def put_parts(page: WizardPage, question: Question) -> None:
    """Puts what belongs to a question above or below its fields."""
    match question.state.key:
        case "EM":
            _emergency(page, question)
        case "S1":
            _ring_from_here(page, question)
        case "S8":
            put_items(page, question)
        case "S9":
            put_asker(page, question)
        case "SH":
            panel = NumbersPanel(page.theme)
            panel.show_numbers("Any worker may refer. Ring:", page.session.numbers(STILL))
            question.above.addWidget(panel)
        case _ if question.state.key == ADVICE:
            panel = NumbersPanel(page.theme)
            panel.show_numbers("Who to ask", page.session.numbers(ADVISERS))
            question.above.addWidget(panel)


def _emergency(page: WizardPage, question: Question) -> None:
    def rang(service: str) -> None:
        now = page.now().strftime("%Y-%m-%dT%H:%M")
        for editor in question.editors():
            if isinstance(editor, OpenRows):
                editor.put({"rung": now, "service": service})
        page.judge()

    line = NotRung(page.theme, page.take_back)
    if not page.course.may_take_back():
        line.back.hide()
    line.show_rung(any(dates.is_day(row.get("rung")) for row in rows_of(page.course.answers, "calls")))
    question.changed.connect(
        lambda _key: line.show_rung(
            any(dates.is_day(row.get("rung")) for row in rows_of(page.course.working, "calls"))
        )
    )
    numbers = BigNumbers(page.theme, "Ring now", page.session.numbers(KEYS), rang)
    question.above.addWidget(numbers)
    if not rows_of(page.course.answers, "calls"):
        question.first = numbers.buttons[0]
    question.above.addWidget(line)


def _ring_from_here(page: WizardPage, question: Question) -> None:
    panel = NumbersPanel(page.theme)
    panel.show_numbers("Ring from here, then answer", page.session.numbers(STILL))
    question.column.addWidget(panel)

    def show(_key: str = "") -> None:
        panel.setVisible(page.course.working.get("danger") == "not_sure")

    show()
    question.changed.connect(show)

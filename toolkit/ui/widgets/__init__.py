"""Our own small set of widgets. Each takes the `Theme` first, wraps or grows instead of cutting words, is 36 px high
(44 big) where it is used, and names itself to a screen reader.

Words      BodyLabel(theme, text, role=, ink=)   HeadingLabel   ElidedLabel   LeadLabel(lead, text)   IconLine(icon, text, tone)
Marks      IconLabel   IconTile   Chip(text, icon, tone)   KeyCap   PersonToken(letters, number, kind=)   initials(name)   Mark
Buttons    PrimaryButton   QuietButton   PlainButton   LinkButton   DangerButton   IconButton   FilterPill   MenuButton
           clicked; set_off(reason) / set_on() for side buttons only, a main button is never off
Fields     LineEdit   ComboBox(options)   GrowingText   FiveStateAnswer   SegmentedChoice(options)   SearchBox
           all but the last: value(), set_value(x) (sends nothing), changed (only when the person changed it), set_state(s)
           FieldFrame(theme, label, control, hint=): set_state("missing" | "warning" | "error" | "final" | "right" | "", words)
Boxes      Card(theme, title).body   CardButton   Banner(tone, lead, text, action=)   PromptCard(title, text, card)   EmptyState
Pages      VerticalScrollPage(theme).body   FlowLayout   hairline   clear_layout
           TopBar.set_title / set_actions([BarAction])   BottomBar.set_saved("saved", "Saved 14:20", "...") / set_actions
Lists      StepList.set_steps([Step(key, title, state, note)])   Rail.went / set_current   RecordCard   TimelineItem
Secrets    SecretLine   SecretRow (with Show)   CodeBoxes (seven groups)   StrengthMeter.set_strength(level, lead, text, count)

Sizes: widths from `theme.em(n)` (body heights), gaps from `theme.px(n)`. After changing a dynamic property use
`theme.set_role(widget, name, value)` of `toolkit.ui.theme`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit.ui.widgets.banners import Banner as Banner
    from toolkit.ui.widgets.banners import PromptCard as PromptCard
    from toolkit.ui.widgets.bars import BarAction as BarAction
    from toolkit.ui.widgets.bars import BottomBar as BottomBar
    from toolkit.ui.widgets.bars import TopBar as TopBar
    from toolkit.ui.widgets.buttons import DangerButton as DangerButton
    from toolkit.ui.widgets.buttons import FilterPill as FilterPill
    from toolkit.ui.widgets.buttons import IconButton as IconButton
    from toolkit.ui.widgets.buttons import LinkButton as LinkButton
    from toolkit.ui.widgets.buttons import MenuButton as MenuButton
    from toolkit.ui.widgets.buttons import PlainButton as PlainButton
    from toolkit.ui.widgets.buttons import PrimaryButton as PrimaryButton
    from toolkit.ui.widgets.buttons import QuietButton as QuietButton
    from toolkit.ui.widgets.cards import Card as Card
    from toolkit.ui.widgets.cards import CardButton as CardButton
    from toolkit.ui.widgets.cards import EmptyState as EmptyState
    from toolkit.ui.widgets.chips import Chip as Chip
    from toolkit.ui.widgets.chips import KeyCap as KeyCap
    from toolkit.ui.widgets.chips import PersonToken as PersonToken
    from toolkit.ui.widgets.chips import initials as initials
    from toolkit.ui.widgets.choices import FiveStateAnswer as FiveStateAnswer
    from toolkit.ui.widgets.choices import SegmentedChoice as SegmentedChoice
    from toolkit.ui.widgets.fields import ComboBox as ComboBox
    from toolkit.ui.widgets.fields import FieldFrame as FieldFrame
    from toolkit.ui.widgets.fields import LineEdit as LineEdit
    from toolkit.ui.widgets.fields import SearchBox as SearchBox
    from toolkit.ui.widgets.growing_text import GrowingText as GrowingText
    from toolkit.ui.widgets.labels import BodyLabel as BodyLabel
    from toolkit.ui.widgets.labels import ElidedLabel as ElidedLabel
    from toolkit.ui.widgets.labels import HeadingLabel as HeadingLabel
    from toolkit.ui.widgets.labels import IconLabel as IconLabel
    from toolkit.ui.widgets.labels import IconLine as IconLine
    from toolkit.ui.widgets.labels import IconTile as IconTile
    from toolkit.ui.widgets.labels import LeadLabel as LeadLabel
    from toolkit.ui.widgets.labels import hairline as hairline
    from toolkit.ui.widgets.layouts import FlowLayout as FlowLayout
    from toolkit.ui.widgets.layouts import VerticalScrollPage as VerticalScrollPage
    from toolkit.ui.widgets.layouts import clear_layout as clear_layout
    from toolkit.ui.widgets.mark import Mark as Mark
    from toolkit.ui.widgets.rail import ALWAYS as ALWAYS
    from toolkit.ui.widgets.rail import PLACES as PLACES
    from toolkit.ui.widgets.rail import Place as Place
    from toolkit.ui.widgets.rail import Rail as Rail
    from toolkit.ui.widgets.rail import RailItem as RailItem
    from toolkit.ui.widgets.secret import CodeBoxes as CodeBoxes
    from toolkit.ui.widgets.secret import GroupBox as GroupBox
    from toolkit.ui.widgets.secret import SecretLine as SecretLine
    from toolkit.ui.widgets.secret import SecretRow as SecretRow
    from toolkit.ui.widgets.steps import Step as Step
    from toolkit.ui.widgets.steps import StepList as StepList
    from toolkit.ui.widgets.steps import StepRow as StepRow
    from toolkit.ui.widgets.strength import StrengthMeter as StrengthMeter
    from toolkit.ui.widgets.timeline import RecordCard as RecordCard
    from toolkit.ui.widgets.timeline import TimelineItem as TimelineItem

_HOME = {
    "banners": "Banner PromptCard",
    "bars": "BarAction BottomBar TopBar",
    "buttons": "DangerButton FilterPill IconButton LinkButton MenuButton PlainButton PrimaryButton QuietButton",
    "cards": "Card CardButton EmptyState",
    "chips": "Chip KeyCap PersonToken initials",
    "choices": "FiveStateAnswer SegmentedChoice",
    "fields": "ComboBox FieldFrame LineEdit SearchBox",
    "growing_text": "GrowingText",
    "labels": "BodyLabel ElidedLabel HeadingLabel IconLabel IconLine IconTile LeadLabel hairline",
    "layouts": "FlowLayout VerticalScrollPage clear_layout",
    "mark": "Mark",
    "rail": "ALWAYS PLACES Place Rail RailItem",
    "secret": "CodeBoxes GroupBox SecretLine SecretRow",
    "steps": "Step StepList StepRow",
    "strength": "StrengthMeter",
    "timeline": "RecordCard TimelineItem",
}
"""Each module of this package with what is taken from here."""


def __getattr__(name: str) -> object:
    # A widget's module is read when the widget is first asked for: the window that everybody waits for has few of them.
    for module, names in _HOME.items():
        if name in names.split():
            found = globals()[name] = getattr(import_module(f"{__name__}.{module}"), name)
            return found
    raise AttributeError(name)

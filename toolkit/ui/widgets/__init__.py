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

from toolkit.ui.widgets.banners import Banner, PromptCard
from toolkit.ui.widgets.bars import BarAction, BottomBar, TopBar
from toolkit.ui.widgets.buttons import (
    DangerButton,
    FilterPill,
    IconButton,
    LinkButton,
    MenuButton,
    PlainButton,
    PrimaryButton,
    QuietButton,
)
from toolkit.ui.widgets.cards import Card, CardButton, EmptyState
from toolkit.ui.widgets.chips import Chip, KeyCap, PersonToken, initials
from toolkit.ui.widgets.choices import FiveStateAnswer, SegmentedChoice
from toolkit.ui.widgets.fields import ComboBox, FieldFrame, LineEdit, SearchBox
from toolkit.ui.widgets.growing_text import GrowingText
from toolkit.ui.widgets.labels import (
    BodyLabel,
    ElidedLabel,
    HeadingLabel,
    IconLabel,
    IconLine,
    IconTile,
    LeadLabel,
    hairline,
)
from toolkit.ui.widgets.layouts import FlowLayout, VerticalScrollPage, clear_layout
from toolkit.ui.widgets.rail import ALWAYS, PLACES, Mark, Place, Rail, RailItem
from toolkit.ui.widgets.secret import CodeBoxes, GroupBox, SecretLine, SecretRow
from toolkit.ui.widgets.steps import Step, StepList, StepRow
from toolkit.ui.widgets.strength import StrengthMeter
from toolkit.ui.widgets.timeline import RecordCard, TimelineItem

__all__ = [
    "ALWAYS",
    "PLACES",
    "Banner",
    "BarAction",
    "BodyLabel",
    "BottomBar",
    "Card",
    "CardButton",
    "Chip",
    "CodeBoxes",
    "ComboBox",
    "DangerButton",
    "ElidedLabel",
    "EmptyState",
    "FieldFrame",
    "FilterPill",
    "FiveStateAnswer",
    "FlowLayout",
    "GroupBox",
    "GrowingText",
    "HeadingLabel",
    "IconButton",
    "IconLabel",
    "IconLine",
    "IconTile",
    "KeyCap",
    "LeadLabel",
    "LineEdit",
    "LinkButton",
    "Mark",
    "MenuButton",
    "PersonToken",
    "Place",
    "PlainButton",
    "PrimaryButton",
    "PromptCard",
    "QuietButton",
    "Rail",
    "RailItem",
    "RecordCard",
    "SearchBox",
    "SecretLine",
    "SecretRow",
    "SegmentedChoice",
    "Step",
    "StepList",
    "StepRow",
    "StrengthMeter",
    "TimelineItem",
    "TopBar",
    "VerticalScrollPage",
    "clear_layout",
    "hairline",
    "initials",
]

"""The organisation's key as the worker sees it: whose it is, what it can do, and putting it in or taking it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from toolkit.errors import ToolkitError
from toolkit.settings import Settings
from toolkit.ui.dialogs import Choice, ask
from toolkit.ui.managed import line
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import Banner, BodyLabel, Card, FlowLayout, QuietButton
from toolkit.vault.organisation import OrganisationKey

if TYPE_CHECKING:
    from toolkit.ui.settings_page import SettingsPage
    from toolkit.vault.vault import Vault

CAN = (
    "It can open these records and every backup of them without your passphrase, so that nothing is lost when somebody leaves. "
    "Each time it is used, the history says so."
)


def offered(settings: Settings) -> OrganisationKey | None:
    """The key that the organisation put on this computer, or None. Raises `OrganisationKeyRefused` when it is not whole."""
    text = settings.organisation_public.strip()
    return OrganisationKey.read(text) if text else None


def creation_banner(theme: Theme, settings: Settings) -> Banner | None:
    """What is said of the key while records are made; a key that is not whole is said too."""
    try:
        key = offered(settings)
    except ToolkitError:
        return Banner(
            theme,
            "amber",
            "Your organisation’s key on this computer is not whole.",
            "Your records are made without it. Tell your IT team.",
        )
    if key is None:
        return None
    return Banner(
        theme,
        "blue",
        f"{key.name} will hold a key to these records.",
        f"{CAN} Its mark is {key.fingerprint}.",
        icon="key",
    )


def put_in(vault: Vault, settings: Settings) -> None:
    """Seals new records to the key of this computer, where there is a whole one."""
    try:
        key = offered(settings)
    except ToolkitError:
        return
    if key is not None:
        vault.set_organisation_key(key)


def fill_organisation(page: SettingsPage, card: Card) -> None:
    """Says in the settings whether an organisation holds a key, and offers to change that where it may be changed."""
    session, theme = page.session, page.theme
    vault, settings = session.vault, session.settings
    card.body.addWidget(BodyLabel(theme, "Organisation’s key", role="h3"))
    try:
        key = offered(settings)
    except ToolkitError as fault:
        key = None
        card.body.addWidget(Banner(theme, "amber", "", fault.sentence))
    name = vault.organisation_key
    if name:
        card.body.addWidget(
            Banner(
                theme,
                "blue",
                f"{name} holds a key to these records.",
                f"{CAN} Its mark is {vault.organisation_fingerprint}; your IT team can read theirs out to compare.",
                icon="key",
            )
        )
    else:
        card.body.addWidget(
            BodyLabel(
                theme, "No organisation holds a key: only your passphrase and your sheet open them.", ink="2"
            )
        )
    flow_holder = QWidget()
    flow = FlowLayout(flow_holder, across=theme.px(10), down=theme.px(8))
    buttons = []
    if key is not None and (not name or vault.organisation_fingerprint != key.fingerprint):
        add = QuietButton(theme, f"Let {key.name} hold a key", "key")
        add.clicked.connect(lambda _checked=False: _change(page, key))
        buttons.append(add)
    if name and "organisation_public" not in settings.managed:
        out = QuietButton(theme, "Take the key out", "x")
        out.clicked.connect(lambda _checked=False: _change(page, None))
        buttons.append(out)
    elif name:
        card.body.addWidget(
            BodyLabel(theme, "Your organisation put it there; it stays.", role="caption", ink="2")
        )
    for button in buttons:
        if vault.read_only:
            button.set_off("These records are open to read only.")
        flow.addWidget(button)
    if buttons:
        card.body.addWidget(flow_holder)
    if "organisation_public" in settings.managed:
        card.body.addWidget(line(theme))


def _change(page: SettingsPage, key: OrganisationKey | None) -> None:
    title = f"Let {key.name} hold a key to these records?" if key else "Take the organisation’s key out?"
    text = (
        f"{CAN} Its mark is {key.fingerprint}."
        if key
        else "Backups and copies made before still open with it."
    )
    yes = "Put it in" if key else "Take it out"
    if not ask(page, page.theme, title, text, [Choice("Cancel", 0, safe=True), Choice(yes, 1, "primary")]):
        return
    if page.attempt(lambda: page.session.vault.set_organisation_key(key)):
        page.go.settings("Recovery")
        page.go.say("The key was put in." if key else "The key was taken out.")

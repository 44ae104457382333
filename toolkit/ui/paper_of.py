"""The paper of a record as it stands now. A family tree and a chronology are drawn from more than their own answers."""

from __future__ import annotations

from dataclasses import replace

from toolkit.export.chronology_paper import CHRONOLOGY, chronology_outline
from toolkit.export.family_paper import GENOGRAM, family_tree_outline
from toolkit.forms.blocks import Outline
from toolkit.forms.outline import Meta, outline
from toolkit.forms.vocabulary import Audience
from toolkit.practice.chronology_marks import EVERYTHING, Narrowed
from toolkit.ui.chronology.gathered import gathered
from toolkit.ui.record_store import VaultStore
from toolkit.ui.session import Session


def paper_of(
    session: Session, store: VaultStore, audience: Audience, meta: Meta, narrowed: Narrowed = EVERYTHING
) -> Outline:
    """Lays a record out for a reader; of a chronology the events that are left when it is narrowed.

    Raises what reading it, its family and the family's records raises, and OwnParent.
    """
    answers, family_id = store.answers(), store.family_id
    context, day = store.context(answers), session.today()
    if store.form_id == GENOGRAM:
        family = session.family(family_id)
        return family_tree_outline(store.entry, family, answers, context, audience, meta, day)
    if store.form_id == CHRONOLOGY and family_id:
        told = replace(gathered(session, family_id).told(answers), narrowed=narrowed)
        return chronology_outline(store.entry, told, context, audience, meta, day)
    return outline(store.entry, answers, context, audience, meta)

"""What changed between an older release and the one shown."""

from datetime import date
from typing import Final

import streamlit as st

from dashboard import context, filters
from dashboard.context import View
from dashboard.i18n import N_, _, noted
from geodata.alerts import Alert, changes
from geodata.release import folders, read_manifest

SIDES: Final = {"new": N_("新出现"), "ended": N_("已消除"), "kept": N_("仍在")}


def _others(view: View) -> dict[str, str]:
    """Other releases by id, each with the day it was built; newest first."""
    found = {
        id_: read_manifest(folder).built_at
        for id_, folder in folders(view.settings.data_dir).items()
        if id_ != view.store.release_id
    }
    return dict(sorted(found.items(), key=lambda item: item[1], reverse=True))


def choose(view: View, today: date) -> tuple[Alert, ...]:
    """Choices of the release compared with and of the side; the alerts of that side."""
    others = _others(view)
    if not others:
        st.caption(_("只有一个数据版本，没有可以比较的。"), width="content")
        return ()
    older = filters.choose(
        "against", _("比较的版本"), tuple(others),
        lambda id_: noted(id_, others.get(id_, "")[:10]), width=220,
    )  # fmt: skip
    compared = changes(context.opened(older), view.store, today)
    number = {side: len(getattr(compared, side)) for side in SIDES}
    side = filters.choose("side", _("变化"), tuple(SIDES), lambda s: _(SIDES[s]), form="segments")
    st.caption(
        " · ".join(f"{_(SIDES[each])} {count}" for each, count in number.items()), width="content"
    )
    found: tuple[Alert, ...] = getattr(compared, side)
    return found

"""An institution as its card tells it; an address, telephone or website not known is said so."""

from typing import Any

import streamlit as st

from dashboard import columns, provenance
from dashboard import words as w
from dashboard.context import View
from dashboard.fact_list import fact_list, or_none
from dashboard.i18n import _


def lines(view: View, row: dict[str, Any]) -> list[tuple[str, str]]:
    """Labels and values; of what does not exist no address is missing."""
    found = [
        (_("类型"), w.word(w.INSTITUTION_TYPES, row["institution_type"])),
        (_("状态"), w.word(w.INSTITUTION_STATUS, row["status"])),
    ]
    serves = columns.country_names_of(row, view, "serves")
    if serves:
        found.append((_("服务的国家"), serves))
    if row["status"] != "none":
        found += [
            (_("城市"), or_none(row["city"])),
            (_("地址"), or_none(row["address"])),
            (_("电话"), or_none(row["phone"])),
        ]
        if not row["website"]:
            found.append((_("网址"), _("暂无")))
    if row["since"]:
        found.append((_("起始"), str(row["since"])))
    return found


def show(view: View, row: dict[str, Any]) -> None:
    """Tell the institution; its website is a link that says whether anybody has opened it."""
    fact_list(lines(view, row), view)
    if row["website"]:
        basis = w.word(w.WEBSITE_BASES, row["website_basis"])
        colour = "green" if row["website_basis"] == "seen" else "orange"
        st.link_button(
            provenance.escape(row["website"].partition("//")[2]), row["website"],
            icon=":material/open_in_new:", type="tertiary",
        )  # fmt: skip
        st.markdown(f":{colour}-badge[{_('网址依据')} {provenance.escape(basis)}]")

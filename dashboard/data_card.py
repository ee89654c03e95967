"""The card of the data page: a source with what rests on it, or any row with all its fields."""

from typing import Any, Final

import streamlit as st

from dashboard import card, entity_link, provenance, selection
from dashboard import words as w
from dashboard.context import View
from dashboard.data_sources import REASONS, SOURCE_CATEGORIES
from dashboard.i18n import N_, _, noted, pick
from dashboard.navigation import BY_PATH, HOME
from dashboard.search_pages import setting_name
from dashboard.words import kind_word
from geodata import coverage
from geodata.errors import NotFoundError
from geodata.kinds import KINDS
from geodata.settings import Settings
from geodata.store import shown_name

SHOWN: Final = 4  # first rows of each kind that rests on a source
SOURCE_FACTS: Final = (
    ("publisher", N_("发布者")), ("published", N_("发布")), ("accessed", N_("访问")),
    ("licence", N_("许可")), ("address", N_("地址")), ("note", N_("说明")),
)  # fmt: skip
# Settings whose value any reader may know.
TOLD_SETTINGS: Final = frozenset(
    ("boundary_view", "review_number", "default_locale", "stale_years")
)
# Told by the line of provenance, not as fields.
PROVENANCE: Final = ("source_id", "other_source_ids", "as_of", "confidence", "note")


def show(view: View, reference: str | None) -> None:
    """The card of the selection; with none, what the release holds."""
    if not reference:
        _release(view)
        return
    kind, _sep, id_ = reference.partition(":")
    if kind == "setting" and id_ in Settings.model_fields:
        _setting(view, id_)
        return
    if kind in card.FACTS or kind in card.TOLD or kind == "country":
        _home(kind, reference)
        card.show(view, reference, empty="")
        return
    try:
        row = view.store.get(kind, id_)
    except NotFoundError as error:
        card.missing(view, error)
        return
    _head(name_of(row, kind))
    if kind == "source":
        _source(view, id_, row)
    else:
        _plain(view, kind, row)


def name_of(row: dict[str, Any], kind: str) -> str:
    """A row's name in the current language; for a row without one its title or id."""
    return pick(row) or shown_name(row, kind)


def _home(kind: str, reference: str) -> None:
    """The way to the page where the entity is at home."""
    path = HOME.get(kind)
    if path and kind != "country":
        entity_link.show(
            reference, path, _("在“{page}”中打开").format(page=_(BY_PATH[path].title)),
            icon=":material/open_in_new:",
        )  # fmt: skip


def _head(name: str) -> None:
    title, close = st.columns([0.9, 0.1], gap=None)
    title.markdown(f"## {provenance.escape(name)}")
    close.button(
        "", icon=":material/close:", key="card-close", help=_("清除选择"), type="tertiary",
        on_click=selection.select, args=(None,),
    )  # fmt: skip


def _release(view: View) -> None:
    """The release in a few lines, and what may need work."""
    facts = coverage.facts(view.store)
    manifest = view.store.manifest
    year = int(manifest.built_at[:4]) - view.settings.stale_years
    doubts = coverage.doubts(view.store)
    st.markdown(f"## {_('本版数据')}")
    lines = [
        (_("数据版本"), noted(manifest.release, manifest.built_at[:10])),
        (_("数据表"), _("{n} 张").format(n=len(KINDS))),
        (_("事实"), _("{n} 条").format(n=f"{len(facts):,}")),
        (_("来源"), _("{n} 个").format(n=f"{len(view.store.table('source')):,}")),
        (_("高可信度"), f"{facts['confidence'].eq('high').mean():.0%}"),
        (
            _("早于 {n} 年").format(n=view.settings.stale_years),
            f"{facts['year'].lt(year).mean():.0%}",
        ),
        (_("待核"), _("{n} 条").format(n=len(doubts))),
    ]
    for code, words in REASONS.items():
        count = int(doubts["reasons"].str.split(";").explode().eq(code).sum())
        lines.append((_(words), _("{n} 条").format(n=count)))
    card.fact_list(lines, view)
    st.caption(_("在地图上点一国，或在表中选一行，这里显示它的事实、来源与关联。"))


def _source(view: View, id_: str, row: dict[str, Any]) -> None:
    st.caption(f"{_('来源')} · {w.word(SOURCE_CATEGORIES, row['category'])}")
    card.fact_list(
        [(_(label), str(row[field])) for field, label in SOURCE_FACTS if row[field]], view
    )
    address = str(row["address"] or "")
    if address.startswith(("http://", "https://")):
        st.link_button(_("打开来源网址（需外网）"), address, icon=":material/open_in_new:")
    resting = coverage.resting(view.store)
    mine = resting[resting["source_id"] == id_]
    st.markdown(f"**{_('据此来源的事实')}** :gray-badge[{len(mine):,}]")
    for kind, ids in mine.groupby("kind", sort=False)["id"]:
        st.markdown(f"{kind_word(str(kind))} :gray-badge[{len(ids):,}]")
        with st.container(gap=None):
            for each in ids.head(SHOWN):
                reference = f"{kind}:{each}"
                name = name_of(view.store.get(str(kind), each), str(kind))
                st.button(
                    provenance.escape(name), key=f"rests-{reference}", type="tertiary",
                    icon=":material/chevron_right:", on_click=selection.select, args=(reference,),
                )  # fmt: skip


def _setting(view: View, field: str) -> None:
    """What a setting is for and how an office changes it; folders and addresses stay untold."""
    _head(setting_name(field))
    st.caption(_("设置"))
    lines = [
        (_("说明"), Settings.model_fields[field].description or ""),
        (_("环境变量"), f"HOA_{field.upper()}"),
    ]
    if field in TOLD_SETTINGS:
        lines.append((_("现在的值"), str(getattr(view.settings, field)) or _("（空）")))
    card.fact_list(lines, view)
    st.caption(_("在运行服务的机器上设定环境变量，重新启动后生效。"))


def _plain(view: View, kind: str, row: dict[str, Any]) -> None:
    """Every field of a row that has no card of its own, and the way to its sources."""
    st.caption(kind_word(kind))
    fields = [(name, str(v)) for name, v in row.items() if v is not None and name not in PROVENANCE]
    card.fact_list(fields, view)
    if not row.get("source_id"):
        return
    st.caption(provenance.line(view.store, row))
    for source_id in [row["source_id"], *str(row["other_source_ids"] or "").split(";")]:
        if source_id:
            st.button(
                provenance.escape(provenance.source_title(view.store, source_id)),
                key=f"source-{source_id}", type="tertiary", icon=":material/article:",
                on_click=selection.select, args=(f"source:{source_id}",),
            )  # fmt: skip

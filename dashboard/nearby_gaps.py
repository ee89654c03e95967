"""覆盖缺口: where a bank has no branch within a distance, ranked by what is at stake."""

from collections.abc import Hashable
from functools import lru_cache
from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboard import (
    brief_menu,
    card,
    charts,
    columns,
    downloads,
    frame,
    nearby_gap_scene,
    selection,
    table,
)
from dashboard import words as w
from dashboard.context import View
from dashboard.i18n import N_, _, listed, noted, pick
from dashboard.nearby_inputs import GAP_KINDS, Gap, bank_words, sentences
from geodata.format import counted, quantity
from geodata.kinds import KINDS
from geodata.nearby import gaps
from geodata.nearby.gaps import ANY
from geodata.nearby.offers import branches
from geodata.store import Store
from layers.palette import hex_of, kind_colour

POSITIONS: Final = {"known": N_("已知"), "doubtful": N_("待核"), "unknown": N_("未知")}


@lru_cache(maxsize=128)
def found(store: Store, ask: Gap) -> pd.DataFrame:
    """The gaps asked for; shared, not to be changed."""
    return gaps(store, ask.bank, ask.km, ask.kind, licences=ask.licences)


def outlets(store: Store, ask: Gap) -> pd.DataFrame:
    """Rows of the branches that count."""
    rows = branches(store)
    own = rows["licence"].isin(list(ask.licences))
    return rows[own if ask.bank == ANY else own & (rows["bank"] == ask.bank)]


def show(view: View, ask: Gap) -> None:
    """Show the part; the button for files stands in the filter row already."""
    rows = found(view.store, ask)
    counting = outlets(view.store, ask)
    st.caption(sentence(view, ask, rows))
    layout = frame.layout(view)
    drawn = nearby_gap_scene.gaps(view, rows, ask.kind, counting)
    frame.draw_map(view, drawn, layout, key="gap-map", with_ties=False)
    references = [f"{ask.kind}:{id_}" for id_ in rows["id"]]
    with layout.below:
        if counting.empty:
            st.info(
                _("所选银行没有这些牌照的境外网点。可在“计入的牌照”里加上代表处、合作银行等。"),
                icon=":material/badge:",
            )  # fmt: skip
        if rows.empty:
            st.success(_("没有缺口：都在这个距离以内。"), icon=":material/check:")
        else:
            _below(view, ask, rows, references)
    with layout.card:
        chosen = selection.selected()
        if not chosen:
            st.caption(rule(ask.kind))
        first = [] if chosen else [
            (reference, pick(row))
            for reference, row in zip(references, rows.to_dict("records"), strict=True)
        ][:6]  # fmt: skip
        card.show(view, chosen, first=first, empty=_("点地图上的缺口或表中一行，看最近的网点。"))


def sentence(view: View, ask: Gap, rows: pd.DataFrame) -> str:
    """The query and how many it finds, in one line."""
    kind = w.word(GAP_KINDS, ask.kind)
    far = int((rows["position"] != "unknown").sum())
    parts = [
        _("{km} 公里以内没有{bank}网点的{kind}：{n} 个。").format(
            km=f"{ask.km:,.0f}", bank=bank_words(view.store)[ask.bank], kind=kind, n=far
        )
    ]
    unknown = len(rows) - far
    if unknown:
        parts.append(_("另有 {n} 个位置未知，无从判断，列在最后。").format(n=unknown))
    parts.append(
        _("计入的牌照：{licences}。").format(
            licences=listed(w.word(w.LICENCES, code) for code in ask.licences)
        )
    )
    if ask.kind == "country":
        parts.append(_("境内已有网点的国家不算缺口，其余从首都量起。"))
    return sentences(parts)


def rule(kind: str) -> str:
    """How the gaps are ranked."""
    return {
        "country": _(
            "排序：先看湘企关联的园区与项目数，再看这些项目以亿美元公布的金额，再看对华贸易额，最后看"
            "距离。其他币种照列，不折算。"
        ),
        "project": _(
            "排序：先看湘企关联，再看进展（运营、在建在前），再看以亿美元公布的金额，最后看距离。其他"
            "币种照列，不折算。"
        ),
        "park": _(
            "排序：先看湘企关联，再看进展（运营、在建在前），再看商务部确认考核，最后看距离。"
        ),
    }[kind]


def _below(view: View, ask: Gap, rows: pd.DataFrame, references: list[str]) -> None:
    left, right = st.columns([0.66, 0.34], gap="small")
    cells = _cells(view, ask.kind, rows)
    with left:
        table.show(cells, "", view, references=references, cells=cells, key="gap-table")
    known = rows[rows["km"].notna()]
    made = charts.bars(
        [pick(row) for row in known.to_dict("records")], known["km"].tolist(), view.style,
        title=_("最要紧的缺口到最近网点（公里）"),
        texts=[f"{km:,.0f}" for km in known["km"]],
        refs=[f"{ask.kind}:{id_}" for id_ in known["id"]],
        colours=[hex_of(kind_colour("branch", view.theme))] * len(known),
    )  # fmt: skip
    if made is not None:
        with right:
            charts.show(
                made, view.style, key="gap-chart",
                on_pick=lambda: selection.on_chart("gap-chart"),
            )  # fmt: skip


def _cells(view: View, kind: str, rows: pd.DataFrame) -> pd.DataFrame:
    """The table: rank, what is at stake part by part, and the nearest branch."""
    return pd.DataFrame([
        {_("位次"): row["rank"], _("名称"): pick(row)}
        | ({} if kind == "country" else {_("国家"): columns.name_of_country(view, row["iso3"])})
        | {_("直线（公里）"): None if pd.isna(row["km"]) else round(row["km"])}
        | _stake(view, kind, row)
        | _nearest(row)
        for row in rows.to_dict("records")
    ])  # fmt: skip


def _stake(view: View, kind: str, row: dict[Hashable, Any]) -> dict[str, Any]:
    if kind == "country":
        side = _("中方统计") if row["trade_basis"] == "trade_with_china_cn_reported" else ""
        year = "" if pd.isna(row["trade_year"]) else f"{row['trade_year']:.0f}"
        return {
            _("湘企园区"): row["parks"], _("湘企项目"): row["projects"],
            _("公布金额合计"): _("；").join(
                noted(counted(row[f"amount_{name}"], unit, view.locale),
                      _("{n} 项").format(n=row[f"amount_{name}_n"]))
                for name, unit in (("usd", "亿美元"), ("cny", "亿元"))
                if row[f"amount_{name}_n"]
            ),
            _("对华贸易"): noted(quantity(row["trade"], "USD", view.locale),
                             " ".join(part for part in (year, side) if part)),
        }  # fmt: skip
    words = w.PARK_STATUS if kind == "park" else w.PROJECT_STATUS
    found = {
        _("湘企关联"): w.word(w.YES_NO, row["hunan_linked"]),
        _("进展"): w.word(words, row["status"]),
    }
    if kind == "park":
        return found | {_("商务部确认考核"): w.word(w.YES_NO, row["mofcom_confirmed"])}
    return found | {_("金额"): columns.money({str(k): v for k, v in row.items()}, view)}


def _nearest(row: dict[Hashable, Any]) -> dict[str, Any]:
    unknown = row["position"] == "unknown"
    same = row["same_country"]
    return {
        _("最近网点"): _("位置未知") if unknown else pick(row, "nearest"),
        _("误差（±公里）"): None if pd.isna(row["off_km"]) else row["off_km"],
        _("同国或跨国"): "" if pd.isna(same) else _("同国") if same else _("跨国"),
        _("本国网点"): row["in_country"],
        _("位置"): w.word(POSITIONS, row["position"]),
    }  # fmt: skip


def files(view: View, ask: Gap) -> None:
    """The button for files of the gaps, with the sources of the rows and of the branches."""
    rows = with_facts(view.store, ask)
    found_rows = found(view.store, ask)
    downloads.menu(
        rows, ask.kind, view, title=_("覆盖缺口"), filters=sentence(view, ask, found_rows),
        key="gap-dl",
        scene=lambda: nearby_gap_scene.gaps(view, found_rows, ask.kind, outlets(view.store, ask)),
    )  # fmt: skip
    brief = brief_menu.of_rows(
        ask.kind, rows, title=lambda: _("覆盖缺口"),
        filters=lambda: sentence(view, ask, found_rows),
        scene=lambda own: nearby_gap_scene.gaps(own, found_rows, ask.kind, outlets(own.store, ask)),
    )  # fmt: skip
    brief_menu.show(view, [brief], key="gap")


@lru_cache(maxsize=64)
def with_facts(store: Store, ask: Gap) -> pd.DataFrame:
    """The gaps as rows of their table, in rank order, with the nearest branch and its source."""
    rows = found(store, ask)
    id_column = KINDS[ask.kind].id_column
    table_rows = store.table(ask.kind).set_index(id_column, drop=False)
    own = table_rows.loc[list(rows["id"])].reset_index(drop=True)
    more = [name for name in rows.columns if name not in own.columns and name not in ("id", "kind")]
    joined = own.join(rows.reset_index(drop=True)[more])
    sources = store.table("branch").set_index("branch_id")["source_id"]
    cited = [
        ";".join(dict.fromkeys(
            each for each in (*_ids(other), *_ids(sources.get(nearest))) if each != source
        )) or None
        for source, other, nearest in zip(
            joined["source_id"], joined["other_source_ids"], rows["nearest_id"], strict=True
        )
    ]  # fmt: skip
    return joined.assign(other_source_ids=pd.Series(cited, index=joined.index))


def _ids(cell: object) -> list[str]:
    return cell.split(";") if isinstance(cell, str) and cell else []

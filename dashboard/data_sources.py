"""Views of the data page on what facts rest on: sources, rival claims, what is in doubt."""

from typing import Final

import pandas as pd

from dashboard import charts, filters, frame, provenance, selection
from dashboard import standard_filters as f
from dashboard import words as w
from dashboard.columns import name_of_country
from dashboard.context import View
from dashboard.data_views import (
    Shown,
    counted,
    facts_of,
    kind_bars,
    n_rows,
    search,
    title_word,
)
from dashboard.i18n import N_, _, listed, noted, pick
from dashboard.words import kind_word
from geodata import coverage
from geodata.errors import NotFoundError
from geodata.kinds import KINDS

SOURCE_CATEGORIES: Final = {
    "document": N_("文献"), "web": N_("网页"), "dataset": N_("数据集"),
    "package": N_("软件包所附数据"), "knowledge": N_("通识，未查证"),
}  # fmt: skip
REASONS: Final = {"unverified": N_("未能复核"), "no-place": N_("位置不明"), "low": N_("可信度低")}


def sources(view: View) -> Shown:
    """Every source with what rests on it, most first."""
    rows = search(view.store.table("source"), "q", _("查找标题、发布者、地址"))
    items = [f.coded("category", _("类别"), rows, "category", SOURCE_CATEGORIES)]
    rows = filters.apply(rows, items, filters.row(items))
    resting = coverage.resting(view.store)
    rows = rows.assign(facts=rows["source_id"].map(resting["source_id"].value_counts()).fillna(0))
    rows = rows.sort_values("facts", ascending=False, kind="stable")
    cells = {
        _("标题"): rows["title"], _("所据事实"): rows["facts"].astype(int),
        _("类别"): rows["category"].map(w.words(SOURCE_CATEGORIES)),
        _("发布者"): rows["publisher"], _("发布"): rows["published"],
        _("访问"): rows["accessed"], _("许可"): rows["licence"], _("地址"): rows["address"],
    }  # fmt: skip
    references = [f"source:{id_}" for id_ in rows["source_id"]]
    numbers, title = facts_of(view), title_word()
    chosen = selection.selected_of("source")
    if chosen:
        mine = resting[resting["source_id"] == chosen].merge(coverage.about(view.store))
        numbers, title = counted(mine["iso3"]), _("据所选来源的事实条数")
    top = [float(n) for n in rows["facts"]]
    return Shown(
        numbers, title, frame.Rows(rows, "source", references, pd.DataFrame(cells)),
        lambda: charts.bars(
            list(rows["title"]), top, view.style, title=_("所据事实最多的来源"), refs=references,
        ),
        _("{n} 个来源").format(n=len(rows)), ("source", rows.drop(columns="facts")),
    )  # fmt: skip


def claims(view: View) -> Shown:
    """Rival claims on one field of one entity, side by side."""
    rows = view.store.table("claim")
    kinds = {kind: kind_word(kind) for kind in KINDS}
    items = [f.coded("of", _("类别"), rows, "kind", kinds)]
    rows = filters.apply(rows, items, filters.row(items))
    records, found, references, codes = [], [], [], []
    for _key, group in rows.groupby(["kind", "subject_id", "field"], sort=False):
        kind, id_ = str(group["kind"].iloc[0]), str(group["subject_id"].iloc[0])
        try:
            entity = view.store.get(kind, id_)
        except NotFoundError:
            entity = {}
        codes.append(entity.get("iso3"))
        name = pick(entity) or id_
        record = {_("对象"): name, _("字段"): group["field_zh"].iloc[0]}
        origins = {}
        for place, claim in enumerate(group.to_dict("records"), start=1):
            unit = f" {claim['unit']}" if isinstance(claim["unit"], str) else ""
            record[_("说法 {n}").format(n=place)] = noted(claim["value"] + unit, claim["as_of"])
            origins[_("来源 {n}").format(n=place)] = provenance.source_title(
                view.store, claim["source_id"]
            )
        records.append((record, origins | {_("类别"): kind_word(kind)}))
        references.append(f"{kind}:{id_}")
        found.append({"name_zh": name, "kind": kind})
    return Shown(
        counted(pd.Series(codes, dtype="object")), _("说法不一的字段数"),
        frame.Rows(pd.DataFrame(found), "claim", references, _beside(records)),
        lambda: kind_bars(
            view,
            pd.DataFrame(found, columns=["kind"])["kind"].value_counts(),
            _("说法不一：各类别"),
        ),
        _("{n} 处，共 {m} 种说法").format(n=len(records), m=len(rows)), ("claim", rows),
    )  # fmt: skip


def _beside(records: list[tuple[dict[str, str], dict[str, str]]]) -> pd.DataFrame:
    """What is said first, side by side; then who says it."""
    said, origins = zip(*records, strict=True) if records else ((), ())
    return pd.concat([pd.DataFrame(list(said)), pd.DataFrame(list(origins))], axis="columns")


def doubts(view: View) -> Shown:
    """What stands in doubt, and why."""
    rows = coverage.doubts(view.store)
    kinds = {kind: kind_word(kind) for kind in KINDS}
    reasons = filters.Filter(
        "reason", _("原因"), filters.parts_of(rows, "reasons"), w.words(REASONS),
        filters.any_of("reasons"),
    )  # fmt: skip
    items = [f.coded("of", _("类别"), rows, "kind", kinds), reasons, f.country(view, rows)]
    rows = filters.apply(rows, items, filters.row(items))
    cells = {
        _("类别"): rows["kind"].map(kinds),
        _("名称"): [pick(row) for row in rows.to_dict("records")],
        _("国家"): [name_of_country(view, iso3) for iso3 in rows["iso3"]],
        _("原因"): [_reasons(cell) for cell in rows["reasons"]],
        _("可信度"): rows["confidence"].map(w.words(w.CONFIDENCE)), _("截至"): rows["as_of"],
        _("来源"): [provenance.source_title(view.store, each) for each in rows["source_id"]],
    }  # fmt: skip
    reason = rows["reasons"].str.split(";").explode()
    return Shown(
        counted(rows["iso3"]), _("待核条数"),
        frame.Rows(
            rows, "doubt", [f"{k}:{i}" for k, i in zip(rows["kind"], rows["id"], strict=True)],
            pd.DataFrame(cells),
        ),
        lambda: charts.counts(
            reason, view.style, title=_("待核的原因"), words={k: _(v) for k, v in REASONS.items()}
        ),
        n_rows(len(rows)),
    )  # fmt: skip


def _reasons(cell: str) -> str:
    return listed(w.word(REASONS, code) for code in cell.split(";"))

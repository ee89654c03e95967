"""The command ``scores``: rankings, and how they compare with published measures."""

import json
from typing import Annotated, Any

import typer

from geodata.errors import UsageError
from geodata.scores import INDEXES, Scored, score
from geodata.settings import settings
from geodata.store import FolderStore, Store, plain

LESS = "数据不足"


def scores_command(
    index: Annotated[
        str | None,
        typer.Argument(metavar="INDEX", help="business（营商环境）或 political（政治稳定度）"),
    ] = None,
    weights: Annotated[
        str | None, typer.Option("--weights", help="改用的权重，如 lpi_overall=0.3,dta_china=0")
    ] = None,
    validate: Annotated[
        bool, typer.Option("--validate", help="与未采用的公开指标比对，并换做法看名次变多少")
    ] = False,
    json_: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
    release: Annotated[str | None, typer.Option("--release", help="数据版本编号")] = None,
) -> None:
    """营商环境与政治稳定度的得分、名次及其区间；100 为最好。"""
    store = FolderStore.open(settings().data_dir, release)
    if index is None and not validate:
        raise UsageError("没有写哪个指数", remedy="写其中之一：" + "、".join(INDEXES))
    wanted = (index,) if index is not None else INDEXES
    changed = _weights(weights)
    found = [score(store, each, changed) for each in wanted]
    if validate:
        documents = [_validation(store, each) for each in found]
        typer.echo(_json(documents) if json_ else "\n\n".join(map(_validation_text, documents)))
    elif json_:
        typer.echo(_json(_document(store, found[0])))
    else:
        typer.echo(_text(store, found[0]))


def _weights(text: str | None) -> dict[str, float]:
    """Weights as written: name=number, with commas between.

    Raises
    ------
    UsageError
        If a part is no name with a number.
    """
    changed = {}
    for part in (text or "").split(","):
        if not part.strip():
            continue
        name, _sep, value = part.partition("=")
        try:
            changed[name.strip()] = float(value)
        except ValueError as error:
            raise UsageError(
                f"“{part}”不是权重", where="--weights", remedy="写成如 lpi_overall=0.3,dta_china=0"
            ) from error
    return changed


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _document(store: Store, scored: Scored) -> dict[str, Any]:
    rows = scored.table.sort_values(["score", "coverage"], ascending=False)
    return {
        "release": store.release_id, "index": scored.index, "year": scored.year,
        "best": 100, "draws": scored.draws, "seed": scored.seed, "weights": dict(scored.weights),
        "countries": [
            {"iso3": iso3} | {name: plain(value) for name, value in row.items()}
            for iso3, row in rows.astype("object").iterrows()
        ],
    }  # fmt: skip


def _text(store: Store, scored: Scored) -> str:
    countries = store.table("country")
    names = dict(zip(countries["iso3"], countries["name_zh"], strict=True))
    lines = []
    rows = scored.table.sort_values("score", ascending=False).reset_index()
    for row in rows.to_dict("records"):
        said = f"{names[row['iso3']]}（{row['iso3']}）"
        if not row["enough"]:
            lines.append(f"  —  {said}{LESS}，覆盖 {row['coverage']:.0%}")
            continue
        lines.append(
            f"{row['rank']:>3}  {said}{row['score']:.1f}［{row['low']:.1f}–{row['high']:.1f}］"
            f" 名次 {row['rank_low']}–{row['rank_high']} 覆盖 {row['coverage']:.0%}"
        )
    lines.append(
        f"得分 0–100，100 最好；区间为 {scored.draws} 次抽样（种子 {scored.seed}）的 5%–95%"
    )
    return "\n".join(lines)


def _validation(store: Store, scored: Scored) -> dict[str, Any]:
    # Its statistics take half a second to import, for which every other command would wait.
    from geodata.scores.checkup import (  # noqa: PLC0415
        agreements,
        close_pairs,
        correlations,
        variants,
    )

    return {
        "index": scored.index,
        "scored": int(scored.table["enough"].sum()),
        "agreements": [
            {"measure": each.measure, "n": each.count, "rho": each.rho, "p": each.p}
            for each in agreements(store, scored)
        ],
        "correlations": correlations(scored).round(2).to_dict(),
        "close": [{"a": a, "b": b, "rho": rho} for a, b, rho in close_pairs(scored)],
        "variants": [
            {"name": each.name, "rho": each.rho, "mean": each.mean_shift, "most": each.most_shift}
            for each in variants(scored)
        ],
    }


def _validation_text(found: dict[str, Any]) -> str:
    lines = [f"{found['index']}：{found['scored']} 国有得分", "与未采用的公开指标（Spearman）："]
    lines += [
        f"  {each['measure']:<28} n={each['n']:<3} rho={each['rho']:+.2f} p={each['p']:.2g}"
        for each in found["agreements"]
    ]
    lines.append("换一种做法（与现行名次的 Spearman、平均与最大名次差）：")
    lines += [
        f"  {each['name']:<36} rho={each['rho']:.3f} 平均 {each['mean']:.1f} 最大 {each['most']}"
        for each in found["variants"]
    ]
    lines.append("相关不低于 0.8 的指标对：")
    lines += [f"  {each['a']} × {each['b']} {each['rho']:.2f}" for each in found["close"]]
    names = list(found["correlations"])
    lines.append("指标之间的 Spearman 相关：")
    lines += [f"  {number:>2} {name}" for number, name in enumerate(names, 1)]
    lines.append("     " + " ".join(f"{number:>5}" for number in range(1, len(names) + 1)))
    for number, a in enumerate(names, 1):
        row = " ".join(f"{found['correlations'][b][a]:>5.2f}" for b in names)
        lines.append(f"  {number:>2} {row}")
    return "\n".join(lines)

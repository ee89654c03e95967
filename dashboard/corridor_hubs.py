"""What is known of the African hub ports of the rail–sea corridor, and what is not."""

from functools import lru_cache
from typing import Final

from dashboard import columns, provenance
from dashboard.i18n import _, listed, locale
from geodata.errors import NotFoundError
from geodata.store import Store

HUBS: Final = "C4"


def hubs(store: Store) -> str:
    """How many ports and inland ways are published, confirmed and candidates; markdown."""
    return _hubs(store, locale())


@lru_cache(maxsize=16)
def _hubs(store: Store, _locale: str) -> str:
    try:
        row = store.get("corridor", HUBS)
    except NotFoundError:
        return ""
    legs = store.table("leg")
    countries = store.table("country")
    africa = set(countries.loc[countries["group"] == "Africa", "iso3"])
    country = store.table("node").set_index("node_id")["iso3"]
    own = legs[(legs["corridor_id"] == HUBS) & legs["to_node"].map(country).isin(africa)]
    at_sea = own["mode"] == "sea"
    ports = {kind: list(dict.fromkeys(part["to_node"]))
             for kind, part in own[at_sea].groupby("evidence")}  # fmt: skip
    inland = own[~at_sea & (own["evidence"] == "candidate")]
    names = columns.names(store, "node")
    sure = ports.get("published", [])
    return provenance.escape(
        _(
            "首期覆盖非洲 11 个枢纽海港、20 条内陆公路铁路（{source}），来源均未具名。"
            "图上已证实 {sure} 港（{names}）；候选 {maybe} 港、内陆 {inland} 段，浅色；"
            "北非 {shown} 港线路已公布而港口未列，为示意。"
        ).format(
            source=provenance.source_title(store, row["source_id"]),
            sure=len(sure), names=listed(names.get(node, node) for node in sure),
            maybe=len(ports.get("candidate", [])), inland=len(inland),
            shown=len(ports.get("illustrative", [])),
        )
    )  # fmt: skip

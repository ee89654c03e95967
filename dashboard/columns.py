"""Columns of the table under the map, by kind: a kind reads the same anywhere."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import pandas as pd

from dashboard import vocabulary
from dashboard import words as w
from dashboard.context import View
from dashboard.i18n import N_, _, listed, locale, noted, pick
from geodata.kinds import KINDS
from geodata.store import Store


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Parameters
    ----------
    label : words of the header, marked for translation
    field : column of the rows
    words : table of codes, where the field is a code
    value : (row, view) → cell, where a cell is made of several fields
    width : of Streamlit's words
    """

    label: str
    field: str = ""
    words: dict[str, str] | None = None
    value: Callable[[dict[str, Any], View], Any] | None = None
    width: str | None = None


def _name(row: dict[str, Any], _view: View) -> str:
    return pick(row)


def country_name(row: dict[str, Any], view: View, field: str = "iso3") -> str:
    """The name of the row's country; 中国 for CHN; blank when there is none."""
    return name_of_country(view, row.get(field))


def name_of_country(view: View, iso3: object) -> str:
    """A country's name in the view's language, from the tables or the base map."""
    if not isinstance(iso3, str) or not iso3:
        return ""
    return country_names(view.store).get(iso3, iso3)


@lru_cache(maxsize=16)
def focus(store: Store) -> frozenset[str]:
    """ISO codes of the focus countries."""
    return frozenset(store.table("country")["iso3"])


def country_names(store: Store) -> dict[str, str]:
    """Names of countries in the reader's language by ISO code."""
    return _country_names(store, locale())


@lru_cache(maxsize=16)
def _country_names(store: Store, locale: str) -> dict[str, str]:
    own = "name_zh" if locale == "zh" else "name_en"
    base = store.layer("labels")
    focus = store.table("country")
    return dict(zip(base["iso3"], base[own], strict=True)) | dict(
        zip(focus["iso3"], focus[own], strict=True)
    )


@lru_cache(maxsize=64)
def _names(store: Store, kind: str, _locale: str) -> dict[str, str]:
    rows = store.table(kind).drop(columns="geometry", errors="ignore").to_dict("records")
    id_column = KINDS[kind].id_column
    if kind == "treaty":  # has no name of its own: one row a country
        return {
            str(row[id_column]): _("与{country}的协定和关税").format(
                country=country_names(store).get(row["iso3"], row["iso3"])
            )
            for row in rows
        }
    return {str(row[id_column]): pick(row) or str(row[id_column]) for row in rows}


def name_of(view: View, kind: str, id_: object) -> str:
    """An entity's name in the view's language; its id where the release has no such entity."""
    return names(view.store, kind).get(str(id_), str(id_))


def names(store: Store, kind: str) -> dict[str, str]:
    """Names of a kind's entities in the reader's language by id."""
    return _names(store, kind, locale())


def money(row: dict[str, Any], _view: View) -> str:
    """An amount with its unit and what qualifies it; blank when unknown."""
    amount = row.get("amount")
    if amount is None or pd.isna(amount):
        return ""
    note = row.get("amount_note") or row.get("amount_basis") or ""
    unit = row.get("amount_unit") or ""
    shown = f"{amount:,.10g} {unit}"
    return noted(shown, note)


NAME: Final = Column(N_("名称"), value=_name, width="medium")
COUNTRY: Final = Column(N_("国家"), value=country_name)
CONFIDENCE: Final = Column(N_("可信度"), "confidence", w.CONFIDENCE, width="small")
VERIFIED: Final = Column(N_("复核"), "verified", w.VERIFIED, width="small")
AS_OF: Final = Column(N_("截至"), "as_of", width="small")

COLUMNS: Final[dict[str, tuple[Column, ...]]] = {
    "park": (
        NAME, COUNTRY, Column(N_("地点"), "place"),
        Column(N_("产业"), "sectors"), Column(N_("进展"), "status", w.PARK_STATUS, width="small"),
        Column(N_("湘企关联"), "hunan_linked", w.YES_NO, width="small"),
        Column(N_("起始年"), "year_started", width="small"),
        Column(N_("面积（平方公里）"), "area_km2"), Column(N_("开发主体"), "developer"),
        VERIFIED, CONFIDENCE, AS_OF,
    ),
    "event": (
        NAME, Column(N_("开始"), "start_date", width="small"),
        Column(N_("结束"), "end_date", width="small"),
        Column(N_("城市"), "city", width="small"), COUNTRY, Column(N_("系列"), "series"),
        Column(N_("签约数"), "deals_count", width="small"), Column(N_("金额"), value=money),
        Column(N_("主办"), "organiser"), CONFIDENCE,
    ),
    "project": (
        NAME, COUNTRY, Column(N_("企业"), "company"), Column(N_("行业"), "sector", width="small"),
        Column(N_("形式"), "form", w.FORMS, width="small"), Column(N_("金额"), value=money),
        Column(N_("开始"), "year_start", width="small"),
        Column(N_("进展"), "status", w.PROJECT_STATUS, width="small"),
        Column(N_("湘企关联"), "hunan_linked", w.YES_NO, width="small"), CONFIDENCE, AS_OF,
    ),
    "branch": (
        NAME, COUNTRY, Column(N_("城市"), "city", width="small"),
        Column(N_("银行"), "bank_zh", width="small"),
        Column(N_("类别"), "category", w.BRANCH_CATEGORIES),
        Column(N_("牌照"), "licence", w.LICENCES, width="small"),
        Column(N_("设立"), "opened", width="small"), Column(N_("服务"), "services"),
        VERIFIED, CONFIDENCE,
    ),
    "institution": (
        NAME, Column(N_("类型"), "institution_type", w.INSTITUTION_TYPES, width="small"),
        Column(N_("服务的国家"), value=lambda row, view: country_names_of(row, view, "serves")),
        Column(N_("所在国"), value=country_name), Column(N_("城市"), "city", width="small"),
        Column(N_("状态"), "status", w.INSTITUTION_STATUS, width="small"),
        Column(N_("地址"), "address"), Column(N_("电话"), "phone", width="small"),
        Column(N_("网址"), "website"), Column(N_("网址依据"), "website_basis", w.WEBSITE_BASES),
        VERIFIED, CONFIDENCE, AS_OF,
    ),
    "financial_service": (
        NAME, Column(N_("适用情形"), value=lambda row, _v: pick(row, "situations")),
        Column(N_("适用业务"), value=lambda row, _v: words_of(row["forms"], w.FORMS)),
        Column(N_("提供方"), "provider"),
        Column(
            N_("提供方类型"),
            value=lambda row, _v: words_of(row["provider_types"], w.PROVIDER_TYPES),
        ),
        Column(N_("办理途径"), "reach"),
        Column(N_("状态"), "state", w.SERVICE_STATES, width="small"), CONFIDENCE, AS_OF,
    ),
    "case": (
        NAME,
        Column(
            N_("国家"),
            value=lambda row, view: country_names_of(row, view, "iso3", "linked_iso3"),
        ),
        Column(N_("主体"), "actor"), Column(N_("行业"), "sectors", width="small"),
        Column(N_("形式"), "form", w.FORMS, width="small"),
        Column(N_("开始"), "year", width="small"), Column(N_("融资"), "financing"),
        Column(N_("通道"), value=lambda row, view: corridor_name(view, row)),
        Column(N_("结果"), "results"), Column(N_("启示"), "lesson"), CONFIDENCE, AS_OF,
    ),
    "site": (
        NAME, COUNTRY, Column(N_("类型"), "site_type", w.SITE_TYPES, width="small"),
        Column(N_("商品"), value=lambda row, view: commodity_name(view, row.get("commodity"))),
        Column(N_("能力"), value=lambda row, _v: capacity(row)),
        Column(N_("运营方"), "operator"), CONFIDENCE,
    ),
    "node": (
        NAME, COUNTRY, Column(N_("类型"), "node_type", w.NODE_TYPES, width="small"),
        Column(N_("作用"), "role"), CONFIDENCE,
    ),
    "service": (
        NAME, Column(N_("方式"), "mode", w.MODES, width="small"),
        Column(N_("起点"), "origin"), Column(N_("终点"), "destination"),
        Column(N_("公布里程（公里）"), "distance_km", width="small"),
        Column(N_("公布时效（天）"), "transit_days"), Column(N_("班期"), "frequency"),
        Column(N_("状态"), "status", w.SERVICE_STATUS, width="small"), CONFIDENCE, AS_OF,
    ),
    "inland": (
        NAME, Column(N_("区域"), "region", w.INLAND_REGIONS, width="small"), CONFIDENCE, AS_OF,
    ),
    "leg": (
        Column(N_("起"), value=lambda row, view: node_name(view, row.get("from_node"))),
        Column(N_("止"), value=lambda row, view: node_name(view, row.get("to_node"))),
        Column(N_("方式"), "mode", w.MODES, width="small"),
        Column(N_("依据"), "evidence", w.EVIDENCE, width="small"),
        Column(N_("公布里程（公里）"), "distance_km", width="small"),
        Column(N_("公布时效（天）"), "transit_days"), CONFIDENCE, AS_OF,
    ),
}  # fmt: skip


def country_names_of(row: dict[str, Any], view: View, *fields: str) -> str:
    """Names of the countries in a row's columns, each of which may hold several."""
    cells = [row.get(field) for field in fields]
    codes = [iso3 for cell in cells if isinstance(cell, str) for iso3 in cell.split(";") if iso3]
    return listed(name_of_country(view, iso3) for iso3 in dict.fromkeys(codes))


def words_of(cell: object, table_of_words: dict[str, str]) -> str:
    """The words of a cell that holds several codes."""
    return (
        listed(w.word(table_of_words, code) for code in cell.split(";"))
        if isinstance(cell, str)
        else ""
    )


def corridor_name(view: View, row: dict[str, Any]) -> str:
    """The corridor that a row names; blank where it names none."""
    corridor = row.get("corridor_id")
    return name_of(view, "corridor", corridor) if isinstance(corridor, str) and corridor else ""


def commodity_name(view: View, commodity: object) -> str:
    """A commodity's name in the view's language."""
    if not isinstance(commodity, str) or not commodity:
        return ""
    name = name_of(view, "commodity", commodity)
    return name[:1].upper() + name[1:]


def node_name(view: View, node: object) -> str:
    """A node's name in the view's language."""
    return name_of(view, "node", node) if node else ""


def capacity(row: dict[str, Any]) -> str:
    """A site's capacity with its unit; blank when unknown."""
    value = row.get("capacity")
    if value is None or pd.isna(value):
        return ""
    return f"{value:,.10g} {row.get('capacity_unit') or ''}".strip()


def table(rows: pd.DataFrame, kind: str, view: View) -> pd.DataFrame:
    """The rows as people read them, in the view's language; unknown cells are empty."""
    records = rows.drop(columns="geometry", errors="ignore").to_dict("records")
    shown: dict[str, list[Any]] = {}
    for column in COLUMNS[kind]:
        if column.value is not None:
            cells = [column.value(record, view) for record in records]
        elif column.words is not None:
            cells = [_cell(record.get(column.field), column.words) for record in records]
        else:
            cells = [
                _plain(vocabulary.cell(column.field, record.get(column.field)))
                for record in records
            ]
        shown[_(column.label)] = cells
    return pd.DataFrame(shown, index=rows.index)


KEPT: Final = 64
_tables: dict[tuple[Store, str, str], pd.DataFrame] = {}


def kept_table(rows: pd.DataFrame, kind: str, view: View) -> pd.DataFrame:
    """The same as `table` for rows of the release, in any order.

    All of a kind's are made once a release and language: a filter only takes other rows of them.
    """
    key = (view.store, kind, locale())
    if key not in _tables:
        if len(_tables) >= KEPT:  # releases that nobody asks for any more
            _tables.clear()
        _tables[key] = table(view.store.table(kind), kind, view)
    return _tables[key].loc[rows.index]


def _cell(code: object, table_of_words: dict[str, str]) -> str:
    return "" if not isinstance(code, str) else w.word(table_of_words, code)


def _plain(value: object) -> object:
    if value is None or (isinstance(value, float) and pd.isna(value)):
        return None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if isinstance(value, int | float) else str(value)

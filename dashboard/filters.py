"""Filters: each one widget bound to the address, its options, and the rule that it applies.

The address holds the words that the widget shows (Streamlit's binding); ids are understood too, so
that a hand-written link works in any language. A value that fits no option is named to the reader
with the nearest ones, never dropped in silence.
"""

import difflib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import pandas as pd
import streamlit as st

from dashboard import i18n, provenance, viewport
from dashboard.i18n import _, listed

Rule = Callable[[pd.DataFrame, list[str]], pd.DataFrame]
NOTICE: Final = "atlas_notice_"


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter of a page.

    Parameters
    ----------
    key : its name in the address
    label : words above or inside the widget, already translated
    options : ids in the order shown
    words : id → text shown
    rule : (rows, chosen ids) → rows left
    several : whether more than one may be chosen
    more : whether it is kept behind "more filters"
    typed : whether words are typed instead of chosen; options and words are then not used
    """

    key: str
    label: str
    options: tuple[str, ...]
    words: Callable[[str], str]
    rule: Rule
    several: bool = True
    more: bool = False
    typed: bool = False


def scaled(pixels: int) -> int:
    """Pixels of a widget, enlarged for a wall as the type is."""
    return round(pixels * viewport.known().scale)


def adopt(key: str, options: Sequence[str], words: Callable[[str], str], *, several: bool) -> None:
    """Take ids and words of any language from the address; report what fits no option.

    Streamlit's binding knows only the words that the widget shows. What the binding dropped would
    be gone after the next rerun, so the report is kept as long as the address stays as it is.
    """
    _say_again(key)
    raw = st.query_params.get_all(key)
    if not raw or key in st.session_state:
        return
    meant: dict[str, str] = {}
    for code in (*i18n.LOCALES, i18n.locale()):  # the current language last: it wins
        with i18n.speaking(code):
            meant |= {words(option): option for option in options}
    meant |= {option: option for option in options}
    known = [words(meant[value]) for value in raw if value in meant]
    unknown = [value for value in raw if value not in meant]
    if known == raw:
        return
    rewrite(key, known if several else known[:1])
    if unknown:
        _report(key, unknown, [words(option) for option in options])
    # Streamlit took the widgets' first values from the address before this run: once more.
    st.rerun()


def _report(key: str, unknown: Sequence[str], choices: Sequence[str]) -> None:
    """Keep what to say of values that fit no option, with the address it belongs to."""
    lines = []
    for value in unknown:
        near = difflib.get_close_matches(value, choices, n=3, cutoff=0.3)
        text = _("链接中的筛选值“{value}”在当前数据中不存在，已忽略。").format(
            value=provenance.escape(value)
        )
        lines.append(text + (_("相近的有：") + provenance.escape(listed(near)) if near else ""))
    report(key, "\n\n".join(lines))


def report(key: str, text: str) -> None:
    """Keep what to say (markdown) of a value in the address, which has been taken out of it."""
    st.session_state[f"{NOTICE}{key}"] = (text, _filters_now())


def rewrite(key: str, values: Sequence[str]) -> None:
    """Put other words for the same into the address; what was said of it before stays said."""
    before = _filters_now()
    if values:
        st.query_params[key] = list(values) if len(values) > 1 else values[0]
    else:
        del st.query_params[key]
    for name, kept in list(st.session_state.items()):
        if str(name).startswith(NOTICE) and kept[1] == before:
            st.session_state[name] = (kept[0], _filters_now())


def _filters_now() -> dict[str, str]:
    """The address without the selected entity, which does not touch the filters."""
    return {name: value for name, value in st.query_params.to_dict().items() if name != "sel"}


def _say_again(key: str) -> None:
    """Show a kept report while the address is still the one it was made for."""
    kept = st.session_state.get(f"{NOTICE}{key}")
    if kept and kept[1] == _filters_now():
        st.warning(kept[0], icon=":material/link_off:")
    elif kept:
        del st.session_state[f"{NOTICE}{key}"]


def _typed(item: Filter) -> list[str]:
    text = st.text_input(
        item.label, key=item.key, bind="query-params", type="search", placeholder=item.label,
        label_visibility="collapsed", width=scaled(142),
    )  # fmt: skip
    return [text.strip()] if text and text.strip() else []


def _widget(item: Filter) -> list[str]:
    if item.typed:
        return _typed(item)
    adopt(item.key, item.options, item.words, several=item.several)
    if item.several:
        return list(
            st.multiselect(
                item.label,
                item.options,
                format_func=item.words,
                key=item.key,
                bind="query-params",
                placeholder=item.label,
                label_visibility="collapsed",
                width=scaled(142),
            )
        )
    chosen = st.selectbox(
        item.label,
        item.options,
        index=None,
        format_func=item.words,
        key=item.key,
        bind="query-params",
        placeholder=item.label,
        label_visibility="collapsed",
        width=scaled(142),
    )
    return [chosen] if chosen is not None else []


def choose(
    key: str,
    label: str,
    options: Sequence[str],
    words: Callable[[str], str],
    *,
    form: Literal["select", "segments"] = "select",
    default: str | None = None,
    width: int = 150,
) -> str:
    """A choice that always has a value (family, commodity, measure …), bound to the address."""
    adopt(key, options, words, several=False)
    if st.session_state.get(key) not in (*options, None):
        del st.session_state[key]
    start = default if default in options else options[0]
    if form == "segments":
        chosen = st.segmented_control(
            label,
            options,
            default=start,
            format_func=words,
            key=key,
            bind="query-params",
            label_visibility="collapsed",
            required=True,
        )
    else:
        chosen = st.selectbox(
            label,
            options,
            index=list(options).index(start),
            format_func=words,
            key=key,
            bind="query-params",
            label_visibility="collapsed",
            width=scaled(width),
        )
    return str(chosen) if chosen is not None else start


def row(filters: Iterable[Filter]) -> dict[str, list[str]]:
    """Show the filters; chosen ids by filter key. Those marked `more` sit in a popover."""
    items = list(filters)
    chosen = {item.key: _widget(item) for item in items if not item.more}
    hidden = [item for item in items if item.more]
    if hidden:
        with st.popover(_("更多筛选"), icon=":material/tune:"):
            chosen |= {item.key: _widget(item) for item in hidden}
    return chosen


def apply(
    rows: pd.DataFrame, filters: Iterable[Filter], chosen: dict[str, list[str]]
) -> pd.DataFrame:
    """The rows that every filter in use leaves."""
    for item in filters:
        values = chosen.get(item.key, [])
        if values:
            rows = item.rule(rows, values)
    return rows


def sentence(filters: Iterable[Filter], chosen: dict[str, list[str]]) -> str:
    """The filters in use as one line for headers of files."""
    parts = [
        _("{label}：{values}").format(
            label=item.label, values=listed(item.words(v) for v in chosen[item.key])
        )
        for item in filters
        if chosen.get(item.key)
    ]
    return _("；").join(parts) or _("未筛选")


def equals(column: str) -> Rule:
    """Rows whose column is one of the values."""

    def rule(rows: pd.DataFrame, values: list[str]) -> pd.DataFrame:
        return rows[rows[column].isin(values)]

    return rule


def any_of(column: str) -> Rule:
    """Rows whose ;-separated column holds one of the values."""

    def rule(rows: pd.DataFrame, values: list[str]) -> pd.DataFrame:
        wanted = set(values)
        found = rows[column].fillna("").map(lambda cell: bool(wanted & set(cell.split(";"))))
        # Of no rows pandas makes no truth values, and would take them for names of columns.
        return rows[found.astype(bool)]

    return rule


def options_of(rows: pd.DataFrame, column: str) -> tuple[str, ...]:
    """Values found in a column, most frequent first."""
    return tuple(rows[column].dropna().value_counts().index.astype(str))


def parts_of(rows: pd.DataFrame, column: str) -> tuple[str, ...]:
    """Values found in a ;-separated column, most frequent first."""
    cells: Any = rows[column].dropna().str.split(";").explode()
    return tuple(cells[cells != ""].value_counts().index.astype(str))

"""What a query finds, as a table, a chart, a card and files."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import pandas as pd
import streamlit as st

from dashboard import charts, columns, finder_query, provenance
from dashboard import words as w
from dashboard.context import View
from dashboard.fact_list import fact_list
from dashboard.i18n import _, listed
from dashboard.navigation import BY_PATH
from dashboard.pages_registry import page_of
from geodata.compare import FEWEST, MOST
from geodata.finder import Condition, Fact, Found, Relaxed, format_query, phrase, relaxed
from geodata.finder import vocabulary as v
from geodata.finder.fields import fields
from geodata.finder.sentence import subject_label
from geodata.finder.text import format_condition

SOURCES: Final = 3


def heading(view: View, condition: Condition) -> str:
    """A condition as the head of a column: what it is about, without how much."""
    label = subject_label(fields(view.store)[condition.field], condition.subject)
    text = label.of(view.locale)
    if not condition.near:
        return text
    head, _sep, subject = condition.near.partition(":")
    target = v.TARGETS[head].of(view.locale)
    if subject:
        target += f" {fields(view.store)[head].subjects[subject].of(view.locale)}"
    return _("{thing}距{target}").format(thing=text, target=target)


def headings(view: View, found: Found) -> list[str]:
    """Heads of the columns, each told apart by its number where two are alike."""
    texts = [heading(view, step.condition) for step in found.steps]
    return [
        f"{text} {number + 1}" if texts.count(text) > 1 else text
        for number, text in enumerate(texts)
    ]


def cells(view: View, found: Found) -> pd.DataFrame:
    """The countries with the figure that made each condition hold."""
    heads = headings(view, found)
    region = view.store.table("country").set_index("iso3")["region"]
    rows: list[dict[str, str | None]] = []
    for iso3 in found.countries:
        row: dict[str, str | None] = {
            _("国家"): columns.name_of_country(view, iso3),
            _("区域"): w.word(w.REGIONS, region[iso3]),
        }
        rows.append(row | _texts(view, heads, found.facts[iso3]))
    return pd.DataFrame(rows)


def _texts(view: View, heads: Sequence[str], facts: Sequence[Fact | None]) -> dict[str, str | None]:
    """What is known for each condition by the head of its column."""
    return {
        head: fact.text.of(view.locale) if fact else None
        for head, fact in zip(heads, facts, strict=True)
    }


def chart(view: View, found: Found) -> charts.Chart | None:
    """How many countries are left after each condition."""
    counts = [len(step.left) for step in found.steps]
    every = len(view.store.table("country"))
    return charts.bars(
        [_("全部国家"), *headings(view, found)], [every, *counts], view.style,
        title=_("逐条剩下的国家数"), texts=[_("{n} 国").format(n=n) for n in (every, *counts)],
        limit=13, label_width=150,
    )  # fmt: skip


def why(view: View, found: Found, iso3: str) -> None:
    """Why a country is in or out: each condition's figure with its sources."""
    matched = iso3 in found.countries
    state = (
        _("符合全部条件") if matched
        else _("缺数据，无从判断") if iso3 in found.doubtful
        else _("不符合")
    )  # fmt: skip
    st.markdown(f"**{state}**")
    lines = []
    cited: list[str] = []
    for head, fact in zip(headings(view, found), found.facts[iso3], strict=True):
        lines.append((head, fact.text.of(view.locale) if fact else _("暂无")))
        if fact:
            titles = [provenance.source_title(view.store, id) for id in fact.source_ids[:SOURCES]]
            if titles:
                date = fact.as_of or _("未注")
                cited.append(
                    _("{label}：{values}").format(label=head, values=f"{listed(titles)} · {date}")
                )
    fact_list(lines, view)
    if cited:
        with st.popover(_("这些数字的来源"), icon=":material/source:"):
            for line in cited:
                st.caption(provenance.escape(line))


def left_out(view: View, found: Found) -> None:
    """The countries that are left out only for lack of data."""
    if found.doubtful:
        names = [columns.name_of_country(view, iso3) for iso3 in sorted(found.doubtful)]
        st.caption(
            _("缺数据而未列入（{n} 国）：{names}。").format(
                n=len(names), names=provenance.escape(listed(names))
            )
        )


def to_compare(found: Found) -> None:
    """The way to the countries side by side, where there are few enough for it."""
    if found.steps and FEWEST <= len(found.countries) <= MOST:
        st.page_link(
            page_of("compare"), icon=BY_PATH["compare"].icon,
            label=_("并排对比这 {n} 国").format(n=len(found.countries)),
            query_params={"c": ",".join(found.countries)}
            | ({"release": st.query_params["release"]} if "release" in st.query_params else {}),
        )  # fmt: skip


def nothing(view: View, found: Found) -> None:
    """Which condition took the last countries, and what would leave some."""
    counts = [len(view.store.table("country")), *(len(step.left) for step in found.steps)]
    last = next(n for n, (a, b) in enumerate(pairwise(counts)) if a and not b)
    said = phrase(view.store, found.steps[last].condition).of(view.locale)
    st.info(
        _("没有国家符合。到“{condition}”这一条时，最后 {n} 国都被排除。").format(
            condition=provenance.escape(said), n=counts[last]
        ),
        icon=":material/search_off:",
    )
    ways = relaxed(view.store, found)
    with st.container(horizontal=True, gap="small", key="find-relax"):
        for number, way in enumerate(ways[:6]):
            st.button(
                _ways_words(view, found, way), key=f"find-relax-{number}",
                on_click=finder_query.ask_text, args=(format_query(way.query),),
            )  # fmt: skip


def _ways_words(view: View, found: Found, way: Relaxed) -> str:
    group = found.query.groups[way.group]
    if way.changed is None:
        said = listed(phrase(view.store, each).of(view.locale) for each in group)
        text = _("去掉“{condition}”→ {n} 国")
    else:
        said = phrase(view.store, way.changed).of(view.locale)
        text = _("放宽为“{condition}”→ {n} 国")
    return text.format(condition=provenance.escape(said), n=way.countries)


def rows(view: View, found: Found) -> pd.DataFrame:
    """The countries as rows of their table with a column for each condition and all sources."""
    table = view.store.table("country").set_index("iso3", drop=False)
    own = table.loc[list(found.countries)].reset_index(drop=True)
    heads = [format_condition(step.condition) for step in found.steps]
    told = [_texts(view, heads, found.facts[iso3]) for iso3 in found.countries]
    cited = []
    for iso3, first, others in zip(
        own["iso3"], own["source_id"], own["other_source_ids"], strict=True
    ):
        ids = [str(others)] if isinstance(others, str) and others else []
        ids += [id for fact in found.facts[iso3] if fact for id in fact.source_ids]
        flat = dict.fromkeys(each for id in ids for each in id.split(";") if each != first)
        cited.append(";".join(flat) or None)
    more = pd.DataFrame(told, index=own.index, columns=list(dict.fromkeys(heads)))
    return own.assign(other_source_ids=pd.Series(cited, index=own.index, dtype=object)).join(more)

"""What the route planner is asked: places, cargo, order, gates and assumptions, from the address.

Names and ids of stops and gates are understood in a link as the command line understands them;
what is wrong is said in a sentence, and nothing that was entered is lost.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final

import streamlit as st

from dashboard import filters, i18n, provenance
from dashboard import words as w
from dashboard.context import View
from dashboard.i18n import N_, _, noted
from geodata.errors import UsageError
from geodata.planner.closures import closures, default_closed, find_closure
from geodata.planner.model import MOST, Cargo, Order
from geodata.planner.network import Stop, network
from geodata.planner.places import FIRST, Places
from geodata.store import Store

START: Final = "prefecture:430100"
END: Final = "node:MBA"
VIEWS: Final = {"plan": N_("方案"), "reach": N_("时效圈"), "assume": N_("测算假设")}
BY: Final[dict[str, str]] = {"time": N_("最快"), "cost": N_("最省"), "co2": N_("最低碳")}
FORMS: Final = {"container": N_("集装箱"), "bulk": N_("散货"), "air": N_("空运")}
STOP_TYPES: Final = {
    **w.NODE_TYPES, "capital": N_("首都"), "prefecture": N_("市州"),
}  # fmt: skip
REGION_ORDER: Final = ("africa", "north-africa", "asean", "")


@dataclass(frozen=True, slots=True)
class Ask:
    """A question to the planner; two that are alike have one answer.

    Parameters
    ----------
    start, end : ids of stops
    cargo : what is carried
    order : what options are ranked by
    closed, opened : ids of gates closed besides those of today, and of those taken as open
    changes : assumptions that differ, as `parameters.parse_changes` reads them
    """

    start: str
    end: str
    cargo: Cargo
    order: Order
    closed: tuple[str, ...] = ()
    opened: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the reader has set.

    Parameters
    ----------
    ask : the question; None where the cargo makes no sense
    fault : what is wrong with the cargo
    tab : which view of the page
    value : of the goods in CNY, carried into the files; None if not given
    ready : day from which the goods can leave; None if not given
    """

    ask: Ask | None
    fault: UsageError | None
    tab: str
    value: float | None = None
    ready: date | None = None


@lru_cache(maxsize=16)
def stop_names(store: Store, locale: str) -> dict[str, str]:
    """What each stop is called in a list: its name, and what tells it from others of that name."""
    with i18n.speaking(locale):
        stops = network(store).stops
        found = {stop.id: _stop_name(store, stop, locale) for stop in stops}
        seen: dict[str, int] = {}
        for name in found.values():
            seen[name] = seen.get(name, 0) + 1
        return {
            id: name if seen[name] == 1 else f"{name} {id.partition(':')[2]}"
            for id, name in found.items()
        }


def _stop_name(store: Store, stop: Stop, locale: str) -> str:
    name = stop.name_zh if locale == "zh" else stop.name_en
    kind = w.word(STOP_TYPES, stop.stop_type)
    if stop.iso3 == "CHN":
        return name if stop.stop_type == "prefecture" else noted(name, kind)
    return noted(name, f"{_country(store, stop.iso3, locale)} · {kind}")


@lru_cache(maxsize=1024)
def _country(store: Store, iso3: str, locale: str) -> str:
    labels = store.layer("labels").set_index("iso3")
    own = "name_zh" if locale == "zh" else "name_en"
    focus = store.table("country").set_index("iso3")
    rows = focus if iso3 in focus.index else labels
    return str(rows.loc[iso3, own]) if iso3 in rows.index else iso3


@lru_cache(maxsize=8)
def starts(store: Store) -> tuple[str, ...]:
    """Stops in China: the prefectures of Hunan first."""
    own = [s for s in network(store).stops if s.iso3 == "CHN"]
    own.sort(key=lambda s: FIRST.index(s.stop_type))
    return tuple(s.id for s in own)


@lru_cache(maxsize=8)
def ends(store: Store) -> tuple[str, ...]:
    """Stops abroad, by region, country and type."""
    own = [s for s in network(store).stops if s.iso3 != "CHN"]
    order = {name: n for n, name in enumerate(REGION_ORDER)}
    own.sort(key=lambda s: (order[s.region], s.iso3, FIRST.index(s.stop_type), s.name_en))
    return tuple(s.id for s in own)


@lru_cache(maxsize=8)
def gate_ids(store: Store) -> tuple[str, ...]:
    """What may be closed: the chokepoints, then borders, ports and terminals by name."""
    kinds = ("border", "seaport", "river-port", "dry-port", "rail-terminal", "inland", "airport")
    stops = [s for s in network(store).stops if s.stop_type in kinds]
    stops.sort(key=lambda s: (kinds.index(s.stop_type), s.iso3 != "CHN", s.iso3))
    return (*closures(store), *(s.id for s in stops))


@lru_cache(maxsize=16)
def gate_names(store: Store, locale: str) -> dict[str, str]:
    """What each gate is called in a list."""
    own = "name_zh" if locale == "zh" else "name_en"
    gates = {id: str(getattr(gate, own)) for id, gate in closures(store).items()}
    return stop_names(store, locale) | gates


def _understand(key: str, options: Sequence[str], read: Callable[[str], str], refused: str) -> None:
    """Put ids for what a link calls by another name; say what is no choice here.

    Parameters
    ----------
    read : a value → id or words of an option, or of something that is no option here; raises
        `UsageError` where it means nothing
    refused : what to say of the latter, with ``{name}``
    """
    raw = st.query_params.get_all(key)
    if not raw or key in st.session_state:
        return
    found, said = [], []
    for text in raw:
        try:
            meant = read(text)
        except UsageError as error:
            said.append("  \n".join(map(provenance.escape, error.message.splitlines())))
            continue
        if meant == text or meant in options:
            found.append(meant)
        else:
            said.append(provenance.escape(refused.format(name=text)))
    if not said and found == raw:
        return
    filters.rewrite(key, found)
    if said:
        filters.report(key, "\n\n".join(said))
        st.rerun()


def _place(view: View, key: str, label: str, options: tuple[str, ...], default: str,
           refused: str, width: int) -> str:  # fmt: skip
    stops = Places.of(network(view.store))
    named = (stop_names(view.store, locale) for locale in i18n.LOCALES)
    known = set(options) | {names[id] for names in named for id in options}
    _understand(key, options, lambda t: t if t in known else stops.find(t, label), refused)

    def words(stop: str) -> str:
        return stop_names(view.store, i18n.locale())[stop]

    return filters.choose(key, label, options, words, default=default, width=width)


def places(view: View) -> tuple[str, str]:
    """The widgets for origin and destination; ids of stops."""
    start = _place(
        view, "from", _("起点"), starts(view.store), START,
        _("起点“{name}”不在国内：请选湖南的市州或国内的场站、口岸、港口。"), 122,
    )  # fmt: skip
    end = _place(
        view, "to", _("终点"), ends(view.store), END,
        _("终点“{name}”在国内：请选国外的港口、首都或枢纽，起点和终点不能相同。"), 200,
    )  # fmt: skip
    return start, end


def closed_gates(view: View) -> tuple[str, ...]:
    """The widget for what is closed besides what is closed today; ids of gates."""
    store = view.store
    options = gate_ids(store)
    named = (gate_names(store, locale) for locale in i18n.LOCALES)
    known = set(options) | {names[id] for names in named for id in options}
    _understand(
        "close", options, lambda t: t if t in known else find_closure(store, t).id,
        _("“{name}”不在可关闭之列，已忽略。"),
    )  # fmt: skip

    def words(gate: str) -> str:
        return gate_names(store, i18n.locale())[gate]

    filters.adopt("close", options, words, several=True)
    chosen = st.multiselect(
        _("假如关闭"), options, format_func=words, key="close", bind="query-params",
        placeholder=_("假如关闭……"), label_visibility="collapsed", width=filters.scaled(185),
    )  # fmt: skip
    return tuple(sorted(chosen))


def _today(store: Store, id: str, name: str) -> str:
    """A gate closed today: since when, what is known, by whose word; markdown."""
    gate = closures(store)[id]
    since = _("自 {date}").format(date=gate.since or _("未注"))
    title = provenance.source_title(store, gate.source_id)
    head = f"**{provenance.escape(name)}** · {provenance.escape(since)}"
    return f"{head}  \n{provenance.escape(gate.why)}  \n" + provenance.escape(_("来源：") + title)


def gates_today(view: View) -> tuple[str, ...]:
    """What is closed today, each with since when and by whose word; ids of those taken as open."""
    store = view.store
    today = tuple(id for id in closures(store) if id in default_closed(store))

    def words(gate: str) -> str:
        return gate_names(store, i18n.locale())[gate]

    filters.adopt("reopen", today, words, several=True)
    opened = [id for id in st.session_state.get("reopen", ()) if id in today]
    label = _("今日关闭 {n} 处").format(n=len(today) - len(opened))
    with st.popover(label, icon=":material/block:"):
        st.caption(_("按来源所述，规划时默认关闭。可当作开放再看。"))
        chosen = st.multiselect(
            _("当作开放"), today, format_func=words, key="reopen", bind="query-params",
            placeholder=_("没有当作开放的"),
        )  # fmt: skip
        # One piece, which is not sent again while it is the same.
        st.markdown("\n\n".join(_today(store, id, words(id)) for id in today))
    return tuple(sorted(chosen))


def cargo() -> tuple[Cargo | None, UsageError | None, float | None, date | None]:
    """The widgets for the goods; the cargo or what is wrong with it, its value, its ready date."""
    form = st.session_state.get("form") or "container"
    with st.popover(_cargo_text(form), icon=":material/inventory_2:"):
        form = filters.choose("form", _("货物形式"), tuple(FORMS), w.words(FORMS), form="segments")
        figures: dict[str, float] = {}
        for key, label, first, step in _FIELDS[form]:
            figures[key] = st.number_input(
                _(label), value=first, step=step, key=key, bind="query-params"
            )
        value = st.number_input(
            _("货值（元，可不填）"), value=None, step=10_000.0, key="value", bind="query-params",
            help=_("只带入导出的文件，不参与测算。"),
        )  # fmt: skip
        ready = st.date_input(
            _("备货完成日（可不填）"), value=None, key="ready", bind="query-params",
            help=_("填了就给出到达日期的范围。"),
        )  # fmt: skip
    try:
        if value is not None and value < 0:
            raise UsageError(_("货值不能小于 0"), remedy=_("改为正数，或留空"))
        return _cargo(form, figures), None, value, ready
    except UsageError as error:
        return None, error, value, ready


_FIELDS: Final[dict[str, tuple[tuple[str, str, Any, Any], ...]]] = {
    "container": (("n40", N_("40 英尺箱（个）"), 1, 1), ("n20", N_("20 英尺箱（个）"), 0, 1)),
    "bulk": (("tonnes", N_("吨"), 500.0, 50.0),),
    "air": (("kg", N_("公斤"), 800.0, 100.0),),
}


def _cargo(form: str, figures: dict[str, float]) -> Cargo:
    """The cargo of the widgets' figures.

    Raises
    ------
    UsageError : if it is nothing, negative or absurdly much
    """
    if any(figure < 0 for figure in figures.values()):
        raise UsageError(_("货量不能小于 0"), remedy=_("在“货物”里改为正数"))
    amount = sum(figures.values())
    if not 0 < amount <= MOST:
        raise UsageError(
            _("货量须大于 0 且不超过 {most}").format(most=f"{MOST:,}"), remedy=_("在“货物”里改正")
        )
    if form == "bulk":
        return Cargo("bulk", 0, 0, tonnes=figures["tonnes"])
    if form == "air":
        return Cargo("air", 0, 0, kg=figures["kg"])
    return Cargo("container", int(figures["n20"]), int(figures["n40"]))


def _cargo_text(form: str) -> str:
    """The cargo in words, as the widgets stood before this run."""
    state = st.session_state
    if form == "container":
        counts = ((state.get("n40", 1), 40), (state.get("n20", 0), 20))
        return " + ".join(
            _("{n}×{size} 英尺箱").format(n=n, size=size) for n, size in counts if n
        ) or _("货物")  # fmt: skip
    key, _label, first, _step = _FIELDS[form][0]
    unit = _("吨") if form == "bulk" else _("公斤")
    return f"{w.word(FORMS, form)} {state.get(key, first):g} {unit}"

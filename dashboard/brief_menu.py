"""简报: the button that makes a brief of what is on the page, as slides, PDF, workbook or web page.

Closed it is one small element and does no work; opened it runs by itself, without its page.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from dashboard import i18n
from dashboard.context import View
from dashboard.i18n import N_, _
from geodata import clock
from geodata.errors import AtlasError
from geodata.store import plain
from layers.base import Addresses
from layers.briefs.content import Selection, make
from layers.briefs.files import FORMATS, MEDIA_TYPES, file_name, write
from layers.briefs.model import LOCALES, Brief, Cell, Table
from layers.scene import Scene

# Languages of briefs in their own words, as readers look for them.
LANGUAGES: Final = {"zh": "中文", "en": "English", "fr": "Français"}
LABELS: Final = {
    "pptx": N_("幻灯片（PPTX）"),
    "pdf": N_("两页纸（PDF）"),
    "xlsx": N_("数据表（XLSX）"),
    "html": N_("离线网页（HTML）"),
}
# The brief that a reader made last; one at a time is kept.
MADE: Final = "atlas_brief"


@dataclass(frozen=True, slots=True, eq=False)
class Offer:
    """Something that a brief can be made of.

    Parameters
    ----------
    key : tells it from the page's other offers
    label : as the reader chooses it
    subject : as `layers.briefs.content.make` takes it
    chosen : for ``selection``, gives what is filtered, for the view of the brief's language
    weights : of the scores' indicators, by index, where the page has others than the usual ones
    """

    key: str
    label: str
    subject: str
    chosen: Callable[[View], Selection] | None = None
    weights: dict[str, dict[str, float]] | None = None


def of_rows(
    kind: str,
    rows: pd.DataFrame,
    *,
    title: Callable[[], str],
    filters: Callable[[], str],
    scene: Callable[[View], Scene],
    cells: Callable[[View], pd.DataFrame] | None = None,
    sources: Callable[[], Iterable[str]] = tuple,
) -> Offer:
    """The offer of a page's filtered rows and map.

    Parameters
    ----------
    rows : as filtered
    title, filters : head and filters as a sentence, in the language spoken when called
    scene : draws the map for a view
    cells : the page's own table, where rows of the kind tell less than it
    sources : gives those of that table
    """

    def chosen(view: View) -> Selection:
        own = (_table(title(), cells(view), tuple(dict.fromkeys(sources()))),) if cells else ()
        return Selection(kind, rows, title(), filters(), scene(view), own)

    return Offer("rows", _("当前筛选"), "selection", chosen)


def _table(title: str, cells: pd.DataFrame, sources: tuple[str, ...]) -> Table:
    """A display frame as a table of a brief; numbers stay numbers."""
    rows = ([_cell(value) for value in row] for row in cells.itertuples(index=False, name=None))
    columns = tuple(str(name) for name in cells.columns)
    return Table(title, columns, tuple(tuple(row) for row in rows), sources)


def _cell(value: Any) -> Cell:
    found = plain(value)
    return found if found is None or isinstance(found, int | float) else str(found)


def show(view: View, offers: Sequence[Offer], *, key: str) -> None:
    """The button.

    Parameters
    ----------
    offers : what a brief can be made of; the first one unless the reader chooses another
    key : prefix of the widgets' keys
    """
    link = address(view)
    _menu(view, tuple(offers), link, key)


def address(view: View) -> str:
    """The address of what is on the screen, under the office's own where that is set."""
    shown = st.context.url or ""
    if view.settings.public_url:
        page = shown.partition("://")[2].partition("/")[2]
        shown = f"{view.settings.public_url.rstrip('/')}/{page}"
    asked = urlencode(st.query_params.to_dict(), doseq=True)
    return f"{shown}?{asked}" if shown and asked else shown


@st.fragment
def _menu(view: View, offers: tuple[Offer, ...], link: str, key: str) -> None:
    # A fragment runs without the app, which else says what language is spoken.
    with i18n.speaking(view.locale):
        menu = st.popover(
            _("简报"), icon=":material/co_present:", key=f"{key}-brief", on_change="rerun"
        )
        if menu.open:
            with menu:
                _open(view, offers, link, f"{key}-brief")


def _open(view: View, offers: tuple[Offer, ...], link: str, key: str) -> None:
    """The choices, the button that makes the file, and the file."""
    offer = offers[0]
    if len(offers) > 1:
        by_key = {each.key: each for each in offers}
        offer = by_key[
            st.radio(
                _("写什么"), list(by_key), format_func=lambda k: by_key[k].label, key=f"{key}-of",
                horizontal=True,
            )
        ]  # fmt: skip
    locale = st.segmented_control(
        _("语言"), LOCALES, format_func=lambda code: LANGUAGES[code], key=f"{key}-lang",
        default=view.locale, required=True,
    )  # fmt: skip
    fmt = st.segmented_control(
        _("格式"), FORMATS, format_func=lambda code: _(LABELS[code]), key=f"{key}-fmt",
        default=FORMATS[0], required=True,
    )  # fmt: skip
    wanted = (offer.subject, offer.key, link, locale, fmt, view.store.release_id)
    if st.button(_("生成简报"), key=f"{key}-make", type="primary", width="stretch"):
        st.session_state[MADE] = (wanted, *_made(view, offer, link, str(locale), str(fmt)))
    kept = st.session_state.get(MADE)
    if kept and kept[0] == wanted:
        _file(kept[1], kept[2], str(fmt), key)


def _made(view: View, offer: Offer, link: str, locale: str, fmt: str) -> tuple[str, bytes | str]:
    """Name and bytes of the file; a blank name and what went wrong where it could not be made."""
    bar = st.progress(0.0, text=_("取数……"))

    def progress(share: float, _step: str = "") -> None:
        bar.progress(min(0.3 + 0.7 * share, 1.0), text=_("写文件……"))

    try:
        made = brief(view, offer, link, locale)
        progress(0.0)
        data = write(made, fmt, view.store, progress=progress)
    except AtlasError as error:
        return "", error.message
    finally:
        bar.empty()
    return file_name(made, fmt), data


def brief(view: View, offer: Offer, link: str, locale: str) -> Brief:
    """The brief of an offer in a language; its map is drawn for light paper.

    Raises
    ------
    AtlasError : if it cannot be made
    """
    spoken = locale if locale in i18n.LOCALES else "en"
    paper = replace(
        view, locale=locale, theme="light", at=Addresses(view.store.release_id, locale), scale=1.0
    )
    with i18n.speaking(spoken):
        chosen = offer.chosen(paper) if offer.chosen else None
    return make(
        view.store, offer.subject, locale=locale, day=clock.today(),
        review_number=view.settings.review_number, link=link, weights=offer.weights, chosen=chosen,
    )  # fmt: skip


def _file(name: str, data: Any, fmt: str, key: str) -> None:
    if not name:
        st.error(_("简报没有生成。") + "\n\n" + str(data), icon=":material/error:")
        return
    st.download_button(
        _("下载 {name}").format(name=name), data=data, file_name=name, mime=MEDIA_TYPES[fmt],
        key=f"{key}-file", on_click="ignore", icon=":material/download:", width="stretch",
    )  # fmt: skip

"""A brief as one web page that opens from a USB stick: the map moves, nothing is fetched."""

import base64
import re
from collections.abc import Sequence
from html import escape
from itertools import groupby
from typing import Final

from geodata.errors import ExportError
from geodata.store import Store
from layers.briefs.cleaning import cleaned
from layers.briefs.model import Block, Brief, Chart, Fact, Facts, Table, Words
from layers.briefs.qr import qr_svg
from layers.briefs.webpage_style import STYLE
from layers.briefs.words import TAGS, column_texts, day_text, is_years, word
from layers.print.charts import chart_svg
from layers.web import render

# The page may run what is written into it and fetch nothing at all.
POLICY: Final = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; "
    "form-action 'none'; base-uri 'none'"
)
CHART_MM: Final = (120.0, 66.0)
_ID: Final = re.compile(r"(?<=_)[0-9a-f]{32}(?![0-9a-f])")
_MAP: Final = re.compile(r"var (map_\w+) = L\.map\(")
# What a hover tells, a tap tells too.
_POPUPS: Final = """<script>
MAP.eachLayer(function (layer) {
  var tip = layer.getTooltip && layer.getTooltip();
  if (tip) { layer.bindPopup(tip.getContent()); }
});
</script>
"""


def write_html(brief: Brief, store: Store) -> bytes:
    """The brief as one self-contained page: figures, a map with popups, tables, charts, sources.

    It makes no request, and a policy in it forbids any. The same brief gives the same bytes.

    Parameters
    ----------
    brief : what to write
    store : the release that its map is drawn from

    Raises
    ------
    ExportError
        If the map cannot be drawn or the link does not fit a QR code.
    """
    brief = cleaned(brief)
    page = _same_every_time(render(brief.scene, store, title=brief.title))
    head, opened, rest = page.partition("<head>")
    style, split, rest = rest.partition("</head>")
    before, body, rest = rest.partition("<body>")
    chart, closed, scripts = rest.partition("</body>")
    name = _MAP.search(scripts)
    if not (opened and split and body and closed and name):
        raise ExportError("网页模板与预期不符，未能写入简报", remedy="核对 folium 的版本")
    first = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    wide = '<meta name="viewport" content="width=device-width, initial-scale=1">'
    html = head.replace("<html>", f'<html lang="{TAGS[brief.locale]}">')
    parts = (
        html, opened, first, style, wide, STYLE, split, before, body, _head(brief),
        f'<div class="brief-map">{chart}</div>', _main(brief), closed, scripts.rstrip(),
    )  # fmt: skip
    text = "".join(parts).removesuffix("</html>")
    return (text + _POPUPS.replace("MAP", name[1]) + "</html>\n").encode()


def _same_every_time(page: str) -> str:
    """The page with its elements numbered: folium gives them names by chance."""
    numbers: dict[str, str] = {}
    return _ID.sub(lambda found: numbers.setdefault(found[0], f"{len(numbers):04d}"), page)


def _head(brief: Brief) -> str:
    locale = brief.locale
    meta = (
        day_text(brief.day, locale),
        f"{word(locale, 'release')} {brief.release}",
        brief.review,
    )
    code = ""
    if brief.link:
        svg = base64.b64encode(qr_svg(brief.link)).decode()
        caption = escape(word(locale, "scan"))
        code = (
            f'<figure class="qr"><img alt="{caption}" src="data:image/svg+xml;base64,{svg}">'
            f"<figcaption>{_anchor(brief.link, caption)}</figcaption></figure>"
        )
    return (
        f'<header class="brief"><div><p class="brand">{escape(word(locale, "atlas"))} · '
        f"{escape(word(locale, 'brief'))}</p><h1>{escape(brief.title)}</h1>"
        f'<p class="lead">{escape(brief.subtitle)}</p>'
        f'<p class="meta">{" · ".join(escape(each) for each in meta if each)}</p></div>{code}'
        "</header>"
    )


def _anchor(url: str, inner: str) -> str:
    """A link where the address leads to the web; `inner` is escaped already."""
    if not url.startswith(("http://", "https://")):
        return inner
    return f'<a href="{escape(url)}" rel="noreferrer">{inner}</a>'


def _main(brief: Brief) -> str:
    locale = brief.locale
    sections = _sections(brief)
    if not any(sections):
        sections = [f"<section><p>{escape(word(locale, 'nothing'))}</p></section>"]
    notes = (*brief.notes, word(locale, "blank_means"), word(locale, "rights"))
    about = "".join(f"<li>{escape(note)}</li>" for note in notes)
    sources = "".join(
        f'<li id="source-{number}">{escape(each.title)}'
        + "".join(
            f" · {escape(part)}" for part in (each.publisher, each.published, each.licence) if part
        )
        + (f" · {_anchor(each.url, escape(each.url))}" if each.url else "")
        + "</li>"
        for number, each in enumerate(brief.sources, 1)
    )
    listed = f"<h2>{escape(word(locale, 'sources'))}</h2><ol>{sources}</ol>" if sources else ""
    return (
        f'<main class="brief">{"".join(sections)}<section class="small">{listed}'
        f"<h2>{escape(word(locale, 'about'))}</h2><ul>{about}</ul></section></main>"
    )


def _sections(brief: Brief) -> list[str]:
    """Blocks in the order of reading; charts that follow one another stand side by side."""
    sections: list[str] = []
    for is_chart, group in groupby(brief.blocks, key=lambda block: isinstance(block, Chart)):
        inner = [_section(brief, block) for block in group]
        sections += [f'<div class="pair">{"".join(inner)}</div>'] if is_chart else inner
    return sections


def _section(brief: Brief, block: Block) -> str:
    match block:
        case Facts():
            inner = "".join(_card(brief, fact) for fact in block.rows)
            inner = f'<div class="cards">{inner}</div>' if inner else ""
        case Table():
            inner = _table(brief, block) if block.rows else ""
        case Chart():
            inner = _chart(brief, block)
        case Words():
            inner = "".join(f"<p>{escape(text)}</p>" for text in block.paragraphs)
            inner += _basis(brief, "", block.sources) if inner else ""
    return f"<section><h2>{escape(block.title)}</h2>{inner}</section>" if inner else ""


def _marks(brief: Brief, ids: Sequence[str]) -> str:
    """Numbers of sources, each a link to its line below."""
    return "".join(
        f'<a class="mark" href="#source-{number}">[{number}]</a>' for number in brief.numbered(ids)
    )


def _basis(brief: Brief, note: str, ids: Sequence[str]) -> str:
    """The small line below a table or chart."""
    source = word(brief.locale, "source_line", numbers="\0") if ids else ""
    text = escape(" · ".join(part for part in (note, source) if part))
    marked = text.replace("\0", _marks(brief, ids))
    return f'<p class="basis">{marked}</p>' if text else ""


def _card(brief: Brief, fact: Fact) -> str:
    locale = brief.locale
    doubt = ""
    if fact.confidence in ("medium", "low"):
        doubt = word(locale, "confidence_is", level=word(locale, fact.confidence))
    small = " · ".join(escape(part) for part in (fact.period, fact.note, doubt) if part)
    value = escape(fact.text or word(locale, "unknown"))
    form = "saying" if len(fact.text) > 40 else "figure"
    return (
        f'<div class="card {form}"><span class="label">{escape(fact.label)}</span>'
        f'<span class="value">{value}</span>'
        f'<span class="basis">{small} {_marks(brief, fact.sources)}</span></div>'
    )


def _grid(heads: Sequence[str], columns: Sequence[Sequence[str]], is_right: Sequence[bool]) -> str:
    """A table of texts."""

    def cells(tag: str, texts: Sequence[str]) -> str:
        return "".join(
            f'<{tag} class="right">{escape(text)}</{tag}>'
            if right
            else f"<{tag}>{escape(text)}</{tag}>"
            for text, right in zip(texts, is_right, strict=True)
        )

    body = "".join(f"<tr>{cells('td', row)}</tr>" for row in zip(*columns, strict=True))
    return (
        f'<div class="wide"><table><thead><tr>{cells("th", heads)}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _table(brief: Brief, table: Table) -> str:
    columns = [[row[place] for row in table.rows] for place in range(len(table.columns))]
    right = [
        any(isinstance(cell, int | float) for cell in column) and not is_years(column)
        for column in columns
    ]
    texts = [column_texts(column, brief.locale) for column in columns]
    return _grid(table.columns, texts, right) + _basis(brief, table.note, table.sources)


def _chart(brief: Brief, chart: Chart) -> str:
    """The picture, and its data under it for whoever wants the figures."""
    locale = brief.locale
    svg = base64.b64encode(chart_svg(chart, size_mm=CHART_MM, locale=locale, outlined=True))
    unit = word(locale, "unit_is", unit=chart.unit) if chart.unit else ""
    columns = [
        list(chart.categories),
        *(column_texts(series.values, locale) for series in chart.series),
    ]
    heads = [word(locale, "category"), *(series.name for series in chart.series)]
    grid = _grid(heads, columns, [False, *(True for _ in chart.series)])
    note = " · ".join(part for part in (unit, chart.note) if part)
    return (
        f'<figure><img class="chart" alt="{escape(chart.title)}" '
        f'src="data:image/svg+xml;base64,{svg.decode()}"></figure>'
        f"{_basis(brief, note, chart.sources)}"
        f"<details><summary>{escape(word(locale, 'data_of_chart'))}</summary>{grid}</details>"
    )

"""A brief as slides: native text, tables and charts that stay editable, the map as a picture."""

import io
from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Final, cast

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.presentation import Presentation

from geodata.store import Store
from layers.briefs.cleaning import cleaned
from layers.briefs.maps import MAP_MM, map_png
from layers.briefs.model import Block, Brief, Chart, Fact, Facts, Table, Words
from layers.briefs.qr import qr_png
from layers.briefs.slides_chart import draw_charts
from layers.briefs.slides_facts import draw_card, draw_facts
from layers.briefs.slides_master import (
    BOTTOM,
    COVER_SUBTITLE,
    COVER_TITLE,
    MARGIN,
    TOP,
    WHITE,
    WIDTH,
    add_footer,
    blank_deck,
    place,
)
from layers.briefs.slides_page import Page, Style
from layers.briefs.slides_table import draw_tables
from layers.briefs.slides_words import draw_sources, draw_words
from layers.briefs.stamps import stamped
from layers.briefs.words import TAGS, day_text, word

BESIDE: Final = 5  # figures beside the map
_POINTS: Final = 72 / 25.4  # in a millimetre
_PALE_BLUE: Final = "C9D8EA"
_QR: Final = 118.0
_CARD_GAP: Final = 8.0


def write_pptx(brief: Brief, store: Store) -> bytes:
    """The brief as a PowerPoint file, 16:9.

    Texts shrink until they fit, and are cut only then, with the whole in the slide's notes; the
    notes also name the sources of the slide's figures. The same brief gives the same bytes.

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
    deck = blank_deck()
    _properties(deck, brief)
    locale = brief.locale
    release = f"{word(locale, 'release')} {brief.release}"
    line = (word(locale, "atlas"), brief.title[:60], release, day_text(brief.day, locale))
    add_footer(deck.slide_layouts[1], " · ".join((*line, brief.review)), TAGS[locale])
    _cover(deck, brief)
    blocks = list(brief.blocks)
    first = next((block for block in blocks if isinstance(block, Facts)), None)
    beside = first.rows[:BESIDE] if first else ()
    _map(deck, brief, map_png(brief, store), first.title if first else "", beside)
    if brief.notes:
        blocks.append(Words(word(locale, "about"), brief.notes))
    if first:
        # What stands beside the map is not said twice.
        rest = Facts(first.title, first.rows[BESIDE:])
        blocks = [rest if block is first else block for block in blocks]
    _blocks(deck, brief, blocks)
    if brief.sources:
        draw_sources(deck, brief)
    out = io.BytesIO()
    deck.save(out)
    return stamped(out.getvalue(), brief.day)


def _properties(deck: Presentation, brief: Brief) -> None:
    day = datetime(brief.day.year, brief.day.month, brief.day.day)  # noqa: DTZ001  (a bare day)
    properties = deck.core_properties
    properties.title = brief.title[:255]
    properties.subject = brief.subject[:255]
    properties.author = properties.last_modified_by = word(brief.locale, "atlas")
    properties.language = TAGS[brief.locale]
    properties.version = brief.release[:255]
    properties.created = properties.modified = day
    properties.revision = 1


def _cover(deck: Presentation, brief: Brief) -> None:
    """Title, what it is about, day, release, review line and the way back to the view."""
    slide = deck.slides.add_slide(deck.slide_layouts[0])
    page = Page(slide, brief)
    title, subtitle = slide.placeholders
    page.write(title.text_frame, brief.title, COVER_TITLE[2:], _TITLE)
    title.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    page.write(subtitle.text_frame, brief.subtitle, COVER_SUBTITLE[2:], _SUBTITLE)
    locale = brief.locale
    atlas = f"{word(locale, 'atlas')} · {word(locale, 'brief')}"
    page.text(atlas, (64, 60, 600, 20), _META)
    lines = (
        f"{word(locale, 'date')} {day_text(brief.day, locale)}",
        f"{word(locale, 'release')} {brief.release}",
        brief.review,
        word(locale, "source_note"),
    )
    for place_, line in enumerate(filter(None, lines)):
        page.text(line, (64, 392 + 22 * place_, 600, 20), _META)
    if brief.link:
        picture = slide.shapes.add_picture(io.BytesIO(qr_png(brief.link, 500)), 0, 0)
        x = WIDTH - 64 - _QR
        place(picture, x, 362, _QR, _QR)
        page.describe(picture, f"{word(locale, 'scan')}: {brief.link}")
        picture.click_action.hyperlink.address = _web(brief.link)
        page.text(word(locale, "scan"), (x - 30, 362 + _QR + 5, _QR + 60, 16), _SCAN)
    page.finish()


def _web(link: str) -> str | None:
    """The link where it leads to the web; nothing else is made clickable."""
    return link if link.startswith(("http://", "https://")) else None


def _map(
    deck: Presentation, brief: Brief, picture: bytes, heading: str, facts: Sequence[Fact]
) -> None:
    """The map with the most telling figures beside it."""
    page = Page.of(deck, brief, heading or word(brief.locale, "map"))
    wide, high = (side * _POINTS for side in MAP_MM)
    x = MARGIN if facts else (WIDTH - wide) / 2
    shape = page.shapes.add_picture(io.BytesIO(picture), 0, 0)
    place(shape, x, TOP, wide, high)
    shape.name = word(brief.locale, "map")
    page.describe(shape, brief.scene.alt or brief.title)
    left = x + wide + 14
    room = WIDTH - MARGIN - left
    step = (BOTTOM - TOP + _CARD_GAP) / BESIDE
    for place_, fact in enumerate(facts):
        draw_card(page, fact, (left, TOP + place_ * step, room, step - _CARD_GAP))
    page.finish()


def _blocks(deck: Presentation, brief: Brief, blocks: Sequence[Block]) -> None:
    """Blocks in the order of reading; figures and charts that follow one another share slides."""
    if not any(_filled(block) for block in brief.blocks):
        empty = Words(brief.title, (word(brief.locale, "nothing"),))
        draw_words(deck, brief, [empty])
    for form, some in groupby(filter(_filled, blocks), key=type):
        group = list(some)
        if form is Facts:
            draw_facts(deck, brief, cast("list[Facts]", group))
        elif form is Chart:
            draw_charts(deck, brief, cast("list[Chart]", group))
        elif form is Words:
            draw_words(deck, brief, cast("list[Words]", group))
        else:
            draw_tables(deck, brief, cast("list[Table]", group))


def _filled(block: Block) -> bool:
    """Whether a block has anything to show."""
    match block:
        case Facts() | Table():
            return bool(block.rows)
        case Words():
            return bool(block.paragraphs)
        case Chart():
            return True


_TITLE: Final = Style((40, 36, 32, 28, 24, 20), WHITE, bold=True)
_SUBTITLE: Final = Style((20, 18, 16, 14), _PALE_BLUE)
_META: Final = Style((12, 11, 10), _PALE_BLUE)
_SCAN: Final = Style((11, 10, 9), _PALE_BLUE, align=PP_ALIGN.CENTER)

"""The deck that every brief starts from: 16:9, own colours and fonts, two layouts, nothing idle.

Made from the deck that python-pptx carries. Positions are points from the top left; a slide is
960 × 540 of them.
"""

import io
import re
import zipfile
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any, Final

import pptx
from pptx.dml.color import RGBColor
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation
from pptx.slide import SlideLayout
from pptx.util import Pt

from layers.palette import GROUNDS, KINDS, MODES, hex_of

WIDTH: Final = 960.0
HEIGHT: Final = 540.0
MARGIN: Final = 40.0
TITLE_TOP: Final = 22.0
TITLE_HEIGHT: Final = 44.0
TOP: Final = 84.0  # of what a slide shows
BOTTOM: Final = 500.0
FOOT: Final = 512.0
COVER_TITLE: Final = (64.0, 110.0, 760.0, 150.0)
COVER_SUBTITLE: Final = (64.0, 292.0, 640.0, 60.0)

LATIN_FONT: Final = "Arial"
CHINESE_FONT: Final = "Microsoft YaHei"

NAVY: Final = KINDS["park"].lstrip("#").upper()
ACCENT: Final = hex_of(GROUNDS["light"].accent).lstrip("#").upper()
INK: Final = hex_of(GROUNDS["light"].text).lstrip("#").upper()
GREY: Final = hex_of(GROUNDS["light"].minor_text).lstrip("#").upper()
PALE: Final = "F2F5F8"
RULE: Final = "CBD3DC"
WHITE: Final = "FFFFFF"
# Of the series of a chart, in order: told apart by colour-blind readers.
SERIES: Final = tuple(
    colour.lstrip("#").upper()
    for colour in (
        f"#{NAVY}", f"#{ACCENT}", MODES["sea"], MODES["road"], MODES["river"], MODES["air"],
        KINDS["case"], KINDS["zone"],
    )
)  # fmt: skip

_SCHEME: Final = {
    "dk1": INK, "lt1": WHITE, "dk2": NAVY, "lt2": PALE,
    **{f"accent{place}": colour for place, colour in enumerate(SERIES[:6], 1)},
    "hlink": MODES["rail"].lstrip("#").upper(), "folHlink": GREY,
}  # fmt: skip
_IDLE: Final = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
_PROGRAM: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns="http://schemas.'
    b'openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>Hunan Overseas Atlas</Application></Properties>"
)
_IDLE_PARTS: Final = ("docProps/thumbnail.jpeg", "ppt/printerSettings/printerSettings1.bin")


def blank_deck() -> Presentation:
    """A deck without slides: layout 0 is the title's, layout 1 has a title and room."""
    return pptx.Presentation(io.BytesIO(_template()))


def place(shape: Any, x: float, y: float, wide: float, high: float) -> None:
    """Put a shape at a position, in points."""
    shape.left, shape.top, shape.width, shape.height = Pt(x), Pt(y), Pt(wide), Pt(high)


@lru_cache(maxsize=1)
def _template() -> bytes:
    deck = pptx.Presentation(io.BytesIO(_repainted()))
    deck.slide_width, deck.slide_height = Pt(WIDTH), Pt(HEIGHT)
    for layout in [*deck.slide_layouts][1:]:
        if layout.name != "Title Only":
            deck.slide_layouts.remove(layout)
    master = deck.slide_master
    for holder in (master, *deck.slide_layouts):
        for shape in [*holder.placeholders]:
            if shape.placeholder_format.type in _IDLE:
                shape.element.getparent().remove(shape.element)
    head, body = master.placeholders
    place(head, MARGIN, TITLE_TOP, WIDTH - 2 * MARGIN, TITLE_HEIGHT)
    place(body, MARGIN, TOP, WIDTH - 2 * MARGIN, BOTTOM - TOP)
    for style in master.element.iter(qn("p:titleStyle")):
        level = style.find(qn("a:lvl1pPr"))
        level.set("algn", "l")
        level.find(qn("a:defRPr")).set("sz", "2600")
        level.find(qn("a:defRPr")).set("b", "1")
    cover, plain = deck.slide_layouts
    place(cover.placeholders[0], *COVER_TITLE)
    place(cover.placeholders[1], *COVER_SUBTITLE)
    cover.background.fill.solid()
    cover.background.fill.fore_color.rgb = RGBColor.from_string(NAVY)
    add_bar(cover, 64, 272, 56, 5, ACCENT)
    place(plain.placeholders[0], MARGIN, TITLE_TOP, WIDTH - 2 * MARGIN, TITLE_HEIGHT)
    add_bar(plain, 0, TITLE_TOP, 8, TITLE_HEIGHT, ACCENT)
    add_bar(plain, MARGIN, FOOT - 4, WIDTH - 2 * MARGIN, 0.75, RULE)
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def _repainted() -> bytes:
    """The carried deck in our colours and fonts, without its thumbnail and printer."""
    source = Path(pptx.__file__).parent / "templates" / "default.pptx"
    out = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name in _IDLE_PARTS:
                continue
            if name == "ppt/theme/theme1.xml":
                text = _theme(text.decode()).encode()
            if name == "ppt/presentation.xml":
                text = text.replace(b' type="screen4x3"', b"")
            if name == "docProps/app.xml":
                text = _PROGRAM  # the carried one counts the slides of another deck
            if name.endswith(".rels"):
                text = re.sub(
                    rb"<Relationship [^>]*(?:thumbnail|printerSettings)[^>]*/>", b"", text
                )
            new.writestr(name, text)
    return out.getvalue()


def _theme(text: str) -> str:
    colours = "".join(
        f'<a:{name}><a:srgbClr val="{colour}"/></a:{name}>' for name, colour in _SCHEME.items()
    )
    fonts = "".join(
        f'<a:{name}><a:latin typeface="{LATIN_FONT}"/><a:ea typeface="{CHINESE_FONT}"/>'
        f'<a:cs typeface=""/><a:font script="Hans" typeface="{CHINESE_FONT}"/></a:{name}>'
        for name in ("majorFont", "minorFont")
    )
    text = text.replace('name="Office Theme"', 'name="Atlas"', 1)
    text = re.sub(
        r"(<a:clrScheme )name=\"[^\"]*\">.*(</a:clrScheme>)", rf'\1name="Atlas">{colours}\2', text
    )
    return re.sub(
        r"(<a:fontScheme )name=\"[^\"]*\">.*(</a:fontScheme>)", rf'\1name="Atlas">{fonts}\2', text
    )


def add_bar(layout: SlideLayout, x: float, y: float, wide: float, high: float, colour: str) -> None:
    """Put a filled rectangle on a layout, in points."""
    fill = f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
    _append(layout, (x, y, wide, high), fill, "<a:p/>")


def add_footer(layout: SlideLayout, text: str, tag: str) -> None:
    """Put a line at the foot of every slide of a layout, with the slide's number at its right.

    Parameters
    ----------
    text : of the line, not escaped
    tag : its language
    """
    wide = WIDTH - 2 * MARGIN
    style = (
        f'<a:rPr lang="{tag}" sz="900"><a:solidFill><a:srgbClr val="{GREY}"/></a:solidFill>'
        f'<a:latin typeface="{LATIN_FONT}"/><a:ea typeface="{CHINESE_FONT}"/></a:rPr>'
    )
    line = f"<a:p><a:r>{style}<a:t>{escape(text)}</a:t></a:r></a:p>"
    number = (
        '<a:p><a:pPr algn="r"/><a:fld id="{C1FF6DA9-008F-8B48-92A6-B652298478BF}" '
        f'type="slidenum">{style}<a:t>1</a:t></a:fld></a:p>'
    )
    _append(layout, (MARGIN, FOOT, wide - 60, 16), "<a:noFill/>", line)
    _append(layout, (MARGIN + wide - 60, FOOT, 60, 16), "<a:noFill/>", number)


def _append(
    layout: SlideLayout, box: tuple[float, float, float, float], fill: str, paragraph: str
) -> None:
    """Layouts have no method to add a shape: the element itself."""
    tree = layout.shapes.element
    x, y, wide, high = (Pt(side) for side in box)
    id = max(int(found) for found in tree.xpath("//p:cNvPr/@id")) + 1
    tree.append(
        parse_xml(
            f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{id}" name="Fixed {id}"/>'
            '<p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
            f'<p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
            f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill}<a:ln><a:noFill/></a:ln>'
            '</p:spPr><p:txBody><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" '
            f'anchor="ctr"/><a:lstStyle/>{paragraph}</p:txBody></p:sp>'
        )
    )

"""One slide and what is put on it: fitted native text, notes, alternative texts."""

from dataclasses import dataclass, field
from typing import Any, Final, cast

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.slide import Slide
from pptx.text.text import TextFrame, _Paragraph
from pptx.util import Pt

from layers.briefs.cleaning import sources_of
from layers.briefs.fitting import LINE, fit
from layers.briefs.model import Brief
from layers.briefs.slides_master import (
    CHINESE_FONT,
    GREY,
    INK,
    LATIN_FONT,
    MARGIN,
    NAVY,
    TITLE_HEIGHT,
    WIDTH,
    place,
)
from layers.briefs.words import TAGS, source_text, word

TITLE_SIZES: Final = (26, 24, 22, 20, 18, 16)


@dataclass(frozen=True, slots=True)
class Style:
    """How a text looks.

    Parameters
    ----------
    sizes : points, largest first; the first at which the text fits is taken
    colour : ``RRGGBB``
    """

    sizes: tuple[float, ...]
    colour: str = INK
    bold: bool = False
    align: PP_ALIGN = PP_ALIGN.LEFT


@dataclass(slots=True)
class Page:
    """A slide being filled.

    Parameters
    ----------
    cited : ids of the sources of its figures
    remarks : what its notes say besides the sources
    """

    slide: Slide
    brief: Brief
    cited: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, deck: Presentation, brief: Brief, title: str) -> "Page":
        """A slide with a title."""
        page = cls(deck.slides.add_slide(deck.slide_layouts[1]), brief)
        frame = page.shapes.title.text_frame
        box = (WIDTH - 2 * MARGIN, TITLE_HEIGHT)
        page.write(frame, title, box, Style(TITLE_SIZES, NAVY, bold=True))
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        return page

    @property
    def shapes(self) -> Any:
        """The slide's shapes."""
        return self.slide.shapes

    def text(
        self, text: str, box: tuple[float, float, float, float], style: Style, *, name: str = ""
    ) -> None:
        """A text in a box of its own: x, y, width, height in points."""
        shape = self.shapes.add_textbox(0, 0, 0, 0)
        place(shape, *box)
        if name:
            shape.name = name
        self.write(shape.text_frame, text, box[2:], style)

    def panel(
        self, box: tuple[float, float, float, float], colour: str, *, name: str = ""
    ) -> TextFrame:
        """A filled rectangle; its text frame."""
        shape = self.shapes.add_textbox(0, 0, 0, 0)  # unlike a rectangle it has no shadow
        place(shape, *box)
        if name:
            shape.name = name
        shape.fill.solid()
        shape.fill.fore_color.rgb = RGBColor.from_string(colour)
        return plain_frame(shape.text_frame)

    def write(self, frame: TextFrame, text: str, room: tuple[float, float], style: Style) -> None:
        """The text as the only paragraph of a frame."""
        plain_frame(frame)
        self.run(frame.paragraphs[0], text, room, style)

    def run(
        self, paragraph: _Paragraph, text: str, room: tuple[float, float], style: Style
    ) -> float:
        """Add a text that fits `room` to a paragraph; its height in points.

        What does not fit at the smallest size is cut, and the whole goes into the notes.
        """
        fitted = fit(text, *room, style.sizes, bold=style.bold)
        if fitted.cut:
            self.remarks.append(f"{word(self.brief.locale, 'full_text')}: {text}")
        paragraph.alignment = style.align
        run = paragraph.add_run()
        run.text = fitted.text
        run.font.size = Pt(fitted.size)
        run.font.bold = style.bold
        run.font.color.rgb = RGBColor.from_string(style.colour)
        set_fonts(run.font, TAGS[self.brief.locale])
        return fitted.lines * fitted.size * LINE

    def describe(self, shape: Any, text: str) -> None:
        """Give a picture, chart or table the text that a screen reader says in its place."""
        shape.element.xpath(".//p:cNvPr")[0].set("descr", text)

    def finish(self) -> None:
        """Write the notes: the sources of the slide's figures, and texts that were cut."""
        locale = self.brief.locale
        found = sources_of(self.brief, self.cited)
        lines = [word(locale, "sources_of_slide" if found else "no_sources")]
        lines += [source_text(number, source) for number, source in found]
        frame = cast("TextFrame", self.slide.notes_slide.notes_text_frame)
        frame.text = "\n".join((*lines, *dict.fromkeys(self.remarks)))
        for paragraph in frame.paragraphs:
            for run in paragraph.runs:
                set_fonts(run.font, TAGS[locale])


def plain_frame(frame: TextFrame) -> TextFrame:
    """The frame without inner margins; its text wraps and keeps its size."""
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Pt(0)
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = MSO_ANCHOR.TOP
    return frame


def set_fonts(font: Any, tag: str) -> None:
    """Name a Latin and a Chinese font, and the language that spelling is checked in."""
    font.name = LATIN_FONT
    properties = font._rPr  # noqa: SLF001  (python-pptx sets neither of the two itself)
    properties.set("lang", tag)
    properties.set("altLang", "en-US" if tag == "zh-CN" else "zh-CN")
    latin = properties.find(qn("a:latin"))
    latin.addnext(latin.makeelement(qn("a:ea"), {"typeface": CHINESE_FONT}))


SMALL: Final = Style((9, 8), GREY)

"""How large the browser's window is, so that a map opens fitted to it.

The browser tells once a session, and again when the window has changed much; a cookie lets the
next session know from the start.
"""

import re
from dataclasses import dataclass
from typing import Final

import streamlit as st
from streamlit.components.v2 import component

COOKIE: Final = "atlas_viewport"
KEY: Final = "atlas_viewport_size"
STEP: Final = 40  # pixels: smaller changes do not rerun the page
WALL: Final = 2800  # px; the style sheet enlarges type from here on
PHONE: Final = 900
LANG: Final = {"zh": "zh-CN"}

_tell = component(
    "atlas_viewport",
    js="""
export default function ({ data, setStateValue }) {
  document.documentElement.lang = data.lang;
  let timer = 0;
  const tell = () => {
    const round = (n) => Math.round(n / STEP) * STEP;
    const size = `${round(window.innerWidth)}x${round(window.innerHeight)}`;
    document.cookie = `COOKIE=${size}; path=/; max-age=31536000; SameSite=Lax`;
    if (size !== data.known) setStateValue("size", size);
  };
  const later = () => { clearTimeout(timer); timer = setTimeout(tell, 400); };
  tell();
  window.addEventListener("resize", later);
  return () => { clearTimeout(timer); window.removeEventListener("resize", later); };
}
""".replace("STEP", str(STEP)).replace("COOKIE", COOKIE),
)


@dataclass(frozen=True, slots=True)
class Viewport:
    """The window's inner size in CSS pixels."""

    width: int
    height: int

    @classmethod
    def parse(cls, text: object) -> "Viewport | None":
        """A size like 1366x768; None for anything else or out of reason."""
        found = re.fullmatch(r"(\d{3,5})x(\d{3,5})", str(text or ""))
        if not found:
            return None
        width, height = int(found[1]), int(found[2])
        return cls(width, height) if width <= 16000 and height <= 16000 else None

    @property
    def rem(self) -> int:
        """Pixels of one rem, as the style sheet has it."""
        return 26 if self.width >= WALL else 14

    @property
    def scale(self) -> float:
        """How much larger than on a desk things are drawn: a wall is read from three metres."""
        return self.rem / 14

    @property
    def map_size(self) -> tuple[float, float]:
        """Width and height of the map in the page frame, as the style sheet lays it out."""
        inner = self.width - 2.5 * self.rem
        if self.width <= PHONE:
            return inner, max(360.0, self.height * 0.56)
        return inner * 0.74, max(360.0, self.height - 26.0 * self.rem)


DEFAULT: Final = Viewport(1440, 900)


def known() -> Viewport:
    """The window's size as far as it is known."""
    state = st.session_state.get(KEY)
    told = state.get("size") if state else None
    return Viewport.parse(told) or Viewport.parse(st.context.cookies.get(COOKIE)) or DEFAULT


def listen(locale: str) -> None:
    """Let the browser tell its size, and tell it the language of the page."""
    size = known()
    _tell(
        key=KEY,
        data={"known": f"{size.width}x{size.height}", "lang": LANG.get(locale, locale)},
        on_size_change=lambda: None,
    )

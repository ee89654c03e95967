"""What Streamlit's own theming cannot say: one small style sheet, and the theme in force."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

import streamlit as st

from layers.palette import Theme

STYLE_SHEET: Final = Path(__file__).parent / "frame.css"
LOGOS: Final = {
    "zh": Path(__file__).parent / "logo.svg",
    "en": Path(__file__).parent / "logo-en.svg",
}
ICON: Final = Path(__file__).parent / "icon.svg"


def current() -> Theme:
    """The theme the browser shows; light until it has said."""
    return "dark" if st.context.theme.type == "dark" else "light"


@cache
def sheet() -> tuple[str, bytes]:
    """The style sheet's name, with the hash of its content, and its bytes."""
    body = STYLE_SHEET.read_bytes()
    return f"frame-{hashlib.sha256(body).hexdigest()[:12]}.css", body


def apply(prefix: str = "") -> None:
    """Lay the style sheet over the page.

    It is fetched by address, so that the browser keeps it: inline it would be sent on each rerun.
    """
    st.html(f"<style>@import url('{prefix}/theme/{sheet()[0]}');</style>")

"""What Streamlit's own theming cannot say: one small style sheet, and the theme in force."""

from pathlib import Path
from typing import Final

import streamlit as st

from layers.palette import Theme

STYLE_SHEET: Final = Path(__file__).parent / "frame.css"
LOGO: Final = Path(__file__).parent / "logo.svg"
ICON: Final = Path(__file__).parent / "icon.svg"


def current() -> Theme:
    """The theme the browser shows; light until it has said."""
    return "dark" if st.context.theme.type == "dark" else "light"


def apply() -> None:
    """Lay the style sheet over the page."""
    st.html(STYLE_SHEET)

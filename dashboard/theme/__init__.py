"""What Streamlit's own theming cannot say: one small style sheet, and the theme in force."""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Final

import streamlit as st

from layers.palette import Theme

FOLDER: Final = Path(__file__).parent
STYLE_SHEET: Final = "frame.css"
SERVED: Final = {".css": "text/css", ".js": "text/javascript"}
LOGOS: Final = {
    "zh": Path(__file__).parent / "logo.svg",
    "en": Path(__file__).parent / "logo-en.svg",
}
ICON: Final = Path(__file__).parent / "icon.svg"


def current() -> Theme:
    """The theme the browser shows; light until it has said."""
    return "dark" if st.context.theme.type == "dark" else "light"


@cache
def asset(name: str) -> tuple[str, bytes]:
    """A style sheet's or script's served name, with the hash of its content, and its bytes."""
    path = FOLDER / name
    body = path.read_bytes()
    return f"{path.stem}-{hashlib.sha256(body).hexdigest()[:12]}{path.suffix}", body


@cache
def served() -> dict[str, tuple[str, bytes]]:
    """Type and bytes of every style sheet and script by its served name."""
    names = sorted(path.name for path in FOLDER.iterdir() if path.suffix in SERVED)
    return {asset(name)[0]: (SERVED[Path(name).suffix], asset(name)[1]) for name in names}


def loader(name: str, prefix: str) -> str:
    """A component's script that fetches the one kept by the browser and hands over to it.

    Streamlit sends a component's script with each change of its data, so that one is short.
    """
    address = f"{prefix}/theme/{asset(name)[0]}"
    return (
        # On several lines: Streamlit takes a text of one line for the name of a file.
        f"const address = location.origin + {json.dumps(address)};\n"
        "export default async (part) => (await import(address)).default(part);\n"
    )


def apply(prefix: str = "") -> None:
    """Lay the style sheet over the page.

    It is fetched by address, so that the browser keeps it: inline it would be sent on each rerun.
    """
    st.html(f"<style>@import url('{prefix}/theme/{asset(STYLE_SHEET)[0]}');</style>")


def mark_menu(place: int) -> None:
    """Mark the menu of the open page on the bar: Streamlit marks single pages only.

    Parameters
    ----------
    place : of the menu on the bar, from 1; 0 for none
    """
    if place:
        item = f'[data-testid="stTopNav"] > :nth-child({place}) [data-testid="stTopNavSection"]'
        st.html(f"<style>{item} {{ box-shadow: inset 0 -3px 0 var(--atlas-accent); }}</style>")

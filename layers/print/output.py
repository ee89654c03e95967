"""Figures of matplotlib as bytes, the same for the same figure: no dates, no program names."""

import io
from threading import Lock
from typing import Final, Literal

import matplotlib as mpl
from matplotlib.figure import Figure

Format = Literal["png", "svg", "pdf"]
# Whether an SVG keeps its text as text is a setting of the whole process to matplotlib.
_SVG: Final = Lock()


def written(figure: Figure, fmt: Format, description: str, *, outlined: bool = True) -> bytes:
    """The figure in a format, at its own size and resolution.

    Parameters
    ----------
    description : what a reader who cannot see it is told; kept in the file
    outlined : text in SVG becomes outlines, which need no font; else it stays text
    """
    metadata: dict[str, dict[str, str | None]] = {
        "png": {"Description": description, "Software": None},
        "svg": {"Description": description, "Date": None, "Creator": None},
        "pdf": {"Subject": description, "CreationDate": None, "Creator": None, "Producer": None},
    }
    out = io.BytesIO()

    def save() -> None:
        figure.savefig(
            out,
            format=fmt,
            dpi=figure.dpi,
            metadata=metadata[fmt],
            facecolor=figure.get_facecolor(),
        )

    if fmt != "svg":
        save()
        return out.getvalue()
    with _SVG:
        mpl.rcParams["svg.fonttype"] = "path" if outlined else "none"
        try:
            save()
        finally:
            mpl.rcParams["svg.fonttype"] = "path"
    return out.getvalue()

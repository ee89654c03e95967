"""The QR code that reopens the view a brief was made from."""

import io
from typing import Final

import segno
from segno.encoder import DataOverflowError

from geodata.errors import ExportError

# From here on a code with the middle level of repair is too fine to scan from paper.
_LONG: Final = 200
_QUIET: Final = 2  # light modules around the code


def _code(link: str) -> segno.QRCode:
    if not link:
        raise ExportError("没有网址，无法做成二维码", remedy="给简报填上网址，或不放二维码")
    try:
        return segno.make_qr(link, error="m" if len(link.encode()) <= _LONG else "l")
    except DataOverflowError as error:
        raise ExportError(
            f"网址长 {len(link)} 字，二维码放不下",
            where=link[:80],
            remedy="减少筛选条件后重新生成简报，或不放二维码",
        ) from error


def qr_svg(link: str) -> bytes:
    """The code as SVG that grows to the size of its place.

    Parameters
    ----------
    link : the address; a long one is coded with less repair so that it can still be scanned

    Raises
    ------
    ExportError
        If the address is empty or longer than a code can hold (about 2,900 bytes).
    """
    out = io.BytesIO()
    _code(link).save(
        out, kind="svg", border=_QUIET, light="#ffffff", xmldecl=False, svgns=True, omitsize=True
    )
    return out.getvalue()


def qr_png(link: str, px: int) -> bytes:
    """The code as PNG, at least `px` pixels wide so that its edges stay sharp.

    Parameters
    ----------
    link : as for `qr_svg`
    px : width wanted, pixels

    Raises
    ------
    ExportError
        As for `qr_svg`.
    """
    code = _code(link)
    width = code.symbol_size(border=_QUIET)[0]
    out = io.BytesIO()
    code.save(out, kind="png", border=_QUIET, scale=-(-px // width))
    return out.getvalue()

"""Office files of the same brief are the same bytes, whenever they are written."""

import io
import re
import zipfile
from datetime import date
from typing import Final

_TIMES: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")


def stamped(data: bytes, day: date) -> bytes:
    """The file with a brief's day in place of every time of writing, also in workbooks within it.

    Parameters
    ----------
    data : an office file, which is a zip archive
    day : of the brief
    """
    instant = f"{day.isoformat()}T00:00:00Z".encode()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _TIMES.sub(rb"\g<1>" + instant + rb"\g<2>", content)
            elif name.endswith(".xlsx"):
                content = stamped(content, day)
            entry = zipfile.ZipInfo(name, date_time=(day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, content)
    return out.getvalue()

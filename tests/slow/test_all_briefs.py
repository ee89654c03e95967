"""Every country's brief in every language and format, made once and opened again.

It takes minutes and is no part of ``make test``; ``make slow`` runs it on all cores.
"""

import io
import os
import re
import statistics
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from multiprocessing import get_context
from pathlib import Path

import openpyxl
import pytest
from pptx import Presentation
from pypdf import PdfReader

from geodata.store import FolderStore
from layers.briefs.content import make
from layers.briefs.files import FORMATS, write
from layers.briefs.model import LOCALES, Brief

DAY = date(2026, 11, 21)
REVIEW = "GS(2026)0001"
MOST_PAGES = 2


@dataclass
class Result:
    """Of one country: seconds of each brief's four files, and what was wrong."""

    iso3: str
    seconds: dict[str, float] = field(default_factory=dict)
    parts: dict[str, float] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)


def squeezed(text: str) -> str:
    """Text without blanks and places to break, which readers of files set as they like."""
    return re.sub(r"[\s\u200b\u00ad]+", "", text)


def words_of(fmt: str, data: bytes) -> str:
    """All text of a file."""
    if fmt == "pptx":
        deck = Presentation(io.BytesIO(data))
        parts = [
            text
            for slide in deck.slides
            for shape in slide.shapes
            for text in (
                [shape.text_frame.text] if shape.has_text_frame
                else [cell.text for row in shape.table.rows for cell in row.cells]
                if shape.has_table else []
            )
        ]  # fmt: skip
        return "\n".join(parts)
    if fmt == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(data))
        return "\n".join(
            str(cell) for sheet in book for row in sheet.iter_rows(values_only=True)
            for cell in row if cell is not None
        )  # fmt: skip
    if fmt == "pdf":
        reader = PdfReader(io.BytesIO(data))
        assert len(reader.pages) <= MOST_PAGES, f"{len(reader.pages)} pages"
        return "\n".join(page.extract_text() for page in reader.pages)
    return data.decode()


def faults(brief: Brief, fmt: str, data: bytes) -> list[str]:
    """What a file lacks: title, release, review line, a source."""
    found = squeezed(words_of(fmt, data))
    wanted = [brief.title, brief.release, brief.review, *(s.title for s in brief.sources)]
    return [
        f"{brief.subject} {brief.locale} {fmt}: {each!r} is missing"
        for each in wanted
        if squeezed(each)[:40] not in found and squeezed(each)[:40] not in unescaped(found)
    ]


def unescaped(text: str) -> str:
    for escape, mark in (("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&#39;", "'"),
                         ("&#x27;", "'"), ("&quot;", '"')):  # fmt: skip
        text = text.replace(escape, mark)
    return text


_store: FolderStore


def begin(folder: Path) -> None:
    """Open the release, once a process."""
    global _store  # noqa: PLW0603  (a pool has no other way to hand on what it opened)
    _store = FolderStore.open(folder)


def briefs_of(iso3: str) -> Result:
    """Make all files of a country and look into them."""
    result = Result(iso3)
    for locale in LOCALES:
        started = time.perf_counter()
        brief = make(
            _store, f"country:{iso3}", locale=locale, day=DAY, review_number=REVIEW,
            link=f"https://atlas.example.cn/country?sel=country:{iso3}",
        )  # fmt: skip
        result.parts[f"{locale} content"] = time.perf_counter() - started
        files = {}
        for fmt in FORMATS:
            before = time.perf_counter()
            files[fmt] = write(brief, fmt, _store)
            result.parts[f"{locale} {fmt}"] = time.perf_counter() - before
        result.seconds[locale] = time.perf_counter() - started
        for fmt, data in files.items():
            try:
                result.wrong += faults(brief, fmt, data)
            except (AssertionError, ValueError, KeyError) as broken:
                result.wrong.append(f"{brief.subject} {locale} {fmt}: {broken}")
    return result


@pytest.mark.timeout(3600)
def test_every_country_in_every_language_and_format(real_data_dir, capsys):
    """65 countries, three languages, four formats: each file opens and is complete."""
    countries = FolderStore.open(real_data_dir).table("country")["iso3"].tolist()
    with ProcessPoolExecutor(
        os.cpu_count(), mp_context=get_context("spawn"), initializer=begin,
        initargs=(real_data_dir,),
    ) as pool:  # fmt: skip
        results = list(pool.map(briefs_of, countries))
    assert len(results) == 65
    whole = [each for result in results for each in result.seconds.values()]
    worst = max(results, key=lambda result: max(result.seconds.values()))
    with capsys.disabled():
        told = [f"\n{len(whole)} briefs in four formats: median {statistics.median(whole):.2f} s"]
        told.append(f"worst {max(whole):.2f} s ({worst.iso3})")
        for part in ("content", *FORMATS):
            own = [s for r in results for name, s in r.parts.items() if name.endswith(part)]
            told.append(f"{part} {statistics.median(own):.2f}/{max(own):.2f} s")
        print(", ".join(told))  # noqa: T201  (the times are what this test is run for)
    wrong = [each for result in results for each in result.wrong]
    assert not wrong, "\n".join(wrong[:40])

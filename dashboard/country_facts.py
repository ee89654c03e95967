"""Facts of a country as one light element: each opens where it is from and what else is said.

Plain HTML that folds by itself: opening a fact asks nothing of the server.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import streamlit as st

from dashboard import provenance
from dashboard import words as w
from dashboard.context import View
from dashboard.i18n import _, noted, pick
from geodata.errors import NotFoundError
from geodata.profile import Figure, Median, figure
from geodata.profile.model import in_words
from geodata.store import as_row


@dataclass(frozen=True, slots=True)
class Proof:
    """Where a value is from.

    Parameters
    ----------
    value : as shown, where it is another one than the fact's own
    what : definition and basis
    row : source_id, other_source_ids, as_of, confidence, note
    """

    value: str
    what: str
    row: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact as it stands on the page.

    Parameters
    ----------
    label, value : plain text
    side : said behind the value: year, median of the region
    proofs : its own first; the others are other figures for the same thing
    old : whether it is older than the office's limit
    href : address that the value links to
    long : whether the value is a sentence
    """

    label: str
    value: str
    side: str = ""
    proofs: tuple[Proof, ...] = ()
    old: bool = False
    href: str = ""
    long: bool = False


def is_old(view: View, when: object) -> bool:
    """Whether a year or date is older than the office's limit, on the day of the release."""
    now = int(view.store.manifest.built_at[:4])
    return provenance.stale(when, now, view.settings.stale_years)


def median_text(view: View, median: Median | None, unit: str, decimals: int) -> str:
    """「东非中位 49.5%（18 国）」, blank where there is no median."""
    if median is None:
        return ""
    return _("{region}中位 {value}（{n} 国）").format(
        region=w.word(w.REGIONS, median.scope), n=median.n,
        value=in_words(median.value, unit, view.locale, decimals),
    )  # fmt: skip


def of_figure(view: View, iso3: str, indicator: str, label: str = "") -> Fact | None:
    """An indicator's newest figure with the region's median; None where there is none.

    Parameters
    ----------
    label : instead of the indicator's name
    """
    found = figure(view.store, iso3, indicator)
    if found is None:
        return None
    side = [str(found.year or "")]
    side.append(median_text(view, found.region_median, found.unit, found.decimals))
    return Fact(
        label or pick({"name_zh": found.name_zh, "name_en": found.name_en}),
        found.shown(view.locale),
        " · ".join(part for part in side if part),
        (Proof("", found.basis_zh, _row(found)), *(_other(view, each) for each in found.others)),
        old=is_old(view, found.year or found.as_of),
    )


def figures(view: View, iso3: str, indicators: Iterable[str]) -> list[Fact]:
    """The facts of several indicators, those that the country has."""
    found = (of_figure(view, iso3, indicator) for indicator in indicators)
    return [fact for fact in found if fact is not None]


def of_row(
    view: View, label: str, value: object, row: Mapping[str, Any], *,
    side: str = "", long: bool = False, others: Sequence[Proof] = (), dated: bool = False,
) -> Fact:  # fmt: skip
    """A fact of a row of the tables; a blank value is said to be unknown.

    Parameters
    ----------
    row : with source_id, other_source_ids, as_of, confidence, note
    dated : whether the row's own date tells how old the fact is
    """
    text = str(value).strip() if value is not None and value == value else ""
    if not text:
        return unknown(label)
    old = dated and is_old(view, row.get("as_of"))
    return Fact(label, text, side, (Proof("", "", row), *others), old=old, long=long)


def unknown(label: str) -> Fact:
    """A fact that nobody has stated."""
    return Fact(label, _("暂无"))


def claims(view: View, kind: str, id_: str, field: str) -> tuple[Proof, ...]:
    """What other sources say of a field of an entity."""
    rows = view.store.table("claim")
    own = rows[(rows["kind"] == kind) & (rows["subject_id"] == id_) & (rows["field"] == field)]
    return tuple(
        Proof(f"{row['value']} {row['unit'] or ''}".strip(), "", row)
        for row in (as_row(each) for _number, each in own.iterrows())
    )


def show(view: View, facts: Iterable[Fact | None], *, columns: int = 2) -> None:
    """Show facts in columns, one below the other.

    Parameters
    ----------
    facts : in order; None is left out
    columns : how many side by side on a wide screen
    """
    st.html(markup(view, [fact for fact in facts if fact is not None], columns))


def markup(view: View, facts: Sequence[Fact], columns: int = 2) -> str:
    """The element's HTML; every text is escaped."""
    body = "".join(_fact(view, fact) for fact in facts)
    return f'<div class="atlas-profile {view.theme} of{columns}">{body}</div>'


def heading(view: View, text: str) -> None:
    """A heading over facts or a table, no taller than a line."""
    st.html(f'<div class="atlas-profile-head {view.theme}">{escape(text)}</div>')


def link(address: object, text: str) -> str:
    """A link to another site, opened beside; plain text where the address is none for a browser.

    The server's own header keeps the browser from telling that site where the reader came from.
    """
    url = str(address or "")
    if not url.startswith(("http://", "https://")):
        return escape(text)
    return f'<a href="{escape(url, quote=True)}" target="_blank" rel="noopener">{escape(text)}</a>'


def _fact(view: View, fact: Fact) -> str:
    value = link(fact.href, fact.value) if fact.href else escape(fact.value)
    aside = escape(fact.side)
    if fact.old:
        mark = escape(_("超过 {n} 年").format(n=view.settings.stale_years))
        aside += f" <em>{mark}</em>"
    tone = ' class="long"' if fact.long else ""
    said = f"<i>{escape(fact.label)}</i><b>{value}</b><small>{aside}</small>"
    if not fact.proofs:
        return f"<div{tone}>{said}</div>"
    own, *others = fact.proofs
    inside = f"<p>{_proof(view, own)}</p>"
    if others:
        items = "".join(
            f"<li><b>{escape(each.value)}</b> {_proof(view, each)}</li>" for each in others
        )
        inside += f"<p>{escape(_('同一事实的其他数字'))}</p><ul>{items}</ul>"
    return f"<details{tone}><summary>{said}</summary>{inside}</details>"


def _proof(view: View, proof: Proof) -> str:
    row = proof.row
    if not row:
        return escape(proof.what)
    ids = [row.get("source_id"), *str(row.get("other_source_ids") or "").split(";")[:3]]
    titles = [_source(view, str(each)) for each in ids if each]
    parts = [
        escape(proof.what),
        escape(_("来源：")) + escape(_("；")).join(titles),
        escape(_("日期：") + str(row.get("as_of") or _("未注"))),
        escape(_("可信度：") + w.word(w.CONFIDENCE, row.get("confidence"))),
    ]
    note = row.get("note")
    if isinstance(note, str) and note and note != proof.what:
        parts.append(escape(_("说明：") + note))
    return " · ".join(part for part in parts if part)


def _source(view: View, source_id: str) -> str:
    try:
        row = view.store.get("source", source_id)
    except NotFoundError:
        return escape(source_id)
    return link(row["address"], str(row["title"]))


def _row(found: Figure) -> dict[str, str]:
    return {
        "source_id": found.source_id, "other_source_ids": found.other_source_ids,
        "as_of": found.as_of, "confidence": found.confidence, "note": found.note,
    }  # fmt: skip


def _other(view: View, found: Figure) -> Proof:
    name = pick({"name_zh": found.name_zh, "name_en": found.name_en})
    what = " · ".join(part for part in (name, found.basis_zh) if part)
    return Proof(noted(found.shown(view.locale), str(found.year or "")), what, _row(found))

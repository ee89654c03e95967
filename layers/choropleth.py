"""A choropleth: classes of a variable as the land's colours, with the legend's real bounds."""

from dataclasses import dataclass

import pandas as pd

from geodata.format import number, unit_word
from geodata.store import Store
from geodata.variables import Variable, present, values
from layers.classify import Classes, classify
from layers.palette import GROUNDS, Rgba, Theme, alpha, hex_of, ramp
from layers.payloads import focus_order
from layers.scene import Swatch

PRESENT_WORDS = {"zh": "有记载，暂无数字", "en": "Recorded, no figure"}
NONE_WORDS = {"zh": "暂无数据", "en": "No data"}
RANK_WORDS = {"zh": "第 {} 位", "en": "rank {}"}
RANK_STEPS = (1, 3, 5, 10)


@dataclass(frozen=True, slots=True)
class Choropleth:
    """Colours of the focus countries.

    Parameters
    ----------
    classes : class of each focus country in order of ISO code, -1 for none
    colours : colour of each class
    swatches : the legend's entries, highest first
    colour_of : ``#rrggbb`` by ISO code, for the chart beside the map
    """

    classes: tuple[int, ...]
    colours: tuple[Rgba, ...]
    swatches: tuple[Swatch, ...]
    colour_of: dict[str, str]


def _rank_classes(found: pd.Series) -> tuple[Classes, list[str]]:
    """Ranks are put in steps (1, 2–3, 4–5, 6–10); the best rank is the deepest colour."""
    steps = pd.Series(len(RANK_STEPS), index=found.index)
    for place, top in reversed(list(enumerate(RANK_STEPS))):
        steps[found <= top] = place
    index = (len(RANK_STEPS) - 1 - steps).clip(lower=0).astype(int)
    spans, low = [], 1
    for top in RANK_STEPS:
        spans.append(f"{low}–{top}" if low < top else f"{top}")
        low = top + 1
    if (found > RANK_STEPS[-1]).any():
        spans[-1] = f"{RANK_STEPS[-2] + 1}+"
    return Classes(index, (), "rank"), list(reversed(spans))


def _labels(classes: Classes, locale: str) -> list[str]:
    out = []
    for low, high in classes.bounds:
        a, b = number(low, locale, 2), number(high, locale, 2)
        out.append(a if a == b else f"{a} – {b}")
    return out


def of_numbers(
    store: Store, found: pd.Series, theme: Theme, family: str, locale: str, *, blank: str
) -> Choropleth:
    """Classes of any number known by country, such as how many facts there are.

    Parameters
    ----------
    found : by ISO code; a country that is missing gets no class
    family : which ramp of the palette
    blank : what the legend says of a country without a number
    """
    known = found.dropna()
    classes = classify(known)
    labels = _labels(classes, locale)
    colours = [alpha(tone, 1) for tone in ramp(family, theme, max(len(labels), 1))[: len(labels)]]
    return _painted(store, dict(classes.index), colours, _swatches(labels, colours), theme, blank)


def _swatches(labels: list[str], colours: list[Rgba]) -> list[Swatch]:
    """The legend's entries, highest first."""
    pairs = zip(reversed(labels), reversed(colours), strict=True)
    return [Swatch(label, hex_of(tone)) for label, tone in pairs]


def _painted(
    store: Store,
    by_country: dict[str, int],
    colours: list[Rgba],
    swatches: list[Swatch],
    theme: Theme,
    blank: str,
) -> Choropleth:
    """The choropleth of classes by country, its legend closed by what no class means."""
    return Choropleth(
        classes=tuple(int(by_country.get(iso3, -1)) for iso3 in focus_order(store)),
        colours=tuple(colours),
        swatches=(*swatches, Swatch(blank, hex_of(GROUNDS[theme].focus))),
        colour_of={iso3: hex_of(colours[c]) for iso3, c in by_country.items()},
    )


def choropleth(
    store: Store, variable: Variable, theme: Theme, family: str, locale: str, within: set[str]
) -> Choropleth:
    """Classify a variable over the countries shown.

    Parameters
    ----------
    variable : what to colour by
    family : which ramp of the palette
    within : ISO codes that the filters leave; the others get no class
    """
    words = "zh" if locale == "zh" else "en"
    found = values(store, variable)["value"]
    found = found[found.index.isin(within)]
    if variable.measure == "presence":
        classes, labels = Classes(found.astype(int) * 0, ((1, 1),), "presence"), []
    elif variable.measure == "tonnage-rank":
        classes, spans = _rank_classes(found)
        labels = [RANK_WORDS[words].format(span) for span in spans]
    else:
        classes = classify(found)
        labels = _labels(classes, locale)
    if variable.measure == "presence":
        labels = [PRESENT_WORDS[words].split("，")[0].split(",")[0]]
    tones = ramp(family, theme, max(len(labels), 1))
    colours = [alpha(tone, 1) for tone in tones[: len(labels)]]
    by_country = dict(classes.index)
    only_present: set[str] = set()
    if variable.kind == "resource" and variable.measure != "presence":
        only_present = (set(present(store, variable.subject)) & within) - set(by_country)
    swatches = _swatches(labels, colours)
    ground = GROUNDS[theme]
    if only_present:
        pale = tuple(
            (a + b) // 2 for a, b in zip(ground.focus, ramp(family, theme, 5)[0], strict=True)
        )
        colours.append(alpha((pale[0], pale[1], pale[2]), 1))
        by_country |= dict.fromkeys(only_present, len(colours) - 1)
        swatches.append(Swatch(PRESENT_WORDS[words], hex_of(colours[-1])))
    return _painted(store, by_country, colours, swatches, theme, NONE_WORDS[words])


def legend_title(store: Store, variable: Variable, name: str, locale: str) -> str:
    """The variable's name with unit and year span, as the legend and the chart show it."""
    found = values(store, variable)
    unit = found["unit"].dropna()
    parts = [name]
    if not unit.empty and unit.iloc[0]:
        word = unit_word(str(unit.iloc[0]), locale)
        if word:
            parts.append(f"（{word}）" if locale == "zh" else f" ({word})")
    years = found["year"].dropna()
    if not years.empty:
        low, high = int(years.min()), int(years.max())
        parts.append(f" {low}" if low == high else f" {low}–{high}")
    return "".join(parts)

"""The brief of two to six countries side by side."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any, Final

from geodata.compare import FEWEST, Line, indicator_line
from geodata.format import column_scale
from geodata.profile import Figure, series
from geodata.scores import INDEXES
from layers.briefs.content import country as one_country
from layers.briefs.content import figures, judged, reach
from layers.briefs.content.desk import Desk
from layers.briefs.model import Block, Cell, Chart, Facts, Series, Table, Words

CHARTS: Final = ("gdp_per_capita_nominal", "gdp_growth", "electrification")
NO_UNIT: Final = "–"  # a blank would read as unknown
LINES: Final = "imports_from_china_reported"


def title(desk: Desk, iso3s: Sequence[str]) -> tuple[str, str]:
    """Title and subtitle.

    Raises
    ------
    NotFoundError : if one of the countries does not exist
    """
    names = [desk.called(desk.store.get("country", iso3), iso3) for iso3 in iso3s]
    return desk.say("compare-title", names=desk.listed(names)), desk.say("compare-sub")


def blocks(
    desk: Desk, iso3s: Sequence[str], weights: one_country.Weights | None = None
) -> Iterator[Block]:
    """What the brief says.

    Parameters
    ----------
    iso3s : two to six focus countries
    weights : of the indicators of the scores, by index
    """
    # One line a country: what decides stands beside the map.
    yield Facts(
        desk.say("reach-title"),
        tuple(reach.days(desk, iso3, desk.country(iso3)) for iso3 in iso3s),
    )
    scores = _scores(desk, iso3s, weights or {})
    if scores is not None:
        yield scores
    yield _indicators(desk, iso3s)
    yield from _terms(desk, iso3s)
    yield from _charts(desk, iso3s)
    said = (desk.say("best-worst"), desk.say("unknown-note"), desk.say("chinese-note"))
    yield Words(desk.say("cautions"), tuple(each for each in said if each))


def _scores(desk: Desk, iso3s: Sequence[str], weights: one_country.Weights) -> Table | None:
    """Scores with intervals and ranks; a country with too few figures has blanks."""
    cells = []
    sources: list[str] = []
    for index in INDEXES:
        found = judged.scored(desk, index, weights.get(index))
        if found is None:
            continue
        for iso3 in iso3s:
            row = found.table.loc[iso3].to_dict()
            cells.append((desk.word("index", index), desk.country(iso3), *_score_cells(desk, row)))
            sources += judged.score_sources(found, iso3)
    if not cells:
        return None
    heads = ("metric", "country", "score", "low", "high", "rank", "rank-span")
    return Table(
        desk.say("scores"),
        tuple(desk.say(head) for head in heads),
        tuple(cells),
        tuple(dict.fromkeys(sources)),
    )


def _score_cells(desk: Desk, row: Mapping[Hashable, Any]) -> tuple[Cell, ...]:
    """Score, its interval, rank and interval of ranks; blanks where there are too few figures."""
    if not row["enough"]:
        return None, None, None, None, desk.say("not-enough")
    score = (round(float(row[name]), 1) for name in ("score", "low", "high"))
    return *score, int(row["rank"]), f"{int(row['rank_low'])}–{int(row['rank_high'])}"


def _indicators(desk: Desk, iso3s: Sequence[str]) -> Table:
    """Newest figures, one indicator a row, in one unit a row; with the best and the worst."""
    known = [each for each in figures.COMPARED if desk.rows("indicator_term", indicator=each)]
    found = [indicator_line(desk.store, iso3s, each) for each in known]
    told = [line for line in found if any(value is not None for value in line.numbers)]
    heads = (
        desk.say("indicator"), desk.say("unit"), *(desk.country(iso3) for iso3 in iso3s),
        desk.say("year"), "▲", "▼",
    )  # fmt: skip
    sources = (each.source_id for line in told for each in line.figures if each)
    return Table(
        desk.say("indicators"), heads, tuple(_line(desk, iso3s, line) for line in told),
        tuple(dict.fromkeys(sources)), desk.say("best-worst"),
    )  # fmt: skip


def _line(desk: Desk, iso3s: Sequence[str], line: Line) -> tuple[Cell, ...]:
    """A row of figures, large ones divided so that they can be read."""
    known = [each for each in line.figures if each is not None and each.value is not None]
    factor, word = column_scale(max(abs(each.value or 0) for each in known), desk.locale)
    if desk.locale == "fr":
        word = {"bn": "Md", "m": "M"}.get(word, word)
    unit = desk.unit(known[0].unit)
    decimals = known[0].decimals if factor == 1 else 2
    return (
        figures.label(desk, line.key),
        (f"{word}{unit}" if desk.locale == "zh" else f"{word} {unit}".strip()) or NO_UNIT,
        *(None if value is None else _rounded(value / factor, decimals) for value in line.numbers),
        _years(known),
        desk.listed(desk.country(iso3) for iso3 in iso3s if iso3 in line.best) or None,
        desk.listed(desk.country(iso3) for iso3 in iso3s if iso3 in line.worst) or None,
    )


def _rounded(value: float, decimals: int) -> float:
    return round(value, decimals) if decimals else round(value)


def _years(known: Sequence[Figure]) -> str:
    years = sorted({str(each.year or each.as_of[:4]) for each in known})
    return "–".join(dict.fromkeys((years[0], years[-1])))


def _terms(desk: Desk, iso3s: Sequence[str]) -> Iterator[Table]:
    """Tariff, treaties and visa, one country a row."""
    cells = []
    sources: list[str] = []
    labels = [desk.say(key) for key in ("zero-tariff", "rcep", "dta", "bit", "visa")]
    for iso3 in iso3s:
        told = {fact.label: fact for fact in one_country.terms(desk, iso3)}
        cells.append(
            (desk.country(iso3), *(told[each].text or None if each in told else None
                                   for each in labels))
        )  # fmt: skip
        sources += [source for fact in told.values() for source in fact.sources]
    yield Table(
        desk.say("terms"), (desk.say("country"), *labels), tuple(cells),
        tuple(dict.fromkeys(sources)),
    )  # fmt: skip


def _charts(desk: Desk, iso3s: Sequence[str]) -> Iterator[Chart]:
    """Newest figures side by side, and imports from China by year, all on one scale."""
    names = tuple(desk.country(iso3) for iso3 in iso3s)
    for indicator in CHARTS:
        found = [figures.has(desk, iso3, indicator) for iso3 in iso3s]
        known = [each for each in found if each is not None and each.value is not None]
        if len(known) < FEWEST:
            continue
        label = figures.label(desk, indicator)
        yield Chart(
            label, "columns", names,
            (Series(label, tuple(each.value if each else None for each in found)),),
            unit=desk.unit(known[0].unit),
            sources=tuple(dict.fromkeys(each.source_id for each in known)),
            note=_years(known),
        )  # fmt: skip
    if not desk.rows("indicator_term", indicator=LINES):
        return
    lines = {iso3: dict(series(desk.store, iso3, LINES)) for iso3 in iso3s}
    years = sorted({year for own in lines.values() for year in own})[-figures.MOST_YEARS :]
    if len(years) < FEWEST:
        return
    span = range(years[0], years[-1] + 1)
    factor, unit = figures.money_scale(desk)
    newest = [figures.has(desk, iso3, LINES) for iso3 in iso3s]
    yield Chart(
        figures.label(desk, LINES), "lines", tuple(str(year) for year in span),
        tuple(
            Series(
                desk.country(iso3),
                tuple(round(own[y] / factor, 4) if y in own else None for y in span),
            )
            for iso3, own in lines.items()
        ),
        unit=unit,
        sources=tuple(dict.fromkeys(each.source_id for each in newest if each)),
    )  # fmt: skip

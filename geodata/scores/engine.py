"""Scores of an index: the table, its parts, and the intervals."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from geodata import clock
from geodata.scores.aggregate import Parts, coverage, enough, scores
from geodata.scores.draws import DRAWS, SEED, drawn_scores, interval, ranks
from geodata.scores.figures import figures
from geodata.scores.scale import Array, scaled
from geodata.scores.terms import Term, chosen_weights, terms_of
from geodata.store import Store


@dataclass(frozen=True, eq=False)
class Scored:
    """An index worked out for all focus countries; frames are shared and not to be changed.

    Parameters
    ----------
    index : one of `INDEXES`; in each, 100 is best
    year : the year that counts as now
    weights : indicator → share, summing to 1
    terms : the indicators, in the order of the table
    table : by iso3: score, low, high (0–100), rank, rank_low, rank_high (1 best), coverage (0–1),
        enough; score, interval and ranks are missing where there is not enough
    parts : iso3 × indicator, 0–100, NaN where missing
    trust : iso3 × indicator, share of its weight that a figure keeps
    figures : one row a figure used; see `geodata.scores.figures.figures`
    regions : of the countries, by iso3
    draws, seed : how many draws the intervals are of, and the generator's seed
    """

    index: str
    year: int
    weights: Mapping[str, float]
    terms: tuple[Term, ...]
    table: pd.DataFrame
    parts: pd.DataFrame
    trust: pd.DataFrame
    figures: pd.DataFrame
    regions: "pd.Series[str]"
    draws: int
    seed: int

    def arrays(self) -> tuple[Parts, Array]:
        """What `geodata.scores.aggregate` works on: the parts, and the weights in their order."""
        return _parts(self.parts, self.trust, self.terms), _vector(self.weights, self.terms)

    def term(self, indicator: str) -> Term:
        """The definition of an indicator of the index."""
        return next(term for term in self.terms if term.indicator == indicator)


def score(store: Store, index: str, weights: Mapping[str, float] | None = None) -> Scored:
    """Score every focus country by an index.

    Parameters
    ----------
    index : ``business`` (营商环境) or ``political`` (政治稳定度); in both, 100 is best
    weights : indicator → weight in place of the table's; those left out keep theirs, and all are
        scaled to sum to 1

    Raises
    ------
    UsageError
        If there is no such index or indicator, or a weight makes no sense.
    """
    chosen = chosen_weights(store, index, weights)
    # Rounded so that weights that were only scaled are the same question.
    return _scored(
        store, index, tuple((name, round(w, 12)) for name, w in chosen.items()), clock.today().year
    )


@lru_cache(maxsize=64)
def _scored(store: Store, index: str, weights: tuple[tuple[str, float], ...], year: int) -> Scored:
    terms = terms_of(store, index)
    values, trust = laid_out(store, index, year)
    countries = store.table("country").set_index("iso3")["region"].sort_index()
    table = ranked(
        _parts(values, trust, terms), _vector(dict(weights), terms), terms[0].min_coverage,
        list(countries),
    )  # fmt: skip
    table.index = values.index
    return Scored(
        index=index, year=year, weights=dict(weights), terms=terms, table=table, parts=values,
        trust=trust, figures=figures(store, index, year), regions=countries, draws=DRAWS, seed=SEED,
    )  # fmt: skip


@lru_cache(maxsize=16)
def laid_out(store: Store, index: str, year: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Scaled figures and how far each is trusted, both iso3 × indicator, iso3 in order."""
    terms = terms_of(store, index)
    found = figures(store, index, year)
    iso3 = sorted(store.table("country")["iso3"])
    values, trust = {}, {}
    for term in terms:
        own = found[found["indicator"] == term.indicator].set_index("iso3")
        raw = own["value"].reindex(iso3).to_numpy(dtype="float64")
        kept = np.where(np.isin(iso3, own.index[own["old"]]), term.old_weight, 1.0)
        values[term.indicator] = scaled(raw, term)
        trust[term.indicator] = np.where(np.isnan(raw), 0.0, kept)
    index_ = pd.Index(iso3, name="iso3")
    return pd.DataFrame(values, index=index_), pd.DataFrame(trust, index=index_)


def ranked(parts: Parts, weights: Array, minimum: float, regions: list[str]) -> pd.DataFrame:
    """The table of `Scored`, countries in the order of the parts.

    Parameters
    ----------
    weights : of the indicators, summing to 1
    minimum : least coverage, 0–1
    regions : of the countries
    """
    has = enough(parts, weights, minimum)
    point = np.where(has, scores(parts, weights), np.nan)
    table = pd.DataFrame({"score": point})
    drawn = drawn_scores(parts, weights, regions)[:, has]
    low, high = interval(drawn, point[has])
    place = ranks(point[has])
    best, worst = interval(ranks(drawn), place) if has.any() else (place, place)
    for name, column in (
        ("low", low), ("high", high), ("rank", place),
        ("rank_low", np.floor(best)), ("rank_high", np.ceil(worst)),
    ):  # fmt: skip
        table[name] = np.nan
        table.loc[has, name] = column
    whole = ["rank", "rank_low", "rank_high"]
    table[whole] = table[whole].astype("Int64")
    return table.assign(coverage=coverage(parts, weights), enough=has)


def _parts(values: pd.DataFrame, trust: pd.DataFrame, terms: tuple[Term, ...]) -> Parts:
    names = list(dict.fromkeys(term.pillar for term in terms))
    pillars = np.array([names.index(term.pillar) for term in terms])
    return Parts(values.to_numpy(), trust.to_numpy(), pillars)


def _vector(weights: Mapping[str, float], terms: tuple[Term, ...]) -> Array:
    return np.array([weights[term.indicator] for term in terms])

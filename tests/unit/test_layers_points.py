"""Points: only what is known stands on the map, and how well it is known shows."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.schema._base import PRECISIONS
from layers.palette import GROUNDS, alpha
from layers.points import (
    HALO,
    SHAPES,
    SIZES,
    VAGUE,
    drawable,
    point_layers,
    point_rows,
    symbol_radius,
)
from layers.scene import Points

COLOUR = (10, 20, 30)


def rows() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "park_id": ["P1", "P2", "P3", "P4", "P5"],
            "name": ["一", "二", "三", "四", "五"],
            "lat": [1.0, 2.0, None, 4.0, 5.123456],
            "lon": [11.0, 12.0, None, 14.0, 15.987654],
            "verified": ["yes", "no", "yes", None, "partly"],
            "precision": ["exact", "exact", "unknown", "region", "town"],
        }
    )


def test_doubtful_and_placeless_rows_are_not_drawn() -> None:
    assert drawable(rows())["park_id"].tolist() == ["P1", "P4", "P5"]
    assert drawable(rows().drop(columns="verified"))["park_id"].tolist() == ["P1", "P2", "P4", "P5"]
    assert drawable(rows().head(0)).empty


def test_a_row_becomes_few_fields() -> None:
    items = point_rows(
        drawable(rows()), "park", "park_id",
        lambda row: row["name"], lambda row: f"{row['precision']}!",
    )  # fmt: skip
    assert items == [
        {"id": "park:P1", "p": [11.0, 1.0], "n": "一", "t": "exact!"},
        {"id": "park:P4", "p": [14.0, 4.0], "n": "四", "t": "region!"},
        {"id": "park:P5", "p": [15.9877, 5.1235], "n": "五", "t": "town!"},
    ]


def layers_of(precisions: list[str], **options: str) -> dict[str, Points]:
    items = [
        {"id": f"park:P{i}", "p": [float(i), 0.0], "n": "", "t": ""} for i in range(len(precisions))
    ]
    made = point_layers("park", items, precisions, "light", COLOUR, **options)
    return {layer.id: layer for layer in made if isinstance(layer, Points)}


@pytest.mark.parametrize("precision", PRECISIONS)
def test_a_halo_says_about_here(precision: str) -> None:
    made = layers_of(["exact", precision, "street"])
    if precision in ("town", "region", "country", "line-midpoint"):
        assert list(made) == ["park-halo", "parks"]
        halo = made["park-halo"]
        assert halo.rows == [{"p": [1.0, 0.0], "r": HALO[precision]}]
        assert not halo.pickable
        assert halo.shape == "circle"
        assert halo.outline is None  # no crisp edge
        assert halo.colour == alpha(COLOUR, 0.16)
        assert HALO[precision] > SIZES["park"]
    else:
        assert list(made) == ["parks"]


def test_halos_grow_with_doubt() -> None:
    assert set(HALO) == VAGUE
    assert HALO["town"] < HALO["region"] < HALO["country"]


def test_the_selected_one_has_a_ring_below_it() -> None:
    made = layers_of(["exact", "town"], selected="park:P1")
    assert list(made) == ["park-halo", "park-chosen", "parks"]
    ring = made["park-chosen"]
    assert ring.rows == [{"p": [1.0, 0.0], "r": 15}]
    assert ring.outline == GROUNDS["light"].accent
    assert not ring.pickable
    assert made["parks"].pickable
    assert [item["id"] for item in made["parks"].rows] == ["park:P0", "park:P1"]
    assert list(layers_of(["exact"], selected="park:P9")) == ["parks"]
    assert list(layers_of(["exact"], selected="event:P0")) == ["parks"]


@pytest.mark.parametrize("kind", sorted(SIZES))
def test_each_kind_has_its_shape_and_size(kind: str) -> None:
    (layer,) = point_layers(kind, [], [], "dark", COLOUR)
    assert isinstance(layer, Points)
    assert (layer.id, layer.shape, layer.size) == (f"{kind}s", SHAPES[kind], SIZES[kind])
    assert layer.outline == GROUNDS["dark"].outline


def test_area_is_proportional() -> None:
    radius = symbol_radius(pd.Series({"A": 100.0, "B": 25.0, "C": 4.0, "D": 1.0}))
    assert radius.to_dict() == {"A": 26.0, "B": 13.0, "C": 5.2, "D": 3.0}  # D at the floor
    assert symbol_radius(pd.Series([0.0, 0.0])).tolist() == [3.0, 3.0]
    assert symbol_radius(pd.Series([8.0]), largest=10).tolist() == [10.0]
    assert symbol_radius(pd.Series([], dtype="float64")).empty


@given(st.lists(st.floats(0.1, 1e12), min_size=2, max_size=65))
def test_any_areas(numbers: list[float]) -> None:
    values = pd.Series(numbers)
    radius = symbol_radius(values, largest=30, smallest=2)
    assert math.isclose(radius.max(), 30)
    assert radius.min() >= 2
    for value, r in zip(values, radius, strict=True):
        if r > 2:
            assert math.isclose(r**2 / 30**2, value / values.max(), rel_tol=1e-9)

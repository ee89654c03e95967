"""How far off a place may be, by how exactly it is known."""

from typing import Final

# Km that a point of a precision may be from where the thing is. Not measured: a street's length,
# the width of a large town, of a province, of a middling country, half of a long line. They serve
# to say how far a distance can be trusted, never to correct it.
OFF_KM: Final[dict[str, float]] = {
    "exact": 0.5,
    "street": 2.0,
    "town": 15.0,
    "region": 80.0,
    "line-midpoint": 150.0,
    "country": 300.0,
}
WORST: Final = "country"


def off_km(*precisions: str) -> float:
    """How far, km, a distance between places of these precisions may be off: the sum of each.

    Parameters
    ----------
    precisions : of the two ends; one that is not known counts as the worst
    """
    return sum(OFF_KM.get(each, OFF_KM[WORST]) for each in precisions)

"""What is near a place, and where a bank is missing.

`services_near` is the one call for a point; `gaps` lists countries, parks or projects without a
branch of a bank within a distance. Distances are great circles on the sphere of
`geodata.routing.sphere`; by road only when asked.
"""

from geodata.nearby.gaps import gaps
from geodata.nearby.offers import DEFAULT_LICENCES
from geodata.nearby.services import Service, services_near
from geodata.nearby.spots import Spot, country_at, find_spot

__all__ = [
    "DEFAULT_LICENCES",
    "Service",
    "Spot",
    "country_at",
    "find_spot",
    "gaps",
    "services_near",
]

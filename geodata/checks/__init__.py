"""Rules that a table alone cannot check: one small function each, all listed here."""

from collections.abc import Callable, Iterable

from geodata.checks.context import Context
from geodata.failures import Failure

Check = Callable[[Context], Iterable[Failure]]

CHECKS: tuple[Check, ...] = ()

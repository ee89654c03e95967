"""The one clock: which day counts as today for whatever depends on it."""

from datetime import date, datetime

from geodata.settings import settings


def today() -> date:
    """The day of the setting ``today`` (``HOA_TODAY``), or the machine's where it is blank."""
    return settings().today or datetime.now().astimezone().date()

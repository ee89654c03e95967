"""Why some of our figures are off the published ones, by id of the published row."""

CAUSES: dict[str, tuple[str, str]] = {}

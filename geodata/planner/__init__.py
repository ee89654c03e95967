"""Which way a cargo goes from Hunan, how long, at what cost, and what if a gate closes."""

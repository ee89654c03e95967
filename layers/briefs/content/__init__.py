"""What a brief says: made from a release, in Chinese, English or French."""

from layers.briefs.content.make import make, parse
from layers.briefs.content.selection import Selection

__all__ = ["Selection", "make", "parse"]

"""Find anything by any of its names: Chinese, pinyin, other languages, with typos."""

from geodata.search.document import Document, Text
from geodata.search.engine import Hit, Results, index_of, label, search, search_in
from geodata.search.index import Index

__all__ = [
    "Document", "Hit", "Index", "Results", "Text", "index_of", "label", "search", "search_in",
]  # fmt: skip

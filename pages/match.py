"""湘品匹配: what Hunan could sell to a country or buy there, ranked, each lead with its reasons."""

from dashboard import match_page

match_page.show()

"""总览: five corridors over the two regions, key figures with their dates, what is new."""

from dashboard import overview_page

overview_page.show()

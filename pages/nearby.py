"""周边与缺口: the nearest services of any place, and countries, parks, projects without a bank."""

from dashboard import nearby_page

nearby_page.show()

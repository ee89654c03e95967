"""条件选国: countries by conditions, with the figures that decide."""

from dashboard import finder_page

finder_page.show()

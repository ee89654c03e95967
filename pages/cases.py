"""案例库: how undertakings abroad were done, by country, sector, actor, form and financier."""

from dashboard import case_page

case_page.show()

"""物流通道: corridor → service → legs and nodes, with volumes as charts."""

from dashboard import corridor_page

corridor_page.show()

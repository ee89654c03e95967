"""东盟资源地图: resources, indicators and sites of the 11 ASEAN countries."""

from dashboard import resource_page

resource_page.show("ASEAN")

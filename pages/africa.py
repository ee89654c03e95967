"""非洲资源地图: resources, indicators and sites of the 54 African countries."""

from dashboard import resource_page

resource_page.show("Africa")

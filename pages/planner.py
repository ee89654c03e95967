"""线路规划: ranked ways from Hunan to anywhere abroad, with closures, reach and assumptions."""

from dashboard import planner_page

planner_page.show()

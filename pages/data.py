"""数据与来源: coverage, every table and source, rival claims, what is in doubt."""

from dashboard import data_page

data_page.show()

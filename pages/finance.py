"""金融服务: by business, provider and state, each with its situations and where to ask for it."""

from dashboard import finance_page

finance_page.show()

"""风险提示: what to look out for today, what changed between releases, official news."""

from dashboard import alert_page

alert_page.show()

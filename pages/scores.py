"""营商与政治风险: scores of the business environment and political stability."""

from dashboard import score_page

score_page.show()

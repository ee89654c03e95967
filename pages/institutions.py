"""机构名录: embassies, commercial offices, consulates, chambers and liaison offices."""

from dashboard import institution_page

institution_page.show()

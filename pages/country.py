"""国别: one address per country, with everything known of it and in it."""

from dashboard import country_page

country_page.show()

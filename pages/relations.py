"""关联: what is around an entity, and how two are connected."""

from dashboard import relation_page

relation_page.show()

"""对比: two to six countries side by side."""

from dashboard import compare_page

compare_page.show()

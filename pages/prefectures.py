"""市州专区: Hunan's 14 prefectures and what ties each of them to the world."""

from dashboard import prefecture_page

prefecture_page.show()

"""Briefs: what is known of a country, corridor, park, comparison or selection, to take away.

`model` says what a brief is; `content` makes one from a release; `files` writes it as slides,
paper, workbook or web page.
"""

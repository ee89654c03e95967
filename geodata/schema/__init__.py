"""Pandera models of every table, one module per family; `geodata.kinds` lists them."""

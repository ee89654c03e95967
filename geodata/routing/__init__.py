"""Ways over rail, road, sea and river, with their length and how it is known."""

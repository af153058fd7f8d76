"""Planning forums of villages and the district, and who attended them."""

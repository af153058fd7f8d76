"""How well an office kept its promise, judged by people with the figures before them."""

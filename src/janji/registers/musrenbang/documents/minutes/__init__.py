"""The minutes (berita acara) of a forum with their annexes."""

"""Houses that earlier releases filled, and what each release itself published from them."""

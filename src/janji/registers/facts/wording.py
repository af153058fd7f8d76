"""Sentences of stored values."""

REFUSALS = {
    "facts-differ": "{count} nilai tersimpan tidak sesuai dengan barisnya. Jalankan: janji facts --all",
}

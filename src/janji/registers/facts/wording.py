"""Sentences of stored values."""

REFUSALS = {
    "facts-differ": "{count} nilai tersimpan tidak sesuai dengan barisnya. Hitung ulang dengan perintah “janji facts --all”.",
}

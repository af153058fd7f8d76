"""Addresses as QR codes, for receipts, posters and screens."""

import segno
from django.utils.safestring import SafeString, mark_safe


def qr_code(address: str) -> SafeString:
    """An address as a QR code, drawn dark on light whatever the page's theme."""
    drawn = segno.make(address, error="m", micro=False).svg_inline(
        border=3, dark="#000", light="#fff", svgclass="j-qr", lineclass=None, omitsize=True
    )
    return mark_safe(drawn)  # noqa: S308 -- the address is in the pattern, not in the markup

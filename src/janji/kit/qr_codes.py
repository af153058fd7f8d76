"""Addresses as QR codes, for receipts, posters and screens."""

import io

import segno
from django.utils.safestring import SafeString, mark_safe


def qr_code(address: str) -> SafeString:
    """An address as a QR code, drawn dark on light whatever the page's theme."""
    drawn = segno.make(address, error="m", micro=False).svg_inline(
        border=3, dark="#000", light="#fff", svgclass="j-qr", lineclass=None, omitsize=True
    )
    return mark_safe(drawn)  # noqa: S308 -- the address is in the pattern, not in the markup


def qr_svg(address: str) -> str:
    """An address as a QR code for a paper, as the source of a drawing."""
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", border=0, xmldecl=False)
    return drawn.getvalue().decode()


def qr_png(address: str) -> bytes:
    """An address as a QR code for a word processor."""
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="png", border=1, scale=8)
    return drawn.getvalue()

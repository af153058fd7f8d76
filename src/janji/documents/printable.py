"""Text that our fonts can print: nothing is lost silently, nothing invisible stays.

A PDF/A file may not hold a character without a glyph. What the fonts lack is printed as
its compatible form (full-width `1` as `1`) or else as its number, `[U+1F600]`, so that a
signatory sees that something stood there.
"""

import re
import struct
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"

_LINE_BREAK = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SUSPECT = re.compile(r"[^\n -~\xa0-\xac\xae-\xff]")


def printable(value: object) -> object:
    """A JSON-like value in which every text can be printed. Keys are ours and stay."""
    if isinstance(value, str):
        return printable_text(value)
    if isinstance(value, Mapping):
        return {key: printable(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [printable(inner) for inner in value]
    return value


def printable_text(text: str) -> str:
    """The text with every character either printable by all our fonts or named by number."""
    whole = unicodedata.normalize("NFC", _LINE_BREAK.sub("\n", text))
    return _SUSPECT.sub(lambda found: _shown(found[0]), whole)


@cache
def _shown(character: str) -> str:
    category = unicodedata.category(character)
    if character == "\t" or category == "Zs":
        return " "
    if category in {"Cc", "Cf"}:
        return ""
    if _has_glyphs(character):
        return character
    compatible = unicodedata.normalize("NFKC", character)
    if compatible != character and _has_glyphs(compatible):
        return compatible
    return f"[U+{ord(character):04X}]"


def _has_glyphs(text: str) -> bool:
    return all(ord(c) in covered() and unicodedata.category(c) != "Co" for c in text)


@cache
def covered() -> frozenset[int]:
    """The code points for which every font in our folder has a glyph."""
    sets = [set(_mapped(font.read_bytes())) for font in sorted(FONTS.glob("*.ttf"))]
    return frozenset(set.intersection(*sets))


def _mapped(font: bytes) -> Iterator[int]:
    """Code points of a TrueType font's Unicode table (`cmap` format 4: the basic plane)."""
    table = _cmap_format_4(font)
    (double_count,) = struct.unpack_from(">H", font, table + 6)
    count = double_count // 2
    ends, starts, deltas, offsets = (
        struct.unpack_from(f">{count}H", font, table + at)
        for at in (
            14,
            16 + double_count,
            16 + 2 * double_count,
            16 + 3 * double_count,
        )
    )
    offsets_at = table + 16 + 3 * double_count
    for k in range(count):
        for code in range(starts[k], min(ends[k], 0xFFFE) + 1):
            glyph = code
            if offsets[k]:
                place = offsets_at + 2 * k + offsets[k] + 2 * (code - starts[k])
                (glyph,) = struct.unpack_from(">H", font, place)
            if glyph and (glyph + deltas[k]) % 0x10000:
                yield code


def _cmap_format_4(font: bytes) -> int:
    (tables,) = struct.unpack_from(">H", font, 4)
    for k in range(tables):
        tag, _, start, _ = struct.unpack_from(">4sLLL", font, 12 + 16 * k)
        if tag == b"cmap":
            break
    else:
        raise ValueError("font without a character map")
    (subtables,) = struct.unpack_from(">H", font, start + 2)
    for k in range(subtables):
        platform, encoding, offset = struct.unpack_from(">HHL", font, start + 4 + 8 * k)
        (form,) = struct.unpack_from(">H", font, start + offset)
        if form == 4 and (platform, encoding) in {(0, 3), (3, 1)}:
            return int(start + offset)
    raise ValueError("font without a Unicode character map of format 4")

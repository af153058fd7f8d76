"""Boundaries of villages, shipped with the program as far as there are open ones (data/NOTICE.md)."""

import json
import lzma
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

Ring = list[tuple[float, float]]
"""Longitude and latitude of its corners, the first again at the end."""
Outline = list[list[Ring]]
"""Polygons, each an outer ring and its holes."""
_REGENCY = len("33.02")


def outlines(codes: Iterable[str]) -> dict[str, Outline]:
    """The boundaries of villages by region code; those that nobody published are missing."""
    wanted = list(codes)
    found: dict[str, Outline] = {}
    for regency in sorted({code[:_REGENCY] for code in wanted}):
        known = _of_regency(regency)
        found |= {code: known[code] for code in wanted if code in known}
    return found


@lru_cache(maxsize=4)
def _of_regency(code: str) -> dict[str, Outline]:
    packed = files("janji.orgs") / "data" / f"outlines-{code}.json.xz"
    if not packed.is_file():
        return {}
    read: dict[str, Outline] = json.loads(lzma.decompress(packed.read_bytes()))
    return read

"""Charts: a Vega-Lite description drawn on the server as SVG that our stylesheet colours.

The browser forbids inline style, and light and dark need other colours: so the description
uses placeholder colours, and each becomes a class.
"""

import json
import logging
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree

import vl_convert
from django.utils.safestring import SafeString, mark_safe

INKS = {
    "#010101": "ink",
    "#020202": "soft",
    "#030303": "line",
    "#040404": "key",
    "#050505": "paper",
    "#060606": "no-value",
    "#070701": "shade-1",
    "#070702": "shade-2",
    "#070703": "shade-3",
    "#070704": "shade-4",
    "#070705": "shade-5",
}
"""Placeholder colours of a description and the class each becomes."""

_SVG = "http://www.w3.org/2000/svg"
_FONT = "Liberation Sans"
_BARRED = {"style", "class", "font-family"}
_VEGA_LITE = "5.21"

ElementTree.register_namespace("", _SVG)
logger = logging.getLogger(__name__)


def svg(spec: Mapping[str, Any], *, title: str, description: str) -> SafeString:
    """The chart as SVG for a page, with its title and description for those who do not see it.

    Drawing takes some 10 ms; the same description is drawn once.
    """
    try:
        drawn = _drawn(json.dumps(spec, sort_keys=True, ensure_ascii=False), title, description)
    except ValueError:
        # A chart helps, its table carries: a page is never lost for a drawing.
        logger.exception("A chart could not be drawn")
        return SafeString("")
    return mark_safe(drawn)  # noqa: S308 -- made from our own description, text escaped by the XML writer


@lru_cache(maxsize=128)
def _drawn(spec: str, title: str, description: str) -> str:
    described = {"config": _CONFIG, **json.loads(spec)}
    root = ElementTree.fromstring(  # noqa: S314 -- the XML comes from our own renderer
        vl_convert.vegalite_to_svg(described, vl_version=_VEGA_LITE)
    )
    for element in root.iter():
        _restyle(element)
    _describe(root, title, description)
    return ElementTree.tostring(root, encoding="unicode")


PRINT_INKS = {
    "#010101": "#000000",
    "#020202": "#333333",
    "#030303": "#999999",
    "#040404": "#0a5a8a",
    "#050505": "#ffffff",
    "#060606": "#ffffff",
    "#070701": "#e8eff4",
    "#070702": "#c3d8e6",
    "#070703": "#9cc0d7",
    "#070704": "#73a6c6",
    "#070705": "#4a8bb2",
}
"""What a placeholder colour becomes on paper; all can be told apart in black and white."""
PICTURE_SCALE = 3


def paper_svg(spec: Mapping[str, Any]) -> str:
    """The chart as SVG for typesetting, in colours of its own."""
    return str(vl_convert.vegalite_to_svg(_in_print(spec), vl_version=_VEGA_LITE))


def paper_png(spec: Mapping[str, Any]) -> bytes:
    """The chart as a picture for word processors."""
    return bytes(
        vl_convert.vegalite_to_png(_in_print(spec), vl_version=_VEGA_LITE, scale=PICTURE_SCALE)
    )


def _in_print(spec: Mapping[str, Any]) -> dict[str, Any]:
    text = json.dumps({"config": _CONFIG, **spec}, ensure_ascii=False)
    for placeholder, ink in PRINT_INKS.items():
        text = text.replace(f'"{placeholder}"', f'"{ink}"')
    described: dict[str, Any] = json.loads(text)
    return described


def _restyle(element: ElementTree.Element) -> None:
    for paint in ("fill", "stroke"):
        ink = INKS.get(element.get(paint, "").lower())
        if ink:
            del element.attrib[paint]
            before = element.get("data-j", "")
            element.set("data-j", f"{before} j-{paint}-{ink}".strip())
    for name in list(element.attrib):
        if name in _BARRED or name.startswith(("aria-", "role")):
            del element.attrib[name]
    if classes := element.attrib.pop("data-j", None):
        element.set("class", classes)


def _describe(root: ElementTree.Element, title: str, description: str) -> None:
    width, height = (root.attrib.pop(name, "0") for name in ("width", "height"))
    if "viewBox" not in root.attrib:
        root.set("viewBox", f"0 0 {_bare(width)} {_bare(height)}")
    root.set("role", "img")
    root.set("aria-label", f"{title}. {description}")
    said = ElementTree.Element(f"{{{_SVG}}}title")
    said.text = title
    root.insert(0, said)


def _bare(length: str) -> str:
    return re.sub(r"[^\d.]", "", length) or "0"


_CONFIG: dict[str, Any] = {
    "background": None,
    "font": _FONT,
    "view": {"stroke": None},
    "axis": {
        "labelColor": "#020202",
        "titleColor": "#020202",
        "gridColor": "#030303",
        "domainColor": "#030303",
        "tickColor": "#030303",
        "labelFontSize": 11,
        "titleFontSize": 11,
    },
    "header": {"labelColor": "#010101", "titleColor": "#010101", "labelFontSize": 12},
    "legend": {"labelColor": "#010101", "titleColor": "#020202", "labelFontSize": 12},
    "title": {"color": "#010101", "fontSize": 13},
    "text": {"color": "#010101"},
}

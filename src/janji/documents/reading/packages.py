"""What is inside a ZIP-based document, found out before any library opens it.

Every part is unpacked once, piece by piece, and only counted; what a header claims is not
believed. XML is read by a parser that keeps nothing and expands nothing. A document that carries
macros, reaches for other files or addresses, or is locked is refused, whatever its name says.
"""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable
from enum import StrEnum
from typing import Any
from xml.parsers import expat

from lxml import etree

from janji.core.refusals import Refused

MOST_UNPACKED = 200 * 1024 * 1024
MOST_XML = 50 * 1024 * 1024
MOST_PARTS = 5_000
MOST_MARKS = 600_000
"""Elements and attributes of all XML parts; in memory each takes some two hundred bytes."""
MOST_RATIO = 300
"""How far a part may swell; an even sheet reaches some 50, a bomb 1,000."""
SMALL = 4 * 1024 * 1024
"""What any part may unpack into, however well it was packed."""

_PIECE = 256 * 1024
_MACRO_NAME = re.compile(r"(?:^|/)vbaProject\.bin$|^(?:Basic|Scripts)/.*[^/]$", re.IGNORECASE)
_MACRO_TYPE = re.compile(r"(?<!binary\.)macroEnabled|vbaProject|macrosheet", re.IGNORECASE)
_LINK_TYPE = re.compile(r"\.(?:externalLink|connections|queryTable)\+xml$", re.IGNORECASE)
_FIELD = re.compile(
    r"\s*(?:(?:DDEAUTO|DDE|LINK|IMPORT|DATABASE)\b"
    r"|(?:INCLUDETEXT|INCLUDEPICTURE|INCLUDE)\s+\W*(?:https?:|ftp:|file:|//|\\\\))",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|/|\\|\.\./)", re.IGNORECASE)
_OWN_DISK = re.compile(r"\s*(?:file:///?)?(?:/?[a-z]:[\\/]|/(?!/))", re.IGNORECASE)
_HREF = "http://www.w3.org/1999/xlink href"
_MANIFEST = "META-INF/manifest.xml"
DAMAGE = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, OSError),
    *(expat.ExpatError, etree.LxmlError, ValueError, TypeError, AttributeError, LookupError),
    *(ArithmeticError, StopIteration, RuntimeError, NotImplementedError),
)
"""What a damaged package, or the XML in it, makes its readers raise; there is no common base."""

Element = Any
"""lxml has no types of its own."""


class Kind(StrEnum):
    """What a package is, by what it says of itself inside."""

    WORD = "word"
    XLSX = "xlsx"
    ODS = "ods"


_KINDS = (
    (Kind.WORD, re.compile(r"wordprocessingml\.(?:document|template)\.main\+xml$")),
    (Kind.XLSX, re.compile(r"spreadsheetml\.(?:sheet|template)\.main\+xml$")),
    (Kind.ODS, re.compile(r"^application/vnd\.oasis\.opendocument\.spreadsheet(?:-template)?\s*$")),
)


def looked_through(data: bytes, name: str) -> tuple[zipfile.ZipFile, Kind]:
    """The package and its kind, once nothing in it stands against opening it.

    Refuses with `document-broken`, `document-too-complex`, `document-locked`,
    `document-macros`, `document-external`, and `document-kind` for what is none of ours.
    """
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        look = _Look(name)
        look.at_directory(package.infolist(), len(data))
        for part in package.infolist():
            with package.open(part) as file:
                look.at_part(part, file.read)
    except DAMAGE as wrong:
        raise Refused("document-broken", name=name) from wrong
    return package, look.kind()


def xml_in(package: zipfile.ZipFile, part: str) -> Element:
    """The XML of a part; nothing in it is expanded or fetched. Raises what a damaged one raises."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(package.read(part), parser)


def parts_named_in(package: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """The parts to which one of an Office package points, by their ids: kind and name.

    Raises `KeyError` and what a damaged package raises. An empty name asks for the package's own.
    """
    folder, file = posixpath.split(part)
    root = xml_in(package, f"{folder}/_rels/{file}.rels".lstrip("/"))
    return {
        one.get("Id", ""): (
            one.get("Type", "").rpartition("/")[2],
            posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/"),
        )
        for one in root.iterfind("{*}Relationship")
    }


class _Look:
    """One look through a package; every doubt is a refusal."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._part = ""
        self._unpacked = 0
        self._xml = 0
        self._marks = 0
        self._types: set[str] = set()
        self._field: list[str] | None = None

    def kind(self) -> Kind:
        """What the package says it is."""
        for kind, form in _KINDS:
            if any(form.search(one) for one in self._types):
                return kind
        raise self._refused("document-kind")

    def at_directory(self, parts: list[zipfile.ZipInfo], size: int) -> None:
        """What the directory shows already; its sizes only ever speak against a package."""
        if any(part.flag_bits & 1 for part in parts):
            raise self._refused("document-locked")
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise self._refused("document-too-complex")
        if any(_MACRO_NAME.search(part.filename) for part in parts):
            raise self._refused("document-macros")
        twice = len({part.filename for part in parts}) < len(parts)
        # Parts that lie over each other let a small file unpack into a large one.
        overlap = sum(part.compress_size for part in parts) > size
        packed = {part.compress_type for part in parts} - {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
        if twice or overlap or packed:
            raise self._refused("document-broken")

    def at_part(self, part: zipfile.ZipInfo, read: Callable[[int], bytes]) -> None:
        """Unpacks a part piece by piece."""
        self._part = part.filename
        is_xml = part.filename.lower().endswith((".xml", ".rels"))
        parser = self._parser() if is_xml else None
        size = 0
        while piece := read(_PIECE):
            size += len(piece)
            self._count(len(piece), part, size)
            if self._part == "mimetype":
                self._types.add(piece[:200].decode("ascii", "replace"))
            if parser:
                self._xml += len(piece)
                parser.Parse(piece, False)  # noqa: FBT003 -- expat takes no names
        # LibreOffice leaves empty parts with the name of XML behind.
        if parser and size:
            parser.Parse(b"", True)  # noqa: FBT003 -- expat takes no names

    def _count(self, piece: int, part: zipfile.ZipInfo, size: int) -> None:
        self._unpacked += piece
        swells = size > SMALL and size > MOST_RATIO * part.compress_size
        if swells or self._unpacked > MOST_UNPACKED or self._xml > MOST_XML:
            raise self._refused("document-too-complex")

    def _parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._say
        self._field = None
        return parser

    def _doctype(self, _name: str, _system: str | None, _public: str | None, inside: int) -> None:
        # Entities are declared there, to swell or to fetch; old OpenOffice wrote a bare one.
        if inside or self._part != _MANIFEST:
            raise self._refused("document-broken")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._marks += 1 + len(attributes)
        if self._marks > MOST_MARKS:
            raise self._refused("document-too-complex")
        element = tag.rpartition(" ")[2]
        self._look_closer(element, attributes)
        if element != "a" and _HREF in attributes:
            self._at_href(element, attributes[_HREF])

    def _look_closer(self, element: str, attributes: dict[str, str]) -> None:
        match element:
            case "Relationship":
                self._at_relationship(attributes)
            case "Default" | "Override":
                self._at_type(attributes.get("ContentType", ""))
            case "encryption-data":
                raise self._refused("document-locked")
            case "dde-source" | "dde-link" | "dde-connection-decl":
                raise self._refused("document-external")
            case "fldChar" | "fldSimple":
                self._at_field(attributes)

    def _end(self, tag: str) -> None:
        if tag.endswith(" instrText") and self._field and _FIELD.match("".join(self._field)):
            raise self._refused("document-external")

    def _say(self, text: str) -> None:
        if self._field is not None and len(self._field) < 100:
            self._field.append(text)

    def _at_relationship(self, attributes: dict[str, str]) -> None:
        kind = attributes.get("Type", "").rpartition("/")[2]
        if attributes.get("TargetMode", "").lower() != "external" or kind == "hyperlink":
            return
        # Word itself writes down from which template on the writer's disk a document was made.
        if kind != "attachedTemplate" or not _OWN_DISK.match(attributes.get("Target", "")):
            raise self._refused("document-external")

    def _at_type(self, kind: str) -> None:
        if _MACRO_TYPE.search(kind):
            raise self._refused("document-macros")
        if _LINK_TYPE.search(kind):
            raise self._refused("document-external")
        self._types.add(kind)

    def _at_field(self, attributes: dict[str, str]) -> None:
        said = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        if _FIELD.match(said.get("instr", "")):
            raise self._refused("document-external")
        if "fldCharType" in said:
            self._field = [] if said["fldCharType"] == "begin" else None

    def _at_href(self, element: str, target: str) -> None:
        if target.startswith("vnd.sun.star.script:"):
            raise self._refused("document-macros")
        own = element == "template" and _OWN_DISK.match(target)
        if _ELSEWHERE.match(target) and not own:
            raise self._refused("document-external")

    def _refused(self, code: str) -> Refused:
        return Refused(code, name=self._name)

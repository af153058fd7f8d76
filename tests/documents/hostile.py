"""Files made to harm whoever opens them, and a process that measures what reading them takes.

`python -m tests.documents.hostile FOLDER` reads every file of a folder in a process of its own and
says for each its refusal, the seconds a processor was busy, and megabytes at the peak.
"""

import io
import json
import os
import struct
import sys
import zipfile
import zlib
from pathlib import Path

import docx
import xlsxwriter

HEAD = "<?xml version='1.0' encoding='UTF-8'?>"
TITLE = "PERJANJIAN KINERJA TAHUN 2019"
HEADING = ("NO", "SASARAN", "INDIKATOR", "TARGET")
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LAUGHS = (
    "<!DOCTYPE x [<!ENTITY a 'ha'>"
    + "".join(
        f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)
FETCHED = "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"


def zipped(parts, method=zipfile.ZIP_DEFLATED):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return made.getvalue()


def laid_by_spaces(rows):
    """An annex whose columns are parted by spaces."""
    heading = f"{'No':<5}{'Sasaran Strategis':<36}{'Indikator Kinerja':<38}Target"
    lines = (
        f"{row:<5}{f'Naiknya layanan {row}':<36}{f'Angka ke-{row}':<38}{row % 100} %"
        for row in range(1, rows + 1)
    )
    return "\n".join((TITLE, "", heading, *lines)).encode()


def word(body="", *, changed=None, rows=0):
    """A DOCX of Word's own shape, with parts changed or added."""
    blank = io.BytesIO()
    document = docx.Document()
    document.add_paragraph(TITLE)
    document.save(blank)
    row = "<w:tr>" + "<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>" * 4 + "</w:tr>"
    inside = body + (f"<w:tbl>{row * rows}</w:tbl>" if rows else "")
    return repacked(
        blank.getvalue(), {"word/document.xml": ("<w:body>", f"<w:body>{inside}")}, changed
    )


def repacked(data, replaced, added=None):
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    for name, (before, after) in replaced.items():
        assert before.encode() in parts[name]
        parts[name] = parts[name].replace(before.encode(), after.encode())
    return zipped({**parts, **(added or {})})


def sheet(rows=0):
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, HEADING)
        for row in range(rows):
            page.write_row(row + 1, 0, (row, "Naik", f"Persen {row}", 82))
    return made.getvalue()


ODS_KIND = "application/vnd.oasis.opendocument.spreadsheet"
NAMES = " ".join(
    f"xmlns:{short}='urn:oasis:names:tc:opendocument:xmlns:{name}:1.0'"
    for short, name in (("office", "office"), ("table", "table"), ("text", "text"))
)


def open_sheet(rows="", added=None):
    content = (
        f"{HEAD}<office:document-content {NAMES} xmlns:xlink='http://www.w3.org/1999/xlink'>"
        f"<office:body><office:spreadsheet><table:table>{rows}</table:table>"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped({"mimetype": ODS_KIND, "content.xml": content, **(added or {})})


def open_row(*texts, **repeated):
    times = "".join(f" table:number-{name}-repeated='{n}'" for name, n in repeated.items())
    cells = "".join(f"<table:table-cell><text:p>{t}</text:p></table:table-cell>" for t in texts)
    return f"<table:table-row{times}>{cells}</table:table-row>"


def to(target, kind):
    """A relationship of a document to something that is not in it."""
    return {
        "word/_rels/document.xml.rels": f"{HEAD}<Relationships xmlns="
        "'http://schemas.openxmlformats.org/package/2006/relationships'>"
        f"<Relationship Id='rId1' Type='{OFFICE}/{kind}' Target='{target}' TargetMode='External'/>"
        "</Relationships>"
    }


def field(code):
    runs = (
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r>"
        + "".join(f"<w:r><w:instrText>{part}</w:instrText></w:r>" for part in (code[:3], code[3:]))
        + "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
    )
    return word(f"<w:p>{runs}</w:p>")


def lying():
    """A part of 300 MB whose headers say that it has one byte."""
    made = zipped({"word/document.xml": bytes(300 * 1024**2)})
    return made.replace(struct.pack("<I", 300 * 1024**2), struct.pack("<I", 1))


def overlapping(names=9):
    """Many names for one part, as in bombs that need no zip inside a zip."""
    packed = zlib.compress(bytes(20 * 1024**2))[2:-4]
    crc = zlib.crc32(bytes(20 * 1024**2))
    fields = (0, 8, 0, 0, crc, len(packed), 20 * 1024**2, 5, 0)
    local = b"PK\x03\x04" + struct.pack("<5H3L2H", 20, *fields) + b"a.xml" + packed
    entries = b"".join(
        b"PK\x01\x02"
        + struct.pack("<6H3L5H2L", 20, 20, *fields[:5], *fields[5:8], 0, 0, 0, 0, 0, 0)[:42]
        + f"{k:05}".encode()
        for k in range(names)
    )
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, names, names, len(entries), len(local), 0)
    return local + entries + end


def encrypted(data):
    """The same package with the mark of an encrypted entry on all of its parts."""
    raw = bytearray(data)
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = raw.find(mark)
        while place >= 0:
            raw[place + flags] |= 1
            place = raw.find(mark, place + 4)
    return bytes(raw)


def old_container(stream):
    """The beginning of a compound file with one stream of this name."""
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1016) + stream.encode("utf-16-le") + bytes(400)
    )


def pdf(pages=1, trailer=""):
    numbers = range(3, 3 + pages)
    kids = " ".join(f"{number} 0 R" for number in numbers)
    return (
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        f"2 0 obj<</Type/Pages/Kids[{kids}]/Count {pages}>>endobj\n"
        + "".join(
            f"{number} 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
            for number in numbers
        )
        + f"trailer<</Root 1 0 R{trailer}>>\n%%EOF"
    ).encode()


LOCK = "/Encrypt<</Filter/Standard/V 1/R 2/O({0})/U({0})/P -4>>/ID[(a)(a)]".format("x" * 32)


def page(rows):
    return f"<!doctype html><html><body><h1>{TITLE}</h1>{rows}</body></html>".encode()


LINE = "\n1\tNaik\tPersen\t82"
ROW = "<tr><td>1<td>Naik<td>Persen<td>82</tr>"
MANY = 10_000
BOMB = bytes(10 * 1024**2)
CELL = "<c r='{0}'><v>1</v></c>"
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def files():
    """Each file with the code of the refusal it deserves."""
    yield from _bombs()
    yield from _reaching_out()
    yield from _locked_and_broken()
    yield from _endless()


def _bombs():
    inner = zipped({f"{k}.bin": BOMB for k in range(16)})
    yield "bomb.docx", zipped({"word/document.xml": bytes(400 * 1024**2)}), "document-too-complex"
    yield "bomb-lying.docx", lying(), "document-broken"
    yield "bomb-overlapping.docx", overlapping(), "document-broken"
    yield "bomb-nested.zip", zipped({f"{k}.zip": inner for k in range(16)}), "document-kind"
    yield "bomb-names.xlsx", zipped({f"{k}.xml": "" for k in range(9_000)}), "document-too-complex"
    yield "bomb-bzip2.ods", zipped({"a.xml": BOMB}, zipfile.ZIP_BZIP2), "document-broken"
    marks = word("<w:p/>" * 700_000)
    yield "bomb-marks.docx", marks, "document-too-complex"
    text = word(f"<w:p><w:r><w:t>{'x' * 9_000_000}</w:t></w:r></w:p>" * 5)
    yield "bomb-text.docx", text, "document-too-complex"
    yield "laughs.docx", _declared(LAUGHS), "document-broken"
    yield "fetched.docx", _declared(FETCHED), "document-broken"
    yield (
        "laughs.ods",
        zipped({"mimetype": ODS_KIND, "content.xml": f"{LAUGHS}<x>&i;</x>"}),
        ("document-broken"),
    )
    yield "laughs.xml", f"{HEAD}{LAUGHS}<x>&i;</x>".encode(), "document-kind"


def _declared(declaration):
    start = f"{declaration}<w:document"
    return repacked(word(), {"word/document.xml": ("<w:document", start)})


def _reaching_out():
    code = "document-external"
    yield "template.docx", word(changed=to("http://x.example/a.dotm", "attachedTemplate")), code
    yield (
        "template-share.docx",
        word(changed=to("file://x.example/a.dotm", "attachedTemplate")),
        code,
    )
    yield "picture.docx", word(changed=to("http://x.example/a.png", "image")), code
    yield "object.docx", word(changed=to("file:///etc/passwd", "oleObject")), code
    yield "part.docx", word(changed=to("\\\\x.example\\a.docx", "subDocument")), code
    yield "exchange.docx", field("DDEAUTO c:\\\\windows\\\\cmd.exe"), code
    yield "fetching.docx", field('INCLUDEPICTURE "http://x.example/a.png"'), code
    other = "<table:table-source xlink:href='http://x.example/a.ods'/>"
    yield "other.ods", open_sheet(other), code
    link = "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"
    kinds = (
        "</Types>",
        f"<Override PartName='/xl/externalLinks/e.xml' ContentType='{link}'/></Types>",
    )
    yield "link.xlsx", repacked(sheet(), {"[Content_Types].xml": kinds}), code
    macros = "document-macros"
    yield "macros.docx", word(changed={"word/vbaProject.bin": b"x"}), macros
    yield "macros-named.docx", repacked(word(), {"[Content_Types].xml": (DOCUMENT, MACROS)}), macros
    yield "macros.xlsx", repacked(sheet(), {}, {"xl/vbaProject.bin": b"x"}), macros
    yield "macros.ods", open_sheet(added={"Basic/Standard/Module1.xml": "<x/>"}), macros


def _locked_and_broken():
    code = "document-locked"
    yield "locked.docx", old_container("EncryptedPackage"), code
    yield "locked-entries.xlsx", encrypted(sheet()), code
    manifest = (
        "<m:manifest xmlns:m='urn:m'><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>"
    )
    yield "locked.ods", open_sheet(added={"META-INF/manifest.xml": manifest}), code
    yield "locked.pdf", pdf(trailer=LOCK), code
    yield "old.doc", old_container("WordDocument"), "document-kind"
    broken = "document-broken"
    yield "unclosed.docx", repacked(word(), {"word/document.xml": ("</w:body>", "")}), broken
    for name, data in (("cut.docx", word()), ("cut.xlsx", sheet()), ("cut.ods", open_sheet())):
        yield name, data[: len(data) * 2 // 3], broken
    yield "cut.pdf", b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\nxref\n0 99", broken


def _endless():
    code = "document-too-complex"
    yield "rows.docx", word(rows=MANY), code
    yield "rows.xlsx", sheet(MANY), code
    yield "rows.ods", open_sheet(open_row("1", "Naik", "Persen", "82") * MANY), code
    yield "rows-repeated.ods", open_sheet(open_row("1", "Naik", rows=1_000_000)), code
    yield "rows.html", page(f"<table>{ROW * MANY}</table>"), code
    yield "rows.txt", ("\n".join((TITLE, "\t".join(HEADING))) + LINE * MANY).encode(), code
    yield "rows-apart.txt", laid_by_spaces(MANY), code
    few = "document-too-many-rows"
    yield "rows-apart-nearly.txt", laid_by_spaces(4_500), few
    yield "span.html", page(f"<table><tr><td colspan=1000000000>1<td>2</tr>{ROW}</table>"), code
    yield "spans.html", page(f"<table>{'<tr><td colspan=999>1<td>2</tr>' * 99}</table>"), code
    yield "deep.html", page("<div>" * 100_000), code
    yield "deep-tables.html", page("<table><tr><td>1<td>" * 50_000), code
    yield "tags.html", page("<b>x</b>" * 900_000), code
    wide = "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='30000000'/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>"
    yield "span.docx", word(wide), code
    yield "pages.pdf", pdf(pages=10_000), code
    merged = (
        "</sheetData>",
        "</sheetData><mergeCells><mergeCell ref='A1:XFD1048576'/></mergeCells>",
    )
    far = ("</sheetData>", f"<row r='1048576'>{CELL.format('XFD1048576')}</row></sheetData>")
    part = "xl/worksheets/sheet1.xml"
    yield "far-merged.xlsx", repacked(repacked(sheet(), {part: merged}), {part: far}), code


def main(folder):
    for path in sorted(Path(folder).iterdir()):
        reading, saying = os.pipe()
        child = os.fork()
        if child == 0:
            os.write(saying, _code(path).encode())
            os._exit(0)
        os.close(saying)
        code = os.read(reading, 1000).decode()
        os.close(reading)
        _, _, used = os.wait4(child, 0)
        seconds = round(used.ru_utime + used.ru_stime, 2)
        megabytes = used.ru_maxrss // 1024
        line = {"file": path.name, "code": code, "seconds": seconds, "megabytes": megabytes}
        sys.stdout.write(json.dumps(line) + "\n")


def _code(path):
    from janji.core.refusals import Refused  # noqa: PLC0415 -- its time counts
    from janji.documents.reading import read_file  # noqa: PLC0415 -- its time counts

    try:
        read_file(path)
    except Refused as refusal:
        return refusal.code
    except BaseException as wrong:  # noqa: BLE001 -- whatever it is, it is to be told
        return repr(wrong)
    return "read"


if __name__ == "__main__":
    main(sys.argv[1])

"""The head of an agreement: what it calls itself, its year, its office and region."""

import re
from collections.abc import Iterator, Sequence
from typing import Protocol

from janji.core.refusals import Problem
from janji.documents.reading.content import Said, one_line

_AGREEMENT = re.compile(r"(?:perjanjian|penetapan|kontrak)\s+kinerja", re.IGNORECASE)
"""What such a document calls itself; older ones say penetapan or kontrak."""
_REVISED = re.compile(
    r"\b(?:perubahan|revisi|reviu|review|amandemen|addendum|penyesuaian|p-?apbd|apbd-?p)\b(?!\s+iklim)(?:\s+(?:ke\s*-?\s*)?(?P<nth>kedua|ketiga|keempat|\d{1,2}|I{1,3}|IV|V)\b|\s+(?P<plain>\d)\b)?",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"(?:tahun\s+(?:anggaran\s+)?|kinerja\s+|\bt\.?\s?a\.?\s+)(?P<year>20\d\d)\b(?!\s*[-–/]\s*20)",
    re.IGNORECASE,
)
_RANGE = re.compile(r"tahun\s+(?:anggaran\s+)?20\d\d\s*[-–/]\s*20\d\d", re.IGNORECASE)
_BLANK_YEAR = re.compile(r"tahun\s+(?:anggaran\s+)?(?:20)?\s*(?:…|\.{2,}|_{2,})", re.IGNORECASE)
_REGULATION = re.compile(r"\b(?:nomor|no\.?|peraturan|permen\w*|undang)\b", re.IGNORECASE)
_OTHER_PLAN = re.compile(r"\b(?:berdasarkan|renstra|rpjm[dn]|rkpd|renja|dpp?a|apbd)\b", re.I)
"""A line of a title about the plan behind it, whose year is not the agreement's."""
_REVISED_BUDGET = re.compile(r"(?:perubahan\s+apbd|apbd\s+perubahan|p-?apbd)\b", re.I)
_GOVERNMENT = re.compile(r"pemerintah\s+(?:daerah\s+)?((?:kabupaten|kota|provinsi)\s+.+)", re.I)
_REGION = re.compile(
    r"((?:kabupaten|kota|provinsi)\s+[A-Za-z .’'-]+?)(?:\s+tahun\b.*)?", re.IGNORECASE
)
_OFFICE = re.compile(
    r"(?:kecamatan|kelurahan|dinas|badan|inspektorat|sekretariat|satuan|rumah sakit|bagian|kantor|rsud"
    r"|puskesmas|uptd)\b[^,:.]{0,120}?(?:\s+tahun\s+(?:anggaran\s+)?20\d\d)?",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s+(?:(?:kabupaten|kota|provinsi)\s+[A-Za-z .’'-]+?)?(?:\s*tahun\s+(?:anggaran\s+)?20\d\d)?$",
    re.IGNORECASE,
)
_FROM_POSITION = re.compile(
    r"(?P<post>camat|lurah|kepala|direktur|inspektur|sekretaris)\s+(?P<rest>.+)", re.IGNORECASE
)
_SMALL = {"Dan", "Di", "Ke", "Dari", "Dengan", "Untuk", "Pada", "Atau"}
_VOWEL = re.compile("[AEIOU]")
_ABBREVIATED = frozenset(
    [
        "RSUD",
        "RSU",
        "RSIA",
        "UPT",
        "UPTD",
        "UPTB",
        "DPRD",
        "BUMD",
        "BLUD",
        "BAPPEDALITBANG",
        "PUPR",
        "DPU",
        "DPUPR",
        "PU",
        "UMKM",
        "UKM",
        "KUKM",
        "KB",
        "PPKB",
        "PPA",
        "PAUD",
        "SD",
        "SMA",
        "SMK",
        "SMP",
        "SMAN",
        "SDN",
        "SAR",
        "ASN",
        "SDM",
        "IT",
        "TIK",
        "PBB",
        "PKK",
        "I",
        "II",
        "III",
        "IV",
        "V",
        "VI",
    ]
)
"""Written in capitals also where the words beside them are not; what has no vowel is too."""
_ROMAN = {"KEDUA": 2, "KETIGA": 3, "KEEMPAT": 4, "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5}
_HEAD = 60
"""So many lines from the top a title may stand."""


class Head(Protocol):
    """What the title says; the statement is one."""

    year: int | None
    revision: int
    region: str | None
    org_unit: str | None
    says_agreement: bool
    year_is_range: bool
    year_is_blank: bool
    found: dict[str, Said]
    problems: list[Problem]


def read_title(lines: Sequence[Said], said: Head) -> None:
    """Year, revision, office and region from the title and the letterhead above it.

    A later title that names another year, or says alone that it is a revision, is a problem.
    """
    said.says_agreement = any(
        _AGREEMENT.search(one_line(" ".join(one.line for one in lines[k : k + 2])))
        for k in range(len(lines))
    )
    for place, line in enumerate(lines):
        if is_title(line.line):
            _year(lines[place : place + 5], said, lines[place - 1].line if place else "")
        if said.year is not None:
            said.problems += _differing(said, lines[place + 1 :])
            break
    _region_and_office(lines, said)


def is_title(line: str) -> bool:
    """Whether a line is a title of an agreement and no sentence about one."""
    return (
        _AGREEMENT.search(line) is not None
        and len(line) < 160
        and not _REGULATION.search(line)
        and (line == line.upper() or line.istitle() or len(line) < 80)
        and not line.rstrip().endswith((".", ";", ","))
    )


def titled(lines: Sequence[str]) -> tuple[int | None, bool]:
    """The year that the last title names, and whether it says that it is a revision."""
    for place in range(len(lines) - 1, -1, -1):
        if is_title(lines[place]):
            text = _title_text([Said(line) for line in lines[place : place + 5]])
            found = _YEAR.search(text)
            above = lines[place - 1] if place else ""
            revised = _REVISED.search(text) or _REVISED.fullmatch(above.strip())
            return int(found["year"]) if found else None, revised is not None
    return None, False


def year_in_title(line: str) -> int | None:
    """The year that a line names, if it is a title."""
    found = _YEAR.search(line) if is_title(line) else None
    return int(found["year"]) if found else None


def title_year(lines: Sequence[Said]) -> int | None:
    """The year that the first title with one names."""
    for place, line in enumerate(lines):
        if is_title(line.line):
            around = _title_text(lines[place : place + 5])
            if not _RANGE.search(around) and (found := _YEAR.search(around)):
                return int(found["year"])
    return None


def _title_text(lines: Sequence[Said]) -> str:
    """A title and the lines below it that belong to it."""
    taken = [lines[0].line]
    for line in lines[1:]:
        if len(line.line) > 90 or ":" in line.line or _REGULATION.search(line.line):
            break
        if _OTHER_PLAN.search(line.line) and not _REVISED_BUDGET.match(line.line):
            continue
        taken.append(line.line)
        if re.search(r"tahun\b", line.line, re.IGNORECASE):
            break
    return one_line(" ".join(taken))


def _differing(said: Head, lines: Sequence[Said]) -> Iterator[Problem]:
    """What the titles of the annexes say otherwise."""
    titles = [_title_text(lines[k : k + 5]) for k, one in enumerate(lines) if is_title(one.line)]
    years = {int(found["year"]) for text in titles if (found := _YEAR.search(text))}
    for year in sorted(years - {said.year}):
        yield Problem("year-differs", "year", {"one": said.year, "other": year})
    if not said.revision and any(_REVISED.search(text) for text in titles):
        yield Problem("revision-differs", "revision")


def _year(lines: Sequence[Said], said: Head, above: str) -> None:
    around = _title_text(lines)
    if _REVISED.fullmatch(above.strip()):
        around = f"{above} {around}"
    if _RANGE.search(around):
        said.year_is_range = True
        return
    found = _YEAR.search(around)
    if found is None:
        said.year_is_blank |= _BLANK_YEAR.search(around) is not None
        return
    said.year = int(found["year"])
    said.found["year"] = next((line for line in lines if found["year"] in line.line), lines[0])
    if revised := _REVISED.search(around):
        nth = revised["nth"] or revised["plain"] or "1"
        said.revision = _ROMAN.get(nth.upper()) or int(nth)
        said.found["revision"] = said.found["year"]


def _region_and_office(lines: Sequence[Said], said: Head) -> None:
    for place, line in enumerate(lines[:_HEAD]):
        if said.region is None and (found := _GOVERNMENT.fullmatch(line.line)):
            said.region = in_title_case(found[1])
            said.found["region"] = line
            if place + 1 < len(lines):
                _office(lines[place + 1], said)
    titles = [place for place, line in enumerate(lines) if is_title(line.line)]
    for place in titles:
        _beside_title(lines[place : place + 4], said)


def _beside_title(lines: Sequence[Said], said: Head) -> None:
    rest = _AGREEMENT.split(lines[0].line, maxsplit=1)[-1].strip()
    for line in (Said(rest, lines[0].origin), *lines[1:]):
        text = line.line
        if ":" in text or len(text) > 140:
            return
        if said.org_unit is None:
            _office(line, said)
        if said.region is None and (found := _REGION.fullmatch(text)):
            said.region = in_title_case(found[1])
            said.found["region"] = line


def _office(line: Said, said: Head) -> None:
    text = re.sub(r"^(?:perubahan|reviu|revisi)\b[\s\d]*", "", line.line, flags=re.IGNORECASE)
    if said.org_unit is None and _OFFICE.fullmatch(text):
        said.org_unit = in_title_case(_TAIL.sub("", text).strip())
        said.found["org_unit"] = line


def office_of_position(position: str | None) -> str | None:
    """The office that a head's position names: `Camat Ajibarang` heads `Kecamatan Ajibarang`."""
    found = _FROM_POSITION.fullmatch(one_line(position or ""))
    if found is None:
        return None
    post, rest = found["post"].lower(), in_title_case(found["rest"])
    named = {"camat": f"Kecamatan {rest}", "lurah": f"Kelurahan {rest}"}.get(post, rest)
    return _TAIL.sub("", named) if _OFFICE.fullmatch(named) else None


def in_title_case(text: str) -> str:
    """`KECAMATAN AJIBARANG` as `Kecamatan Ajibarang`; other writing stays as it is."""
    plain = one_line(text)
    if plain != plain.upper():
        return plain
    return re.sub(r"[^\W_]+", lambda found: _in_title_case(found[0]), plain)


def _in_title_case(word: str) -> str:
    if word in _ABBREVIATED or not _VOWEL.search(word):
        return word
    title = word.title()
    return title.lower() if title in _SMALL else title

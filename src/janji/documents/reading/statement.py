"""The statement: who, where, when, and the blocks of signatures."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from janji.core.agreement import Party
from janji.core.refusals import Problem
from janji.documents.reading.content import one_line

_TITLE = re.compile(
    r"perjanjian\s+kinerja(?P<revised>\s+(?:perubahan|revisi)(?:\s+ke-?\s*(?P<nth>\d+))?)?"
    r".{0,80}?tahun\s+(?:anggaran\s+)?(?P<year>20\d\d)",
    re.IGNORECASE,
)
_KIND = re.compile(r"(?:perjanjian|penetapan|kontrak)\s+kinerja", re.IGNORECASE)
"""What such a document calls itself; older ones say penetapan or kontrak."""
_GOVERNMENT = re.compile(r"pemerintah\s+((?:kabupaten|kota|provinsi)\s+.+)", re.IGNORECASE)
_OFFICE = re.compile(
    r"(?:kecamatan|kelurahan|dinas|badan|inspektorat|sekretariat|satuan|rumah sakit|bagian|kantor)\b"
    r"[^,:.]{0,120}",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"(nama|jabatan|nip|pangkat(?:\s*/\s*gol\w*)?)\s*[:=]\s*(.+)", re.IGNORECASE)
_CALLED = re.compile(r"disebut\s*(?:sebagai\s*)?[“\"]?pihak\s+(pertama|kedua)", re.IGNORECASE)
_MONTHS = (
    "januari|februari|pebruari|maret|april|mei|juni|juli|agustus|september|oktober"
    "|november|nopember|desember"
)
_PLACE_DATE = re.compile(
    rf"(?P<place>[A-Z][A-Za-z.’' ]{{1,60}}?)\s*,\s*"
    rf"(?P<date>(?:\d{{1,2}}\s+)?(?:{_MONTHS})\s+20\d\d)",
    re.IGNORECASE,
)
_NIP = re.compile(r"nip\s*[.:]?\s*:?\s*(.+)", re.IGNORECASE)
_RANK = re.compile(
    r"(?:pembina|penata|pengatur|juru)(?:\s+(?:utama|muda|madya|tingkat|tk\.?|i)\b\.?)*"
    r"(?:\s*[,(/]?\s*\(?[IV]+\s*/\s*[a-e]\)?)?",
    re.IGNORECASE,
)
_SMALL = {"Dan", "Di", "Ke", "Dari", "Dengan", "Untuk", "Pada", "Atau"}
_TITLES = {"ir", "h", "hj", "dr", "drs", "dra", "prof", "kh"}


@dataclass(slots=True)
class _Found:
    name: str | None = None
    position: str | None = None
    nip: str | None = None
    rank: str | None = None


@dataclass(slots=True)
class Statement:
    """What the running text says."""

    first: _Found = field(default_factory=_Found)
    second: _Found = field(default_factory=_Found)
    year: int | None = None
    revision: int = 0
    region: str | None = None
    org_unit: str | None = None
    place: str | None = None
    date_text: str | None = None
    says_agreement: bool = False
    problems: list[Problem] = field(default_factory=list)

    def parties(self) -> tuple[Party, Party]:
        """First and second party."""
        first, second = (
            Party(one.name, one.position, one.nip, one.rank) for one in (self.first, self.second)
        )
        return first, second


def read_statement(lines: Sequence[str]) -> Statement:
    """The parties, place, date, year and office in the paragraphs of a document."""
    said = Statement()
    _head(lines, said)
    _introductions(lines, said)
    _places(lines, said)
    _signatures(lines, said)
    return said


def _head(lines: Sequence[str], said: Statement) -> None:
    for place, line in enumerate(lines):
        around = one_line(" ".join(lines[place : place + 3]))
        said.says_agreement |= bool(_KIND.search(around))
        if said.year is None and (found := _TITLE.match(around)):
            said.year = int(found["year"])
            if found["revised"]:
                said.revision = int(found["nth"] or 1)
        if said.region is None and (found := _GOVERNMENT.fullmatch(line)):
            said.region = in_title_case(found[1])
            following = lines[place + 1] if place + 1 < len(lines) else ""
            if _OFFICE.fullmatch(following):
                said.org_unit = in_title_case(following)


def _introductions(lines: Sequence[str], said: Statement) -> None:
    """`Nama :` and `Jabatan :` belong to the party that the sentence after them names."""
    found = _Found()
    waiting = [said.first, said.second]
    for line in lines:
        if label := _LABELLED.fullmatch(line):
            _take(found, label[1].lower(), one_line(label[2]))
        elif (called := _CALLED.search(line)) and found.name:
            party = said.first if called[1].lower() == "pertama" else said.second
            if party in waiting:
                party.name, party.position = found.name, found.position
                party.nip, party.rank = found.nip, found.rank
                waiting.remove(party)
            found = _Found()


def _take(found: _Found, label: str, text: str) -> None:
    if label == "nama":
        found.name = text
    elif label == "jabatan":
        found.position = text
    elif label == "nip":
        found.nip = _service_number(text)
    else:
        found.rank = text


def _places(lines: Sequence[str], said: Statement) -> None:
    for line in lines:
        found = _PLACE_DATE.fullmatch(line)
        if found is None:
            continue
        place, date_text = one_line(found["place"]), one_line(found["date"])
        if said.place is None:
            said.place, said.date_text = place, date_text
        elif place != said.place:
            facts = {"one": said.place, "other": place}
            said.problems.append(Problem("place-differs", "place", facts))
        elif date_text != said.date_text:
            facts = {"one": said.date_text or "", "other": date_text}
            said.problems.append(Problem("date-differs", "date_text", facts))


def _signatures(lines: Sequence[str], said: Statement) -> None:
    """Under a party's name stand rank and service number."""
    begins = next((k for k, line in enumerate(lines) if _PLACE_DATE.fullmatch(line)), len(lines))
    current: tuple[str, _Found] | None = None
    for line in lines[begins:]:
        for where, party in (("first_party", said.first), ("second_party", said.second)):
            if party.name and _same_person(party.name, line):
                current = where, party
                said.problems += _differing(where, party.name, line, said.problems)
        if current is None:
            continue
        where, party = current
        if (found := _NIP.fullmatch(line)) and party.nip is None:
            party.nip = _service_number(found[1])
            if party.nip is None:
                said.problems.append(Problem("nip-unreadable", f"{where}.nip", {"said": found[1]}))
        elif _RANK.fullmatch(line) and party.rank is None:
            party.rank = line


def _differing(where: str, name: str, other: str, known: Sequence[Problem]) -> Iterator[Problem]:
    problem = Problem("name-spelled-differently", f"{where}.name", {"one": name, "other": other})
    if _letters(name) != _letters(other) and problem not in known:
        yield problem


def _letters(name: str) -> str:
    return "".join(c for c in name.lower() if c.isalnum())


def _core(name: str) -> set[str]:
    """The words of a name without titles before and degrees after it."""
    bare = name.split(",")[0].lower().replace(".", " ")
    return {word for word in bare.split() if word not in _TITLES}


def _same_person(name: str, line: str) -> bool:
    return len(line) <= len(name) + 40 and bool(_core(line)) and _core(name) == _core(line)


def _service_number(text: str) -> str | None:
    digits = "".join(text.split()).replace(".", "")
    return digits if re.fullmatch(r"\d{18}", digits, re.ASCII) else None


def in_title_case(text: str) -> str:
    """`KECAMATAN AJIBARANG` as `Kecamatan Ajibarang`; other writing stays as it is."""
    plain = one_line(text)
    if plain != plain.upper():
        return plain
    words = plain.title().split()
    return " ".join(word.lower() if word in _SMALL else word for word in words)

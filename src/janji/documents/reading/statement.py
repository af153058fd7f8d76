"""The statement: who, where, when, and the blocks of signatures."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from janji.core.agreement import Party
from janji.core.refusals import Problem
from janji.documents.reading.content import Said, letters, one_line
from janji.documents.reading.titles import read_title

_LABEL = re.compile(
    r"(?P<label>nama(?:\s+(?:pegawai|pejabat|lengkap))?|jabatan|nip|"
    r"pangkat(?:\s*[/,]\s*gol\w*(?:\s*ruang)?)?|unit\s+kerja)\b\s*(?P<sign>[:=\-–.]*)\s*(?P<text>.*)",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"disebut\s*(?:juga\s*)?(?:sebagai\s*)?\W{0,3}pihak\s+(pertama|kesatu|pert\w*|kedua|kedwa|ke\s?-?\s?[12])",
    re.IGNORECASE,
)
_MONTHS = (
    "januari|februari|pebruari|maret|april|mei|juni|juli|agustus|september|oktober"
    "|november|nopember|desember"
)
_PLACE_DATE = re.compile(
    rf"(?:ditetapkan\s+di\s+|dibuat\s+di\s+)?(?P<place>[A-Z][A-Za-z.’' ]{{1,60}}?)\s*,\s*"
    rf"(?:tanggal\s+)?(?P<date>(?:\d{{1,2}}\s+)?(?:(?:{_MONTHS})\s+)?20\d\d)",
    re.IGNORECASE,
)
_NIP = re.compile(r"nip\b\s*[.:]?\s*:?\s*(.+)", re.IGNORECASE)
_RANK = re.compile(
    r"(?:pembina|penata|pengatur|juru)(?:\s+(?:utama|muda|madya|tingkat|tk\.?|i)\b\.?)*"
    r"(?:\s*[,(/]?\s*\(?[IV]+\s*/\s*[a-e]\)?)?",
    re.IGNORECASE,
)
_HEADS_REGION = re.compile(r"\b(?:bupati|wali\s*kota|gubernur)\b", re.IGNORECASE)
_OTHER_BLOCK = re.compile(
    r"^\W*pihak\s+(?:pertama|kesatu|kedua)\b|\b(?:mengetahui|menyetujui|saksi)\b|^a\.?\s?n\.",
    re.IGNORECASE,
)
"""What begins another block of a signature."""
_SENTENCE = re.compile(r"\b(?:dalam rangka|pihak pertama berjanji|berjanji akan)\b", re.IGNORECASE)
_GOES_ON = re.compile(r"(?:[,&/-]|\b(?:dan|serta|atau|pada|bidang|urusan))$", re.IGNORECASE)
_TITLES = {"ir", "h", "hj", "dr", "drs", "dra", "prof", "kh", "hajah", "haji"}
_QUOTES = "“”\"'‘’`"


@dataclass(slots=True)
class _Found:
    name: Said | None = None
    position: Said | None = None
    nip: Said | None = None
    rank: Said | None = None

    def party(self) -> Party:
        """As a value."""
        said = (self.name, self.position, self.nip, self.rank)
        return Party(*(None if one is None else one.text for one in said))


@dataclass(slots=True)
class Statement:
    """What the running text says; `found` holds where each value stands."""

    first: _Found = field(default_factory=_Found)
    second: _Found = field(default_factory=_Found)
    year: int | None = None
    revision: int = 0
    region: str | None = None
    org_unit: str | None = None
    place: str | None = None
    date_text: str | None = None
    says_agreement: bool = False
    year_is_range: bool = False
    year_is_blank: bool = False
    found: dict[str, Said] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def parties(self) -> tuple[Party, Party]:
        """First and second party."""
        return self.first.party(), self.second.party()

    def places(self) -> Iterator[tuple[str, Said]]:
        """The path of every value with the line it stands on."""
        yield from self.found.items()
        for where, party in (("first_party", self.first), ("second_party", self.second)):
            for part in ("name", "position", "nip", "rank"):
                said = getattr(party, part)
                if said is not None:
                    yield f"{where}.{part}", said


def read_statement(lines: Sequence[Said]) -> Statement:
    """The parties, place, date, year and office in the lines of a document."""
    said = Statement()
    read_title(lines, said)
    _introductions(lines, said)
    _places(lines, said)
    _signatures(lines, said)
    said.problems += _torn_positions(said)
    return said


def _torn_positions(said: Statement) -> Iterator[Problem]:
    """A position whose last line was not found."""
    for where, party in (("first_party", said.first), ("second_party", said.second)):
        if party.position and _GOES_ON.search(party.position.line):
            facts = {"said": party.position.line}
            yield Problem("position-torn", f"{where}.position", facts)


def _introductions(lines: Sequence[Said], said: Statement) -> None:
    """`Nama :` and `Jabatan :` belong to the party that the sentence after them names."""
    found, current = _Found(), None
    waiting = {"first": said.first, "second": said.second}
    for line in _joined_labels(lines):
        called, label = _CALLED.search(line.line), _LABEL.fullmatch(line.line)
        if called and found.name:
            side = "second" if _is_second(called[1]) else "first"
            party = waiting.pop(side, None)
            if party is not None:
                party.name, party.position = found.name, found.position
                party.nip, party.rank = found.nip, found.rank
            found, current = _Found(), None
        elif label and not called and (label["sign"] or label["label"].lower() == "nip"):
            current = _take(found, label, line)
        elif current == "position" and found.position and _goes_on(line.line):
            words = f"{found.position.text} {line.line}"
            found.position = Said(words, found.position.origin, found.position.unclear)
        else:
            current = None


def _is_second(word: str) -> bool:
    return word.lower().startswith(("kedua", "kedwa")) or word.endswith("2")


def _goes_on(line: str) -> bool:
    """Whether a line may be the second line of a position: capitals, no sentence."""
    return (
        len(line) < 80
        and (line[:1].isalpha() or line[:1] in "(&")
        and not _SENTENCE.search(line)
        and not re.search(
            r"[:;]$|^\w[\w ]{1,25}\s*:|disebut|selaku atasan|bertanda|^halaman\b",
            line,
            re.IGNORECASE,
        )
    )


def _joined_labels(lines: Sequence[Said]) -> Iterator[Said]:
    """Labels with what they name, where the colon and the name stand on lines of their own."""
    waiting: list[Said] = []
    for line in lines:
        text = line.line
        if re.fullmatch(r"(?:nama(?: pegawai)?|jabatan|nip)\s*:?", text, re.IGNORECASE):
            waiting.append(Said(text.rstrip(" :"), line.origin, line.unclear))
            continue
        if waiting and text in {":", ": :"}:
            continue
        if waiting and (text.startswith(":") or not _LABEL.match(text)):
            label = waiting.pop(0)
            joined = f"{label.text} : {text.lstrip(': ')}"
            yield Said(joined, line.origin, line.unclear)
            continue
        waiting = []
        yield line


def _take(found: _Found, label: re.Match[str], line: Said) -> str | None:
    text = one_line(label["text"]).strip(_QUOTES + " ")
    if not re.search(r"\w", text):
        return None
    said = Said(text, line.origin, line.unclear)
    name = label["label"].lower()
    if name.startswith("nama"):
        found.name = said
    elif name == "jabatan":
        found.position = said
        return "position"
    elif name == "nip":
        digits = _service_number(text)
        found.nip = Said(digits, line.origin) if digits else None
    elif name.startswith("pangkat"):
        found.rank = said
    return None


def _places(lines: Sequence[Said], said: Statement) -> None:
    for line in lines:
        found = _PLACE_DATE.fullmatch(line.line)
        if found is None:
            continue
        place, date_text = one_line(found["place"]), one_line(found["date"])
        if said.place is None:
            said.place, said.date_text = place, date_text
            said.found |= {"place": line, "date_text": line}
        elif place != said.place:
            facts = {"one": said.place, "other": place}
            said.problems.append(Problem("place-differs", "place", facts))
        elif date_text != said.date_text:
            facts = {"one": said.date_text or "", "other": date_text}
            said.problems.append(Problem("date-differs", "date_text", facts))


def _signatures(lines: Sequence[Said], said: Statement) -> None:
    """Under a party's name stand rank and service number; a head of a region has neither.

    Where both names stand on lines that follow each other, two blocks side by side were read
    across, and what stands below them could be either's.
    """
    begins = next(
        (k for k, line in enumerate(lines) if _PLACE_DATE.fullmatch(line.line)), len(lines)
    )
    sides = {"first_party": said.first, "second_party": said.second}
    named: list[tuple[int, str]] = []
    owner: str | None = None
    mixed = False
    for place, line in enumerate(lines[begins:]):
        for where, party in sides.items():
            if party.name and where == _who(sides, line.line):
                said.problems += _differing(where, party.name.text, line.line, said.problems)
                across = bool(named) and named[-1] == (place - 1, _other(where))
                mixed = across and line.origin.place.table is None
                if mixed:
                    said.problems += [Problem("signature-unclear", side) for side in sides]
                named.append((place, where))
                owner = where
        if _OTHER_BLOCK.search(line.line):
            owner = None
        owners = _owners(sides, owner, named, mixed=mixed)
        if not owners and _NIP.fullmatch(line.line) and re.search(r"\d", line.line) and named:
            said.problems += [Problem("signature-unclear", side) for side in sides]
        for where in owners:
            _sign(where, sides[where], line, said)


def _who(sides: Mapping[str, _Found], line: str) -> str | None:
    """Whose name a line is; of two who are named alike the one who is named more alike."""
    alike = [
        (SequenceMatcher(None, letters(party.name.text), letters(line)).ratio(), where)
        for where, party in sides.items()
        if party.name and _same_person(party.name.text, line)
    ]
    return max(alike)[1] if alike else None


def _owners(
    sides: Mapping[str, _Found], owner: str | None, named: Sequence[tuple[int, str]], *, mixed: bool
) -> list[str]:
    """Whose a rank or a number may be: the last one named, of two read across the first who lacks
    one, and never a head of a region."""
    if owner is None:
        return []
    wanted = [where for _place, where in named[-2:]] if mixed else [owner]
    return [where for where in wanted if not _heads_region(sides[where])]


def _other(where: str) -> str:
    return "second_party" if where == "first_party" else "first_party"


def _heads_region(party: _Found) -> bool:
    return party.position is not None and bool(_HEADS_REGION.search(party.position.text))


def _sign(where: str, party: _Found, line: Said, said: Statement) -> None:
    if (found := _NIP.fullmatch(line.line)) and party.nip is None:
        digits = _service_number(found[1])
        if digits is None:
            if re.search(r"\d", found[1]):
                facts = {"said": found[1]}
                said.problems.append(Problem("nip-unreadable", f"{where}.nip", facts))
        else:
            party.nip = Said(digits, line.origin, line.unclear)
    elif _RANK.fullmatch(line.line) and party.rank is None:
        party.rank = Said(line.line, line.origin, line.unclear)


def _differing(where: str, name: str, other: str, known: Sequence[Problem]) -> Iterator[Problem]:
    problem = Problem("name-spelled-differently", f"{where}.name", {"one": name, "other": other})
    if letters(name) != letters(other) and problem not in known:
        yield problem


def _core(name: str) -> list[str]:
    """The words of a name without titles before and degrees after it."""
    bare = name.split(",")[0].lower().replace(".", " ").strip(_QUOTES + "() ")
    return [word for word in bare.split() if word not in _TITLES]


def _same_person(name: str, line: str) -> bool:
    """Loosely: titles, degrees and a name in the middle may differ."""
    if len(line) > len(name) + 40:
        return False
    one, other = _core(name), _core(line)
    if not one or not other:
        return False
    if set(one) == set(other):
        return True
    inner = len(set(one) & set(other))
    return inner >= 2 and inner == min(len(set(one)), len(set(other)))


def _service_number(text: str) -> str | None:
    digits = re.sub(r"[\s.]", "", text)
    return digits if re.fullmatch(r"\d{18}", digits, re.ASCII) else None

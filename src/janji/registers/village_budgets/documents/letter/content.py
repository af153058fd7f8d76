"""What the letter with the result of an evaluation says, from values. No database and no clock."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from janji.core.land_tax import rp
from janji.core.numbers import written
from janji.core.village_budgets import Answer, Item, Outcome, Sums, spending_limit
from janji.documents.letterhead import Letterhead
from janji.documents.official import DOTTED, grouped_nip
from janji.documents.sheets import Sheet
from janji.documents.typesetting import pdf
from janji.documents.word import docx
from janji.kit import dates

_HERE = Path(__file__).parent
ANSWERS = {Answer.YES: "Ya", Answer.NO: "Tidak", Answer.NOT_APPLICABLE: "Tidak berlaku"}


@dataclass(frozen=True, slots=True)
class Said:
    """A question of the evaluation with its answer."""

    item: Item
    answer: str
    notes: str | None
    account: str | None


@dataclass(frozen=True, slots=True)
class Undersigned:
    """Who signs: the head of the office that evaluates. Empty where nobody is on record."""

    title: str
    name: str | None = None
    nip: str | None = None


@dataclass(frozen=True, slots=True)
class ResultLetter:
    """A result about to be put on paper; what is not known yet is left to be written by hand."""

    letterhead: Letterhead
    office: str
    village: str
    kind: str
    budget_year: int
    received_on: date | None
    result_on: date | None
    letter_number: str | None
    outcome: str | None
    correct_until: date | None
    correct_by_law: date | None
    sums: Sums | None
    arithmetic: str | None
    answers: Sequence[Said]
    head: Undersigned
    government: str
    made_at: datetime
    state_note: str | None = None
    sheet: Sheet = Sheet.A4

    @property
    def findings(self) -> list[Said]:
        """What the village has to put right."""
        return [one for one in self.answers if one.answer == Answer.NO]


def as_pdf(letter: ResultLetter) -> bytes:
    """The letter as PDF/A-2a and PDF/UA-1; the same value gives the same bytes."""
    return pdf(_HERE / "letter.typ", _content(letter), made_at=letter.made_at)


def as_docx(letter: ResultLetter) -> bytes:
    """The letter as DOCX, from a template that an office can restyle in a word processor."""
    content = _content(letter)
    return docx(_HERE / "letter.docx", content, made_at=letter.made_at, sheet=letter.sheet)


def _day(value: date | None) -> str:
    return dates.day(value) if value else DOTTED


def _content(letter: ResultLetter) -> dict[str, Any]:
    """The letter as plain data, the same for both templates."""
    width, height = letter.sheet.millimetres
    head = letter.letterhead
    subject = f"APBDes {letter.kind} tahun anggaran {letter.budget_year}"
    return {
        "title": f"Hasil evaluasi {subject} – {letter.village}",
        "author": head.org_unit,
        "sheet": {"width": width, "height": height},
        "letterhead": {
            "government": head.government,
            "org_unit": head.org_unit,
            "address": head.address,
            "contact": head.contact,
        },
        "state_note": letter.state_note,
        "foot": [],
        "place_date": f"{DOTTED}, {_day(letter.result_on)}",
        "heads": [
            {"label": "Nomor", "text": letter.letter_number or DOTTED},
            {"label": "Lampiran", "text": "1 daftar periksa" if letter.answers else "-"},
            {"label": "Hal", "text": f"Hasil evaluasi rancangan peraturan desa tentang {subject}"},
        ],
        "addressee": f"Kepala {letter.village}",
        "opening": _opening(letter, subject),
        "verdict": _verdict(letter),
        "sums": list(_sums(letter)),
        "findings": [_row(number, one) for number, one in enumerate(letter.findings, 1)],
        "findings_note": None if letter.findings else _no_findings(letter),
        "closing": list(_closing(letter)),
        "signer": _undersigned(letter.head),
        "copies": ["Bupati, sebagai laporan", f"Inspektorat {letter.government}"],
        "answers": [_row(number, one) for number, one in enumerate(letter.answers, 1)],
    }


def _opening(letter: ResultLetter, subject: str) -> str:
    return (
        f"Rancangan peraturan desa tentang {subject} dari {letter.village} diterima pada"
        f" {_day(letter.received_on)} dan telah dievaluasi menurut Undang-Undang Nomor 6 Tahun 2014"
        " Pasal 69 dan Peraturan Pemerintah Nomor 43 Tahun 2014 Pasal 101. Hasilnya sebagai berikut."
    )


def _verdict(letter: ResultLetter) -> str:
    said = {Outcome.CONFORMS.value: "SESUAI", Outcome.DIFFERS.value: "TIDAK SESUAI"}
    return said.get(letter.outcome or "", DOTTED)


def _sums(letter: ResultLetter) -> Iterator[dict[str, str]]:
    sums = letter.sums
    if sums is None:
        return
    yield {"label": "Pendapatan", "text": rp(sums.all_income)}
    yield {"label": "Belanja", "text": rp(sums.all_spending)}
    yield {"label": "Pembiayaan neto", "text": rp(sums.financing)}
    balanced = "seimbang" if sums.balance == 0 else f"selisih {rp(sums.balance)}"
    yield {"label": "Keseimbangan", "text": f"{letter.arithmetic} ({balanced})"}
    share = sums.limited_share
    if share is not None:
        most = spending_limit().percent
        within = "tidak melebihi" if sums.is_within_limit else "melebihi"
        said = f"{written(share, 2)} % dari belanja, {within} {most} %"
        yield {"label": "Belanja penyelenggaraan pemerintahan", "text": said}


def _no_findings(letter: ResultLetter) -> str:
    if not letter.answers:
        return "Daftar periksa belum diisi."
    return "Tidak ada temuan pada daftar periksa."


def _closing(letter: ResultLetter) -> Iterator[str]:
    if letter.outcome == Outcome.CONFORMS:
        yield "Rancangan dapat ditetapkan menjadi peraturan desa."
    elif letter.outcome == Outcome.DIFFERS:
        until = ""
        if letter.correct_until:
            until = f" Perbaikan diharapkan sampai {_day(letter.correct_until)}."
        yield (
            "Kepala desa bersama BPD memperbaiki rancangan paling lama 20 hari sejak hasil ini"
            f" diterima, yaitu sampai {_day(letter.correct_by_law)} bila diterima pada tanggal surat"
            f" (Undang-Undang Nomor 6 Tahun 2014 Pasal 69 ayat (7)).{until}"
        )
        yield "Rancangan yang ditetapkan tanpa perbaikan dapat dibatalkan oleh bupati."
    yield "Demikian untuk dilaksanakan."


def _row(number: int, one: Said) -> dict[str, str]:
    return {
        "number": str(number),
        "code": one.item.code,
        "question": one.item.question,
        "answer": ANSWERS[Answer(one.answer)],
        "notes": one.notes or "-",
        "account": one.account or "-",
    }


def _undersigned(one: Undersigned) -> Mapping[str, str | None]:
    nip = f"NIP {grouped_nip(one.nip)}" if one.nip else None
    return {"title": one.title, "name": one.name or DOTTED, "nip": nip}

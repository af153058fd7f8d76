"""What the letter of a decision says, from values. No database and no clock."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from janji.core.reward_parameters import ObjectionRule
from janji.core.workdays import Limit, LimitUnit
from janji.documents.letterhead import Letterhead
from janji.documents.sheets import Sheet
from janji.documents.typesetting import pdf
from janji.documents.word import docx
from janji.kit import dates

_HERE = Path(__file__).parent
ORDINALS = ("KESATU", "KEDUA", "KETIGA", "KEEMPAT", "KELIMA")
UNITS = {LimitUnit.WORKING_DAYS: "hari kerja", LimitUnit.CALENDAR_DAYS: "hari"}
STARTS = {"announced": "diumumkan", "received": "diterima"}


@dataclass(frozen=True, slots=True)
class Fact:
    """A published fact the decision stands on."""

    label: str
    said: str
    quarter: str


@dataclass(frozen=True, slots=True)
class DecisionLetter:
    """A decision about to be put on paper."""

    letterhead: Letterhead
    number: str
    official_title: str
    official_name: str
    place: str
    decided_on: date
    is_granted: bool
    effect: str
    office: str
    year: int
    person: str | None
    position: str | None
    rule: str
    condition: str
    basis: str
    facts_on: date
    facts: Sequence[Fact]
    proposed_on: date
    proposed_because: str
    reasons: str
    steps: Sequence[str]
    steps_source: str | None
    objection: ObjectionRule
    object_until: date | None
    made_at: datetime
    state_note: str | None = None
    sheet: Sheet = Sheet.A4


def as_pdf(letter: DecisionLetter) -> bytes:
    """The letter as PDF/A-2a and PDF/UA-1; the same value gives the same bytes."""
    return pdf(_HERE / "letter.typ", content(letter), made_at=letter.made_at)


def as_docx(letter: DecisionLetter) -> bytes:
    """The letter as DOCX, from a template that an office can restyle in a word processor."""
    data = content(letter)
    return docx(_HERE / "letter.docx", data, made_at=letter.made_at, sheet=letter.sheet)


def content(letter: DecisionLetter) -> dict[str, Any]:
    """The letter as plain data, the same for both templates."""
    width, height = letter.sheet.millimetres
    head = letter.letterhead
    return {
        "title": f"Keputusan Nomor {letter.number}",
        "author": letter.official_title,
        "sheet": {"width": width, "height": height},
        "letterhead": {
            "government": head.government,
            "org_unit": head.org_unit,
            "address": head.address,
            "contact": head.contact,
        },
        "state_note": letter.state_note,
        "foot": [],
        "heading": f"KEPUTUSAN {letter.official_title.upper()}",
        "number": f"NOMOR {letter.number}",
        "about": "TENTANG",
        "subject": _subject(letter).upper(),
        "considering": _lettered(_considering(letter)),
        "recalling": _numbered(_recalling(letter)),
        "noting": (
            f"Usulan tanggal {dates.day(letter.proposed_on)} dengan alasan:"
            f" {letter.proposed_because}"
        ),
        "deciding": "MEMUTUSKAN",
        "articles": [
            {"label": label, "text": text}
            for label, text in zip(ORDINALS, _articles(letter), strict=False)
        ],
        "place_date": f"Ditetapkan di {letter.place}",
        "on": f"pada tanggal {dates.day(letter.decided_on)}",
        "signer": {"title": letter.official_title, "name": letter.official_name},
        "annex": f"Data kinerja yang menjadi dasar, dipublikasikan per {dates.day(letter.facts_on)}",
        "facts": [
            {"number": str(number), "label": one.label, "quarter": one.quarter, "said": one.said}
            for number, one in enumerate(letter.facts, 1)
        ],
    }


def _concerned(letter: DecisionLetter) -> str:
    """`Kecamatan Ajibarang (Camat Ajibarang, Wiryo Santosa)`."""
    who = ", ".join(part for part in (letter.position, letter.person) if part)
    return f"{letter.office} ({who})" if who else letter.office


def _subject(letter: DecisionLetter) -> str:
    about = f"{letter.effect} bagi {letter.office} tahun {letter.year}"
    return about if letter.is_granted else f"usulan {about} yang tidak dikabulkan"


def _considering(letter: DecisionLetter) -> Iterator[str]:
    yield (
        "bahwa atas perjanjian kinerja dilakukan evaluasi terhadap capaiannya dan diambil tindakan yang"
        " diperlukan dalam rangka pemberian penghargaan dan sanksi;"
    )
    yield (
        f"bahwa data kinerja {letter.office} tahun {letter.year} yang dipublikasikan per"
        f" {dates.day(letter.facts_on)}, sebagaimana tercantum dalam lampiran, memenuhi aturan"
        f" “{letter.rule}”, yaitu: {letter.condition};"
    )
    yield (
        "bahwa berdasarkan pertimbangan sebagaimana dimaksud pada huruf a dan huruf b, perlu ditetapkan"
        f" keputusan tentang {_subject(letter)}."
    )


def _recalling(letter: DecisionLetter) -> Iterator[str]:
    yield f"{letter.basis};"
    if letter.steps_source and letter.is_granted:
        yield f"{letter.steps_source};"
    yield f"{letter.objection.source}."


def _articles(letter: DecisionLetter) -> Iterator[str]:
    verb = "Mengabulkan" if letter.is_granted else "Tidak mengabulkan"
    yield f"{verb} usulan {letter.effect} bagi {_concerned(letter)} untuk tahun {letter.year}."
    yield f"Keputusan ini diambil dengan alasan: {letter.reasons}"
    if letter.steps and letter.is_granted:
        steps = "; ".join(letter.steps)
        yield f"Langkah yang berlaku menurut {letter.steps_source}: {steps}."
    yield _objection_notice(letter)
    yield "Keputusan ini mulai berlaku pada tanggal ditetapkan."


def _objection_notice(letter: DecisionLetter) -> str:
    rule = letter.objection
    until = f", yaitu sampai {dates.day(letter.object_until)}" if letter.object_until else ""
    to = (
        "pejabat yang menetapkan keputusan ini"
        if rule.answered_by == "decider"
        else "atasan pejabat yang menetapkan keputusan ini"
    )
    answered = ""
    if rule.answer_limit is not None:
        answered = f" Keberatan diselesaikan paling lama {limit_said(rule.answer_limit)}."
    return (
        "Terhadap keputusan ini dapat diajukan keberatan secara tertulis disertai alasannya kepada"
        f" {to}, paling lama {limit_said(rule.limit)} sejak keputusan {STARTS[rule.starts]}{until}."
        f"{answered}"
    )


def limit_said(limit: Limit) -> str:
    """`21 hari kerja`."""
    return f"{limit.value} {UNITS[limit.unit]}"


def _lettered(texts: Iterator[str]) -> list[dict[str, str]]:
    return [
        {"label": f"{letter}.", "text": text} for letter, text in zip("abcdef", texts, strict=False)
    ]


def _numbered(texts: Iterator[str]) -> list[dict[str, str]]:
    return [{"label": f"{number}.", "text": text} for number, text in enumerate(texts, 1)]

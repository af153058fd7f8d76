"""What the paper of an agreement says, from the agreement as values.

Pure functions: no database and no clock. The sentences are those of the national form
(PermenPANRB 53/2014, Anak Lampiran I/2: statement of an office); the explanation column
is how agreements of the regency print an indicator's formula, type and source.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from janji.core.agreement import (
    Accumulation,
    AgreementText,
    IndicatorText,
    ObjectiveText,
    Party,
    budget_sum,
)
from janji.documents.letterhead import Letterhead
from janji.documents.official import DOTTED, grouped_nip, rupiah
from janji.documents.sheets import Sheet
from janji.documents.typesetting import pdf
from janji.documents.word import Picture, docx
from janji.kit.qr_codes import qr_png, qr_svg

_HERE = Path(__file__).parent

QR_MILLIMETRES = 18

ACCUMULATION_NAMES = {
    Accumulation.CUMULATIVE: "Kumulatif",
    Accumulation.NON_CUMULATIVE: "Non Kumulatif",
}

FORM = {
    "opening": (
        "Dalam rangka mewujudkan manajemen pemerintahan yang efektif, transparan dan akuntabel"
        " serta berorientasi pada hasil, kami yang bertanda tangan di bawah ini:"
    ),
    "first_called": "Selanjutnya disebut Pihak Pertama",
    "second_called": "Selaku atasan Pihak Pertama, selanjutnya disebut Pihak Kedua",
    "first_promise": (
        "Pihak Pertama berjanji akan mewujudkan target kinerja yang seharusnya sesuai lampiran"
        " perjanjian ini, dalam rangka mencapai target kinerja jangka menengah seperti yang telah"
        " ditetapkan dalam dokumen perencanaan. Keberhasilan dan kegagalan pencapaian target"
        " kinerja tersebut menjadi tanggung jawab kami."
    ),
    "second_promise": (
        "Pihak Kedua akan melakukan supervisi yang diperlukan serta akan melakukan evaluasi"
        " terhadap capaian kinerja dari perjanjian ini dan mengambil tindakan yang diperlukan"
        " dalam rangka pemberian penghargaan dan sanksi."
    ),
    "columns": ("NO", "SASARAN PROGRAM", "INDIKATOR KINERJA", "PENJELASAN", "TARGET"),
    "programme_columns": ("NO", "PROGRAM", "ANGGARAN"),
    "total": "Jumlah Anggaran",
}


@dataclass(frozen=True, slots=True)
class Check:
    """How anyone finds out whether a paper is the signed one: its code, and the public page of it."""

    code: str
    address: str | None = None

    @property
    def words(self) -> str:
        """What stands beside the QR code."""
        where = self.address or "halaman pemeriksaan naskah Janji"
        return f"Keaslian naskah ini dapat diperiksa di {where} dengan kode {self.code}."


@dataclass(frozen=True, slots=True)
class AgreementPaper:
    """An agreement about to be put on paper.

    `state_note` stands in a corner of every page (`DRAF`), a party's `mark` in the room for
    the signature (`Ditandatangani secara elektronik …`). `foot` lines stand below every page,
    `digest` after them. `made_at` becomes the creation date inside the file. `period` says for which
    part of the year it holds; `completes` that it completes another agreement of the year.
    """

    letterhead: Letterhead
    agreement: AgreementText
    made_at: datetime
    state_note: str | None = None
    first_mark: str | None = None
    second_mark: str | None = None
    foot: tuple[str, ...] = ()
    digest: str | None = None
    sheet: Sheet = Sheet.A4
    completes: bool = False
    period: str | None = None
    check: Check | None = None


def as_pdf(paper: AgreementPaper) -> bytes:
    """The paper as PDF/A-2a and PDF/UA-1; the same value gives the same bytes."""
    return pdf(_HERE / "agreement.typ", _content(paper), made_at=paper.made_at)


def as_docx(paper: AgreementPaper) -> bytes:
    """The paper as DOCX, from a template that an office can restyle in a word processor."""
    content, pictures = _content(paper), {}
    if paper.check is not None and paper.check.address is not None:
        drawn = qr_png(paper.check.address)
        pictures["qr"] = Picture(drawn, QR_MILLIMETRES, f"Kode QR: {paper.check.address}")
    return docx(
        _HERE / "agreement.docx",
        content,
        made_at=paper.made_at,
        sheet=paper.sheet,
        pictures=pictures,
    )


def heading(agreement: AgreementText, *, completes: bool = False) -> str:
    """`PERJANJIAN KINERJA TAHUN 2019`; revisions say so: `… PERUBAHAN KE-2 TAHUN 2020`.

    One that completes another of the year is called `PELENGKAP`.
    """
    words = ["PERJANJIAN KINERJA"]
    if completes:
        return f"{words[0]} PELENGKAP TAHUN {agreement.year or DOTTED}"
    if agreement.revision:
        words.append("PERUBAHAN")
    if agreement.revision > 1:
        words.append(f"KE-{agreement.revision}")
    words.append(f"TAHUN {agreement.year or DOTTED}")
    return " ".join(words)


def _content(paper: AgreementPaper) -> dict[str, object]:
    """The paper as plain data, the same for both templates."""
    agreement = paper.agreement
    title = heading(agreement, completes=paper.completes)
    width, height = paper.sheet.millimetres
    return {
        "title": " – ".join(filter(None, (title.title(), agreement.org_unit))),
        "author": paper.letterhead.org_unit,
        "sheet": {"width": width, "height": height},
        "letterhead": {
            "government": paper.letterhead.government,
            "org_unit": paper.letterhead.org_unit,
            "address": paper.letterhead.address,
            "contact": paper.letterhead.contact,
        },
        "state_note": paper.state_note,
        "foot": _foot(paper),
        "form": FORM,
        "heading": title,
        "org_unit": (agreement.org_unit or DOTTED).upper(),
        "first_party": _party(agreement.first_party, "Pihak Pertama,", paper.first_mark),
        "second_party": _party(agreement.second_party, "Pihak Kedua,", paper.second_mark),
        "place_date": f"{agreement.place or DOTTED}, {agreement.date_text or DOTTED}",
        "objectives": [_objective(objective) for objective in agreement.objectives]
        or [_BLANK_OBJECTIVE],
        "programmes": [
            {"number": str(number), "name": line.name, "amount": rupiah(line.amount)}
            for number, line in enumerate(agreement.programmes, start=1)
        ],
        "total": _total(agreement),
        "period": paper.period,
        "check": paper.check.words if paper.check else None,
        "qr": qr_svg(paper.check.address) if paper.check and paper.check.address else None,
        "qr_says": f"Kode QR: {paper.check.address}" if paper.check else None,
    }


def _foot(paper: AgreementPaper) -> list[str]:
    lines = list(paper.foot)
    if paper.digest:
        lines.append(f"Sidik isi: {paper.digest}")
    return lines


def _party(party: Party, label: str, mark: str | None) -> dict[str, object]:
    below = [party.rank, f"NIP. {grouped_nip(party.nip)}" if party.nip else None]
    return {
        "label": label,
        "name": party.name or DOTTED,
        "dotted": party.name is None,
        "full_position": party.position or DOTTED,
        "position": (party.position or DOTTED).upper(),
        "mark": mark,
        "below": [line for line in below if line],
    }


_BLANK_LINE: dict[str, str | None] = {"label": None, "text": ""}
_BLANK_ROW: dict[str, object] = {"text": "", "explanation": [_BLANK_LINE], "target": ""}
_BLANK_OBJECTIVE: dict[str, object] = {"number": "", "text": "", "rows": [_BLANK_ROW]}


def _objective(objective: ObjectiveText) -> dict[str, object]:
    return {
        "number": f"{objective.number}." if objective.number else "",
        "text": objective.text,
        "rows": [_indicator(indicator) for indicator in objective.indicators] or [_BLANK_ROW],
    }


def _indicator(indicator: IndicatorText) -> dict[str, object]:
    number = f"{indicator.number}. " if indicator.number else ""
    return {
        "text": f"{number}{indicator.text}",
        "explanation": list(_explanation(indicator)) or [_BLANK_LINE],
        "target": indicator.target.raw if indicator.target else "",
    }


def _explanation(indicator: IndicatorText) -> Iterator[dict[str, str | None]]:
    """The paragraphs of the explanation; what is missing is left out."""
    accumulation = indicator.accumulation
    labelled = (
        ("Formulasi", indicator.formula_text),
        ("Tipe Perhitungan", ACCUMULATION_NAMES[accumulation] if accumulation else None),
        ("Sumber data", indicator.data_source),
        ("Keterangan", indicator.notes),
    )
    for label, text in labelled:
        if text:
            first, *others = text.split("\n")
            yield {"label": label, "text": first}
            yield from ({"label": None, "text": other} for other in others)


def _total(agreement: AgreementText) -> str:
    """The total as the agreement prints it; where it has none, the sum of its programmes."""
    if agreement.total.printed is not None:
        return rupiah(agreement.total.printed)
    if not agreement.programmes:
        return rupiah(None)
    return rupiah(budget_sum(agreement.programmes))

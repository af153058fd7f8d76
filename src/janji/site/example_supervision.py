"""The example's supervision: a question with its answer, a finding that is followed up, a returned quarter."""

from collections.abc import Mapping
from datetime import date, datetime

from janji.agreements.models import Agreement
from janji.agreements.queries import targets_of
from janji.measurements.models import OfficeQuarter
from janji.measurements.quarters import actions as quarters
from janji.orgs.models import OrgUnit, User
from janji.supervision import actions
from janji.supervision.actions import About, ReviewText


def return_quarter(row: OfficeQuarter, people: Mapping[str, User], *, at: datetime) -> None:
    """The verifier sends the figures back once; they are submitted anew and go on."""
    quarters.return_quarter(
        office_quarter=row,
        reason="Daftar hadir rapat desa belum dilampirkan (contoh).",
        based_on=row.edition,
        by=people["verifikator"],
        at=at,
    )


def load(
    office: OrgUnit, agreement: Agreement, people: Mapping[str, User], *, at: datetime
) -> None:
    """What the superior's side asked and found about the third quarter, and what the office did."""
    first, second, *_ = targets_of(agreement)
    year = agreement.year
    asked = actions.open_thread(
        about=About(office, year, 3, first),
        kind="question",
        subject="Apa yang menahan realisasi TW III?",
        text="Jelaskan yang belum memenuhi syarat, dan apa yang dilakukan sampai akhir tahun. (contoh)",
        due_on=date(year, 11, 1),
        by=people["bupati"],
        at=at,
    )
    actions.answer_thread(
        thread=asked,
        text="Sebagian lembaga belum menyusun program kerja; pendampingan dijadwalkan November. (contoh)",
        based_on=asked.edition,
        by=people["perencana"],
        at=at,
    )
    actions.open_thread(
        about=About(office, year),
        kind="instruction",
        subject="Lengkapi register sebelum tutup tahun",
        text="Pastikan semua desa mengisi registernya paling lambat akhir Desember. (contoh)",
        due_on=date(year, 12, 20),
        by=people["pengawas"],
        at=at,
    )
    found = actions.raise_finding(
        about=About(office, year, 3, second),
        text="Angka TW III belum dicocokkan dengan catatan desa (contoh).",
        severity="medium",
        owner=people["kasi"],
        due_on=date(year, 11, 15),
        thread=None,
        by=people["pengawas"],
        at=at,
    )
    actions.follow_up_finding(
        finding=found,
        text="Dicocokkan dengan lima belas desa; dua catatan dibetulkan. (contoh)",
        evidence=(),
        based_on=found.edition,
        by=people["kasi"],
        at=at,
    )
    actions.write_review(
        org_unit=office,
        year=year,
        quarter=3,
        review=ReviewText(
            held_on=at.date(),
            place="Aula Kecamatan",
            driving="Pendampingan desa berjalan sejak Juli.",
            hindering="Sebagian isian desa datang terlambat.",
            agreed="Desa mengisi register setiap pekan; kecamatan memeriksa setiap Jumat.",
        ),
        based_on=None,
        by=people["pengawas"],
        at=at,
    )

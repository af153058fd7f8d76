"""The spreadsheets of the survey register: what people already have, and a template to fill in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django import forms
from django.db.models import Max

from janji.core.cells import Row
from janji.core.refusals import Problem, Refused
from janji.core.satisfaction import elements
from janji.core.survey_life import Doubt, PeriodState
from janji.core.survey_sheets import SheetResponse, SurveySheet, offered_mapping, survey_in
from janji.kit.editions import held
from janji.kit.tables import Table
from janji.orgs.models import OrgUnit, User
from janji.orgs.roles import Permission
from janji.registers.facts import keeping as facts
from janji.registers.imports.layouts import Column, Options, SheetRows
from janji.registers.services.models import Service
from janji.registers.survey import intake, profiles
from janji.registers.survey.intake import Filled, Origin
from janji.registers.survey.models import REGISTER, Channel, Period, Response

AS_IT_IS, LOWERED = "1-4", "5-4"
AT_ONCE = 500
LEAST_TELLING = 10
"""A suggestion this long, word for word twice with the same answers, is more likely a copy."""
LONGEST_SUGGESTION = 1000


class SheetOptions(forms.Form):
    """What the sheet itself does not say."""

    day = forms.DateField(
        label="Tanggal pengisian bila lembar tidak memuatnya",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Baris yang bertanggal memakai tanggalnya sendiri; hari-bulan, kecuali lembarnya jelas bulan-hari",
    )
    scale = forms.ChoiceField(
        label="Skala jawaban",
        choices=[
            (AS_IT_IS, "1 sampai 4 (angka, huruf a–d, atau kata)"),
            (
                LOWERED,
                "1 sampai 5, diubah: 1 dan 2 menjadi 1, 3 menjadi 2, 4 menjadi 3, 5 menjadi 4",
            ),
        ],
        help_text="Lembar berskala 5 ditolak sampai Anda memilih cara mengubahnya; nilai tengah dibaca kurang baik",
    )

    def clean_day(self) -> str | None:
        """As JSON keeps it."""
        day: date | None = self.cleaned_data["day"]
        return day.isoformat() if day else None


@dataclass(frozen=True, slots=True)
class NewRow:
    """A filled-in form that the register does not have yet."""

    filled: Filled
    fingerprint: str
    period: Period
    doubt: Doubt | None


class SurveyLayout:
    """How the survey register reads and keeps spreadsheets."""

    title = "Jawaban survei kepuasan"
    about = (
        "Rekap responden dari Excel, ekspor Google Forms, atau tabel aplikasi: satu baris satu responden."
        " Nama, alamat, dan nomor telepon pada lembar tidak disimpan."
    )
    permission = Permission.ENTER_SURVEY
    options_form: type[forms.Form] | None = SheetOptions

    @property
    def columns(self) -> Sequence[Column]:
        """The columns the reader knows."""
        answers = [
            Column(f"U{one.asked} {one.name}", "1–4, a–d, atau kata pilihannya", "3", required=True)
            for one in elements()
        ]
        return (
            Column(
                "Tanggal", "Hari pengisian; boleh dipilih sekali untuk seluruh lembar", "14-08-2019"
            ),
            Column("Jenis Kelamin", "L atau P", "P"),
            Column("Usia", "Tahun atau rentang; yang disimpan kelompoknya", "34"),
            Column("Pendidikan", "SD, SMP, SMA, D1–D4, S1, S2, S3", "SMA"),
            Column("Pekerjaan", "PNS, TNI, POLRI, swasta, wirausaha, lainnya", "Wirausaha"),
            Column("Jenis Layanan", "Nama atau kode layanan", "Surat keterangan usaha"),
            *answers,
            Column("Saran", "Tanpa nama", "Kursi tunggu ditambah"),
        )

    def template(self, org_unit: OrgUnit) -> Sequence[Table]:
        """A sheet to fill in; it is read back whatever the order of its columns."""
        del org_unit
        header = [one.heading for one in self.columns]
        example = [one.example for one in self.columns]
        return [Table("Jawaban", header, [example])]

    def read(
        self, org_unit: OrgUnit, tables: Mapping[str, Sequence[Row]], options: Options
    ) -> SheetRows:
        """New responses; what is known by its fingerprint is only counted. Six queries."""
        name, sheet, more = _survey_in(tables, _mapping(options))
        reader = _Reader(org_unit, name, _day(options))
        found = list(reader.forms(sheet))
        problems = [*more, *(_at(name, one) for one in sheet.problems), *reader.problems]
        known = _known(org_unit, [fingerprint for _, fingerprint in found])
        rows = [
            NewRow(filled, fingerprint, reader.period_of(filled.filled_on), doubt)
            for (filled, fingerprint), doubt in zip(found, reader.doubts(found), strict=True)
            if fingerprint not in known
        ]
        return SheetRows(rows, known=len(known), problems=problems)

    def store(
        self, org_unit: OrgUnit, rows: Sequence[Any], *, source: str, by: User, at: datetime
    ) -> int:
        """The rows as numbered responses of their surveys; those that came meanwhile are not doubled."""
        known = _known(org_unit, [one.fingerprint for one in rows])
        fresh: list[NewRow] = [one for one in rows if one.fingerprint not in known]
        by_period: dict[int, list[NewRow]] = {}
        for one in fresh:
            by_period.setdefault(one.period.pk, []).append(one)
        # Every survey's row is held while its numbers are given, as for a single form.
        running = Period.objects.select_related("instrument").filter(pk__in=by_period)
        for period in held(running.order_by("pk")):
            if period.state != PeriodState.RUNNING:
                raise Refused("survey-not-running", office=org_unit.name)
            _store_in(period, by_period[period.pk], source, by, at)
        facts.mark_changed(REGISTER, org_unit, {one.filled.filled_on for one in fresh})
        return len(fresh)


def _store_in(period: Period, rows: Sequence[NewRow], source: str, by: User, at: datetime) -> None:
    last = Response.objects.filter(period=period).aggregate(last=Max("number"))["last"] or 0
    made = [
        intake.row(one.filled, period, number, one.doubt, Origin(by, at, one.fingerprint, source))
        for number, one in enumerate(rows, start=last + 1)
    ]
    Response.objects.bulk_create(made, batch_size=AT_ONCE)
    period.last_number = last + len(rows)
    period.save(update_fields=["last_number"])


def _mapping(options: Options) -> Mapping[int, int] | None:
    return offered_mapping() if options.get("scale") == LOWERED else None


def _day(options: Options) -> date | None:
    return date.fromisoformat(options["day"]) if options.get("day") else None


def _survey_in(
    tables: Mapping[str, Sequence[Row]], mapping: Mapping[int, int] | None
) -> tuple[str, SurveySheet, list[Problem]]:
    try:
        return survey_in(tables, mapping=mapping)
    except Refused as refusal:
        raise _about_scale(refusal) from refusal


def _about_scale(refusal: Refused) -> Refused:
    """On a page the way out of a five-point scale is a choice beside the file."""
    if refusal.code != "survey-five-points":
        return refusal
    return Refused("survey-scale-unchosen", columns=refusal.facts["columns"])


def _at(sheet: str, problem: Problem) -> Problem:
    """The problem with its cell as people name it: `Januari!C12`."""
    return replace(problem, where=f"{sheet}!{problem.where}")


def _known(org_unit: OrgUnit, fingerprints: Sequence[str]) -> set[str]:
    """Those among them that the office's register has already."""
    known: set[str] = set()
    for start in range(0, len(fingerprints), AT_ONCE):
        part = fingerprints[start : start + AT_ONCE]
        kept = Response.objects.filter(org_unit=org_unit, fingerprint__in=part)
        known.update(one for one in kept.values_list("fingerprint", flat=True) if one)
    return known


class _Reader:
    """Turns the rows of one sheet into forms, and remembers what was wrong with the others."""

    def __init__(self, org_unit: OrgUnit, sheet: str, day: date | None) -> None:
        self.sheet = sheet
        self.day = day
        self.problems: list[Problem] = []
        running = Period.objects.filter(org_unit=org_unit, state=PeriodState.RUNNING.value)
        self.periods = list(running.select_related("instrument"))
        services = Service.objects.filter(org_unit=org_unit)
        self.services = profiles.by_plain_name(list(services))

    def forms(self, sheet: SurveySheet) -> list[tuple[Filled, str]]:
        """The sound forms with their fingerprints."""
        bad_rows = {one.facts["row"] for one in sheet.problems if "column" in one.facts}
        sound = (one for one in sheet.responses if one.row not in bad_rows)
        return intake.numbered(self._filled(sound))

    def _filled(self, responses: Iterable[SheetResponse]) -> Iterator[Filled]:
        for one in responses:
            day = one.day or self.day
            where = f"{self.sheet}!{one.row}"
            if day is None:
                self._problem("survey-row-without-day", where, one.row)
            elif self.period_on(day) is None:
                self._problem("survey-row-outside", where, one.row, day=f"{day:%d-%m-%Y}")
            elif one.suggestion and len(one.suggestion) > LONGEST_SUGGESTION:
                self._problem("survey-suggestion-long", where, one.row, most=LONGEST_SUGGESTION)
            else:
                yield Filled(
                    answers=one.answers,
                    filled_on=day,
                    channel=Channel.IMPORT.value,
                    respondent=profiles.respondent_of(one.profile, self.services),
                    suggestion=one.suggestion,
                )

    def _problem(self, code: str, where: str, row: int, **more: object) -> None:
        self.problems.append(Problem(code, where, {"row": row, **more}))

    def period_on(self, day: date) -> Period | None:
        """The running survey a day lies in."""
        return next((one for one in self.periods if one.starts_on <= day <= one.ends_on), None)

    def period_of(self, day: date) -> Period:
        """The same for a form that was found sound."""
        period = self.period_on(day)
        assert period is not None  # noqa: S101 -- forms outside every survey were left out
        return period

    def doubts(self, found: Sequence[tuple[Filled, str]]) -> list[Doubt | None]:
        """Why a form of a sheet is looked at again."""
        seen: set[tuple[object, ...]] = set()
        doubts: list[Doubt | None] = []
        for filled, _ in found:
            said = (filled.answers, filled.suggestion)
            is_telling = len(filled.suggestion or "") >= LEAST_TELLING
            blank = intake.doubt_about_form(filled.answers, self.period_of(filled.filled_on))
            doubts.append(blank or (Doubt.REPEAT if is_telling and said in seen else None))
            seen.add(said)
        return doubts


LAYOUT = SurveyLayout()

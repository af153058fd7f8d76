"""A small house with something in every table, filled by the release that runs this.

`python tests/upgrades/filling.py` fills the empty house of JANJI_HOME. A release is filled with the
file as it stood then, and keeps what came of it in its fixtures. All people are invented.
"""

import os
from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "janji.site.settings")
if __name__ == "__main__":
    django.setup()

from axes.models import AccessAttempt, AccessAttemptExpiration, AccessFailureLog
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from janji.agreements import actions as agreements
from janji.agreements.models import Agreement
from janji.agreements.queries import targets_of
from janji.calendars import actions as calendars
from janji.core.workdays import Hours
from janji.indicators.refreshing import refresh_facts
from janji.kit.files import check_upload
from janji.kit.persons import person_number
from janji.kit.tables import Table, xlsx
from janji.measurements import actions as measurements
from janji.measurements.models import Measurement
from janji.orgs.models import OrgUnit, User
from janji.registers.communities import example as communities_example
from janji.registers.figures import actions as figures
from janji.registers.figures import example as figures_example
from janji.registers.figures.intake import Answer
from janji.registers.figures.models import Entry
from janji.registers.imports import actions as imports
from janji.registers.land_tax import example as land_tax_example
from janji.registers.linmas import actions as linmas
from janji.registers.linmas import example as linmas_example
from janji.registers.linmas.models import Member
from janji.registers.musrenbang import example as musrenbang_example
from janji.registers.services import actions as counter
from janji.registers.services.models import Service, ServiceRequest
from janji.registers.survey import actions as survey
from janji.registers.survey.models import Period, Response
from janji.registers.villages import example as village_example
from janji.site import example, example_registers

PASSWORD = "padi-menguning-di-ladang"
NIK = "3302140101900001"
AT = datetime(2020, 1, 8, 3, 0, tzinfo=UTC)
COUNTED_ON = date(2020, 1, 15)
PAPER = b"%PDF-1.4\n% bukti contoh\n"


SMALL = (
    (example_registers, "REQUESTS", (24, 26, 22, 21)),
    (example_registers, "RESPONSES", (33, 31, 34, 32)),
    (village_example, "VILLAGES", 4),
    (land_tax_example, "WEEKS", 4),
    (communities_example, "SIZES", {"rt": 8, "rw": 2, "pkk": 1, "karang_taruna": 2, "lpm": 1}),
    (musrenbang_example, "PEOPLE", 9),
    (musrenbang_example, "WOMEN", 4),
    (linmas_example, "PER_VILLAGE", 3),
    (linmas_example, "CAME_AGAIN", 5),
    (figures_example, "VILLAGES", 3),
)
"""Sizes of the example in a small house: where each stands, and what it is there."""


def fill():
    """The example cut down, and beside it what the example leaves out."""
    for room, name, size in SMALL:
        setattr(room, name, size)
    furnish()


def furnish():
    """The example in the size that is set, and beside it what it leaves out."""
    example.load(password=PASSWORD)
    people = {user.username: user for user in User.objects.all()}
    office = OrgUnit.objects.get(name="Kecamatan Ajibarang")
    _agreements(office, people)
    _registers(office, people)
    _linmas(people)
    _figures(people)
    _accounts(people)
    refresh_facts(as_of=COUNTED_ON)


def _agreements(office, people):
    text = replace(example.agreement(), year=2020)
    lines = (
        "PERJANJIAN KINERJA TAHUN 2020\nNO\tSASARAN\tINDIKATOR\tTARGET\n1\tTertib\tLaporan\t12\n"
    )
    for deed in (agreements.discard_reading, None):
        kept = agreements.keep_reading(
            name="contoh.txt", data=lines.encode(), by=people["perencana"], at=AT
        )
        if deed:
            deed(reading=kept, by=people["perencana"], at=AT)
    agreements.store_reading(
        reading=kept, org_unit=office, text=text, by=people["perencana"], at=AT
    )
    promised = Agreement.objects.get(year=2019)
    last = Measurement.objects.filter(is_latest=True, quarter=4, numerator__isnull=False).first()
    upload = SimpleUploadedFile("rekap contoh.pdf", PAPER)
    measurements.record_actual(
        target=next(one for one in targets_of(promised) if one.pk == last.target_id),
        quarter=4,
        figure=measurements.EnteredFigure(last.numerator, last.denominator),
        notes="Data contoh, kini dengan bukti.",
        evidence=[check_upload(upload)],
        based_on=last.pk,
        by=people["operator"],
        at=AT,
    )
    measurements.set_scoring(
        org_unit=office,
        from_year=2019,
        cap=Decimal(110),
        band_set="madiun",
        based_on=None,
        by=people["bupati"],
        at=AT,
    )


def _registers(office, people):
    week = {day: Hours(time(8), time(15)) for day in range(5)}
    calendars.set_hours(org_unit=office, week=week, based_on=None, by=people["admin"], at=AT)
    service = Service.objects.filter(org_unit=office).order_by("pk").first()
    request = counter.receive_request(
        service=service,
        applicant=counter.Applicant("Sukinem Raharjo", person_number(NIK)),
        received_at=datetime(2019, 12, 30, 2, 0, tzinfo=UTC),
        complete_at=datetime(2019, 12, 30, 2, 0, tzinfo=UTC),
        by=people["operator"],
        at=AT,
    )
    counter.correct_request(
        request=request,
        details={"people": 2},
        reason="Salah ketik",
        based_on=request.edition,
        by=people["operator"],
        at=AT,
    )
    done = (
        ServiceRequest.objects.filter(stage__in=["finished", "handed_over"]).order_by("pk").first()
    )
    survey.give_invitation(request=done, by=people["operator"], at=AT)
    said = Response.objects.filter(suggestion__isnull=False).order_by("pk").first()
    survey.handle_suggestion(
        response=said,
        element=None,
        state="planned",
        based_on=None,
        notes="Masuk rencana tahun depan",
        by=people["kasi"],
        at=AT,
    )
    rows = (
        ("No", "Tanggal", "Nama", "Alamat/Desa", "Jenis Layanan", "Nomor Surat", "Keterangan"),
        (1, date(2019, 11, 4), "Turinah Widodo", "Kracak", service.name, "470/x", ""),
    )
    imports.keep_batch(
        register="services",
        org_unit=office,
        name="buku contoh.xlsx",
        data=xlsx([Table("Buku", list(rows[0]), [list(rows[1])])]),
        options={},
        by=people["operator"],
        at=AT,
    )
    assert Period.objects.exists()


def _linmas(people):
    """A detail of a member put right; the example leaves every other table of the room filled."""
    member = Member.objects.order_by("pk").first()
    linmas.correct_member(
        member=member,
        details={"card_number": "KTA-9001"},
        reason="Kartu diganti",
        based_on=member.edition,
        by=people["operator"],
        at=AT,
    )


def _figures(people):
    """Evidence, which the example leaves out."""
    entry = Entry.objects.order_by("pk").first()
    figures.correct_entry(
        entry=entry,
        answer=Answer(entry.number, entry.unavailable, "Kini dengan bukti"),
        evidence=[check_upload(SimpleUploadedFile("laporan contoh.pdf", PAPER))],
        reason="Bukti menyusul",
        based_on=entry.edition,
        by=people["operator"],
        at=AT,
    )


def _accounts(people):
    """Sign-ins, good and bad; tables of Django that Janji does not use get a row as well."""
    door = Client(SERVER_NAME="localhost")
    for password in ("salah-sekali", PASSWORD):
        door.post(reverse("orgs:sign-in"), {"username": "camat", "password": password})
    who = {"username": "siapa", "ip_address": "127.0.0.1", "user_agent": "contoh"}
    attempt = AccessAttempt.objects.create(
        **who, get_data="", post_data="", failures_since_start=1, path_info="/masuk/"
    )
    AccessAttemptExpiration.objects.create(access_attempt=attempt, expires_at=AT)
    AccessFailureLog.objects.create(**who, locked_out=False, path_info="/masuk/")
    group = Group.objects.create(name="contoh")
    group.permissions.add(Permission.objects.order_by("pk").first())
    people["camat"].groups.add(group)
    people["camat"].user_permissions.add(Permission.objects.order_by("pk").first())


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    fill()

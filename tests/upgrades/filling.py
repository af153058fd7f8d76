"""A small house with something in every table, filled by the release that runs this.

`python tests/upgrades/filling.py` fills the empty house of JANJI_HOME. A release is filled with the
file as it stood then, and keeps what came of it in its fixtures. All people are invented.
"""

import os
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from unittest import mock
from uuid import uuid4

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
from janji.core.delegation import Capacity
from janji.core.workdays import Hours
from janji.evaluation import actions as evaluation
from janji.indicators import actions as indicators
from janji.indicators.refreshing import refresh_facts
from janji.kit import anchors
from janji.kit.files import CheckedFile, Kind, check_upload
from janji.kit.persons import person_number
from janji.kit.tables import Table, xlsx
from janji.measurements import actions as measurements
from janji.measurements.quarters import actions as quarters
from janji.notices import actions as notices
from janji.notices.models import Mail, ReceivedNotice
from janji.orgs import actions as orgs
from janji.orgs.delegation import actions as delegation
from janji.orgs.models import OrgUnit, User
from janji.orgs.roles import Role
from janji.registers.communities import actions as communities
from janji.registers.communities import example as communities_example
from janji.registers.communities.models import Activity
from janji.registers.figures import actions as figures
from janji.registers.figures import example as figures_example
from janji.registers.figures.intake import Answer
from janji.registers.figures.models import Entry
from janji.registers.imports import actions as imports
from janji.registers.land_tax import actions as land_tax
from janji.registers.land_tax import example as land_tax_example
from janji.registers.linmas import actions as linmas
from janji.registers.linmas import example as linmas_example
from janji.registers.linmas.models import Event, Member
from janji.registers.musrenbang import actions as musrenbang
from janji.registers.musrenbang import example as musrenbang_example
from janji.registers.musrenbang.intake import Present
from janji.registers.musrenbang.models import Proposal
from janji.registers.self_help import example as self_help_example
from janji.registers.services import actions as counter
from janji.registers.services.models import Service, ServiceRequest
from janji.registers.survey import actions as survey
from janji.registers.survey.models import Period, Response
from janji.registers.village_budgets import example as budgets_example
from janji.registers.villages import actions as villages
from janji.registers.villages import example as village_example
from janji.registers.villages.models import Inspection
from janji.site import example, example_evaluation, example_registers
from janji.supervision import actions as supervision

PASSWORD = "padi-menguning-di-ladang"
NIK = "3302140101900001"
AT = datetime(2020, 1, 8, 3, 0, tzinfo=UTC)
COUNTED_ON = date(2020, 1, 15)
PAPER = b"%PDF-1.4\n% bukti contoh\n"


SMALL = (
    (example_registers, "REQUESTS", (24, 26, 22, 21)),
    (example_registers, "RESPONSES", (33, 31, 34, 32)),
    (village_example, "VILLAGES", 4),
    (budgets_example, "VILLAGES", 4),
    (land_tax_example, "WEEKS", 4),
    (communities_example, "SIZES", {"rt": 8, "rw": 2, "pkk": 1, "karang_taruna": 2, "lpm": 1}),
    (self_help_example, "GROUPS", 8),
    (musrenbang_example, "PEOPLE", 9),
    (musrenbang_example, "WOMEN", 4),
    (musrenbang_example, "BEFORE", 15),
    (musrenbang_example, "REACHED", 4),
    (musrenbang_example, "NOW_EACH", 2),
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
    judge = example_evaluation.load

    def settle_and_judge(agreement, people, *, at):
        # What is published cannot be settled any more.
        _settled(agreement, people, at)
        judge(agreement, people, at=at)

    with mock.patch.object(example_evaluation, "load", settle_and_judge):
        example.load(password=PASSWORD)
    people = {user.username: user for user in User.objects.all()}
    office = OrgUnit.objects.get(name="Kecamatan Ajibarang")
    _agreements(office, people)
    _supervision(office, people)
    _registers(office, people)
    _linmas(people)
    _figures(people)
    _musrenbang(office, people)
    _land_tax(people)
    _villages(people)
    _evaluation(Agreement.objects.get(year=2019, state="in_force"), people)
    _accounts(people)
    refresh_facts(as_of=COUNTED_ON)
    anchors.drop_anchor(day=AT.date(), at=AT)


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
    target = targets_of(promised)[-1]
    definition = target.indicator_version.definitions.get()
    indicators.end_definition(
        definition=definition, reason="Diisi tangan (contoh)", by=people["camat"], at=AT
    )
    typed = None
    upload = SimpleUploadedFile("rekap contoh.pdf", PAPER)
    for notes, evidence in (("Data contoh.", ()), ("Kini dengan bukti.", [check_upload(upload)])):
        typed = measurements.record_actual(
            target=target,
            quarter=4,
            figure=measurements.EnteredFigure(Decimal(15), Decimal(15)),
            notes=notes,
            evidence=evidence,
            based_on=typed.pk if typed else None,
            by=people["operator"],
            at=AT,
        )
    _quarter(office, promised, target, people)
    agreements.revise_agreement(
        agreement=promised,
        reason="priority-or-assumption-changed",
        basis=agreements.Basis("Surat bupati", "050/12/2020", AT.date()),
        file=CheckedFile("surat contoh.pdf", PAPER, Kind.PDF),
        by=people["perencana"],
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


def _supervision(office, people):
    """A question, a finding with what was done about it, a meeting, and mail about all of it."""
    due = date(2020, 2, 3)
    for name in ("camat", "kasi"):
        notices.choose_mail(
            address=f"{name}@contoh.go.id",
            frequency="daily",
            based_on=None,
            by=people[name],
            at=AT,
        )
    about = supervision.About(office, 2019, 4)
    supervision.open_thread(
        about=about,
        kind="instruction",
        subject="Lengkapi bukti (contoh)",
        text="Bukti TW IV belum ada.",
        due_on=due,
        by=people["bupati"],
        at=AT,
    )
    finding = supervision.raise_finding(
        about=about,
        text="Bukti TW IV belum ada (contoh)",
        severity="low",
        owner=people["kasi"],
        due_on=due,
        thread=None,
        by=people["bupati"],
        at=AT,
    )
    supervision.follow_up_finding(
        finding=finding,
        text="Dilampirkan (contoh)",
        evidence=[CheckedFile("bukti contoh.pdf", b"%PDF-1.7 contoh", Kind.PDF)],
        based_on=finding.edition,
        by=people["kasi"],
        at=AT,
    )
    supervision.write_review(
        org_unit=office,
        year=2019,
        quarter=4,
        review=supervision.ReviewText(place="Aula (contoh)"),
        based_on=None,
        by=people["bupati"],
        at=AT,
    )
    mailed = ReceivedNotice.objects.filter(user=people["kasi"]).latest("pk")
    mailed.mail = Mail.objects.create(
        user=people["kasi"], address="kasi@contoh.go.id", made_at=AT, due_at=AT
    )
    mailed.save()


def _quarter(office, promised, target, people):
    """The last quarter is handed in with an exception; the head names someone in their place."""
    last = target.measurements.get(quarter=4, is_latest=True)
    measurements.record_actual(
        target=target,
        quarter=4,
        figure=measurements.EnteredFigure(not_measured_because="Buku masih diperiksa (contoh)"),
        notes=None,
        evidence=(),
        based_on=last.pk,
        by=people["operator"],
        at=AT,
    )
    quarters.submit_quarter(
        org_unit=office,
        year=2019,
        quarter=4,
        reasons={one.pk: "Isian menyusul (contoh)" for one in targets_of(promised)},
        based_on=None,
        by=people["perencana"],
        at=AT,
    )
    delegation.delegate_role(
        role=Role.HEAD,
        org_unit=office,
        to=people["kasi"],
        capacity=Capacity.PLH,
        starts_on=AT.date(),
        ends_on=AT.date() + timedelta(days=6),
        basis="Surat Perintah (contoh)",
        by=people["camat"],
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
    """A detail of a member put right and a file of an event; the example fills every other table."""
    event = Event.objects.filter(cancelled_at=None).order_by("pk").first()
    file = CheckedFile("daftar hadir.pdf", b"%PDF-1.7 contoh", Kind.PDF)
    linmas.add_event_file(event=event, kind="attendance", file=file, by=people["operator"], at=AT)
    member = Member.objects.order_by("pk").first()
    linmas.correct_member(
        member=member,
        details={"card_number": "KTA-9001"},
        reason="Kartu diganti",
        based_on=member.edition,
        by=people["operator"],
        at=AT,
    )


def _villages(people):
    """A village's first day, a photo, a file that shows a finding put right."""
    made = Inspection.objects.select_related("org_unit").order_by("org_unit__path").last()
    by = {"by": people["operator"], "at": AT}
    villages.set_village_days(
        village=made.org_unit,
        since=date(2016, 7, 29),
        until=None,
        reason="",
        based_on=1,
        by=people["kasi"],
        at=AT,
    )
    photo = CheckedFile("A.1.jpg", b"\xff\xd8\xff contoh", Kind.JPEG)
    villages.add_photo(inspection=made, client_key=uuid4(), book="A.1", picture=photo, **by)
    found = villages.record_finding(
        inspection=made, book="A.1", content="Rapikan", due_on=made.inspected_on, **by
    )
    villages.settle_finding(
        finding=found,
        settled_on=made.inspected_on,
        evidence="Sudah rapi",
        based_on=1,
        file=CheckedFile("rapi.pdf", b"%PDF-1.7 contoh", Kind.PDF),
        **by,
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


def _musrenbang(office, people):
    """What the example leaves out: someone at the door, the scanned paper of a list, files as evidence."""
    clerk = people["operator"]
    said = musrenbang.Held("PRA_MUSRENCAM", 2021, AT.date(), "Aula contoh")
    forum = musrenbang.add_forum(org_unit=office, said=said, by=clerk, at=AT)
    check_in = musrenbang.open_check_in(forum=forum, hours=2, by=clerk, at=AT)
    musrenbang.arrive(check_in=check_in, said=musrenbang.Said("Sarmi Widodo", "p", "tokoh"), at=AT)
    present = Present(name="Tarwan Hadi", sex="l", group="tokoh", sign="ttd")
    row = musrenbang.enter_attendance(
        forum=forum, present=present, from_paper=True, by=clerk, at=AT
    )
    paper = check_upload(SimpleUploadedFile("daftar hadir contoh.pdf", PAPER))
    musrenbang.add_images(paper_list=row.paper_list, files=[paper], by=clerk, at=AT)
    done = Activity.objects.filter(state="done").order_by("plan__community__org_unit__path").last()
    communities.settle_activity(
        activity=done,
        state="done",
        day=done.settled_on,
        evidence=done.evidence,
        uploads=[paper],
        based_on=done.edition,
        by=clerk,
        at=AT,
    )
    proposal = Proposal.objects.filter(state="DIUSULKAN").order_by("-pk").first()
    musrenbang.add_files(proposal=proposal, files=[paper], by=clerk, at=AT)


def _land_tax(people):
    """A village's next year kept by objects: a bill put right, paid, decided of; its code."""
    village = OrgUnit.objects.filter(kind="village").order_by("path").last()
    said = {"by": people["kasi"], "at": AT}
    first, due = date(2020, 1, 2), date(2020, 9, 30)
    figures = land_tax.AssessmentFigures(
        bills=2, amount=90_000, due_on=due, holds_from=first, decree="DHKP 2020 (contoh)"
    )
    (year,) = land_tax.open_tax_years(
        org_unit=village, year=2020, figures={village: figures}, **said
    )
    year = land_tax.choose_mode(tax_year=year, by_objects=True, based_on=year.edition, **said)
    land_tax.record_code(org_unit=village, code="33.02.140.011", **said)
    text = land_tax.BillText(principal=45_000, issued_on=first, due_on=due, payer="Sutarmi Wiyono")
    paid, double = (
        land_tax.add_bill(tax_year=year, nop=f"33.02.140.011.001-000{one}.0", text=text, **said)
        for one in (1, 2)
    )
    paid = land_tax.correct_bill(
        bill=paid,
        text=replace(text, principal=46_000),
        reason="Salah ketik",
        based_on=paid.edition,
        **said,
    )
    payment = land_tax.PaymentText(paid_on=date(2020, 1, 6), principal=20_000, channel="bank")
    land_tax.record_payment(bill=paid, text=payment, **said)
    land_tax.decide_bill(
        bill=double,
        state="ganda",
        decree="Keputusan 1 (contoh)",
        decided_on=date(2020, 1, 7),
        based_on=double.edition,
        **said,
    )


def _settled(promised, people, at):
    """Weights, and a grid of days."""
    bupati = {"by": people["bupati"], "at": at}
    rows = targets_of(promised)
    objectives = list(dict.fromkeys(one.objective_id for one in rows))
    rest = Decimal(100) - Decimal(10) * (len(objectives) - 1)
    evaluation.settle_weights(
        agreement=promised,
        targets={},
        objectives=dict.fromkeys(objectives, Decimal(10)) | {objectives[0]: rest},
        reason="Kesepakatan (contoh)",
        based_on=None,
        **bupati,
    )
    days = [date(2019, 12, day) for day in range(1, 6)]
    evaluation.settle_grid(
        target=rows[0], points=days, reason="Kesepakatan (contoh)", based_on=None, **bupati
    )


def _evaluation(promised, people):
    """What evaluation is held against, what is explained, and an evaluation that is being written."""
    bupati = {"by": people["bupati"], "at": AT}
    planner = {"by": people["perencana"], "at": AT}
    rows = targets_of(promised)
    evaluation.record_reached_day(
        target=rows[0],
        day=date(2019, 12, 2),
        document="BAST (contoh)",
        based_on=None,
        **planner,
    )
    evaluation.settle_mid_term_target(
        indicator=rows[0].indicator_version.indicator,
        year=2023,
        value=Decimal(100),
        reached_before=None,
        reached_until=None,
        document="Renstra (contoh)",
        based_on=None,
        **planner,
    )
    evaluation.write_explanation(
        target=rows[0],
        quarter=4,
        causes="Pendataan selesai (contoh)",
        obstacles=None,
        remedies=None,
        based_on=None,
        **planner,
    )
    evaluation.settle_evaluation_choice(
        org_unit=promised.org_unit,
        from_year=2019,
        formula="SERAP",
        undefined="left_out",
        based_on=None,
        **bupati,
    )
    judge = orgs.create_account(
        username="evaluator-contoh",
        full_name="Evaluator (contoh)",
        official=None,
        password=PASSWORD,
        by=people["admin"],
        at=AT,
    ).user
    orgs.assign_role(
        user=judge,
        role=Role.EVALUATOR,
        org_unit=OrgUnit.objects.get(depth=1),
        starts_on=AT.date(),
        by=people["admin"],
        at=AT,
    )
    evaluation.write_evaluation(
        agreement=promised,
        quarter=4,
        notes="Cukup baik (contoh)",
        recommendations=None,
        based_on=None,
        by=judge,
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

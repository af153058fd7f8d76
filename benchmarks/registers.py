"""Registers: counting a year from its rows, reading it from facts, importing a large book."""

import io
import statistics
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import xlsxwriter
from django.core.management import call_command
from django.db import connection
from python_calamine import CalamineWorkbook

from benchmarks.house import AT, YEAR, ZONE, moments, office, services
from janji.agreements.models import Agreement
from janji.core.sampling import methods
from janji.core.service_life import Punctuality, Stage
from janji.registers.catalogue import register_of, variables
from janji.registers.facts import keeping
from janji.registers.facts.keeping import Wanted
from janji.registers.facts.models import Ledger
from janji.registers.imports import actions as imports
from janji.registers.services.models import ServiceRequest
from janji.registers.survey.models import ANSWER_FIELDS, Instrument, Period, Response
from janji.reports.queries import year_page
from janji.site import example

REQUESTS, RESPONSES, IMPORTED = 50_000, 5_000, 100_000
AS_OF = date(2020, 1, 15)
ROUNDS = 5
BY_HAND = (Path(__file__).parent / "by_hand.sql").read_text()


def median_ms(work: Callable[[], object]) -> float:
    """The median time of a call in milliseconds, the first one left out."""
    work()
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def fill_requests(district, head, offered):
    """Requests of a year: most on time, some late, some running, some withdrawn."""
    random = Random(1)  # noqa: S311 -- a repeatable book, not a secret
    standards = {one.pk: one.standards.get() for one in offered}
    endings = [
        (Stage.HANDED_OVER, Punctuality.ON_TIME),
        (Stage.FINISHED, Punctuality.LATE),
        (Stage.IN_PROGRESS, Punctuality.RUNNING),
        (Stage.WITHDRAWN, Punctuality.NOT_COUNTED),
    ]
    rows = []
    for number, moment in enumerate(moments(random, REQUESTS), start=1):
        service = random.choice(offered)
        stage, punctuality = random.choices(endings, weights=(94, 3, 2, 1))[0]
        due = moment + timedelta(days=3)
        settled = moment + timedelta(days=5 if punctuality is Punctuality.LATE else 1)
        counted = {Punctuality.NOT_COUNTED: None, Punctuality.ON_TIME: settled.date()}
        rows.append(
            ServiceRequest(
                org_unit=district,
                service=service,
                standard=standards[service.pk],
                number=f"uji/{number:06d}",
                follow_code=f"{number:08d}",
                applicant=f"Warga {number}",
                received_at=moment,
                complete_at=moment,
                stage=stage.value,
                finished_at=None if stage is Stage.IN_PROGRESS else settled,
                ended_at=None if stage is Stage.IN_PROGRESS else settled,
                due_at=due,
                punctuality=punctuality.value,
                counted_on=counted.get(punctuality, due.date()),
                reason="Batal" if stage is Stage.WITHDRAWN else None,
                recorded_by=head,
                recorded_at=AT,
            )
        )
    ServiceRequest.objects.bulk_create(rows, batch_size=2000)


def fill_responses(district, head):
    """Responses of a year to one survey."""
    random = Random(2)  # noqa: S311
    instrument = Instrument.objects.create(
        org_unit=district, version=1, name="SKM", source="-", status="seen", set_by=head, set_at=AT
    )
    period = Period.objects.create(
        org_unit=district,
        instrument=instrument,
        name="2019",
        starts_on=date(YEAR, 1, 1),
        ends_on=date(YEAR, 12, 31),
        frequency="yearly",
        population=REQUESTS,
        population_source="typed",
        sample_method=next(iter(methods())),
        slug="uji",
        kiosk_key="uji",
        created_by=head,
        created_at=AT,
    )
    Response.objects.bulk_create(
        [
            Response(
                org_unit=district,
                period=period,
                number=number,
                filled_on=moment.date(),
                channel="paper",
                recorded_by=head,
                recorded_at=AT,
                **{name: random.choices((1, 2, 3, 4), (1, 5, 60, 34))[0] for name in ANSWER_FIELDS},
            )
            for number, moment in enumerate(moments(random, RESPONSES), start=1)
        ],
        batch_size=1000,
    )


def by_hand(district) -> int:
    """The same numbers as all variables, by hand-written SQL."""
    values = {
        "office": district.pk,
        "as_of": AS_OF.isoformat(),
        "days_ago": (AS_OF - timedelta(days=14)).isoformat(),
        "first": date(YEAR, 1, 1).isoformat(),
        "last": date(YEAR, 12, 31).isoformat(),
        "begins": datetime(YEAR, 1, 1, tzinfo=ZONE).astimezone(UTC).strftime("%F %T"),
        "ends": datetime(YEAR + 1, 1, 1, tzinfo=ZONE).astimezone(UTC).strftime("%F %T"),
    }
    found = 0
    with connection.cursor() as cursor:
        for statement in BY_HAND.split(";")[:-1]:
            cursor.execute(statement, values)
            found += len(cursor.fetchall())
    return found


def wanted():
    """Every variable of every register under its default terms."""
    return [
        Wanted(one, {term.code: term.default for term in one.terms}) for one in variables().values()
    ]


def recount(district, asked) -> int:
    """All variables of the office's year, straight from their rows."""
    counted = 0
    for code in ("services", "survey"):
        ledger, _ = Ledger.objects.get_or_create(register=code, org_unit=district, year=YEAR)
        own = [one for one in asked if register_of(one.variable).code == code]
        counted += len(keeping.count(ledger, own, as_of=AS_OF))
    return counted


def book(names) -> bytes:
    """A counter book of many requests as XLSX, with the headings people use."""
    random = Random(3)  # noqa: S311
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"constant_memory": True}) as workbook:
        sheet = workbook.add_worksheet("Buku Loket")
        day = workbook.add_format({"num_format": "dd-mm-yyyy"})
        heads = [
            "No",
            "Tanggal",
            "Nama",
            "Alamat/Desa",
            "Jenis Layanan",
            "Nomor Surat",
            "Tanggal Selesai",
        ]
        sheet.write_row(0, 0, heads)
        for line, moment in enumerate(moments(random, IMPORTED), start=1):
            bare = moment.replace(tzinfo=None, hour=0, minute=0)
            sheet.write_number(line, 0, line)
            sheet.write_datetime(line, 1, bare, day)
            sheet.write_string(line, 2, f"Warga {line}")
            sheet.write_string(line, 3, "Luar kecamatan")
            sheet.write_string(line, 4, random.choice(names))
            sheet.write_string(line, 5, f"470/{line}/2019")
            if random.random() < 0.9:
                sheet.write_datetime(line, 6, bare + timedelta(days=random.randrange(4)), day)
    return made.getvalue()


def bare_import(data: bytes, district, head, offered) -> float:
    """Reading the file with calamine and one bulk insert of as many requests; nothing is checked."""
    standard = offered[0].standards.get()
    start = time.perf_counter()
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()[1:]
    ServiceRequest.objects.bulk_create(
        [
            ServiceRequest(
                org_unit=district,
                service=offered[0],
                standard=standard,
                number=f"bare/{place}",
                follow_code="-",
                applicant=row[2],
                received_at=datetime(row[1].year, row[1].month, row[1].day, tzinfo=ZONE),
                complete_at=datetime(row[1].year, row[1].month, row[1].day, tzinfo=ZONE),
                stage="finished",
                finish_unknown=True,
                punctuality="on_time",
                recorded_by=head,
                recorded_at=AT,
            )
            for place, row in enumerate(rows)
        ],
        batch_size=2000,
    )
    taken = time.perf_counter() - start
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM services_servicerequest WHERE number LIKE 'bare/%%'", [])
    return taken


def imported(data: bytes, district, head) -> tuple[float, int]:
    """The same file through the import: read, checked, kept for a person, stored; with its rows."""
    start = time.perf_counter()
    batch = imports.keep_batch(
        register="services",
        org_unit=district,
        name="buku.xlsx",
        data=data,
        options={},
        by=head,
        at=AT,
    )
    batch = imports.store_batch(batch=batch, by=head, at=AT)
    return time.perf_counter() - start, batch.added


def dashboard() -> float:
    """The example's year at a glance, its indicators all counted: median milliseconds."""
    call_command("flush", verbosity=0, interactive=False)
    example.load(password=None)
    agreement = Agreement.objects.get()
    return median_ms(lambda: year_page(agreement, on=AS_OF))


def main() -> None:
    """Prints a line for each measurement."""
    district, head = office()
    offered = services(district, head)
    fill_requests(district, head, offered)
    fill_responses(district, head)
    asked = wanted()
    ours = median_ms(lambda: recount(district, asked))
    bare = median_ms(lambda: by_hand(district))
    print(f"hitung ulang {len(asked)} variabel, {REQUESTS} permohonan dan {RESPONSES} jawaban:")
    print(
        f"  Janji {ours:.0f} ms, SQL tangan {bare:.0f} ms, nisbah {ours / bare:.2f} (sasaran 1,5)"
    )
    reading = median_ms(lambda: keeping.read(district, YEAR, asked, as_of=AS_OF))
    print(f"baca semua nilai tersimpan: {reading:.1f} ms")
    data = book([one.name for one in offered])
    bare_seconds = bare_import(data, district, head, offered)
    seconds, added = imported(data, district, head)
    print(
        f"impor {added} permohonan dari XLSX: {seconds:.1f} s, {added / seconds:.0f} baris/s,"
        f" nisbah ke calamine dan satu bulk insert {seconds / bare_seconds:.2f} (sasaran 2,5)"
    )
    print(f"beranda satu kantor dari nilai tersimpan: {dashboard():.1f} ms (sasaran 50)")


if __name__ == "__main__":
    main()

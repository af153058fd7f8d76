"""Counter books: read, judged, kept once; what a book does not say stays unknown."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from janji.core.periods import single, through
from janji.core.refusals import Refused
from janji.core.service_life import Punctuality, Stage
from janji.core.workdays import Limit, LimitUnit
from janji.core.written_days import read_when
from janji.kit import audit
from janji.kit.persons import person_number
from janji.kit.tables import Table, csv_text, xlsx
from janji.orgs.models import Region
from janji.registers.catalogue import variables
from janji.registers.facts import keeping
from janji.registers.facts.keeping import Wanted
from janji.registers.imports import actions as imports
from janji.registers.imports.models import Batch
from janji.registers.services.models import RequestStep, ServiceRequest
from janji.registers.services.sheets import LAYOUT
from tests.registers.counter import NOW, OPENED, ZONE, at, receive, service

HEADER = ("No", "Tanggal", "Nama", "Alamat/Desa", "Jenis Layanan", "Nomor Surat", "Keterangan")
WHOLE = (*HEADER, "Tanggal Selesai", "NIK", "Jumlah Orang")
USAHA = "Surat keterangan usaha"
DEFAULTS = {term.code: term.default for one in variables().values() for term in one.terms}
PLACES = {
    "33.02.14": "Ajibarang",
    "33.02.14.2010": "Kracak",
    "33.02.14.2011": "Ajibarang Kulon",
    "33.02.14.2012": "Ajibarang Wetan",
    "33.02.14.2013": "Lesmana",
}


@pytest.fixture
def office(cast):
    """The district with its villages, a service in days and one in minutes."""
    Region.objects.bulk_create(Region(code=code, name=name) for code, name in PLACES.items())
    cast.district.region_id = "33.02.14"
    cast.district.save()
    service(cast, code="sku")
    service(cast, "Legalisasi umum", limit=Limit(15, LimitUnit.MINUTES))
    return cast


def bring(cast, *rows, header=HEADER, by=None, name="buku.xlsx", title="Januari"):
    data = xlsx([Table(title, list(header), [list(row) for row in rows])])
    return imports.keep_batch(
        register="services",
        org_unit=cast.district,
        name=name,
        data=data,
        options={},
        by=by or cast.operator,
        at=NOW,
    )


def store(cast, batch):
    return imports.store_batch(batch=batch, by=cast.operator, at=NOW)


def value(cast, code, window=None):
    wanted = Wanted(variables()[code], DEFAULTS)
    read = keeping.read(cast.district, 2019, [wanted], as_of=date(2020, 1, 1))
    return read.of(wanted, window or through(2019, 4))


def row(
    day=date(2019, 1, 14), who="Warga Satu", where="Kracak", what=USAHA, number="503/1", note=""
):
    return (1, day, who, where, what, number, note)


def test_a_book_without_finish_times_is_unknown_and_counted(office):
    batch = store(office, bring(office, row(note="Diwakili"), row(who="Warga Dua", where="")))
    assert (batch.good, batch.added, batch.problem_count) == (2, 2, 0)
    one, other = ServiceRequest.objects.order_by("number")
    assert (one.number, one.applicant, one.village.name) == ("2019/000001", "Warga Satu", "Kracak")
    assert (one.punctuality, one.finish_unknown, one.stage) == (
        Punctuality.UNKNOWN,
        True,
        Stage.FINISHED,
    )
    assert (one.product_number, one.source) == ("503/1", f"impor {batch.pk}")
    assert (other.village, len(other.follow_code)) == (None, 8)
    assert RequestStep.objects.get(request=one).notes == "Diwakili"
    assert value(office, "layanan_tidak_diketahui", single(2019, 1)) == 2
    assert value(office, "layanan_jatuh_tempo") == 0
    assert value(office, "permohonan_masuk") == 2


@pytest.mark.parametrize(
    ("received", "finished", "what", "said", "counted_on"),
    [
        # three working days from Monday 14 January 2019: due Thursday the 17th
        (date(2019, 1, 14), date(2019, 1, 17), "sku", Punctuality.ON_TIME, date(2019, 1, 17)),
        (date(2019, 1, 14), date(2019, 1, 18), "sku", Punctuality.LATE, date(2019, 1, 17)),
        (at(1, 14, 9, 30), date(2019, 1, 14), "sku", Punctuality.ON_TIME, date(2019, 1, 14)),
        # fifteen minutes: with both times the verdict is plain
        (at(1, 14, 9), at(1, 14, 9, 15), "legalisasi umum", Punctuality.ON_TIME, date(2019, 1, 14)),
        (at(1, 14, 9), at(1, 14, 9, 16), "legalisasi umum", Punctuality.LATE, date(2019, 1, 14)),
        # with a day alone it is not: perhaps in time, perhaps not
        (date(2019, 1, 14), date(2019, 1, 14), "legalisasi umum", Punctuality.UNKNOWN, None),
        (at(1, 14, 9), date(2019, 1, 14), "legalisasi umum", Punctuality.UNKNOWN, None),
        # even the latest start and the earliest finish are too late
        (date(2019, 1, 14), date(2019, 1, 16), "legalisasi umum", Punctuality.LATE, None),
    ],
)
def test_what_a_book_says_is_judged(office, received, finished, what, said, counted_on):
    if isinstance(received, datetime):
        received = received.replace(tzinfo=None)
    received = received if not isinstance(received, datetime) else f"{received:%d-%m-%Y %H.%M}"
    if isinstance(finished, datetime):
        finished = f"{finished:%d/%m/%Y %H:%M}"
    header = (*HEADER, "Tgl. Selesai")
    store(office, bring(office, (*row(received, what=what), finished), header=header))
    made = ServiceRequest.objects.get()
    assert made.punctuality == said
    assert made.finish_unknown == (said == Punctuality.UNKNOWN)
    if counted_on:
        assert made.counted_on == counted_on


def test_the_same_judge_as_at_the_counter(office):
    """A request typed at the counter and one from a book with the same days have the same verdict."""
    header = (*HEADER, "Selesai")
    store(office, bring(office, (*row(), date(2019, 1, 18)), header=header))
    from_book = ServiceRequest.objects.get()
    typed = receive(office, from_book.service, at(1, 14))
    assert (from_book.due_at, from_book.standard) == (typed.due_at, typed.standard)


def test_the_same_file_twice_adds_nothing(office):
    rows = [row(), row(who="Warga Dua")]
    store(office, bring(office, *rows))
    again = bring(office, *rows)
    assert (again.good, again.known) == (0, 2)
    assert store(office, again).added == 0
    assert ServiceRequest.objects.count() == 2


def test_two_visits_of_one_person_on_one_day_are_two(office):
    store(office, bring(office, row(), row(), row(number="503/2")))
    assert ServiceRequest.objects.count() == 3
    longer = bring(office, row(), row(), row(), row(number="503/2"))
    assert (longer.good, longer.known) == (1, 3)
    store(office, longer)
    assert ServiceRequest.objects.count() == 4


def test_a_finish_time_filled_in_later_is_no_new_request(office):
    header = (*HEADER, "Tanggal Selesai")
    store(office, bring(office, (*row(), ""), header=header))
    again = bring(office, (*row(note="baru"), date(2019, 1, 15)), header=header)
    assert (again.good, again.known) == (0, 1)


def test_two_people_confirming_at_once_store_each_row_once(office):
    first, second = bring(office, row()), bring(office, row())
    assert (first.good, second.good) == (1, 1)
    assert [store(office, one).added for one in (first, second)] == [1, 0]
    with pytest.raises(Refused, match="batch-done"):
        store(office, first)
    assert ServiceRequest.objects.count() == 1


def test_numbers_go_on_by_day_and_years_have_their_own(office):
    receive(office, ServiceRequest.service.field.related_model.objects.get(code="sku"), at(7, 1))
    store(office, bring(office, row(date(2019, 3, 2), "Kedua"), row(date(2019, 3, 1), "Pertama")))
    numbers = dict(ServiceRequest.objects.values_list("applicant", "number"))
    assert (numbers["Pertama"], numbers["Kedua"]) == ("2019/000002", "2019/000003")


def test_a_batch_is_noted_as_a_whole_and_not_by_row(office):
    batch = store(office, bring(office, *[row(who=f"Warga {place}") for place in range(30)]))
    said = [one.deed for one in audit.history(batch)]
    assert said == ["store-sheet", "agree-to-sheet", "read-sheet"]
    assert not audit.history(ServiceRequest.objects.first()).exists()


def test_a_book_has_a_sheet_for_each_month_and_titles_above(office):
    top = [["BUKU REGISTER PELAYANAN"], [], list(HEADER)]
    sheets = [
        Table("Januari", top[0], [top[1], top[2], list(row())]),
        Table("Februari", list(HEADER), [list(row(date(2019, 2, 1))), ["", "", "", ""]]),
        Table("Rekap", ["Bulan", "Jumlah"], [["Januari", 1]]),
    ]
    batch = imports.keep_batch(
        register="services",
        org_unit=office.district,
        name="buku.xlsx",
        data=xlsx(sheets),
        options={},
        by=office.operator,
        at=NOW,
    )
    assert (batch.good, batch.problem_count) == (2, 0)


@pytest.mark.parametrize("name", ["buku.csv", "buku.xlsx"])
def test_csv_is_read_as_well(office, name):
    table = Table("x", list(HEADER), [[1, "14-01-2019", "Warga", "Ds. Kracak", "SKU", "1", ""]])
    batch = imports.keep_batch(
        register="services",
        org_unit=office.district,
        name=name,
        data=csv_text(table).encode(),
        options={},
        by=office.operator,
        at=NOW,
    )
    assert store(office, batch).added == 1


@pytest.mark.parametrize(
    ("wrong", "code", "cell"),
    [
        (row("besok"), "book-date-unreadable", "B2"),
        (row("31-02-2019"), "book-date-unreadable", "B2"),
        (row(14), "book-date-unreadable", "B2"),
        (row(date(2099, 1, 1)), "book-date-ahead", "B2"),
        (row(date(2018, 12, 31)), "book-standard-missing", "B2"),
        (row(who=""), "book-name-missing", "C2"),
        (row(who="x" * 161), "book-text-too-long", "C2"),
        (row(where="Atlantis"), "book-village-unknown", "D2"),
        (row(where="Kracak atau Lesmana"), "book-village-unknown", "D2"),
        (row(what="Sulap"), "book-service-unknown", "E2"),
        (row(what=""), "book-service-missing", "E2"),
        (row(number="9" * 81), "book-text-too-long", "F2"),
        (row(note="x" * 501), "book-text-too-long", "G2"),
        ((*row(), date(2019, 1, 13)), "book-finish-before-receipt", "H2"),
        ((*row(), "kemarin"), "book-date-unreadable", "H2"),
        ((*row(), "", "330214120190000"), "book-nik-unreadable", "I2"),
        ((*row(), "", Decimal(3302141201900003)), "book-nik-as-number", "I2"),
        ((*row(), "", "", "banyak"), "book-people-unreadable", "J2"),
        ((*row(), "", "", "1000"), "book-people-unreadable", "J2"),
    ],
)
def test_a_bad_row_is_named_by_its_cell_and_the_good_ones_wait(office, wrong, code, cell):
    header = HEADER if len(wrong) == len(HEADER) else WHOLE[: max(len(wrong), 8)]
    read = LAYOUT.read(
        office.district, {"Januari": [header, [*wrong], [*row(who="Warga Baik")]]}, {}
    )
    assert [one.applicant for one in read.rows] == ["Warga Baik"]
    (problem,) = read.problems
    assert (problem.code, problem.where) == (code, f"Januari!{cell}")
    assert "3302141" not in str(problem.facts)


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ("Kracak", "33.02.14.2010"),
        ("DESA KRACAK", "33.02.14.2010"),
        ("RT 01/02, Kracak", "33.02.14.2010"),
        ("Kel. Ajibarang Kulon", "33.02.14.2011"),
        ("luar kecamatan", None),
        ("", None),
        (None, None),
    ],
)
def test_villages_as_people_write_them(office, where, found):
    read = LAYOUT.read(office.district, {"x": [HEADER, row(where=where)]}, {})
    assert [one.village_id for one in read.rows] == [found]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("14-01-2019", "14-01-2019 00.00"),
        ("14/1/2019 9:05", "14-01-2019 09.05"),
        ("14.01.2019 09.05", "14-01-2019 09.05"),
        ("Senin, 14 Januari 2019", "14-01-2019 00.00"),
        ("14 Agt 2019 pukul 10.30", "14-08-2019 10.30"),
        ("2019-01-14", "14-01-2019 00.00"),
        ("2019-01-14T09:05:00", "14-01-2019 09.05"),
        ("14 Brumaire 2019", None),
        ("14-01-19", None),
        ("01-14-2019", None),
        ("14-01-2019 25.00", None),
        ("14-01-2019 pagi", None),
        ("９-01-2019 1", None),
        (20190114, None),
        (None, None),
    ],
)
def test_days_as_people_write_them(typed, said):
    found = read_when(typed, ZONE)
    assert (f"{found.at:%d-%m-%Y %H.%M}" if found else None) == said
    assert found is None or found.at.tzinfo is not None


def test_a_nik_is_kept_like_at_the_counter_and_people_are_counted(office):
    nik = "3302141201900003"
    store(office, bring(office, (*row(), "", nik, 3), header=WHOLE))
    made = ServiceRequest.objects.get()
    assert (made.nik_digest, made.people) == (person_number(nik).digest, 3)
    assert value(office, "orang_dilayani") == 3


def test_who_may_not_serve_may_not_import(office):
    for person in (office.stranger, office.bupati):
        with pytest.raises(Refused, match="not-allowed"):
            bring(office, row(), by=person)
    assert not Batch.objects.exists()


@pytest.mark.parametrize(
    ("tables", "code"),
    [
        ({"x": [["a", "b"], [1, 2]]}, "sheet-without-rows"),
        ({"x": [list(HEADER)]}, "sheet-without-rows"),
        ({"x": [["Tanggal", "Nama"], [1, 2]]}, "sheet-columns-missing"),
        ({}, "sheet-without-rows"),
    ],
)
def test_what_is_no_book_is_refused(office, tables, code):
    with pytest.raises(Refused, match=code):
        LAYOUT.read(office.district, tables, {})


def test_reading_asks_the_database_the_same_however_many_rows(
    office, django_assert_max_num_queries
):
    rows = [
        row(who=f"Warga {place}", where=("Kracak", "Lesmana")[place % 2]) for place in range(300)
    ]
    with django_assert_max_num_queries(8):
        read = LAYOUT.read(office.district, {"x": [HEADER, *rows]}, {})
    assert len(read.rows) == 300
    with django_assert_max_num_queries(45):
        LAYOUT.store(office.district, read.rows, source="impor 1", by=office.operator, at=NOW)


def test_from_the_page_to_the_register(office, as_user):
    client = as_user(office.operator)
    place = "/catatan/impor/services/kecamatan-ajibarang/"
    assert client.get(f"{place}contoh/").status_code == 200
    data = xlsx([Table("Januari", list(HEADER), [list(row()), list(row(what="Sulap"))])])
    answer = client.post(place, {"file": SimpleUploadedFile("buku.xlsx", data)})
    page = client.get(answer.headers["Location"]).content.decode()
    assert "Januari!E3" in page
    assert "Sulap" in page
    client.post(f"{answer.headers['Location']}simpan/")
    made = ServiceRequest.objects.get()
    shown = client.get(f"/catatan/layanan/permohonan/{made.pk}/").content.decode()
    assert "tidak tertulis di buku" in shown
    assert made.received_at == datetime(2019, 1, 14, tzinfo=ZONE)
    assert made.received_at.date() > OPENED

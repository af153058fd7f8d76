"""Imports of the layouts people have: read, shown, kept once, never with a name."""

import io

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from janji.core.refusals import Refused
from janji.core.survey_life import Doubt
from janji.kit import refusals
from janji.kit.tables import xlsx
from janji.registers.imports import actions as imports
from janji.registers.imports.models import Batch
from janji.registers.survey import profiles, results
from janji.registers.survey.models import Response
from janji.registers.survey.sheets import LAYOUT
from tests.registers.counter import service
from tests.registers.survey_stories import NOW, closed, running

BRING = "/catatan/impor/survey/kecamatan-ajibarang/"
U = ",".join(f"U{k}" for k in range(1, 10))
FORMS = f"""Timestamp,Nama lengkap,Umur,Jenis kelamin,Pendidikan,Pekerjaan,{U},Saran
2019/08/05 9:12:33,Siti Aminah,34,Perempuan,SMA,Pedagang,3,4,3,4,3,4,4,3,4,Kursi tunggu ditambah
2019/08/06 10:00:00,Budi Raharjo,51 tahun,L,S1,PNS,3,3,3,3,3,3,3,3,3,
"""


def bring(cast, text, name="skm.csv", by=None, **options):
    data = text if isinstance(text, bytes) else text.encode()
    return imports.keep_batch(
        register="survey",
        org_unit=cast.district,
        name=name,
        data=data,
        options={"day": None, "scale": "1-4"} | options,
        by=by or cast.operator,
        at=NOW,
    )


def store(cast, batch):
    return imports.store_batch(batch=batch, by=cast.operator, at=NOW)


def test_an_export_of_google_forms(cast):
    period = running(cast)
    batch = bring(cast, FORMS)
    assert (batch.good, batch.known, batch.problem_count) == (2, 0, 0)
    assert not Response.objects.exists()
    assert store(cast, batch).added == 2
    first, second = Response.objects.order_by("number")
    assert (first.sex, first.age_group, first.education, first.job) == (
        "p",
        "30",
        "sma",
        "wirausaha",
    )
    assert (second.sex, second.age_group, second.job) == ("l", "50", "pns")
    assert (first.number, first.channel, first.source) == (1, "import", f"impor {batch.pk}")
    assert first.suggestion == "Kursi tunggu ditambah"
    assert results.result_of(period).tally.respondents == 2
    kept = str(list(Response.objects.values()))
    assert "Siti" not in kept
    assert "Budi" not in kept


def test_the_same_file_twice_adds_nothing(cast):
    period = running(cast)
    store(cast, bring(cast, FORMS))
    again = bring(cast, FORMS)
    assert (again.good, again.known) == (0, 2)
    store(cast, again)
    assert results.result_of(period).tally.respondents == 2


def test_two_read_at_once_are_stored_once(cast):
    running(cast)
    one, other = bring(cast, FORMS), bring(cast, FORMS)
    assert (store(cast, one).added, store(cast, other).added) == (2, 0)


def test_twins_are_two_people(cast):
    period = running(cast)
    row = "2019-08-05,L,34,3,3,3,3,3,3,3,3,3\n"
    text = f"Tanggal,Jenis Kelamin,Usia,{U}\n" + row * 3
    assert store(cast, bring(cast, text)).added == 3
    more = bring(cast, text + row)
    assert (more.good, more.known) == (1, 3)
    assert results.result_of(period).tally.respondents == 3


def test_a_sheet_without_days_needs_one(cast):
    running(cast)
    text = f"No,{U}\n1,3,3,3,3,3,3,3,3,3\n"
    batch = bring(cast, text)
    assert (batch.good, batch.problems[0]["code"]) == (0, "survey-row-without-day")
    assert bring(cast, text, day="2019-08-01").good == 1


def test_a_day_outside_every_running_survey_is_said(cast):
    text = f"Tanggal,{U}\n2019-03-05,3,3,3,3,3,3,3,3,3\n"
    running(cast)
    (problem,) = bring(cast, text).problems
    assert (problem["code"], problem["where"]) == ("survey-row-outside", "skm.csv!2")


def test_a_bad_cell_keeps_its_row_out_and_is_named(cast):
    running(cast)
    text = f"Tanggal,{U}\n2019-08-05,3,3,7,3,3,3,3,3,3\n2019-08-05,4,4,4,4,4,4,4,4,4\n"
    batch = bring(cast, text)
    assert batch.good == 1
    (problem,) = batch.problems
    assert (problem["code"], problem["where"]) == ("survey-answer-unreadable", "skm.csv!D2")
    store(cast, batch)
    mended = bring(cast, text.replace(",7,", ",2,"))
    assert (mended.good, mended.known) == (1, 1)


def test_words_and_letters_are_answers(cast):
    running(cast)
    words = "Sangat sesuai,Mudah,b. Kurang cepat,Gratis,Sesuai,Kompeten,Sopan dan ramah,Baik,d"
    store(cast, bring(cast, f"Tanggal,{U}\n2019-08-05,{words}\n"))
    assert Response.objects.get().answers == (4, 3, 2, 4, 3, 3, 3, 3, 4)


def test_five_points_wait_for_a_choice(cast):
    running(cast)
    text = f"Tanggal,{U}\n2019-08-05,5,4,3,2,1,5,5,5,5\n"
    with pytest.raises(Refused, match="survey-scale-unchosen") as refusal:
        bring(cast, text)
    assert "skala 1 sampai 5" in refusals.sentence(refusal.value)
    store(cast, bring(cast, text, scale="5-4"))
    assert Response.objects.get().answers == (4, 3, 2, 1, 1, 4, 4, 4, 4)


def test_blanks_and_copies_wait_for_a_person(cast):
    period = running(cast)
    saying = "Petugas sangat ramah sekali"
    rows = [
        f"2019-08-05,3,3,3,3,3,3,3,3,3,{saying}",
        f"2019-08-06,3,3,3,3,3,3,3,3,3,{saying}",
        "2019-08-06,3,3,3,3,3,3,3,,,",
        "2019-08-06,4,4,4,4,4,4,4,4,4,",
    ]
    store(cast, bring(cast, f"Tanggal,{U},Saran\n" + "\n".join(rows)))
    doubts = list(Response.objects.order_by("number").values_list("doubt", flat=True))
    assert doubts == [None, Doubt.REPEAT, Doubt.BLANKS, None]
    assert results.result_of(period).tally.respondents == 2


def test_a_service_by_name_or_as_written(cast):
    running(cast)
    offered = service(cast)
    text = (
        f"Tanggal,Jenis Layanan,{U}\n"
        "2019-08-05,surat KETERANGAN usaha,3,3,3,3,3,3,3,3,3\n"
        "2019-08-05,Urus pindah,3,3,3,3,3,3,3,3,3\n"
    )
    store(cast, bring(cast, text))
    first, second = Response.objects.order_by("number")
    assert (first.service, first.service_text) == (offered, None)
    assert (second.service, second.service_text) == (None, "Urus pindah")


def test_the_two_row_template_of_others(cast):
    running(cast)
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        sheet = book.add_worksheet("Template")
        sheet.write_row(0, 0, ["NO. RESPONDEN", "PROFIL", "", "", "NILAI UNSUR PELAYANAN"])
        heads = ["", "NAMA", "JENIS KELAMIN", "USIA", *(f"U{k}" for k in range(1, 11))]
        sheet.write_row(1, 0, heads)
        sheet.write_row(2, 0, [1, "Slamet", "L", 28, *[3] * 9])
    batch = bring(cast, made.getvalue(), name="template.xlsx", day="2019-08-01")
    store(cast, batch)
    assert Response.objects.get().age_group == "20"


def test_our_own_template_is_read_back(cast):
    running(cast)
    batch = bring(cast, xlsx(LAYOUT.template(cast.district)), name="contoh.xlsx")
    assert (batch.good, batch.problem_count) == (1, 0)


def test_a_closed_survey_takes_no_sheet(cast):
    period = running(cast)
    batch = bring(cast, FORMS)
    closed(cast, period)
    store(cast, batch)
    assert batch.good == 2
    assert not Response.objects.exists()


def test_only_who_enters_surveys_brings_sheets(cast):
    running(cast)
    for person in (cast.camat, cast.inspektorat, cast.stranger):
        with pytest.raises(Refused, match="not-allowed"):
            bring(cast, FORMS, by=person)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("resep rendang\nsantan", "survey-columns-unclear"),
        ("Puaskah Anda?\n4\n", "survey-columns-unclear"),
        (b"%PDF-1.7", "sheet-file-kind"),
        (b"", "file-empty"),
        ("U1,U2,U3,U4,U5,U6,U7,U8\n1,1,1,1,1,1,1,1\n", "survey-elements-missing"),
    ],
)
def test_what_is_no_survey_leaves_nothing(cast, text, code):
    running(cast)
    with pytest.raises(Refused, match=code):
        bring(cast, text)
    assert not Batch.objects.exists()


def test_hostile_words_stay_words(cast):
    running(cast)
    text = f'Tanggal,{U},Saran\n2019-08-05,3,3,3,3,3,3,3,3,3,"=cmd|<script>{{{{x}}}}"\n'
    store(cast, bring(cast, text))
    assert Response.objects.get().suggestion == "=cmd|<script>{{x}}"
    long = f"Tanggal,{U},Saran\n2019-08-05,3,3,3,3,3,3,3,3,3,{'x' * 1001}\n"
    assert bring(cast, long).problems[0]["code"] == "survey-suggestion-long"


def test_a_large_sheet_costs_few_questions(cast, django_assert_max_num_queries):
    period = running(cast)
    rows = "".join(
        f"2019-08-{1 + k % 20:02d},{','.join(str(1 + (k + u) % 4) for u in range(9))},Saran {k}\n"
        for k in range(1200)
    )
    batch = bring(cast, f"Tanggal,{U},Saran\n" + rows)
    # SQLite takes a thousand values at a time: some 35 rows a statement.
    # And every bit of four hundred rows is a transaction of its own.
    with django_assert_max_num_queries(110):
        store(cast, batch)
    assert results.result_of(period).tally.respondents == 1200


def test_a_sheet_through_the_page(cast, as_user, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    running(cast)
    browser = as_user(cast.operator)
    said = browser.get(BRING).content.decode()
    assert "U3 Waktu Penyelesaian" in said
    assert "Skala jawaban" in said
    file = SimpleUploadedFile("skm.csv", FORMS.encode())
    read = browser.post(BRING, {"file": file, "day": "", "scale": "1-4"}, follow=True)
    assert "Simpan 2 baris" in read.content.decode()
    browser.post(f"/catatan/impor/{Batch.objects.get().pk}/simpan/")
    assert Response.objects.count() == 2
    five = SimpleUploadedFile("lima.csv", f"{U}\n5,5,5,5,5,5,5,5,5\n".encode())
    refused = browser.post(BRING, {"file": five, "day": "", "scale": "1-4"})
    assert "memakai skala 1–5" in refused.content.decode()


@pytest.mark.parametrize(
    ("said", "sex", "age", "education", "job"),
    [
        (("L", "17", "Tidak sekolah", "Pelajar"), "l", "19", "none", "lainnya"),
        (("wanita", "20-29 tahun", "D III", "Ibu rumah tangga"), "p", "20", "diploma", "lainnya"),
        (("Laki - laki", "> 60", "S-1 Hukum", "ASN/PPPK"), "l", "60", "s1", "pns"),
        (("1", "< 20", "SMK", "Wiraswasta"), "l", "19", "sma", "wirausaha"),
        (("?", "tua", "lain", ""), None, None, None, None),
        (("", "150", "MTs", "karyawan swasta"), None, None, "smp", "swasta"),
    ],
)
def test_profiles_as_people_write_them(said, sex, age, education, job):
    found = (
        profiles.sex_of(said[0]),
        profiles.age_group_of(said[1]),
        profiles.education_of(said[2]),
        profiles.job_of(said[3]),
    )
    assert tuple(one and one.value for one in found) == (sex, age, education, job)

"""The pages of figures: the table, the form, the proof, evidence, scoring."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from janji.agreements.queries import targets_of
from janji.measurements.models import Evidence, Measurement
from tests.agreements import stories

YEAR = "/pengukuran/kecamatan-ajibarang/2019/"


@pytest.fixture
def targets(cast):
    return targets_of(stories.in_force(cast))


def form_of(target, quarter=1):
    return f"/pengukuran/isi/{target.pk}/{quarter}/"


def test_counts_with_evidence_and_on_to_the_next_indicator(cast, targets, as_user):
    client = as_user(cast.operator)
    assert client.get("/pengukuran/").headers["Location"] == YEAR
    sent = {
        "numerator": "1.024",
        "denominator": "2.000",
        "notes": "Buku register",
        "evidence": [SimpleUploadedFile("laporan.pdf", b"%PDF-1.7 isi")],
        "onward": "1",
    }
    answer = client.post(form_of(targets[0]), sent)
    assert answer.headers["Location"] == form_of(targets[1])
    made = Measurement.objects.get()
    assert (made.numerator, made.denominator) == (1024, 2000)
    assert "1.024 dari 2.000" in client.get(YEAR).content.decode()
    proof = client.get(f"/indikator/{targets[0].pk}/").content.decode()
    assert "51,20" in proof
    assert "laporan.pdf" in proof


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"numerator": "12", "denominator": ""}, "pembilang dan penyebut"),
        ({"numerator": "dua", "denominator": "3"}, "tidak terbaca sebagai angka"),
        ({"numerator": "-1", "denominator": "3"}, "di bawah nol"),
        ({"notes": ""}, "belum dapat diukur"),
        ({"not_measured": "on"}, "Tulis sebabnya"),
        (
            {
                "numerator": "1",
                "denominator": "2",
                "evidence": [SimpleUploadedFile("a.pdf", b"MZ\x00")],
            },
            "bukan jenis yang diterima",
        ),
    ],
)
def test_a_wrong_entry_gets_its_sentence_and_stores_nothing(cast, targets, as_user, fields, says):
    answer = as_user(cast.operator).post(form_of(targets[0]), fields)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not Measurement.objects.exists()
    assert not Evidence.objects.exists()


def test_two_people_at_the_same_figure(cast, targets, as_user):
    one, other = as_user(cast.operator), as_user(cast.kasi)
    assert one.post(form_of(targets[0]), {"numerator": "1", "denominator": "2"}).status_code == 302
    answer = other.post(form_of(targets[0]), {"numerator": "9", "denominator": "10"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Sri Lestari" in page
    assert 'value="9"' in page


@pytest.mark.parametrize(
    ("who", "status"), [("camat", 403), ("bupati", 403), ("stranger", 404), ("operator", 200)]
)
def test_who_gets_the_form(cast, targets, as_user, who, status):
    assert as_user(getattr(cast, who)).get(form_of(targets[0])).status_code == status


def test_addresses_that_lead_nowhere(cast, targets, as_user):
    client = as_user(cast.operator)
    for page in (
        form_of(targets[0], 5),
        "/pengukuran/kecamatan-ajibarang/2018/",
        "/indikator/999/",
    ):
        assert client.get(page).status_code == 404


def test_evidence_goes_to_those_who_see_the_office(cast, targets, as_user):
    sent = {
        "numerator": "1",
        "denominator": "2",
        "evidence": [SimpleUploadedFile("<b>x.pdf", b"%PDF-1.7 isi")],
    }
    as_user(cast.operator).post(form_of(targets[0]), sent)
    address = f"/bukti/{Evidence.objects.get().pk}/"
    assert as_user(cast.stranger).get(address).status_code == 404
    answer = as_user(cast.inspektorat).get(address)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 isi"


def test_a_file_that_the_disk_lost_is_said(cast, targets, as_user):
    sent = {"numerator": "1", "denominator": "2"}
    sent |= {"evidence": [SimpleUploadedFile("rekap.pdf", b"%PDF-1.7 isi")]}
    as_user(cast.operator).post(form_of(targets[0]), sent)
    kept = Evidence.objects.get()
    kept.file.storage.delete(kept.file.name)
    answer = as_user(cast.inspektorat).get(f"/bukti/{kept.pk}/")
    assert answer.status_code == 409
    assert "tidak ada lagi di penyimpanan" in answer.content.decode()


def test_scoring_is_set_by_the_superior_and_shows_its_sources(cast, targets, as_user):
    address = "/pengaturan/penilaian/kecamatan-ajibarang/"
    page = as_user(cast.camat).get(address).content.decode()
    assert "belum diperiksa pada naskah resmi" in page
    assert "Simpan penilaian" not in page
    sent = {"from_year": "2019", "cap": "120", "band_set": "madiun"}
    assert as_user(cast.camat).post(address, sent).status_code == 403
    client = as_user(cast.bupati)
    assert client.post(address, sent).status_code == 302
    assert client.post(address, sent | {"cap": "50"}).status_code == 422
    assert "Empat predikat" in client.get(f"/indikator/{targets[0].pk}/").content.decode()


@pytest.mark.parametrize("page", [YEAR, "/indikator/{pk}/", "/pengukuran/isi/{pk}/1/"])
def test_pages_cost_few_queries(cast, targets, as_user, page, django_assert_max_num_queries):
    """The page of an indicator asks two more: which questions and findings are open about it."""
    client = as_user(cast.operator)
    with django_assert_max_num_queries(20 if "indikator" in page else 18):
        assert client.get(page.format(pk=targets[0].pk)).status_code == 200


def test_evidence_stays_through_a_conflict(cast, targets, as_user):
    """Whoever comes second keeps the files that were there, but for those they had left out."""
    one, other = as_user(cast.operator), as_user(cast.kasi)
    address = form_of(targets[0])
    files = [
        SimpleUploadedFile("satu.pdf", b"%PDF-1.4 satu"),
        SimpleUploadedFile("dua.pdf", b"%PDF-1.4 dua"),
    ]
    one.post(address, {"numerator": "1", "denominator": "2", "evidence": files})
    seen = targets[0].measurements.get()
    keep = {name: str(key) for name, key in seen.evidence.values_list("name", "pk")}
    both = {"denominator": "2", "based_on": seen.pk, "keep": list(keep.values())}
    assert other.post(address, both | {"numerator": "2"}).status_code == 302
    told = one.post(address, both | {"numerator": "0", "keep": keep["satu.pdf"]})
    assert told.status_code == 409
    form = told.context["form"]
    again = {"numerator": "0", "denominator": "2"}
    again |= {"based_on": form["based_on"].value(), "keep": form["keep"].value()}
    assert one.post(address, again).status_code == 302
    latest = targets[0].measurements.get(is_latest=True)
    assert (latest.numerator, [one.name for one in latest.evidence.all()]) == (0, ["satu.pdf"])

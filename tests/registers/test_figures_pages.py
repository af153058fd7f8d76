"""The pages of figures: the list, one figure, the page to fill in, definitions, entries, who sees what."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from janji.orgs.roles import Role
from janji.registers.figures import queries
from janji.registers.figures.models import Entry, EntryEvidence, Figure
from tests.forms_on_pages import form_on
from tests.registers.figure_stories import NOW, correct, define, enter, person, planner, village

pytestmark = pytest.mark.django_db
SLUG = "kecamatan-ajibarang"
HOME = reverse("figures:figures", args=[SLUG])
FILL = reverse("figures:fill", args=[SLUG])
NEW = reverse("figures:define", args=[SLUG])
PAPER = b"%PDF-1.4\n% bukti\n"


def text(page):
    return " ".join(page.content.decode().replace("\xa0", " ").split())


def page_of(figure, slug=SLUG, **query):
    address = reverse("figures:figure", args=[slug, figure.pk])
    return f"{address}?" + "&".join(f"{name}={said}" for name, said in query.items())


@pytest.fixture
def bumil(cast):
    return define(cast, frequency="monthly")


# ── defining


def test_a_figure_is_defined_after_its_wording_was_looked_at(cast, as_user):
    client = as_user(cast.kasi)
    form = form_on(client.get(NEW), NEW, "Periksa bunyinya")
    said = {
        "title": "Ibu hamil yang diperiksa",
        "code": "ibu_hamil_diperiksa",
        "definition": "Ibu hamil yang diperiksa paling sedikit sekali.",
        "unit_of_measure": "orang",
        "kind": "flow",
        "frequency": "monthly",
        "asked_of": "own",
        "data_source": "Register kohort",
        "since": "01-01-2019",
    }
    looked = form.send(client, said)
    assert looked.status_code == 200
    assert "ibu_hamil_diperiksa ÷ … × 100" in text(looked)
    assert "TW I = Januari 2019 + Februari 2019 + Maret 2019." in text(looked)
    assert "Januari 2019 terlambat bila belum diisi 10 hari sesudah berakhir." in text(looked)
    assert not Figure.objects.exists()
    kept = form_on(looked, NEW, "Simpan angka").send(client, {})
    figure = Figure.objects.get()
    assert kept.headers["Location"] == reverse("figures:figure", args=[SLUG, figure.pk])
    assert (figure.code, figure.since) == ("ibu_hamil_diperiksa", date(2019, 1, 1))


def test_what_is_wrong_with_a_definition_stands_at_its_field(cast, as_user, bumil):
    client = as_user(cast.kasi)
    form = form_on(client.get(NEW), NEW, "Simpan angka")
    said = {
        "title": "A",
        "definition": "B",
        "unit_of_measure": "orang",
        "data_source": "C",
        "since": "01-01-2019",
    }
    for code, problem in (
        ("Ibu Hamil", "Kode memakai huruf kecil"),
        ("jika", "kata dari bahasa rumus"),
        ("jumlah_ibu_hamil", "sudah dipakai Kecamatan Ajibarang"),
        ("desa_ada", "sudah menjadi variabel register lain"),
    ):
        answer = form.send(client, said | {"code": code})
        assert answer.status_code == 422
        assert problem in text(answer)


def test_a_settled_figure_shows_what_cannot_change(cast, as_user, bumil):
    enter(cast, bumil, m01="5")
    client, address = as_user(cast.kasi), reverse("figures:change", args=[bumil.pk])
    page = client.get(address)
    assert "Angka ini sudah ditetapkan" in text(page)
    answer = form_on(page, address, "Simpan definisi").send(
        client, {"title": "Ibu hamil tercatat", "reason": "Disamakan", "decimals": "3"}
    )
    assert answer.status_code == 302
    bumil.refresh_from_db()
    assert (bumil.title, bumil.decimals) == ("Ibu hamil tercatat", 0)
    shown = text(client.get(page_of(bumil)))
    assert "Bunyi sebelumnya" in shown
    assert "Disamakan Bambang Irawan" in shown


def test_a_figure_ends(cast, as_user, bumil):
    client, address = as_user(cast.kasi), reverse("figures:end", args=[bumil.pk])
    form = form_on(client.get(address), address, "Akhiri angka")
    assert form.send(client, {"until": "01-01-2018", "reason": "x"}).status_code == 422
    assert form.send(client, {"until": "31-12-2019", "reason": "Selesai"}).status_code == 302
    assert "berakhir 31 Desember 2019" in text(client.get(HOME))


def test_the_operator_defines_nothing(cast, as_user, bumil):
    client = as_user(cast.operator)
    assert "Angka baru" not in text(client.get(HOME))
    for address in (NEW, reverse("figures:change", args=[bumil.pk])):
        assert "tidak berwenang" in text(client.get(address, follow=True))


# ── filling in


def test_all_numbers_of_a_month_are_entered_on_one_page(cast, as_user, bumil):
    quarterly = define(cast, code="jembatan", title="Jembatan baik", kind="state", decimals=1)
    yearly = define(cast, code="penduduk", title="Penduduk", frequency="yearly")
    client = as_user(cast.operator)
    march = client.get(FILL, {"periode": "Maret 2019"})
    assert "Jembatan baik" in text(march)
    assert "Penduduk" not in text(march)
    assert "Jembatan baik" not in text(client.get(FILL, {"periode": "2019-02"}))
    form = form_on(march, FILL, "Simpan isian")
    own = cast.district.pk
    answer = form.send(
        client,
        {
            f"a{bumil.pk}-{own}-number": "1.250",
            f"a{quarterly.pk}-{own}-number": "12,5",
            f"a{quarterly.pk}-{own}-notes": "Survei Maret",
        },
    )
    assert answer.status_code == 302
    kept = {one.figure.code: (one.number, one.notes) for one in Entry.objects.all()}
    assert kept == {"jumlah_ibu_hamil": (1250, None), "jembatan": (125, "Survei Maret")}
    again = text(client.get(FILL, {"periode": "2019-03"}))
    assert "Semua angka periode ini sudah masuk." in again
    assert "1.250</strong> sudah masuk" in again
    assert "Penduduk" in text(client.get(FILL, {"periode": "2019-12"}))
    assert yearly.entries.count() == 0


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"number": "banyak"}, "banyak"),
        ({"number": "12,5"}, "paling banyak 0 desimal"),
        ({"number": "-3"}, "tidak dapat kurang dari nol"),
        ({"number": "3", "is_unavailable": "on"}, "Kosongkan nilainya"),
        ({"is_unavailable": "on"}, "Tulis sebabnya"),
        ({"notes": "lupa"}, "Isi nilainya; bila tidak ada, centang tidak tersedia."),
        ({}, "Belum ada satu pun angka yang diisi"),
    ],
)
def test_what_is_wrong_stands_at_its_row_and_nothing_is_lost(cast, as_user, bumil, typed, said):
    client, row = as_user(cast.operator), f"a{bumil.pk}-{cast.district.pk}-"
    address = f"{FILL}?periode=2019-03"
    sent = {row + name: value for name, value in typed.items()}
    answer = client.post(address, sent)
    assert answer.status_code == 422
    assert said in text(answer)
    if "number" in typed:
        assert f'value="{typed["number"]}"' in answer.content.decode()
    assert not Entry.objects.exists()


def test_not_available_says_why(cast, as_user, bumil):
    client, row = as_user(cast.operator), f"a{bumil.pk}-{cast.district.pk}-"
    sent = {row + "is_unavailable": "on", row + "notes": "Buku kohort basah"}
    assert client.post(f"{FILL}?periode=2019-03", sent).status_code == 302
    entry = Entry.objects.get()
    assert (entry.number, entry.unavailable, entry.notes) == (None, "Buku kohort basah", None)
    assert "1 tidak tersedia" in text(client.get(page_of(bumil, tahun=2019)))


def test_a_district_enters_for_all_its_villages(cast, as_user):
    lesmana = village(cast, "Desa Lesmana")
    balita = define(cast, code="balita", asked_of="villages", frequency="monthly")
    client = as_user(cast.operator)
    assert f"?angka={balita.pk}" in text(client.get(FILL))
    page = client.get(FILL, {"angka": balita.pk, "periode": "Mei 2019"})
    answer = form_on(page, FILL, "Simpan isian").send(
        client,
        {
            f"a{balita.pk}-{cast.village.pk}-number": "40",
            f"a{balita.pk}-{lesmana.pk}-number": "50",
        },
    )
    assert answer.headers["Location"].endswith("?tahun=2019&periode=2019-05")
    shown = text(client.get(answer.headers["Location"]))
    assert "2 dari 2" in shown
    assert ">90<" in shown.replace("> ", ">").replace(" <", "<")


def test_evidence_belongs_to_all_that_is_entered_at_once(cast, as_user, bumil):
    other = define(cast, code="lain", title="Lain", frequency="monthly")
    client, own = as_user(cast.operator), cast.district.pk
    sent = {
        f"a{bumil.pk}-{own}-number": "5",
        f"a{other.pk}-{own}-number": "6",
        "evidence": SimpleUploadedFile("rekap maret.pdf", PAPER),
    }
    assert client.post(f"{FILL}?periode=2019-03", sent).status_code == 302
    files = list(EntryEvidence.objects.order_by("pk"))
    assert [one.entry.figure.code for one in files] == ["jumlah_ibu_hamil", "lain"]
    assert files[0].file.name == files[1].file.name
    address = reverse("figures:evidence", args=[files[0].pk])
    got = client.get(address)
    assert b"".join(got.streaming_content) == PAPER
    assert "attachment" in got.headers["Content-Disposition"]
    assert as_user(cast.stranger).get(address).status_code == 404


def test_the_camat_reads_but_does_not_enter(cast, as_user, bumil):
    client = as_user(cast.camat)
    assert "Isi angka" not in text(client.get(HOME))
    assert "tidak berwenang" in text(client.get(FILL, follow=True))


# ── one entry


def test_an_entry_is_put_right_on_its_page(cast, as_user, bumil):
    entry, *_ = enter(cast, bumil, m03="5")
    client, address = as_user(cast.operator), reverse("figures:entry", args=[entry.pk])
    form = form_on(client.get(address), address, "Simpan pembetulan")
    assert form.send(client, {"number": "7"}).status_code == 422
    answer = form.send(client, {"number": "7", "reason": "Salah baris"})
    assert answer.status_code == 302
    shown = text(client.get(address))
    assert "Semula 5, menjadi 7." in shown
    assert "Salah baris Sri Lestari" in shown
    assert "Pembetulan isian" in text(client.get(page_of(bumil, tahun=2019)))
    stranger = as_user(cast.stranger).get(address)
    assert stranger.status_code == 404


def test_evidence_may_be_added_without_another_number(cast, as_user, bumil):
    entry, *_ = enter(cast, bumil, m03="5")
    address = reverse("figures:entry", args=[entry.pk])
    sent = {
        "number": "5",
        "reason": "Bukti menyusul",
        "based_on": entry.edition,
        "evidence": SimpleUploadedFile("rekap.pdf", PAPER),
    }
    assert as_user(cast.operator).post(address, sent).status_code == 302
    assert entry.evidence.count() == 1
    assert "rekap.pdf" in text(as_user(cast.camat).get(address))


# ── lists


def test_the_list_tells_what_is_late(cast, as_user, bumil):
    enter(cast, bumil, m01="5", m02="6")
    define(cast, code="jembatan", title="Jembatan baik", frequency="yearly")
    said = text(as_user(cast.camat).get(HOME, {"year": "2019"}))
    assert "2 angka, tahun 2019" in said
    assert "2 dari 12" in said
    assert "terlambat" in said
    assert "Februari 2019" in said


@pytest.mark.parametrize(
    ("query", "seen", "hidden"),
    [
        ({"q": "jemb"}, "Jembatan baik", "Ibu hamil"),
        ({"q": "zzz"}, "Tidak ada angka yang cocok", "Ibu hamil"),
        ({"state": "entered"}, "Jembatan baik", "Ibu hamil"),
        ({"state": "late"}, "Ibu hamil", "Jembatan baik"),
        ({"of": "bawah"}, "Tidak ada angka yang cocok", "Ibu hamil"),
        ({"year": "abc"}, "Ibu hamil", "Tidak ada"),
    ],
)
def test_the_list_is_searched_and_filtered(cast, as_user, bumil, query, seen, hidden):
    figure = define(cast, code="jembatan", title="Jembatan baik", frequency="yearly")
    enter(cast, figure, y="7")
    said = text(as_user(cast.camat).get(HOME, {"year": "2019"} | query))
    assert seen in said
    assert f">{hidden}<" not in said


def test_the_list_is_sorted_and_taken_away(cast, as_user, bumil):
    figure = define(cast, code="jembatan", title="Jembatan baik", frequency="yearly", decimals=2)
    enter(cast, figure, y="7.25")
    client = as_user(cast.camat)
    for order, first in (("angka", "Ibu hamil"), ("-angka", "Jembatan baik")):
        said = text(client.get(HOME, {"year": "2019", "urut": order}))
        names = ("Ibu hamil", "Jembatan baik")
        assert min(names, key=lambda one: said.index(f"{one}</a>")) == first
    listed = client.get(HOME, {"year": "2019", "unduh": "csv"}).content.decode("utf-8-sig")
    assert (
        "Jembatan baik;jembatan;Kecamatan Ajibarang;orang;Setiap tahun;1;1;masuk;2019;7,25"
        in listed
    )
    entries = client.get(HOME, {"year": "2019", "isian": "csv"}).content.decode("utf-8-sig")
    assert "jembatan;2019;7,25;;Kecamatan Ajibarang;" in entries
    for kind in ("unduh", "isian"):
        assert client.get(HOME, {"year": "2019", kind: "xlsx"}).content[:2] == b"PK"
    own = client.get(page_of(figure, tahun=2019, unduh="csv")).content.decode("utf-8-sig")
    assert "jembatan;2019;7,25" in own


def test_those_above_see_figures_of_offices_below(cast, as_user, bumil):
    slug = cast.government.slug
    client = as_user(cast.bupati)
    address = reverse("figures:figures", args=[slug])
    assert "Ibu hamil" not in text(client.get(address))
    assert "Ibu hamil" in text(client.get(address, {"of": "bawah"}))
    shown = text(client.get(page_of(bumil, slug)))
    assert "tidak dapat dipakai rumus kantor ini" in shown


def test_a_village_clerk_sees_the_village_alone(cast, as_user):
    lesmana = village(cast, "Desa Lesmana")
    balita = define(cast, code="balita", title="Balita", asked_of="villages", frequency="monthly")
    own, *_ = enter(cast, balita, office=cast.village, m01="40")
    other, *_ = enter(cast, balita, office=lesmana, m01="77")
    correct(cast, other, "78")
    clerk = as_user(person(cast, "petugas_kracak", Role.VILLAGE_CLERK, cast.village))
    for slug in (SLUG, lesmana.slug):
        assert clerk.get(reverse("figures:figures", args=[slug])).status_code == 404
        assert clerk.get(page_of(balita, slug)).status_code == 404
    assert clerk.get(reverse("figures:entry", args=[other.pk])).status_code == 404
    assert clerk.get(reverse("figures:entry", args=[own.pk])).status_code == 200
    shown = text(clerk.get(page_of(balita, cast.village.slug, tahun=2019)))
    assert "Desa Lesmana" not in shown
    assert "77" not in shown
    assert "Salah ketik" not in shown
    home = reverse("figures:figures", args=[cast.village.slug])
    taken = clerk.get(home, {"year": "2019", "isian": "csv"}).content.decode("utf-8-sig")
    assert "Desa Kracak" in taken
    assert "Lesmana" not in taken
    fill = reverse("figures:fill", args=[cast.village.slug])
    page = clerk.get(fill, {"periode": "2019-02"})
    sent = form_on(page, fill, "Simpan isian").send(
        clerk, {f"a{balita.pk}-{cast.village.pk}-number": "41"}
    )
    assert sent.status_code == 302
    assert clerk.get(reverse("figures:change", args=[balita.pk])).status_code == 404


def test_figures_of_another_branch_are_not_there(cast, as_user):
    there = define(cast, cast.other_district, by=cast.stranger, code="lain")
    own = define(cast)
    client = as_user(cast.kasi)
    assert client.get(page_of(own)).status_code == 200
    # The office's own numbers are no matter of its villages.
    assert client.get(page_of(own, cast.village.slug)).status_code == 404
    assert client.get(page_of(there)).status_code == 404
    assert client.get(FILL, {"angka": there.pk}).status_code == 404
    assert client.get(FILL, {"angka": "9" * 30}).status_code == 404
    assert client.get(reverse("figures:end", args=[there.pk])).status_code == 404


def test_the_pulse_tells_what_is_owed(cast, bumil):
    assert queries.pulse(cast.other_district, NOW) == (
        "Belum ada angka yang didefinisikan kantor ini."
    )
    december = NOW.replace(year=2019, month=12)
    enter(cast, bumil, m01="5")
    assert queries.pulse(cast.district, december) == "1 angka; tahun 2019 1 dari 11 isian masuk."


@pytest.mark.parametrize("name", ["figures", "fill", "figure"])
def test_questions_do_not_grow_with_rows(cast, as_user, name):
    clerk = as_user(cast.kasi)

    def asked():
        first = Figure.objects.order_by("pk").first()
        arguments = [SLUG, first.pk] if name == "figure" else [SLUG]
        query = {"periode": "2019-03"} if name == "fill" else {"tahun": "2019", "year": "2019"}
        with CaptureQueriesContext(connection) as found:
            assert clerk.get(reverse(f"figures:{name}", args=arguments), query).status_code == 200
        return len(found)

    figure = define(cast, asked_of="villages")
    own = define(cast, code="b", frequency="monthly")
    enter(cast, figure, office=cast.village, tw1="1")
    enter(cast, own, m01="1")
    few = asked()
    for place in range(4):
        one = define(cast, code=f"x{place}", frequency="monthly")
        enter(cast, one, m02="3", m03="4")
        there = village(cast, f"Desa Baru {place}")
        enter(cast, figure, office=there, tw1="2", tw2="2")
    assert asked() == few


def test_the_planner_of_the_regency_defines_for_all_villages(cast, as_user):
    bappeda = planner(cast, cast.government, "bappeda")
    figure = define(cast, cast.government, by=bappeda, code="balita", asked_of="villages")
    assert "Ibu hamil" in text(as_user(cast.kasi).get(HOME))
    shown = text(as_user(cast.kasi).get(page_of(figure, tahun=2019)))
    assert "Kabupaten Banyumas" in shown
    assert "Ubah definisi" not in shown

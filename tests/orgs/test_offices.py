"""Offices, posts, accounts and regions on their pages."""

import pytest

from janji.core.refusals import Refused
from janji.orgs import queries, regions
from janji.orgs.models import Appointment, OrgUnit, Region, RoleAssignment, User
from tests.cast import AT

SETTINGS = "/pengaturan"


def test_regions_of_one_regency_come_with_everything_above_and_below(db):
    assert regions.load_regions("33.02") == 27 + 331 + 2
    assert Region.objects.get(code="33.02.14").name == "Ajibarang"
    assert Region.objects.filter(code__startswith="33.02.14.").count() == 15
    assert Region.objects.filter(code="33").exists()
    assert regions.load_regions("33.02") == 360  # again is the same
    assert Region.objects.count() == 360


@pytest.mark.parametrize("code", ["99", "3302", "33.2", "'; drop", "33.02.14.20111"])
def test_a_code_that_is_none(db, code):
    with pytest.raises(Refused, match="region-unknown"):
        regions.load_regions(code)


def test_a_new_office_and_its_head(cast, as_user):
    client = as_user(cast.admin)
    made = client.post(
        f"{SETTINGS}/kantor/baru/",
        {
            "name": "Kecamatan Gumelar",
            "kind": "district",
            "parent": cast.government.pk,
            "region": "",
        },
    )
    assert made.headers["Location"] == f"{SETTINGS}/kantor/kecamatan-gumelar/"
    client.post(f"{made.headers['Location']}jabatan/", {"title": "Camat", "is_head": "on"})
    post = OrgUnit.objects.get(slug="kecamatan-gumelar").positions.get()
    first = {
        "name": "Budi Santoso, S.Sos.",
        "nip": "19700101 199503 1 001",
        "starts_on": "2019-01-01",
    }
    client.post(f"{SETTINGS}/jabatan/{post.pk}/pejabat/", first)
    second = {"name": "Ani Rahayu", "nip": "", "starts_on": "2019-07-15"}
    second["based_on"] = post.appointments.get().pk
    client.post(f"{SETTINGS}/jabatan/{post.pk}/pejabat/", second)
    held = list(Appointment.objects.order_by("starts_on"))
    assert [str(one.ends_on) for one in held] == ["2019-07-14", "None"]
    assert held[0].official.nip == "197001011995031001"
    page = client.get(made.headers["Location"]).content.decode()
    assert "Ani Rahayu" in page
    assert "197001011995031001" not in page


def test_a_vacant_post_says_so(cast, as_user):
    for who in (cast.perencana, cast.admin):
        page = as_user(who).get(f"{SETTINGS}/kantor/kecamatan-ajibarang/").content.decode()
        assert "Kepala Seksi Pelayanan Umum" in page
        assert "belum ada pejabat" in page


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "Kecamatan Cilongok"}, "name"),  # already there
        ({"kind": "galaksi"}, "kind"),
        ({"parent": "9999"}, "parent"),
        ({"region": "99.99"}, "region"),
    ],
)
def test_a_wrong_office_is_refused_and_nothing_is_stored(cast, as_user, fields, field):
    before = OrgUnit.objects.count()
    sound = {"name": "Baru", "kind": "district", "parent": cast.government.pk, "region": ""}
    response = as_user(cast.admin).post(f"{SETTINGS}/kantor/baru/", sound | fields)
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert OrgUnit.objects.count() == before


def test_a_new_account_sees_its_password_once(cast, as_user):
    client = as_user(cast.admin)
    sent = {
        "username": "siti.rahayu",
        "full_name": "Siti Rahayu",
        "role": "recorder",
        "org_unit": cast.district.pk,
        "starts_on": "2019-04-01",
    }
    shown = client.post(f"{SETTINGS}/akun/baru/", sent)
    password = shown.context["password"]
    made = User.objects.get(username="siti.rahayu")
    assert made.check_password(password)
    assert made.must_change_password
    assert "no-store" in shown.headers["Cache-Control"]
    assert password not in client.get(f"{SETTINGS}/akun/{made.pk}/").content.decode()
    assert client.post(f"{SETTINGS}/akun/baru/", sent).status_code == 422


def test_roles_come_and_go(cast, as_user):
    client = as_user(cast.admin)
    page = f"{SETTINGS}/akun/{cast.kasi.pk}/"
    more = {"role": "planner", "org_unit": cast.district.pk, "starts_on": "2019-04-01"}
    assert client.post(page, more).status_code == 302
    assert client.post(page, more).status_code == 422  # twice the same
    role = RoleAssignment.objects.get(user=cast.kasi, role="planner")
    assert client.get(f"{SETTINGS}/peran/{role.pk}/akhiri/").status_code == 405
    client.post(f"{SETTINGS}/peran/{role.pk}/akhiri/")
    role.refresh_from_db()
    assert role.ends_on is not None


@pytest.mark.parametrize("who", ["camat", "operator", "perencana", "bupati", "stranger"])
def test_settings_of_others_do_not_exist(cast, as_user, who):
    client = as_user(getattr(cast, who))
    for page in ("/akun/", "/akun/baru/", "/kantor/baru/", f"/akun/{cast.kasi.pk}/"):
        assert client.get(SETTINGS + page).status_code == 404, page
    assert client.post(f"{SETTINGS}/akun/{cast.admin.pk}/kata-sandi/").status_code == 404
    if who != "bupati":
        assert client.get(f"{SETTINGS}/riwayat/ujung/").status_code == 404
        assert client.get(f"{SETTINGS}/kantor/kabupaten-banyumas/").status_code == 404


def test_someone_who_sees_an_office_cannot_change_it(cast, as_user):
    client = as_user(cast.camat)
    address = f"{SETTINGS}/kantor/kecamatan-ajibarang/ubah/"
    answer = client.post(address, {"name": "Milik Saya"})
    assert answer.status_code == 403
    assert "tidak berwenang" in answer.content.decode()
    cast.district.refresh_from_db()
    assert cast.district.name == "Kecamatan Ajibarang"


@pytest.mark.parametrize(
    "page", ["/kantor/", "/kantor/kecamatan-ajibarang/", "/akun/", "/wilayah/", "/riwayat/", "/"]
)
def test_pages_cost_the_same_queries_whatever_there_is(
    cast, as_user, page, django_assert_max_num_queries
):
    client = as_user(cast.admin)
    with django_assert_max_num_queries(15):
        assert client.get(SETTINGS + page + "?q=&halaman=99&urut=xx").status_code == 200


def test_where_someone_is_at_home(cast):
    assert queries.home_office(cast.operator, on=AT.date()) == cast.district
    assert queries.home_office(cast.bupati, on=AT.date()) == cast.government

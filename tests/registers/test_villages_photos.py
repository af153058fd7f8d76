"""Pictures of books: kept once with their inspection, seen by those who see the village, withdrawn."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from janji.core.refusals import Refused
from janji.kit import audit
from janji.kit.files import CheckedFile, Kind
from janji.registers.villages import actions
from janji.registers.villages.models import Finding, Photo
from tests.registers.village_books import DAY, NOW, inspect, listed, picture, village_clerk

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(cast):
    """The books of Desa Kracak were looked at; C.4 is not current."""
    return inspect(cast, listed(cast)["Desa Kracak"], {"C.4": 2})


def take(cast, made, colour=0, *, book="C.4", key=None, by=None):
    file = CheckedFile("kas.png", picture(colour), Kind.PNG)
    return actions.add_photo(
        inspection=made,
        client_key=key or uuid4(),
        book=book,
        picture=file,
        by=by or cast.operator,
        at=NOW,
    )


def sent(colour=0, **more):
    file = SimpleUploadedFile("kas.png", picture(colour), "image/png")
    return {"client_key": str(uuid4()), "book": "C.4", "picture": file} | more


def test_sent_twice_it_is_kept_once(cast, made):
    key = uuid4()
    first = take(cast, made, key=key)
    assert take(cast, made, key=key) == first
    assert Photo.objects.get().size == len(picture())
    assert audit.history(first).get().facts["book"] == "C.4"
    for other in ({"colour": 9}, {"book": "C.5"}):
        with pytest.raises(Refused, match="photo-differs"):
            take(cast, made, key=key, **other)


def test_what_cannot_be(cast, made):
    for _ in range(actions.MOST_PHOTOS):
        take(cast, made)
    with pytest.raises(Refused, match="photos-too-many"):
        take(cast, made)
    assert take(cast, made, book=None).book is None
    with pytest.raises(Refused, match="book-unknown"):
        take(cast, made, book="C.7")
    with pytest.raises(Refused, match="not-allowed"):
        take(cast, made, by=village_clerk(cast))
    actions.withdraw_inspection(
        inspection=made, reason="Salah desa", based_on=1, by=cast.kasi, at=NOW
    )
    with pytest.raises(Refused, match="inspection-withdrawn"):
        take(cast, made, book="A.1")


def test_it_is_seen_on_the_inspection_and_by_those_who_see_the_village(cast, made, as_user):
    client = as_user(cast.operator)
    answer = client.post(reverse("villages:add-photo", args=[made.pk]), sent(), follow=True)
    assert "Foto tersimpan." in answer.text
    one = Photo.objects.get()
    address = reverse("villages:photo", args=[one.pk])
    assert f'src="{address}"' in answer.text
    for someone in (cast.camat, village_clerk(cast)):
        got = as_user(someone).get(address)
        assert b"".join(got) == picture()
        assert got.headers["Content-Type"] == "image/png"
        assert got.headers["Content-Disposition"].startswith("attachment")
    assert as_user(cast.stranger).get(address).status_code == 404
    refused = as_user(cast.stranger).post(reverse("villages:add-photo", args=[made.pk]), sent(9))
    assert refused.status_code == 404


def test_the_script_is_told_what_is_wrong(cast, made, as_user):
    client, address = as_user(cast.operator), reverse("villages:add-photo", args=[made.pk])
    json = {"HTTP_ACCEPT": "application/json"}
    said = sent()
    first = client.post(address, said, **json).json()
    said["picture"].seek(0)
    assert client.post(address, said, **json).json() == first == {"photo": Photo.objects.get().pk}
    text = SimpleUploadedFile("kas.png", b"bukan gambar", "image/png")
    wrong = client.post(address, sent(picture=text), **json)
    assert wrong.status_code == 422
    assert "kas.png" in wrong.json()["errors"][0]


def test_withdrawn_nobody_sees_it_and_the_reason_stays(cast, made, as_user):
    one = take(cast, made)
    address = reverse("villages:withdraw-photo", args=[one.pk])
    assert as_user(cast.camat).get(address).status_code == 403
    assert as_user(cast.operator).post(address, {"reason": ""}).status_code == 422
    answer = as_user(cast.operator).post(address, {"reason": "Ada warga"}, follow=True)
    assert "Foto ditarik" in answer.text
    assert "Ada warga" in answer.text
    assert as_user(cast.operator).get(reverse("villages:photo", args=[one.pk])).status_code == 404
    with pytest.raises(Refused, match="photo-withdrawn"):
        actions.withdraw_photo(photo=one, reason="Lagi", by=cast.operator, at=NOW)
    # Its place is free for another one.
    for _ in range(actions.MOST_PHOTOS):
        take(cast, made)


def test_a_finding_shows_the_pictures_of_its_book_and_what_put_it_right(cast, made, as_user):
    one, other = take(cast, made), take(cast, made, book="A.1")
    found = actions.record_finding(
        inspection=made,
        book="C.4",
        content="Kas umum belum ditutup",
        due_on=date(2019, 7, 20),
        by=cast.operator,
        at=NOW,
    )
    address = reverse("villages:finding", args=[found.pk])
    page = as_user(cast.operator).get(address).text
    assert reverse("villages:photo", args=[one.pk]) in page
    assert reverse("villages:photo", args=[other.pk]) not in page
    said = {"based_on": "1", "settled_on": "10-07-2019", "evidence": "Kas umum ditutup"}
    shown = SimpleUploadedFile("kas umum.png", picture(7), "image/png")
    answer = as_user(cast.operator).post(address, said | {"file": shown}, follow=True)
    assert "Temuan selesai." in answer.text
    assert "kas umum.png" in answer.text
    kept = Finding.objects.get().files.get()
    address = reverse("villages:evidence", args=[kept.pk])
    assert b"".join(as_user(village_clerk(cast)).get(address)) == picture(7)
    assert as_user(cast.stranger).get(address).status_code == 404


def test_a_finding_is_put_right_without_a_file_as_well(cast, made):
    found = actions.record_finding(
        inspection=made, book=None, content="Rapikan", due_on=DAY, by=cast.operator, at=NOW
    )
    done = actions.settle_finding(
        finding=found,
        settled_on=DAY,
        evidence="Sudah rapi",
        based_on=1,
        by=cast.operator,
        at=NOW,
    )
    assert not done.files.exists()

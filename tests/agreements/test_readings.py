"""Documents on screen: many at once, the source beside the reading, what corrections teach."""

from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from janji.agreements import actions, queries, shown_source
from janji.agreements.documents.agreement.content import as_docx
from janji.agreements.models import Agreement, Reading, ReadingHabit
from janji.core.agreement_json import from_json, to_json
from janji.core.origins import Confidence, Origin, Place
from janji.documents.reading.content import Paragraph, Table
from janji.kit.models import AuditEntry
from tests.agreements import stories
from tests.agreements.test_pages import fields_of
from tests.cast import AT
from tests.documents.paper import paper

LIST = "/perjanjian/"


def document(**changed):
    """A paper as DOCX, of the office of the stories unless it says otherwise."""
    return as_docx(paper(replace(stories.TEXT, **changed)))


def with_first_indicator(**changed):
    """The text with a first indicator that reads otherwise."""
    first, *others = stories.TEXT.objectives
    one, *rest = first.indicators
    first = replace(first, indicators=(replace(one, **changed), *rest))
    return replace(stories.TEXT, objectives=(first, *others))


def upload(client, *files, **headers):
    documents = [SimpleUploadedFile(name, data) for name, data in files]
    return client.post(f"{LIST}baca/", {"document": documents}, **headers)


def keep(cast, data, name="naskah.docx"):
    return actions.keep_reading(name=name, data=data, by=cast.perencana, at=AT)


def lines(page):
    """The lines of what became of every file."""
    said = page.content.decode().partition('id="hasil"')[2].partition("</ul>")[0]
    return [" ".join(one.split()) for one in said.split("<li>")[1:]]


# ── many at once


def test_many_files_at_once_and_each_has_its_own_outcome(cast, as_user):
    client = as_user(cast.perencana)
    page = upload(
        client,
        ("2019.docx", document()),
        ("foto.png", b"\x89PNG\r\n\x1a\n"),
        ("2020.docx", document(year=2020)),
    )
    assert page.status_code == 422
    first, second, third = lines(page)
    kept = {one.name: one for one in Reading.objects.all()}
    assert kept.keys() == {"2019.docx", "2020.docx"}
    assert f"/bacaan/{kept['2019.docx'].pk}/" in first
    assert "Terbaca" in first
    assert "Ditolak" in second
    assert "foto.png" in second
    assert f"/bacaan/{kept['2020.docx'].pk}/" in third


def test_too_many_files_are_refused_at_once(cast, as_user):
    page = upload(as_user(cast.perencana), *[(f"{k}.txt", b"x") for k in range(21)])
    assert page.status_code == 422
    assert "Paling banyak 20 berkas sekaligus" in page.content.decode()
    assert not Reading.objects.exists()


def test_no_file_at_all_is_said_on_the_form(cast, as_user):
    assert as_user(cast.perencana).post(f"{LIST}baca/", {}).status_code == 422


def test_the_same_file_twice_leads_to_the_reading_that_is_there(cast, as_user):
    client = as_user(cast.perencana)
    first = upload(client, ("naskah.docx", document()))
    again = client.post(
        f"{LIST}baca/",
        {"document": [SimpleUploadedFile("salinan.docx", document())]},
        follow=True,
    )
    assert again.redirect_chain[0][0] == first.headers["Location"]
    assert "sudah pernah Anda unggah" in again.content.decode()
    page = upload(client, ("a.docx", document()), ("b.docx", document(year=2020)))
    assert ["Sudah diunggah" in one for one in lines(page)] == [True, False]
    assert Reading.objects.count() == 2


def test_what_was_discarded_may_be_read_again_and_what_is_another_s_is_unknown(cast, as_user):
    reading = keep(cast, document())
    upload(as_user(cast.stranger), ("naskah.docx", document()))
    assert Reading.objects.filter(read_by=cast.stranger).count() == 1
    actions.discard_reading(reading=reading, by=cast.perencana, at=AT)
    upload(as_user(cast.perencana), ("naskah.docx", document()))
    assert Reading.objects.filter(read_by=cast.perencana).count() == 2


def test_the_page_s_script_gets_a_line_for_its_file(cast, as_user):
    client = as_user(cast.perencana)
    good = upload(client, ("2019.docx", document()), headers={"HX-Request": "true"})
    bad = upload(client, ("kosong.docx", b""), headers={"HX-Request": "true"})
    assert (good.status_code, bad.status_code) == (200, 422)
    for answer, word in ((good, "Terbaca"), (bad, "Ditolak")):
        said = answer.content.decode()
        assert said.count("<li>") == 1
        assert word in said
        assert "<html" not in said


def test_a_name_longer_than_its_column_is_cut_in_front(cast, as_user):
    upload(as_user(cast.perencana), (f"{'x' * 230}-2019.docx", document()))
    assert Reading.objects.get().name.endswith("x-2019.docx")


# ── the list, and taking back


def test_the_list_tells_office_year_and_problems_and_sorts(cast, as_user):
    keep(cast, document(), "b.docx")
    keep(cast, document(year=2018), "a.docx")
    client = as_user(cast.perencana)
    page = client.get(f"{LIST}bacaan/?urut=tahun")
    assert [one.name for one in page.context["page"]] == ["a.docx", "b.docx"]
    assert "KECAMATAN AJIBARANG" in page.content.decode().upper()
    page = client.get(f"{LIST}bacaan/?urut=-dokumen")
    assert [one.name for one in page.context["page"]] == ["b.docx", "a.docx"]
    assert client.get(f"{LIST}bacaan/?urut=entah").status_code == 200
    assert "2018" in client.get(LIST).content.decode()


def test_the_list_has_pages(cast, as_user, django_assert_max_num_queries):
    one = keep(cast, document())
    Reading.objects.bulk_create(
        Reading(
            name=f"{k}.docx",
            file=one.file.name,
            sha256="0" * 64,
            content=one.content,
            read_by=cast.perencana,
            read_at=AT,
        )
        for k in range(59)
    )
    client = as_user(cast.perencana)
    with django_assert_max_num_queries(9):
        page = client.get(f"{LIST}bacaan/?halaman=2")
    assert len(page.context["page"]) == 10


def test_putting_aside_can_be_taken_back(cast, as_user):
    reading = keep(cast, document())
    client, address = as_user(cast.perencana), f"{LIST}bacaan/{reading.pk}/"
    page = client.post(f"{address}buang/", follow=True)
    assert "Kembalikan" in page.content.decode()
    assert client.post(f"{address}buang/").status_code == 409
    page = client.post(f"{address}kembalikan/", follow=True)
    assert "Simpan sebagai draf" in page.content.decode()
    assert client.post(f"{address}kembalikan/").status_code == 409
    deeds = AuditEntry.objects.filter(subject=f"agreements.reading:{reading.pk}")
    assert [one.deed for one in deeds] == ["read-document", "discard-reading", "restore-reading"]


def test_others_do_not_see_a_reading_nor_take_it_back(cast, as_user):
    reading = keep(cast, document())
    actions.discard_reading(reading=reading, by=cast.perencana, at=AT)
    for who in (cast.camat, cast.stranger, cast.admin):
        client = as_user(who)
        assert client.get(f"{LIST}bacaan/{reading.pk}/").status_code == 404
        assert client.post(f"{LIST}bacaan/{reading.pk}/kembalikan/").status_code == 404
    assert not as_user(cast.stranger).get(f"{LIST}bacaan/").context["page"].object_list


# ── the source beside the reading


def told_where(reading, **origins):
    """The reading, as if its reader had told where it found some values."""
    found = {path.replace("__", "."): Origin(*origin) for path, origin in origins.items()}
    text = replace(from_json(reading.content), origins=found)
    reading.content = to_json(text)
    reading.save()
    return reading


def test_a_field_leads_to_where_it_was_read_and_back(cast, as_user):
    reading = told_where(
        keep(cast, document()),
        year=(Place(line=1),),
        first_party__name=(Place(table=1, row=1, cell=2), Confidence.LOW),
        second_party__name=(Place(table=99), Confidence.MEDIUM),
    )
    said = as_user(cast.perencana).get(f"{LIST}bacaan/{reading.pk}/").content.decode()
    assert 'href="#asal-l1"' in said
    assert '<p id="asal-l1">' in said
    assert 'href="#asal-t1-r1-c2"' in said
    assert said.count('href="#id_n-first_name"') >= 1  # and back
    assert "Kurang pasti" in said
    assert "Cukup pasti" in said
    assert "#asal-t99" not in said


def test_an_old_reading_without_a_source_still_shows(cast, as_user):
    reading = keep(cast, document())
    Reading.objects.update(source=None)
    client = as_user(cast.perencana)
    page = client.get(f"{LIST}bacaan/{reading.pk}/")
    assert page.status_code == 200
    assert "Isi dokumen" not in page.content.decode()
    client.post(f"{LIST}bacaan/{reading.pk}/", fields_of(page))
    Reading.objects.update(stored=None)
    page = client.get(f"{LIST}bacaan/{reading.pk}/")
    assert "Buka perjanjiannya" in page.content.decode()
    assert "Yang dikoreksi" not in page.content.decode()


def shown(*blocks):
    return shown_source.Source(shown_source.kept(blocks))


def test_places_are_counted_over_the_whole_document():
    source = shown(
        Paragraph("PERJANJIAN KINERJA", page=1),
        Table((("NO", "SASARAN"), ("1", "Tertib")), page=1),
        Paragraph("Ajibarang, 2019", page=2),
        Table((("Program", "Rp 5"),), page=2, numbers=(14,)),
    )
    assert [part.heading for part in source.parts] == ["Lembar 1", None, "Lembar 2", None]
    assert source.find(Place(line=2)) == "asal-l2"
    assert source.find(Place(table=1, row=2, cell=2)) == "asal-t1-r2-c2"
    assert source.find(Place(table=2, row=14, cell=2)) == "asal-t2-r14-c2"
    # As exactly as it is there.
    assert source.find(Place(table=1, row=2, cell=9)) == "asal-t1-r2"
    assert source.find(Place(table=1, row=9)) == "asal-t1"
    assert source.find(Place(page=1)) is None


def test_of_a_long_document_the_beginning_is_kept_and_the_rest_is_said():
    rows = tuple(("sel",) * 10 for _ in range(1000))
    source = shown(Paragraph("Judul"), Table(rows), Paragraph("Akhir"))
    assert source.is_cut
    assert (source.shown, source.pieces) == (3991, 10_002)
    assert source.find(Place(table=1, row=399)) == "asal-t1-r399"
    assert source.find(Place(table=1, row=400, cell=1)) == "asal-t1"
    assert source.find(Place(line=2)) is None
    assert not shown(Paragraph("Judul")).is_cut


def test_a_very_long_document_is_shown_without_delay(cast, as_user, django_assert_max_num_queries):
    reading = keep(cast, document())
    long = [Table(tuple(("isi sel " * 5,) * 5 for _ in range(4000)))]
    Reading.objects.update(source=shown_source.kept(long))
    client = as_user(cast.perencana)
    with django_assert_max_num_queries(12):
        said = client.get(f"{LIST}bacaan/{reading.pk}/").content.decode()
    assert "Ditampilkan 4.000 dari 20.000" in said


# ── problems first


def test_what_was_changed_is_no_longer_to_be_looked_at(cast, as_user):
    first = replace(stories.TEXT.first_party, nip="1970")
    reading = keep(cast, document(first_party=first))
    client, address = as_user(cast.perencana), f"{LIST}bacaan/{reading.pk}/"
    page = client.get(address)
    remarks = page.context["remarks"]
    assert remarks
    assert not any(one.is_done for one in remarks)
    sent = fields_of(page) | {"add": "0", "n-first_nip": "197001011995031002"}
    remarks = {one.field_id: one for one in client.post(address, sent).context["remarks"]}
    assert remarks["id_n-first_nip"].is_done


# ── what corrections teach

NOISY = with_first_indicator(text="Persentase kcbun terawat")
MEANT = "Persentase kebun terawat"
TEXT_FIELD = "s0i0-text"


def store(client, reading, **changed):
    """Reviews a reading in the browser, with some fields changed, and stores it."""
    address = f"{LIST}bacaan/{reading.pk}/"
    sent = fields_of(client.get(address)) | changed
    answer = client.post(address, sent)
    assert answer.status_code == 302, answer.context["editor"].errors
    return Agreement.objects.order_by("pk").last()


def noisy(year, **changed):
    text = replace(NOISY, year=year, **changed)
    return as_docx(paper(text))


def test_a_correction_is_remembered_for_the_next_document_and_forgotten_on_demand(cast, as_user):
    client = as_user(cast.perencana)
    store(client, keep(cast, noisy(2019)), **{TEXT_FIELD: MEANT})
    habit = ReadingHabit.objects.get()
    assert (habit.org_unit, habit.kind, habit.printed, habit.meant) == (
        cast.district,
        "text",
        "Persentase kcbun terawat",
        MEANT,
    )
    following = keep(cast, noisy(2020))
    page = client.get(f"{LIST}bacaan/{following.pk}/")
    assert fields_of(page)[TEXT_FIELD] == MEANT
    (said,) = [one for one in page.context["remarks"] if one.field_id == f"id_{TEXT_FIELD}"]
    assert "Naskah menulis “Persentase kcbun terawat”. Diisi dari koreksi" in said.sentence
    assert "Dewi Anggraini" in said.sentence

    page = client.get(f"{LIST}koreksi/{cast.district.slug}/")
    assert "Persentase kcbun terawat" in page.content.decode()
    page = client.post(f"{LIST}koreksi/{habit.pk}/lupakan/", follow=True)
    assert "Belum ada koreksi" in page.content.decode()
    page = client.get(f"{LIST}bacaan/{following.pk}/")
    assert fields_of(page)[TEXT_FIELD] == "Persentase kcbun terawat"
    assert client.post(f"{LIST}koreksi/{habit.pk}/lupakan/").status_code == 404
    deeds = AuditEntry.objects.filter(subject__startswith="agreements.readinghabit:")
    assert [(one.deed, one.home) for one in deeds] == [
        ("learn-habit", cast.district.pk),
        ("forget-habit", cast.district.pk),
    ]
    assert deeds[0].facts["after"]["meant"] == MEANT


def test_what_is_put_back_as_printed_is_unlearned(cast, as_user):
    client = as_user(cast.perencana)
    store(client, keep(cast, noisy(2019)), **{TEXT_FIELD: MEANT})
    store(client, keep(cast, noisy(2020)), **{TEXT_FIELD: "Persentase kcbun terawat"})
    assert not ReadingHabit.objects.exists()
    store(client, keep(cast, noisy(2021)), **{TEXT_FIELD: MEANT})
    store(client, keep(cast, noisy(2022)), **{TEXT_FIELD: "Kebun yang terawat"})
    assert ReadingHabit.objects.get().meant == "Kebun yang terawat"


def test_a_correction_left_as_it_is_stays_as_it_was_learned(cast, as_user):
    client = as_user(cast.perencana)
    store(client, keep(cast, noisy(2019)), **{TEXT_FIELD: MEANT})
    before = ReadingHabit.objects.get().learned_at
    store(client, keep(cast, noisy(2020)))
    assert ReadingHabit.objects.get().learned_at == before
    agreement = Agreement.objects.get(year=2020)
    assert queries.agreement_text(agreement).indicators[0].text == MEANT


def test_what_one_office_means_says_nothing_of_another(cast, as_user):
    store(as_user(cast.perencana), keep(cast, noisy(2019)), **{TEXT_FIELD: MEANT})
    other = actions.keep_reading(
        name="lain.docx",
        data=noisy(2019, org_unit="Kecamatan Cilongok"),
        by=cast.stranger,
        at=AT,
    )
    page = as_user(cast.stranger).get(f"{LIST}bacaan/{other.pk}/")
    assert page.context["office"] == cast.other_district
    assert fields_of(page)[TEXT_FIELD] == "Persentase kcbun terawat"


def test_a_printed_name_of_an_office_is_recognised_after_it_was_chosen_once(cast, as_user):
    client = as_user(cast.perencana)
    reading = keep(cast, document(org_unit="Kantor Camat Ajibarang"))
    page = client.get(f"{LIST}bacaan/{reading.pk}/")
    assert page.context["office"] is None
    store(client, reading, org_unit=cast.district.pk)
    following = keep(cast, document(org_unit="Kantor Camat Ajibarang", year=2020))
    page = client.get(f"{LIST}bacaan/{following.pk}/")
    assert page.context["office"] == cast.district
    assert page.context["office_form"].initial["org_unit"] == cast.district
    (said,) = [one for one in page.context["remarks"] if one.field_id == "id_org_unit"]
    assert "Diisi dari koreksi" in said.sentence


def test_a_row_taken_out_teaches_nothing_of_the_rows_behind_it(cast, as_user):
    client = as_user(cast.perencana)
    store(client, keep(cast, document()), **{"s0i0-remove": "on", "p0-remove": "on"})
    assert not ReadingHabit.objects.exists()


def test_a_name_is_remembered_and_kept_out_of_the_chain(cast, as_user):
    client = as_user(cast.perencana)
    store(client, keep(cast, document()), **{"n-first_name": "Drs. Sutrisno Wibowo, M.Si., M.M."})
    assert ReadingHabit.objects.get().kind == "name"
    entry = AuditEntry.objects.get(deed="learn-habit")
    assert "Sutrisno" not in str(entry.facts)


def test_years_amounts_and_numbers_are_never_remembered(cast, as_user):
    client = as_user(cast.perencana)
    changed = {"year": "2021", "p0-amount": "1.000", "s0i0-target_raw": "99%"}
    store(client, keep(cast, document()), **changed)
    assert not ReadingHabit.objects.exists()


def test_the_reviewed_page_says_what_was_corrected(cast, as_user):
    client = as_user(cast.perencana)
    reading = keep(cast, noisy(2019))
    store(client, reading, **{TEXT_FIELD: MEANT, "s0i0-target_raw": "99%"})
    said = client.get(f"{LIST}bacaan/{reading.pk}/").content.decode()
    assert "Persentase kcbun terawat" in said
    assert "Persentase kebun terawat" in said
    assert "99%" in said
    assert from_json(Reading.objects.get().content).indicators[0].text != MEANT  # as it was read


@pytest.mark.parametrize("who", ["operator", "kasi", "stranger"])
def test_habits_are_for_those_who_draft_there(cast, as_user, who):
    store(as_user(cast.perencana), keep(cast, noisy(2019)), **{TEXT_FIELD: MEANT})
    habit = ReadingHabit.objects.get()
    client = as_user(getattr(cast, who))
    seen = client.get(f"{LIST}koreksi/{cast.district.slug}/").status_code
    forgot = client.post(f"{LIST}koreksi/{habit.pk}/lupakan/").status_code
    expected = 404 if who == "stranger" else 403
    assert (seen, forgot) == (expected, expected)
    assert ReadingHabit.objects.exists()


# ── a unit beside the target


def test_a_unit_from_a_column_of_its_own_is_kept(cast, as_user):
    rows = "NO\tSASARAN\tINDIKATOR\tSATUAN\tTARGET\n1\tTertib\tLaporan tepat waktu\tBkas\t12\n"
    data = f"PERJANJIAN KINERJA TAHUN 2019\nKECAMATAN AJIBARANG\n{rows}".encode()
    client = as_user(cast.perencana)
    reading = keep(cast, data, "naskah.txt")
    page = client.get(f"{LIST}bacaan/{reading.pk}/")
    assert fields_of(page)["s0i0-unit"] == "Bkas"
    store(client, reading, **{"s0i0-unit": "Berkas", "org_unit": cast.district.pk})
    target = queries.agreement_text(Agreement.objects.get()).indicators[0].target
    assert (target.raw, target.kind, target.unit_of_measure) == ("12", "count", "Berkas")
    assert ReadingHabit.objects.filter(kind="unit").get().meant == "Berkas"


def test_a_unit_is_not_said_twice_in_two_ways(cast, as_user):
    client = as_user(cast.perencana)
    address = f"{LIST}bacaan/{keep(cast, document()).pk}/"
    sent = fields_of(client.get(address)) | {"s1i0-unit": "Laporan"}
    page = client.post(address, sent)
    assert page.status_code == 422
    assert "Target sudah memuat satuan “Dokumen”" in page.content.decode()

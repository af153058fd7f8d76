"""The pages of agreements: reading, reviewing, editing, planning, signing, papers."""

import io
from dataclasses import replace

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from janji.agreements import queries
from janji.agreements.documents.agreement.content import as_docx
from janji.agreements.models import Agreement, Reading
from janji.core.agreement import MOST_ROWS
from janji.documents.reading import read_bytes
from janji.documents.reading.sources import MOST_BYTES
from janji.orgs import actions as org_actions
from tests.agreements import stories
from tests.cast import AT
from tests.documents.paper import paper

LIST = "/perjanjian/"


def upload(client, data, name="naskah.docx"):
    return client.post(f"{LIST}baca/", {"document": SimpleUploadedFile(name, data)})


def fields_of(page):
    """Every field of the page's editor as the browser would send it back."""
    editor = page.context["editor"]
    sent = {"rows": editor.rows}
    forms = [*editor.forms]
    if page.context.get("office_form"):
        forms.append(page.context["office_form"])
    for form in forms:
        for bound in form:
            value = bound.value()
            if value is not None and value != "" and value is not False:
                sent[bound.html_name] = getattr(value, "pk", bound.field.prepare_value(value))
    return sent


@pytest.fixture
def review(cast, as_user):
    """A planner's browser, with an uploaded paper waiting for review."""
    client = as_user(cast.perencana)
    answer = upload(client, as_docx(paper(stories.TEXT)))
    return client, answer.headers["Location"]


def test_from_upload_over_review_to_a_draft(cast, review):
    client, address = review
    page = client.get(address)
    assert page.context["office_form"].initial["org_unit"] == cast.district
    assert not Agreement.objects.exists()
    answer = client.post(address, fields_of(page))
    agreement = Agreement.objects.get()
    assert answer.headers["Location"] == f"{LIST}{agreement.pk}/"
    assert queries.agreement_text(agreement) == stories.TEXT
    assert client.get(address).context["reading"].agreement == agreement
    assert client.post(address, fields_of(page)).status_code == 200  # done already: nothing twice
    assert Agreement.objects.count() == 1


def test_what_the_reviewer_changes_is_what_is_stored(cast, review):
    client, address = review
    changed = fields_of(client.get(address)) | {
        "n-place": "Purwokerto",
        "s0i1-notes": "Bersih bila :\r\n1. Disapu",  # as browsers send line ends
        "s0i0-target_raw": "90%",
        "s1i1-remove": "on",
        "p1-remove": "on",
    }
    client.post(address, changed)
    text = queries.agreement_text(Agreement.objects.get())
    assert text.place == "Purwokerto"
    assert text.indicators[1].notes == "Bersih bila :\n1. Disapu"
    assert [str(one.target.value) for one in text.indicators] == ["90", "82", "3"]
    assert len(text.programmes) == 1


def test_one_more_row_keeps_what_was_typed_and_judges_nothing(review):
    client, address = review
    sent = fields_of(client.get(address)) | {"n-place": "Setengah jadi", "add": "0"}
    page = client.post(address, sent)
    assert page.status_code == 200
    assert page.context["editor"].rows == "3,2;2"
    assert page.context["editor"].statement["place"].value() == "Setengah jadi"
    assert not Agreement.objects.exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("n-first_nip", "123"),
        ("p0-amount", "dua juta"),
        ("s0-text", ""),
        ("year", "abc"),
        ("org_unit", "99"),
    ],
)
def test_a_wrong_field_is_shown_and_nothing_is_stored(review, name, value):
    client, address = review
    page = client.post(address, fields_of(client.get(address)) | {name: value})
    assert page.status_code == 422
    assert 'role="alert"' in page.content.decode()
    assert not Agreement.objects.exists()


def test_a_reading_can_be_put_aside_and_its_source_fetched(review):
    client, address = review
    source = client.get(f"{address}berkas/")
    assert source.headers["Content-Disposition"].startswith("attachment")
    assert b"".join(source.streaming_content).startswith(b"PK")
    client.post(f"{address}buang/")
    assert Reading.objects.get().state == "discarded"


@pytest.mark.slow
def test_the_longest_agreement_can_be_reviewed_and_saved(cast, as_user):
    """Every objective, indicator and programme that is allowed, every field filled."""
    indicator = replace(stories.TEXT.indicators[0], number="1", notes="Catatan")
    objective = replace(stories.TEXT.objectives[0], number="1", indicators=(indicator,))
    text = replace(
        stories.TEXT,
        objectives=(objective,) * MOST_ROWS,
        programmes=(stories.TEXT.programmes[0],) * MOST_ROWS,
    )
    draft = stories.draft(cast, text)
    client = as_user(cast.perencana)
    address = f"{LIST}{draft.pk}/naskah/"
    sent = fields_of(client.get(address)) | {"n-place": "Purwokerto", "based_on": draft.edition}
    removes = {f"s{k}-remove": "on" for k in range(5, MOST_ROWS)}
    removes |= {f"s{k}i0-remove": "on" for k in range(MOST_ROWS)}
    removes |= {f"p{k}-remove": "on" for k in range(MOST_ROWS)}
    assert len(sent | removes) < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    assert client.post(address, sent).status_code == 302
    draft.refresh_from_db()
    assert draft.place == "Purwokerto"
    assert len(queries.targets_of(draft)) == MOST_ROWS


@pytest.mark.parametrize(
    "asked",
    [
        {"rows": f"{MOST_ROWS};1", "add": "0"},
        {"rows": ",".join(["1"] * MOST_ROWS) + ";1", "add": "objective"},
        {"rows": f"1;{MOST_ROWS}", "add": "programme"},
        {"rows": "99999," * 9999 + ";1"},
        {"rows": "1;" + "9" * 5},
    ],
)
def test_more_rows_than_an_agreement_has_are_refused(review, asked):
    client, address = review
    page = client.post(address, asked)
    assert page.status_code == 409
    assert f"paling banyak {MOST_ROWS} sasaran" in page.content.decode()


def test_a_form_with_too_many_fields_gets_a_page_in_indonesian(review):
    client, address = review
    client.raise_request_exception = False
    page = client.post(address, {f"x{k}": "1" for k in range(6000)})
    assert page.status_code == 400
    assert "Isian yang dikirim terlalu besar" in page.content.decode()


def test_a_file_beyond_the_limit_is_refused_on_the_form(cast, as_user):
    page = upload(as_user(cast.perencana), b"x" * (MOST_BYTES + 1), "besar.pdf")
    assert page.status_code == 422
    assert "Berkas “besar.pdf” lebih besar dari 20 MB." in page.content.decode()
    assert not Reading.objects.exists()


def test_others_do_not_see_a_reading(cast, review, as_user):
    _, address = review
    for who in (cast.camat, cast.stranger, cast.admin):
        assert as_user(who).get(address).status_code == 404


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\x89PNG\r\n\x1a\n", "tidak berisi teks"),
        (b"resep rendang", "bukan Perjanjian Kinerja"),
        (b"", "kosong"),
    ],
)
def test_a_wrong_file_leaves_nothing_behind(cast, as_user, data, says):
    answer = upload(as_user(cast.perencana), data)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not Reading.objects.exists()


def test_someone_without_the_right_cannot_read_documents_in(cast, as_user):
    client = as_user(cast.operator)
    answers = [
        upload(client, as_docx(paper())),
        client.get(f"{LIST}baru/"),
        client.get(f"{LIST}baca/"),
    ]
    assert {answer.status_code for answer in answers} == {403}
    assert "tidak berwenang" in answers[0].content.decode()
    assert not Reading.objects.exists()


def test_a_new_draft_from_nothing(cast, as_user):
    client = as_user(cast.perencana)
    sent = fields_of(client.get(f"{LIST}baru/")) | {
        "org_unit": cast.district.pk,
        "year": "2021",
        "revision": "0",
        "s0-text": "Sasaran",
        "s0i0-text": "Indikator",
        "p0-name": "Program",
    }
    assert client.post(f"{LIST}baru/", sent).status_code == 302
    assert client.post(f"{LIST}baru/", sent).status_code == 422  # the same year again


def test_a_new_draft_proposes_who_is_in_office(cast, as_user):
    for office, title, name in (
        (cast.district, "Camat Ajibarang", "Wiryo Santosa, S.Sos."),
        (cast.government, "Bupati Banyumas", "Harjono Kusumo"),
    ):
        post = org_actions.create_position(
            org_unit=office, title=title, is_head=True, by=cast.admin, at=AT
        )
        org_actions.appoint_official(
            position=post,
            name=name,
            nip=None,
            rank="Pembina",
            starts_on=AT.date(),
            based_on=None,
            by=cast.admin,
            at=AT,
        )
    page = as_user(cast.perencana).get(f"{LIST}baru/").content.decode()
    for said in ("Wiryo Santosa, S.Sos.", "Camat Ajibarang", "Harjono Kusumo", "Bupati Banyumas"):
        assert f'value="{said}"' in page


def test_editing_a_draft_someone_else_changed_shows_who_and_keeps_what_was_typed(cast, as_user):
    agreement = stories.draft(cast)
    address = f"{LIST}{agreement.pk}/naskah/"
    mine, other = as_user(cast.perencana), as_user(cast.camat)
    sent = fields_of(mine.get(address)) | {"based_on": agreement.edition, "n-place": "Punya saya"}
    assert other.post(address, sent | {"n-place": "Punya dia"}).status_code == 302
    answer = mine.post(address, sent)
    assert answer.status_code == 409
    assert "Wiryo Santosa" in answer.content.decode()
    assert "Punya saya" in answer.content.decode()


def test_the_sheet_of_plans_proposes_and_stores(cast, as_user):
    agreement = stories.draft(cast)
    client, address = as_user(cast.perencana), f"{LIST}{agreement.pk}/cara-ukur/"
    page = client.get(address)
    sent = {"based_on": agreement.edition}
    for card in page.context["sheet"].cards:
        assert card.suggested
        sent[f"{card.form.prefix}-owner"] = "Kepala Seksi Pelayanan Umum"
        for bound in card.form:
            if bound.value() is not None:
                sent[bound.html_name] = bound.field.prepare_value(bound.value())
    assert client.post(address, sent).status_code == 302
    assert client.get(f"{LIST}{agreement.pk}/").context["gaps"] == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("year_end", "average"),  # percentages are not averaged
        ("year_end", "flow_sum"),  # nor summed
        ("numerator_label", ""),
        ("q1", "x"),
        ("direction", "up"),
    ],
)
def test_a_wrong_plan_is_shown_beside_its_field(cast, as_user, field, value):
    agreement = stories.complete(cast)
    client, address = as_user(cast.perencana), f"{LIST}{agreement.pk}/cara-ukur/"
    sheet = client.get(address).context["sheet"]
    sent = {"based_on": agreement.edition}
    for card in sheet.cards:
        for bound in card.form:
            if bound.value() is not None:
                sent[bound.html_name] = bound.field.prepare_value(bound.value())
    first = sheet.cards[0].form.prefix
    answer = client.post(address, sent | {f"{first}-{field}": value})
    assert answer.status_code == 422
    assert answer.context["sheet"].cards[0].form.errors


def test_it_is_proposed_and_both_parties_sign_on_their_page(cast, as_user):
    agreement = stories.complete(cast)
    planner, here = as_user(cast.perencana), f"{LIST}{agreement.pk}/"
    assert f"{here}ajukan/" in planner.get(here).content.decode()
    assert planner.post(f"{here}ajukan/", {"based_on": agreement.edition}).status_code == 302
    assert f"{here}ajukan/" not in planner.get(here).content.decode()
    address = f"{here}tanda-tangan/"
    for who in (cast.camat, cast.bupati):
        client = as_user(who)
        digest = client.get(address).context["form"].initial["digest"]
        assert client.post(address, {"digest": digest}).status_code == 422  # not agreed yet
        assert client.post(address, {"digest": digest, "agreed": "on"}).status_code == 302
    agreement.refresh_from_db()
    assert agreement.state == "in_force"
    assert as_user(cast.camat).get(address).status_code == 409


@pytest.mark.parametrize("who", ["operator", "inspektorat", "admin"])
def test_doors_of_other_roles_say_so(cast, as_user, who):
    agreement = stories.complete(cast)
    client = as_user(getattr(cast, who))
    doors = ("tanda-tangan", "naskah", "cara-ukur", "hapus", "kembalikan", "perubahan", "akhiri")
    for door in (*doors, "anggaran"):
        assert client.get(f"{LIST}{agreement.pk}/{door}/").status_code == 403, door


def test_doors_that_are_shut_now_say_so(cast, as_user):
    agreement = stories.in_force(cast)
    client = as_user(cast.camat)
    for door in ("tanda-tangan", "naskah", "cara-ukur", "hapus", "kembalikan"):
        assert client.get(f"{LIST}{agreement.pk}/{door}/").status_code == 409, door


def test_another_office_sees_nothing(cast, as_user):
    agreement = stories.in_force(cast)
    client = as_user(cast.stranger)
    for page in (
        "",
        "naskah/",
        "tanda-tangan/",
        "perubahan/",
        "akhiri/",
        "banding/",
        "perjanjian.pdf",
        "perjanjian.docx",
    ):
        assert client.get(f"{LIST}{agreement.pk}/{page}").status_code == 404
    assert client.get(LIST).context["page"].paginator.count == 0


def test_papers_of_a_draft_and_of_a_signed_agreement(cast, as_user):
    draft = stories.draft(cast)
    client = as_user(cast.camat)
    pdf = client.get(f"{LIST}{draft.pk}/perjanjian.pdf")
    assert pdf.content.startswith(b"%PDF-")
    assert read_bytes(pdf.content, "a.pdf") == stories.TEXT
    again = client.get(f"{LIST}{draft.pk}/perjanjian.pdf")
    assert again.content == pdf.content
    word = client.get(f"{LIST}{draft.pk}/perjanjian.docx?kertas=f4")
    assert io.BytesIO(word.content).read(2) == b"PK"
    assert "attachment" in word.headers["Content-Disposition"]


def test_the_list_is_searched_filtered_sorted_and_exported(cast, as_user):
    stories.in_force(cast)
    client = as_user(cast.bupati)
    found = {
        "?q=ajibarang": 1,
        "?q=wibowo": 1,  # the name of a party
        "?q=tidak-ada": 0,
        "?tahun=2019&keadaan=in_force": 1,
        "?keadaan=draft": 0,
        "?tahun=abc": 1,  # nonsense filters nothing
        "?urut=-kantor&halaman=99": 1,
    }
    for query, count in found.items():
        assert client.get(LIST + query).context["page"].paginator.count == count, query
    assert client.get(f"{LIST}?unduh=xlsx").content.startswith(b"PK")


def test_a_draft_is_deleted_after_a_page_that_says_what_goes(cast, as_user):
    agreement = stories.draft(cast)
    client = as_user(cast.perencana)
    assert "tidak dapat dikembalikan" in client.get(f"{LIST}{agreement.pk}/hapus/").content.decode()
    assert client.post(f"{LIST}{agreement.pk}/hapus/").status_code == 409
    client.post(f"{LIST}{agreement.pk}/hapus/", {"based_on": agreement.edition})
    assert not Agreement.objects.exists()


@pytest.mark.parametrize(
    "page", ["", "{pk}/", "{pk}/cara-ukur/", "{pk}/naskah/", "{pk}/perjanjian.pdf"]
)
def test_pages_cost_few_queries(cast, as_user, page, django_assert_max_num_queries):
    agreement = stories.draft(cast)
    client = as_user(cast.perencana)
    with django_assert_max_num_queries(25):
        assert client.get(LIST + page.format(pk=agreement.pk)).status_code == 200

"""An inspection at a village office without a signal: kept on the phone, sent later, once."""

import pytest

from janji.registers.villages.models import InspectedBook, Inspection, Photo
from tests.journeys.looking import LOOKS, SIZES, unsound
from tests.registers.village_books import DESA, inspect, listed, picture

pytestmark = pytest.mark.journey

ENTRY = "/catatan/administrasi-desa/desa-kracak/periksa/"
BOOKS = [one.code for one in DESA.must_be_seen]
PHONE = {"width": 360, "height": 740}


@pytest.fixture
def kracak(world):
    return listed(world)["Desa Kracak"]


def begin(page):
    """The sheet is open, and the phone has it for later."""
    page.goto(ENTRY)
    page.locator("html[data-kept-for-offline]").wait_for(state="attached")


def opened_again(phone):
    """The sheet in a new page of the same phone; its script errors fail the story as well."""
    page = phone.new_page()
    page.set_default_timeout(15_000)
    page.wrong = []
    page.on("pageerror", lambda error: page.wrong.append(str(error)))
    page.goto(ENTRY)
    return page


def forward(page):
    page.get_by_role("button", name="Berikutnya").click()


def answer(page, code, state="Ada dan terisi"):
    """The book on screen, filled, current and signed unless something else is said."""
    step = page.locator(f"section[data-book='{code}']")
    step.wait_for()
    step.get_by_label(state).check()
    if state == "Ada dan terisi":
        step.get_by_label("Tercatat sampai tanggal").fill(
            page.locator("[name=inspected_on]").input_value()
        )
        step.get_by_label("Ditandatangani Kepala Desa").check()
    forward(page)


def answer_all(page, codes):
    """Books answered the same way at once, for stories that are about something else."""
    page.evaluate(
        """(codes) => {
            const form = document.querySelector("form[data-inspection]");
            for (const code of codes) {
                const named = (name) => form.elements[`b-${code}-${name}`];
                named("state").value = "filled";
                named("current_until").value = form.elements.inspected_on.value;
                named("is_signed").checked = true;
            }
            form.dispatchEvent(new Event("change", { bubbles: true }));
        }""",
        codes,
    )


def last_step(page):
    """On to the last step, however many there are."""
    while page.get_by_role("button", name="Kirim pemeriksaan").is_hidden():
        page.evaluate("document.querySelector('[data-next]').click()")


def told(page):
    return page.locator("[data-status]").inner_text()


def photograph(page, code, colour=0, size=(2400, 1200)):
    """A picture of a book, larger than the office wants it; it is on the phone when it is shown."""
    file = {"name": "kamera.png", "mimeType": "image/png", "buffer": picture(colour, size)}
    box = page.locator(f"[data-photos='{code}']")
    before = box.locator("img").count()
    box.locator("[data-camera]").set_input_files(file)
    box.locator("img").nth(before).wait_for()


def finish(page):
    """Past the other books to the last step, and sent."""
    last_step(page)
    page.get_by_role("button", name="Kirim pemeriksaan").click()


def test_the_signal_goes_and_comes_and_nothing_is_lost_or_doubled(world, kracak, open_page):
    page = open_page("operator", viewport=PHONE)
    phone = page.context
    begin(page)
    assert "Belum ada yang dikirim" in told(page)
    forward(page)
    for code in BOOKS[:5]:
        answer(page, code, "Tidak berlaku bagi desa ini" if code == "A.5" else "Ada dan terisi")
    assert "5 dari 24 buku" in told(page)
    page.get_by_role("button", name="Sebelumnya").click()
    page.locator("section[data-book='A.5']").get_by_label("Mengapa tidak berlaku").fill(
        "Tanpa tanah kas"
    )
    phone.set_offline(True)
    forward(page)
    answer(page, "A.6", "Ada, nihil yang sah")
    assert "6 dari 24 buku" in told(page)
    page.close()

    # Still without a signal: the sheet opens all the same, where one left off.
    page = opened_again(phone)
    page.locator("section[data-book='A.7']").wait_for()
    assert "6 dari 24 buku" in told(page)
    assert page.locator("[name='b-A.5-reason']").input_value() == "Tanpa tanah kas"
    assert page.get_by_label("Pemeriksa", exact=True).input_value() == "Sri Lestari"
    for code in BOOKS[6:]:
        answer(page, code)
    finish(page)
    page.get_by_text("menunggu sinyal: 24 dari 24 buku").wait_for()
    page.close()
    assert not Inspection.objects.exists()

    page = opened_again(phone)
    page.get_by_text("menunggu sinyal: 24 dari 24 buku").wait_for()
    phone.set_offline(False)
    page.wait_for_url("**/pemeriksaan/*/")
    page.get_by_text("Pemeriksaan terkirim dan tersimpan.").wait_for()
    made = Inspection.objects.get()
    assert (made.points_a, made.books_a, made.recorded_by) == (31, 8, world.operator)
    assert InspectedBook.objects.count() == 24
    assert (
        page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('janji-periksa'))") == []
    )


def test_photos_go_with_it_without_a_signal_and_each_is_kept_once(world, kracak, open_page):
    page = open_page("operator", viewport=PHONE)
    phone = page.context
    begin(page)
    forward(page)
    page.locator("section[data-book='A.1']").wait_for()
    photograph(page, "A.1")
    answer(page, "A.1")
    phone.set_offline(True)
    page.locator("section[data-book='A.2']").wait_for()
    photograph(page, "A.2", 60)
    photograph(page, "A.2", 120)
    answer(page, "A.2")
    assert "2 dari 24 buku, 3 foto" in told(page)
    page.close()

    page = opened_again(phone)
    page.get_by_text("2 dari 24 buku, 3 foto").wait_for()
    page.get_by_role("button", name="Sebelumnya").click()
    page.get_by_role("button", name="Hapus foto 2 buku A.2").click()
    page.get_by_text("2 dari 24 buku, 2 foto").wait_for()
    answer_all(page, BOOKS[2:])
    finish(page)
    page.get_by_text("menunggu sinyal: 24 dari 24 buku, 2 foto").wait_for()
    page.close()
    assert not Inspection.objects.exists()

    page = opened_again(phone)
    page.get_by_text("menunggu sinyal: 24 dari 24 buku, 2 foto").wait_for()
    phone.set_offline(False)
    page.wait_for_url("**/pemeriksaan/*/")
    made = Inspection.objects.get()
    photos = list(made.photos.all())
    assert [one.book for one in photos] == ["A.1", "A.2"]
    # Made small on the phone: what arrives is a JPEG of 1600 by 800.
    assert {one.content_type for one in photos} == {"image/jpeg"}
    shown = page.locator("img[alt='Foto buku A.2 1']")
    shown.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector(\"img[alt='Foto buku A.2 1']\").complete")
    assert shown.evaluate("one => [one.naturalWidth, one.naturalHeight]") == [1600, 800]
    assert left_behind(page) == 0


def left_behind(page):
    """Photos that are still on the phone."""
    return page.evaluate("""() => new Promise((done) => {
        const asked = indexedDB.open("janji-periksa");
        asked.onsuccess = () => {
            const all = asked.result.transaction("photos").objectStore("photos").count();
            all.onsuccess = () => done(all.result);
        };
    })""")


def test_the_answer_to_a_photo_is_lost_on_its_way_and_it_is_kept_once(world, kracak, open_page):
    page = open_page("operator", viewport=PHONE, service_workers="block")
    page.goto(ENTRY)
    forward(page)
    page.locator("section[data-book='A.1']").wait_for()
    photograph(page, "A.1")
    answer_all(page, BOOKS)
    lost = []

    def lose(route):
        route.fetch()
        lost.append(Photo.objects.count())
        route.abort()

    page.context.route("**/pemeriksaan/*/foto/", lose)
    with page.expect_event("requestfailed", lambda one: one.url.endswith("/foto/")):
        finish(page)
    page.get_by_text("Pemeriksaan sudah terkirim. 1 foto masih di ponsel ini").wait_for()
    page.context.unroute("**/pemeriksaan/*/foto/")
    assert lost == [1]
    page.reload()
    page.wait_for_url("**/pemeriksaan/*/")
    assert (Inspection.objects.count(), Photo.objects.count()) == (1, 1)
    assert left_behind(page) == 0


def test_a_full_phone_says_so_and_what_is_no_picture_as_well(world, kracak, open_page):
    page = open_page("operator", viewport=PHONE)
    page.add_init_script("""
        IDBObjectStore.prototype.put = () => { throw new DOMException("", "QuotaExceededError"); };
    """)
    page.goto(ENTRY)
    forward(page)
    camera = page.locator("[data-photos='A.1'] [data-camera]")
    file = {"name": "kamera.png", "mimeType": "image/png", "buffer": picture()}
    camera.set_input_files(file)
    page.get_by_text("Ponsel ini penuh: foto buku A.1 tidak tersimpan").wait_for()
    camera.set_input_files(file | {"buffer": b"bukan gambar"})
    page.get_by_text("Buku A.1: berkas ini bukan gambar").wait_for()
    # What was answered is kept all the same.
    answer(page, "A.1")
    assert "1 dari 24 buku" in told(page)


def test_the_answer_is_lost_on_its_way_and_it_is_kept_once(world, kracak, open_page):
    # A worker's requests pass by those who listen; the sheet sends without it as well.
    page = open_page("operator", viewport=PHONE, service_workers="block")
    page.goto(ENTRY)
    answer_all(page, BOOKS)
    lost = []

    def lose(route):
        if route.request.method != "POST":
            route.continue_()
            return
        route.fetch()
        lost.append(Inspection.objects.count())
        route.abort()

    page.context.route(f"**{ENTRY}", lose)
    with page.expect_event("requestfailed", lambda one: one.method == "POST"):
        finish(page)
    page.get_by_text("menunggu sinyal").wait_for()
    page.context.unroute(f"**{ENTRY}")
    assert lost == [1]
    page.reload()
    page.wait_for_url("**/pemeriksaan/*/")
    assert Inspection.objects.count() == 1


def test_signed_out_meanwhile_it_stays_on_the_phone(world, kracak, open_page):
    page = open_page("operator", viewport=PHONE)
    begin(page)
    answer_all(page, BOOKS)
    cookies = page.context.cookies()
    page.context.clear_cookies(name="janji_sesi")
    finish(page)
    page.get_by_text("masuklah lagi ke Janji").wait_for()
    page.context.add_cookies(cookies)
    page.goto("/catatan/administrasi-desa/kecamatan-ajibarang/")
    page.get_by_role("link", name="Desa Kracak").first.wait_for()
    assert page.get_by_text("menunggu sinyal").is_visible()
    page.locator("[data-kept-list] a").click()
    page.wait_for_url("**/pemeriksaan/*/")
    assert Inspection.objects.count() == 1


def test_what_was_begun_wrongly_is_put_aside(world, kracak, open_page):
    page = open_page("operator", viewport=PHONE)
    begin(page)
    forward(page)
    answer(page, BOOKS[0], "Tidak ada")
    page.reload()
    assert "1 dari 24 buku" in told(page)
    key = page.locator("[name=client_key]").input_value()
    page.on("dialog", lambda asked: asked.accept())
    with page.expect_navigation():
        page.get_by_role("button", name="Hapus isian dari ponsel ini").click()
    assert "Belum ada yang dikirim" in told(page)
    assert page.locator("[name=client_key]").input_value() != key


def test_a_book_left_out_is_shown_before_anything_is_sent(world, kracak, open_page):
    page = open_page("operator", viewport=PHONE)
    begin(page)
    forward(page)
    for code in BOOKS[:2]:
        answer(page, code)
    finish(page)
    page.get_by_text("Buku A.3 belum diperiksa").wait_for()
    assert page.locator("section[data-book='A.3']").is_visible()
    assert not Inspection.objects.exists()


@pytest.mark.parametrize(("size", "theme"), LOOKS)
def test_pages_are_sound(world, kracak, open_page, size, theme):
    made = inspect(world, kracak, {"A.5": None, "B.1": 0, "C.4": 2})
    page = open_page("kasi", viewport=SIZES[size], color_scheme=theme)
    home = "/catatan/administrasi-desa/"
    pages = (
        f"{home}kecamatan-ajibarang/",
        f"{home}kecamatan-ajibarang/buku/",
        f"{home}kecamatan-ajibarang/temuan/",
        f"{home}desa-kracak/desa/",
        f"{home}kecamatan-ajibarang/semester/",
        f"{home}desa-kracak/masa/",
        ENTRY,
        f"{home}pemeriksaan/{made.pk}/",
        f"{home}pemeriksaan/{made.pk}/batalkan/",
    )
    assert unsound(page, pages) == []

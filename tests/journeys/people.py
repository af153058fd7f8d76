"""People at work on the days of a story: each in a browser of their own, told by their own bell."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from tests.cast import PASSWORD

ZONE = ZoneInfo("Asia/Jakarta")


def sign_in(page, username):
    """From the door to the first page behind it."""
    page.goto("/masuk/")
    page.get_by_label("Nama akun").fill(username)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    page.wait_for_url(lambda url: "/masuk/" not in url)


class Days:
    """The day the house lives in; a story moves it on."""

    def __init__(self, monkeypatch, year):
        self.now = datetime(year, 1, 2, 8, 0, tzinfo=ZONE)
        monkeypatch.setattr(timezone, "now", lambda: self.now)

    def come(self, day, month, year=None, hour=9):
        """It is nine in the morning of a day, of this year unless another is said."""
        self.now = datetime(year or self.now.year, month, day, hour, 0, tzinfo=ZONE)


class People:
    """Everybody's browser; who was away long enough signs in anew, as in a real house."""

    def __init__(self, open_page):
        self._open_page = open_page
        self._pages = {}

    def __call__(self, username):
        """Someone's page, at the place where they arrive in the morning."""
        self.current = username
        if username not in self._pages:
            self._pages[username] = self._open_page(username)
            return self._pages[username]
        page = self._pages[username]
        page.goto("/")
        if "/masuk/" in page.url:
            sign_in(page, username)
        return page


def told(page, sentence):
    """Opens from the bell what someone was told of; who was not told stands still here."""
    page.get_by_role("link", name="pemberitahuan belum dibaca").click()
    page.get_by_role("button", name=re.compile(f"^Buka.*{re.escape(sentence)}")).first.click()


def place(page, name):
    """Goes to one of the main places."""
    page.get_by_role("navigation", name="Tempat utama").get_by_role("link", name=name).click()


def said(page):
    """What the page says, as one reads it."""
    return page.inner_text("main").replace("\u00a0", " ")


def field(within, name):
    """A field by the whole of its label, whether it must be filled in or not."""
    whole = re.compile(rf"^\s*{re.escape(name)}(\s*\(boleh kosong\))?\s*$")
    return within.get_by_label(whole)

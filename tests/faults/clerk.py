"""Someone with a browser who works at a counter over HTTP; needs nothing of the house but its address."""

import http.client
import http.cookiejar
import re
import urllib.error
import urllib.parse
import urllib.request

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Gone(Exception):
    """The server did not answer."""


class Clerk:
    """Someone with a browser."""

    def __init__(self, base, office="kecamatan-ajibarang"):
        self.base, self.counter = base, f"/catatan/layanan/{office}/loket/"
        self.cookies = http.cookiejar.CookieJar()
        self.browser = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(self.cookies), _Stay()
        )
        self.token = ""

    def sign_in(self, username, password):
        """Signs in, and has the counter on screen."""
        self._remember(self.get("/masuk/")[1])
        status, _, _ = self.post("/masuk/", username=username, password=password)
        assert status == 302, status
        self._remember(self.get(self.counter)[1])
        return self

    def get(self, address):
        """The status and the text of a page."""
        return self._open(address)[:2]

    def post(self, address, **fields):
        """The status, the text and the place one is sent to."""
        data = urllib.parse.urlencode(fields | {"csrfmiddlewaretoken": self.token}).encode()
        return self._open(address, data)

    def receive(self, name, service="sku", deed="save"):
        """Receives a request at the counter; 302 leads to its receipt: it is stored."""
        return self.post(
            self.counter,
            service=service,
            applicant=name,
            people="1",
            is_complete="on",
            deed=deed,
        )

    def _remember(self, page):
        self.token = TOKEN.search(page).group(1)

    def _open(self, address, data=None):
        request = urllib.request.Request(self.base + address, data)  # noqa: S310 -- our own server
        try:
            with self.browser.open(request, timeout=40) as answer:
                return answer.status, answer.read().decode(), answer.headers.get("Location")
        except urllib.error.HTTPError as answer:
            with answer:
                return answer.code, answer.read().decode(), answer.headers.get("Location")
        except OSError as gone:
            raise Gone from gone
        except http.client.HTTPException as gone:
            raise Gone from gone


class _Stay(urllib.request.HTTPRedirectHandler):
    """Stays where it is sent from, so that a test sees the redirect."""

    def redirect_request(self, *_):
        return None

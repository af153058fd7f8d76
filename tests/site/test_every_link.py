"""The example, walked link by link by every account: no page breaks, no link leads nowhere,
and no page asks the database once for every row."""

import re
from collections import Counter, deque
from dataclasses import dataclass
from html import unescape
from urllib.parse import parse_qs, urldefrag, urljoin, urlsplit

import pytest
from django.db import connection, transaction
from django.test import override_settings
from django.urls import resolve

from janji.orgs.models import User
from janji.site import example
from tests.own_house import ON_POSTGRESQL

HREF = re.compile(r'<a\b[^>]*?\bhref="([^"]+)"', re.S)
MOST_OF_A_KIND = 1 if ON_POSTGRESQL else 2
"""So many pages of one kind are opened; a calendar has a link for every day. The second suite opens
one of each: what differs there is how a question is put, not what a page says."""
SEE_MOST = ("camat", "bupati", "admin")
"""Who opens so many. The others, who see some of the same pages, open one of each kind."""

MOST_ALIKE = 4
"""So often may one page put the same question: who may do what is asked in several places.
A page that asks for every row of a list passes it by far."""
MOST_QUESTIONS = 50
"""So much may the first page of a day ask, when it counts the stale facts of nine indicators anew."""


def links_of(address, page):
    """Addresses inside the house that a page leads to."""
    if "text/html" not in page.headers.get("Content-Type", ""):
        return
    for href in HREF.findall(page.content.decode()):
        link = urldefrag(urljoin(address, unescape(href))).url
        if not urlsplit(link).netloc:
            yield link


def kind_of(address):
    """The door an address leads to, with the names of what is asked there."""
    parts = urlsplit(address)
    return resolve(parts.path).view_name, tuple(sorted(parse_qs(parts.query)))


@dataclass(frozen=True)
class Visit:
    """What an address answered, and the questions it put to the database."""

    status: int
    questions: Counter

    @property
    def repeated(self):
        """The question put most often, and how often. Many facts are kept with several statements."""
        asked = Counter({sql: n for sql, n in self.questions.items() if sql.startswith("SELECT")})
        return asked.most_common(1)[0] if asked else ("", 0)


def visit(client, address):
    questions = Counter()

    def count(execute, sql, params, many, context):
        questions[sql] += 1
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        page = client.get(address)
        if page.streaming:
            # A file is read to its end, so that it is closed.
            b"".join(page.streaming_content)
    return page, Visit(page.status_code, questions)


def walk(client, of_a_kind):
    """What every address reached from the front door answers, nearest first."""
    seen, waiting, visits, opened = {"/"}, deque(["/"]), {}, Counter()
    while waiting:
        address = waiting.popleft()
        opened[kind_of(address)] += 1
        if opened[kind_of(address)] > of_a_kind:
            continue
        page, visits[address] = visit(client, address)
        led_to = [page.headers["Location"]] if page.status_code == 302 else links_of(address, page)
        fresh = set(led_to) - seen
        seen |= fresh
        waiting.extend(sorted(fresh))
    return visits


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    """The example, loaded once for all accounts; every test goes back to it."""
    with (
        override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("files")),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        example.load(password="padi-menguning-di-ladang")
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def own_files(loaded):
    """Its files stay where loading put them."""


EVERYONE = [account.username for account in example.ACCOUNTS]
# The second suite walks with those who see most; what one may see depends on no database.
WALKERS = SEE_MOST if ON_POSTGRESQL else EVERYONE


@pytest.mark.slow
@pytest.mark.parametrize("username", WALKERS)
def test_every_link_leads_to_a_page_that_asks_little(loaded, db, as_user, username):
    client = as_user(User.objects.get(username=username))
    client.raise_request_exception = False
    visits = walk(client, MOST_OF_A_KIND if username in SEE_MOST else 1)
    assert len(visits) >= 30
    assert {a: one.status for a, one in visits.items() if one.status not in {200, 302}} == {}
    assert {a: one.repeated for a, one in visits.items() if one.repeated[1] > MOST_ALIKE} == {}
    asked = {address: one.questions.total() for address, one in visits.items()}
    assert {address: count for address, count in asked.items() if count > MOST_QUESTIONS} == {}

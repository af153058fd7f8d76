"""The example, walked link by link by every account: no page breaks, no link leads nowhere."""

import re
from collections import Counter, deque
from html import unescape
from urllib.parse import parse_qs, urldefrag, urljoin, urlsplit

import pytest
from django.urls import resolve

from janji.orgs.models import User
from janji.site import example

HREF = re.compile(r'<a\b[^>]*?\bhref="([^"]+)"', re.S)
MOST_OF_A_KIND = 5
"""So many pages of one kind are opened; a calendar has a link for every day."""

UNBUILT = {"survey:periods"}
"""Doors that already have their place and answer 404 until their room is there."""


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


def walk(client):
    """The status of every address reached from the front door, nearest first."""
    seen, waiting, statuses, opened = {"/"}, deque(["/"]), {}, Counter()
    while waiting:
        address = waiting.popleft()
        opened[kind_of(address)] += 1
        if opened[kind_of(address)] > MOST_OF_A_KIND:
            continue
        page = client.get(address)
        statuses[address] = page.status_code
        led_to = [page.headers["Location"]] if page.status_code == 302 else links_of(address, page)
        fresh = set(led_to) - seen
        seen |= fresh
        waiting.extend(sorted(fresh))
    return statuses


@pytest.mark.slow
@pytest.mark.parametrize("username", [account.username for account in example.ACCOUNTS])
def test_every_link_leads_to_a_page(db, as_user, username):
    example.load(password="padi-menguning-di-ladang")
    client = as_user(User.objects.get(username=username))
    client.raise_request_exception = False
    statuses = walk(client)
    assert len(statuses) > 35
    wrong = {
        address: said
        for address, said in statuses.items()
        if said not in {200, 302} and not (said == 404 and kind_of(address)[0] in UNBUILT)
    }
    assert wrong == {}

"""A real browser against a running house."""

import os
import shutil

import pytest
from playwright.sync_api import Locator, sync_playwright

from janji.agreements.queries import targets_of
from tests.agreements import stories
from tests.cast import build
from tests.journeys.people import sign_in

# The browser is driven from an event loop; Django would refuse its database there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

HOW = "Pasang dengan: sudo apt-get update && sudo apt-get install -y chromium"


@pytest.fixture(scope="session", autouse=True)
def a_click_waits_for_the_page():
    """A click that leads elsewhere returns when the new page is whole, not when it begins.

    Playwright waits for the answer's first bytes; a story that then reads the page at once reads
    half of it on a busy machine.
    """
    plain = Locator.click

    def click(locator, **options):
        plain(locator, **options)
        if not locator.page.is_closed():
            locator.page.wait_for_load_state()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Locator, "click", click)
        yield


@pytest.fixture(scope="session")
def browser():
    program = shutil.which("chromium")
    assert program, f"Uji peramban memerlukan Chromium. {HOW}"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def world(transactional_db):
    """The cast, without any agreement."""
    return build()


@pytest.fixture
def office(world):
    """The cast with an agreement in force; `office.targets` are its four indicators."""
    agreement = stories.in_force(world)
    return world, targets_of(agreement)


@pytest.fixture
def open_page(browser, live_server):
    """Opens a page as someone, in a window of some size; a script error fails the story."""
    contexts = []

    def opened(username=None, **options):
        size = options.pop("viewport", {"width": 1280, "height": 800})
        # A page that is still gliding to where a click is meant for lets it miss on a busy machine.
        options.setdefault("reduced_motion", "reduce")
        context = browser.new_context(
            base_url=live_server.url, locale="id-ID", viewport=size, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        wrong = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on(
            "console",
            lambda said: (
                wrong.append(said.text)
                if said.type == "error" and "Failed to load resource" not in said.text
                else None
            ),
        )
        page.wrong = wrong
        if username:
            sign_in(page, username)
        return page

    yield opened
    found = [one for context in contexts for page in context.pages for one in page.wrong]
    for context in contexts:
        context.close()
    assert found == []

"""Looking at pages as everyone will see them: on a phone and at a desk, light and dark."""

from itertools import product

from axe_playwright_python.sync_playwright import Axe

from tests.own_house import ON_POSTGRESQL

SIZES = {"phone": {"width": 360, "height": 740}, "desk": {"width": 1280, "height": 800}}
# A page looks the same whatever database it came from: the second suite does not look again.
ALL_LOOKS = [] if ON_POSTGRESQL else list(product(SIZES, ("light", "dark")))
LOOKS = [look for look in ALL_LOOKS if look in {("phone", "dark"), ("desk", "light")}]
"""Each size and each theme once: colours know no size. Every page of the tour is seen in all four."""
RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    # Everything is tried; what is sound need not be described.
    "resultTypes": ["violations"],
}


def findings(page):
    """What keeps someone from using the page that is open."""
    result = Axe().run(page, options=RULES)
    return [
        f"{one['id']}: {node['html'][:140]}"
        for one in result.response["violations"]
        for node in one["nodes"]
    ]


def unsound(page, addresses):
    """What is wrong with pages, opened one after another; also where one is wider than its window."""
    wrong = []
    for address in addresses:
        page.goto(address)
        wrong += [f"{address} {one}" for one in findings(page)]
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > page.viewport_size["width"]:
            wrong.append(f"{address} is {wide} wide")
    return wrong


def walk(open_page, tour, size, theme):
    """What is wrong with the pages of a tour: addresses by who opens them."""
    wrong = []
    for username, addresses in tour.items():
        page = open_page(username, viewport=SIZES[size], color_scheme=theme)
        wrong += unsound(page, addresses)
    return wrong

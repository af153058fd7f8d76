"""Old computers on slow lines: how much travels for a first and for a later page."""

import gzip
import re
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders

from janji.agreements.queries import targets_of
from tests.agreements import stories
from tests.measurements.test_recording import counts, record

FIRST_VIEW = 110 * 1024
LATER_PAGE = 15 * 1024


@pytest.mark.slow
def test_the_first_view_and_every_later_page_are_light(cast, as_user):
    targets = targets_of(stories.in_force(cast))
    for target in (targets[0], targets[3]):
        for quarter in range(1, 5):
            record(target, cast.operator, counts("150", "300"), quarter)
    client = as_user(cast.perencana)
    home = client.get("/beranda/kecamatan-ajibarang/2019/").content
    names = set(re.findall(r'/statis/([^"]+)"', home.decode()))
    assert any(name.endswith(".css") for name in names)
    files = sum(len(brotli.compress(Path(finders.find(name)).read_bytes())) for name in names)
    assert files + len(gzip.compress(home)) <= FIRST_VIEW
    for page in (
        "/perjanjian/",
        "/pengukuran/kecamatan-ajibarang/2019/",
        f"/indikator/{targets[0].pk}/",
    ):
        assert len(gzip.compress(client.get(page).content)) <= LATER_PAGE, page
    assert len(gzip.compress(home)) <= LATER_PAGE

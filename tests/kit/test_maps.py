"""Maps: boundaries where they are known, tiles where not, numbers that stand in the table."""

import re

import pytest

from janji.kit import maps
from janji.kit.maps import Area, boundaries, tiles
from janji.orgs.outlines import outlines

AJIBARANG = [f"33.02.14.20{number:02}" for number in range(1, 16)]


def square(x, y):
    return [[[(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1), (x, y)]]]


def drawn(areas, steps=5):
    return maps.draw(areas, steps=steps, title="Desa tertib", description="Nomor pada tabel.")


def classes(svg):
    return re.findall(r'class="j-fill-(shade-\d|no-value)', svg)


def test_the_villages_of_ajibarang_have_boundaries():
    found = outlines([*AJIBARANG, "33.02.14.9999", "99.99.99.9999"])
    assert sorted(found) == AJIBARANG
    for outline in found.values():
        for part in outline:
            assert all(ring[0] == ring[-1] for ring in part)
            assert all(108 < x < 110 and -8 < y < -7 for ring in part for x, y in ring)


def test_each_area_has_its_shade_and_its_number():
    areas = [Area(n, step, square(n, 0)) for n, step in enumerate((1, 3, 5, None), start=1)]
    svg = drawn(areas)
    assert sorted(classes(svg)) == ["no-value", "shade-1", "shade-3", "shade-5"]
    assert re.findall(r">(\d+)</text>", svg) == ["1", "2", "3", "4"]
    assert 'role="img"' in svg
    assert "Desa tertib. Nomor pada tabel." in svg
    # The browser forbids inline style.
    assert "style=" not in svg


def test_one_area_without_a_boundary_makes_all_of_them_tiles():
    areas = [Area(1, 1, square(0, 0)), Area(2, 2, None), Area(3, None, square(2, 0))]
    assert "projection" not in str(tiles(areas, 2))
    svg = drawn(areas, 2)
    assert sorted(classes(svg)) == ["no-value", "shade-1", "shade-5"]
    assert re.findall(r">(\d+)</text>", svg) == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("steps", "shades"),
    [(1, [1]), (2, [1, 5]), (3, [1, 3, 5]), (4, [1, 2, 4, 5]), (5, [1, 2, 3, 4, 5])],
)
def test_few_steps_can_be_told_apart(steps, shades):
    assert [maps.shade(step, steps) for step in range(1, steps + 1)] == shades


def test_a_number_stands_inside_its_area():
    """The centre of gravity of the largest part, far from the origin, islands left aside."""
    island = [[(9, 9), (9.1, 9), (9.1, 9.1), (9, 9.1), (9, 9)]]
    area = Area(1, 1, [island, *square(109.0, -7.4)])
    (label,) = boundaries([area], 1)["layer"][1]["data"]["values"]
    assert label["y"] == pytest.approx(-6.9)


def test_a_regency_has_no_numbers_that_would_cover_it():
    areas = [Area(n, 1, square(n % 9, n // 9)) for n in range(1, maps.MOST_NUMBERED + 2)]
    assert boundaries(areas, 1)["layer"][1]["data"]["values"] == []

"""Days and moments as books write them."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from janji.core.written_days import When, read_when

JAKARTA = ZoneInfo("Asia/Jakarta")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("14-08-2026", (2026, 8, 14, 0, 0)),
        ("Jumat, 14 Agustus 2026 pukul 09.30", (2026, 8, 14, 9, 30)),
        ("14/8/2026 09:30 WIB", (2026, 8, 14, 9, 30)),
        ("2026-08-14T09:30:00", (2026, 8, 14, 9, 30)),
        ("31 Juni 2026", None),
        ("14-08-2026 25.00", None),
        ("besok", None),
        (None, None),
        (14, None),
    ],
)
def test_a_cell_tells_its_moment(cell: object, expected: tuple[int, ...] | None) -> None:
    found = read_when(cell, JAKARTA)  # type: ignore[arg-type]

    if expected is None:
        assert found is None
    else:
        year, month, day, hour, minute = expected
        at = datetime(year, month, day, hour, minute, tzinfo=JAKARTA)
        assert found == When(at, has_time=(hour, minute) != (0, 0))

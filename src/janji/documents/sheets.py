"""Sizes of paper that offices print on."""

from enum import StrEnum


class Sheet(StrEnum):
    """A sheet of paper, upright."""

    A4 = "a4"
    F4 = "f4"

    @property
    def millimetres(self) -> tuple[int, int]:
        """Width and height."""
        return _MILLIMETRES[self]


_MILLIMETRES = {
    Sheet.A4: (210, 297),
    Sheet.F4: (215, 330),  # folio as sold in Indonesia
}

"""The head of an official letter (kop surat)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands above the double rule: no emblem, plain lines."""

    government: str
    org_unit: str
    address: str | None = None
    contact: str | None = None


def letterhead_for(
    *, region: str, org_unit: str, address: str | None = None, contact: str | None = None
) -> Letterhead:
    """The letterhead of an office of a region: `PEMERINTAH KABUPATEN …` above its name."""
    return Letterhead(f"PEMERINTAH {region.upper()}", org_unit.upper(), address, contact)

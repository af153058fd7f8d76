"""What every inspection goes through on its way in: checked, scored, added up, kept once."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from janji.core.refusals import Refused
from janji.core.village_books import (
    Regulation,
    Seen,
    VillageKind,
    check_seen,
    groups,
    regulation_for,
    score,
    tally,
)
from janji.orgs.models import OrgUnit, User
from janji.registers.facts import keeping as facts
from janji.registers.villages.models import (
    REGISTER,
    InspectedBook,
    Inspection,
    books_column,
    points_column,
)
from janji.registers.villages.queries import days_of


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen of a book, and what the inspector noted beside it."""

    seen: Seen
    notes: str | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """An inspection as it was filled in: when, by whom, what of each book by its code."""

    inspected_on: date
    inspector: str
    books: Mapping[str, Look]
    notes: str | None = None

    @property
    def fingerprint(self) -> str:
        """The same for the same content, wherever it comes from."""
        said = [
            self.inspected_on.isoformat(),
            self.inspector,
            self.notes,
            [[code, _said(look)] for code, look in sorted(self.books.items())],
        ]
        text = json.dumps(said, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:32]


def _said(look: Look) -> list[object]:
    one = look.seen
    until = one.current_until.isoformat() if one.current_until else None
    return [
        one.exists,
        one.is_filled,
        until,
        one.is_signed,
        one.columns_fit,
        one.is_nil,
        one.not_applicable,
        look.notes,
    ]


def books_of(village: OrgUnit, on: date) -> Regulation:
    """The regulation whose books the village keeps on a day."""
    return regulation_for(VillageKind(village.kind), on)


def check_sheet(village: OrgUnit, sheet: Sheet, today: date) -> Regulation:
    """Refuses what an inspection cannot say; gives the list of books it follows."""
    day = f"{sheet.inspected_on:%d-%m-%Y}"
    if sheet.inspected_on > today:
        raise Refused("inspection-ahead", field="inspected_on", day=day)
    counted = days_of(village)
    is_early = counted.since is not None and sheet.inspected_on < counted.since
    is_late = counted.until is not None and sheet.inspected_on > counted.until
    if is_early or is_late:
        raise Refused(
            "village-not-kept-on-day", field="inspected_on", village=village.name, day=day
        )
    regulation = books_of(village, sheet.inspected_on)
    unseen = [one.code for one in regulation.must_be_seen if one.code not in sheet.books]
    if unseen:
        raise Refused("books-unseen", count=len(unseen), books=", ".join(unseen[:6]))
    for code, look in sheet.books.items():
        check_seen(regulation.book(code), look.seen, sheet.inspected_on)
    return regulation


def keep(
    village: OrgUnit,
    sheet: Sheet,
    *,
    client_key: UUID,
    by: User,
    at: datetime,
    today: date,
    source: str | None = None,
) -> Inspection:
    """Stores a checked inspection with its sums, inside the caller's transaction."""
    regulation = check_sheet(village, sheet, today)
    order = {one.code: place for place, one in enumerate(regulation.books)}
    codes = sorted(sheet.books, key=order.__getitem__)
    scores = {
        code: score(regulation.book(code), sheet.books[code].seen, sheet.inspected_on)
        for code in codes
    }
    added = tally((regulation.book(code), value) for code, value in scores.items())
    sums = {
        column(one.code): value
        for one in groups()
        for column, value in (
            (points_column, added.of(one.code).points),
            (books_column, added.of(one.code).books),
        )
    }
    inspection = Inspection.objects.create(
        org_unit=village,
        client_key=client_key,
        fingerprint=sheet.fingerprint,
        regulation=regulation.code,
        inspected_on=sheet.inspected_on,
        inspector=sheet.inspector,
        notes=sheet.notes,
        missing=added.missing,
        source=source,
        recorded_by=by,
        recorded_at=at,
        **sums,
    )
    InspectedBook.objects.bulk_create(
        _item(inspection, code, sheet.books[code], scores[code]) for code in codes
    )
    facts.mark_changed_from(REGISTER, village, sheet.inspected_on)
    return inspection


def _item(inspection: Inspection, code: str, look: Look, value: int | None) -> InspectedBook:
    seen = look.seen
    return InspectedBook(
        inspection=inspection,
        book=code,
        exists=seen.exists,
        is_filled=seen.is_filled,
        current_until=seen.current_until,
        is_signed=seen.is_signed,
        columns_fit=seen.columns_fit,
        is_nil=seen.is_nil,
        not_applicable=seen.not_applicable,
        notes=look.notes,
        score=value,
    )


def kept_already(village: OrgUnit, client_key: UUID, sheet: Sheet) -> Inspection | None:
    """The inspection that came with this key before.

    Refuses with `inspection-differs` when the same key says something else now: what was kept is
    not changed by sending again.
    """
    found = Inspection.objects.filter(client_key=client_key).first()
    if found is None:
        return None
    if found.org_unit_id != village.pk or found.fingerprint != sheet.fingerprint:
        raise Refused("inspection-differs")
    return found

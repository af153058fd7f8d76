"""What the pages of village administration read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import cache

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from janji.core.numbers import written
from janji.core.village_books import (
    Book,
    GroupTally,
    Judgement,
    Regulation,
    Semester,
    Thresholds,
    Verdict,
    VillageKind,
    default_thresholds,
    groups,
    judge,
    regulations,
    semesters_until,
)
from janji.kit.statements import KEY, TEXT_KEY, Statement
from janji.orgs.access import rows_below, subtree
from janji.orgs.models import OrgUnit, OrgUnitKind
from janji.registers.villages.models import (
    EvidenceFile,
    Finding,
    InspectedBook,
    Inspection,
    Photo,
    Village,
)

KINDS = (OrgUnitKind.VILLAGE.value, OrgUnitKind.WARD.value)


def every_village() -> QuerySet[OrgUnit]:
    """All villages and kelurahan of the tree, whether they are counted on some day or not."""
    found: QuerySet[OrgUnit] = OrgUnit.objects.filter(kind__in=KINDS)
    return found


def days_of(village: OrgUnit) -> Village:
    """From when and until when a village is counted; a record that is not kept yet says always."""
    return getattr(village, "village_record", None) or Village(org_unit=village)


def standing_inspections() -> QuerySet[Inspection]:
    """Inspections that have not been withdrawn."""
    return Inspection.objects.filter(withdrawn_at=None)


def last_inspection(year: int, until: date) -> QuerySet[Inspection]:
    """The last inspection of a village in a year up to a day, for a question about villages."""
    found = standing_inspections().filter(
        org_unit=OuterRef("pk"), inspected_on__range=(date(year, 1, 1), until)
    )
    return found.order_by("-inspected_on", "-pk")


def there_between(first: date, last: date) -> Q:
    """Villages and kelurahan that are counted on a day between two."""
    outside = Village.objects.filter(Q(since__gt=last) | Q(until__lt=first))
    return Q(kind__in=KINDS) & ~Q(Exists(outside.filter(org_unit=OuterRef("pk"))))


def there_on(day: date) -> Q:
    """Villages and kelurahan that are counted on a day."""
    return there_between(day, day)


@cache
def village_by_slug() -> Statement[OrgUnit]:
    """A village by its slug, with the days between which it is counted."""
    return Statement(every_village().filter(slug=TEXT_KEY).select_related("village_record"))


@cache
def inspection_by_key() -> Statement[Inspection]:
    """An inspection with its village and those who recorded and withdrew it."""
    found = Inspection.objects.filter(pk=KEY)
    return Statement(found.select_related("org_unit", "recorded_by", "withdrawn_by"))


@cache
def finding_by_key() -> Statement[Finding]:
    """A finding with its inspection."""
    found = Finding.objects.filter(pk=KEY)
    return Statement(found.select_related("org_unit", "inspection", "recorded_by", "settled_by"))


@cache
def photo_by_key() -> Statement[Photo]:
    """A picture that was not withdrawn, with its inspection's village."""
    found = Photo.objects.filter(pk=KEY, withdrawn_at=None)
    return Statement(found.select_related("inspection__org_unit"))


@cache
def evidence_by_key() -> Statement[EvidenceFile]:
    """A file that shows how a finding was put right."""
    return Statement(EvidenceFile.objects.filter(pk=KEY).select_related("finding__org_unit"))


def photos_of(inspection: Inspection) -> QuerySet[Photo]:
    """The pictures of an inspection, withdrawn ones among them, book by book."""
    return inspection.photos.select_related("withdrawn_by").order_by("pk")


@dataclass(frozen=True, slots=True)
class Standing:
    """A village with its last inspection of a year and what that means under some thresholds."""

    village: OrgUnit
    inspection: Inspection | None
    judgement: Judgement

    @property
    def shares(self) -> Sequence[tuple[str, GroupTally | None]]:
        """Each asked group with what it adds up to; none where it is not asked or not inspected."""
        asked = default_thresholds().thresholds.groups
        if self.inspection is None:
            return [(code, None) for code in asked]
        regulation, added = regulations()[self.inspection.regulation], self.inspection.tally
        return [(code, added.of(code) if code in regulation.groups else None) for code in asked]


def usual() -> Thresholds:
    """The thresholds pages judge by; a definition may settle others for a figure."""
    return default_thresholds().thresholds


def judged(inspection: Inspection | None) -> Judgement:
    """The verdict on a village by its last inspection."""
    if inspection is None:
        return judge(None, next(iter(regulations().values())), usual())
    return judge(inspection.tally, regulations()[inspection.regulation], usual())


def villages_below(org_unit: OrgUnit, year: int, *, text: str = "") -> QuerySet[OrgUnit]:
    """The villages of an office and all below it that are counted on some day of a year."""
    first, last_day = date(year, 1, 1), date(year, 12, 31)
    found: QuerySet[OrgUnit] = OrgUnit.objects.filter(
        subtree(org_unit) & there_between(first, last_day)
    )
    if text:
        found = found.filter(name__icontains=text)
    last = last_inspection(year, min(last_day, timezone.localdate())).values("pk")[:1]
    return found.annotate(last_pk=Subquery(last)).order_by("path")


def standings(villages: Iterable[OrgUnit]) -> list[Standing]:
    """Villages of `villages_below`, each judged; one query for all."""
    listed = list(villages)
    keys = [key for one in listed if (key := getattr(one, "last_pk", None)) is not None]
    found = Inspection.objects.in_bulk(keys)
    made = []
    for village in listed:
        inspection = found.get(getattr(village, "last_pk", None) or 0)
        made.append(Standing(village, inspection, judged(inspection)))
    return made


def heat(rows: Sequence[Standing]) -> Mapping[int, Mapping[str, InspectedBook]]:
    """What was seen of every book in the last inspections, by inspection and book; one query."""
    keys = [one.inspection.pk for one in rows if one.inspection]
    found: dict[int, dict[str, InspectedBook]] = {key: {} for key in keys}
    for item in InspectedBook.objects.filter(inspection__in=keys):
        found[item.inspection_id][item.book] = item
    return found


def books_asked(kinds: Iterable[str]) -> Sequence[Book]:
    """The books that must be looked at, of every kind of village among some."""
    wanted = set(kinds)
    return [
        book
        for one in regulations().values()
        if one.kind.value in wanted
        for book in one.must_be_seen
    ]


def newest_regulation(kind: str) -> Regulation:
    """The list of books that came last for a kind."""
    return max(
        (one for one in regulations().values() if one.kind is VillageKind(kind)),
        key=lambda one: one.holds_from,
    )


def last_year(org_unit: OrgUnit, today: date) -> int:
    """The year of the last inspection here, or this one."""
    last = (
        standing_inspections()
        .filter(rows_below(org_unit))
        .order_by("-inspected_on")
        .values_list("inspected_on", flat=True)
        .first()
    )
    return last.year if last else today.year


def inspections_of(village: OrgUnit) -> QuerySet[Inspection]:
    """Every inspection of a village, the newest first, withdrawn ones among them."""
    found = Inspection.objects.filter(org_unit=village)
    return found.select_related("recorded_by", "withdrawn_by")


@dataclass(frozen=True, slots=True)
class HalfYear:
    """A semester of a village: its last inspection there."""

    semester: Semester
    inspection: Inspection
    judgement: Judgement


def trend(inspections: Iterable[Inspection]) -> list[HalfYear]:
    """The last standing inspection of each semester, in the order of time."""
    last: dict[Semester, Inspection] = {}
    standing = [one for one in inspections if one.withdrawn_at is None]
    for one in sorted(standing, key=lambda one: (one.inspected_on, one.pk)):
        last[Semester.of(one.inspected_on)] = one
    return [HalfYear(key, one, judged(one)) for key, one in last.items()]


@dataclass(frozen=True, slots=True)
class TrendRow:
    """A village through some semesters; nothing where it was not counted then."""

    village: OrgUnit
    cells: Sequence[Standing | None]


@dataclass(frozen=True, slots=True)
class SemesterSum:
    """How all villages stood in a semester."""

    semester: Semester
    counts: Mapping[Verdict, int]

    @property
    def villages(self) -> int:
        """All that were counted then."""
        return sum(self.counts.values())

    @property
    def orderly(self) -> int:
        """Those orderly by their last inspection in it."""
        return self.counts[Verdict.ORDERLY]

    @property
    def share(self) -> Fraction | None:
        """Orderly of all in percent; without villages nothing can be said."""
        return Fraction(100 * self.orderly, self.villages) if self.villages else None


@dataclass(frozen=True, slots=True)
class Trend:
    """Villages by semesters, and the sums of these."""

    sums: Sequence[SemesterSum]
    rows: Sequence[TrendRow]


def trend_below(org_unit: OrgUnit, last: Semester, count: int = 4) -> Trend:
    """How every village stood in some semesters; two queries, however many villages."""
    semesters = semesters_until(last, count)
    first = semesters[0].before.last_day + timedelta(days=1)
    found: QuerySet[OrgUnit] = OrgUnit.objects.filter(
        subtree(org_unit) & there_between(first, last.last_day)
    )
    villages = list(found.select_related("village_record").order_by("path"))
    seen: dict[tuple[int, Semester], Inspection] = {}
    inspections = standing_inspections().filter(
        org_unit__in=villages, inspected_on__range=(first, last.last_day)
    )
    for one in inspections.order_by("inspected_on", "pk"):
        seen[one.org_unit_id, Semester.of(one.inspected_on)] = one
    rows = [
        TrendRow(
            village,
            [
                Standing(village, inspection, judged(inspection))
                if (inspection := seen.get((village.pk, one))) or is_there(village, one.last_day)
                else None
                for one in semesters
            ],
        )
        for village in villages
    ]
    return Trend(
        [_summed(one, [row.cells[at] for row in rows]) for at, one in enumerate(semesters)], rows
    )


def _summed(semester: Semester, cells: Sequence[Standing | None]) -> SemesterSum:
    verdicts = [one.judgement.verdict for one in cells if one is not None]
    return SemesterSum(semester, {one: verdicts.count(one) for one in Verdict})


def is_there(village: OrgUnit, day: date) -> bool:
    """Whether a village is counted on a day: what `there_on` asks of the database."""
    counted = days_of(village)
    has_begun = counted.since is None or counted.since <= day
    return has_begun and (counted.until is None or counted.until >= day)


def findings_below(org_unit: OrgUnit) -> QuerySet[Finding]:
    """Findings of an office and all below it, what is due first on top.

    Those of a withdrawn inspection are left out: nothing of it counts any more.
    """
    found = Finding.objects.filter(rows_below(org_unit), inspection__withdrawn_at=None)
    return found.select_related("org_unit", "inspection")


def overdue_below(org_unit: OrgUnit, today: date) -> QuerySet[Finding]:
    """Findings whose deadline is over and that nobody has put right."""
    return findings_below(org_unit).filter(settled_on=None, due_on__lt=today)


FINDING_STATES = ("terbuka", "lewat", "selesai")


def finding_rows(
    rows: QuerySet[Finding], *, state: str, text: str, today: date, order: str
) -> QuerySet[Finding]:
    """Findings narrowed down and sorted."""
    conditions = {
        "terbuka": Q(settled_on=None),
        "lewat": Q(settled_on=None, due_on__lt=today),
        "selesai": Q(settled_on__isnull=False),
    }
    if state in conditions:
        rows = rows.filter(conditions[state])
    if text:
        rows = rows.filter(Q(content__icontains=text) | Q(org_unit__name__icontains=text))
    columns = {"batas": "due_on", "-batas": "-due_on", "desa": "org_unit__name"}
    columns["-desa"] = "-org_unit__name"
    return rows.order_by(columns.get(order, "due_on"), "pk")


def group_names() -> Mapping[str, str]:
    """What each group is called."""
    return {one.code: one.name for one in groups()}


def pulse(org_unit: OrgUnit, now: datetime) -> str:
    """How the villages stand this year; at most five queries."""
    today = timezone.localdate(now)
    year = last_year(org_unit, today)
    rows = standings(villages_below(org_unit, year))
    if not rows:
        return "Tidak ada desa atau kelurahan di bawah kantor ini."
    verdicts = [one.judgement.verdict for one in rows]
    orderly = verdicts.count(Verdict.ORDERLY)
    unseen = verdicts.count(Verdict.NOT_INSPECTED)
    said = f"{year}: {written(orderly, 0)} dari {written(len(rows), 0)} desa tertib administrasi"
    return f"{said}; {written(unseen, 0)} belum diperiksa." if unseen else f"{said}."

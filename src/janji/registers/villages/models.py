"""Villages whose books are inspected, inspections with what was seen of each book, findings."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from janji.core.village_books import GroupTally, Tally, groups, regulations, semester_of
from janji.kit.editions import Edited
from janji.kit.kept_files import KeptFile
from janji.orgs.models import OrgUnit

REGISTER = "villages"


class Village(Edited):
    """From which day or until which day a village or kelurahan of the tree is counted.

    Most have no such record: they are counted always.
    """

    org_unit = models.OneToOneField(OrgUnit, models.PROTECT, related_name="village_record")
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    end_reason = models.CharField(max_length=300, null=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["org_unit__path"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True, end_reason__isnull=True)
                | Q(until__gte=F("since"), end_reason__isnull=False),
                name="village_ends_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.org_unit.name


class Inspection(Edited):
    """Someone looked at the books of a village on a day. Never changed; at most withdrawn.

    `client_key` is made where it was filled in, so that what is sent twice is kept once;
    `fingerprint` tells whether it says the same. The points and applicable books of each group and
    the mandatory books that are missing are sums over its items, kept so that the database can judge.
    """

    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="book_inspections")
    client_key = models.UUIDField(unique=True)
    fingerprint = models.CharField(max_length=32)
    regulation = models.CharField(max_length=12)
    inspected_on = models.DateField()
    inspector = models.CharField(max_length=160)
    notes = models.CharField(max_length=1000, null=True)
    points_a = models.PositiveSmallIntegerField()
    books_a = models.PositiveSmallIntegerField()
    points_b = models.PositiveSmallIntegerField()
    books_b = models.PositiveSmallIntegerField()
    points_c = models.PositiveSmallIntegerField()
    books_c = models.PositiveSmallIntegerField()
    points_d = models.PositiveSmallIntegerField()
    books_d = models.PositiveSmallIntegerField()
    points_e = models.PositiveSmallIntegerField()
    books_e = models.PositiveSmallIntegerField()
    missing = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=40, null=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=300, null=True)

    class Meta:
        ordering = ["-inspected_on", "-pk"]
        indexes = [
            models.Index(fields=["org_unit", "-inspected_on", "-id"], name="inspection_last"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    withdrawn_by__isnull=True,
                    withdrawn_at__isnull=True,
                    withdrawn_because__isnull=True,
                )
                | Q(
                    withdrawn_by__isnull=False,
                    withdrawn_at__isnull=False,
                    withdrawn_because__isnull=False,
                ),
                name="inspection_withdrawn_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(points_a__lte=4 * F("books_a"))
                & Q(points_b__lte=4 * F("books_b"))
                & Q(points_c__lte=4 * F("books_c"))
                & Q(points_d__lte=4 * F("books_d"))
                & Q(points_e__lte=4 * F("books_e")),
                name="inspection_points_within_books",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.org_unit}, {self.inspected_on:%d-%m-%Y}"

    @property
    def semester(self) -> int:
        """1 or 2."""
        return semester_of(self.inspected_on)

    @property
    def tally(self) -> Tally:
        """The sums as the rule knows them."""
        found = {
            one.code: GroupTally(
                getattr(self, points_column(one.code)), getattr(self, books_column(one.code))
            )
            for one in groups()
        }
        return Tally({code: one for code, one in found.items() if one.books}, self.missing)

    @property
    def regulation_title(self) -> str:
        """Whose list of books it follows."""
        return regulations()[self.regulation].title


def points_column(group: str) -> str:
    """The column with a group's points."""
    return f"points_{group.lower()}"


def books_column(group: str) -> str:
    """The column with a group's applicable books."""
    return f"books_{group.lower()}"


class InspectedBook(models.Model):
    """What was seen of one book. `score` is the rule's, none where the book does not apply."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="items")
    book = models.CharField(max_length=6)
    exists = models.BooleanField()
    is_filled = models.BooleanField()
    current_until = models.DateField(null=True)
    is_signed = models.BooleanField()
    columns_fit = models.BooleanField()
    is_nil = models.BooleanField()
    not_applicable = models.CharField(max_length=300, null=True)
    notes = models.CharField(max_length=300, null=True)
    score = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["inspection", "book"], name="inspected_book_once"),
            models.CheckConstraint(
                condition=Q(not_applicable__isnull=False, score__isnull=True)
                | Q(not_applicable__isnull=True, score__lte=4),
                name="inspected_book_score_or_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.book}: {self.score}"


class Photo(KeptFile):
    """A picture taken at an inspection, of one book or of none. Kept once, however often it is sent.

    One that should not have been kept is withdrawn: nobody sees it any more, only that it was there.
    """

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="photos")
    client_key = models.UUIDField(unique=True)
    book = models.CharField(max_length=6, null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=300, null=True)

    class Meta:
        ordering = ["book", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    withdrawn_by__isnull=True,
                    withdrawn_at__isnull=True,
                    withdrawn_because__isnull=True,
                )
                | Q(
                    withdrawn_by__isnull=False,
                    withdrawn_at__isnull=False,
                    withdrawn_because__isnull=False,
                ),
                name="book_photo_withdrawn_with_reason",
            )
        ]

    def __str__(self) -> str:
        return f"{self.inspection}, {self.book or 'umum'}"


class Finding(Edited):
    """Something that must be put right until a day, and when and how it was."""

    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="book_findings")
    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="findings")
    book = models.CharField(max_length=6, null=True)
    content = models.CharField(max_length=500)
    due_on = models.DateField()
    settled_on = models.DateField(null=True)
    evidence = models.CharField(max_length=500, null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(fields=["org_unit", "settled_on", "due_on"], name="book_finding_open")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    settled_on__isnull=True,
                    evidence__isnull=True,
                    settled_by__isnull=True,
                    settled_at__isnull=True,
                )
                | Q(
                    settled_on__isnull=False,
                    evidence__isnull=False,
                    settled_by__isnull=False,
                    settled_at__isnull=False,
                ),
                name="book_finding_settled_with_evidence",
            )
        ]

    def __str__(self) -> str:
        return f"{self.org_unit}: {self.content[:60]}"


class EvidenceFile(KeptFile):
    """A file that shows that a finding was put right."""

    finding = models.ForeignKey(Finding, models.PROTECT, related_name="files")

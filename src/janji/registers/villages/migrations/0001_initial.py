import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("orgs", "0004_village_clerk"),
        ("orgs", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Inspection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.PositiveIntegerField(default=1)),
                ("client_key", models.UUIDField(unique=True)),
                ("fingerprint", models.CharField(max_length=32)),
                ("regulation", models.CharField(max_length=12)),
                ("inspected_on", models.DateField()),
                ("inspector", models.CharField(max_length=160)),
                ("notes", models.CharField(max_length=1000, null=True)),
                ("points_a", models.PositiveSmallIntegerField()),
                ("books_a", models.PositiveSmallIntegerField()),
                ("points_b", models.PositiveSmallIntegerField()),
                ("books_b", models.PositiveSmallIntegerField()),
                ("points_c", models.PositiveSmallIntegerField()),
                ("books_c", models.PositiveSmallIntegerField()),
                ("points_d", models.PositiveSmallIntegerField()),
                ("books_d", models.PositiveSmallIntegerField()),
                ("points_e", models.PositiveSmallIntegerField()),
                ("books_e", models.PositiveSmallIntegerField()),
                ("missing", models.PositiveSmallIntegerField()),
                ("source", models.CharField(max_length=40, null=True)),
                ("recorded_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_because", models.CharField(max_length=300, null=True)),
                (
                    "org_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="book_inspections",
                        to="orgs.orgunit",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-inspected_on", "-pk"],
                "indexes": [
                    models.Index(
                        fields=["org_unit", "-inspected_on", "-id"], name="inspection_last"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("withdrawn_at__isnull", True),
                                ("withdrawn_because__isnull", True),
                                ("withdrawn_by__isnull", True),
                            ),
                            models.Q(
                                ("withdrawn_at__isnull", False),
                                ("withdrawn_because__isnull", False),
                                ("withdrawn_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="inspection_withdrawn_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "points_a__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.Value(4), "*", models.F("books_a")
                                ),
                            ),
                            (
                                "points_b__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.Value(4), "*", models.F("books_b")
                                ),
                            ),
                            (
                                "points_c__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.Value(4), "*", models.F("books_c")
                                ),
                            ),
                            (
                                "points_d__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.Value(4), "*", models.F("books_d")
                                ),
                            ),
                            (
                                "points_e__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.Value(4), "*", models.F("books_e")
                                ),
                            ),
                        ),
                        name="inspection_points_within_books",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.PositiveIntegerField(default=1)),
                ("book", models.CharField(max_length=6, null=True)),
                ("content", models.CharField(max_length=500)),
                ("due_on", models.DateField()),
                ("settled_on", models.DateField(null=True)),
                ("evidence", models.CharField(max_length=500, null=True)),
                ("settled_at", models.DateTimeField(null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "org_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="book_findings",
                        to="orgs.orgunit",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "inspection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="villages.inspection",
                    ),
                ),
            ],
            options={
                "ordering": ["due_on", "pk"],
                "indexes": [
                    models.Index(
                        fields=["org_unit", "settled_on", "due_on"], name="book_finding_open"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("evidence__isnull", True),
                                ("settled_at__isnull", True),
                                ("settled_by__isnull", True),
                                ("settled_on__isnull", True),
                            ),
                            models.Q(
                                ("evidence__isnull", False),
                                ("settled_at__isnull", False),
                                ("settled_by__isnull", False),
                                ("settled_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="book_finding_settled_with_evidence",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EvidenceFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("file", models.FileField(upload_to="registers/%Y/%m")),
                ("content_type", models.CharField(max_length=100)),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("added_at", models.DateTimeField()),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="villages.finding",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="InspectedBook",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("book", models.CharField(max_length=6)),
                ("exists", models.BooleanField()),
                ("is_filled", models.BooleanField()),
                ("current_until", models.DateField(null=True)),
                ("is_signed", models.BooleanField()),
                ("columns_fit", models.BooleanField()),
                ("is_nil", models.BooleanField()),
                ("not_applicable", models.CharField(max_length=300, null=True)),
                ("notes", models.CharField(max_length=300, null=True)),
                ("score", models.PositiveSmallIntegerField(null=True)),
                (
                    "inspection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="villages.inspection",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("inspection", "book"), name="inspected_book_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("not_applicable__isnull", False), ("score__isnull", True)),
                            models.Q(("not_applicable__isnull", True), ("score__lte", 4)),
                            _connector="OR",
                        ),
                        name="inspected_book_score_or_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Photo",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("file", models.FileField(upload_to="registers/%Y/%m")),
                ("content_type", models.CharField(max_length=100)),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("added_at", models.DateTimeField()),
                ("client_key", models.UUIDField(unique=True)),
                ("book", models.CharField(max_length=6, null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_because", models.CharField(max_length=300, null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "inspection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="photos",
                        to="villages.inspection",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["book", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("withdrawn_at__isnull", True),
                                ("withdrawn_because__isnull", True),
                                ("withdrawn_by__isnull", True),
                            ),
                            models.Q(
                                ("withdrawn_at__isnull", False),
                                ("withdrawn_because__isnull", False),
                                ("withdrawn_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="book_photo_withdrawn_with_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Village",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.PositiveIntegerField(default=1)),
                ("since", models.DateField(null=True)),
                ("until", models.DateField(null=True)),
                ("end_reason", models.CharField(max_length=300, null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "org_unit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="village_record",
                        to="orgs.orgunit",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["org_unit__path"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end_reason__isnull", True), ("until__isnull", True)),
                            models.Q(
                                ("end_reason__isnull", False), ("until__gte", models.F("since"))
                            ),
                            _connector="OR",
                        ),
                        name="village_ends_with_reason",
                    )
                ],
            },
        ),
    ]

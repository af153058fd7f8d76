import django.db.models.deletion
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
            name="Figure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.PositiveIntegerField(default=1)),
                ("code", models.CharField(db_index=True, max_length=48)),
                ("title", models.CharField(max_length=160)),
                ("definition", models.CharField(max_length=500)),
                ("unit_of_measure", models.CharField(max_length=40)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("flow", "Dijumlahkan antarperiode"),
                            ("state", "Keadaan: yang terakhir berlaku"),
                        ],
                        max_length=5,
                    ),
                ),
                (
                    "frequency",
                    models.CharField(
                        choices=[
                            ("monthly", "Setiap bulan"),
                            ("quarterly", "Setiap triwulan"),
                            ("half_yearly", "Setiap semester"),
                            ("yearly", "Setiap tahun"),
                        ],
                        max_length=12,
                    ),
                ),
                ("decimals", models.PositiveSmallIntegerField(default=0)),
                ("allows_negative", models.BooleanField(default=False)),
                ("data_source", models.CharField(max_length=200)),
                (
                    "asked_of",
                    models.CharField(
                        choices=[
                            ("own", "Kantor ini sendiri"),
                            ("villages", "Setiap desa dan kelurahan di bawahnya"),
                            ("sections", "Setiap seksi atau unit di bawahnya"),
                            ("offices", "Setiap perangkat daerah dan kecamatan di bawahnya"),
                        ],
                        max_length=8,
                    ),
                ),
                ("since", models.DateField()),
                ("due_days", models.PositiveSmallIntegerField(default=10)),
                ("until", models.DateField(null=True)),
                ("end_reason", models.CharField(max_length=300, null=True)),
                ("settled_at", models.DateTimeField(null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "org_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="figures",
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
            ],
            options={
                "ordering": ["org_unit__path", "title", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("org_unit", "code"), name="figure_code_once"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["flow", "state"])),
                        name="figure_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("frequency__in", ["monthly", "quarterly", "half_yearly", "yearly"])
                        ),
                        name="figure_frequency_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("asked_of__in", ["own", "villages", "sections", "offices"])
                        ),
                        name="figure_asked_of_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("decimals__lte", 6)), name="figure_decimals_few"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("due_days__lte", 90)), name="figure_due_days_few"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end_reason__isnull", True), ("until__isnull", True)),
                            models.Q(
                                ("end_reason__isnull", False), ("until__gte", models.F("since"))
                            ),
                            _connector="OR",
                        ),
                        name="figure_ends_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_at__isnull", True), ("settled_by__isnull", True)),
                            models.Q(("settled_at__isnull", False), ("settled_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="figure_settled_when_and_by_whom",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.PositiveIntegerField(default=1)),
                ("first_day", models.DateField()),
                ("last_day", models.DateField()),
                ("number", models.BigIntegerField(null=True)),
                ("unavailable", models.CharField(max_length=300, null=True)),
                ("notes", models.CharField(max_length=500, null=True)),
                ("source", models.CharField(max_length=40, null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "org_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="figure_entries",
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
                    "figure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="figures.figure",
                    ),
                ),
            ],
            options={
                "ordering": ["-last_day", "org_unit__path"],
                "indexes": [
                    models.Index(fields=["org_unit", "last_day"], name="entry_of_office"),
                    models.Index(fields=["figure", "last_day"], name="entry_of_figure"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("figure", "org_unit", "last_day"), name="one_entry_a_period"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("number__isnull", False), ("unavailable__isnull", True)),
                            models.Q(("number__isnull", True), ("unavailable__isnull", False)),
                            _connector="OR",
                        ),
                        name="entry_number_or_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("last_day__gt", models.F("first_day"))),
                        name="entry_period_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EntryCorrection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.BigIntegerField(null=True)),
                ("unavailable", models.CharField(max_length=300, null=True)),
                ("notes", models.CharField(max_length=500, null=True)),
                ("number_after", models.BigIntegerField(null=True)),
                ("reason", models.CharField(max_length=300)),
                ("recorded_at", models.DateTimeField()),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="figures.entry",
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
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="EntryEvidence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("file", models.FileField(upload_to="figures/%Y/%m")),
                ("content_type", models.CharField(max_length=100)),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("recorded_at", models.DateTimeField()),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="figures.entry",
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
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="FigureChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=160)),
                ("definition", models.CharField(max_length=500)),
                ("data_source", models.CharField(max_length=200)),
                ("due_days", models.PositiveSmallIntegerField()),
                ("reason", models.CharField(max_length=300)),
                ("recorded_at", models.DateTimeField()),
                (
                    "figure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="figures.figure",
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
                "ordering": ["-pk"],
            },
        ),
    ]

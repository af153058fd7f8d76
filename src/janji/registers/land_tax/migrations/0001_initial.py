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
            name="TaxObject",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("nop", models.CharField(max_length=18, unique=True)),
                ("location", models.CharField(max_length=160, null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "org_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tax_objects",
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
                "ordering": ["nop"],
            },
        ),
        migrations.CreateModel(
            name="TaxYear",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.PositiveIntegerField(default=1)),
                ("year", models.PositiveSmallIntegerField()),
                ("by_objects", models.BooleanField(default=False)),
                ("opened_at", models.DateTimeField()),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "org_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tax_years",
                        to="orgs.orgunit",
                    ),
                ),
            ],
            options={
                "ordering": ["-year", "org_unit"],
                "constraints": [
                    models.UniqueConstraint(fields=("org_unit", "year"), name="tax_year_once"),
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 1994), ("year__lte", 2200)),
                        name="tax_year_possible",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Recap",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.PositiveIntegerField(default=1)),
                ("as_of", models.DateField()),
                ("paid", models.PositiveBigIntegerField()),
                ("bills_paid", models.PositiveIntegerField(null=True)),
                ("penalties", models.PositiveBigIntegerField(default=0)),
                ("remaining", models.PositiveBigIntegerField(null=True)),
                ("source", models.CharField(max_length=160)),
                ("recorded_at", models.DateTimeField()),
                (
                    "org_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                    "tax_year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recaps",
                        to="land_tax.taxyear",
                    ),
                ),
            ],
            options={
                "ordering": ["-as_of"],
                "indexes": [models.Index(fields=["org_unit", "as_of"], name="recap_office_day")],
                "constraints": [
                    models.UniqueConstraint(fields=("tax_year", "as_of"), name="recap_once_a_day")
                ],
            },
        ),
        migrations.CreateModel(
            name="Bill",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.PositiveIntegerField(default=1)),
                ("payer", models.CharField(max_length=120, null=True)),
                ("land_area", models.PositiveIntegerField(null=True)),
                ("building_area", models.PositiveIntegerField(null=True)),
                ("principal", models.PositiveBigIntegerField()),
                ("issued_on", models.DateField()),
                ("due_on", models.DateField()),
                ("delivered_on", models.DateField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("terbit", "Terbit"),
                            ("batal", "Batal"),
                            ("ganda", "Ganda"),
                            ("tak_berobjek", "Tak berobjek"),
                        ],
                        default="terbit",
                        max_length=16,
                    ),
                ),
                ("source", models.CharField(max_length=160)),
                ("recorded_at", models.DateTimeField()),
                (
                    "org_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                    "tax_object",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bills",
                        to="land_tax.taxobject",
                    ),
                ),
                (
                    "tax_year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bills",
                        to="land_tax.taxyear",
                    ),
                ),
            ],
            options={
                "ordering": ["tax_object__nop"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tax_year", "tax_object"), name="bill_once_a_year"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["terbit", "batal", "ganda", "tak_berobjek"])
                        ),
                        name="bill_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("principal__gte", 1)), name="bill_owes_something"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Assessment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveSmallIntegerField()),
                ("computed", models.BooleanField(default=False)),
                ("holds_from", models.DateField()),
                ("bills", models.PositiveIntegerField()),
                ("amount", models.PositiveBigIntegerField()),
                ("due_on", models.DateField()),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("ketetapan", "Ketetapan (baku)"),
                            ("target_anggaran", "Target anggaran"),
                        ],
                        max_length=16,
                    ),
                ),
                ("budget_target", models.PositiveBigIntegerField(null=True)),
                ("decree", models.CharField(max_length=200)),
                ("reason", models.CharField(max_length=500, null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "org_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                    "tax_year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessments",
                        to="land_tax.taxyear",
                    ),
                ),
            ],
            options={
                "ordering": ["-computed", "-version"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tax_year", "computed", "version"), name="assessment_version_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("basis__in", ["ketetapan", "target_anggaran"])),
                        name="assessment_basis_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("basis", "target_anggaran"), _negated=True),
                            ("budget_target__isnull", False),
                            _connector="OR",
                        ),
                        name="assessment_budget_has_target",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("version", 1), ("reason__isnull", False), _connector="OR"
                        ),
                        name="assessment_change_has_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BillCorrection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("principal", models.PositiveBigIntegerField()),
                ("principal_after", models.PositiveBigIntegerField()),
                ("due_on", models.DateField()),
                ("reason", models.CharField(max_length=500)),
                ("recorded_at", models.DateTimeField()),
                (
                    "bill",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="land_tax.bill",
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="bill_correction_has_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BillDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("terbit", "Terbit"),
                            ("batal", "Batal"),
                            ("ganda", "Ganda"),
                            ("tak_berobjek", "Tak berobjek"),
                        ],
                        max_length=16,
                    ),
                ),
                ("decree", models.CharField(max_length=200)),
                ("decided_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "bill",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="land_tax.bill",
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
                "ordering": ["decided_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("decree", ""), _negated=True),
                        name="bill_decision_has_decree",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CollectorMoney",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("kadus", "Kepala dusun"),
                            ("perangkat", "Perangkat desa"),
                            ("ketua_rt", "Ketua RT"),
                            ("ketua_rw", "Ketua RW"),
                            ("pemungut", "Petugas pemungut"),
                        ],
                        max_length=12,
                    ),
                ),
                ("area", models.CharField(max_length=60, null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("terima", "Diterima dari wajib pajak"),
                            ("setor", "Disetor ke kas daerah"),
                        ],
                        max_length=8,
                    ),
                ),
                ("moved_on", models.DateField()),
                ("amount", models.PositiveBigIntegerField()),
                ("receipt", models.CharField(max_length=120)),
                ("recorded_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_because", models.CharField(max_length=500, null=True)),
                (
                    "org_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                "ordering": ["-moved_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount__gte", 1)), name="collector_money_is_some"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["terima", "setor"])),
                        name="collector_money_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)
                            ),
                            models.Q(
                                ("withdrawn_at__isnull", False),
                                ("withdrawn_because__isnull", False),
                                ("withdrawn_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="collector_money_withdrawn_when_by_whom_and_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Payment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("paid_on", models.DateField()),
                ("counts_on", models.DateField(null=True)),
                ("principal", models.PositiveBigIntegerField()),
                ("penalty", models.PositiveBigIntegerField(default=0)),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("bank", "Bank atau ATM"),
                            ("qris", "QRIS atau dompet elektronik"),
                            ("pos", "Kantor pos atau gerai"),
                            ("loket", "Loket Bapenda"),
                            ("petugas", "Petugas desa"),
                            ("lain", "Tidak disebut"),
                        ],
                        max_length=8,
                    ),
                ),
                ("ntpd", models.CharField(max_length=40, null=True)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("kadus", "Kepala dusun"),
                            ("perangkat", "Perangkat desa"),
                            ("ketua_rt", "Ketua RT"),
                            ("ketua_rw", "Ketua RW"),
                            ("pemungut", "Petugas pemungut"),
                        ],
                        max_length=12,
                        null=True,
                    ),
                ),
                ("area", models.CharField(max_length=60, null=True)),
                ("receipt", models.CharField(max_length=120, null=True)),
                ("source", models.CharField(max_length=160)),
                ("recorded_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_because", models.CharField(max_length=500, null=True)),
                (
                    "bill",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to="land_tax.bill",
                    ),
                ),
                (
                    "org_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                "ordering": ["paid_on", "pk"],
                "indexes": [
                    models.Index(fields=["org_unit", "counts_on"], name="payment_office_day")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("channel", "petugas"), ("role__isnull", False)),
                            models.Q(("counts_on__isnull", False), ("role__isnull", True)),
                            _connector="OR",
                        ),
                        name="payment_counts_unless_collected",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)
                            ),
                            models.Q(
                                ("withdrawn_at__isnull", False),
                                ("withdrawn_because__isnull", False),
                                ("withdrawn_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="payment_withdrawn_when_by_whom_and_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RecapCorrection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("paid", models.PositiveBigIntegerField()),
                ("bills_paid", models.PositiveIntegerField(null=True)),
                ("penalties", models.PositiveBigIntegerField()),
                ("remaining", models.PositiveBigIntegerField(null=True)),
                ("paid_after", models.PositiveBigIntegerField()),
                ("reason", models.CharField(max_length=500)),
                ("recorded_at", models.DateTimeField()),
                (
                    "recap",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="land_tax.recap",
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="recap_correction_has_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TaxCode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=10)),
                ("recorded_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_because", models.CharField(max_length=500, null=True)),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "org_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tax_codes",
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
                "ordering": ["code", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("code",),
                        name="tax_code_of_one_village",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_at__isnull", True),
                                ("ended_because", None),
                                ("ended_by__isnull", True),
                            ),
                            models.Q(
                                ("ended_at__isnull", False),
                                ("ended_because__isnull", False),
                                ("ended_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="tax_code_ended_when_by_whom_and_why",
                    ),
                ],
            },
        ),
    ]

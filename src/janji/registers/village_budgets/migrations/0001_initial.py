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
            name="BudgetCycle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.PositiveIntegerField(default=1)),
                ("budget_year", models.PositiveSmallIntegerField()),
                ("change", models.PositiveSmallIntegerField()),
                ("agreed_on", models.DateField(null=True)),
                ("sent_on", models.DateField(null=True)),
                ("received_on", models.DateField(null=True)),
                ("result_due_on", models.DateField(null=True)),
                ("result_on", models.DateField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        choices=[("SESUAI", "Sesuai"), ("TIDAK_SESUAI", "Tidak sesuai")],
                        max_length=12,
                        null=True,
                    ),
                ),
                ("letter_number", models.CharField(max_length=80, null=True)),
                ("correct_until", models.DateField(null=True)),
                ("corrected_on", models.DateField(null=True)),
                ("enacted_on", models.DateField(null=True)),
                ("regulation_number", models.CharField(max_length=80, null=True)),
                ("reported_on", models.DateField(null=True)),
                ("cancelled_on", models.DateField(null=True)),
                ("cancel_number", models.CharField(max_length=80, null=True)),
                ("revoked_on", models.DateField(null=True)),
                ("source", models.CharField(max_length=40, null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "org_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="budget_cycles",
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
                "ordering": ["-budget_year", "org_unit__path", "change"],
                "indexes": [
                    models.Index(fields=["org_unit", "result_on"], name="budget_evaluated")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("org_unit", "budget_year", "change"), name="budget_cycle_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("budget_year__gte", 2000),
                            ("budget_year__lte", 2100),
                            ("change__lte", 20),
                        ),
                        name="budget_year_sensible",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("letter_number__isnull", False),
                                ("outcome__isnull", False),
                                ("result_on__isnull", False),
                            ),
                            models.Q(
                                ("letter_number__isnull", True),
                                ("outcome__isnull", True),
                                ("result_on__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="budget_result_complete",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("received_on__isnull", False), ("result_due_on__isnull", False)
                            ),
                            models.Q(
                                ("received_on__isnull", True), ("result_due_on__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="budget_limit_kept",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("result_on__isnull", True),
                            ("received_on__isnull", False),
                            _connector="OR",
                        ),
                        name="budget_result_of_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("sent_on__isnull", True),
                                ("agreed_on__isnull", True),
                                ("sent_on__gte", models.F("agreed_on")),
                                _connector="OR",
                            ),
                            models.Q(
                                ("received_on__isnull", True),
                                ("sent_on__isnull", True),
                                ("received_on__gte", models.F("sent_on")),
                                _connector="OR",
                            ),
                            models.Q(
                                ("result_on__isnull", True),
                                ("received_on__isnull", True),
                                ("result_on__gte", models.F("received_on")),
                                _connector="OR",
                            ),
                            models.Q(
                                ("corrected_on__isnull", True),
                                ("result_on__isnull", True),
                                ("corrected_on__gte", models.F("result_on")),
                                _connector="OR",
                            ),
                            models.Q(
                                ("enacted_on__isnull", True),
                                ("agreed_on__isnull", True),
                                ("enacted_on__gte", models.F("agreed_on")),
                                _connector="OR",
                            ),
                            models.Q(
                                ("reported_on__isnull", True),
                                ("enacted_on__isnull", True),
                                ("reported_on__gte", models.F("enacted_on")),
                                _connector="OR",
                            ),
                        ),
                        name="budget_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome__isnull", True),
                            ("outcome__in", ["SESUAI", "TIDAK_SESUAI"]),
                            _connector="OR",
                        ),
                        name="budget_outcome_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BudgetSummary",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.PositiveIntegerField(default=1)),
                ("as_of", models.DateField(null=True)),
                ("income_own", models.BigIntegerField(default=0)),
                ("income_transfer", models.BigIntegerField(default=0)),
                ("income_other", models.BigIntegerField(default=0)),
                ("spending_government", models.BigIntegerField(default=0)),
                ("spending_development", models.BigIntegerField(default=0)),
                ("spending_society", models.BigIntegerField(default=0)),
                ("spending_empowerment", models.BigIntegerField(default=0)),
                ("spending_emergency", models.BigIntegerField(default=0)),
                ("financing_in", models.BigIntegerField(default=0)),
                ("financing_out", models.BigIntegerField(default=0)),
                ("limited", models.BigIntegerField(null=True)),
                ("salary_land", models.BigIntegerField(default=0)),
                ("from_own", models.BigIntegerField(default=0)),
                ("from_village_fund", models.BigIntegerField(default=0)),
                ("from_allocation", models.BigIntegerField(default=0)),
                ("from_tax_share", models.BigIntegerField(default=0)),
                ("from_province", models.BigIntegerField(default=0)),
                ("from_regency", models.BigIntegerField(default=0)),
                ("from_other", models.BigIntegerField(default=0)),
                ("source", models.CharField(max_length=40, null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "cycle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="summaries",
                        to="village_budgets.budgetcycle",
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
                "ordering": [models.OrderBy(models.F("as_of"), nulls_first=True)],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("as_of__isnull", True)),
                        fields=("cycle",),
                        name="budget_summed_once",
                    ),
                    models.UniqueConstraint(fields=("cycle", "as_of"), name="realised_once_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("financing_in__gte", 0),
                            ("financing_out__gte", 0),
                            ("from_allocation__gte", 0),
                            ("from_other__gte", 0),
                            ("from_own__gte", 0),
                            ("from_province__gte", 0),
                            ("from_regency__gte", 0),
                            ("from_tax_share__gte", 0),
                            ("from_village_fund__gte", 0),
                            ("income_other__gte", 0),
                            ("income_own__gte", 0),
                            ("income_transfer__gte", 0),
                            ("salary_land__gte", 0),
                            ("spending_development__gte", 0),
                            ("spending_emergency__gte", 0),
                            ("spending_empowerment__gte", 0),
                            ("spending_government__gte", 0),
                            ("spending_society__gte", 0),
                            models.Q(
                                ("limited__isnull", True), ("limited__gte", 0), _connector="OR"
                            ),
                        ),
                        name="budget_amounts_not_negative",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Evaluation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.PositiveIntegerField(default=1)),
                ("checklist", models.CharField(max_length=12)),
                ("evaluator", models.CharField(max_length=160)),
                ("recorded_at", models.DateTimeField()),
                (
                    "cycle",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evaluation",
                        to="village_budgets.budgetcycle",
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
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EvaluationAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("item", models.CharField(max_length=6)),
                (
                    "answer",
                    models.CharField(
                        choices=[("YA", "Ya"), ("TIDAK", "Tidak"), ("TB", "Tidak berlaku")],
                        max_length=5,
                    ),
                ),
                ("notes", models.CharField(max_length=500, null=True)),
                ("account", models.CharField(max_length=60, null=True)),
                (
                    "evaluation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="village_budgets.evaluation",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("evaluation", "item"), name="budget_question_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answer__in", ["YA", "TIDAK", "TB"])),
                        name="budget_answer_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HandedIn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.PositiveIntegerField(default=1)),
                ("budget_year", models.PositiveSmallIntegerField()),
                (
                    "duty",
                    models.CharField(
                        choices=[
                            ("RKPDES", "RKPDes"),
                            ("APBDES", "APBDes"),
                            ("SEMESTER_1", "Semester I"),
                            ("REALISASI", "Realisasi akhir tahun"),
                            ("LPPD", "LPPD"),
                        ],
                        max_length=12,
                    ),
                ),
                ("received_on", models.DateField()),
                ("sender", models.CharField(max_length=160)),
                ("number", models.CharField(max_length=80, null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "org_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="budget_reports",
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
                "ordering": ["org_unit__path", "budget_year", "duty"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("org_unit", "budget_year", "duty"), name="handed_in_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("duty__in", ["RKPDES", "APBDES", "SEMESTER_1", "REALISASI", "LPPD"])
                        ),
                        name="duty_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("budget_year__gte", 2000), ("budget_year__lte", 2100)),
                        name="handed_in_year_sensible",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.PositiveIntegerField(default=1)),
                ("client_key", models.UUIDField(unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("EVALUASI_RAPERDES", "Evaluasi rancangan"),
                            ("MONEV_FISIK", "Monev fisik"),
                            ("MONEV_KEUANGAN", "Monev keuangan"),
                            ("BIMTEK", "Bimbingan teknis"),
                            ("KONSULTASI", "Konsultasi"),
                            ("VERIFIKASI_LPJ", "Verifikasi LPJ"),
                        ],
                        max_length=20,
                    ),
                ),
                ("day", models.DateField()),
                ("team", models.CharField(max_length=300)),
                ("subject", models.CharField(max_length=300)),
                ("findings", models.CharField(max_length=2000, null=True)),
                ("recommendation", models.CharField(max_length=2000, null=True)),
                ("minutes_number", models.CharField(max_length=80, null=True)),
                ("follow_up_due_on", models.DateField(null=True)),
                ("followed_up_on", models.DateField(null=True)),
                ("follow_up", models.CharField(max_length=1000, null=True)),
                ("recorded_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_because", models.CharField(max_length=300, null=True)),
                (
                    "org_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="budget_visits",
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
                "ordering": ["-day", "-pk"],
                "indexes": [
                    models.Index(fields=["org_unit", "day"], name="budget_visit_of_village")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "EVALUASI_RAPERDES",
                                    "MONEV_FISIK",
                                    "MONEV_KEUANGAN",
                                    "BIMTEK",
                                    "KONSULTASI",
                                    "VERIFIKASI_LPJ",
                                ],
                            )
                        ),
                        name="budget_visit_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("withdrawn_at__isnull", False),
                                ("withdrawn_because__isnull", False),
                                ("withdrawn_by__isnull", False),
                            ),
                            models.Q(
                                ("withdrawn_at__isnull", True),
                                ("withdrawn_because__isnull", True),
                                ("withdrawn_by__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="budget_visit_withdrawn_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("follow_up__isnull", False), ("followed_up_on__isnull", False)
                            ),
                            models.Q(("follow_up__isnull", True), ("followed_up_on__isnull", True)),
                            _connector="OR",
                        ),
                        name="budget_visit_followed_up_how",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("follow_up_due_on__isnull", True),
                                ("day__isnull", True),
                                ("follow_up_due_on__gte", models.F("day")),
                                _connector="OR",
                            ),
                            models.Q(
                                ("followed_up_on__isnull", True),
                                ("day__isnull", True),
                                ("followed_up_on__gte", models.F("day")),
                                _connector="OR",
                            ),
                        ),
                        name="budget_visit_days_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VisitFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("berita_acara", "Berita acara"),
                            ("foto", "Foto"),
                            ("daftar_hadir", "Daftar hadir"),
                            ("lain", "Lainnya"),
                        ],
                        max_length=12,
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("file", models.FileField(upload_to="village_budgets/%Y/%m")),
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
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="village_budgets.visit",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("visit", "kind", "sha256"), name="visit_file_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["berita_acara", "foto", "daftar_hadir", "lain"])
                        ),
                        name="visit_file_kind_known",
                    ),
                ],
            },
        ),
    ]

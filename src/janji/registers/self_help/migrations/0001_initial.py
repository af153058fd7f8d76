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
            name="Group",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.PositiveIntegerField(default=1)),
                ("source", models.CharField(max_length=60, null=True)),
                ("recorded_at", models.DateTimeField()),
                ("name", models.CharField(max_length=120)),
                ("name_key", models.CharField(max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("ekonomi", "Ekonomi"),
                            ("infrastruktur", "Infrastruktur"),
                            ("sosial", "Sosial"),
                        ],
                        max_length=14,
                    ),
                ),
                ("formed_on", models.DateField(null=True)),
                (
                    "programme",
                    models.CharField(
                        choices=[
                            ("p2kp", "P2KP"),
                            ("pnpm", "PNPM Mandiri Perkotaan"),
                            ("kotaku", "KOTAKU"),
                            ("lain", "Lainnya"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "org_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="self_help_groups",
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
                "ordering": ["org_unit", "name_key"],
                "indexes": [
                    models.Index(fields=["org_unit", "kind"], name="self_help_group_of_village")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("org_unit", "name_key"), name="self_help_named_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["ekonomi", "infrastruktur", "sosial"])),
                        name="self_help_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("programme__in", ["p2kp", "pnpm", "kotaku", "lain"])),
                        name="self_help_programme_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Closing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.PositiveIntegerField(default=1)),
                ("source", models.CharField(max_length=60, null=True)),
                ("recorded_at", models.DateTimeField()),
                ("day", models.DateField()),
                ("minutes_number", models.CharField(max_length=80)),
                ("minutes_on", models.DateField()),
                ("reason", models.CharField(max_length=300)),
                ("reopened_on", models.DateField(null=True)),
                ("reopened_reason", models.CharField(max_length=300, null=True)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="closings",
                        to="self_help.group",
                    ),
                ),
            ],
            options={
                "ordering": ["-day", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("reopened_on__isnull", True)),
                        fields=("group",),
                        name="closed_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("reopened_on__isnull", True), ("reopened_reason__isnull", True)
                            ),
                            models.Q(
                                ("reopened_on__gte", models.F("day")),
                                ("reopened_reason__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="reopened_when_and_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GroupMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.PositiveIntegerField(default=1)),
                ("source", models.CharField(max_length=60, null=True)),
                ("recorded_at", models.DateTimeField()),
                ("name", models.CharField(max_length=160)),
                ("name_key", models.CharField(max_length=160)),
                ("nik_digest", models.CharField(max_length=64, null=True)),
                ("nik_last", models.CharField(max_length=4, null=True)),
                (
                    "sex",
                    models.CharField(
                        choices=[("L", "Laki-laki"), ("P", "Perempuan")], max_length=1
                    ),
                ),
                ("is_poor", models.BooleanField()),
                ("joined_on", models.DateField()),
                ("left_on", models.DateField(null=True)),
                ("left_reason", models.CharField(max_length=300, null=True)),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="self_help.group",
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
            ],
            options={
                "ordering": ["name_key", "pk"],
                "indexes": [
                    models.Index(fields=["org_unit", "joined_on"], name="self_help_member_since")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("left_on__isnull", True), ("nik_digest__isnull", False)
                        ),
                        fields=("group", "nik_digest"),
                        name="self_help_member_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sex__in", ["L", "P"])), name="self_help_sex_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("nik_digest__isnull", True), ("nik_last__isnull", True)),
                            models.Q(("nik_digest__isnull", False), ("nik_last__isnull", False)),
                            _connector="OR",
                        ),
                        name="self_help_number_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("left_on__isnull", True), ("left_reason__isnull", True)),
                            models.Q(
                                ("left_on__gte", models.F("joined_on")),
                                ("left_reason__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="self_help_left_when_and_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Loan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.PositiveIntegerField(default=1)),
                ("source", models.CharField(max_length=60, null=True)),
                ("recorded_at", models.DateTimeField()),
                ("number", models.CharField(max_length=60)),
                ("disbursed_on", models.DateField()),
                ("principal", models.PositiveBigIntegerField()),
                ("service", models.PositiveBigIntegerField(default=0)),
                ("months", models.PositiveSmallIntegerField()),
                ("first_due_on", models.DateField()),
                ("persons", models.PositiveSmallIntegerField()),
                ("exception", models.CharField(max_length=300, null=True)),
                ("withdrawn_reason", models.CharField(max_length=300, null=True)),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="loans",
                        to="self_help.group",
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
            ],
            options={
                "ordering": ["-disbursed_on", "-pk"],
                "indexes": [
                    models.Index(fields=["org_unit", "disbursed_on"], name="self_help_loan_since")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_reason__isnull", True)),
                        fields=("group", "number"),
                        name="loan_numbered_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("months__gte", 1), ("persons__gte", 1), ("principal__gte", 1)
                        ),
                        name="loan_of_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("first_due_on__gt", models.F("disbursed_on"))),
                        name="loan_due_after_lent",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Instalment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("due_on", models.DateField()),
                ("principal", models.PositiveBigIntegerField()),
                ("service", models.PositiveBigIntegerField()),
                (
                    "loan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="instalments",
                        to="self_help.loan",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("loan", "number"), name="instalment_numbered_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Officer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.PositiveIntegerField(default=1)),
                ("source", models.CharField(max_length=60, null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "post",
                    models.CharField(
                        choices=[
                            ("ketua", "Ketua"),
                            ("sekretaris", "Sekretaris"),
                            ("bendahara", "Bendahara"),
                        ],
                        max_length=10,
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ended_on", models.DateField(null=True)),
                ("ended_reason", models.CharField(max_length=300, null=True)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
                        to="self_help.groupmember",
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
                "ordering": ["-starts_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("post__in", ["ketua", "sekretaris", "bendahara"])),
                        name="self_help_post_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_on__isnull", True), ("ended_reason__isnull", True)),
                            models.Q(
                                ("ended_on__gte", models.F("starts_on")),
                                ("ended_reason__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="self_help_post_ended_when_and_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Record",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.PositiveIntegerField(default=1)),
                ("source", models.CharField(max_length=60, null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("pertemuan", "Pertemuan"),
                            ("simpanan", "Simpanan"),
                            ("penarikan", "Penarikan simpanan"),
                            ("angsuran", "Angsuran"),
                            ("pekerjaan", "Pekerjaan"),
                        ],
                        max_length=10,
                    ),
                ),
                ("day", models.DateField()),
                ("amount", models.PositiveBigIntegerField(null=True)),
                ("service", models.PositiveBigIntegerField(null=True)),
                ("evidence", models.CharField(max_length=300)),
                ("file", models.FileField(null=True, upload_to="self_help/%Y/%m")),
                ("file_name", models.CharField(max_length=120, null=True)),
                ("content_type", models.CharField(max_length=100, null=True)),
                ("withdrawn_reason", models.CharField(max_length=300, null=True)),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="records",
                        to="self_help.group",
                    ),
                ),
                (
                    "loan",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to="self_help.loan",
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
            ],
            options={
                "ordering": ["-day", "-pk"],
                "indexes": [
                    models.Index(fields=["group", "day"], name="self_help_record_of_group"),
                    models.Index(
                        fields=["org_unit", "kind", "day"], name="self_help_record_of_village"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["pertemuan", "simpanan", "penarikan", "angsuran", "pekerjaan"],
                            )
                        ),
                        name="self_help_record_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("amount__isnull", False),
                                ("kind", "angsuran"),
                                ("loan__isnull", False),
                                ("service__isnull", False),
                            ),
                            models.Q(
                                ("amount__gte", 1),
                                ("kind__in", ("simpanan", "penarikan")),
                                ("loan__isnull", True),
                                ("service__isnull", True),
                            ),
                            models.Q(
                                models.Q(
                                    ("kind__in", ("simpanan", "penarikan", "angsuran")),
                                    _negated=True,
                                ),
                                ("amount__isnull", True),
                                ("loan__isnull", True),
                                ("service__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="self_help_record_money_fits",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Requirement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.PositiveIntegerField(default=1)),
                ("source", models.CharField(max_length=60, null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("voluntary", "Pembentukan sukarela"),
                            ("books", "Pembukuan memadai"),
                            ("liability", "Tanggung renteng tertulis oleh semua anggota"),
                            ("training", "Anggota sudah dilatih"),
                            ("saving", "Tabungan kelompok beberapa bulan berturut-turut"),
                        ],
                        max_length=10,
                    ),
                ),
                ("met_on", models.DateField()),
                ("months", models.PositiveSmallIntegerField(null=True)),
                ("evidence", models.CharField(max_length=300)),
                ("ended_on", models.DateField(null=True)),
                ("ended_reason", models.CharField(max_length=300, null=True)),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requirements",
                        to="self_help.group",
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
                "ordering": ["kind", "-met_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["voluntary", "books", "liability", "training", "saving"])
                        ),
                        name="requirement_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "saving"), ("months__isnull", False)),
                            models.Q(
                                models.Q(("kind", "saving"), _negated=True),
                                ("months__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="requirement_months_of_saving",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_on__isnull", True), ("ended_reason__isnull", True)),
                            models.Q(
                                ("ended_on__gte", models.F("met_on")),
                                ("ended_reason__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="requirement_ended_when_and_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FinanceUnit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.PositiveIntegerField(default=1)),
                ("source", models.CharField(max_length=60, null=True)),
                ("recorded_at", models.DateTimeField()),
                ("board", models.CharField(max_length=120)),
                ("deed", models.CharField(max_length=120, null=True)),
                ("deed_on", models.DateField(null=True)),
                ("name", models.CharField(max_length=120)),
                ("capital", models.PositiveBigIntegerField()),
                ("grant", models.PositiveBigIntegerField(null=True)),
                ("works", models.PositiveBigIntegerField(null=True)),
                (
                    "org_unit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="finance_unit",
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("grant__isnull", True), ("works__isnull", True)),
                            (
                                "grant",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("works"), "+", models.F("capital")
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="finance_unit_capital_is_left_of_grant",
                    )
                ],
            },
        ),
    ]

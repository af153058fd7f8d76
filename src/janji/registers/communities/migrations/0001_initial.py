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
            name="Community",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.PositiveIntegerField(default=1)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("rt", "RT"),
                            ("rw", "RW"),
                            ("pkk", "PKK"),
                            ("karang_taruna", "Karang Taruna"),
                            ("lpm", "LPM"),
                            ("posyandu", "Posyandu"),
                            ("lain", "Lembaga lain"),
                        ],
                        max_length=14,
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("name_key", models.CharField(max_length=120)),
                ("founded_on", models.DateField(null=True)),
                ("decree", models.CharField(max_length=120, null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("registered", "Terdaftar"),
                            ("frozen", "Beku"),
                            ("dissolved", "Bubar"),
                        ],
                        default="registered",
                        max_length=10,
                    ),
                ),
                ("source", models.CharField(max_length=60, null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "org_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="communities",
                        to="orgs.orgunit",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="communities.community",
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
                "ordering": ["org_unit", "kind", "name_key"],
                "indexes": [models.Index(fields=["org_unit", "kind"], name="community_of_village")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("org_unit", "name_key"), name="community_named_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["rt", "rw", "pkk", "karang_taruna", "lpm", "posyandu", "lain"],
                            )
                        ),
                        name="community_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["registered", "frozen", "dissolved"])),
                        name="community_status_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("parent__isnull", True), ("kind", "rt"), _connector="OR"
                        ),
                        name="only_an_rt_has_a_parent",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StatusChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("registered", "Terdaftar"),
                            ("frozen", "Beku"),
                            ("dissolved", "Bubar"),
                        ],
                        max_length=10,
                    ),
                ),
                ("day", models.DateField()),
                ("reason", models.CharField(max_length=300)),
                ("changed_at", models.DateTimeField()),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statuses",
                        to="communities.community",
                    ),
                ),
            ],
            options={
                "ordering": ["-day", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["registered", "frozen", "dissolved"])),
                        name="status_change_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Tenure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.PositiveIntegerField(default=1)),
                (
                    "post",
                    models.CharField(
                        choices=[
                            ("ketua", "Ketua"),
                            ("sekretaris", "Sekretaris"),
                            ("bendahara", "Bendahara"),
                            ("bidang", "Bidang"),
                        ],
                        max_length=10,
                    ),
                ),
                ("name", models.CharField(max_length=160)),
                ("name_key", models.CharField(max_length=160)),
                ("nik_digest", models.CharField(max_length=64, null=True)),
                ("nik_last", models.CharField(max_length=4, null=True)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("number", models.PositiveSmallIntegerField(default=1)),
                ("decree", models.CharField(max_length=120, null=True)),
                ("ended_on", models.DateField(null=True)),
                ("ended_reason", models.CharField(max_length=300, null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tenures",
                        to="communities.community",
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
                "ordering": ["-starts_on", "post", "pk"],
                "indexes": [
                    models.Index(fields=["community", "post"], name="tenure_of_community"),
                    models.Index(fields=["ends_on"], name="tenure_expiring"),
                    models.Index(fields=["nik_digest"], name="tenure_of_person"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("post__in", ["ketua", "sekretaris", "bendahara", "bidang"])
                        ),
                        name="tenure_post_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="tenure_ends_after_start",
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
                        name="tenure_ended_when_and_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("nik_digest__isnull", True), ("nik_last__isnull", True)),
                            models.Q(("nik_digest__isnull", False), ("nik_last__isnull", False)),
                            _connector="OR",
                        ),
                        name="tenure_number_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.PositiveIntegerField(default=1)),
                ("year", models.PositiveSmallIntegerField()),
                ("set_on", models.DateField()),
                ("purpose", models.CharField(max_length=300, null=True)),
                ("document", models.CharField(max_length=200, null=True)),
                ("file", models.FileField(null=True, upload_to="communities/%Y/%m")),
                ("file_name", models.CharField(max_length=120, null=True)),
                ("content_type", models.CharField(max_length=100, null=True)),
                ("changed_at", models.DateTimeField()),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans",
                        to="communities.community",
                    ),
                ),
            ],
            options={
                "ordering": ["-year"],
                "constraints": [
                    models.UniqueConstraint(fields=("community", "year"), name="one_plan_a_year"),
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 2000), ("year__lte", 2100)),
                        name="plan_year_sensible",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Activity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.PositiveIntegerField(default=1)),
                ("name", models.CharField(max_length=160)),
                ("name_key", models.CharField(max_length=160)),
                ("month", models.PositiveSmallIntegerField(null=True)),
                ("added_on", models.DateField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Direncanakan"),
                            ("done", "Terlaksana"),
                            ("cancelled", "Batal"),
                        ],
                        default="planned",
                        max_length=10,
                    ),
                ),
                ("settled_on", models.DateField(null=True)),
                ("evidence", models.CharField(max_length=300, null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities",
                        to="communities.workplan",
                    ),
                ),
            ],
            options={
                "ordering": ["month", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "name_key"), name="activity_named_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("month__isnull", True),
                            models.Q(("month__gte", 1), ("month__lte", 12)),
                            _connector="OR",
                        ),
                        name="activity_month_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["planned", "done", "cancelled"])),
                        name="activity_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("evidence__isnull", True),
                                ("settled_on__isnull", True),
                                ("state", "planned"),
                            ),
                            models.Q(
                                ("evidence__isnull", False),
                                ("settled_on__isnull", False),
                                ("state__in", ["done", "cancelled"]),
                            ),
                            _connector="OR",
                        ),
                        name="activity_settled_when_and_shown",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ActivityFile",
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
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="communities.activity",
                    ),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
            },
        ),
    ]

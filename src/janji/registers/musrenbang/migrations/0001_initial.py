import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import janji.kit.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("communities", "0001_initial"),
        ("orgs", "0004_village_clerk"),
        ("orgs", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Criteria",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.PositiveIntegerField(default=1)),
                ("plan_year", models.PositiveSmallIntegerField()),
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
                    "org_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="criteria",
                        to="orgs.orgunit",
                    ),
                ),
            ],
            options={
                "ordering": ["-plan_year"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("org_unit", "plan_year"), name="one_criteria_a_year"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("plan_year__gte", 2000), ("plan_year__lte", 2100)),
                        name="criteria_year_sensible",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Criterion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=80)),
                ("weight", janji.kit.fields.ExactDecimalField()),
                (
                    "criteria",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="musrenbang.criteria",
                    ),
                ),
            ],
            options={
                "ordering": ["place"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("criteria", "place"), name="criterion_placed_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Forum",
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
                            ("MUSRENBANG_DUSUN", "Musrenbang dusun"),
                            ("MUSDES", "Musyawarah desa"),
                            ("MUSRENBANGDES", "Musrenbang desa atau kelurahan"),
                            ("PRA_MUSRENCAM", "Pra-musrenbang kecamatan"),
                            ("MUSRENBANG_KEC", "Musrenbang kecamatan"),
                        ],
                        max_length=16,
                    ),
                ),
                ("plan_year", models.PositiveSmallIntegerField()),
                ("day", models.DateField()),
                ("venue", models.CharField(max_length=160)),
                ("minutes_number", models.CharField(max_length=80, null=True)),
                ("invited_villages", models.PositiveSmallIntegerField(null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "org_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="forums",
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
                "indexes": [models.Index(fields=["org_unit", "day"], name="forum_of_office")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("org_unit", "kind", "day", "venue"), name="forum_kept_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "MUSRENBANG_DUSUN",
                                    "MUSDES",
                                    "MUSRENBANGDES",
                                    "PRA_MUSRENCAM",
                                    "MUSRENBANG_KEC",
                                ],
                            )
                        ),
                        name="forum_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("plan_year__gte", 2000), ("plan_year__lte", 2100)),
                        name="forum_year_sensible",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CheckIn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=40, unique=True)),
                ("opened_at", models.DateTimeField()),
                ("closes_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "forum",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="check_ins",
                        to="musrenbang.forum",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", True), ("closed_by__isnull", True)),
                            models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="check_in_closed_when_and_by_whom",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("closes_at__gt", models.F("opened_at"))),
                        name="check_in_open_for_a_while",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PaperList",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                (
                    "check_state",
                    models.CharField(
                        choices=[
                            ("not_needed", "not_needed"),
                            ("waiting", "waiting"),
                            ("confirmed", "confirmed"),
                            ("set_aside", "set_aside"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(max_length=300, null=True)),
                ("entered_at", models.DateTimeField()),
                ("checked_at", models.DateTimeField(null=True)),
                (
                    "checked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "forum",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lists",
                        to="musrenbang.forum",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("check_state", "waiting"),
                                ("checked_at__isnull", True),
                                ("checked_by__isnull", True),
                            ),
                            models.Q(
                                ("check_state__in", ["confirmed", "set_aside"]),
                                ("checked_at__isnull", False),
                                ("checked_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="list_checked_when_and_by_whom",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("check_state", "set_aside"), _negated=True),
                            ("reason__isnull", False),
                            _connector="OR",
                        ),
                        name="list_set_aside_because",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PaperImage",
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
                    "paper_list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="images",
                        to="musrenbang.paperlist",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=160)),
                ("person_key", models.CharField(max_length=300)),
                (
                    "sex",
                    models.CharField(
                        choices=[("l", "Laki-laki"), ("p", "Perempuan")], max_length=1
                    ),
                ),
                (
                    "group",
                    models.CharField(
                        choices=[
                            ("desa", "Pemerintah desa atau kelurahan"),
                            ("bpd", "BPD"),
                            ("lkd", "Lembaga kemasyarakatan"),
                            ("tokoh", "Tokoh masyarakat"),
                            ("perempuan", "Kelompok perempuan"),
                            ("opd", "Perangkat daerah"),
                            ("dprd", "DPRD"),
                            ("kecamatan", "Kecamatan"),
                            ("lain", "Lainnya"),
                        ],
                        max_length=10,
                    ),
                ),
                ("body", models.CharField(max_length=160, null=True)),
                (
                    "role",
                    models.CharField(
                        choices=[("ketua", "ketua"), ("wakil", "wakil")], max_length=5, null=True
                    ),
                ),
                (
                    "sign",
                    models.CharField(
                        choices=[("ttd", "Tanda tangan"), ("qr", "Kode QR"), ("foto", "Foto")],
                        max_length=4,
                        null=True,
                    ),
                ),
                ("counts", models.BooleanField()),
                ("struck_at", models.DateTimeField(null=True)),
                ("struck_reason", models.CharField(max_length=300, null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "community",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="communities.community",
                    ),
                ),
                (
                    "org_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
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
                    "struck_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.orgunit",
                    ),
                ),
                (
                    "forum",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="musrenbang.forum",
                    ),
                ),
                (
                    "paper_list",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="musrenbang.paperlist",
                    ),
                ),
            ],
            options={
                "ordering": ["name", "pk"],
                "indexes": [
                    models.Index(fields=["forum", "counts"], name="attendance_of_forum"),
                    models.Index(
                        fields=["community", "counts", "role"], name="attendance_of_community"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("struck_at__isnull", True)),
                        fields=("forum", "person_key"),
                        name="person_at_forum_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("struck_at__isnull", True),
                                ("struck_by__isnull", True),
                                ("struck_reason", None),
                            ),
                            models.Q(
                                ("counts", False),
                                ("struck_at__isnull", False),
                                ("struck_by__isnull", False),
                                ("struck_reason__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="attendance_struck_when_by_whom_and_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("counts", False), ("sign__isnull", False), _connector="OR"
                        ),
                        name="counted_presence_is_signed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sex__in", ["l", "p"])), name="attendance_sex_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "group__in",
                                [
                                    "desa",
                                    "bpd",
                                    "lkd",
                                    "tokoh",
                                    "perempuan",
                                    "opd",
                                    "dprd",
                                    "kecamatan",
                                    "lain",
                                ],
                            )
                        ),
                        name="attendance_group_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.PositiveIntegerField(default=1)),
                ("plan_year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveIntegerField()),
                ("proposed_on", models.DateField()),
                ("title", models.CharField(max_length=200)),
                ("title_key", models.CharField(max_length=420)),
                (
                    "sector",
                    models.CharField(
                        choices=[
                            ("prasarana", "Prasarana dan kewilayahan"),
                            ("ekonomi", "Ekonomi dan sumber daya alam"),
                            ("sosial", "Sosial dan budaya"),
                            ("pemberdayaan", "Pemberdayaan masyarakat"),
                            ("pemerintahan", "Pemerintahan"),
                            ("lain", "Lainnya"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("fisik", "Fisik"), ("nonfisik", "Nonfisik")], max_length=8
                    ),
                ),
                ("reason", models.CharField(max_length=600, null=True)),
                ("location", models.CharField(max_length=200, null=True)),
                ("rt", models.PositiveSmallIntegerField(null=True)),
                ("rw", models.PositiveSmallIntegerField(null=True)),
                ("volume", janji.kit.fields.ExactDecimalField(null=True)),
                ("unit_of_measure", models.CharField(max_length=30, null=True)),
                ("cost", models.BigIntegerField(null=True)),
                ("output", models.CharField(max_length=300, null=True)),
                ("beneficiaries", models.PositiveIntegerField(null=True)),
                ("participation", models.CharField(max_length=200, null=True)),
                ("priority", models.PositiveSmallIntegerField(null=True)),
                ("agency", models.CharField(max_length=160, null=True)),
                ("external_id", models.CharField(max_length=60, null=True)),
                ("proposer", models.CharField(max_length=160, null=True)),
                ("source", models.CharField(max_length=60, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("DIUSULKAN", "Diusulkan"),
                            ("VERIFIKASI_KEC", "Diverifikasi kecamatan"),
                            ("DITERIMA", "Diterima"),
                            ("DITOLAK", "Ditolak"),
                            ("PRIORITAS_KEC", "Prioritas kecamatan"),
                            ("FORUM_OPD", "Forum OPD"),
                            ("RKPD", "Masuk RKPD"),
                            ("APBD", "Masuk APBD"),
                            ("TIDAK_TERAKOMODASI", "Tidak terakomodasi"),
                        ],
                        default="DIUSULKAN",
                        max_length=20,
                    ),
                ),
                ("state_since", models.DateField()),
                ("state_reason", models.CharField(max_length=300, null=True)),
                ("placed", models.PositiveSmallIntegerField(null=True)),
                ("placed_reason", models.CharField(max_length=300, null=True)),
                ("placed_at", models.DateTimeField(null=True)),
                ("struck_at", models.DateTimeField(null=True)),
                ("struck_reason", models.CharField(max_length=300, null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "carried_from",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="carried_to",
                        to="musrenbang.proposal",
                    ),
                ),
                (
                    "forum",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="musrenbang.forum",
                    ),
                ),
                (
                    "org_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="orgs.orgunit",
                    ),
                ),
                (
                    "placed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "struck_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["plan_year", "org_unit", "number"],
                "indexes": [
                    models.Index(
                        fields=["org_unit", "plan_year", "state"], name="proposals_of_office"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("org_unit", "plan_year", "number"), name="proposal_numbered_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("struck_at__isnull", True)),
                        fields=("org_unit", "plan_year", "title_key"),
                        name="proposal_kept_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("plan_year__gte", 2000), ("plan_year__lte", 2100)),
                        name="proposal_year_sensible",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "DIUSULKAN",
                                    "VERIFIKASI_KEC",
                                    "DITERIMA",
                                    "DITOLAK",
                                    "PRIORITAS_KEC",
                                    "FORUM_OPD",
                                    "RKPD",
                                    "APBD",
                                    "TIDAK_TERAKOMODASI",
                                ],
                            )
                        ),
                        name="proposal_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "sector__in",
                                [
                                    "prasarana",
                                    "ekonomi",
                                    "sosial",
                                    "pemberdayaan",
                                    "pemerintahan",
                                    "lain",
                                ],
                            )
                        ),
                        name="proposal_sector_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["fisik", "nonfisik"])),
                        name="proposal_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cost__isnull", True), ("cost__gte", 0), _connector="OR"
                        ),
                        name="proposal_cost_sensible",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ["DITOLAK", "TIDAK_TERAKOMODASI"]), _negated=True
                            ),
                            ("state_reason__isnull", False),
                            _connector="OR",
                        ),
                        name="proposal_refused_because",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("placed__isnull", True),
                                ("placed_at__isnull", True),
                                ("placed_by__isnull", True),
                                ("placed_reason__isnull", True),
                            ),
                            models.Q(
                                ("placed__gte", 1),
                                ("placed_at__isnull", False),
                                ("placed_by__isnull", False),
                                ("placed_reason__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="proposal_placed_when_by_whom_and_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("struck_at__isnull", True),
                                ("struck_by__isnull", True),
                                ("struck_reason", None),
                            ),
                            models.Q(
                                ("struck_at__isnull", False),
                                ("struck_by__isnull", False),
                                ("struck_reason__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="proposal_struck_when_by_whom_and_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProposalFile",
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
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="musrenbang.proposal",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ProposalStep",
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
                            ("DIUSULKAN", "Diusulkan"),
                            ("VERIFIKASI_KEC", "Diverifikasi kecamatan"),
                            ("DITERIMA", "Diterima"),
                            ("DITOLAK", "Ditolak"),
                            ("PRIORITAS_KEC", "Prioritas kecamatan"),
                            ("FORUM_OPD", "Forum OPD"),
                            ("RKPD", "Masuk RKPD"),
                            ("APBD", "Masuk APBD"),
                            ("TIDAK_TERAKOMODASI", "Tidak terakomodasi"),
                        ],
                        max_length=20,
                    ),
                ),
                ("day", models.DateField()),
                ("reason", models.CharField(max_length=300, null=True)),
                ("taken_at", models.DateTimeField()),
                ("retracted_at", models.DateTimeField(null=True)),
                ("retracted_reason", models.CharField(max_length=300, null=True)),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="musrenbang.proposal",
                    ),
                ),
                (
                    "retracted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [
                    models.Index(fields=["proposal", "state", "day"], name="steps_of_proposal")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "DIUSULKAN",
                                    "VERIFIKASI_KEC",
                                    "DITERIMA",
                                    "DITOLAK",
                                    "PRIORITAS_KEC",
                                    "FORUM_OPD",
                                    "RKPD",
                                    "APBD",
                                    "TIDAK_TERAKOMODASI",
                                ],
                            )
                        ),
                        name="step_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("retracted_at__isnull", True),
                                ("retracted_by__isnull", True),
                                ("retracted_reason", None),
                            ),
                            models.Q(
                                ("retracted_at__isnull", False),
                                ("retracted_by__isnull", False),
                                ("retracted_reason__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="step_retracted_when_by_whom_and_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Score",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("value", models.PositiveSmallIntegerField()),
                ("given_at", models.DateTimeField()),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scores",
                        to="musrenbang.criterion",
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scores",
                        to="musrenbang.proposal",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("proposal", "criterion", "given_by"), name="scored_once_by_each"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("value__gte", 1), ("value__lte", 5)),
                        name="score_from_1_to_5",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Arrival",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=160)),
                ("body", models.CharField(max_length=160, null=True)),
                ("role", models.CharField(max_length=120, null=True)),
                (
                    "sex",
                    models.CharField(
                        choices=[("l", "Laki-laki"), ("p", "Perempuan")], max_length=1
                    ),
                ),
                (
                    "group",
                    models.CharField(
                        choices=[
                            ("desa", "Pemerintah desa atau kelurahan"),
                            ("bpd", "BPD"),
                            ("lkd", "Lembaga kemasyarakatan"),
                            ("tokoh", "Tokoh masyarakat"),
                            ("perempuan", "Kelompok perempuan"),
                            ("opd", "Perangkat daerah"),
                            ("dprd", "DPRD"),
                            ("kecamatan", "Kecamatan"),
                            ("lain", "Lainnya"),
                        ],
                        max_length=10,
                    ),
                ),
                ("person_key", models.CharField(max_length=330)),
                ("said_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Menunggu dibenarkan"),
                            ("confirmed", "Dibenarkan"),
                            ("turned_down", "Ditolak"),
                        ],
                        default="waiting",
                        max_length=12,
                    ),
                ),
                ("settled_at", models.DateTimeField(null=True)),
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
                    "village",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.orgunit",
                    ),
                ),
                (
                    "attendance",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="arrival",
                        to="musrenbang.attendance",
                    ),
                ),
                (
                    "check_in",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="arrivals",
                        to="musrenbang.checkin",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["check_in", "state"], name="arrivals_by_state")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "waiting")),
                        fields=("check_in", "person_key"),
                        name="arrival_waits_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("attendance__isnull", True),
                                ("settled_at__isnull", True),
                                ("settled_by__isnull", True),
                                ("state", "waiting"),
                            ),
                            models.Q(
                                ("attendance__isnull", True),
                                ("settled_at__isnull", False),
                                ("settled_by__isnull", False),
                                ("state", "turned_down"),
                            ),
                            models.Q(
                                ("attendance__isnull", False),
                                ("settled_at__isnull", False),
                                ("settled_by__isnull", False),
                                ("state", "confirmed"),
                            ),
                            _connector="OR",
                        ),
                        name="arrival_settled_when_and_by_whom",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sex__in", ["l", "p"])), name="arrival_sex_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "group__in",
                                [
                                    "desa",
                                    "bpd",
                                    "lkd",
                                    "tokoh",
                                    "perempuan",
                                    "opd",
                                    "dprd",
                                    "kecamatan",
                                    "lain",
                                ],
                            )
                        ),
                        name="arrival_group_known",
                    ),
                ],
            },
        ),
    ]

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import janji.kit.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("orgs", "0004_village_clerk"),
        ("orgs", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Event",
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
                            ("guidance", "Pembinaan"),
                            ("training", "Pelatihan"),
                            ("parade", "Apel"),
                            ("simulation", "Simulasi"),
                            ("deployment", "Penugasan"),
                        ],
                        max_length=10,
                    ),
                ),
                ("title", models.CharField(max_length=160)),
                ("held_on", models.DateField()),
                ("hours", models.PositiveSmallIntegerField()),
                ("place", models.CharField(max_length=160, null=True)),
                (
                    "organiser",
                    models.CharField(
                        choices=[
                            ("district", "Kecamatan"),
                            ("village", "Desa atau kelurahan"),
                            ("police", "Satpol PP"),
                            ("armed", "TNI atau Polri"),
                            ("other", "Lainnya"),
                        ],
                        max_length=8,
                    ),
                ),
                ("material", models.CharField(max_length=500, null=True)),
                ("cancelled_at", models.DateTimeField(null=True)),
                ("cancelled_because", models.CharField(max_length=300, null=True)),
                ("restored_at", models.DateTimeField(null=True)),
                ("restored_because", models.CharField(max_length=300, null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "cancelled_by",
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
                        related_name="linmas_events",
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
                    "restored_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-held_on", "-pk"],
                "indexes": [models.Index(fields=["org_unit", "held_on"], name="linmas_event_held")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["guidance", "training", "parade", "simulation", "deployment"],
                            )
                        ),
                        name="linmas_event_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("cancelled_at__isnull", True),
                                ("cancelled_because__isnull", True),
                                ("cancelled_by__isnull", True),
                            ),
                            models.Q(
                                ("cancelled_at__isnull", False),
                                ("cancelled_because__isnull", False),
                                ("cancelled_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="linmas_event_cancelled_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("restored_at__isnull", True),
                                ("restored_because__isnull", True),
                                ("restored_by__isnull", True),
                            ),
                            models.Q(
                                ("restored_at__isnull", False),
                                ("restored_because__isnull", False),
                                ("restored_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="linmas_event_restored_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EventFile",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("attendance", "Daftar hadir"),
                            ("photo", "Foto"),
                            ("other", "Lainnya"),
                        ],
                        max_length=10,
                    ),
                ),
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
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="linmas.event",
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
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["attendance", "photo", "other"])),
                        name="linmas_file_kind_known",
                    ),
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
                        name="linmas_file_withdrawn_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Member",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.PositiveIntegerField(default=1)),
                ("name", models.CharField(max_length=160)),
                ("nik_digest", models.CharField(db_index=True, max_length=64, null=True)),
                ("nik_last_four", models.CharField(max_length=4, null=True)),
                (
                    "sex",
                    models.CharField(
                        choices=[("L", "Laki-laki"), ("P", "Perempuan")], max_length=1
                    ),
                ),
                ("born_on", models.DateField(null=True)),
                (
                    "education",
                    models.CharField(
                        choices=[
                            ("none", "Belum tamat SD"),
                            ("primary", "SD"),
                            ("lower", "SLTP"),
                            ("upper", "SLTA"),
                            ("diploma", "Diploma"),
                            ("degree", "Sarjana"),
                        ],
                        max_length=8,
                        null=True,
                    ),
                ),
                (
                    "squad",
                    models.CharField(
                        choices=[
                            ("readiness", "Kesiapsiagaan dan kewaspadaan dini"),
                            ("security", "Pengamanan"),
                            ("first_aid", "Pertolongan pertama pada korban bencana dan kebakaran"),
                            ("rescue", "Penyelamatan dan evakuasi"),
                            ("kitchen", "Dapur umum"),
                        ],
                        max_length=10,
                        null=True,
                    ),
                ),
                (
                    "post",
                    models.CharField(
                        choices=[
                            ("head", "Kepala"),
                            ("leader", "Kepala pelaksana"),
                            ("commander", "Komandan regu"),
                            ("member", "Anggota"),
                        ],
                        default="member",
                        max_length=10,
                    ),
                ),
                ("card_number", models.CharField(max_length=60, null=True)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(null=True)),
                (
                    "end_reason",
                    models.CharField(
                        choices=[
                            ("died", "Meninggal dunia"),
                            ("resigned", "Mengundurkan diri"),
                            ("moved", "Pindah tempat tinggal"),
                            ("health", "Tidak lagi memenuhi syarat kesehatan"),
                            ("offence", "Perbuatan tercela atau tindak pidana"),
                            ("duty", "Tidak melaksanakan tugas atau janji"),
                            ("party", "Menjadi pengurus partai politik"),
                            ("age", "Mencapai batas usia"),
                        ],
                        max_length=10,
                        null=True,
                    ),
                ),
                ("source", models.CharField(max_length=40, null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "org_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="linmas_members",
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
                "ordering": ["name", "pk"],
                "indexes": [models.Index(fields=["org_unit", "name"], name="linmas_member_name")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True), ("nik_digest__isnull", False)
                        ),
                        fields=("org_unit", "nik_digest"),
                        name="linmas_member_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("nik_digest__isnull", True), ("nik_last_four__isnull", True)),
                            models.Q(
                                ("nik_digest__isnull", False), ("nik_last_four__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="linmas_nik_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end_reason__isnull", True), ("ends_on__isnull", True)),
                            models.Q(
                                ("end_reason__isnull", False),
                                ("ends_on__gte", models.F("starts_on")),
                            ),
                            _connector="OR",
                        ),
                        name="linmas_member_end_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sex__in", ["L", "P"])), name="linmas_sex_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("post__in", ["head", "leader", "commander", "member"])),
                        name="linmas_post_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Decree",
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
                            ("appointment", "Pengangkatan"),
                            ("extension", "Perpanjangan sesudah usia 60"),
                        ],
                        default="appointment",
                        max_length=12,
                    ),
                ),
                ("number", models.CharField(max_length=80)),
                ("signed_on", models.DateField()),
                (
                    "issuer",
                    models.CharField(
                        choices=[
                            ("village_head", "Kepala desa"),
                            ("district_head", "Camat atas nama bupati"),
                            ("police_head", "Kepala Satpol PP atas nama bupati"),
                            ("regent", "Bupati"),
                        ],
                        max_length=14,
                    ),
                ),
                ("issuer_name", models.CharField(max_length=160, null=True)),
                ("holds_from", models.DateField()),
                ("holds_until", models.DateField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_because", models.CharField(max_length=300, null=True)),
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
                    "withdrawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decrees",
                        to="linmas.member",
                    ),
                ),
            ],
            options={
                "ordering": ["holds_from", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("holds_until__isnull", True),
                            ("holds_until__gte", models.F("holds_from")),
                            _connector="OR",
                        ),
                        name="linmas_decree_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "extension"), _negated=True),
                            ("holds_until__isnull", False),
                            _connector="OR",
                        ),
                        name="linmas_extension_ends",
                    ),
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
                        name="linmas_decree_withdrawn_whole",
                    ),
                ],
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
                ("confirmed_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("source", models.CharField(max_length=40, null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "confirmed_by",
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
                    "withdrawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="linmas.event",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="linmas.member",
                    ),
                ),
            ],
            options={
                "ordering": ["event", "member"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        fields=("event", "member"),
                        name="linmas_attendance_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("confirmed_at__isnull", True), ("confirmed_by__isnull", True)
                            ),
                            models.Q(
                                ("confirmed_at__isnull", False), ("confirmed_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="linmas_attendance_confirmed_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)
                            ),
                            models.Q(
                                ("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="linmas_attendance_withdrawn_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MemberCorrection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("field", models.CharField(max_length=20)),
                ("before", models.CharField(max_length=200)),
                ("after", models.CharField(max_length=200)),
                ("reason", models.CharField(max_length=300)),
                ("recorded_at", models.DateTimeField()),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="linmas.member",
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
                "ordering": ["recorded_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Result",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("score", janji.kit.fields.ExactDecimalField(null=True)),
                ("certificate_number", models.CharField(max_length=60, null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "attendance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="results",
                        to="linmas.attendance",
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
    ]

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import janji.kit.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agreements", "0002_initial"),
        ("orgs", "0005_workflow_roles"),
        ("orgs", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="RewardRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.PositiveIntegerField(default=1)),
                ("title", models.CharField(max_length=200)),
                ("version", models.PositiveSmallIntegerField(default=1)),
                (
                    "for_kind",
                    models.CharField(
                        choices=[
                            ("government", "Pemerintah daerah"),
                            ("agency", "Perangkat daerah"),
                            ("district", "Kecamatan"),
                            ("section", "Seksi atau subbagian"),
                            ("village", "Desa"),
                            ("ward", "Kelurahan"),
                        ],
                        max_length=12,
                        null=True,
                    ),
                ),
                (
                    "condition_kind",
                    models.CharField(
                        choices=[
                            (
                                "achievement_below",
                                "Capaian perjanjian di bawah batas, beberapa triwulan berturut-turut",
                            ),
                            (
                                "achievement_from",
                                "Capaian perjanjian mencapai batas, beberapa triwulan berturut-turut",
                            ),
                            (
                                "uncapped_from",
                                "Capaian tanpa batas atas mencapai batas, beberapa triwulan berturut-turut",
                            ),
                            (
                                "band_is",
                                "Predikat capaian tertentu, beberapa triwulan berturut-turut",
                            ),
                            ("agreement_late", "Perjanjian ditandatangani terlambat"),
                            ("quarters_late", "Pengukuran triwulan disampaikan terlambat"),
                            ("paper_late", "Dokumen disampaikan terlambat"),
                            ("followed_up_below", "Tindak lanjut temuan di bawah batas"),
                            ("followed_up_from", "Tindak lanjut temuan mencapai batas"),
                            ("findings_overdue", "Ada temuan yang lewat tenggat"),
                            (
                                "verified_below",
                                "Realisasi dengan bukti terverifikasi di bawah batas",
                            ),
                            (
                                "verified_from",
                                "Realisasi dengan bukti terverifikasi mencapai batas",
                            ),
                        ],
                        max_length=24,
                    ),
                ),
                ("percent", janji.kit.fields.ExactDecimalField(null=True)),
                ("quarters", models.PositiveSmallIntegerField(null=True)),
                ("band", models.CharField(max_length=60, null=True)),
                (
                    "paper",
                    models.CharField(
                        choices=[("lkjip", "Laporan kinerja (LKjIP)")], max_length=24, null=True
                    ),
                ),
                (
                    "effect_kind",
                    models.CharField(
                        choices=[
                            ("award", "Nominasi penghargaan"),
                            ("coaching", "Pembinaan"),
                            ("allowance", "Faktor tambahan penghasilan"),
                            ("revise", "Perintah perubahan perjanjian"),
                            ("improvement", "Kesempatan memperbaiki kinerja"),
                            ("reprimand", "Usulan teguran"),
                            ("placement", "Pertimbangan penempatan jabatan"),
                            ("strategy", "Penyesuaian strategi"),
                            ("policy", "Penyesuaian kebijakan"),
                            ("activity", "Penyesuaian aktivitas"),
                            ("budget", "Penyesuaian anggaran"),
                        ],
                        max_length=16,
                    ),
                ),
                ("change", janji.kit.fields.ExactDecimalField(null=True)),
                (
                    "objection_rule",
                    models.CharField(
                        choices=[
                            ("uu-30-2014", "Keberatan atas keputusan (UU 30/2014)"),
                            ("pp-30-2019", "Keberatan atas hasil penilaian kinerja (PP 30/2019)"),
                        ],
                        max_length=24,
                    ),
                ),
                ("basis_document", models.CharField(max_length=200, null=True)),
                ("basis_article", models.CharField(max_length=200, null=True)),
                ("basis_dated", models.DateField(null=True)),
                (
                    "basis_status",
                    models.CharField(
                        choices=[
                            ("seen", "naskahnya sudah dibaca"),
                            ("memory", "dari ingatan, naskahnya belum dibaca"),
                            ("design", "rancangan, belum ada dasarnya"),
                        ],
                        max_length=8,
                        null=True,
                    ),
                ),
                ("notes", models.TextField(null=True)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Konsep"), ("active", "Berlaku"), ("ended", "Berakhir")],
                        default="draft",
                        max_length=8,
                    ),
                ),
                ("is_example", models.BooleanField(default=False)),
                ("drafted_at", models.DateTimeField()),
                ("activated_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_because", models.CharField(max_length=300, null=True)),
                (
                    "activated_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                        related_name="reward_rules",
                        to="orgs.orgunit",
                    ),
                ),
                (
                    "previous",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="following",
                        to="rewards.rewardrule",
                    ),
                ),
            ],
            options={
                "ordering": ["org_unit__path", "title", "version"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("org_unit", "title", "version"), name="reward_rule_version_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "active", "ended"])),
                        name="reward_rule_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "condition_kind__in",
                                [
                                    "achievement_below",
                                    "achievement_from",
                                    "uncapped_from",
                                    "band_is",
                                    "agreement_late",
                                    "quarters_late",
                                    "paper_late",
                                    "followed_up_below",
                                    "followed_up_from",
                                    "findings_overdue",
                                    "verified_below",
                                    "verified_from",
                                ],
                            )
                        ),
                        name="reward_rule_condition_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "effect_kind__in",
                                [
                                    "award",
                                    "coaching",
                                    "allowance",
                                    "revise",
                                    "improvement",
                                    "reprimand",
                                    "placement",
                                    "strategy",
                                    "policy",
                                    "activity",
                                    "budget",
                                ],
                            )
                        ),
                        name="reward_rule_effect_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="reward_rule_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("activated_at__isnull", True), ("activated_by__isnull", True)
                            ),
                            models.Q(
                                ("activated_at__isnull", False), ("activated_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="reward_rule_activated_by_whom",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="reward_rule_ended_by_whom",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "active"), _negated=True),
                            models.Q(
                                ("activated_at__isnull", False),
                                ("basis_article__isnull", False),
                                ("basis_dated__isnull", False),
                                ("basis_document__isnull", False),
                                ("basis_status", "seen"),
                            ),
                            _connector="OR",
                        ),
                        name="reward_rule_active_on_a_basis",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("activated_by__isnull", True),
                            models.Q(("activated_by", models.F("drafted_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="reward_rule_activated_by_another",
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
                (
                    "rule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="rewards.rewardrule",
                    ),
                ),
                ("edition", models.PositiveIntegerField(default=1)),
                ("year", models.PositiveSmallIntegerField()),
                ("person", models.CharField(max_length=160, null=True)),
                ("position", models.CharField(max_length=200, null=True)),
                ("reasons", models.TextField()),
                ("facts_on", models.DateField()),
                ("stands_on", models.CharField(max_length=20)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Diusulkan"),
                            ("granted", "Dikabulkan"),
                            ("refused", "Tidak dikabulkan"),
                            ("objected", "Keberatan diajukan"),
                            ("answered", "Keberatan dijawab"),
                            ("final", "Final"),
                        ],
                        default="proposed",
                        max_length=8,
                    ),
                ),
                ("proposed_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "agreement",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agreements.agreement",
                    ),
                ),
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
                    "org_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reward_proposals",
                        to="orgs.orgunit",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-proposed_at", "-pk"],
                "indexes": [
                    models.Index(fields=["org_unit", "year"], name="rewards_of_office_and_year")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["proposed", "granted", "refused", "objected", "answered", "final"],
                            )
                        ),
                        name="reward_state_known",
                    ),
                    models.UniqueConstraint(
                        fields=("org_unit", "year", "rule", "stands_on"),
                        name="reward_proposed_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 2000), ("year__lte", 2100)),
                        name="reward_year_sensible",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", True), ("closed_by__isnull", True)),
                            models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="reward_closed_by_whom",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProposalFact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("quarter", models.PositiveSmallIntegerField(null=True)),
                ("label", models.CharField(max_length=200)),
                ("numerator", janji.kit.fields.ExactDecimalField(null=True)),
                ("denominator", janji.kit.fields.ExactDecimalField(null=True)),
                ("said", models.CharField(max_length=200)),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="facts",
                        to="rewards.proposal",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("quarter__isnull", True),
                            models.Q(("quarter__gte", 1), ("quarter__lte", 4)),
                            _connector="OR",
                        ),
                        name="reward_fact_quarter_in_year",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("denominator__isnull", True), ("numerator__isnull", True)),
                            models.Q(("denominator__isnull", False), ("numerator__isnull", False)),
                            _connector="OR",
                        ),
                        name="reward_fact_value_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "proposal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision",
                        to="rewards.proposal",
                    ),
                ),
                ("is_granted", models.BooleanField()),
                ("number", models.CharField(max_length=80)),
                ("decided_on", models.DateField()),
                ("place", models.CharField(max_length=80)),
                ("official_name", models.CharField(max_length=160)),
                ("official_title", models.CharField(max_length=200)),
                ("reasons", models.TextField()),
                ("change", janji.kit.fields.ExactDecimalField(null=True)),
                ("objection_rule", models.CharField(max_length=24)),
                ("decided_at", models.DateTimeField()),
                ("received_on", models.DateField(null=True)),
                ("received_at", models.DateTimeField(null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "government",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.orgunit",
                    ),
                ),
                (
                    "received_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-decided_on", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("government", "number"), name="reward_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("received_at__isnull", True), ("received_by__isnull", True)),
                            models.Q(
                                ("received_at__isnull", False), ("received_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="reward_received_by_whom",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("received_on__isnull", True),
                            ("received_on__gte", models.F("decided_on")),
                            _connector="OR",
                        ),
                        name="reward_received_after_decided",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DecisionPaper",
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
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="paper",
                        to="rewards.decision",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Objection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reasons", models.TextField()),
                ("objected_on", models.DateField()),
                ("objected_at", models.DateTimeField()),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objection",
                        to="rewards.decision",
                    ),
                ),
                (
                    "objected_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ObjectionFile",
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
                    "objection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="rewards.objection",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("accepts", models.BooleanField()),
                ("reasons", models.TextField()),
                ("official_name", models.CharField(max_length=160)),
                ("official_title", models.CharField(max_length=200)),
                ("answered_on", models.DateField()),
                ("answered_at", models.DateTimeField()),
                (
                    "answered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "objection",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answer",
                        to="rewards.objection",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PaperDelivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.PositiveIntegerField(default=1)),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "paper",
                    models.CharField(choices=[("lkjip", "Laporan kinerja (LKjIP)")], max_length=24),
                ),
                ("due_on", models.DateField()),
                ("delivered_on", models.DateField(null=True)),
                ("letter_number", models.CharField(max_length=80, null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "org_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="paper_deliveries",
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
                "ordering": ["-year", "paper"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("org_unit", "year", "paper"), name="reward_paper_once_a_year"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 2000), ("year__lte", 2100)),
                        name="reward_paper_year_sensible",
                    ),
                ],
            },
        ),
    ]

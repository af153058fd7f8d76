import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import janji.kit.fields


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0002_initial"),
        ("orgs", "0005_workflow_roles"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BasisFile",
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
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PaperFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sheet", models.CharField(max_length=4)),
                ("file", models.FileField(upload_to="papers/%Y/%m")),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(db_index=True, max_length=64)),
            ],
            options={
                "ordering": ["sheet"],
            },
        ),
        migrations.CreateModel(
            name="SignedPaper",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=16, unique=True)),
                ("content", models.TextField()),
                ("content_sha256", models.CharField(max_length=64)),
                ("signed_at", models.DateTimeField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="agreement",
            name="agreement_state_known",
        ),
        migrations.AddField(
            model_name="agreement",
            name="basis_date",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="agreement",
            name="basis_kind",
            field=models.CharField(max_length=120, null=True),
        ),
        migrations.AddField(
            model_name="agreement",
            name="basis_number",
            field=models.CharField(max_length=120, null=True),
        ),
        migrations.AddField(
            model_name="agreement",
            name="budget_approved_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="agreement",
            name="completes",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="complements",
                to="agreements.agreement",
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="due_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="agreement",
            name="end_reason",
            field=models.CharField(max_length=1000, null=True),
        ),
        migrations.AddField(
            model_name="agreement",
            name="ended_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="agreement",
            name="ended_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="ends_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="agreement",
            name="first_quarter",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="agreement",
            name="proposed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="agreement",
            name="proposed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="reason",
            field=models.CharField(
                choices=[
                    ("official-changed", "official-changed"),
                    ("strategy-or-budget-changed", "strategy-or-budget-changed"),
                    ("priority-or-assumption-changed", "priority-or-assumption-changed"),
                ],
                max_length=40,
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="revises",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="revisions",
                to="agreements.agreement",
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="starts_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="target",
            name="remaining",
            field=janji.kit.fields.ExactDecimalField(null=True),
        ),
        migrations.AddField(
            model_name="target",
            name="whole",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="parts",
                to="agreements.target",
            ),
        ),
        migrations.AlterField(
            model_name="agreement",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "draft"),
                    ("proposed", "proposed"),
                    ("signed_by_first", "signed_by_first"),
                    ("in_force", "in_force"),
                    ("superseded", "superseded"),
                    ("ended", "ended"),
                ],
                default="draft",
                max_length=16,
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        ["draft", "proposed", "signed_by_first", "in_force", "superseded", "ended"],
                    )
                ),
                name="agreement_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(("first_quarter__gte", 1), ("first_quarter__lte", 4)),
                name="agreement_first_quarter_in_year",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("revises__isnull", True),
                    models.Q(
                        ("basis_date__isnull", False),
                        ("basis_kind__isnull", False),
                        ("basis_number__isnull", False),
                        (
                            "reason__in",
                            [
                                "official-changed",
                                "strategy-or-budget-changed",
                                "priority-or-assumption-changed",
                            ],
                        ),
                    ),
                    _connector="OR",
                ),
                name="revision_says_why_and_on_what_basis",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("proposed_at__isnull", True), ("proposed_by__isnull", True)),
                    models.Q(("proposed_at__isnull", False), ("proposed_by__isnull", False)),
                    _connector="OR",
                ),
                name="proposed_when_and_by_whom",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("end_reason__isnull", True),
                        ("ended_at__isnull", True),
                        ("ended_by__isnull", True),
                    ),
                    models.Q(
                        ("end_reason__isnull", False),
                        ("ended_at__isnull", False),
                        ("ended_by__isnull", False),
                        ("ends_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="agreement_ended_when_whom_and_why",
            ),
        ),
        migrations.AddField(
            model_name="basisfile",
            name="added_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="basisfile",
            name="agreement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="basis_files",
                to="agreements.agreement",
            ),
        ),
        migrations.AddField(
            model_name="signedpaper",
            name="agreement",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="signed_paper",
                to="agreements.agreement",
            ),
        ),
        migrations.AddField(
            model_name="paperfile",
            name="paper",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="files",
                to="agreements.signedpaper",
            ),
        ),
        migrations.AddConstraint(
            model_name="paperfile",
            constraint=models.UniqueConstraint(
                fields=("paper", "sheet"), name="one_paper_file_per_sheet"
            ),
        ),
    ]

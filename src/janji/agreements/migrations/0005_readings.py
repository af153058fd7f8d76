"""What stands in a document beside what was read of it, and corrections that are remembered."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0004_one_in_force"),
        ("orgs", "0006_acting"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="reading",
            name="source",
            field=models.JSONField(null=True),
        ),
        migrations.AddField(
            model_name="reading",
            name="stored",
            field=models.JSONField(null=True),
        ),
        migrations.CreateModel(
            name="ReadingHabit",
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
                            ("office", "office"),
                            ("name", "name"),
                            ("text", "text"),
                            ("unit", "unit"),
                            ("target", "target"),
                        ],
                        max_length=6,
                    ),
                ),
                ("key", models.CharField(max_length=64)),
                ("printed", models.TextField()),
                ("meant", models.TextField()),
                ("learned_at", models.DateTimeField()),
                (
                    "learned_by",
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
                        related_name="reading_habits",
                        to="orgs.orgunit",
                    ),
                ),
            ],
            options={
                "ordering": ["-learned_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("org_unit", "kind", "key"), name="one_meaning_of_words_of_office"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["office", "name", "text", "unit", "target"])
                        ),
                        name="habit_kind_known",
                    ),
                ],
            },
        ),
    ]

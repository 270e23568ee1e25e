"""What was changed on a thing, by whom, from what to what."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("careplan", "0019_next_step_versions"),
        ("circles", "0011_hard_turns"),
    ]

    operations = [
        migrations.CreateModel(
            name="MedicineChange",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("everyone", "Everyone who can see this part"),
                            ("close", "Close circle"),
                            ("only_me", "Only me"),
                        ],
                        default="everyone",
                        max_length=10,
                    ),
                ),
                ("held_until", models.DateField(blank=True, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("appointment", "Appointment"),
                            ("question", "Question"),
                            ("outcome", "Outcome"),
                            ("next_step", "Next Step"),
                            ("treatment", "Treatment"),
                            ("team_member", "Team Member"),
                            ("task", "Task"),
                            ("medicine", "Medicine"),
                        ],
                        max_length=12,
                    ),
                ),
                ("subject_id", models.UUIDField()),
                ("version", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("before", models.JSONField()),
                ("after", models.JSONField()),
                (
                    "author",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="circles.membership",
                    ),
                ),
                (
                    "circle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="circles.circle",
                    ),
                ),
                (
                    "who",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="circles.membership",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["at"], name="medicinechange_by_age")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("subject_id", "version"), name="medicinechange_once_a_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("audience", "only_me"), _negated=True),
                        name="medicinechange_is_never_hidden",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanChange",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("everyone", "Everyone who can see this part"),
                            ("close", "Close circle"),
                            ("only_me", "Only me"),
                        ],
                        default="everyone",
                        max_length=10,
                    ),
                ),
                ("held_until", models.DateField(blank=True, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("appointment", "Appointment"),
                            ("question", "Question"),
                            ("outcome", "Outcome"),
                            ("next_step", "Next Step"),
                            ("treatment", "Treatment"),
                            ("team_member", "Team Member"),
                            ("task", "Task"),
                            ("medicine", "Medicine"),
                        ],
                        max_length=12,
                    ),
                ),
                ("subject_id", models.UUIDField()),
                ("version", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("before", models.JSONField()),
                ("after", models.JSONField()),
                (
                    "author",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="circles.membership",
                    ),
                ),
                (
                    "circle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="circles.circle",
                    ),
                ),
                (
                    "who",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="circles.membership",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["at"], name="planchange_by_age")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("subject_id", "version"), name="planchange_once_a_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("audience", "only_me"), _negated=True),
                        name="planchange_is_never_hidden",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TaskChange",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("everyone", "Everyone who can see this part"),
                            ("close", "Close circle"),
                            ("only_me", "Only me"),
                        ],
                        default="everyone",
                        max_length=10,
                    ),
                ),
                ("held_until", models.DateField(blank=True, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("appointment", "Appointment"),
                            ("question", "Question"),
                            ("outcome", "Outcome"),
                            ("next_step", "Next Step"),
                            ("treatment", "Treatment"),
                            ("team_member", "Team Member"),
                            ("task", "Task"),
                            ("medicine", "Medicine"),
                        ],
                        max_length=12,
                    ),
                ),
                ("subject_id", models.UUIDField()),
                ("version", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("before", models.JSONField()),
                ("after", models.JSONField()),
                (
                    "author",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="circles.membership",
                    ),
                ),
                (
                    "circle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="circles.circle",
                    ),
                ),
                (
                    "who",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="circles.membership",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["at"], name="taskchange_by_age")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("subject_id", "version"), name="taskchange_once_a_version"
                    )
                ],
            },
        ),
    ]

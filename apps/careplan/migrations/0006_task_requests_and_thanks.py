"""Asking one person to take a task, and thanking who did one."""

import uuid

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


def circle_owned():
    """The fields that every row of a circle has."""
    audiences = [
        ("everyone", "Everyone who can see this part"),
        ("close", "Close circle"),
        ("only_me", "Only me"),
    ]
    return [
        (
            "id",
            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
        ),
        ("audience", models.CharField(choices=audiences, default="everyone", max_length=10)),
        ("created_at", models.DateTimeField(auto_now_add=True)),
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
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="circles.circle"
            ),
        ),
    ]


class Migration(migrations.Migration):
    dependencies = [("careplan", "0005_task_one_at_a_time")]

    operations = [
        migrations.CreateModel(
            name="TaskRequest",
            fields=[
                *circle_owned(),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("pending", "Waiting for an answer"),
                            ("accepted", "Yes"),
                            ("refused", "Not this time"),
                            ("taken_back", "No longer asked"),
                        ],
                        default="pending",
                        max_length=10,
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "asked",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="circles.membership",
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="requests",
                        to="careplan.task",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=Q(status="pending"),
                        fields=("task",),
                        name="task_request_one_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=Q(status="pending", answered_at=None)
                        | (~Q(status="pending") & Q(answered_at__isnull=False)),
                        name="task_request_ends_at_a_time",
                    ),
                ],
                "indexes": [
                    models.Index(
                        condition=Q(status="pending"),
                        fields=["asked"],
                        name="task_request_waiting",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TaskThanks",
            fields=[
                *circle_owned(),
                (
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="thanks",
                        to="careplan.task",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("task", "author"), name="task_thanks_once_a_person"
                    )
                ],
            },
        ),
    ]

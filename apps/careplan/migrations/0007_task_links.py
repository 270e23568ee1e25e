"""One task offered by link, and taken by somebody who has no account."""

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
    dependencies = [
        ("careplan", "0006_task_requests_and_thanks"),
        ("circles", "0004_contact_would_help"),
    ]

    operations = [
        migrations.CreateModel(
            name="TaskLink",
            fields=[
                *circle_owned(),
                ("nonce", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("shows_title", models.BooleanField()),
                ("shows_when", models.BooleanField()),
                ("shows_notes", models.BooleanField()),
                ("taken_back_at", models.DateTimeField(blank=True, null=True)),
                (
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="careplan.task",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=Q(taken_back_at=None),
                        fields=("task",),
                        name="task_link_one_at_a_time",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="task",
            name="claimed_contact",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="circles.contact",
            ),
        ),
        migrations.RemoveConstraint(model_name="task", name="task_taken_on_at_a_time"),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=Q(claimed_by=None, claimed_contact=None) | Q(claimed_at__isnull=False),
                name="task_taken_on_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=Q(claimed_by=None) | Q(claimed_contact=None), name="task_has_one_holder"
            ),
        ),
    ]

"""Next steps are versioned like everything else that can be taken off and brought back."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("careplan", "0018_task_moves"),
        ("circles", "0011_hard_turns"),
    ]

    operations = [
        migrations.AddField(
            model_name="nextstep",
            name="changed_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="nextstep",
            name="changed_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="circles.membership",
            ),
        ),
        migrations.AddField(
            model_name="nextstep",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
    ]

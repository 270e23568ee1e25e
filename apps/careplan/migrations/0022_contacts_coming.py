"""A contact's "I'll be there", kept with their seat as a member's is kept with them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("careplan", "0021_lifts"),)

    operations = (
        migrations.AddField(
            "seat", "coming_for", models.PositiveIntegerField(null=True, editable=False)
        ),
    )

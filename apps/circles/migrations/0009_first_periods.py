"""The history of places that were given before it was kept: how each began, and that it was ended."""

from django.db import migrations

BEGAN = """
    INSERT INTO circles_accessperiod
        (membership_id, began_at, role, levels, is_close, starts_on, ends_on, is_over)
    SELECT id, created_at, role, levels, marked_close OR role IN ('patient', 'coordinator'),
        starts_on, ends_on, false
    FROM circles_membership
"""
ENDED = """
    INSERT INTO circles_accessperiod
        (membership_id, began_at, role, levels, is_close, starts_on, ends_on, is_over)
    SELECT id, ended_at, role, levels, marked_close OR role IN ('patient', 'coordinator'),
        starts_on, ends_on, true
    FROM circles_membership
    WHERE ended_at IS NOT NULL
"""


class Migration(migrations.Migration):
    dependencies = [("circles", "0008_access_history")]

    operations = [migrations.RunSQL([BEGAN, ENDED], migrations.RunSQL.noop)]

"""A storm over the reminders: real workers, beats, broker and database are killed while thousands fall due.

``plan`` says what will happen, the same for a seed; ``city`` has the people; ``receivers`` take what is sent;
``machines`` run and die; ``blows`` fall; ``edits`` change minds; ``verdict`` counts at the receivers what became
of it. ``tests/reminders/test_faults.py`` runs a small one, ``script/bench torture`` large ones.
"""

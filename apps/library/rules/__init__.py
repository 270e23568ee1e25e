"""What a shipped article must be, as rules without Django and without a clock.

The files are read by `seed`, judged by `check`; every finding names its file and line.
"""

"""Pages of one's data: taking it out, and having it erased."""

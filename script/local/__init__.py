"""What script/server, script/test and their neighbours do, one noun per file."""

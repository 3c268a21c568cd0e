"""The command line: dateline start, serve, demo, import, show, doctor, backup, restore."""

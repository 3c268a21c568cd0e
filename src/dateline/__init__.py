"""Dateline: a newspaper in a box."""

from dateline.lib import sqlite

__version__ = "0.1.0"

# Before Django opens a database: the SQLite that comes with Python may lose committed pages.
sqlite.install()

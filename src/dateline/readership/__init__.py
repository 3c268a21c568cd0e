"""Counting reads by opaque story uid, and what was read most. Knows no stories and no readers."""

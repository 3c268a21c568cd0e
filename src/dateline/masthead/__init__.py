"""The publication itself: its name, place and zone, front pages, contributors, policies."""

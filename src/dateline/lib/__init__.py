"""Newspaper-free modules by subject. No Django models, no newspaper words."""

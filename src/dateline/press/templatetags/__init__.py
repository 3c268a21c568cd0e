"""The press room's template tags."""

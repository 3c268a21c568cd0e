"""The default look's template tags."""

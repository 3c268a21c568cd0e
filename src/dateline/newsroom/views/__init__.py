"""Pages of the newsroom that Wagtail does not have."""

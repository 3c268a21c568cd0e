"""The default look: templates, static files, formatting tags. No queries."""

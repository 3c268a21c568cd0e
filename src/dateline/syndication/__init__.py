"""What goes out to machines: feeds, sitemaps, JSON-LD."""

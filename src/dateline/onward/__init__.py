"""Where a reader goes next: topics, contributors' stories, the archive by month."""

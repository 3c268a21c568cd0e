"""Settings: the base every site starts from, and the documented DATELINE options."""

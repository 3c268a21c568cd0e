"""The newsstand: hands out what the press printed. No Django, no newsroom database, no secret."""

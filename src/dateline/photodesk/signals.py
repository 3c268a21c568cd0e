"""What the photodesk tells the rooms above it."""

from django.dispatch import Signal

#: Sent with ``picture`` after sizes of it were made.
sizes_made = Signal()

"""What the masthead asks of the rooms above it."""

from django.dispatch import Signal

#: Sent with ``section``; a receiver answers True if the section has published stories.
section_has_published = Signal()

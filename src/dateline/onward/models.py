"""What readers' searches are answered from: a card in the index for each story in print."""

from __future__ import annotations

from django.db import models

from dateline.stories.models import Story


class IndexCard(models.Model):
    """A story in print, as the index finds it.

    Derived: written in the transaction that prints the story, gone with its removal. The database
    itself keeps an inverted index of `terms` (see the first migration of this room), so that no
    way of writing or deleting cards leaves the two apart.
    """

    #: The order of every list of results: the second of first publication, then the story.
    place = models.BigIntegerField(primary_key=True)
    story = models.OneToOneField(Story, on_delete=models.CASCADE, related_name="index_card")
    #: Blank-separated terms; `search.terms` says which and in what order.
    terms = models.TextField()
    #: What readers read below the standfirst, a line for each paragraph: passages are cut from it.
    text = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"card of story {self.story_id}"


class IndexState(models.Model):
    """With which stems the index is made, and how far. There is one at most."""

    #: Snowball's name, or empty.
    stems = models.CharField(max_length=20, blank=True)
    #: `search.terms.FORM` when it was made.
    form = models.PositiveIntegerField()
    #: The number of the last story that got its card; null where all have.
    reached = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return f"index in {self.stems or 'whole words'}"

"""The models of a story, one module a subject."""

from dateline.stories.models.listing import Listing
from dateline.stories.models.parts import Byline, RelatedStory
from dateline.stories.models.releases import HeldRelease
from dateline.stories.models.rows import Correction, LiveEntry, Update
from dateline.stories.models.story import Story
from dateline.stories.models.topic import Topic, TopicAlias, TopStory

__all__ = [
    "Byline",
    "Correction",
    "HeldRelease",
    "Listing",
    "LiveEntry",
    "RelatedStory",
    "Story",
    "TopStory",
    "Topic",
    "TopicAlias",
    "Update",
]

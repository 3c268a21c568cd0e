"""The story's form, laid out for writing: the story, where it stands, when it goes out."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    PublishingPanel,
    TabbedInterface,
)
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.coreutils import cautious_slugify, find_available_slug

from dateline.newsroom.topics_field import TopicsField
from dateline.stories.models import Story
from dateline.stories.topics import topic_named


class StoryForm(WagtailAdminPageForm):
    """Writes a story. Its slug follows the headline until an address is fixed."""

    topics = TopicsField(required=False, label=_("Topics"))
    #: Set by the preview, which stores nothing.
    for_preview = False

    def clean_title(self) -> str:
        """A headline is one line, however it was typed."""
        return " ".join(self.cleaned_data["title"].split())

    def clean(self) -> dict[str, Any]:
        """Refuse new topics from somebody who may not make any."""
        data: dict[str, Any] = super().clean()
        new = [topic.name for topic in data.get("topics", ()) if topic.pk is None]
        if new and self.for_user and not self.for_user.has_perm("dateline_stories.add_topic"):
            words = _("There is no topic “%(name)s”, and you may not make one.")
            self.add_error("topics", ValidationError(words, params={"name": new[0]}))
        return data

    def save(self, commit: bool = True) -> Story:
        """Save the story, its new topics first."""
        topics = self.cleaned_data.get("topics", [])
        if self.for_preview:
            self.cleaned_data["topics"] = [topic for topic in topics if topic.pk]
        else:
            self.cleaned_data["topics"] = [
                topic if topic.pk else topic_named(topic.name) for topic in topics
            ]
        if self.instance.address is None:
            self.instance.slug = free_slug(self.instance)
        story: Story = super().save(commit=commit)
        return story


def free_slug(story: Story) -> str:
    """Return a slug from the headline that no neighbour has; empty for a story not yet placed,
    which gets its slug when it is added to its section."""
    if not story.path:
        return ""
    stem = cautious_slugify(story.title)[:200] or "story"
    return str(find_available_slug(story.get_parent(), stem, ignore_page_id=story.pk))


class DeclaredPanel(Panel):
    """Lists updates and corrections. They are added by their own buttons, and never edited."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "dateline/newsroom/declared_panel.html"

        def is_shown(self) -> bool:
            """Only a stored story has any."""
            return bool(self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Hand out the rows, newest first. Two queries."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            context["updates"] = self.instance.updates.all()
            context["corrections"] = self.instance.corrections.all()
            return context


def _story_tab() -> ObjectList:
    return ObjectList(
        [
            FieldPanel("kicker"),
            FieldPanel(
                "title",
                heading=_("Headline"),
                widget=AdminAutoHeightTextInput(attrs={"placeholder": _("Headline")}),
                help_text=_("What happened, in the words a reader would use."),
                classname="title",
            ),
            FieldPanel("short_headline"),
            FieldPanel("standfirst"),
            InlinePanel("bylines", heading=_("Bylines"), label=_("Byline")),
            FieldPanel("body"),
        ],
        heading=_("Story"),
    )


def _place_tab() -> ObjectList:
    return ObjectList(
        [
            FieldRowPanel([FieldPanel("kind"), FieldPanel("place")]),
            FieldPanel("topics"),
            MultiFieldPanel(
                [FieldPanel("lead_picture"), FieldPanel("lead_caption")],
                heading=_("Lead picture"),
            ),
            FieldRowPanel([FieldPanel("source_line"), FieldPanel("sponsor")]),
            InlinePanel("chosen", heading=_("Beside it"), label=_("Story")),
        ],
        heading=_("Picture, kind, topics"),
    )


def _planning_tab() -> ObjectList:
    return ObjectList(
        [
            HelpPanel(
                template="dateline/newsroom/planning_help.html", heading=_("When it goes out")
            ),
            FieldPanel("embargo_until"),
            PublishingPanel(
                help_text=_("Choose when it should go out, and whether it goes again.")
            ),
            DeclaredPanel(heading=_("Updates and corrections")),
            CommentPanel(),
        ],
        heading=_("Planning"),
    )


def lay_out() -> None:
    """Give the story its form. Runs once, before Wagtail reads it."""
    Story.base_form_class = StoryForm
    Story.edit_handler = TabbedInterface(
        [_story_tab(), _place_tab(), _planning_tab()], base_form_class=StoryForm
    )

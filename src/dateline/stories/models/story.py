"""The story: its fields, and the rules by which Wagtail's machinery may touch them.

What must hold whatever path is taken (form, bulk action, schedule, workflow, code) is done
here or in `dateline.stories.print_state`, never in a view.
"""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Page
from wagtail.search import index

from dateline.masthead.models import Section, reader_url_parts
from dateline.stories import desk, print_state, review
from dateline.stories.blocks import STORY_BLOCKS
from dateline.stories.gate import clean_stream
from dateline.stories.permissions import StoryPermissions
from dateline.stories.publishing import PublishStory
from dateline.stories.queries import StoryManager

if TYPE_CHECKING:
    from dateline.stories.models.rows import LiveEntry

#: Columns that belong to the story as a whole. No revision, old or new, may set them.
KEPT = (
    "uid",
    "address",
    "section_id",
    "printed_at",
    "in_print",
    "expires_at",
    "updated_at",
    "imported_from",
)
#: The same, as ``update_fields`` may name them.
KEPT_NAMES = {*KEPT, "section"}
#: Columns in which Wagtail notes where things stand: none of them is a word that readers see.
BOOKKEEPING = frozenset(
    "live has_unpublished_changes latest_revision latest_revision_id latest_revision_created_at "
    "live_revision live_revision_id last_published_at first_published_at draft_title locked "
    "locked_at locked_by locked_by_id expired expire_at go_live_at".split()
)


class Story(Page):
    """One article of the paper."""

    class Kind(models.TextChoices):
        NEWS = "news", _("News")
        ANALYSIS = "analysis", _("Analysis")
        INVESTIGATION = "investigation", _("Investigation")
        FEATURE = "feature", _("Feature")
        OPINION = "opinion", _("Opinion")
        REVIEW = "review", _("Review")
        INTERVIEW = "interview", _("Interview")
        OBITUARY = "obituary", _("Obituary")
        EXPLAINER = "explainer", _("Explainer")
        LIVE = "live", _("Live")
        LETTERS = "letters", _("Letters")
        BRIEF = "brief", _("Brief")
        SPONSORED = "sponsored", _("Sponsored")

    # What identifies it for ever, and where it stands (see KEPT).
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # Null, not empty, before the first publication: only addresses that exist are unique.
    address = models.CharField(max_length=400, unique=True, null=True, editable=False)  # noqa: DJ001
    section = models.ForeignKey(
        Section, null=True, on_delete=models.PROTECT, related_name="stories", editable=False
    )
    printed_at = models.DateTimeField(null=True, editable=False)
    in_print = models.BooleanField(default=False, editable=False)
    # Wagtail's `expire_at` while the story is live: Wagtail keeps that one without an index.
    expires_at = models.DateTimeField(null=True, editable=False)
    updated_at = models.DateTimeField(null=True, editable=False)
    imported_from = models.CharField(
        max_length=600, blank=True, default="", db_index=True, editable=False
    )

    # What is written.
    kind = models.CharField(_("kind"), max_length=16, choices=Kind, default=Kind.NEWS)
    kicker = models.CharField(_("kicker"), max_length=60, blank=True)
    short_headline = models.CharField(
        _("short headline"),
        max_length=120,
        blank=True,
        help_text=_("For the front, where the headline is too long for it."),
    )
    standfirst = models.TextField(_("standfirst"), blank=True)
    place = models.CharField(
        _("place"), max_length=80, blank=True, help_text=_("Where it was filed from.")
    )
    topics = ParentalManyToManyField(
        "dateline_stories.Topic", blank=True, related_name="stories", verbose_name=_("topics")
    )
    lead_picture = models.ForeignKey(
        get_image_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("lead picture"),
    )
    lead_caption = models.TextField(
        _("lead caption"), blank=True, help_text=_("Empty: the picture's own caption.")
    )
    source_line = models.CharField(
        _("source or agency line"), max_length=200, blank=True, help_text=_("With Coastal Press.")
    )
    sponsor = models.CharField(
        _("paid for by"), max_length=120, blank=True, help_text=_("Sponsored stories only.")
    )
    body = StreamField(STORY_BLOCKS, verbose_name=_("text"), blank=True)
    embargo_until = models.DateTimeField(
        _("embargo until"),
        null=True,
        blank=True,
        help_text=_("Nothing of it is public earlier, whatever else is planned."),
    )

    objects = StoryManager()

    parent_page_types = ["dateline_masthead.Section"]
    subpage_types: list[str] = []
    # A copy's own revision is live, not that of its original.
    exclude_fields_in_copy = [*(name.removesuffix("_id") for name in KEPT), "live_revision"]
    search_fields = [
        *Page.search_fields,
        index.SearchField("standfirst"),
        index.SearchField("body"),
        index.FilterField("kind"),
    ]

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        indexes = [
            # Of what is in print only: SQLite uses no index that begins with a yes or no, since
            # Django asks for `in_print` and not for `in_print = 1`.
            models.Index(
                fields=["section", "-printed_at", "-page_ptr"],
                name="story_section_list",
                condition=models.Q(in_print=True),
            ),
            models.Index(
                fields=["-printed_at", "-page_ptr"],
                name="story_list",
                condition=models.Q(in_print=True),
            ),
            # What a front looks for by its kind: opinion, live coverage.
            models.Index(
                fields=["kind", "-printed_at", "-page_ptr"],
                name="story_kind_list",
                condition=models.Q(in_print=True),
            ),
            # The worker looks every few seconds for what is due.
            models.Index(
                fields=["expires_at"],
                name="story_expiries",
                condition=models.Q(expires_at__isnull=False),
            ),
            models.Index(
                fields=["embargo_until"],
                name="story_embargoes",
                condition=models.Q(in_print=False, embargo_until__isnull=False),
            ),
        ]

    @property
    def headline(self) -> str:
        """Wagtail's title, in the newspaper's word."""
        return self.title

    @property
    def release_at(self) -> datetime | None:
        """The earliest moment at which it may be public: plan or embargo, the later one."""
        moments = [at for at in (self.go_live_at, self.embargo_until) if at is not None]
        return max(moments, default=None)

    def get_url_parts(self, request=None):
        """A story is public at its address; before it has one there is no URL."""
        return reader_url_parts(self.address) if self.address else None

    def permissions_for_user(self, user: Any) -> StoryPermissions:
        """Return what `user` may do to this story."""
        return StoryPermissions(user, self)

    def serve_preview(self, request, mode_name):
        """Show what readers will get."""
        from dateline.stories.preview import answer

        return answer(self)

    def clean(self) -> None:
        """Keep the plan behind the embargo, and the sponsor's mark with its kind."""
        super().clean()
        if self.expire_at and self.release_at and self.expire_at <= self.release_at:
            raise ValidationError({"expire_at": _("It would expire before it may be published.")})
        if self.kind != self.Kind.SPONSORED and self.sponsor:
            raise ValidationError({"sponsor": _("Only a sponsored story names who paid for it.")})

    # How Wagtail may touch it.

    @transaction.atomic
    def save(self, clean: bool = True, user: Any = None, log_action: Any = False, **kwargs: Any):
        """Save, with the kept columns as the database has them, and settle what is in print.

        An instance may be hours old: were its columns written as they are, it would take an
        address back that the story got meanwhile. Print state is settled here and not in
        ``post_save``, which Django sends before bylines and topics are written.
        """
        if self._state.adding:
            self._refuse_alias()
        named = kwargs.get("update_fields")
        if named is None:
            self.body = clean_stream(self.body)
            self._round_up_moments()
        if self.pk and not self._state.adding and (named is None or {*named} & KEPT_NAMES):
            self._take_kept_columns()
        result = super().save(clean=clean, user=user, log_action=log_action, **kwargs)
        rewritten = named is None or not {*named} <= BOOKKEEPING
        print_state.settle(self.pk, rewritten=rewritten)
        self._take_kept_columns()
        return result

    def _take_kept_columns(self) -> None:
        rows = type(self)._base_manager.filter(pk=self.pk)
        kept = rows.values(*KEPT, "first_published_at").first() or {}
        if self.first_published_at is not None:  # an import may say when it was; nobody unsays it
            kept.pop("first_published_at", None)
        for name, value in kept.items():
            setattr(self, name, value)

    def _round_up_moments(self) -> None:
        """Plan and embargo are whole seconds: a revision is JSON, which would cut them off."""
        for name in ("go_live_at", "embargo_until"):
            at = getattr(self, name)
            if at is not None and at.microsecond:
                setattr(self, name, at.replace(microsecond=0) + timedelta(seconds=1))

    def _refuse_alias(self) -> None:
        """Raise `desk.NotReady` for an alias: it would be the same story at a second address."""
        if self.alias_of_id is not None:
            words = _("A story stands in one section. Move it, or make a copy of its own.")
            original = type(self)._base_manager.get(pk=self.alias_of_id)
            raise desk.NotReady(original, [desk.Finding("section", str(words), blocks=True)])

    def with_content_json(self, content: dict[str, Any]) -> Story:
        """Return the story as a revision has it, with what no revision may change.

        The embargo of the story and that of the revision both hold: the later one wins, so
        that an older draft cannot lift it.
        """
        story: Story = super().with_content_json(content)
        for name in KEPT:
            setattr(story, name, getattr(self, name))
        if self.first_published_at is not None:
            story.first_published_at = self.first_published_at
        embargoes = [at for at in (self.embargo_until, story.embargo_until) if at is not None]
        story.embargo_until = max(embargoes, default=None)
        return story

    @transaction.atomic
    def publish(
        self,
        revision: Any,
        user: Any = None,
        changed: bool = True,
        log_action: Any = True,
        previous_revision: Any = None,
        skip_permission_checks: bool = False,
    ) -> Any:
        """Publish `revision`, or schedule it for its release moment, in one transaction.

        Raises `desk.NotReady` with the findings that block; nothing is changed then.
        """
        print_state.hold(self.pk)
        # Read before that, the story could lack a draft that was saved since.
        revision.content_object = type(self)._base_manager.get(pk=self.pk)
        review.hold(revision)
        desk.refuse_unready(revision.as_object())
        return PublishStory(
            revision,
            user=user,
            changed=changed,
            log_action=log_action,
            previous_revision=previous_revision,
        ).execute(skip_permission_checks=skip_permission_checks)

    @transaction.atomic
    def unpublish(self, *args: Any, **kwargs: Any) -> Any:
        """Take the story out of print, in one transaction."""
        print_state.hold(self.pk)
        return super().unpublish(*args, **kwargs)

    @transaction.atomic
    def move(self, *args: Any, **kwargs: Any) -> Any:
        """Move the story to another section, in one transaction. Its address stays."""
        return super().move(*args, **kwargs)

    @transaction.atomic
    def save_revision(self, *args: Any, overwrite_revision: Any = None, **kwargs: Any) -> Any:
        """Save a draft; never over a revision that is live, scheduled or under review.

        Autosave asks to overwrite the revision it wrote last. Where that one is no longer a
        mere draft, a new revision is written instead, and nothing is lost.
        """
        if overwrite_revision is not None:
            print_state.hold(self.pk)
        if overwrite_revision is not None and review.is_settled(overwrite_revision, self):
            overwrite_revision = None
        self.body = clean_stream(self.body)
        self._round_up_moments()
        return super().save_revision(*args, overwrite_revision=overwrite_revision, **kwargs)

    def coverage(self) -> list[LiveEntry]:
        """The entries of live coverage that stand, newest first. One query unless prefetched."""
        return [entry for entry in self.entries.all() if not entry.withdrawn]

    def may_be_public(self, now: datetime | None = None) -> bool:
        """Whether the release moment of the row has passed."""
        release = self.embargo_until
        return release is None or release <= (now or timezone.now())

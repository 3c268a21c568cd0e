"""A made-up paper for the look: contexts of every kind, and a press that needs no database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.template import loader
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from dateline.broadsheet.charts import draw
from dateline.fronts.contexts import (
    BannerContext,
    EntryLineContext,
    FrontContext,
    LiveContext,
    StripContext,
    VoiceContext,
)
from dateline.masthead.contexts import LinkContext, PaperContext, PolicyContext
from dateline.onward.contexts import (
    ContributorContext,
    ListContext,
    MissingContext,
    MonthContext,
    MonthLink,
    OnwardContext,
)
from dateline.photodesk.contexts import PictureContext, SourceContext
from dateline.press.holes import Marks
from dateline.stories import body
from dateline.stories.contexts import (
    BylineContext,
    CardContext,
    DeclaredContext,
    EntryContext,
    StoryContext,
)
from dateline.syndication.contexts import HeadContext

AT = datetime(2026, 11, 22, 6, 30, tzinfo=UTC)
#: What stands in the dateline bar when a page is handed out.
TODAY = b'<time class="today" datetime="2026-12-24">Thursday 24 December 2026</time>'
MOST_READ = "most_read:somewhere"
LATEST = b'<section aria-labelledby="most-read"><h2 id="most-read">Latest</h2>'
LATEST += b'<ol><li><a href="/a/">A story</a></li></ol></section>'
WEATHER = '<li class="weather">8\u00a0°C, rain <small>· MET Norway, 14:05</small></li>'.encode()
HOSTILE = "<script>alert(1)</script> & \"quotes\" 'too'"
CITY, SEA = LinkContext("City", "/city/"), LinkContext("Sea", "/sea/")

PAPER = PaperContext(
    name="The Test Courier",
    nameplate=mark_safe(""),
    motto="Harbour and hill",
    place="Larkhaven",
    language="en-GB",
    direction="ltr",
    time_zone="Europe/Berlin",
    url="https://courier.example",
    navigation=(CITY, SEA),
    policies=(
        LinkContext("Corrections", "/corrections/"),
        LinkContext("Who owns us", "/ownership/"),
    ),
    demonstration=False,
    year=2026,
)
HEAD = HeadContext(
    title="A page · The Test Courier",
    description="What it says",
    canonical="https://courier.example/a/",
    robots="",
    graph=(("og:title", "A page"),),
    json_ld=mark_safe('{"@context": "https://schema.org"}'),
    feeds=(LinkContext("The Test Courier", "/feed.rss"),),
    atom_feeds=(LinkContext("The Test Courier", "/feed.atom"),),
)
PICTURE = PictureContext(
    sources=(
        SourceContext("image/avif", "/media/a.avif 480w, /media/b.avif 800w"),
        SourceContext("image/webp", "/media/b.webp 800w"),
    ),
    src="/media/c.jpg",
    width=1440,
    height=960,
    alt="A pier",
    caption="The pier at dawn.",
    credit="Pieter Sandoval",
    licence="CC BY 4.0",
    large="/media/c.jpg",
    large_width=1440,
    large_height=960,
)
CARD = CardContext(
    uid="1",
    headline="The ferry sails again",
    short_headline="Ferry sails",
    address="/sea/2026/11/22/ferry/",
    kind="news",
    kind_word="",
    kicker="Ferries",
    standfirst="After two days of storm.",
    section=SEA,
    bylines=(
        BylineContext("Jonah Prideaux", "Sea", "/by/jonah-prideaux/"),
        BylineContext("Coastal Press", "", ""),
    ),
    printed_at=AT,
    updated_at=None,
    picture=PICTURE,
    sponsor="",
)
_TABLE = body.Table("Who says what", ("Who", "Sum"), (("City", "1,140"), ("Union", "3,000")), "Us")


def card(number: int, **fields: Any) -> CardContext:
    """Return another story, `number` hours older."""
    return replace(
        CARD,
        uid=str(number),
        headline=f"Story {number}",
        short_headline=f"Story {number}",
        address=f"/sea/2026/11/21/story-{number}/",
        printed_at=AT - timedelta(hours=number),
        **fields,
    )


def cards(count: int, **fields: Any) -> tuple[CardContext, ...]:
    """Return `count` stories, every other one without a picture."""
    return tuple(
        card(number, **({"picture": None} if number % 2 else {}) | fields)
        for number in range(1, count + 1)
    )


def block(kind: str, value: Any, anchor: str = "") -> body.BlockContext:
    """Return a block of a body."""
    return body.BlockContext(kind, anchor or f"b-{kind}", value, 0)


def text(words: str, anchor: str = "b-text") -> body.BlockContext:
    """Return a paragraph."""
    return block("text", format_html("<p>{}</p>", words), anchor)


def every_block() -> tuple[body.BlockContext, ...]:
    """Return one block of every kind."""
    markup = mark_safe("<p>Some <b>words</b>.</p>")
    chart = draw("bar", _TABLE.title, "homes", _TABLE.headings, _TABLE.rows)
    media = body.Media("video", "The gale", "/media/gale.mp4", "", "", PICTURE, "Gale", "Us")
    return (
        text("The ferry sailed at noon."),
        block("subheading", "What comes next"),
        block("quote", body.Quote(markup, "Agnes Muir", "chair")),
        block("picture", PICTURE),
        block("gallery", body.Gallery("The week", (PICTURE, PICTURE))),
        block("media", media),
        block("table", _TABLE),
        block("chart", body.ChartBlock(chart, _TABLE)),
        block("document", body.Document("The report", "/media/report.pdf", "PDF", 123_456)),
        block("factbox", body.FactBox("In short", markup)),
        block("qa", body.Questions("Answers", (("Why?", markup), ("When?", markup)))),
        block("timeline", body.Timeline("The day", (("09:00", markup), ("10:00", markup)))),
        block("pullquote", body.PullQuote("Nobody has written that sheet", "Agnes Muir")),
        block("related", body.Related("What pier 17 told", "/city/pier/")),
        block("note", body.Note("method", "method", markup)),
    )


def story(kind: str = "news", **fields: Any) -> StoryContext:
    """Return a story on its page, with everything a story can have."""
    word = "" if kind in {"news", "feature", "brief"} else kind.capitalize()
    sponsor = "Port Authority" if kind == "sponsored" else ""
    entries = tuple(
        EntryContext(
            anchor=f"entry-{n}",
            at=AT + timedelta(hours=n),
            headline=f"Entry {n}",
            by="Jonah Prideaux",
            key=n == 2,
            body=(text("It blows.", f"e-{n}"),),
        )
        for n in (3, 2, 1)
    )
    whole = StoryContext(
        card=replace(CARD, kind=kind, kind_word=word, sponsor=sponsor),
        place="Larkhaven",
        source_line="With reports by Coastal Press",
        lead=PICTURE,
        body=every_block(),
        topics=(LinkContext("Ferries", "/topics/ferries/"),),
        updates=(DeclaredContext(AT, mark_safe("<p>The answer added.</p>"), "update-1"),),
        corrections=(DeclaredContext(AT, mark_safe("<p>31, not 33.</p>"), "correction-1"),),
        entries=entries if kind == "live" else (),
        key_entries=entries[1:2] if kind == "live" else (),
        words=400,
    )
    return replace(whole, **fields)


#: A story with nothing but a headline and a paragraph.
BARE = StoryContext(
    card=replace(CARD, kicker="", standfirst="", section=None, bylines=(), picture=None),
    place="",
    source_line="",
    lead=None,
    body=(text("Words."),),
    topics=(),
    updates=(),
    corrections=(),
    entries=(),
    key_entries=(),
    words=1,
)

NOWHERE = OnwardContext(stories=(), section=(), topics=())
ONWARD = OnwardContext(
    stories=cards(3), section=cards(4), topics=(LinkContext("Harbour", "/topics/harbour/"),)
)

KINDS = (
    "news analysis investigation feature opinion review interview obituary explainer live "
    "letters brief sponsored"
).split()
_MONTH = MonthLink(date(2026, 10, 1), "/sea/2026/10/")
_LIST = ListContext(
    title="Sea",
    address="/sea/",
    description="Harbour and sound.",
    cards=cards(9),
    months=(_MONTH,),
    feeds=(LinkContext("RSS", "/sea/feed"),),
    most_read=MOST_READ,
)
_STRIPS = (
    StripContext(
        "opinion", LinkContext("", ""), cards(2), tuple(VoiceContext(c, PICTURE) for c in cards(2))
    ),
    StripContext("strip", CITY, cards(4)),
    StripContext(
        "pictures", LinkContext("", ""), tuple(replace(c, picture=PICTURE) for c in cards(3))
    ),
    StripContext("topic", LinkContext("The bridge", "/topics/bridge/"), cards(2)),
)
_LIVE = LiveContext(CARD, (EntryLineContext(AT, "The sitting opens", "/a/#entry-1"),))
_BANNER = BannerContext("Ferry", "No boat before noon", "/ferry/", AT)
_HOME = FrontContext(True, "", "/", "", "day", CARD, None, cards(6), _STRIPS)
_HOME = replace(_HOME, most_read=MOST_READ)
_EMPTY = replace(_HOME, most_read="", lead=None, seconds=(), strips=())
_SECTION = FrontContext(
    False, "Sea", "/sea/", "Harbour and sound.", "day", CARD, None, cards(6), (),
    river=cards(9), months=(_MONTH,), feeds=(LinkContext("RSS", "/sea/feed"),),
)  # fmt: skip
_PERSON = ContributorContext(
    "Jonah Prideaux", "Sea", ("Fishing", "Ferries"), "He sails.", "jonah@courier.example", PICTURE
)
_POLICY = PolicyContext("Corrections", "/corrections/", mark_safe("<p>We put it right.</p>"), AT)


def pages() -> dict[str, tuple[list[str], dict[str, Any]]]:
    """Return every page of the paper: its templates and what they are given."""
    found: dict[str, tuple[list[str], dict[str, Any]]] = {
        "home": (["fronts/home"], {"front": _HOME}),
        "live home": (["fronts/home"], {"front": replace(_HOME, live=_LIVE, banner=_BANNER)}),
        "big home": (["fronts/home"], {"front": replace(_HOME, live=_LIVE, layout="big")}),
        "empty home": (["fronts/home"], {"front": _EMPTY}),
        "home of one": (["fronts/home"], {"front": replace(_EMPTY, lead=CARD)}),
        "section": (["fronts/section"], {"front": _SECTION}),
        "empty section": (
            ["fronts/section"],
            {"front": replace(_SECTION, lead=None, seconds=(), river=(), months=(), feeds=())},
        ),
        "section of one": (["fronts/section"], {"front": replace(_SECTION, seconds=(), river=())}),
        "month": (
            ["onward/month"],
            {"month": MonthContext(SEA, date(2026, 11, 1), cards(3), _MONTH, None)},
        ),
        "topic": (
            ["onward/topic"],
            {"list": replace(_LIST, months=(), chosen=cards(3), most_read=MOST_READ)},
        ),
        "contributor": (
            ["onward/contributor"],
            {"contributor": _PERSON, "list": replace(_LIST, months=())},
        ),
        "policy": (["masthead/policy"], {"policy": _POLICY}),
        "not-found": (["onward/not-found"], {"missing": MissingContext("/no/where/", cards(3))}),
        "gone": (["onward/gone"], {"missing": MissingContext("/once/here/", ())}),
        "away": (["onward/away"], {"missing": MissingContext("503", cards(3))}),
        "bare story": (["stories/story"], {"story": BARE, "onward": NOWHERE, "draft": False}),
        "preview": (["stories/story"], {"story": BARE, "onward": NOWHERE, "draft": True}),
    }
    for kind in KINDS:
        templates = [f"stories/story--{kind}", "stories/story"]
        found[kind] = (templates, {"story": story(kind), "onward": ONWARD, "draft": False})
    return found


def printed(name: str, paper: PaperContext = PAPER, **given: Any) -> str:
    """Return page `name` as HTML, with today's date in its hole."""
    templates, context = pages()[name]
    return set_page(templates, paper, **(context | given))


def set_page(templates: list[str], paper: PaperContext = PAPER, **context: Any) -> str:
    """Return a page made by the first of `templates` there is."""
    marks = Marks()
    context = {"paper": paper, "head": HEAD, "hole_marks": marks} | context
    names = [f"dateline/{template}.html" for template in templates]
    with translation.override(paper.language):
        html = loader.select_template(names).render(context)
    filled = {"today": TODAY, "weather": WEATHER, "most_read": LATEST, MOST_READ: LATEST}
    segments, names = marks.split(html)
    rest = (filled[name] + segment for name, segment in zip(names, segments[1:], strict=True))
    return b"".join([segments[0], *rest]).decode()

"""What closes a page under its story, and what stands between its paragraphs."""

from __future__ import annotations

import pytest

from dateline.morgue.pages import read_page, read_scrape, texts
from tests.morgue.pages.page import PARAGRAPHS, article, page, read

FIRST, *REST = PARAGRAPHS

NOTICES = [
    "This article is exclusive to subscribers of the Bell, who can read all of it at any time.",
    "Cet article est réservé aux abonnés. Il vous reste 70 % de cet article à lire.",
    "Dieser Text ist nur für Abonnenten; jetzt abonnieren und alles lesen, was wir schreiben.",
    "Comments are moderated and must keep to our house rules, which you find on the help page.",
    "Do you have a story to tell about the bridge? Share your story with us at desk@bell.example.",
    "Follow the Bell on Facebook and Instagram for more stories from the harbour and the town.",
    "Síguenos en nuestras redes para no perderte ninguna noticia del puerto y de la ciudad.",
    "Sponsored by Harbour Savings, the bank that has kept the town's money dry since 1911.",
    "Transcripts are created on a rush deadline by a contractor and may be changed later on.",
    "Ines Okafor is a reporter at the Larkhaven Bell who covers the harbour and its bridges.",
    "Reporting by Ines Okafor; editing by Tomas Reyl",
    "Read more: The ferry is late again and nobody says why",
]


@pytest.mark.parametrize("notice", NOTICES)
def test_a_closing_notice_is_cut_and_listed(notice: str) -> None:
    copy = read(article() + f"<p>{notice}</p>")
    assert texts(copy)["paragraphs"] == list(PARAGRAPHS)


def test_several_notices_with_their_headings_are_cut_together() -> None:
    tail = f"<p><b>Your voice</b></p><p>{NOTICES[3]}</p><h3>Stay close</h3><p>{NOTICES[5]}</p>"
    assert texts(read(article() + tail))["paragraphs"] == list(PARAGRAPHS)


@pytest.mark.parametrize("notice", [*NOTICES[:5], *NOTICES[6:-1]])
def test_the_same_words_inside_a_story_stay(notice: str) -> None:
    long = "".join(f"<p>{text}</p>" for text in (FIRST, notice, *REST))
    assert texts(read(long))["paragraphs"] == [FIRST, notice, *REST]


def test_somebody_who_speaks_at_the_end_is_heard() -> None:
    last = "“Tell us what you saw,” said the keeper, “and share your story with the town.”"
    assert texts(read(article() + f"<p>{last}</p>"))["paragraphs"] == [*PARAGRAPHS, last]


def test_pointers_to_other_stories_are_furniture_wherever_they_stand() -> None:
    line = "Read more: Why is the ferry late again?"
    assert texts(read(article(f"<p>{line}</p>")))["paragraphs"] == list(PARAGRAPHS)
    scrape = "\n\n".join(["Swing bridge to close for good", FIRST, line, *REST])
    assert texts(read_scrape(scrape.encode(), source="b.txt"))["paragraphs"] == list(PARAGRAPHS)


@pytest.mark.parametrize("line", ["<p><b>What was decided</b></p>", "<h2>What was decided</h2>"])
def test_a_short_bold_line_between_paragraphs_is_a_subheading(line: str) -> None:
    copy = read(article(line))
    assert [b["value"] for b in copy.body if b["type"] == "subheading"] == ["What was decided"]


def test_a_bold_sentence_is_a_paragraph() -> None:
    copy = read(article("<p><b>The bridge will be gone by the first day of March.</b></p>"))
    assert not any(block["type"] == "subheading" for block in copy.body)


def test_a_marked_heading_over_the_text_is_the_standfirst() -> None:
    said = "After nine years of argument the council votes eleven to four"
    copy = read(f'<h2 class="subtitle">{said}</h2>' + article())
    assert copy.standfirst in ("", said)
    assert said not in texts(copy)["paragraphs"]


@pytest.mark.parametrize("title", ["The Larkhaven Bell | {}", "{} | The Larkhaven Bell"])
def test_the_sites_name_is_cut_in_front_of_a_title_and_behind_it(title: str) -> None:
    headline = "Swing bridge to close for good"
    html = page(article()).replace(f"<h1>{headline}</h1>", "")
    meta = f'<meta property="og:title" content="{title.format(headline)}"></head>'
    copy = read_page(html.replace("</head>", meta).encode(), source="bridge.html")
    assert copy.headline == headline

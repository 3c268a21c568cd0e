"""Writes small exports of WordPress, whole ones and broken ones, and reads them."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

from dateline.morgue.account import Item
from dateline.morgue.copy import OldStory
from dateline.morgue.mapping import Mapping
from dateline.morgue.wordpress import Export, Reader
from dateline.morgue.wordpress.entries import Entry
from dateline.morgue.wordpress.read import Unread

OLD = "https://old.example"
SPACES = (
    'xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"'
)
END = "</channel></rss>"


def begin(
    head: str = "", *, address: str = OLD, spaces: str = SPACES, declared: str = "UTF-8"
) -> str:
    """Return the beginning of an export, up to its first item."""
    return (
        f'<?xml version="1.0" encoding="{declared}"?>\n<rss version="2.0" {spaces}><channel>'
        f"<title>The Old Pier</title><link>{address}</link><wp:wxr_version>1.2</wp:wxr_version>"
        f"<wp:base_blog_url>{address}</wp:base_blog_url>{head}\n"
    )


def item(
    number: int | str = 7, content: str = "<p>Words.</p>", more: str = "", **fields: str
) -> str:
    """Return an item; `fields` are named as WordPress names them, an empty one is left out."""
    told = {
        "title": "A pier stands",
        "link": f"{OLD}/2011/05/a-pier-stands/",
        "dc__creator": "ada",
        "wp__post_id": str(number),
        "wp__post_date": "2011-05-02 10:00:00",
        "wp__post_date_gmt": "2011-05-02 08:00:00",
        "wp__post_name": "a-pier-stands",
        "wp__status": "publish",
        "wp__post_type": "post",
        **fields,
    }
    parts = []
    for name, value in told.items():
        tag = name.replace("__", ":")
        if value:
            parts.append(f"<{tag}><![CDATA[{value}]]></{tag}>")
    body = f"<content:encoded><![CDATA[{content}]]></content:encoded>"
    return f"<item>{''.join(parts)}{body}{more}</item>\n"


def meta(key: str, value: str) -> str:
    return (
        f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key>"
        f"<wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>"
    )


def term(domain: str, slug: str, name: str) -> str:
    return f'<category domain="{domain}" nicename="{slug}"><![CDATA[{name}]]></category>'


def category(slug: str, name: str, parent: str = "") -> str:
    return (
        f"<wp:category><wp:category_nicename>{slug}</wp:category_nicename><wp:category_parent>"
        f"{parent}</wp:category_parent><wp:cat_name><![CDATA[{name}]]></wp:cat_name></wp:category>"
    )


def attachment(number: int, file: str, *, parent: int = 0, caption: str = "", alt: str = "") -> str:
    return item(
        number, "", f"<excerpt:encoded><![CDATA[{caption}]]></excerpt:encoded>"
        + meta("_wp_attachment_image_alt", alt),
        wp__post_type="attachment", wp__status="inherit", wp__post_parent=str(parent),
        wp__attachment_url=f"{OLD}/files/{file}", title=file,
    )  # fmt: skip


def written(folder: Path, text: str | bytes, name: str = "export.xml") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def whole(*items: str, head: str = "", address: str = OLD) -> str:
    return begin(head, address=address) + "".join(items) + END


def entries(path: Path) -> list[Entry | Unread]:
    return list(Export(path).entries())


def read(
    path: Path, mapping: Mapping | None = None, zone: str = "Europe/Paris"
) -> list[OldStory | Item]:
    return list(Reader([Export(path)], mapping or Mapping(), ZoneInfo(zone)).read())


def one(path: Path, mapping: Mapping | None = None, zone: str = "Europe/Paris") -> OldStory:
    """Return the one story in the export at `path`."""
    posts = [found for found in read(path, mapping, zone) if isinstance(found, OldStory)]
    assert len(posts) == 1
    return posts[0]

"""Markdown with the tags of a generator, as HTML."""

from __future__ import annotations

import re
from html import escape

from dateline.morgue.ghost.prose import to_html
from dateline.morgue.wordpress.shortcodes import attributes

_HUGO = re.compile(r"\{\{[<%]\s*(/?)\s*([\w./-]+)((?:[^\"`>%}]|\"[^\"]*\"|`[^`]*`)*?)\s*/?[>%]\}\}")
_CODE = re.compile(
    r"\{%-?\s*highlight\s+([\w-]+)[^%]*%\}\n?(.*?)\{%-?\s*endhighlight\s*-?%\}", re.DOTALL
)
_RAW = re.compile(r"\{%-?\s*(?:end)?raw\s*-?%\}")
_LIQUID = re.compile(r"\{%-?\s*([\w-]+)([^%]*?)-?%\}")
_VALUE = re.compile(r"\{\{-?\s*(?:site|page)\.(?:baseurl|url)\s*-?\}\}")
_FILENAME = re.compile(r"\{(?:filename|static|attach)\}")
_MORE = re.compile(r"<!--\s*(?:more|TEASER_END)[^>]*-->")
_VIDEO = {"youtube": "https://www.youtube.com/watch?v={}", "vimeo": "https://vimeo.com/{}"}


def html_of(markdown: str) -> str:
    """Return `markdown` as HTML, the tags of Hugo, Liquid and Pelican as elements. What they stood
    for and nobody knows is left over, to be looked at. Raises `UnreadableBody`."""
    text = _VALUE.sub("", _FILENAME.sub("", _RAW.sub("", _MORE.sub("\n\n", markdown))))
    text = _CODE.sub(lambda found: f"\n```{found[1]}\n{found[2]}\n```\n", text)
    text = _HUGO.sub(_of_hugo, text)
    return to_html(_LIQUID.sub(_of_liquid, text), breaks=False)


def _of_hugo(found: re.Match[str]) -> str:
    closing, name, raw = found[1], found[2].lower(), found[3]
    if closing:
        return ""
    given = attributes(raw)
    if name == "figure" and given.get("src"):
        caption = given.get("caption") or given.get("title", "")
        alt = escape(given.get("alt", ""))
        picture = f'<img src="{escape(given["src"])}" alt="{alt}">'
        return f"\n\n<figure>{picture}<figcaption>{escape(caption)}</figcaption></figure>\n\n"
    if name in _VIDEO:
        return _player(name, given.get("id") or given.get("0", ""))
    if name in {"ref", "relref"}:
        return given.get("0", "")
    return _left(f"shortcode {name}", f"{name} {raw.strip()}".strip())


def _of_liquid(found: re.Match[str]) -> str:
    name, raw = found[1].lower(), found[2].strip()
    given = attributes(raw)
    if name in _VIDEO:
        return _player(name, given.get("0", ""))
    if name in {"post_url", "link"}:
        return raw
    if name in {"comment", "endcomment", "assign", "endif", "endfor", "else"}:
        return ""
    return _left(f"tag {name}", f"{name} {raw}".strip())


def _player(name: str, key: str) -> str:
    address = escape(_VIDEO[name].format(key))
    return f'\n\n<dateline-media kind="video" src="{address}" title=""></dateline-media>\n\n'


def _left(what: str, raw: str) -> str:
    return f'\n\n<dateline-leftover what="{escape(what)}">{escape(raw)}</dateline-leftover>\n\n'

"""Shortcodes: what stood in square brackets, and was printed as something else.

Only those that WordPress itself brings are turned into what they stood for. Any other with
attributes or an end stays to be looked at; a word in brackets without either, such as ``[sic]``,
is a word in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape

Attributes = dict[str, str]

#: Shortcodes in one body above which the rest stay as text: no story has as many.
MOST = 2_000

_MARK = re.compile(
    r"</?[A-Za-z][^<>]*>|"  # what stands in a tag is none
    r"\[/(?P<end>[A-Za-z][\w-]{1,60})\]|"
    r"\[(?P<pre>\[?)(?P<name>[A-Za-z][\w-]{1,60})(?P<attrs>(?:\s(?:[^\[\]\"'<>]|\"[^\"]*\"|'[^']*')*)?)"
    r"(?P<closed>/?)\](?P<post>\]?)"
)
_ATTRIBUTE = re.compile(
    r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|\u201c([^\u201d]*)\u201d|([^\s"'/\]]+))"""
    r"""|"([^"]+)"|'([^']+)'|(\S+)"""
)
#: Those that only give what is inside them a form.
_FORM = {
    "dropcap", "highlight", "column", "columns", "row", "col", "center", "quote", "pullquote",
    "one_half", "one_third", "two_third", "one_half_last", "one_third_last", "box", "tabs", "tab",
    "spoiler", "su_box", "su_note", "su_quote", "vc_row", "vc_column", "vc_column_text",
    "et_pb_section", "et_pb_row", "et_pb_column", "et_pb_text",
}  # fmt: skip
_CODE = {
    "code",
    "sourcecode",
    "php",
    "html",
    "css",
    "javascript",
    "python",
    "bash",
    "cc",
    "cci",
    "ruby",
}


def attributes(text: str) -> Attributes:
    """Return the attributes in the text of a shortcode; those without a name have its number."""
    found: Attributes = {}
    bare = 0
    for match in _ATTRIBUTE.finditer(text):
        name, *values = match.groups()
        value = next((given for given in values if given is not None), "")
        if name:
            found.setdefault(name.lower(), unescape(value))
        else:
            found[str(bare)] = unescape(value)
            bare += 1
    return found


def replaced(html: str, gallery: Callable[[Attributes], str]) -> str:
    """Return `html` with shortcodes as elements. `gallery` gives the figures of a gallery."""
    if "[" not in html:
        return html
    ends = _ends(html)
    done: list[str] = []
    #: Ends of shortcodes whose inside stays where it is.
    taken: set[int] = set()
    at = count = 0
    while (found := _MARK.search(html, at)) is not None:
        done.append(html[at : found.start()])
        at = found.end()
        if found["end"] and found.start() in taken:
            done.append("\n\n")
            continue
        if not found["name"]:
            if not (count and _LONE_END.fullmatch(found[0])):
                done.append(found[0])
            continue
        if found["pre"] and found["post"]:  # [[name]] is how one writes about a shortcode
            done.append(found[0][1:-1])
            continue
        if count >= MOST:
            done.append(found[0])
            continue
        name, given = found["name"].lower(), attributes(found["attrs"])
        end = ends.get(found.start())
        inside = None
        if end is not None and (name in _KNOWN or name in _CODE):
            inside = html[at : end[0]]
        if inside is not None and name in _CAPTIONS and _PICTURE.match(inside) is None:
            inside = None  # a caption of something else: that stays where it is
        made = _made(name, given, inside, gallery, ended=end is not None)
        if made is None:
            done.append(found[0])
            continue
        count += 1
        done.append(f"{'[' if found['pre'] else ''}{made}{found['post']}")
        if end is not None and inside is not None:
            at = end[1]
        elif end is not None:
            taken.add(end[0])
    done.append(html[at:])
    return "".join(done)


def _ends(html: str) -> dict[int, tuple[int, int]]:
    """Return where the end of each shortcode that has one lies, by where that begins. An end is
    that of the last one of its name before it that has none yet."""
    ends: dict[int, tuple[int, int]] = {}
    begun: dict[str, list[int]] = {}
    for found in _MARK.finditer(html):
        if found["end"]:
            if waiting := begun.get(found["end"].lower()):
                ends[waiting.pop()] = found.span()
        elif found["name"] and not found["closed"] and not (found["pre"] and found["post"]):
            begun.setdefault(found["name"].lower(), []).append(found.start())
    return ends


#: Ends whose beginning was taken: those of forms within each other.
_LONE_END = re.compile(rf"\[/(?:{'|'.join(sorted(_FORM))})\]", re.I)


def _made(
    name: str,
    given: Attributes,
    within: str | None,
    gallery: Callable[[Attributes], str],
    *,
    ended: bool,
) -> str | None:
    """Return what stands for a shortcode, None where it is none but words in brackets. What is not
    given as what stands `within` one that is `ended` stays behind it."""
    known = _KNOWN.get(name)
    if name == "gallery":
        return gallery(given)
    if known is not None:
        return known(given, within or "")
    if name in _CODE and within is not None:
        return f"<pre>{escape(unescape(re.sub(r'<br ?/?>', '', within)), quote=False)}</pre>"
    if name in _FORM:
        return "\n\n"
    named = any(not key.isdigit() for key in given)
    if not ended and not named:
        return None
    whole = f"[{name} " + " ".join(f'{key}="{value}"' for key, value in given.items()) + "]"
    left = f'<dateline-leftover what="shortcode {escape(name)}">{escape(whole)}</dateline-leftover>'
    return f"{left}\n\n" if ended else left


_CAPTIONS = {"caption", "wp_caption"}
_PICTURE = re.compile(r"\s*((?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)(.*)", re.S | re.I)


def _caption(given: Attributes, within: str) -> str:
    told = given.get("caption", "")
    picture = _PICTURE.match(within)
    if picture is None:
        return f"\n\n{told}\n\n{within}"
    return f"<figure>{picture[1]}<figcaption>{told or picture[2].strip()}</figcaption></figure>"


def _embed(given: Attributes, within: str) -> str:
    address = (within or given.get("src") or given.get("0") or given.get("url", "")).strip()
    return _player("", re.sub(r"<[^<>]*>", "", address), given)


def _video(given: Attributes, within: str) -> str:
    names = ("src", "mp4", "m4v", "webm", "ogv", "flv", "0")
    return _player("video", next((given[n] for n in names if given.get(n)), ""), given) + within


def _audio(given: Attributes, within: str) -> str:
    names = ("src", "mp3", "m4a", "ogg", "wav", "0")
    return _player("audio", next((given[n] for n in names if given.get(n)), ""), given) + within


def _youtube(given: Attributes, within: str) -> str:
    key = (given.get("id") or given.get("0") or within).lstrip("=").strip()
    address = key if "://" in key else f"https://www.youtube.com/watch?v={key}"
    return _player("video", address, given)


def _vimeo(given: Attributes, within: str) -> str:
    key = (given.get("id") or given.get("0") or within).strip()
    return _player("video", key if "://" in key else f"https://vimeo.com/{key}", given)


def _player(kind: str, address: str, given: Attributes) -> str:
    if not address:
        raw = " ".join(f'{key}="{value}"' for key, value in given.items())
        what = f"shortcode {kind or 'embed'}"
        return f'<dateline-leftover what="{what}">{escape(raw)}</dateline-leftover>'
    told = f' kind="{kind}"' if kind else ""
    title = escape(given.get("title", "") or given.get("caption", ""))
    return (
        f'<dateline-media{told} src="{escape(address.strip())}" title="{title}"></dateline-media>'
    )


_KNOWN: dict[str, Callable[[Attributes, str], str]] = {
    "caption": _caption,
    "wp_caption": _caption,
    "embed": _embed,
    "video": _video,
    "wpvideo": _video,
    "audio": _audio,
    "youtube": _youtube,
    "vimeo": _vimeo,
    "soundcloud": _embed,
    "twitter": _embed,
    "tweet": _embed,
    "instagram": _embed,
}

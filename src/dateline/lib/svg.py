"""The gate for drawings from outside: shapes, paths, gradients and text, and nothing that acts.

Reader pages carry a Content-Security-Policy without inline styles, so what a ``style`` attribute
says is kept as plain attributes where it is about paint, and dropped where it is not.
"""

from __future__ import annotations

import re

from lxml import etree

#: Bytes of one drawing; a nameplate has a few thousand.
MAX_BYTES = 64 * 1024

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"

ELEMENTS = frozenset(
    "svg g defs title desc path rect circle ellipse line polyline polygon text tspan "
    "linearGradient radialGradient stop clipPath".split()
)
#: Elements that hold words only.
WORDS = frozenset({"title", "desc"})
PAINT = frozenset(
    "fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap "
    "stroke-linejoin stroke-miterlimit stroke-dasharray stroke-dashoffset opacity color "
    "stop-color stop-opacity clip-path clip-rule display visibility font-family font-size "
    "font-style font-weight font-variant letter-spacing word-spacing text-anchor "
    "dominant-baseline paint-order vector-effect".split()
)
ATTRIBUTES = PAINT | frozenset(
    "id viewBox preserveAspectRatio width height x y x1 y1 x2 y2 cx cy r rx ry fx fy d points "
    "dx dy rotate textLength lengthAdjust transform offset gradientUnits gradientTransform "
    "spreadMethod clipPathUnits pathLength role aria-label aria-hidden version".split()
)
GRADIENTS = frozenset({"linearGradient", "radialGradient"})

#: Before every id, so that a drawing set into a page never answers for a part of the page.
ID_PREFIX = "drawing-"

_LOCAL = re.compile(r"#([A-Za-z_][\w.\-]*)")
_LOCAL_PAINT = re.compile(r"""\s*url\(\s*(["']?)#([A-Za-z_][\w.\-]*)\1\s*\)\s*(none|[\w#]*)\s*""")
_ACTIVE = re.compile(r"url\s*\(|[\\@<{};]|script\s*:|data\s*:|expression", re.IGNORECASE)


class UnsafeSVG(ValueError):
    """The text is no drawing that can be kept; the message is one line for users."""


def sanitise_svg(text: str) -> str:
    """Return the drawing `text` with only what draws; sanitising it again changes nothing.

    Raises `UnsafeSVG` where the text is longer than `MAX_BYTES`, is no well-formed SVG, or
    declares a document type or entities.
    """
    data = text.encode("utf-8", "replace")
    if len(data) > MAX_BYTES:
        raise UnsafeSVG(f"The drawing has {len(data):,} bytes; at most {MAX_BYTES:,} are taken.")
    if re.search(rb"<!\s*(?:DOCTYPE|ENTITY)", data, re.IGNORECASE):
        data = _without_plain_doctype(data)
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnsafeSVG(f"The drawing is not well-formed SVG: {error.msg}.") from None
    if root.tag not in {f"{{{SVG}}}svg", "svg"}:
        raise UnsafeSVG("The drawing does not begin with an <svg> element.")
    return etree.tostring(_copy(root), encoding="unicode")


def _without_plain_doctype(data: bytes) -> bytes:
    """Drop the one document type that drawing programs write; refuse every other."""
    plain = re.sub(
        rb"<!DOCTYPE\s+svg\s+PUBLIC\s+\"-//W3C//DTD SVG [^\"<>]*\"\s+\"[^\"<>]*\"\s*>",
        b"",
        data,
        count=1,
    )
    if re.search(rb"<!\s*(?:DOCTYPE|ENTITY)", plain, re.IGNORECASE):
        raise UnsafeSVG("The drawing declares a document type or entities, which is not taken.")
    return plain


def _copy(source: etree._Element) -> etree._Element:
    """Return `source` with allowed parts only, in a tree of our own."""
    name = etree.QName(source).localname
    # The stubs of lxml know no default namespace.
    drawn = etree.Element(f"{{{SVG}}}{name}", nsmap={None: SVG})  # type: ignore[dict-item]
    for key, value in _attributes(name, source).items():
        drawn.set(key, value)
    drawn.text = source.text
    if name in WORDS:  # to a browser these hold HTML: an element in them could swallow the page
        drawn.text = "".join(map(str, source.itertext()))
        return drawn
    last: etree._Element | None = None
    for child in source:
        if isinstance(child.tag, str) and _drawable(child):
            last = _copy(child)
            drawn.append(last)
            last.tail = child.tail
        elif child.tail and last is None:
            drawn.text = (drawn.text or "") + child.tail
        elif child.tail and last is not None:
            last.tail = (last.tail or "") + child.tail
    return drawn


def _drawable(element: etree._Element) -> bool:
    name = etree.QName(element)
    return name.namespace in {SVG, None} and name.localname in ELEMENTS


def _attributes(name: str, source: etree._Element) -> dict[str, str]:
    given = {str(key): str(value) for key, value in source.attrib.items()}
    for declaration in given.pop("style", "").split(";"):
        key, _, value = declaration.partition(":")
        if key.strip() in PAINT:
            given[key.strip()] = value.replace("!important", "").strip()
    kept: dict[str, str] = {}
    for key, value in given.items():
        if key in {"href", f"{{{XLINK}}}href"}:
            local = _LOCAL.fullmatch(value.strip())
            if local and name in GRADIENTS:
                kept["href"] = f"#{_own_id(local[1])}"
        elif key == "id":
            if _LOCAL.fullmatch(f"#{value}"):
                kept["id"] = _own_id(value)
        elif key in ATTRIBUTES:
            paint = _LOCAL_PAINT.fullmatch(value)
            if paint:
                kept[key] = f"url(#{_own_id(paint[2])}) {paint[3]}".strip()
            elif not _ACTIVE.search(value):
                kept[key] = value
    return dict(sorted(kept.items()))


def _own_id(given: str) -> str:
    return given if given.startswith(ID_PREFIX) else ID_PREFIX + given

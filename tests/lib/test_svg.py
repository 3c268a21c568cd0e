"""A drawing from outside may draw and do nothing else."""

import pytest

from dateline.lib.svg import MAX_BYTES, UnsafeSVG, sanitise_svg
from tests.shared import shared

HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'viewBox="0 0 9 9">'
)


def drawing(inside: str) -> str:
    return f"{HEAD}{inside}</svg>"


def test_shapes_gradients_and_text_are_kept() -> None:
    kept = sanitise_svg(
        drawing(
            '<defs><linearGradient id="g"><stop offset="0" stop-color="#fff"/></linearGradient>'
            '<radialGradient id="h" xlink:href="#g"/></defs>'
            '<path d="M0 0L9 9" fill="url(#g)"/><text x="1" y="2">Larkhaven <tspan>C</tspan></text>'
        )
    )
    assert kept == (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
        '<defs><linearGradient id="drawing-g"><stop offset="0" stop-color="#fff"/></linearGradient>'
        '<radialGradient href="#drawing-g" id="drawing-h"/></defs>'
        '<path d="M0 0L9 9" fill="url(#drawing-g)"/>'
        '<text x="1" y="2">Larkhaven <tspan>C</tspan></text></svg>'
    )
    assert sanitise_svg(kept) == kept


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>",
        "<a href='javascript:alert(1)'><rect/></a>",
        "<use href='#x'/>",
        "<image href='http://a.example/x.png'/>",
        "<animate attributeName='href' values='javascript:alert(1)'/>",
        "<set attributeName='onclick' to='alert(1)'/>",
        "<style>@import 'http://a.example/x.css'</style>",
        "<iframe xmlns='http://www.w3.org/1999/xhtml' src='x'/>",
        "<handler xmlns='http://www.w3.org/2001/xml-events'>alert(1)</handler>",
    ],
)
def test_what_acts_or_fetches_is_dropped_with_all_it_holds(inside: str) -> None:
    assert (
        sanitise_svg(drawing(inside))
        == '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'
    )


@pytest.mark.parametrize(
    "attribute",
    [
        "onload='alert(1)'",
        "href='http://a.example/'",
        "href='#x'",
        "fill='url(http://a.example/#x)'",
        "fill='u\\72l(x)'",
        "style='fill:url(http://a.example/x)'",
        "style='background:url(x)'",
        "class='x'",
        "fill='javascript:alert(1)'",
        "xml:base='http://a.example/'",
    ],
)
def test_an_attribute_that_acts_or_fetches_is_dropped(attribute: str) -> None:
    kept = sanitise_svg(drawing(f"<rect {attribute}/>"))
    assert kept == '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect/></svg>'


def test_paint_in_a_style_becomes_attributes() -> None:
    kept = sanitise_svg(
        drawing('<rect style="fill: red; position:fixed; stroke-width:2 !important"/>')
    )
    assert '<rect fill="red" stroke-width="2"/>' in kept


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not well-formed"),
        ("plain words", "not well-formed"),
        ("<svg><g></svg>", "not well-formed"),
        ("<html/>", "does not begin with an <svg>"),
        ('<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>', "document type or entities"),
        ('<!DOCTYPE svg SYSTEM "file:///etc/passwd"><svg/>', "document type or entities"),
        ("<svg>" + "x" * MAX_BYTES + "</svg>", "at most 65,536"),
        ("<svg>" + "<g>" * 9_000 + "</g>" * 9_000 + "</svg>", "not well-formed"),
    ],
)
def test_what_is_no_plain_drawing_is_refused_in_one_line(text: str, reason: str) -> None:
    with pytest.raises(UnsafeSVG, match=reason) as caught:
        sanitise_svg(text)
    assert "\n" not in str(caught.value)


def test_the_document_type_that_drawing_programs_write_is_passed_over() -> None:
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
        '"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><svg xmlns="http://www.w3.org/2000/svg"/>'
    )
    assert sanitise_svg(text) == '<svg xmlns="http://www.w3.org/2000/svg"/>'


def test_the_hostile_drawing_comes_out_harmless_or_not_at_all() -> None:
    text = shared("data/dev/hostile/h5sc-attachments/test.svg").read_text("utf-8")
    try:
        kept = sanitise_svg(text)
    except UnsafeSVG:
        return
    assert "script" not in kept
    assert "javascript" not in kept
    assert sanitise_svg(kept) == kept


def test_titles_and_descriptions_hold_words_only() -> None:
    """A browser reads HTML inside them: an unclosed title would swallow the rest of the page."""
    words = drawing('<desc>A <title/>lark<g><path d="M0 0"/></g></desc>')
    assert "<desc>A lark</desc>" in sanitise_svg(words)

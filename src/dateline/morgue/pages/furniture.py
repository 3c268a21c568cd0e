"""Knows the lines that pages carry around their stories, by how they are worded."""

from __future__ import annotations

import re

from dateline.morgue.pages.text import ends, words

_APPEALS = (
    (
        "an advertisement mark",
        r"^(?:advertisement|advertising|sponsored|anzeige|werbung|publicidad|publicité|reklāma|"
        r"story continues below(?: advertisement)?|continue reading(?: the main story)?|광고|"
        r"広告)\W*$",
    ),
    (
        "a share button",
        r"^(?:share(?: (?:this|on|via|the|all|with)\b.{0,60})?|tweet|like this|pin it|teilen|"
        r"compartir|partager|print|email|e-mail|copy link|link copied.?|facebook|twitter|"
        r"whatsapp|linkedin|pinterest|reddit|pocket|flipboard|telegram|follow us.{0,40}|"
        r"share this story|sharing options|url copied.?|show more sharing options|"
        r"like loading.*|comments?|post comment.*|leave a (?:comment|reply).*|"
        r"转播到腾讯微博|分享到.{0,10})\W*$",
    ),
    (
        "an appeal to subscribe",
        r"^(?:subscribe(?: (?:now|to|here|today)\b.{0,120})?|sign up (?:for|to|here|now)\b.{0,160}|"
        r"click here to (?:subscribe|sign)\b.{0,120}|get (?:our|the) (?:daily|weekly)\b.{0,100}|"
        r"newsletter|support independent journalism.{0,80}|contribute|"
        r"already a (?:subscriber|member)\b.{0,60}|log ?in|register|sign in|"
        r"(?:please )?(?:join|follow|like) us on\b.{0,120}|"
        r"follow .{3,60} on (?:facebook|twitter|x|instagram|telegram|google news)\b.{0,120}|"
        r"join our (?:whatsapp|telegram)\b.{0,120})\W*$",
    ),
    (
        "a note on cookies",
        r"^(?:we use cookies|this (?:web)?site uses cookies|by choosing i accept|"
        r"wir verwenden cookies|utilizamos cookies|usamos cookies)",
    ),
    (
        "a copyright line",
        r"^(?:(?:copyright\s*)?(?:©|ⓒ|\(c\))\s?.{0,150}|copyright\W*(?:19|20)\d\d\b.{0,150}|"
        r"copyright (?:by |.{0,80}\ball rights).{0,100}|"
        r"copyright(?: (?-i:[A-Z])[\w.&’']*| of| and| the)*|"
        r"copyright .{0,80}\b(?:ltd|inc|llc|limited|gmbh|corp|media|press|news)\W*|"
        r"all rights reserved.{0,60}|저작권자\s*[ⓒ©(].*)$",
    ),
    (
        "a call for letters",
        r"^the times is committed to publishing a diversity of letters|"
        r"^(?:send|submit) (?:us )?(?:a )?(?:news )?(?:tips?|letters?) to\b",
    ),
    (
        "a link to the source",
        r"^(?:this article was originally published (?:by|on|at)\b.{0,80}|"
        r"read the original article.{0,30})",
    ),
    (
        "a link to another story",
        r"^(?:read (?:more|also|next)|also read|see also|related|more on this|lire aussi|"
        r"à lire(?: aussi)?|lesen sie auch|mehr zum thema|lea también|te puede interesar|"
        r"leia (?:também|mais)|leggi anche|lees ook)\s*[:|»>].{0,160}$",
    ),
    (
        "a button",
        r"^(?:×|✕|x|close|more|read more|next|previous|vorheriger artikel|nächster artikel)\W*$",
    ),
)
_COMPILED = tuple((name, re.compile(pattern, re.I)) for name, pattern in _APPEALS)


#: Words that no story needs: a sentence that holds one speaks of the site, not of the world.
_OWN = re.compile(
    r"^(?:read|see|also|related|more|lire|à lire|lesen|mehr|lea|te puede|leia|leggi|lees)\b"
    r"[^.,:]{0,20}[:|»>]|newsletter|\binbox\b|\bsubscri(?:be|ber|ption)|cookies|"
    r"\bour (?:app|channel|daily|weekly|free|site)|rights reserved|©|ⓒ|\(c\)|"
    r"\bon (?:facebook|twitter|x|instagram|telegram|google news|linkedin|youtube|tiktok|"
    r"whatsapp)\b|facebook|whatsapp|e-?mail|copyright|转播|分享|저작권|@\w|"
    r"\b(?:follow|join|like|send|submit) us\b|this (?:article|story|post|page|web ?site)\b|"
    r"story continues|independent journalism|leave a (?:comment|reply)|post comment|"
    r"original article|diversity of letters|log ?in\b|"
    r"(?:breaking|morning|daily|weekly) (?:news|briefing|alerts?|updates?)",
    re.I,
)


def appeal(text: str) -> str:
    """Return what `text`, a line, is where its wording shows it is no story's, or ``""``.

    A whole sentence is taken for furniture only where it speaks of the site or of itself:
    “Share the road, police told cyclists.” begins like a button and is none.
    """
    count = words(text)
    if count > 60:
        return ""
    line = " ".join(text.split())
    if count > 3 and ends(line) and not _OWN.search(line):
        return ""
    return next((name for name, pattern in _COMPILED if pattern.match(line)), "")

"""Knows what pages close their stories with: appeals, rules, notes about writer and site."""

from __future__ import annotations

import re

from dateline.morgue.copy import Copy, Furniture
from dateline.morgue.pages.pieces import Piece
from dateline.morgue.pages.text import words

#: Words above which a closing paragraph is the story's, whatever it speaks of.
MOST_WORDS = 90
#: Closing paragraphs looked at: behind so many, the story has begun.
MOST_PIECES = 8
#: Words of story that must stay: a note is not all there is.
LEAST_WORDS = 40

_NOTICES = (
    (
        "a paywall",
        r"\b(?:(?:this|the rest of this) (?:article|story|content) is (?:exclusive|reserved|only|"
        r"available)|unlock (?:this|the)|to (?:continue|keep) reading|already a subscriber|"
        r"(?:for|to) subscribers only|subscribers? (?:only|can read)|start your (?:free )?trial|"
        r"subscribe (?:now |today )?(?:to|for) (?:read|continue|full|unlimited|more)|"
        r"cet article est réservé|réservé (?:aux|à nos) abonnés|il vous reste .{0,30} à lire|"
        r"la suite est réservée|weiterlesen mit|nur für abonnenten|jetzt abonnieren|"
        r"contenido exclusivo|solo para suscriptores|suscríbete para|conteúdo exclusivo|"
        r"riservat[oa] agli abbonati|abbonati per|alleen voor abonnees)",
    ),
    (
        "rules for comments",
        r"\b(?:comments? (?:are|is) (?:closed|moderated|disabled|now closed|subject to)|"
        r"(?:the|our) comment(?:s|ing)? (?:policy|guidelines|rules|section)|house rules|"
        r"join the (?:conversation|discussion)|(?:post|leave|add|write) (?:a|your) comment|"
        r"(?:please )?(?:log in|sign in|register) to (?:comment|post)|keep comments|"
        r"les commentaires sont|laisse[rz] un commentaire|kommentare (?:sind|werden)|"
        r"(?:einen )?kommentar (?:schreiben|verfassen)|deja (?:un|tu) comentario|"
        r"los comentarios|deixe (?:um|seu) comentário|lascia un commento)\b",
    ),
    (
        "a call to readers",
        r"\b(?:share your (?:story|stories|thoughts|views?|experiences?)|tell us (?:what|"
        r"about|your)|"
        r"(?:do you|if you) have (?:a (?:story|tip|view|news)|any information|something to)|"
        r"have (?:a|an) (?:story|tip|news tip|opinion|question)\b.{0,60}\?|got a (?:story|tip)|"
        r"let us know (?:what|in the|your)|what do you think\?|"
        r"(?:send|e-?mail|submit) (?:us|your|a|letters|tips)\b.{0,80}(?:@| to\b)|"
        r"contact (?:the (?:writer|author|reporter)|us) at|"
        r"(?:partagez|racontez)(?:-nous)? votre|schreiben sie uns|schicken sie uns|"
        r"haben sie (?:hinweise|fragen)|cuéntanos|envíanos|comparte tu|scrivici|conte sua)",
    ),
    (
        "an appeal to follow",
        r"^(?:and |please |you can )?(?:follow|like|join|find|subscribe to|watch|download) "
        r".{0,80}\b(?:on|via|our|app)\b.{0,60}\b(?:facebook|twitter|instagram|youtube|tiktok|"
        r"telegram|linkedin|whatsapp|x|threads|bluesky|apple podcasts|spotify|google news|"
        r"google play|app store)\b|"
        r"^(?:follow|like|join) us\b|"
        r"^(?:suivez|retrouvez)(?:-nous| .{0,40} sur)\b|^folgen sie (?:uns|.{0,30} auf)\b|"
        r"^(?:síguenos|sigue (?:a|nuestr)|siga(?:-nos)?\b|segui(?:ci|teci)|volg ons)\b|"
        r"sign(?:ed)? up (?:for|to) (?:our|the|receive).{0,80}(?:newsletter|alerts?|email|inbox)|"
        r"\b(?:newsletter|boletín)\b.{0,80}\b(?:inbox|sign up|subscribe|abonnieren|suscr)",
    ),
    (
        "a sponsor's note",
        r"^(?:(?:sponsored|supported|brought to you|paid for|presented|made possible) (?:in part )?"
        r"by\b.{0,120}$)|\b(?:sponsored (?:content|post)|this (?:article|story|post|page) "
        r"(?:may )?(?:contain|include)s? affiliate|we may (?:earn|"
        r"receive) (?:a )?(?:small )?commission|"
        r"affiliate links?|advertising partner|enthält affiliate|"
        r"(?:this|the) (?:article|series|story|project|reporting) (?:was|is) (?:supported|"
        r"sponsored|"
        r"funded|produced with))",
    ),
    (
        "a note on the transcript",
        r"^(?:(?:this|the) )?(?:rush )?transcripts? (?:is|was|are|has|may|provided|created|on)\b|"
        r"\btranscripts? (?:are|is) created on a rush|\baccuracy and availability .{0,20}vary|"
        r"^copyright (?:©|\d)",
    ),
    (
        "a note on the writer",
        r"^(?:about the (?:author|writer|contributor)s?\b|(?:the )?(?:author|"
        r"writer) is (?:a|an|the)\b|"
        r"[^\W\d_][\w.’'-]+(?: [^\W\d_][\w.’'-]+){1,3} (?:is|was) (?:an?|the|our|a former)\b"
        r".{0,60}\b(?:writer|reporter|editor|correspondent|columnist|journalist|producer|"
        r"freelance\w*|contributor)\b.{0,60}\b(?:at|for|with|of|based|covers|covering|who|the)\b|"
        r"[^\W\d_][\w.’'-]+(?: [^\W\d_][\w.’'-]+){1,2} "
        r"(?:covers|reports on|writes (?:about|for|on))\b|"
        r"(?:(?:additional|further) )?report(?:ing|ed) by\b|\(?(?:writing|edited|editing) by\b|"
        r"(?:you can )?(?:reach|contact|follow) (?:him|her|them) (?:at|on|by)\b|"
        r"(?:à propos de l.auteur|über (?:den|die) autor|zur person:|sobre (?:el|la|o) autor|"
        r"l.autore è|der autor ist|die autorin ist))",
    ),
    (
        "a link to another story",
        r"^(?:read (?:more|also|next)|see also|also read|more (?:on this|from)|related|"
        r"watch|listen|"
        r"lire aussi|à lire(?: aussi)?|lesen sie auch|mehr zum thema|lea también|"
        r"leia (?:também|mais)|"
        r"te puede interesar|leggi anche|lees ook)\s*[:|»>–—-]",
    ),
    (
        "a link to the source",
        r"^(?:(?:this|the) (?:article|story|post|piece)|the post) .{0,80}"
        r"\b(?:(?:first |originally )?(?:appeared|published)|republished)\b|^source\s*:.{0,80}$|"
        r"^(?:ce texte|cet article) a été|^(?:dieser (?:artikel|beitrag|text)) (?:erschien|ist)",
    ),
)
_SPOKEN = re.compile(r"^[“\"«„‘'「]|[,”\"’] (?:said|says|he|she|they|told)\b")
_COMPILED = tuple((name, re.compile(pattern, re.I)) for name, pattern in _NOTICES)


def notice(text: str) -> str:
    """Return what the paragraph `text` is where it closes a story and is not part of it."""
    line = " ".join(text.split())
    # Who speaks in a story may well say “Tell us what you saw”.
    if words(text) > MOST_WORDS or _SPOKEN.search(line):
        return ""
    return next((name for name, pattern in _COMPILED if pattern.search(line)), "")


def cut(kept: list[Piece], copy: Copy) -> None:
    """Cut closing notices from the end of the story's pieces, in place; each is listed.

    Only the tail is looked at: from the last piece up, until one is neither a notice nor a
    heading, a short line or a link between two of them.
    """
    last = len(kept)
    between = 0
    for place in range(len(kept) - 1, max(0, len(kept) - 1 - MOST_PIECES), -1):
        piece = kept[place]
        if piece.kind in ("picture", "table"):
            break
        if notice(piece.text):
            last, between = place, 0
            continue
        between += 1
        small = piece.kind == "heading" or piece.linked >= 0.8 * max(1, len(piece.text))
        if not (small or words(piece.text) <= 6) or between > 2:
            break
    rest = kept[last:]
    if not rest or sum(words(piece.text) for piece in kept[:last]) < LEAST_WORDS:
        return
    for piece in rest:
        taken_for = notice(piece.text) or "part of a closing notice"
        copy.furniture.append(Furniture(piece.text[:500], taken_for))
    del kept[last:]

"""Tells the name of a section from a writer's name and from a word of the menu."""

from __future__ import annotations

import re

from dateline.morgue.pages.text import words

#: Short lines in a row from which on they are a menu.
MENU = 3
_PERSON = re.compile(
    r"^[^\W\d_a-z][^\W\d_]+[’'-]?\w*(?: [^\W\d_a-z]\.?)?(?: [^\W\d_a-z][\w’'-]+){1,2}$"
)
_SUBJECT = re.compile(
    r"\b(?:news|nachrichten|noticias|sports?|opinion|comment|world|nation(?:al)?|politics|business|"
    r"money|life|living|style|lifestyle|culture|tech|technology|science|health|travel|east|west|"
    r"north|south|africa|europe|america|asia|estate|arts?|music|food|media|local|international|"
    r"analysis|reviews?|letters|features?|education|climate|environment|entertainment|company|"
    r"town|city|region|weather|film|books|tv|law|crime|courts|home|garden|times|post|gazette)\b",
    re.I,
)
_MENU = re.compile(
    r"^(?:home|start(?:seite)?|inicio|accueil|weather|wetter|tiempo|météo|el tiempo|abo|"
    r"abos|e-?paper|"
    r"menu|menü|menú|search|suche|buscar|rechercher|log ?in|log ?out|sign ?in|sign ?up|register|"
    r"anmelden|iniciar sesión|connexion|subscribe|subscriptions?|abonnieren|suscríbete|s.abonner|"
    r"newsletters?|contact(?: us)?|kontakt|contacto|about(?: us)?|shop|jobs|anzeigen|advertise|"
    r"archives?|archiv|help|hilfe|faq|more|mehr|más|plus|share|teilen|print|skip to .*|close|"
    r"games|puzzles|horoscopes?|obituaries|podcasts?|videos?|photos?|live|latest|trending|"
    r"privacy(?: policy)?|terms|cookies|settings|my account|account|profile|notifications)$",
    re.I,
)


def names(label: str) -> bool:
    """Say whether `label` can be a section's: no word that only menus hold, and no person."""
    bare = label.strip()
    person = bool(_PERSON.match(bare)) and not _SUBJECT.search(bare)
    return bool(bare) and words(bare) <= 3 and not person and not _MENU.match(bare)

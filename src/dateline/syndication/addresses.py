"""Addresses as machines get them: whole, with scheme and host."""

from __future__ import annotations

from urllib.parse import urljoin

from django.utils.encoding import iri_to_uri

from dateline.conf.options import option


def absolute(address: str) -> str:
    """Return `address`, a path of the paper or a whole URL, as a URL."""
    return str(iri_to_uri(urljoin(f"{option('READERS_URL')}/", address)))

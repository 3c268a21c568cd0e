"""The head of a Markdown file: YAML, TOML or JSON, or lines of names and values."""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any

import yaml


class BadMatter(ValueError):
    """A head that cannot be read; its text says why."""


_YAML = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TOML = re.compile(r"\A\+\+\+[ \t]*\n(.*?)\n\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL)
_COMMENT = re.compile(r"\A\s*<!--\s*\n(.*?)\n\s*-->[ \t]*(?:\n|\Z)", re.DOTALL)
_NIKOLA = re.compile(r"^\.\. ([\w-]+):[ \t]*(.*)$")
_PELICAN = re.compile(r"^([A-Za-z][\w -]{0,40}):[ \t]*(.*)$")
#: Letters of a head that are read.
MOST = 100_000


def split(text: str) -> tuple[dict[str, Any], str]:
    """Return the fields in the head of `text`, their names in small letters, and what follows.

    A file without a head has no field. Raises `BadMatter`.
    """
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if found := _YAML.match(text):
        return _small(_yaml(found[1])), text[found.end() :]
    if found := _TOML.match(text):
        try:
            return _small(tomllib.loads(found[1])), text[found.end() :]
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            raise BadMatter(f"its head is no TOML: {error}") from error
    if text.startswith("{"):
        try:
            fields, end = json.JSONDecoder().raw_decode(text)
        except (ValueError, RecursionError):
            return {}, text
        return (_small(fields), text[end:]) if isinstance(fields, dict) else ({}, text)
    if found := _COMMENT.match(text):
        fields = _lines(found[1], _NIKOLA)
        if fields:
            return fields, text[found.end() :]
    head, _, rest = text.lstrip("\n").partition("\n\n")
    for pattern in (_NIKOLA, _PELICAN):
        fields = _lines(head, pattern)
        if fields and ("title" in fields or "date" in fields):
            return fields, rest
    return {}, text


def _yaml(text: str) -> dict[str, Any]:
    if len(text) > MOST or text.count("*") > 1_000:
        raise BadMatter("its head is larger than any is")
    try:
        fields = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise BadMatter(f"its head is no YAML: {' '.join(str(error).split())[:200]}") from error
    if fields is None:
        return {}
    if not isinstance(fields, dict):
        raise BadMatter("its head has no names and values")
    return fields


def _lines(text: str, pattern: re.Pattern[str]) -> dict[str, Any]:
    """Return the fields in lines of names and values; none where a line is none."""
    fields: dict[str, Any] = {}
    for line in text.split("\n"):
        found = pattern.match(line.strip())
        if found is None:
            if line.strip():
                return {}
            continue
        fields[found[1].strip().lower()] = found[2].strip()
    return fields


def _small(fields: dict[Any, Any]) -> dict[str, Any]:
    return {str(name).lower(): value for name, value in fields.items()}

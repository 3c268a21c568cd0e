"""Turns the bytes of a page into text, whatever encoding it claims or has."""

from __future__ import annotations

import re

from charset_normalizer import from_bytes

from dateline.morgue.pages.errors import UnreadablePage

#: Bytes above which a source is refused before anything looks into it.
MOST_BYTES = 10 * 1024 * 1024

_MAGIC = (
    (b"%PDF", "a PDF file"),
    (b"\x89PNG", "a PNG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"PK\x03\x04", "a zip archive"),
    (b"PK\x05\x06", "a zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"RIFF", "a media file"),
    (b"OggS", "a media file"),
    (b"ID3", "a media file"),
    (b"SQLite format 3", "a database"),
)
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.I)
_TAGS = re.compile(rb"<(?:script|style)\b.*?</(?:script|style)\s*>|<[^>]*>", re.I | re.S)
# What browsers read under these names, by the Encoding Standard.
_ALIASES = {
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "windows-1252": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "iso-8859-9": "cp1254",
    "tis-620": "cp874",
    "iso-8859-11": "cp874",
    "big5": "big5hkscs",
    "x-x-big5": "big5hkscs",
}
# Encodings that hide markup from a filter, or need state: never by anyone's word.
_REFUSED = {"utf-7", "utf7", "cp037", "cp500", "hz", "hz-gb-2312", "idna", "punycode", "base64"}
_WESTERN = {"cp1252", "iso-8859-15", "cp1254"}
_GUESSES = ["gb18030", "big5", "cp932", "euc_jp", "cp949", "cp1250", "cp1251", "cp1252"]
_GUESSES += ["cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp874", "koi8_r", "iso8859_2"]
# Single-byte encodings that differ from the western one in letters a guess cannot weigh.
_NEAR_WESTERN = {"cp1250", "cp1254", "cp1257", "iso8859_2"}
_EASTERN = re.compile(
    rb"""lang\s*=\s*["']?(?:cs|sk|pl|hu|sl|hr|bs|sr|ro|sq|tr|az|et|lv|lt)\b""", re.I
)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_C1 = {n: bytes([n]).decode("cp1252", "ignore") or None for n in range(0x80, 0xA0)}


def decode(data: bytes, source: str) -> str:
    """Return the text of `data`; `source` only names it in messages.

    Raises `UnreadablePage` for nothing, too much (10 MB) and anything that is not text.
    """
    if len(data) > MOST_BYTES:
        size = len(data) / 1024 / 1024
        raise UnreadablePage(source, f"is {size:.0f} MB; pages of more than 10 MB are not read")
    if not data.strip():
        raise UnreadablePage(source, "is empty")
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise UnreadablePage(source, f"is {what}, not a page")
    if data[4:8] == b"ftyp":
        raise UnreadablePage(source, "is a media file, not a page")
    decoded = _decoded(data, source)
    text = clean(decoded)
    lost = decoded.count("\ufffd") + len(decoded) - len(text) - decoded.count("\r\n")
    if not text.strip() or lost > max(20, len(decoded) // 20):
        raise UnreadablePage(source, "is a binary file, or in no encoding known here")
    return text


def clean(text: str) -> str:
    """Return `text` without characters no text needs, Windows' stray C1 codes put right."""
    text = _CONTROLS.sub("", text).translate(_C1)
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", "")


def _decoded(data: bytes, source: str) -> str:
    for bom, name in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(name, "replace")
    nuls = data.count(0)
    if nuls:
        wide = _wide(data)
        if wide:
            return data.decode(wide, "replace")
        if nuls > max(3, len(data) // 1000):
            raise UnreadablePage(source, "is a binary file, not a page")
        data = data.replace(b"\0", b"")
    declared = _declared(data)
    if declared.startswith("iso-2022") and b"\x1b" in data:
        return data.decode(declared, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _not_utf8(data, declared, source)


def _wide(data: bytes) -> str:
    """Return the name of the UTF-16 or UTF-32 that `data` is without saying so, or ``""``."""
    start = data[:4096]
    half = max(1, len(start) // 2)
    odd, even = start[1::2].count(0) / half, start[0::2].count(0) / half
    if odd > 0.6 and even > 0.4:
        return "utf-32-le"
    if even > 0.6 and odd > 0.4:
        return "utf-32-be"
    # Markup and spaces are ASCII, so even a page in Chinese has many halves that are zero.
    if odd > 0.2 and even < 0.02:
        return "utf-16-le"
    if even > 0.2 and odd < 0.02:
        return "utf-16-be"
    return ""


def _declared(data: bytes) -> str:
    found = _DECLARED.search(data[:4096])
    if not found:
        return ""
    name = found.group(1).decode("ascii").lower()
    name = _ALIASES.get(name, name)
    try:
        b"".decode(name)
    except (LookupError, ValueError):
        return ""
    return "" if name in _REFUSED else name


def _not_utf8(data: bytes, declared: str, source: str) -> str:
    text = data.decode("utf-8", "replace")
    letters = _TAGS.sub(b" ", data)
    high = sum(1 for byte in letters if byte >= 0x80)
    # A page cut in the middle of a letter, or with one advertisement in another encoding.
    broken = text.count("\ufffd")
    if broken * 5 <= sum(1 for char in text if char > "\x7f"):
        return text
    if sum(1 for byte in data[:20000] if byte < 32 and byte not in (9, 10, 12, 13, 27)) > 20:
        raise UnreadablePage(source, "is a binary file, not a page")
    dense = high > 0.15 * max(1, len(letters))
    # Every byte is some letter in a western encoding, so that claim proves nothing where
    # most of the text is letters beyond ASCII.
    proven = declared not in _WESTERN or not dense
    if declared and declared not in {"utf-8", "utf-16", "utf-32"} and proven:
        tried = data.decode(declared, "replace")
        if tried.count("\ufffd") <= 2 + len(tried) // 500:
            return tried
    sample = letters[:60000] if high else data[:60000]
    best = from_bytes(sample, cp_isolation=_GUESSES, chunk_size=1024).best() if dense else None
    guess = best.encoding if best else "cp1252"
    if guess in _NEAR_WESTERN and not _EASTERN.search(data[:4096]):
        guess = "cp1252"
    return data.decode(guess, "replace")

"""What an answer's head claims about the encoding of the page that came with it.

Pages in Polish or Turkish often say nothing of their encoding themselves: the server does, and
a guess cannot tell their letters from western ones.
"""

from __future__ import annotations

import codecs

#: What servers say of everything that they have not looked at. A page without a word of its own
#: is read so anyway.
_SAID_OF_ALL = {"ascii", "iso8859-1", "cp1252"}
#: Encodings that are taken on the server's word, by Python's names. Each byte is a letter in
#: them, or they refuse what is not theirs; none hides markup or needs a state.
_TAKEN = {f"cp{number}" for number in (866, 874, 932, 949, 950, *range(1250, 1259))}
_TAKEN |= {f"iso8859-{number}" for number in range(2, 17)}
_TAKEN |= {"koi8-r", "koi8-u", "mac-cyrillic", "gb2312", "gbk", "gb18030", "big5", "big5hkscs"}
_TAKEN |= {"shift_jis", "euc_jp", "euc_kr", "tis-620"}
#: What browsers read under these names, by the Encoding Standard.
_READ_AS = {
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
_BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)


def as_claimed(body: bytes, charset: str | None) -> bytes:
    """Return `body` in UTF-8 where `charset`, the claim of its answer's head, is worth following.

    Otherwise `body` as it came: where it is UTF-8 already or begins with a mark of its own, where
    the claim is none, is what servers say of everything, or does not fit the bytes.
    """
    try:
        name = codecs.lookup(charset or "ascii").name
    except (LookupError, ValueError):
        return body
    if name in _SAID_OF_ALL or name not in _TAKEN or body.startswith(_BOMS) or b"\0" in body:
        return body
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        text = body.decode(_READ_AS.get(name, name), "replace")
        fits = text.count("\N{REPLACEMENT CHARACTER}") <= 2 + len(text) // 500
        return text.encode("utf-8") if fits else body
    return body

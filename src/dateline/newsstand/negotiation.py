"""Which encoding a request takes (RFC 9110, section 12.5.3)."""

from __future__ import annotations

from functools import lru_cache

#: The encodings that there are, what is preferred first.
BROTLI, GZIP, IDENTITY = "br", "gzip", ""
#: The orders in which they can be wanted; a request names one by its place here.
ORDERS = (
    (BROTLI, GZIP, IDENTITY),
    (GZIP, BROTLI, IDENTITY),
    (BROTLI, IDENTITY),
    (GZIP, IDENTITY),
    (IDENTITY,),
)
PLAIN = len(ORDERS) - 1


@lru_cache(maxsize=512)
def order_of(field: bytes) -> int:
    """Return the place in `ORDERS` that fits an ``Accept-Encoding`` field best.

    A page can always be had as it is: who refuses even that (``identity;q=0``) and takes none of
    the others gets it so nevertheless, as section 12.5.3 allows.
    """
    weights = _weights(field.decode("latin-1").lower())
    rest = weights.get("*", 0.0)
    # The older name of gzip is to be taken for it (section 8.4.1.3).
    gzip = weights.get("gzip", weights.get("x-gzip", rest))
    brotli = weights.get("br", rest)
    if brotli and gzip:
        return 0 if brotli >= gzip else 1
    return 2 if brotli else 3 if gzip else PLAIN


def _weights(field: str) -> dict[str, float]:
    """Return what each named coding weighs; one that cannot be read weighs nothing."""
    weights: dict[str, float] = {}
    for piece in field.split(","):
        name, *parameters = (part.strip() for part in piece.split(";"))
        weight = 1.0
        for parameter in parameters:
            key, _, said = parameter.partition("=")
            if key.strip() == "q":
                weight = _weight(said.strip())
        if name:
            weights[name] = weight
    return weights


def _weight(said: str) -> float:
    # 0 to 1 with three digits at most; "1e3", "nan" and "inf" are none.
    whole, _, part = said.partition(".")
    digits = whole + part
    if whole not in {"0", "1"} or len(part) > 3 or not (digits.isascii() and digits.isdigit()):
        return 0.0
    return min(float(said), 1.0)

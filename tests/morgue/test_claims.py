"""Which claims of a server about an encoding are followed, and which are not."""

from __future__ import annotations

import pytest

from dateline.morgue.claims import as_claimed

POLISH = "<p>Żółta łódź stała przy molo.</p>"


def test_a_claim_that_fits_is_followed() -> None:
    assert as_claimed(POLISH.encode("cp1250"), "windows-1250") == POLISH.encode()
    assert as_claimed("港の桟橋".encode("cp932"), "shift_jis") == "港の桟橋".encode()


@pytest.mark.parametrize(
    "claim",
    [None, "", "iso-8859-1", "us-ascii", "utf-8", "utf-7", "utf-16", "unicode_escape", "rot13",
     "base64", "idna", "punycode", "cp037", "no-such", "x" * 5000, "é"],
)  # fmt: skip
def test_other_claims_leave_the_page_as_it_came(claim: str | None) -> None:
    data = POLISH.encode("cp1250") + b"+ADw-script+AD4- \\x3c"
    assert as_claimed(data, claim) == data


@pytest.mark.parametrize(
    "data",
    [
        POLISH.encode(),
        b"\xef\xbb\xbf" + POLISH.encode(),
        POLISH.encode("utf-16"),
        POLISH.encode("utf-16-le"),
        b"plain",
        b"",
    ],
)
def test_what_says_itself_what_it_is_outweighs_the_claim(data: bytes) -> None:
    assert as_claimed(data, "windows-1250") == data


def test_a_claim_that_the_bytes_deny_is_not_followed() -> None:
    data = POLISH.encode("cp1250") * 100
    assert as_claimed(data, "shift_jis") == data

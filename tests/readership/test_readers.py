"""Which requests are reads, and from which network they come."""

from __future__ import annotations

import pytest

from dateline.readership import readers
from dateline.readership.readers import is_declared_bot, is_read, prefix_of

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0"
BROWSERS = [
    FIREFOX,
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
    "Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) "
    "SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/605.1.15 (KHTML, like Gecko) Epiphany/46.0",
    "Opera/9.80 (Android; Opera Mini/36.2.2254/119.132; U; de) Presto/2.12.423 Version/12.16",
    "Lynx/2.9.0 libwww-FM/2.14 SSL-MM/1.4.1 OpenSSL/3.0.13",
    "w3m/0.5.3+git20230121",
    "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 DuckDuckGo/5 Safari/537.36",
]
BOTS = [
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2)",
    "Mozilla/5.0 (compatible; Yahoo! Slurp; http://help.yahoo.com/help/us/ysearch/slurp)",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/156.0.0.0 Safari/537.36",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
    "Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5",
    "curl/8.9.1",
    "Wget/1.25.0",
    "python-requests/2.32.3",
    "python-httpx/0.28.1",
    "Go-http-client/2.0",
    "Feedly/1.0 (+http://www.feedly.com/fetcher.html; like FeedFetcher-Google)",
    "",
    "  ",
]


@pytest.mark.parametrize("status", [200, 304])
def test_a_story_that_a_browser_gets_is_a_read(status: int) -> None:
    assert is_read("GET", status, "", FIREFOX)


@pytest.mark.parametrize(
    ("method", "status", "sec_purpose", "user_agent"),
    [
        ("HEAD", 200, "", FIREFOX),
        ("POST", 200, "", FIREFOX),
        ("GET", 404, "", FIREFOX),
        ("GET", 301, "", FIREFOX),
        ("GET", 206, "", FIREFOX),
        ("GET", 503, "", FIREFOX),
        ("GET", 200, "prefetch", FIREFOX),
        ("GET", 200, "Prefetch;prerender", FIREFOX),
        ("GET", 200, "prefetch;anonymous-client-ip", FIREFOX),
        ("GET", 200, "", "curl/8.9.1"),
    ],
)
def test_nothing_else_is_one(method: str, status: int, sec_purpose: str, user_agent: str) -> None:
    assert not is_read(method, status, sec_purpose, user_agent)


@pytest.mark.parametrize("name", BROWSERS)
def test_browsers_are_no_bots(name: str) -> None:
    assert not is_declared_bot(name)


@pytest.mark.parametrize("name", BOTS)
def test_programs_that_say_so_are_bots(name: str) -> None:
    assert is_declared_bot(name)


def test_what_is_remembered_of_names_is_bounded() -> None:
    for number in range(3000):
        is_declared_bot(f"{number}" + "x" * 10_000)
    assert readers._is_bot.cache_info().currsize <= 1024


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("192.0.2.1", "192.0.2.254"),
        ("192.0.2.1", "::ffff:192.0.2.9"),
        ("2001:db8:7::1", "2001:0DB8:0007:ffff::2"),
        ("2001:db8::1", "2001:db8:0:1::1"),
        ("fe80::1%eth0", "fe80::2"),
        ("nonsense", "203.0.113.999"),
        ("", "1.2.3.4\0"),
    ],
)
def test_addresses_of_one_network_are_one(one: str, other: str) -> None:
    assert prefix_of(one) == prefix_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("192.0.2.1", "192.0.3.1"),
        ("2001:db8:7::1", "2001:db8:8::1"),
        ("::ffff:192.0.2.1", "::ffff:192.0.3.1"),
        ("::1", "192.0.2.1"),
    ],
)
def test_networks_are_told_apart(one: str, other: str) -> None:
    assert prefix_of(one) != prefix_of(other)

"""What readers get for the addresses they ask for: pages, signposts, files, and nothing else."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dateline.photodesk.models import Attachment
from dateline.press import routes, views
from dateline.press.models import PrintedFile, Signpost
from dateline.stories.models import Story
from tests.cast import Cast
from tests.readers.paper import drawn, picture, topic
from tests.shared import ROOT

FRESH = "public, max-age=0, s-maxage=60, must-revalidate"


def received(answer: Any) -> bytes:
    """What was sent of a file; reading it to its end closes it."""
    return b"".join(answer.streaming_content)


def get(reader: Client, address: str) -> Any:
    """Ask for `address` as it stands; the test client reads // as a host."""
    return reader.get("/", PATH_INFO=address) if address[:2] == "//" else reader.get(address)


def test_a_page_is_handed_out_with_its_tag_and_freshness(cast: Cast, reader: Client) -> None:
    answer = reader.get("/")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/html; charset=utf-8"
    assert answer["Cache-Control"] == FRESH
    assert answer["ETag"].startswith('"')
    assert b"The Test Courier" in answer.content


def test_a_page_that_a_browser_has_already_is_not_sent_again(
    publish: Callable[..., Story], reader: Client
) -> None:
    tag = reader.get("/")["ETag"]
    again = reader.get("/", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert (again["ETag"], again["Cache-Control"]) == (tag, FRESH)
    publish("Ferry sails again")
    assert reader.get("/", headers={"If-None-Match": tag}).status_code == 200


def test_a_story_that_changes_gets_another_tag(
    publish: Callable[..., Story], reader: Client
) -> None:
    story = publish("Ferry sails again")
    tag = reader.get(story.address)["ETag"]
    assert reader.get(story.address, headers={"If-None-Match": tag}).status_code == 304
    story.title = "Ferry stays in port"
    story.save_revision().publish()
    assert reader.get(story.address, headers={"If-None-Match": tag}).status_code == 200


def test_asking_for_the_head_of_a_page_gives_no_body(cast: Cast, reader: Client) -> None:
    page, head = reader.get("/"), reader.head("/")
    assert (head.status_code, head.content) == (200, b"")
    assert head["ETag"] == page["ETag"]
    assert reader.head("/nowhere/").status_code == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_nothing_can_be_sent_to_the_readers_origin(reader: Client, method: str) -> None:
    # No address is looked up for it: without the ``db`` fixture any query fails.
    for address in ("/", "/city/", "/nowhere/", "/media/x.jpg", "/healthz"):
        assert reader.generic(method, address).status_code == 405


def test_a_forgotten_slash_is_put_right(publish: Callable[..., Story], reader: Client) -> None:
    story = publish(topics=[topic("Ferries")])
    for address in ("/city/", story.address, "/topics/ferries/", "/by/ben-quay/"):
        answer = reader.get(address.rstrip("/"))
        assert (answer.status_code, answer["Location"]) == (301, address)
        assert answer["Cache-Control"] == FRESH


@pytest.mark.parametrize("address", ["/topics/tides", "/by/nobody", "/about/ethics", "/about"])
def test_nobody_is_sent_on_to_a_page_that_is_not_there(
    cast: Cast, reader: Client, address: str
) -> None:
    assert reader.get(address).status_code == 404


def test_a_signpost_sends_readers_to_the_new_address(cast: Cast, reader: Client) -> None:
    Signpost.objects.create(path="/city/old/", target="/sea/new/")
    answer = reader.get("/city/old/")
    assert (answer.status_code, answer["Location"]) == (301, "/sea/new/")
    assert answer["Cache-Control"] == FRESH
    assert reader.get("/city/old")["Location"] in {"/city/old/", "/sea/new/"}


def test_a_page_stands_before_a_signpost_at_its_address(cast: Cast, reader: Client) -> None:
    Signpost.objects.create(path="/city/", target="/sea/")
    assert reader.get("/city/").status_code == 200


def test_what_was_removed_says_so(publish: Callable[..., Story], reader: Client) -> None:
    story = publish("Ferry sails again")
    story.unpublish()
    answer = reader.get(story.address)
    assert answer.status_code == 410
    assert b"no longer in print" in answer.content
    assert b"Ferry sails again" not in answer.content
    assert "max-age=0, s-maxage=5" in answer["Cache-Control"]
    assert not answer.has_header("ETag")


def test_what_never_was_is_not_found_and_its_address_is_only_words(
    cast: Cast, reader: Client
) -> None:
    answer = reader.get("/<script>alert(1)</script>/")
    assert answer.status_code == 404
    assert b"<script>alert" not in answer.content
    assert "s-maxage=5," in answer["Cache-Control"]


def test_nothing_sets_a_cookie_or_differs_by_one(
    publish: Callable[..., Story], reader: Client
) -> None:
    story = publish(lead_picture=picture())
    file = PrintedFile.objects.filter(name__startswith="pictures/").first().name
    addresses = ["/", "/city/", story.address, "/nowhere/", "/rss.xml", "/sitemap.xml"]
    for address in [*addresses, "/robots.txt", f"/media/{file}", "/healthz"]:
        reader.cookies["newsroom"] = "somebody"
        answer = reader.get(address)
        assert not answer.cookies, address
        assert "cookie" not in answer.get("Vary", "").lower(), address
        if answer.streaming:
            received(answer)


def test_every_answer_carries_the_readers_policies(
    publish: Callable[..., Story], readers_role: dict[str, str]
) -> None:
    for name in ("/", "/nowhere/", "/robots.txt"):
        policy = readers_role[f"{name} Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert "http:" not in policy
        assert "https:" not in policy
        assert "geolocation=()" in readers_role[f"{name} Permissions-Policy"]
        assert readers_role[f"{name} X-Content-Type-Options"] == "nosniff"
        assert readers_role[f"{name} Referrer-Policy"] == "strict-origin-when-cross-origin"
        assert f"{name} Set-Cookie" not in readers_role
    for app in ("sessions", "contrib.auth", "csrf", "messages"):
        assert app not in readers_role["middleware"]
    assert readers_role["newsroom"] == "404"


@pytest.fixture(scope="module")
def readers_role(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What a process of the readers' role answers, on a site whose database is empty."""
    folder = tmp_path_factory.mktemp("readers")
    code = """
import django
django.setup()
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.test.utils import setup_test_environment
from unittest import mock
import dateline.press.views as views
from dateline.press.render import Printed
setup_test_environment()
printed = Printed(200, (("Content-Type", "text/html"),), (b"x",), (), frozenset())
print("middleware=" + " ".join(settings.MIDDLEWARE))
page = views.standing.Page("home", "", printed)
with mock.patch.object(views.standing, "look", return_value=page):
    for address in ("/", "/nowhere/", "/robots.txt"):
        for name, value in Client().get(address).headers.items():
            print(f"{address} {name}={value}")
from django.urls import Resolver404, resolve
print("newsroom=" + ("404" if resolve("/admin/").func is views.page else "there"))
"""
    environment = {
        "DATELINE_ROLE": "readers",
        "DATELINE_SITE": str(folder),
        "DJANGO_SETTINGS_MODULE": "dateline.conf.site",
        "DATELINE_SECRET_KEY": "for tests only",
        "PYTHONPATH": str(ROOT / "src"),
        "PATH": "/usr/bin:/bin",
    }
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return dict(line.split("=", 1) for line in done.stdout.splitlines())


ODD = [
    "/%00",
    "/city/%00/",
    "/media/%00",
    "/%2e%2e/",
    "/city/%2e%2e/sea/",
    "/../../etc/passwd",
    "/" + "a" * 10_000,
    "/" + "a/" * 5_000,
    "/city/" + "9" * 5_000 + "/01/",
    "/%ff%fe/",
    "/%c3%28/",
    "/%ed%a0%80/",
    "//",
    "//city/",
    "//evil.example/",
    "/city//",
    "///",
    "/City/",
    "/CITY/",
    "/city/2026/00/",
    "/city/2026/13/",
    "/city/0000/01/",
    "/city/0001/01/",
    "/city/9999/12/",
    "/city/" + quote("٢٠٢٦") + "/01/",
    "/city/2026/07/06/",
    "/city/2026/07/06/none/",
    "/city/2026/07/06/%00/",
    "/topics/",
    "/topics/%00/",
    "/topics/none/",
    "/by/",
    "/by/%00/",
    "/about/%00/",
    "/%00/rss.xml",
    "/topics/%00/atom.xml",
    "/sitemaps/%00.xml",
    "/sitemaps/0000-01.xml",
    "/sitemaps/9999-12.xml",
    "/sitemaps/" + "9" * 4_000 + ".xml",
    "/sitemaps/../../x.xml",
    "/admin/",
    "/media/",
    "/media/../manage.py",
    "/media/%2e%2e/%2e%2e/manage.py",
    "/media//etc/passwd",
    "/media/" + "a" * 10_000,
    "/media/picture:1",
    "/\\evil.example/",
    "/%5cevil.example",
    "/%0d%0aSet-Cookie:%20a=b/",
    "/😀/",
]


def test_odd_addresses_are_not_found_at_little_cost(cast: Cast, reader: Client) -> None:
    wrong = {}
    for address in ODD:
        with CaptureQueriesContext(connection) as queries:
            answer = get(reader, address)
        if answer.status_code != 404 or answer.has_header("Location") or len(queries) > 16:
            wrong[address[:60]] = answer.status_code, len(queries)
    assert wrong == {}


def test_an_odd_query_changes_nothing(cast: Cast, reader: Client) -> None:
    plain = reader.get("/").content
    for query in ("?x=%00", "?%ff", "?page=2&page[]=3", "?" + "a" * 5_000):
        answer = reader.get(f"/{query}")
        assert (answer.status_code, answer.content) == (200, plain)


def test_a_released_picture_is_handed_out_for_a_year(
    publish: Callable[..., Story], reader: Client
) -> None:
    publish(lead_picture=picture())
    names = PrintedFile.objects.filter(name__startswith="pictures/").values_list("name", flat=True)
    assert names
    for name in names:
        answer = reader.get(f"/media/{name}")
        assert answer.status_code == 200
        with default_storage.open(name) as stored:
            assert received(answer) == stored.read()
        assert answer["Content-Type"] in {"image/jpeg", "image/webp"}
        assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
        assert not answer.get("Content-Disposition", "").startswith("attachment")


def test_nothing_but_released_files_is_handed_out(
    publish: Callable[..., Story], reader: Client, write: Callable[..., Story]
) -> None:
    printed, unprinted = picture(), picture("A draft's.", drawn(colour="#400"))
    publish(lead_picture=printed)
    write("Draft", lead_picture=unprinted)
    private = [unprinted.renditions.first().file.name, unprinted.file.name, printed.file.name]
    private += [f"picture:{printed.pk}", "../test.sqlite3", "pictures", "pictures/"]
    default_storage.save("secret.txt", ContentFile(b"secret"))
    for name in [*private, "secret.txt", f"pictures/../{printed.file.name}"]:
        assert reader.get(f"/media/{name}").status_code == 404, name


def test_a_released_name_cannot_lead_out_of_the_media_folder(
    cast: Cast, reader: Client, tmp_path: Path
) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    for name in ("../secret.txt", str(tmp_path / "secret.txt"), "pictures/../../secret.txt"):
        PrintedFile.objects.create(name=name, released_by="test")
        answer = reader.get(f"/media/{name}")
        assert answer.status_code in {400, 404}
        assert b"secret</" not in answer.content
        assert not answer.streaming


def test_a_file_is_withdrawn_with_its_story(publish: Callable[..., Story], reader: Client) -> None:
    shown = picture()
    story = publish(lead_picture=shown)
    name = shown.renditions.first().file.name
    received(reader.get(f"/media/{name}"))
    story.unpublish()
    assert reader.get(f"/media/{name}").status_code == 404


def test_a_released_file_that_is_lost_is_not_found(cast: Cast, reader: Client) -> None:
    PrintedFile.objects.create(name="documents/lost.pdf", released_by="test")
    assert reader.get("/media/documents/lost.pdf").status_code == 404


@pytest.mark.parametrize(
    ("ending", "saved"),
    [("pdf", False), ("mp3", False), ("csv", True), ("html", True), ("svg", True), ("xyz", True)],
)
def test_what_a_browser_might_run_is_only_offered_for_saving(
    publish: Callable[..., Story], reader: Client, ending: str, saved: bool
) -> None:
    document = Attachment.objects.create(
        title="Minutes", file=ContentFile(b"<script>alert(1)</script>", name=f"minutes.{ending}")
    )
    publish(body=[{"type": "document", "value": {"document": document.pk, "title": "Minutes"}}])
    answer = reader.get(f"/media/{document.file.name}")
    assert answer.status_code == 200
    assert answer.get("Content-Disposition", "").startswith("attachment") == saved
    assert answer["X-Content-Type-Options"] == "nosniff"
    received(answer)


def test_a_page_is_found_and_made_with_few_queries(
    publish: Callable[..., Story], reader: Client, django_assert_max_num_queries: Any
) -> None:
    story = publish(topics=[topic("Ferries")], lead_picture=picture())
    most = {"/": 21, "/city/": 19, story.address: 25, "/topics/ferries/": 14, "/by/ben-quay/": 13}
    for address, bound in most.items():
        with django_assert_max_num_queries(bound):
            assert reader.get(address).status_code == 200


def test_an_embargo_is_compared_with_the_clock_at_every_request(
    publish: Callable[..., Story], reader: Client
) -> None:
    story = publish()
    Story.objects.filter(pk=story.pk).update(embargo_until=timezone.now() + timedelta(hours=1))
    assert reader.get(story.address).status_code == 404
    assert story.title.encode() not in reader.get("/").content


def test_the_process_says_that_it_answers(reader: Client, django_assert_num_queries: Any) -> None:
    answer = reader.get("/healthz")
    assert answer.status_code == 200
    assert answer.content.startswith(b"ok ")


def test_a_page_that_cannot_be_made_says_so_without_a_database(
    db: None, reader: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(path: str) -> None:
        raise DatabaseError("disk I/O error")

    monkeypatch.setattr(routes, "find", broken)
    answer = reader.get("/city/")
    assert answer.status_code == 500
    assert answer["Cache-Control"] == "no-store"
    assert b"The fault is ours" in answer.content
    assert b"disk I/O" not in answer.content
    assert "default-src" in answer["Content-Security-Policy"]


def test_the_fault_page_asks_no_database(rf: Any) -> None:
    # Without the ``db`` fixture any query fails.
    assert views.fault(rf.get("/")).status_code == 500


def test_the_fault_page_is_set_like_the_paper_and_plain_where_even_that_is_broken(
    rf: Any, settings: Any, tmp_path: Path
) -> None:
    page = views.fault(rf.get("/")).content.decode()
    assert '<link rel="stylesheet" href="/static/dateline/paper.css">' in page
    (tmp_path / "dateline/press").mkdir(parents=True)
    (tmp_path / "dateline/press/fault.html").write_text("{% nonsense %}")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    assert b"The fault is ours" in views.fault(rf.get("/")).content

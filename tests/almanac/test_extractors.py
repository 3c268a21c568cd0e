"""Today's date and the weather's hour are furniture: nobody takes them for the story's date."""

from __future__ import annotations

from datetime import timedelta

import pytest
import trafilatura
from django.utils import timezone
from htmldate import find_date

from dateline.almanac.models import Station
from dateline.masthead.queries import masthead
from dateline.press.render import render
from tests.readers.paper import put_in_print

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("days", [1, 9, 400])
@pytest.mark.parametrize("machines", [True, False], ids=["whole", "without JSON-LD and meta"])
def test_extractors_find_the_storys_own_date(cast, settings, days, machines):
    settings.DATELINE = {"WEATHER_PROVIDER": "recorded"}
    now = timezone.now().replace(hour=12)
    zone = masthead().zone
    row = Station.objects.create(read_at=now, told=[[now.isoformat(), 8.6, "rain"]])
    Station.objects.update(told_of=row.of("recorded"))
    printed_at = now - timedelta(days=days)
    words = "".join(f"<p>The ferry sailed at noon, and again at {n} o’clock.</p>" for n in range(9))
    body = [{"type": "text", "value": words}]
    story = put_in_print(cast, "Ferry sails again", at=printed_at, body=body)
    page = render("story", str(story.uid), now).body(now).decode()
    assert 'class="weather"' in page
    assert f'datetime="{now.astimezone(zone).date()}"' in page
    if not machines:
        head, _, rest = page.partition("</head>")
        page = head.partition("<meta property")[0] + "</head>" + rest
    day = printed_at.astimezone(zone).date().isoformat()
    assert find_date(page, original_date=True) == day
    found = trafilatura.bare_extraction(page, with_metadata=True)
    assert found is not None
    assert found.date == day
    assert "light rain" not in (found.text or "")

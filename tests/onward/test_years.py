"""Years in addresses: a month that a calendar has may still have no bounds in some zone."""

from __future__ import annotations

import pytest
from django.test import Client

from dateline.masthead.models import Masthead
from tests.cast import Cast


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Los_Angeles"])
@pytest.mark.parametrize("year", ["0000", "0001", "0999", "9999"])
def test_no_month_stands_in_a_year_without_newspapers(
    cast: Cast, reader: Client, zone: str, year: str
) -> None:
    Masthead.objects.update(time_zone=zone)
    for month in ("01", "12"):
        for address in (f"/city/{year}/{month}/", f"/sitemaps/city/{year}-{month}.xml"):
            assert reader.get(address).status_code == 404

"""What is looked at before a paper is served, and by the doctor."""

from __future__ import annotations

from typing import Any

from django.core import checks

from dateline.almanac.providers import provider_named
from dateline.conf.options import BadOption, option


def weather_provider(app_configs: Any, **_kwargs: Any) -> list[checks.CheckMessage]:
    """Report a weather provider that is none: nobody would be asked, and no page would tell."""
    try:
        provider_named(option("WEATHER_PROVIDER"))
    except LookupError as error:
        hint = "Correct WEATHER_PROVIDER, or leave it empty to ask nobody."
        return [checks.Error(str(error), hint=hint, id="dateline_almanac.E001")]
    except BadOption:
        return []  # told by whoever reads the options
    return []

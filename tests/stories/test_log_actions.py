"""Each thing done to a story has one name in its history."""

from __future__ import annotations

from collections import Counter

from wagtail import hooks


class Names:
    """Notes what is registered."""

    def __init__(self) -> None:
        self.told: Counter[str] = Counter()

    def register_action(self, action: str, *names: object) -> None:
        self.told[action] += 1


def test_what_is_done_to_a_story_is_named_once() -> None:
    names = Names()
    for register in hooks.get_hooks("register_log_actions"):
        if register.__module__.startswith("dateline."):
            register(names)
    assert names.told["dateline.correction"] == 1
    assert set(names.told.values()) == {1}

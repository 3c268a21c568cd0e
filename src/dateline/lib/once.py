"""Answers that are remembered for as long as one page is printed, and no longer.

Several parts of a page ask the same thing: the paper's name and zone, its sections. Within
`printing` such a question is asked once. Outside, and in the next page, it is asked anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, TypeVar, cast

_answers: ContextVar[dict[Callable[..., Any], Any] | None] = ContextVar("answers", default=None)

Question = TypeVar("Question", bound=Callable[[], Any])


@contextmanager
def printing() -> Iterator[None]:
    """Remember answers inside; a printing within a printing shares them."""
    if _answers.get() is not None:
        yield
        return
    token = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(token)


def asked_once(question: Question) -> Question:
    """Decorate a function without arguments: within `printing` it runs once."""

    @wraps(question)
    def ask() -> Any:
        answers = _answers.get()
        if answers is None:
            return question()
        if question not in answers:
            answers[question] = question()
        return answers[question]

    return cast(Question, ask)

"""Answers that are remembered for as long as something is printed, and no longer.

Several parts of a page ask the same thing: the paper's name and zone, its sections. Within
`printing` such a question is asked once. Outside, and in what is printed next, it is asked anew.
The press prints all pages of a publication together: they are of one instant.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, TypeVar, cast

_answers: ContextVar[dict[Hashable, Any] | None] = ContextVar("answers", default=None)

Question = TypeVar("Question", bound=Callable[[], Any])
Answer = TypeVar("Answer")


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


def remembered(question: Hashable, answer: Callable[[], Answer]) -> Answer:
    """Return the `answer` to `question`: within `printing` the first one holds."""
    answers = _answers.get()
    if answers is None:
        return answer()
    if question not in answers:
        answers[question] = answer()
    return cast(Answer, answers[question])


def asked_once(question: Question) -> Question:
    """Decorate a function without arguments: within `printing` it runs once."""

    @wraps(question)
    def ask() -> Any:
        return remembered(question, question)

    return cast(Question, ask)

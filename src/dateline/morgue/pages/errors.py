"""What a page that cannot be brought in raises: always one plain line."""


class UnreadablePage(Exception):
    """A source that holds no page we can read; its text is one line for the person importing."""

    def __init__(self, source: str, reason: str) -> None:
        """Name the `source` and give the `reason` as a clause that follows a colon."""
        self.source = source
        self.reason = " ".join(reason.split())
        super().__init__(f"{' '.join(source.split())}: {self.reason}")


class NotAnArticle(UnreadablePage):
    """A page that can be read but is not one story: a front page, a listing, a login, an error."""

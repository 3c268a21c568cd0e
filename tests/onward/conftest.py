"""Stories in print for the pages that list them."""

from tests.newsroom.conftest import as_
from tests.readers.conftest import _files_of_its_own, publish, reader

__all__ = ["_files_of_its_own", "as_", "publish", "reader"]

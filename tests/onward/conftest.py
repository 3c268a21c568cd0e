"""Stories in print for the pages that list them."""

from tests.readers.conftest import _files_of_its_own, publish, reader

__all__ = ["_files_of_its_own", "publish", "reader"]

"""Stories in print for fronts."""

from tests.readers.conftest import _files_of_its_own, publish, reader

__all__ = ["_files_of_its_own", "publish", "reader"]

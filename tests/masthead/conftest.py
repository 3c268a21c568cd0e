"""The masthead is looked at as readers see it, too."""

from tests.readers.conftest import _files_of_its_own, publish, reader

__all__ = ["_files_of_its_own", "publish", "reader"]

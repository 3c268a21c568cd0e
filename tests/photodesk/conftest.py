"""Pictures are looked at as readers get them, too."""

from tests.readers.conftest import _files_of_its_own, publish, reader

__all__ = ["_files_of_its_own", "publish", "reader"]

"""The press is tested with the readers' browser and paper."""

from tests.readers.conftest import _files_of_its_own, publish, reader

__all__ = ["_files_of_its_own", "publish", "reader"]

"""Reads one picture and answers: what it is, or the sizes that were ordered of it."""

from __future__ import annotations

import json
import resource
from typing import IO, Any

from dateline.lib import capped
from dateline.photodesk.darkroom import develop, notes, unfold

Answer = tuple[dict[str, Any], list[bytes]]


def ready(job: str) -> None:
    """Import what the job needs, while files can be opened."""
    order = json.loads(job)
    unfold.prepare(order["kinds"], order["pixels"])


def work(job: str, file: IO[bytes], answer: IO[bytes]) -> None:
    """Do the job with the picture in `file`.

    The answer is one line of JSON, and after it the files that it names the lengths of.
    """
    order = json.loads(job)
    told, files = _answer(order, file)
    told["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # kilobytes
    answer.write(json.dumps(told).encode() + b"\n")
    for each in files:
        answer.write(each)


def _answer(order: dict[str, Any], file: IO[bytes]) -> Answer:
    try:
        with unfold.opened(file, order["kinds"][0]) as image:
            return _JOBS[order["do"]](image, order)
    except MemoryError:
        return {"fault": "it takes too much memory"}, []
    except Exception as error:  # noqa: BLE001  no decoder says what all it may raise
        return {"fault": str(error)[:200] or type(error).__name__}, []


def _inspect(image: Any, order: dict[str, Any]) -> Answer:
    """Unfold all of it, for a file cut short is found out by that alone."""
    found = notes.read(image)
    width, height = unfold.upright_size(image)
    unfold.check(image)
    return {"width": width, "height": height, "notes": found}, []


def _develop(image: Any, order: dict[str, Any]) -> Answer:
    sizes = [develop.Order(**each) for each in order["sizes"]]
    files = develop.develop(image, sizes)
    return {"lengths": [len(file) for file in files]}, files


_JOBS = {"inspect": _inspect, "develop": _develop}

if __name__ == "__main__":
    unfold.prepare(("JPEG", "PNG", "WEBP", "AVIF", "GIF"), pixels=1)
    capped.serve(ready, work)

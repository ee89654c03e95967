"""A lock that one build holds at a time.

The operating system keeps it, so it is gone the moment its process ends, however it ends.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from geodata.errors import BuildError

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def held(path: Path, *, wait_s: float) -> Iterator[None]:
    """Hold the lock file, waiting for whoever holds it now.

    Parameters
    ----------
    path : the lock file; it stays behind, empty, and means nothing by itself
    wait_s : seconds to wait at most

    Raises
    ------
    BuildError
        If another process still holds it after that time.
    """
    deadline = time.monotonic() + wait_s
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        while True:
            try:
                _take(descriptor)
                break
            except OSError:
                if time.monotonic() >= deadline:
                    raise BuildError(
                        "另一次构建正在进行",
                        where=str(path),
                        remedy="等它结束后再试；现用的数据版本不受影响",
                    ) from None
                time.sleep(0.1)
        yield
    finally:
        os.close(descriptor)

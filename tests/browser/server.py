"""The atlas as its users run it: a process of its own on a free port, ended by its own id."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from geodata.settings import ROOT

START_S = 60.0
STOP_S = 10.0


@dataclass(frozen=True)
class Server:
    """A running server.

    Parameters
    ----------
    url : its address, without a slash at its end
    pid : process id
    release : id of the release that it serves
    started_s : seconds from the start of the process to its first answer
    """

    url: str
    pid: int
    release: str
    started_s: float

    def memory_mb(self) -> float:
        """Resident memory of the process."""
        shown = subprocess.run(
            ["ps", "-o", "rss=", "-p", str(self.pid)],  # noqa: S607  (wherever ps is)
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        return int(shown.stdout) / 1024


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answer(url: str, process: "subprocess.Popen[bytes]", log: Path) -> str:
    """The body of an address as soon as it is answered."""
    end = time.monotonic() + START_S
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310  (127.0.0.1)
                return str(answer.read().decode())
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    raise RuntimeError(f"{url} gave no answer; the server said:\n{log.read_text('utf-8')[-2000:]}")


# What is due or past is told for this day, so that pictures stay the same.
TODAY: Final = "2026-11-21"


@contextmanager
def running(
    arguments: list[str], health: str, log: Path, **environment: str
) -> Iterator[tuple[str, int, str, float]]:
    """Run a Python program that listens on ``HOA_PORT``.

    Parameters
    ----------
    arguments : of the interpreter
    health : path that answers once it serves
    log : where its output goes
    environment : variables besides those of this process

    Yields
    ------
    address, process id, the health answer and the seconds it took
    """
    port = free_port()
    own = {
        **os.environ,
        "HOA_TODAY": TODAY,
        **environment,
        "HOA_HOST": "127.0.0.1",
        "HOA_PORT": str(port),
    }
    begun = time.monotonic()
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, *arguments], cwd=ROOT, env=own, stdout=output, stderr=output
        )
    try:
        url = f"http://127.0.0.1:{port}"
        answer = _answer(url + health, process, log)
        yield url, process.pid, answer, time.monotonic() - begun
    finally:
        process.terminate()
        try:
            process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def serve(data_dir: Path, log: Path) -> Iterator[Server]:
    """Serve the release in use of a data folder."""
    with running(["-m", "dashboard"], "/release", log, HOA_DATA_DIR=str(data_dir)) as found:
        url, pid, answer, seconds = found
        yield Server(url, pid, answer.split('"')[3], seconds)

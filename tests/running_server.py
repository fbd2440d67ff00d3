"""The whole product as its users get it: a server process of its own on a free port of this machine."""

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests

ROOT = Path(__file__).resolve().parents[1]


@dataclass
class RunningServer:
    """A server that answers, and how to end it."""

    url: str
    process: subprocess.Popen
    log: Path
    path: Path
    """The file it serves."""

    @property
    def host(self):
        return self.url.removeprefix("http://")

    def kill(self):
        """As the power does."""
        self.process.kill()
        self.process.wait()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running_server(db_path, *, app=ROOT / "app.py", port=None, launcher="streamlit", **environment):
    """Serve `db_path`, started from a folder that is not ours; `launcher` is `streamlit` or `python`."""
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(app)]
    if launcher == "python":
        command = [sys.executable, str(app)]
    env = {**os.environ, "JUSOU_DB": str(db_path), "STREAMLIT_SERVER_PORT": str(port), **environment}
    log = Path(db_path).with_suffix(f".{port}.log")
    with log.open("w") as written:
        process = subprocess.Popen(
            command, cwd=Path(db_path).parent, env=env, stdout=written, stderr=subprocess.STDOUT
        )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_until_it_answers(process, url, log)
        yield RunningServer(url, process, log, Path(db_path))
    finally:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_until_it_answers(process, url, log):
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}: {log.read_text('utf-8')}")
        try:
            if requests.get(f"{url}/_stcore/health", timeout=2).ok:
                return
        except (requests.ConnectionError, requests.Timeout):
            time.sleep(0.05)
    raise RuntimeError(f"the server does not answer: {log.read_text('utf-8')}")

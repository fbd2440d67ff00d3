"""What the tests of the store share: processes to kill, and a shim between a process and its disk."""

import multiprocessing
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shim(tmp_path_factory):
    if sys.platform != "linux":
        pytest.skip("nothing can stand between the store and its disk here")
    compiler = shutil.which("cc")
    if compiler is None:
        if os.environ.get("JUSOU_REQUIRE_TOOLS") == "1":
            pytest.fail("a C compiler is required here and missing")
        pytest.skip("a C compiler is missing")
    library = tmp_path_factory.mktemp("shim") / "disk_journal.so"
    source = Path(__file__).with_name("disk_journal.c")
    subprocess.run(
        [compiler, "-shared", "-fPIC", "-O2", "-o", library, source, "-ldl", "-lpthread"], check=True
    )
    return library


@pytest.fixture
def on_watched_disk(shim):
    """Run a piece of the office's work in a process whose disk is written down, and may be made to be full."""

    def on_watched_disk(work, folder, journal, *arguments):
        return subprocess.run(
            [sys.executable, "-W", "error", "-m", "office", work, str(folder), *arguments],
            env=os.environ
            | {
                "PYTHONPATH": os.pathsep.join(sys.path),
                "PYTHONUTF8": "1",
                "LD_PRELOAD": str(shim),
                "DISK_FOLDER": str(folder),
                "DISK_JOURNAL": str(journal),
            },
            check=True,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        ).stdout

    return on_watched_disk


@pytest.fixture(scope="session")
def processes():
    """Processes that begin at once: they are forked from one that has everything loaded, where there is a fork."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["office"])
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("PYTHONPATH", os.pathsep.join(sys.path))
        first = context.Process(target=int)
        first.start()
        first.join()
    return context

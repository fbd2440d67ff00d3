"""What the machine checks is what the README tells people to run."""

import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
RUN = (ROOT / ".ci" / "run").read_text("utf-8")


def test_ci_runs_the_test_command_of_the_readme_with_every_tool_required():
    command = 'python -m pip install -e ".[test]" && python -m pytest'

    assert command in (ROOT / "README.md").read_text("utf-8").splitlines()
    lines = RUN.splitlines()
    assert command in lines
    assert "export JUSOU_REQUIRE_TOOLS=1" in lines[: lines.index(command)]
    assert "二つずつ" in (ROOT / "README.md").read_text("utf-8")
    assert 'export PYTEST_ADDOPTS="-n 2 ' in RUN
    assert {"ruff check", "ruff format --check", "mypy"} <= set(lines[lines.index(command) :])


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such shell")
@pytest.mark.parametrize(
    ("failing", "again", "passes"), [(0, 0, True), (3, 0, True), (4, 0, False), (1, 1, False)]
)
def test_what_failed_is_looked_at_once_more_if_it_is_little_and_what_fails_twice_has_failed(
    tmp_path, failing, again, passes
):
    """The lines of `.ci/run` round its tests, with tests that fail so often the first time, and the second."""
    tests = "".join(
        f"def test_{n}():\n    assert {n} >= ({again} if Path('seen').exists() else {failing})\n"
        for n in range(5)
    )
    (tmp_path / "test_any.py").write_text(f"from pathlib import Path\n{tests}", "utf-8")
    looking = RUN[RUN.index("result=0") : RUN.index("ruff check")]
    looking = looking.replace('python -m pip install -e ".[test]" && ', "").replace(
        "python -m pytest --last", "touch seen; python -m pytest --last"
    )
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", looking],
        cwd=tmp_path,
        env={**os.environ, "PYTEST_ADDOPTS": "-n 2"},
        capture_output=True,
        check=False,
    )
    assert (done.returncode == 0) is passes, done.stdout.decode()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such shell")
@pytest.mark.parametrize("kept", [True, False], ids=["failures of an earlier run", "nothing kept"])
def test_a_run_that_never_came_to_its_tests_has_failed_without_a_word_of_its_own(tmp_path, kept):
    (tmp_path / "test_any.py").write_text("def test_any():\n    pass\n", "utf-8")
    if kept:
        (tmp_path / ".pytest_cache/v/cache").mkdir(parents=True)
        (tmp_path / ".pytest_cache/v/cache/lastfailed").write_text('{"test_any.py::test_any": true}', "utf-8")
    looking = RUN[RUN.index("result=0") : RUN.index("ruff check")]
    looking = looking.replace('python -m pip install -e ".[test]"', "false")
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", looking], cwd=tmp_path, capture_output=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"")


@pytest.mark.skipif(os.name == "nt", reason="Windows marks no file as a program")
def test_ci_is_a_script_that_a_shell_understands():
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111
    subprocess.run(["bash", "-n", str(ROOT / ".ci" / "run")], check=True)


def test_the_workflow_runs_the_same_on_the_oldest_python_we_promise_and_a_newer_one():
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "test.yml").read_text("utf-8"))
    job = workflow["jobs"]["test"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    oldest = re.search(r"\d+\.\d+", project["requires-python"])[0]

    assert job["strategy"]["matrix"]["python"][0] == oldest
    assert len(job["strategy"]["matrix"]["python"]) == 2
    assert ".ci/run" in [step.get("run") for step in job["steps"]]


def test_the_hooks_before_a_commit_are_checks_that_ci_makes_too():
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    entries = [hook["entry"] for repo in config["repos"] for hook in repo["hooks"]]

    assert {repo["repo"] for repo in config["repos"]} == {"local"}
    assert all(entry.replace(" --force-exclude", "") in RUN.splitlines() for entry in entries)
    assert len(entries) == 3

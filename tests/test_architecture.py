"""The one rule: files are pure, folders touch the world, and nothing points inward but on purpose."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

import jusou_meeting

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "jusou_meeting"
PAGES = sorted((ROOT / "pages").rglob("*.py"))
PURE_FOLDERS = ("ecomap", "household_file")
REACHES = {
    "store": {"sqlite_utils", "sqlite3", "filelock"},
    "documents": {"docx", "resvg_py", "icalendar"},
    "ui": {"streamlit", "store", "documents"},
    "server": {"streamlit", "starlette", "click", "store", "documents"},
    "cli": {"click", "store", "documents"},
}
"""What only this folder may touch of the world and of the other folders."""
IMPURE = {
    "streamlit", "starlette", "sqlite3", "sqlite_utils", "docx", "lxml", "resvg_py", "click", "pathlib", "os",
    "io", "socket", "subprocess", "threading", "asyncio", "random", "secrets", "time", "urllib", "http", "filelock",
    "argon2", "platformdirs", "shutil", "tempfile",
}  # fmt: skip


def modules():
    return sorted(PACKAGE.rglob("*.py"))


def imported(path):
    """Every module a file imports, in full."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room(path):
    """The folder of the package a file lies in; '' for the pure files."""
    inside = path.relative_to(PACKAGE)
    return inside.parts[0] if len(inside.parts) > 1 else ""


def is_pure(path):
    inside = path.relative_to(PACKAGE)
    return path.name != "__main__.py" and (len(inside.parts) == 1 or inside.parts[0] in PURE_FOLDERS)


def own(name):
    """The room of the package that an import reaches; None when it reaches none."""
    parts = name.split(".")
    if parts[0] != "jusou_meeting" or len(parts) < 2:
        return None
    return parts[1] if (PACKAGE / parts[1]).is_dir() else ""


def impurities(path):
    """What a pure file touches that it may not."""
    for name in imported(path):
        if name.split(".")[0] in IMPURE or (own(name) not in (None, "", *PURE_FOLDERS)):
            yield name
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Attribute) and node.attr in {"now", "today", "utcnow"}:
            yield f"the clock: {node.attr}"
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in {"open", "print"}
        ):
            yield node.func.id


@pytest.mark.parametrize(
    "path", [p for p in modules() if is_pure(p)], ids=lambda p: str(p.relative_to(PACKAGE))
)
def test_a_file_of_the_package_touches_no_world(path):
    assert list(impurities(path)) == []


def test_a_file_that_looks_at_the_clock_would_be_noticed(tmp_path):
    guilty = tmp_path / "guilty.py"
    guilty.write_text("from datetime import date\nimport streamlit\nTODAY = date.today()\n", "utf-8")

    assert list(impurities(guilty)) == ["streamlit", "the clock: today"]


@pytest.mark.parametrize("folder", REACHES)
def test_a_folder_reaches_only_inward(folder):
    rooms = {own(name) for path in (PACKAGE / folder).rglob("*.py") for name in imported(path)}

    assert rooms - {None, "", folder, *PURE_FOLDERS} <= REACHES[folder]


@pytest.mark.parametrize(
    "library", sorted({name for names in REACHES.values() for name in names} - set(REACHES))
)
def test_a_technology_stays_in_the_folders_that_name_it(library):
    homes = {room(path) for path in modules() for name in imported(path) if name.split(".")[0] == library}

    assert homes == {folder for folder, names in REACHES.items() if library in names}


@pytest.mark.parametrize(
    "path", [p for p in modules() if room(p) == "ui"], ids=lambda p: str(p.relative_to(PACKAGE))
)
def test_no_question_mark_stands_where_a_finger_on_it_ticks_the_box(path):
    """Streamlit puts it into the label, all of which answers to a press."""
    calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
    boxes = [c for c in calls if isinstance(c.func, ast.Attribute) and c.func.attr in {"checkbox", "toggle"}]

    assert [box.lineno for box in boxes if any(word.arg == "help" for word in box.keywords)] == []


def test_no_file_needs_itself():
    names = {path: ".".join(path.relative_to(ROOT).with_suffix("").parts) for path in modules()}
    known = {name.removesuffix(".__init__") for name in names.values()}

    def meant(name):
        """The file behind a dotted name: the longest part of it that is one."""
        parts = name.split(".")
        return next(
            (".".join(parts[:n]) for n in range(len(parts), 1, -1) if ".".join(parts[:n]) in known), None
        )

    graph = {
        name.removesuffix(".__init__"): {meant(n) for n in imported(path)}
        - {None, name.removesuffix(".__init__")}
        for path, name in names.items()
    }

    def reaches(start):
        seen, ahead = set(), list(graph[start])
        while ahead:
            if (name := ahead.pop()) not in seen:
                seen.add(name)
                ahead += graph[name]
        return seen

    assert [name for name in graph if name in reaches(name)] == []


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_module_says_its_purpose_and_stays_readable(path):
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))
    assert len(path.read_text("utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.stem)
def test_a_page_only_composes(path):
    source = path.read_text("utf-8")
    tree = ast.parse(source)

    assert len(source.splitlines()) <= 80
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    assert "open_workspace(needs=Permission." in source
    assert not [name for name in imported(path) if own(name) in ("store", "server", "documents")]


def test_no_page_lies_where_streamlit_would_find_it_by_itself():
    assert PAGES
    assert list((ROOT / "pages").glob("*.py")) == []
    assert not (PACKAGE / "ui" / "script" / "pages").exists()


def test_the_script_stands_alone():
    assert [p.name for p in (PACKAGE / "ui" / "script").iterdir() if p.suffix == ".py"] == ["main.py"]


def test_the_product_is_the_checkout():
    assert Path(jusou_meeting.__file__).parent == PACKAGE


FORBIDDEN = {
    "unsafe_allow_html": r"unsafe_allow_html",
    "a cache of personal data": r"st\.cache_data",
    "a table that mixes up rows": r"st\.data_editor",
    "Markdown with user text": r"st\.(markdown|write|table)\(",
    "a way around the one write path": r"\.atomic\(|conn\.execute\(",
    "an outside host": r"https?://(?!www\.w3\.org|schemas\.|127\.0\.0\.1|purl\.org|json-schema\.org)",
    "code from data": r"\b(eval|exec|pickle)\b\(",
}


MANUAL = PACKAGE / "ui" / "help.py"
"""It shows Markdown, of the manual that ships with the package and of nothing else."""


def test_the_manual_is_the_only_markdown_and_holds_no_text_of_anybody_else():
    assert re.findall(r"st\.markdown\((.*)\)", MANUAL.read_text("utf-8")) == [
        '(_FOLDER / f"{screen}.md").read_text("utf-8")'
    ]


@pytest.mark.parametrize("what", FORBIDDEN)
def test_nothing_in_the_product_uses(what):
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in [
            *modules(),
            *PAGES,
            *PACKAGE.rglob("*.js"),
            *PACKAGE.rglob("*.css"),
            *PACKAGE.rglob("*.html"),
        ]
        for line in path.read_text("utf-8").splitlines()
        if re.search(FORBIDDEN[what], line) and not (path == MANUAL and what == "Markdown with user text")
    ]

    assert found == []


def dated_when_the_page_ran(path):
    """What is written with the instant at which the page was drawn, which may be long before the press."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            said = [k.value for k in node.keywords if k.arg == "at"]
            if any(isinstance(at, ast.Attribute) and at.attr == "now" for at in said):
                yield node.func.attr


@pytest.mark.parametrize(
    "path", sorted((PACKAGE / "ui").rglob("*.py")), ids=lambda p: str(p.relative_to(PACKAGE))
)
def test_only_a_look_is_dated_when_the_page_ran_and_never_an_act(path):
    assert set(dated_when_the_page_ran(path)) <= {"log", "log_views", "log_refusal"}


def test_nothing_stands_outside_the_agreed_top_level():
    agreed = {
        "pyproject.toml",
        "app.py",
        "jusou_meeting",
        "pages",
        "sample_data",
        "tests",
        "README.md",
        "LICENSE",
    }
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    top = {name.split("/")[0] for name in tracked.splitlines()}

    assert {name for name in top if not name.startswith(".")} - agreed == set()

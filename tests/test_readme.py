"""What the README promises is what the code holds."""

import ast
import importlib
import inspect
import re
from pathlib import Path

import click

from jusou_meeting.cli import commands
from jusou_meeting.ui.navigation import MENU, PAGES

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")
PACKAGE = ROOT / "jusou_meeting"


def section(title):
    """The text below one heading."""
    return README.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


def purpose(path):
    """The first line of a module's docstring."""
    return ast.get_docstring(ast.parse(path.read_text("utf-8"))).splitlines()[0]


def rooms():
    """Every file and folder a newcomer sees in the package, with its purpose."""
    for path in sorted(PACKAGE.iterdir()):
        if path.suffix == ".py" and path.name not in ("__init__.py", "__main__.py"):
            yield path.name, purpose(path)
        elif (path / "__init__.py").exists():
            yield f"{path.name}/", purpose(path / "__init__.py")


def test_the_map_names_every_room_by_its_own_words():
    told = dict(re.findall(r"^\| `([^`]+)` \| (.+) \|$", section("地図"), re.MULTILINE))

    assert told == dict(rooms())


def test_the_glossary_is_spoken_in_the_code():
    told = re.findall(r"^\| ([^|]+) \| `(\w+)` \| `([\w.]+)` \|$", section("用語"), re.MULTILINE)

    assert len(told) >= 20
    for word, identifier, module in told:
        spoken = getattr(importlib.import_module(f"jusou_meeting.{module}"), identifier)
        assert inspect.getdoc(spoken).startswith(f"{word.strip()}: "), identifier


def test_every_command_and_option_is_documented():
    documented = section("命令（コマンド）")
    for name, command in commands.commands.items():
        assert f"python -m jusou_meeting {name}" in documented
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.opts[0] in documented, (name, parameter.opts)
            elif isinstance(parameter.type, click.Choice):
                for choice in parameter.type.choices:
                    assert f"{name} {choice}" in documented


def test_no_command_is_documented_that_does_not_exist():
    named = set(re.findall(r"python -m jusou_meeting (\w+)", README))

    assert named == set(commands.commands)


def test_every_page_of_the_menu_is_there_and_no_other():
    assert {PAGES / entry.path for entry in MENU} == set(PAGES.rglob("*.py"))


def test_the_two_commands_stand_near_the_top():
    top = README[:1500]

    assert "python -m pip install -e . && streamlit run app.py" in top
    assert 'python -m pip install -e ".[test]" && python -m pytest' in top


def test_what_is_linked_is_there():
    for target in re.findall(r"\]\((?!http|#)([^)]+)\)", README):
        assert (ROOT / target).exists(), target

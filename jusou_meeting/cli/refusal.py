"""How a command ends: 0 done, 1 it could not be done, 2 it was called wrongly; an error is one Japanese sentence."""

from __future__ import annotations

import sys

import click

from jusou_meeting.cli.commands import CalledWrongly, commands
from jusou_meeting.finding import Stopped
from jusou_meeting.household_file import HouseholdFileProblem
from jusou_meeting.staff import NotAllowed
from jusou_meeting.store import FileProblem
from jusou_meeting.store.driver import DatabaseError


def run(arguments: list[str] | None = None) -> int:
    """Run one command; returns its exit code and never shows a traceback."""
    try:
        commands.main(args=arguments, prog_name="python -m jusou_meeting", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as asked:
        click.echo(asked.format_message())
        return 2
    except click.UsageError as error:
        return _refuse(_called_wrongly(error), 2)
    except click.Abort:
        return _refuse("中止しました。", 1)
    except (FileProblem, HouseholdFileProblem, Stopped, NotAllowed) as problem:
        return _refuse(str(problem), 1)
    except DatabaseError:
        return _refuse(
            "ファイルを読み書きできません。check で調べ、必要なら控えから restore で戻してください。", 1
        )
    except OSError as error:
        return _refuse(
            f"{error.filename or 'ファイル'} を読み書きできません。場所と権限を確かめてください。", 1
        )
    return 0


def _refuse(sentence: str, code: int) -> int:
    click.echo(" ".join(sentence.split()), file=sys.stderr)
    return code


def _called_wrongly(error: click.UsageError) -> str:
    help_hint = "使い方は --help で見られます。"
    match error:
        case CalledWrongly():
            return error.message
        case click.MissingParameter(param=click.Parameter() as parameter):
            return f"{_named(parameter)} を指定してください。{help_hint}"
        case click.NoSuchOption():
            return f"{error.option_name} という指定はありません。{help_hint}"
        case click.BadParameter(param=click.Parameter() as parameter):
            return f"{_named(parameter)} の値が正しくありません。{help_hint}"
        case click.BadOptionUsage():
            return f"{error.option_name} の値を書いてください。{help_hint}"
    return f"命令を読み取れません。{help_hint}"


def _named(parameter: click.Parameter) -> str:
    return parameter.opts[0] if isinstance(parameter, click.Option) else str(parameter.human_readable_name)

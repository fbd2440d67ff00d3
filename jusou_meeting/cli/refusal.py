"""How a command ends: 0 done, 1 it could not be done, 2 it was called wrongly; an error is one Japanese sentence."""

from __future__ import annotations

import errno
import os
import re
import sys

import click

from jusou_meeting.cli.calling import CalledWrongly
from jusou_meeting.cli.commands import commands
from jusou_meeting.cli.language import japanese
from jusou_meeting.finding import Stopped
from jusou_meeting.household_file import HouseholdFileProblem
from jusou_meeting.staff import NotAllowed
from jusou_meeting.store import FileProblem
from jusou_meeting.store.driver import DatabaseError

_JAPANESE = re.compile("[ぁ-ん]")


def run(arguments: list[str] | None = None) -> int:
    """Run one command; returns its exit code and never shows a traceback."""
    with japanese():
        try:
            commands.main(args=arguments, prog_name="python -m jusou_meeting", standalone_mode=False)
            sys.stdout.flush()
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
        except BrokenPipeError:  # whoever read the output has had enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 1
        except OSError as error:
            return _refuse(_unreadable(error), 1)
    return 0


def _refuse(sentence: str, code: int) -> int:
    click.echo(" ".join(sentence.split()), file=sys.stderr)
    return code


def _unreadable(error: OSError) -> str:
    named = error.filename or "ファイル"
    match error.errno:
        case errno.ENOENT:
            return f"{named} が見つかりません。名前と場所を確かめてください。"
        case errno.ENOSPC:
            return "ディスクに空きがありません。空きを作ってから、もう一度お試しください。"
    return f"{named} を読み書きできません。場所と権限を確かめてください。"


def _called_wrongly(error: click.UsageError) -> str:
    help_hint = "使い方は --help で見られます。"
    match error:
        case CalledWrongly():
            return error.message
        case click.MissingParameter(param=click.Parameter() as parameter):
            return f"{_named(parameter)} を指定してください。{help_hint}"
        case click.BadParameter():
            said = error.message
        case _:
            said = error.format_message()
    if not _JAPANESE.search(said):  # another version of click, in words that we do not know
        said = "命令を読み取れません。"
    return f"{said}{help_hint}".replace("。 ", "。")


def _named(parameter: click.Parameter) -> str:
    match parameter:
        case click.Option():
            return parameter.opts[0]
        case click.Parameter(type=click.Choice() as choice):
            return " か ".join(choice.choices)
    return parameter.human_readable_name

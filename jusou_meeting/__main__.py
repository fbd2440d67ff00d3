"""`python -m jusou_meeting`: the command line."""

import sys
from pathlib import Path
from types import TracebackType


def told(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A mistake of ours, or Ctrl-C before anything began: one sentence, without what a household file said."""
    sentence = "中止しました。"
    if not isinstance(error, KeyboardInterrupt):
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        where = (
            "" if trace is None else f"、{Path(trace.tb_frame.f_code.co_filename).name} {trace.tb_lineno}行"
        )
        sentence = f"ソフトの誤りで止まりました（{kind.__name__}{where}）。この一文を添えて、開発元へお知らせください。"
    sys.stderr.write(f"{sentence}\n")


def main() -> int:
    """Run the command that was asked for; letters that the console lacks do not stop it."""
    sys.excepthook = told
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # of a program of its own, they can
    from jusou_meeting.cli import run

    return run()


if __name__ == "__main__":
    sys.exit(main())

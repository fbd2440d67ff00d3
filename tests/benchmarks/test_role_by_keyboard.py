"""A role by the keyboard alone: choices, keys and seconds, typing counted apart from Tab and Enter."""

from pathlib import Path

import pytest
from hour import Coordinator, begin, bring_in
from running_server import running_server

HOUSEHOLD = Path(__file__).resolve().parents[1] / "households" / "hour_C02.json"
ROLES = (
    ("生活サ", "1", "家計と住まいの相談", "11/30"),
    ("市建築", "2", "一時入居の可否を諮る", "12/8"),
    ("民生", "4", "月2回の声かけ", "随時"),
    ("内科", "6", "再検査を受け入れる", "12/4"),
    ("県会津", "3", "子の様子の把握", "随時"),
)
SAID = "一時入居の可否を課内で決め、民間2社にも当たる"
COUNT = """() => {
    if (window.strokes === undefined) document.addEventListener("keydown", () => { window.strokes += 1; }, true);
    window.strokes = 0;
}"""
PER_KEY = 0.12
"""Seconds between two keys of somebody who types every day; a Japanese sign takes about two and a half."""

pytestmark = [pytest.mark.browser, pytest.mark.benchmark]


def test_role_by_keyboard(tmp_path, visitor, capsys):
    with running_server(tmp_path / "city.db") as office:
        window = visitor.window()
        begin(window, office)
        bring_in(window, HOUSEHOLD)
        coordinator = Coordinator(window, office.path)
        coordinator.prepare("支援会議", reason="急ぐ", agencies=("市建築住宅課",), at_once=True)
        seconds = []
        for agency, issue, task, due in ROLES:
            before = window.evaluate("() => performance.now()")
            coordinator.role(agency, (issue,), task, due)
            seconds.append((window.evaluate("() => performance.now()") - before) / 1000)
        coordinator.say("市建築住宅課", SAID)
        window.evaluate(COUNT)
        coordinator.role_of_it(("2",), "12/8")
        of_a_remark = window.evaluate("() => window.strokes")
        window.evaluate(COUNT)
        coordinator.role("市建築", ("2",), SAID, "12/8")
        typed_again = window.evaluate("() => window.strokes")
    typed = [len(agency + issue + task + due) for agency, issue, task, due in ROLES]
    seconds.sort()
    median, keys = seconds[len(seconds) // 2], sorted(typed)[len(typed) // 2]
    with capsys.disabled():
        print(  # noqa: T201 (the figure is what a benchmark is for)
            f"\n役割ひとつ：選ぶ 2回＋送る 1回、F2 1・Tab 3・Enter 3、打つ文字 {keys}（中央値）、"
            f"機械の時間 {median:.1f} 秒、打つ時間を入れて約 {median + keys * 2.5 * PER_KEY + 7 * PER_KEY:.1f} 秒\n"
            f"発言から役割に：キー {of_a_remark}。打ち直せば：キー {typed_again} と、日本語 {len('市建築' + SAID)} 字"
        )

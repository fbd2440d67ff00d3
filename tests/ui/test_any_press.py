"""Whatever is pressed on a screen, while somebody else takes away what is looked at, is answered and meets no error."""

import random
from contextlib import suppress
from datetime import date

import pytest
from builders import (
    a_decision,
    a_goal,
    a_life_event,
    a_person,
    a_plan,
    a_preparation_sheet,
    a_remark,
    a_role,
    a_tie,
    a_wish,
    an_agenda_item,
    an_emergency_contact,
    an_involvement,
    an_issue,
)

from jusou_meeting.finding import Stopped
from jusou_meeting.household import Kinship
from jusou_meeting.store import Conflict
from jusou_meeting.ui.panel import SELECTED

pytestmark = pytest.mark.nightly

TABS = (
    "入力", "課題の整理", "記録", "プラン", "次第", "出席者", "準備シート", "端末", "書類", "前回", "関係の表",
    "課題ネットワーク", "年表", "比較", "履歴", "同意",
)  # fmt: skip
WORDS = ("", "あ", "12/4", "8/32", "月2回", "*太字*", "=1+1", "𠮷" * 50, "\n\n", "<b>", "平成30年4月", "父")
DAYS = (None, date(2026, 12, 24), date(2030, 1, 1))


def fill(room):
    """So much that every part of the screen has something to show; what still stands stays."""
    for fact in (
        a_role("r1", assigned_in="meeting"), a_role("r2", "hospital", issue_ids=("money",)), a_tie(), a_remark(), a_decision(),
        an_agenda_item(), a_wish(), a_goal(), a_plan(), an_emergency_contact(), a_life_event(), a_preparation_sheet(),
        a_person("son", Kinship.SON), an_issue("school"), an_involvement("police", name="警察署"),
    ):  # fmt: skip
        with suppress(Conflict, Stopped):
            room.save(fact)


def standing(room):
    """Every record that somebody may have before them."""
    household, record = room.household, room.record
    return [
        *household.roles, *household.issues, *household.involvements, *household.ties, *household.people,
        *household.wishes, *household.goals, *household.events, *household.consents, *household.confirmations,
        *record.remarks, *record.decisions, *record.agenda, *record.attendees, *record.preparation_sheets,
    ]  # fmt: skip


def take_away(room, dice, but):
    """Somebody elsewhere removes a few of them, as far as they may, but for these."""
    facts = [fact for fact in standing(room) if fact.id not in but]
    for fact in dice.sample(facts, min(3, len(facts))):
        with suppress(Stopped), room.change("消す", meeting="meeting") as change:
            change.remove(fact)


def press(app, dice):
    """One thing that hands do; returns what it was."""
    texts = [*app.text_input, *app.text_area]
    boxes = [box for box in app.selectbox if box.options and not box.key.startswith("correct:")]
    ways = {
        "press": (5, [button for button in app.button if not button.disabled], lambda it: it.click()),
        "type": (3, texts, lambda it: it.set_value(dice.choice(WORDS))),
        "choose": (2, boxes, lambda it: it.select_index(dice.randrange(len(it.options)))),
        "look": (1, list(app.radio), lambda it: it.set_value(dice.choice(it.options))),
        "tick": (1, [*app.checkbox, *app.toggle], lambda it: it.set_value(not it.value)),
        "date": (1, list(app.date_input), lambda it: it.set_value(dice.choice(DAYS))),
    }
    ways = {how: way for how, way in ways.items() if way[1]}
    how = dice.choices(list(ways), [share for share, *_ in ways.values()])[0]
    _, there, do = ways[how]
    it = dice.choice(there)
    do(it)
    return how, it.key


def hour(room, seed, steps):
    """So many steps on the screens of a meeting; the first that meets an error is told with those before it."""
    dice, built = random.Random(seed), {fact.id for fact in standing(room)}
    while steps > 0:
        fill(room)
        app = dice.choice(
            (
                lambda: room.coordinator(dice.choice(TABS)),
                lambda: room.screen("case/household.py"),
                room.participant,
            )
        )()
        done = []
        for _ in range(8):
            app.session_state[SELECTED] = dice.choice([fact.id for fact in standing(room)])
            done.append(press(app, dice))
            take_away(room, dice, but=built)
            app.run()
            assert not app.exception, done
        steps -= len(done)


@pytest.mark.parametrize("seed", range(4))
def test_no_press_meets_an_error(room, seed):
    hour(room, seed, 200)


def test_an_error_would_be_met(room, monkeypatch):
    monkeypatch.setattr("jusou_meeting.ui.panel.finished", lambda desk, fact: 1 / 0)

    with pytest.raises(AssertionError):
        hour(room, 0, 200)

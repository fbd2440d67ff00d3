"""A coordinator who turns talk into record on the screen of the meeting, by the keys and buttons that anybody has."""

import re
import time
from datetime import date

from browsing import ready
from playwright.sync_api import expect

from jusou_meeting.store import Store

SAVED = 15_000
"""Milliseconds after which what was typed must be on the screen."""


PASSWORD = "ゆきどけの川をわたる朝に聞いた歌"


def begin(window, office):
    """新しく始める: the municipality's own file and its first coordinator."""
    window.goto(office.url)
    form = window.locator("form", has=window.get_by_label("市町村名"))
    form.get_by_label("市町村名").fill("架空市")
    form.get_by_label("お名前").fill("佐藤 花子")
    form.get_by_label("所属").fill("地域福祉課")
    form.get_by_label("サインイン名").fill("sato")
    for field in form.get_by_label(re.compile("^パスワード")).all():
        field.fill(PASSWORD)
    form.get_by_role("button").click()
    ready(window)


def bring_in(window, file):
    """世帯ファイルから取り込む."""
    window.get_by_text("世帯ファイルから取り込む", exact=True).click()
    place = window.locator("details[open] input[type=file]")
    place.wait_for(state="attached")
    window.wait_for_timeout(300)  # a run that was only asked for looks like one that is over
    ready(window)
    with window.expect_response(lambda answer: "upload_file" in answer.url and answer.ok):
        place.set_input_files(file)
    window.get_by_role("button", name="取り込む", exact=True).click()
    expect(window.locator("[data-kind=agency]").first).to_be_visible(timeout=15_000)
    ready(window)


class InputMethod:
    """Kana under the cursor, and the word that is taken for them with Enter."""

    def __init__(self, window):
        self.page = window.context.new_cdp_session(window)

    def compose(self, kana):
        for end in range(1, len(kana) + 1):
            self.page.send(
                "Input.imeSetComposition", {"text": kana[:end], "selectionStart": end, "selectionEnd": end}
            )

    def enter_while_composing(self):
        for kind in ("rawKeyDown", "keyUp"):
            self.page.send(
                "Input.dispatchKeyEvent",
                {"type": kind, "key": "Process", "code": "Enter", "windowsVirtualKeyCode": 229},
            )

    def take(self, word):
        self.page.send("Input.insertText", {"text": word})


class Coordinator:
    """Somebody at the screen of one meeting; every act waits until it is in the file and the screen is still again.

    A sentence comes as an input method hands it over, whole; what is looked up in a list is typed key by key.
    """

    def __init__(self, window, path):
        self.window = window
        self._store = Store.open(path)

    def acts(self):
        """How many acts the file holds."""
        with self._store.file.reading() as db:
            return next(db.query("SELECT ifnull(max(seq), 0) AS n FROM change"))["n"]

    # the way in

    def prepare(
        self, kind, *, reason="", place="", agencies=(), at_once=False, day=None, beside=None, template=None
    ):
        """会議を開く, ahead of the day or at once, with these agencies; `beside` is a case in whose sitting it is."""
        window = self.window
        window.get_by_role("button", name="会議を開く", exact=True).click()
        window.get_by_test_id("stRadio").get_by_text(kind, exact=True).click()
        dialog = window.get_by_role("dialog")
        if reason:
            dialog.get_by_label("支援会議を開く理由").fill(reason)
        if day:
            dialog.get_by_label("開催日").fill(day)
        if template:
            dialog.get_by_role("combobox", name="次第の型").click()
            window.get_by_role("option", name=template).click()
        if beside:
            dialog.get_by_role("combobox", name="開催").click()
            window.get_by_role("option", name=beside).click()
            expect(dialog.get_by_label("場所")).to_have_count(0, timeout=SAVED)
        else:
            dialog.get_by_label("場所").fill(place)
        field = dialog.get_by_label("出席する機関")
        there = dialog.locator("[data-testid=stMultiSelectTagsContainer] [aria-label]")
        ready(window)
        already = {tag.get_attribute("aria-label") for tag in there.all()}
        for agency in agencies:
            if agency not in already:
                field.click()
                self.pick(agency)
        window.keyboard.press("Tab")
        ready(window)  # each choice of an agency runs the page
        if reason:
            dialog.get_by_text("この会議に限り、構成員に指名する").click()
        dialog.get_by_role("button", name="開会する" if at_once else "準備をはじめる").click()
        expect(window.get_by_role("tab", name="次第", exact=True)).to_be_visible(timeout=SAVED)
        ready(window)

    def open(self):
        """開会する, of a meeting that was prepared."""
        self.tab("準備")
        self.button("開会する")
        expect(self.window.get_by_role("button", name="閉会する").first).to_be_visible(timeout=SAVED)
        ready(self.window)

    # parts of the screen

    def tab(self, *names):
        """The part of the screen with this title, and the part within it."""
        for name in names:
            tab = self.window.get_by_role("tab", name=name, exact=True).locator("visible=true").first
            if tab.get_attribute("aria-selected") != "true":
                tab.click()
                ready(self.window)

    def field(self, label):
        labelled = self.window.get_by_label(label, exact=True)
        field = self.window.locator("input, textarea").and_(labelled).locator("visible=true").first
        field.evaluate(
            "(field) => field.scrollIntoView({ block: 'center' })"
        )  # a list closes when its page scrolls
        return field

    def fill(self, label, text):
        self.field(label).fill(text)

    def choose(self, label, *words):
        """One of a list, or several, by a few letters of it."""
        for word in words:
            self.field(label).click()
            self.window.keyboard.press("Control+A")
            self.pick(word)
        if words:
            self.window.keyboard.press("Tab")
            ready(self.window)

    def pick(self, word):
        """Type into a list that has the cursor, and take what it then offers."""
        self.window.keyboard.type(word)
        expect(self.window.get_by_role("option", name=re.compile(re.escape(word))).first).to_be_visible()
        self.window.keyboard.press("Enter")

    def tick(self, label):
        self.window.get_by_text(label, exact=True).locator("visible=true").first.click()

    def unfold(self, title):
        part = self.window.locator("details", has=self.window.get_by_text(title, exact=True))
        part = part.locator("visible=true").first
        if part.get_attribute("open") is None:
            part.locator("summary").click()
            ready(self.window)

    def on(self, label, day):
        """A date, typed."""
        field = self.window.locator(
            "[data-testid=stDateInput]", has=self.window.get_by_text(label, exact=True)
        )
        field = field.locator("visible=true").first
        field.get_by_role("spinbutton").first.click()
        self.window.keyboard.type(f"{day.year:04d}{day.month:02d}{day.day:02d}")
        self.window.keyboard.press("Tab")
        calendar = self.window.locator("#stFloatingOverlayPortal [data-rac]").first
        if calendar.is_visible():  # it stands over whatever comes below
            self.window.keyboard.press("Escape")
            expect(calendar).to_be_hidden()

    def button(self, name):
        exact = isinstance(name, str)
        self.window.get_by_role("button", name=name, exact=exact).locator("visible=true").first.click()

    def take(self, name):
        """A button that writes something down."""
        before = self.acts()
        self.button(name)
        self.written(before)

    def written(self, before):
        """There is an act more in the file, and the screen has come to rest."""
        for _ in range(SAVED // 50):
            if self.acts() > before:
                break
            time.sleep(0.05)
        else:
            raise AssertionError("nothing was written")
        self.window.wait_for_timeout(50)
        ready(self.window)

    def shown(self, text, where="td"):
        expect(self.window.locator(where, has_text=text).first).to_be_visible(timeout=SAVED)
        ready(self.window)

    def cursor(self, key, label):
        """One key, and the cursor is in the field with this label."""
        for _ in range(3):  # whoever comes back to a page that is not all there yet presses once more
            self.window.keyboard.press(key)
            for _ in range(250):
                if label in self.focused():
                    return
                time.sleep(0.01)
        raise AssertionError(f"{key} brought the cursor to {self.focused()!r}")

    def focused(self):
        return self.window.evaluate("() => document.activeElement.getAttribute('aria-label') ?? ''")

    def number_of(self, who):
        """The № of an attendee, as the printed list of this meeting has it."""
        with self._store.file.reading() as db:
            there = db.query(
                "SELECT a.agency FROM attendee a JOIN record r ON r.id = a.id JOIN meeting m ON m.id = a.meeting_id "
                "WHERE m.opened_at IS NOT NULL AND m.closed_at IS NULL ORDER BY r.place"
            )
            return next(f"{n:02d}" for n, row in enumerate(there, start=1) if who in row["agency"])

    # what the room says

    def next_item(self):
        self.take(re.compile("^次へ"))

    def say(self, who, text, *, hidden=False):
        keyboard, before = self.window.keyboard, self.acts()
        self.cursor("F4", "発言者")
        if who:
            self.pick(self.number_of(who))
        keyboard.press("Tab")
        keyboard.insert_text(text)
        if hidden:
            self.tick("情報源を秘匿する（文書と投影に、誰の発言かを出さない）")
            self.button("発言を追加")
        else:
            keyboard.press("Enter")
        self.written(before)
        self.shown(text, ".st-key-latest td")

    def decide(self, text):
        before = self.acts()
        self.cursor("F8", "決まったこと")
        self.window.keyboard.insert_text(text)
        self.window.keyboard.press("Enter")
        self.written(before)
        self.shown(text, ".st-key-latest td")

    def role(self, agency, issues, task, due, *, whom=(), in_charge="", lead=False):
        """A role by the keyboard alone: who, on which issues, what, until when; the rest where it was said."""
        keyboard, before = self.window.keyboard, self.acts()
        self.cursor("F2", "誰が")
        for words in ((agency,), map(str, issues)):
            for word in words:
                self.pick(word)
            keyboard.press("Tab")
        keyboard.insert_text(task)
        keyboard.press("Tab")
        keyboard.type(due)
        if whom or in_charge or lead:
            keyboard.press("Tab")
            for word in whom:
                self.pick(word)
            keyboard.press("Tab")
            keyboard.insert_text(in_charge)
            if lead:
                keyboard.press("Tab")
                keyboard.press("Space")
                keyboard.press("Shift+Tab")
        keyboard.press("Enter")
        self.written(before)
        self.shown(task, ".jusou-row")

    def turn(self, number):
        """What was said last is a decision (1), a missing resource (4) or what is to be avoided (5)."""
        before = self.acts()
        for _ in range(3):  # whoever comes back to a page that is not all there yet presses once more
            self.window.keyboard.press(f"Alt+{number}")
            for _ in range(80):
                if self.acts() > before:
                    return self.written(before)
                time.sleep(0.05)
        raise AssertionError("nothing came of it")

    def issue_of_it(self, subject):
        """What was said last troubles somebody."""
        before = self.acts()
        self.cursor("Alt+2", "誰の課題")
        self.pick(subject)
        self.window.keyboard.press("Tab")
        self.window.keyboard.press("Enter")
        self.written(before)

    def role_of_it(self, issues, due, *, task="", whom=()):
        """What was said last is what the agency will do; `task` where it is put more shortly."""
        keyboard, before = self.window.keyboard, self.acts()
        self.cursor("Alt+3", "どの課題に")
        for word in map(str, issues):
            self.pick(word)
        keyboard.press("Tab")
        if task:
            keyboard.press("Control+A")
            keyboard.insert_text(task)
        keyboard.press("Tab")
        keyboard.type(due)
        if whom:
            keyboard.press("Tab")
            for word in whom:
                self.pick(word)
            keyboard.press("Tab")
        keyboard.press("Enter")
        self.written(before)
        self.shown(task, ".jusou-row")

    def answer(self, task, kind, text="", until=None):
        """What an agency said to its role, when it is more than yes."""
        self.window.locator("[class*=st-key-role-]", has_text=task).get_by_role("button", name="直す").click()
        expect(self.window.get_by_role("button", name="口頭の回答を記す")).to_be_visible(timeout=SAVED)
        ready(self.window)
        self.window.get_by_role("radio", name=kind, exact=True).or_(
            self.window.get_by_role("button", name=kind, exact=True)
        ).locator("visible=true").first.click()
        self.fill("条件・理由・持ち帰る先", text)
        if until:
            self.on("持ち帰りの返事の期限", until)
        self.take("口頭の回答を記す")
        expect(
            self.window.locator("[class*=st-key-role-]", has_text=task).locator(".jusou-row")
        ).to_contain_text(kind, timeout=SAVED)
        ready(self.window)

    def read_back(self):
        """Every role is read out; nobody objects, and what was said before stays."""
        self.button(re.compile("^読み上げ"))
        stop = self.window.get_by_role("button", name="読み上げをやめる")
        before = self.window.get_by_role("button", name=re.compile("(承諾|条件付き|持ち帰り|辞退)のまま"))
        absent = self.window.get_by_role("button", name="未確認のまま")
        expect(stop).to_be_visible(timeout=SAVED)
        ready(self.window)
        card = self.window.locator(".st-key-reading td")
        while stop.is_visible():
            acts, read = self.acts(), card.all_inner_texts()
            if absent.is_visible():
                self.window.locator(".st-key-reading").get_by_label("条件・理由・持ち帰る先").fill(
                    "書面で確かめた"
                )
            self.window.keyboard.press("Alt+0" if before.is_visible() else "Alt+6")
            self.written(acts)
            for _ in range(SAVED // 50):
                if card.all_inner_texts() != read:
                    break
                time.sleep(0.05)
            ready(self.window)

    def attendee(self, who):
        """One line of the roster in hand."""
        self.tab("出席者")
        self.window.locator("[class*=st-key-attendee-]", has_text=who).get_by_role(
            "button", name="直す"
        ).click()
        expect(self.window.locator(".st-key-seat-done")).to_be_visible(timeout=SAVED)
        ready(self.window)

    def review(self, task, standing, result=""):
        """What came of an earlier role."""
        part = self.window.locator("[class*=st-key-carried-]", has_text=task).locator("visible=true").first
        part.get_by_role("radio", name=standing, exact=True).or_(
            part.get_by_role("button", name=standing, exact=True)
        ).first.click()
        part.get_by_label("結果・できなかった理由").fill(result)
        before = self.acts()
        part.get_by_role("button", name="記す").click()
        self.written(before)

    def to_household(self):
        self.button("世帯の画面へ")
        expect(self.window.get_by_role("button", name="会議を開く", exact=True)).to_be_visible(timeout=SAVED)
        ready(self.window)

    def issue(self, subject, title, note=""):
        self.add("課題", choose={"誰の課題": subject}, fill={"課題": title, "くわしい状況": note})

    def tie(self, a, b, *, direction="", label="", stressful=False, source="", note=""):
        self.tab("入力", "関係線")
        self.choose("どこから", a)
        self.choose("どこへ", b)
        if direction:
            self.choose("向き", direction)
        if stressful:
            self.tick("葛藤がある")
        self.fill("線の上の言葉", label)
        self.fill("誰から聞いたか", source)
        self.fill("メモ", note)
        self.take("関係線を追加")

    def add(self, word, *, choose=None, fill=None):
        """Something new of the 入力 tab."""
        self.tab("入力", word)
        self._enter(choose, fill)
        self.take(f"{word}を追加")

    def plan(self, part, *, choose=None, fill=None, on=None, button):
        """Something of the プラン tab."""
        self.tab("プラン", part)
        self._enter(choose, fill)
        for label, day in (on or {}).items():
            self.on(label, date.fromisoformat(day))
        self.take(button)

    def _enter(self, choose, fill):
        for label, word in (choose or {}).items():
            self.choose(label, *((word,) if isinstance(word, str) else word))
        for label, text in (fill or {}).items():
            self.fill(label, text)

    # the way out

    def close(self, *, next_time, returned=""):
        self.window.get_by_role("button", name="閉会する").first.click()
        dialog = self.window.get_by_role("dialog")
        dialog.get_by_label(re.compile("^次回")).fill(next_time)
        if returned:
            dialog.get_by_label("資料の回収").fill(returned)
        dialog.get_by_role("button", name="閉会する").click()
        expect(self.window.get_by_role("link", name="会議録（Word）", exact=True)).to_be_visible(
            timeout=SAVED
        )
        ready(self.window)

    def paper(self, title):
        """One of the papers of the meeting, as it reaches the coordinator's folder."""
        self.tab("書類")
        with self.window.expect_download() as download:
            self.window.get_by_role("link", name=title, exact=True).locator("visible=true").first.click()
        return download.value

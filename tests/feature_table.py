"""The rows of the peers' feature table that a map must have or should have, and the map as a browser shows it."""

import json
import math
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from browsing import Visitor, ready
from playwright.sync_api import expect

from jusou_meeting.ecomap.notation import STANDARD

HOUSEHOLD = Path(__file__).parent / "households" / "across_the_river.json"

ROWS = {
    1: "must: □○ 二重 × ages",
    2: "must: agencies and links",
    3: "must: zigzag stress line",
    4: "must: direction arrows, both ways",
    5: "must: strength by line",
    6: "must: several relations per pair",
    7: "must: household boundary",
    8: "must: line to the whole household",
    9: "must: layout by generation",
    10: "must: ring/radial agencies",
    11: "must: drag and keep",
    12: "must: pin / tidy-up button",
    13: "must: line by mouse",
    14: "must: entry by form/続柄, no drawing",
    15: "must: undo/redo",
    16: "should: history, rollback",
    17: "must: compare two dates",
    18: "should: view filters (家族/機関/両方)",
    19: "must: presenting mode",
    20: "must: legend of what is used",
    21: "should: print/PDF",
    22: "must: PNG",
    23: "should: SVG",
    24: "must: Word export",
    25: "must: black-and-white output",
    26: "must: anonymise at output",
    27: "should: case/agency templates",
    28: "must: table view of same data",
    29: "should: notes with marker",
    30: "should: multi-user live",
    31: "must: fully offline/intranet",
    32: "must: Japanese",
    33: "should: data checks (age, cycle)",
    34: "must: gap analysis (空白)",
    35: "must: issues on a member",
    36: "must: role assignment on the map",
    37: "must: date/source/confidence per line",
    38: "must: meeting kind and consent shown",
}
"""As the table has them; each is shown by a test whose name begins with its number."""

_LOOK = """(svg) => {
    const { left: x0, top: y0 } = svg.getBoundingClientRect();
    const box = (shape) => {
        const { left, top, right, bottom } = shape.getBoundingClientRect();
        return [left - x0, top - y0, right - x0, bottom - y0];
    };
    const points = (shape) => (shape.getAttribute("d") ?? "").match(/-?[\\d.]+ -?[\\d.]+/g)?.map((pair) => {
        const [x, y] = pair.split(" ").map(Number);
        const at = new DOMPoint(x, y).matrixTransform(shape.getScreenCTM());
        return [at.x - x0, at.y - y0];
    }) ?? [];
    const part = (shape) => {
        const { stroke, strokeWidth, strokeDasharray, strokeOpacity, strokeLinecap, fill } = getComputedStyle(shape);
        return {
            tag: shape.localName, text: shape.textContent, box: box(shape), points: points(shape), ink: stroke, fill,
            width: stroke === "none" ? 0 : parseFloat(strokeWidth), dash: strokeDasharray, cap: strokeLinecap,
            hidden: strokeOpacity === "0", closed: shape.getAttribute("d")?.endsWith("Z") ?? false,
        };
    };
    const whole = [...svg.querySelectorAll("[data-id], [data-a]")].filter((group) => group.childElementCount);
    const said = Object.fromEntries(whole.map((group) => [group.dataset.id, group.getAttribute("aria-label")?.split("、")[0]]));
    const loose = [...svg.children].filter((shape) => shape.localName !== "g").map(part);
    const last = [...svg.children].findLast((shape) => shape.localName === "g" && !shape.matches(".marks, [data-id], [data-a]"));
    return {
        signs: whole.map((group) => ({
            kind: group.dataset.kind ?? "unnamed", said: group.getAttribute("aria-label") ?? "",
            a: said[group.dataset.a] ?? "", b: said[group.dataset.b] ?? "", parts: [...group.children].map(part),
        })),
        loose, legend: last ? [...last.children].map(part) : [],
    };
}"""


@dataclass
class Part:
    """One shape or word, in pixels from the corner of the map."""

    tag: str
    text: str
    box: tuple
    points: list
    ink: str
    fill: str
    width: float
    dash: str
    cap: str
    hidden: bool
    closed: bool

    @property
    def left(self):
        return self.box[0]

    @property
    def top(self):
        return self.box[1]

    @property
    def right(self):
        return self.box[2]

    @property
    def bottom(self):
        return self.box[3]

    @property
    def middle(self):
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def holds(self, other):
        """Whether the other lies within this one."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.right <= self.right
            and other.bottom <= self.bottom
        )

    def meets(self, other):
        """Whether the two have anything in common."""
        apart = (
            other.right < self.left
            or self.right < other.left
            or other.bottom < self.top
            or self.bottom < other.top
        )
        return not apart

    def far_from(self, point):
        """How far a point lies from the edge or the inside of the box."""
        x, y = point
        return math.hypot(max(self.left - x, 0, x - self.right), max(self.top - y, 0, y - self.bottom))


@dataclass
class Sign:
    """Somebody or something on the map that can be chosen, or a line of it."""

    kind: str
    said: str
    a: str
    b: str
    parts: list

    @property
    def outline(self):
        return self.parts[0]

    @property
    def words(self):
        return [part for part in self.parts if part.tag == "text"]

    @cached_property
    def strokes(self):
        """Every path of a line that is seen, arrowheads aside."""
        return [part for part in self.parts if part.tag == "path" and not part.closed and not part.hidden]

    @property
    def stroke(self):
        return self.strokes[0]

    @property
    def heads(self):
        """The tips of its arrows."""
        return [part.points[0] for part in self.parts if part.closed]

    @property
    def marks(self):
        """What stands across a line, or on it in a disc."""
        return [part.text for part in self.parts if part.tag == "text" and part.text == "?"] + ["/"] * (
            len(self.strokes) - 1
        )

    @property
    def turns(self):
        """How often the line swings over from one side to the other."""
        sides = [
            (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0])
            for (a, b), (_, c) in pairwise(pairwise(self.stroke.points))
        ]
        sharp = [side for side in sides if abs(side) > 20]
        return sum(one * other < 0 for one, other in pairwise(sharp))

    @property
    def looks(self):
        """All of a line but its colour and where it runs."""
        width = "thick" if self.stroke.width > 4 else "dots" if self.stroke.cap == "round" else "thin"
        return width, self.stroke.dash, self.turns > 3, tuple(self.marks), len(self.heads)


class Seen:
    """The map as it stands in a window at this moment."""

    def __init__(self, window):
        found = window.locator(".stage > svg").first.evaluate(_LOOK)
        self.signs = [
            Sign(**sign | {"parts": [Part(**part) for part in sign["parts"]]}) for sign in found["signs"]
        ]
        self.loose = [Part(**part) for part in found["loose"]]
        self.legend = [Part(**part) for part in found["legend"]]

    def of(self, kind):
        return [sign for sign in self.signs if sign.kind == kind]

    def named(self, name):
        """The person, agency or household with this name."""
        ends = ("person", "agency", "household")
        [sign] = [s for s in self.signs if s.kind in ends and s.said.split("、")[0] == name]
        return sign

    def line(self, said):
        """The line that says this of itself."""
        [line] = [sign for sign in self.signs if sign.said.startswith(said)]
        return line

    def joining(self, a, b, kind="tie"):
        """The lines between these two."""
        return [sign for sign in self.of(kind) if {sign.a, sign.b} == {a, b}]

    @property
    def caption(self):
        return " ".join(part.text for part in self.loose if part.tag == "text")

    @property
    def explained(self):
        """The words of the legend."""
        return {part.text for part in self.legend if part.tag == "text"} - {"凡例", "№1", "★", "1", "?"}


@contextmanager
def a_coordinator(browser, municipality):
    """Somebody with a wide screen and the standard signs, whose browser in the end complained of nothing and asked nobody outside."""
    municipality.store.choose_preset(STANDARD, by=municipality.staff, at=datetime.now(UTC))
    visitor = Visitor(browser, viewport={"width": 1800, "height": 1100})
    municipality.seat(visitor)
    yield visitor
    visitor.context.close()
    assert (visitor.complaints, visitor.outside) == ([], [])


def varied(folder, **said):
    """A file with the same household, of which something else is said."""
    path = folder / "household.json"
    path.write_text(json.dumps(json.loads(HOUSEHOLD.read_text("utf-8")) | said, ensure_ascii=False), "utf-8")
    return path


def sign(window, name):
    """The person or agency with this name."""
    return window.locator(f':is([data-kind=person], [data-kind=agency])[aria-label^="{name}、"]').first


def line(window, said):
    """The line that says this of itself."""
    return window.locator(f'[data-kind=tie][aria-label^="{said}"]').first


def middle(place):
    box = place.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def at_rest(window):
    """Everything that hands did is in the file and on the screen."""
    expect(window.locator(".ecomap .unsent").first).to_have_text("", timeout=20_000)
    return ready(window)


def drag(window, place, dx, dy):
    """Pull a sign with the mouse."""
    place.hover()
    x, y = middle(place)
    window.mouse.move(x, y)
    window.mouse.down()
    window.mouse.move(x + dx, y + dy, steps=4)
    window.mouse.up()
    at_rest(window)


def tab(window, title):
    window.get_by_role("tab", name=title, exact=True).click()
    return ready(window)


def press(window, name, **said):
    window.get_by_role("button", name=name, **{"exact": True} | said).locator("visible=true").first.click()
    return ready(window)

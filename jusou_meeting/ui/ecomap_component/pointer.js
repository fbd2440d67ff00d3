// 手: mouse, finger and pen: press, drag a sign, pan, pinch. One finger on the ground scrolls the page.

const SLACK = { mouse: 4, pen: 6, touch: 10 }; // a hand trembles this many pixels; beyond it a press is a drag
const TWICE = 400;

class Pointer {
  gesture = null;
  #down = new Map();
  #tapped = { id: null, at: 0 };

  constructor(map) {
    this.map = map;
  }

  listen(on, stage) {
    on(stage, "pointerdown", (e) => this.press(e));
    on(stage, "pointermove", (e) => this.move(e));
    on(stage, "pointerup", (e) => this.release(e));
    on(stage, "pointercancel", (e) => this.letGo(e));
    on(stage, "contextmenu", (e) => this.menu(e), false);
    on(stage, "touchstart", (e) => this.touch(e), false);
    on(stage, "touchmove", (e) => this.touch(e), false);
  }

  touch(e) {
    // Two fingers pinch the map and one finger moves a sign; all else scrolls the page (touch-action knows no parts of an SVG).
    const { picture, data } = this.map;
    const moves = !data.readonly && picture.isMovable(e.target.closest("[data-id]")?.dataset.id);
    if (e.cancelable && (moves || e.touches.length > 1)) e.preventDefault();
  }

  press(e) {
    if (e.button) return;
    const { map } = this;
    map.keyboard.settle();
    map.stage.setPointerCapture(e.pointerId); // the picture under the finger may be repainted
    this.#down.set(e.pointerId, e);
    if (this.#down.size > 1) {
      this.gesture = { kind: "pinch", ...this.#span() };
    } else {
      const start = map.picture.at(e);
      const id = map.drawing.begun ? map.picture.endAt(start) : (e.target.closest("[data-id]")?.dataset.id ?? null);
      this.gesture = { kind: "press", id, start, down: e, last: e, middle: id && map.picture.middle(id, map.moved()) };
    }
    map.marks.draw();
  }

  move(e) {
    const { map, gesture } = this;
    if (!this.#down.has(e.pointerId)) return;
    if (!e.buttons) return this.letGo(e); // it was released while the element was built anew
    if (!map.stage.hasPointerCapture(e.pointerId)) map.stage.setPointerCapture(e.pointerId);
    this.#down.set(e.pointerId, e);
    if (gesture?.kind === "pinch") {
      const now = this.#span();
      map.camera.pinch(gesture, now);
      Object.assign(gesture, now);
    }
    if (gesture?.kind === "press" && far(gesture.down, e)) this.#become(gesture);
    if (gesture?.kind === "pan") {
      const { scale } = map.picture;
      map.camera.pan((gesture.last.clientX - e.clientX) / scale, (gesture.last.clientY - e.clientY) / scale);
      gesture.last = e;
    }
    if (gesture?.kind === "drag") {
      const point = map.picture.at(e);
      const { middle, start } = gesture;
      gesture.to = map.picture.within(middle.x + point.x - start.x, middle.y + point.y - start.y);
    }
    if (gesture?.kind === "line") {
      gesture.to = map.picture.at(e);
      gesture.over = map.picture.endAt(gesture.to);
    }
    if (gesture && gesture.kind !== "press") map.marks.draw();
  }

  #become(gesture) {
    const { drawing, picture, data } = this.map;
    if (drawing.begun && gesture.id) {
      gesture.kind = "line";
      drawing.begin(gesture.id);
    } else gesture.kind = picture.isMovable(gesture.id) && !data.readonly ? "drag" : "pan";
  }

  release(e) {
    if (!this.#down.delete(e.pointerId)) return;
    const { map, gesture } = this;
    this.gesture = null;
    if (gesture?.kind === "pinch" && this.#down.size) {
      const [last] = this.#down.values();
      this.gesture = { kind: "pan", last };
    } else if (gesture?.kind === "drag") map.put({ kind: "move", id: gesture.id, ...gesture.to });
    else if (gesture?.kind === "line") map.drawing.connect(gesture.id, map.picture.endAt(map.picture.at(e)), e);
    else if (gesture?.kind === "press") this.tap(gesture.id, e);
    map.marks.draw();
  }

  letGo(e) {
    this.#down.delete(e.pointerId);
    this.gesture = null;
    this.map.marks.draw();
  }

  tap(id, e) {
    const { map } = this;
    if (map.drawing.begun) return id && map.drawing.pick(id, e);
    const twice = id !== null && this.#tapped.id === id && performance.now() - this.#tapped.at < TWICE;
    this.#tapped = { id, at: performance.now() };
    if (id) map.picture.signs.get(id)?.focus({ preventScroll: true });
    if (twice) map.put({ kind: "open", id });
    else map.select(id);
  }

  menu(e) {
    const id = e.target.closest("[data-id]")?.dataset.id;
    if (!id && !this.map.offers) return;
    e.preventDefault();
    this.gesture = null;
    const { x, y } = this.map.picture.at(e);
    this.map.around(id, e, this.map.picture.within(x, y));
  }

  repainted() {
    if (this.gesture?.id && !this.map.picture.signs.has(this.gesture.id)) this.gesture = null;
  }

  #span() {
    const [one, other] = this.#down.values();
    return {
      apart: Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY),
      clientX: (one.clientX + other.clientX) / 2,
      clientY: (one.clientY + other.clientY) / 2,
    };
  }
}

function far(one, other) {
  return Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY) > (SLACK[other.pointerType] ?? 4);
}

// キーボード: every sign is reached, chosen, moved and connected without a mouse; what the keys do stands in ecomap.html.

const ACTS = { "+": "closer", ";": "closer", "-": "farther", 0: "whole", l: "line", L: "line", a: "add", A: "add" };
const NUDGE_SETTLES = 400;

class Keyboard {
  held = null; // the sign that has the keyboard, also while its element is taken away and built anew
  nudge = null; // where a sign was moved key by key, until it settles
  current = null; // the sign that the Tab key comes back to

  constructor(map) {
    this.map = map;
  }

  listen(on, root, stage) {
    on(stage, "focusin", (e) => this.focused(e));
    on(stage, "focusout", () => queueMicrotask(() => this.blurred()));
    on(root, "keydown", (e) => this.key(e), false);
    on(root, "keyup", (e) => e.key === "Alt" && this.settle(), false);
    on(root, "pointerdown", () => root.classList.remove("by-keyboard"));
  }

  key(e) {
    if (e.ctrlKey || e.metaKey || e.isComposing) return;
    this.map.root.classList.add("by-keyboard");
    const id = e.target.closest("[data-id]")?.dataset.id ?? null;
    if (!this.#pressed(e, id)) return;
    e.preventDefault();
    e.stopPropagation();
    this.map.marks.draw();
  }

  #pressed(e, id) {
    const { picture } = this.map;
    if (ACTS[e.key] === "line" && picture.kind(id) === "tie") return this.#say(id);
    if (e.key in ACTS && !e.altKey) return this.map.act(ACTS[e.key]);
    if (e.key === "Escape") return this.#escape();
    if (!id) return false;
    if (e.altKey) return e.key in STEPS && this.#step(id, STEPS[e.key], e.shiftKey ? 50 : 10);
    if (e.key === "Enter" || e.key === " ") return this.#enter(id);
    const here = picture.signs.get(id);
    const walked = (sign) => !this.map.drawing.begun || sign === here || picture.isEnd(sign.dataset.id);
    const order = picture.order.filter(walked);
    if (e.key === "Tab") return this.#walk(order[order.indexOf(here) + (e.shiftKey ? -1 : 1)]);
    if (e.key === "Home") return this.#walk(order[0]);
    if (e.key === "End") return this.#walk(order.at(-1));
    if (e.key in STEPS) return this.#walk(ahead(picture, order, id, STEPS[e.key], this.map.moved())) || true;
    return false;
  }

  #enter(id) {
    const { map } = this;
    if (map.drawing.begun) {
      if (!map.picture.isEnd(id)) return false;
      map.drawing.pick(id, map.picture.spot(id));
    } else if (map.selected === id) {
      map.put({ kind: "open", id });
      map.beside.enter(id);
    } else map.select(id);
    return true;
  }

  #say(id) {
    const { map } = this;
    if (map.offers) map.around(id, map.picture.spot(id));
    return true;
  }

  #escape() {
    const { pointer, drawing, root } = this.map;
    const help = root.querySelector("details[open]");
    const busy = pointer.gesture || this.nudge || drawing.begun || help;
    if (help) help.open = false;
    clearTimeout(this.nudge?.timer);
    pointer.gesture = this.nudge = null;
    drawing.giveUp();
    return Boolean(busy);
  }

  #walk(sign) {
    sign?.focus({ preventScroll: true });
    if (sign) this.map.camera.uncover(sign);
    return Boolean(sign);
  }

  #step(id, [x, y], by) {
    const { map } = this;
    if (!map.picture.isMovable(id) || map.data.readonly) return true;
    const from = map.picture.middle(id, map.moved());
    if (this.nudge && this.nudge.id !== id) this.settle();
    clearTimeout(this.nudge?.timer);
    const timer = setTimeout(() => this.settle(), NUDGE_SETTLES);
    this.nudge = { id, ...map.picture.within(from.x + x * by, from.y + y * by), timer };
    return true;
  }

  settle() {
    if (!this.nudge) return;
    const { id, x, y, timer } = this.nudge;
    clearTimeout(timer);
    this.nudge = null;
    this.map.put({ kind: "move", id, x, y });
  }

  focused(e) {
    const sign = e.target.closest("[data-id]");
    if (!sign) return;
    this.map.picture.signs.get(this.current)?.setAttribute("tabindex", "-1");
    sign.setAttribute("tabindex", "0");
    this.current = this.held = sign.dataset.id;
    this.map.marks.draw();
  }

  blurred() {
    if (!this.map.root?.isConnected || this.map.parent.activeElement?.closest("[data-id]")) return;
    this.held = null;
    this.map.marks.draw();
  }

  repainted(held) {
    const { signs, order } = this.map.picture;
    if (!signs.has(this.current)) this.current = order[0]?.dataset.id ?? null;
    signs.get(this.current)?.setAttribute("tabindex", "0");
    if (held) signs.get(held)?.focus({ preventScroll: true });
  }
}

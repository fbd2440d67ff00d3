// エコマップ: shows the picture that Python painted, and tells what hands did to it. It draws no notation and knows no rule.

const MAPS = new Map(); // one per household; a map outlives its element, so nothing unsent is lost with a page

export default function ({ data, parentElement, setStateValue }) {
  if (!MAPS.has(data.key)) MAPS.set(data.key, new Ecomap());
  const map = MAPS.get(data.key);
  map.mount(parentElement, (sent) => setStateValue("events", sent));
  map.show(data);
  return () => map.unmount(parentElement);
}

// Connection ------------------------------------------------------------------------------------------------------

const app = () => document.querySelector('[data-testid="stApp"]');
const connected = () => (app()?.getAttribute("data-test-connection-state") ?? "CONNECTED") === "CONNECTED";

class Outbox {
  // Every event keeps its growing number until Python has answered it; nothing else is a receipt.
  client = newName();
  items = [];
  #last = 0;
  #attempt = 0;
  #retries = 0;
  #timer = null;
  #due = Infinity;
  deliver = null;

  put(event) {
    this.items.push({ number: ++this.#last, ...event });
    this.#retries = 0;
    if (this.items.length > 1) this.sendIn(40);
    else this.#send();
  }

  sendIn(ms) {
    const due = performance.now() + ms;
    if (due >= this.#due) return;
    clearTimeout(this.#timer);
    this.#due = due;
    this.#timer = setTimeout(() => this.#send(), ms);
  }

  #send() {
    clearTimeout(this.#timer);
    this.#due = Infinity;
    if (!this.items.length || !this.deliver) return;
    this.sendIn(Math.min(1000 * 2 ** this.#retries++, 5000));
    if (connected()) this.deliver({ client: this.client, attempt: ++this.#attempt, items: this.items });
  }

  acknowledge(handled) {
    if (handled?.client !== this.client) return;
    this.items = this.items.filter((item) => item.number > handled.number);
  }
}

function newName() {
  const bytes = crypto.getRandomValues(new Uint8Array(16)); // randomUUID is missing where a LAN is served without TLS
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Picture ---------------------------------------------------------------------------------------------------------

const SVG = "http://www.w3.org/2000/svg";
const DRAWN = new Set("svg g title desc path line polyline polygon rect circle ellipse text tspan".split(" "));

function adopted(text) {
  // The painter writes nothing else; should a picture ever bring more, it stays outside.
  const picture = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  if (picture.namespaceURI !== SVG || picture.localName !== "svg") throw new Error("not a picture");
  for (const element of [picture, ...picture.querySelectorAll("*")]) {
    if (element.namespaceURI !== SVG || !DRAWN.has(element.localName)) element.remove();
    else for (const { name, value } of [...element.attributes]) if (foreign(name, value)) element.removeAttribute(name);
  }
  return document.adoptNode(picture);
}

const foreign = (name, value) => /^on|href$|^style$/i.test(name) || /url\s*\(/i.test(value);

function drawn(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

// Hands -----------------------------------------------------------------------------------------------------------

const MOVABLE = new Set(["person", "agency"]);
const ENDS = new Set(["person", "agency", "household"]);
const SLACK = { mouse: 4, pen: 6, touch: 10 }; // a hand trembles this many pixels; beyond it a press is a drag
const TWICE = 400;
const NUDGE_SETTLES = 400;
const CLOSEST = 8;
const UPRIGHT = 0.75; // of its width must find room at full height, else a map begins with its middle
const ROW = 60; // signs within so many map units of height are read as one row
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

class Ecomap {
  outbox = new Outbox();
  parent = null;
  data = null;
  painted = null; // the text of the picture that is shown
  signs = new Map();
  home = new Map(); // where the painter put what can be moved, and what moves with it
  view = null; // the part that is shown; null = the whole
  current = null; // the sign that the Tab key comes back to
  held = null; // the sign that has the keyboard, also while its element is taken away and built anew
  drawing = null; // {from}: a line is being drawn; from = null until its first end is chosen
  gesture = null;
  nudge = null;
  pointers = new Map();
  tapped = { id: null, at: 0 };
  toldUntil = 0;

  mount(parent, deliver) {
    this.outbox.deliver = deliver;
    const root = parent.querySelector(".ecomap");
    if (this.root === root) return;
    this.listening?.abort();
    this.listening = new AbortController();
    Object.assign(this, { parent, root, stage: root.querySelector(".stage"), painted: null });
    const on = (target, type, act, passive = true) =>
      target.addEventListener(type, act, { signal: this.listening.signal, passive });
    on(this.stage, "pointerdown", (e) => this.press(e));
    on(this.stage, "pointermove", (e) => this.drag(e));
    on(this.stage, "pointerup", (e) => this.release(e));
    on(this.stage, "pointercancel", (e) => this.letGo(e));
    on(this.stage, "wheel", (e) => this.wheel(e), false);
    on(this.stage, "contextmenu", (e) => this.menu(e), false);
    on(this.stage, "focusin", (e) => this.focused(e));
    on(this.stage, "focusout", () => queueMicrotask(() => this.blurred()));
    on(root, "keydown", (e) => this.key(e), false);
    on(root, "keyup", (e) => e.key === "Alt" && this.settle(), false);
    on(root, "pointerdown", () => root.classList.remove("by-keyboard"));
    on(root, "click", (e) => this.act(e.target.closest("[data-act]")?.dataset.act));
    on(document, "fullscreenchange", () => this.label());
    on(window, "beforeunload", (e) => this.outbox.items.some((item) => item.kind !== "select") && e.preventDefault(), false);
    this.connection?.disconnect();
    this.connection = new MutationObserver(() => {
      this.outbox.sendIn(300);
      this.label();
    });
    if (app()) this.connection.observe(app(), { attributeFilter: ["data-test-connection-state"] });
    this.outbox.sendIn(0);
  }

  unmount(parent) {
    if (this.parent !== parent) return;
    this.listening.abort();
    this.connection.disconnect();
    this.outbox.deliver = null;
    this.parent = this.root = null;
  }

  show(data) {
    this.data = data;
    this.outbox.acknowledge(data.handled);
    if (this.painted !== data.svg) this.paint(data.svg);
    if (data.readonly) this.drawing = null;
    this.tell(data.handled);
    this.label();
    this.decorate();
  }

  paint(text) {
    const held = document.activeElement === document.body || this.parent.activeElement ? this.held : null;
    this.svg = adopted(text);
    this.painted = text;
    this.svg.setAttribute("role", "group"); // an image has no parts to choose, and its title would hang at the mouse
    const title = this.svg.querySelector("title");
    if (title) this.svg.setAttribute("aria-label", title.textContent);
    title?.remove();
    this.marks = drawn("g", { class: "marks" });
    this.svg.append(this.marks);
    this.svg.setAttribute("preserveAspectRatio", "xMidYMid meet");
    const { x, y, width, height } = this.svg.viewBox.baseVal;
    this.whole = { x, y, width, height };
    this.stage.style.setProperty("--shape", `${width} / ${height}`);
    this.stage.replaceChildren(this.svg);
    this.signs = new Map(Array.from(this.svg.querySelectorAll("[data-id]"), (sign) => [sign.dataset.id, sign]));
    this.home = new Map(Array.from(this.svg.querySelectorAll("[data-x], [data-of]"), (sign) => [sign, sign.getAttribute("transform")]));
    this.order = readingOrder([...this.signs.values()]);
    for (const sign of this.order) sign.setAttribute("tabindex", "-1");
    if (!this.signs.has(this.current)) this.current = this.order[0]?.dataset.id ?? null;
    this.signs.get(this.current)?.setAttribute("tabindex", "0");
    if (this.gesture?.id && !this.signs.has(this.gesture.id)) this.gesture = null;
    if (this.drawing?.from && !this.signs.has(this.drawing.from)) this.drawing = { from: null };
    this.approach();
    this.frame();
    if (held) this.signs.get(held)?.focus({ preventScroll: true });
  }

  kind(id) {
    return this.signs.get(id)?.dataset.kind;
  }

  movable(id) {
    return MOVABLE.has(this.kind(id));
  }

  get selected() {
    const unsent = this.outbox.items.findLast((item) => item.kind === "select");
    return unsent ? unsent.id : this.data.selected;
  }

  // What hands have changed and Python has not painted yet -------------------------------------------------------

  moved() {
    const places = new Map();
    for (const item of this.outbox.items) if (item.kind === "move") places.set(item.id, item);
    if (this.nudge) places.set(this.nudge.id, this.nudge);
    if (this.gesture?.kind === "drag") places.set(this.gesture.id, this.gesture.to);
    return places;
  }

  decorate() {
    if (!this.root || !this.svg) return;
    const places = this.moved();
    for (const [sign, transform] of this.home) {
      const id = sign.dataset.of ?? sign.dataset.id;
      const [place, from] = [places.get(id), this.signs.get(id)?.dataset];
      const wanted = place && from ? `translate(${place.x - from.x} ${place.y - from.y}) ${transform ?? ""}` : (transform ?? "");
      if ((sign.getAttribute("transform") ?? "") !== wanted) sign.setAttribute("transform", wanted);
    }
    const marks = [];
    for (const tie of this.svg.querySelectorAll("[data-a][data-b]")) {
      const { a, b } = tie.dataset;
      const stretched = places.has(a) || places.has(b);
      tie.classList.toggle("is-stretched", stretched);
      if (stretched) marks.push(this.rubber(this.middle(a, places), this.middle(b, places)));
    }
    for (const item of this.outbox.items) {
      if (item.kind === "line") marks.push(this.rubber(this.middle(item.id, places), this.middle(item.other, places)));
    }
    const from = this.drawing?.from;
    if (this.gesture?.kind === "line" && this.gesture.to) marks.push(this.rubber(this.middle(from, places), this.gesture.to));
    const focus = this.root.classList.contains("by-keyboard") ? this.held : null;
    for (const [id, sign] of this.signs) {
      const chosen = id === this.selected;
      sign.classList.toggle("is-selected", chosen);
      sign.classList.toggle("is-focused", id === focus);
      if (sign.getAttribute("aria-pressed") !== String(chosen)) sign.setAttribute("aria-pressed", String(chosen));
    }
    marks.push(this.ring(this.selected, "selected", 7), this.ring(from, "from", 7), this.ring(this.gesture?.over, "from", 7));
    marks.push(this.ring(focus, "focus", 12));
    this.marks.replaceChildren(...marks.filter(Boolean));
  }

  rubber(one, other) {
    return one && other && drawn("line", { class: "rubber", x1: one.x, y1: one.y, x2: other.x, y2: other.y });
  }

  ring(id, name, gap) {
    const sign = this.signs.get(id);
    if (!sign || sign.dataset.a) return null; // a tie glows along its line instead
    if (!this.marks.getScreenCTM()) return null; // nothing is measured where nothing is shown
    const { x, y, width, height } = this.box(sign);
    return drawn("rect", { class: name, x: x - gap, y: y - gap, width: width + 2 * gap, height: height + 2 * gap, rx: gap + 3 });
  }

  middle(id, places) {
    const sign = this.signs.get(id);
    if (places.has(id)) return places.get(id);
    if (sign?.dataset.x !== undefined) return { x: Number(sign.dataset.x), y: Number(sign.dataset.y) };
    if (!sign) return null;
    const { x, y, width, height } = this.box(sign);
    return { x: x + width / 2, y: y + height / 2 };
  }

  box(sign) {
    const own = sign.getBBox();
    const matrix = this.marks.getScreenCTM().inverse().multiply(sign.getScreenCTM());
    const corner = new DOMPoint(own.x, own.y).matrixTransform(matrix);
    return { x: corner.x, y: corner.y, width: own.width * matrix.a, height: own.height * matrix.d };
  }

  // Pointers -----------------------------------------------------------------------------------------------------

  at(e) {
    return new DOMPoint(e.clientX, e.clientY).matrixTransform(this.marks.getScreenCTM().inverse());
  }

  endAt(point) {
    const within = [];
    for (const [id, sign] of this.signs) {
      if (!ENDS.has(sign.dataset.kind)) continue;
      const { x, y, width, height } = this.box(sign);
      if (point.x >= x && point.x <= x + width && point.y >= y && point.y <= y + height) within.push([width * height, id]);
    }
    return within.sort((one, other) => one[0] - other[0])[0]?.[1] ?? null; // a person lies within the household
  }

  press(e) {
    if (e.button) return;
    this.settle();
    this.stage.setPointerCapture(e.pointerId); // the picture under the finger may be repainted
    this.pointers.set(e.pointerId, e);
    if (this.pointers.size > 1) {
      this.gesture = { kind: "pinch", ...this.span() };
    } else {
      const start = this.at(e);
      const id = this.drawing ? this.endAt(start) : (e.target.closest("[data-id]")?.dataset.id ?? null);
      this.gesture = { kind: "press", id, start, down: e, last: e, middle: id && this.middle(id, this.moved()) };
    }
    this.decorate();
  }

  drag(e) {
    if (!this.pointers.has(e.pointerId)) return;
    if (!e.buttons) return this.letGo(e); // it was released while the element was built anew
    if (!this.stage.hasPointerCapture(e.pointerId)) this.stage.setPointerCapture(e.pointerId);
    this.pointers.set(e.pointerId, e);
    const gesture = this.gesture;
    if (gesture?.kind === "pinch") this.pinch(gesture);
    if (gesture?.kind === "press" && far(gesture.down, e)) {
      gesture.kind = this.drawing && gesture.id ? "line" : this.movable(gesture.id) && !this.data.readonly ? "drag" : "pan";
      if (gesture.kind === "line") this.draw({ from: gesture.id });
    }
    if (gesture?.kind === "pan") {
      const scale = this.marks.getScreenCTM().a;
      this.pan((gesture.last.clientX - e.clientX) / scale, (gesture.last.clientY - e.clientY) / scale);
      gesture.last = e;
    }
    if (gesture?.kind === "drag") {
      const point = this.at(e);
      gesture.to = this.within(gesture.middle.x + point.x - gesture.start.x, gesture.middle.y + point.y - gesture.start.y);
    }
    if (gesture?.kind === "line") {
      gesture.to = this.at(e);
      gesture.over = this.endAt(gesture.to);
    }
    if (gesture && gesture.kind !== "press") this.decorate();
  }

  release(e) {
    if (!this.pointers.delete(e.pointerId)) return;
    const gesture = this.gesture;
    this.gesture = null;
    if (gesture?.kind === "pinch" && this.pointers.size) {
      const [last] = this.pointers.values();
      this.gesture = { kind: "pan", last };
    } else if (gesture?.kind === "drag") this.put({ kind: "move", id: gesture.id, ...gesture.to });
    else if (gesture?.kind === "line") this.connect(gesture.id, this.endAt(this.at(e)));
    else if (gesture?.kind === "press") this.tap(gesture.id);
    this.decorate();
  }

  letGo(e) {
    this.pointers.delete(e.pointerId);
    this.gesture = null;
    this.decorate();
  }

  tap(id) {
    if (this.drawing) return id && this.pick(id);
    const twice = id !== null && this.tapped.id === id && performance.now() - this.tapped.at < TWICE;
    this.tapped = { id, at: performance.now() };
    if (id) this.signs.get(id)?.focus({ preventScroll: true });
    if (twice) this.put({ kind: "open", id });
    else this.select(id);
  }

  menu(e) {
    const id = e.target.closest("[data-id]")?.dataset.id;
    if (!id) return;
    e.preventDefault();
    this.gesture = null;
    this.put({ kind: "open", id });
  }

  span() {
    const [one, other] = this.pointers.values();
    return {
      apart: Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY),
      clientX: (one.clientX + other.clientX) / 2,
      clientY: (one.clientY + other.clientY) / 2,
    };
  }

  pinch(gesture) {
    const now = this.span();
    const scale = this.marks.getScreenCTM().a;
    this.zoom(now.apart / (gesture.apart || 1), this.at(now));
    this.pan((gesture.clientX - now.clientX) / scale, (gesture.clientY - now.clientY) / scale);
    Object.assign(gesture, now);
  }

  wheel(e) {
    if (e.deltaY > 0 && !this.view && !e.ctrlKey) return; // nothing left to see: the page scrolls
    e.preventDefault();
    this.zoom(Math.exp(-e.deltaY * (e.deltaMode ? 0.05 : e.ctrlKey ? 0.01 : 0.0015)), this.at(e));
  }

  // Keyboard and buttons -----------------------------------------------------------------------------------------

  key(e) {
    if (e.ctrlKey || e.metaKey || e.isComposing) return;
    this.root.classList.add("by-keyboard");
    const id = e.target.closest("[data-id]")?.dataset.id ?? null;
    if (!this.pressed(e, id)) return;
    e.preventDefault();
    e.stopPropagation();
    this.decorate();
  }

  pressed(e, id) {
    const act = { "+": "closer", ";": "closer", "-": "farther", 0: "whole", l: "line", L: "line" }[e.key];
    if (act && !e.altKey) return this.act(act);
    if (e.key === "Escape") return this.escape();
    if (!id) return false;
    if (e.altKey) return e.key in STEPS && this.step(id, STEPS[e.key], e.shiftKey ? 50 : 10);
    if (e.key === "Enter" || e.key === " ") return this.enter(id);
    const place = this.order.indexOf(this.signs.get(id));
    if (e.key === "Tab") return this.walk(place + (e.shiftKey ? -1 : 1));
    if (e.key === "Home") return this.walk(0);
    if (e.key === "End") return this.walk(this.order.length - 1);
    if (e.key in STEPS) return this.walk(place + STEPS[e.key][0] + STEPS[e.key][1]) || true;
    return false;
  }

  act(act) {
    const acts = {
      line: () => this.data.readonly || this.draw(this.drawing ? null : { from: null }),
      closer: () => this.zoom(1.25),
      farther: () => this.zoom(0.8),
      whole: () => this.zoom(0),
      screen: () => (this.parent.fullscreenElement ? document.exitFullscreen() : this.root.requestFullscreen()),
      understood: () => (this.root.querySelector(".told").hidden = true),
    };
    acts[act]?.();
    return act in acts;
  }

  enter(id) {
    if (this.drawing) return ENDS.has(this.kind(id)) && (this.pick(id), true);
    if (this.selected === id) this.put({ kind: "open", id });
    else this.select(id);
    return true;
  }

  escape() {
    const busy = this.gesture || this.nudge || this.drawing;
    this.gesture = this.nudge = null;
    this.draw(null);
    return Boolean(busy);
  }

  walk(place) {
    const sign = this.order[place];
    sign?.focus({ preventScroll: true });
    if (sign) this.uncover(sign);
    return Boolean(sign);
  }

  focused(e) {
    const sign = e.target.closest("[data-id]");
    if (!sign) return;
    this.signs.get(this.current)?.setAttribute("tabindex", "-1");
    sign.setAttribute("tabindex", "0");
    this.current = this.held = sign.dataset.id;
    this.decorate();
  }

  blurred() {
    if (!this.root?.isConnected || this.parent.activeElement?.closest("[data-id]")) return;
    this.held = null;
    this.decorate();
  }

  step(id, [x, y], by) {
    if (!this.movable(id) || this.data.readonly) return true;
    const from = this.middle(id, this.moved());
    if (this.nudge && this.nudge.id !== id) this.settle();
    clearTimeout(this.nudge?.timer);
    const timer = setTimeout(() => this.settle(), NUDGE_SETTLES);
    this.nudge = { id, ...this.within(from.x + x * by, from.y + y * by), timer };
    return true;
  }

  settle() {
    if (!this.nudge) return;
    const { id, x, y, timer } = this.nudge;
    clearTimeout(timer);
    this.nudge = null;
    this.put({ kind: "move", id, x, y });
  }

  // What is told to Python ---------------------------------------------------------------------------------------

  put(event) {
    this.outbox.put(event);
    this.label();
    this.decorate();
  }

  select(id) {
    if (id !== (this.selected ?? null)) this.put({ kind: "select", id });
  }

  draw(drawing) {
    this.drawing = drawing;
    this.label();
    this.decorate();
  }

  pick(id) {
    if (this.drawing.from === null) this.draw({ from: id });
    else this.connect(this.drawing.from, id);
  }

  connect(one, other) {
    if (one && other && one !== other) this.put({ kind: "line", id: one, other });
    this.draw(null);
  }

  // View ---------------------------------------------------------------------------------------------------------

  zoom(by, about) {
    const { whole } = this;
    const view = this.view ?? whole;
    const width = Math.max(whole.width / CLOSEST, by ? view.width / by : Infinity);
    if (width >= whole.width) this.view = null;
    else {
      const k = width / view.width;
      const { x, y } = about ?? { x: view.x + view.width / 2, y: view.y + view.height / 2 };
      this.view = { x: x - (x - view.x) * k, y: y - (y - view.y) * k, width, height: view.height * k };
    }
    this.frame();
  }

  pan(x, y) {
    if (this.view) Object.assign(this.view, { x: this.view.x + x, y: this.view.y + y });
    this.frame();
  }

  uncover(sign) {
    const { view } = this;
    if (!view) return;
    const { x, y, width, height } = this.box(sign);
    const hidden = x < view.x || y < view.y || x + width > view.x + view.width || y + height > view.y + view.height;
    if (hidden) this.pan(x + width / 2 - view.x - view.width / 2, y + height / 2 - view.y - view.height / 2);
  }

  approach() {
    // A wide map on an upright phone would be too small to read: it begins as high as the screen, its middle in view.
    const { clientWidth, clientHeight } = this.stage;
    if (this.approached || !clientHeight) return;
    this.approached = true;
    const wide = (this.whole.height * clientWidth) / clientHeight;
    if (wide < this.whole.width * UPRIGHT) this.zoom(this.whole.width / wide);
  }

  frame() {
    const { view, whole } = this;
    const { clientWidth, clientHeight } = this.stage;
    const part = view ?? whole;
    const shape = clientHeight ? clientWidth / clientHeight : part.width / part.height;
    const seenWidth = Math.max(part.width, part.height * shape);
    const seenHeight = Math.max(part.height, part.width / shape);
    if (view) {
      view.x = kept(view.x, view.width, seenWidth, whole.x, whole.width);
      view.y = kept(view.y, view.height, seenHeight, whole.y, whole.height);
    }
    this.svg.setAttribute("viewBox", `${part.x} ${part.y} ${part.width} ${part.height}`);
    this.root.classList.toggle("is-closer", seenHeight < whole.height * 0.99);
  }

  within(x, y) {
    const { whole } = this;
    return {
      x: Math.round(Math.min(Math.max(x, whole.x), whole.x + whole.width)),
      y: Math.round(Math.min(Math.max(y, whole.y), whole.y + whole.height)),
    };
  }

  // Words --------------------------------------------------------------------------------------------------------

  label() {
    if (!this.root) return;
    const part = (selector) => this.root.querySelector(selector);
    const says = (element, text) => element.textContent === text || (element.textContent = text);
    const full = Boolean(this.parent.fullscreenElement);
    this.root.classList.toggle("is-readonly", this.data.readonly);
    this.root.classList.toggle("is-drawing", Boolean(this.drawing));
    this.root.classList.toggle("is-offline", !connected());
    part("[data-act=line]").hidden = this.data.readonly;
    part("[data-act=line]").setAttribute("aria-pressed", String(Boolean(this.drawing)));
    part("[data-act=screen]").hidden = !this.root.requestFullscreen;
    part("[data-act=screen]").setAttribute("aria-pressed", String(full));
    says(part("[data-act=screen]"), full ? "全画面を終える" : "全画面");
    const steps = this.drawing?.from === null ? "線の一方の端を選んでください（Escで中止）" : "もう一方の端を選んでください（Escで中止）";
    says(part(".hint"), this.drawing ? steps : "");
    const unsent = this.outbox.items.length ? `未送信 ${this.outbox.items.length}件` : "";
    const offline = "接続が切れています。入力はこの画面に残り、つながりしだい送ります。";
    says(part(".unsent"), connected() ? unsent : `${offline}${unsent}`);
  }

  tell(handled) {
    if (handled?.client !== this.outbox.client) return;
    const fresh = handled.told.filter((told) => told.number > this.toldUntil);
    if (!fresh.length) return;
    this.toldUntil = fresh.at(-1).number;
    this.root.querySelector(".told p").textContent = fresh.map((told) => told.sentence).join("\n");
    this.root.querySelector(".told").hidden = false;
  }
}

function kept(start, length, seen, wholeStart, wholeLength) {
  // Where a view begins so that nothing beyond the map comes into sight; what shows all of it stays in the middle.
  if (seen >= wholeLength) return wholeStart + (wholeLength - length) / 2;
  const margin = (seen - length) / 2;
  return Math.min(Math.max(start, wholeStart + margin), wholeStart + wholeLength - length - margin);
}

function far(one, other) {
  return Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY) > (SLACK[other.pointerType] ?? 4);
}

function readingOrder(signs) {
  // Row by row from the left, as one reads, each person with their issues; what has no place of its own comes after.
  const placed = signs.filter((sign) => sign.dataset.x !== undefined).sort((one, other) => one.dataset.y - other.dataset.y);
  const rows = [];
  for (const sign of placed) {
    if (rows.length && sign.dataset.y - rows.at(-1)[0].dataset.y < ROW) rows.at(-1).push(sign);
    else rows.push([sign]);
  }
  for (const row of rows) row.sort((one, other) => one.dataset.x - other.dataset.x);
  const read = rows.flat().flatMap((sign) => [sign, ...signs.filter((issue) => issue.dataset.of === sign.dataset.id)]);
  return [...read, ...signs.filter((sign) => !read.includes(sign))];
}

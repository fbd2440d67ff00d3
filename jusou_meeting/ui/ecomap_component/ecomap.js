// エコマップ: shows the picture that Python painted, and tells what hands did to it. It draws no notation and knows no rule.
// The scripts of this folder are one module, put together by Python in whatever order; this is its door.

const MAPS = new Map(); // one per household; a map outlives its element, so nothing unsent is lost with a page

export default function ({ data, parentElement, setStateValue }) {
  if (!MAPS.has(data.key)) MAPS.set(data.key, new Ecomap());
  const map = MAPS.get(data.key);
  map.mount(parentElement, (sent) => setStateValue("events", sent));
  map.show(data);
  return () => map.unmount(parentElement);
}

class Ecomap {
  outbox = new Outbox();
  camera = new Camera(this);
  pointer = new Pointer(this);
  keyboard = new Keyboard(this);
  beside = new Beside(this);
  drawing = new Drawing(this);
  marks = new Marks(this);
  popup = new Popup(this);
  menu = new Menu(this);
  wording = new Wording(this);
  adding = new Adding(this);
  directory = new Directory(this);
  handle = new Handle(this);
  words = new Words(this);
  parent = null;
  data = null;
  picture = null;
  revision = -1; // of the picture

  constructor() {
    this.outbox.ask = (sent) => this.ask(sent);
    this.outbox.taken = (made) => this.taken(made);
  }

  mount(parent, deliver) {
    this.outbox.deliver = deliver;
    const root = parent.querySelector(".ecomap");
    if (this.root === root) return;
    this.listening?.abort();
    this.listening = new AbortController();
    Object.assign(this, { parent, root, stage: root.querySelector(".stage"), picture: null });
    const on = (target, type, act, passive = true, capture = false) =>
      target.addEventListener(type, act, { signal: this.listening.signal, passive, capture });
    this.pointer.listen(on, this.stage);
    this.keyboard.listen(on, root, this.stage);
    this.beside.listen(on);
    on(this.stage, "wheel", (e) => this.camera.wheel(e), false);
    on(root, "click", (e) => this.act(e.target.closest("[data-act]")?.dataset.act));
    on(document, "pointerdown", (e) => this.popup.pressed(e), true, true);
    on(document, "fullscreenchange", () => this.words.say());
    on(window, "beforeunload", (e) => this.outbox.items.some((item) => item.kind !== "select") && e.preventDefault(), false);
    this.size?.disconnect();
    this.size = new ResizeObserver(() => this.picture && this.look());
    this.size.observe(this.stage);
    this.connection?.disconnect();
    this.connection = new MutationObserver(() => {
      this.outbox.sendIn(300);
      this.words.say();
    });
    if (app()) this.connection.observe(app(), { attributeFilter: ["data-test-connection-state"] });
    this.outbox.sendIn(0);
    this.popup.adopt();
  }

  unmount(parent) {
    if (this.parent !== parent) return;
    this.listening.abort();
    this.size.disconnect();
    this.connection.disconnect();
    this.outbox.deliver = null;
    this.parent = this.root = null;
  }

  show(data) {
    if (this.data?.takenAt !== data.takenAt) this.revision = -1; // another page counts otherwise
    const isChosenAnew = data.selected && data.selected !== this.data?.selected;
    this.data = data;
    if (isChosenAnew) this.beside.bring(data.selected);
    this.outbox.acknowledge(data.handled);
    if (!this.picture || data.revision >= this.revision) this.paint(data.svg, data.revision);
    this.drawing.repainted();
    this.wording.repainted();
    if (data.readonly) this.popup.giveUp();
    this.words.tell(data.handled);
    this.changed();
  }

  async ask(sent) {
    // What one hand did is kept and painted without a run of the page; the page hears of it as of anybody's change.
    const { data } = this;
    if (!data?.takenAt || !connected()) return null;
    const answer = await fetch(new URL(`hands?${data.takenAt}`, document.baseURI), {
      method: "POST",
      body: JSON.stringify(sent),
      signal: AbortSignal.timeout(3000),
    });
    if (!answer.ok) return null;
    const { svg, revision, made } = await answer.json();
    if (this.root && this.data.takenAt === data.takenAt) this.show({ ...this.data, svg, revision });
    return { made };
  }

  taken(made) {
    if (this.root) this.changed();
    if (made) this.select(made);
  }

  paint(text, revision) {
    this.revision = revision;
    if (this.picture?.text === text) return;
    const held = document.activeElement === document.body || this.parent.activeElement ? this.keyboard.held : null;
    this.picture = new Picture(text);
    const { width, height } = this.picture.whole;
    this.stage.style.setProperty("--shape", `${width} / ${height}`);
    this.stage.replaceChildren(this.picture.svg);
    this.pointer.repainted();
    this.look();
    this.keyboard.repainted(held);
  }

  look() {
    this.camera.approach();
    this.camera.frame();
  }

  changed() {
    this.words.say();
    this.marks.draw();
  }

  get offers() {
    return this.data.readonly ? null : this.data.offers;
  }

  get selected() {
    const unsent = this.outbox.items.findLast((item) => item.kind === "select");
    return unsent ? unsent.id : this.data.selected;
  }

  get fillsTheScreen() {
    return Boolean(this.parent.fullscreenElement) || !this.root.querySelector(".bar").offsetParent; // a wall has no bar
  }

  moved() {
    const places = new Map();
    for (const item of this.outbox.items) if (item.kind === "move") places.set(item.id, item);
    const { nudge } = this.keyboard;
    if (nudge) places.set(nudge.id, nudge);
    const { gesture } = this.pointer;
    if (gesture?.kind === "drag") places.set(gesture.id, gesture.to);
    return places;
  }

  put(event) {
    this.outbox.put(event);
    this.changed();
  }

  select(id) {
    if (id !== (this.selected ?? null)) this.put({ kind: "select", id });
  }

  around(id, at, place = null) {
    // What can be done where the hand is, beyond choosing and moving.
    const kind = this.picture.kind(id);
    if (this.offers && kind === "person") this.adding.beside(id, at);
    else if (this.offers && kind === "tie") this.wording.ofTie(id, at);
    else if (this.offers && (!id || kind === "household")) this.adding.anywhere(at, place);
    else if (id) this.put({ kind: "open", id });
  }

  act(act) {
    const acts = {
      line: () => this.drawing.toggle(),
      add: () => this.offers && this.adding.begin(),
      somewhere: () => this.offers && this.adding.somewhere(),
      handle: () => this.handle.act(),
      closer: () => this.camera.zoom(1.25),
      farther: () => this.camera.zoom(0.8),
      whole: () => this.camera.zoom(0),
      screen: () => (this.parent.fullscreenElement ? document.exitFullscreen() : this.root.requestFullscreen()),
      understood: () => (this.root.querySelector(".told").hidden = true),
    };
    acts[act]?.();
    return act in acts;
  }
}

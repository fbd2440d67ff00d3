// 手元の欄: where what was chosen is written, beside the map, or on a phone below it; the keyboard goes there from a sign, and Escape brings it back.

const HELD = "[class*='st-key-in-hand-']";
const FORM = "[data-testid=stForm]";
const WRITTEN = "input:not([type=checkbox]), textarea";
const LAID_OVER = "[data-testid=stDialog], [data-testid=stPopoverBody]";
const ARRIVES = 5000;
const RESTS = 4; // looks at which nothing above it has grown

class Beside {
  #cameFrom = null; // the sign to come back to
  #turn = 0;

  constructor(map) {
    this.map = map;
  }

  listen(on) {
    on(document, "keydown", (e) => this.#key(e), false, true);
    on(document, "pointerdown", () => this.#leave(), true, true);
  }

  enter(id) {
    // The record of this sign; without one, whatever comes to hand next.
    const turn = ++this.#turn;
    const before = document.querySelector(HELD);
    const until = Date.now() + ARRIVES;
    this.#cameFrom = this.map.keyboard.held ?? this.map.keyboard.current;
    const look = () => {
      if (turn !== this.#turn || Date.now() > until) return;
      const held = document.querySelector(id ? `.st-key-in-hand-${CSS.escape(id)}` : HELD);
      const there = held && (id || held !== before) && settled();
      const field = there && [...(held.querySelector(FORM) ?? held).querySelectorAll(WRITTEN)].find((each) => each.offsetParent && !each.disabled);
      if (!field) return void setTimeout(look, 50);
      field.focus();
      field.select();
    };
    setTimeout(look, 50);
  }

  bring(id) {
    // Where the record of this sign opens below the map, it comes into view, once the page has come to rest.
    const turn = this.#turn;
    const until = Date.now() + ARRIVES;
    let [place, rested] = [null, 0];
    const look = () => {
      if (turn !== this.#turn || !this.map.root || Date.now() > until) return;
      const held = settled() && document.querySelector(`.st-key-in-hand-${CSS.escape(id)}`);
      const stage = this.map.stage.getBoundingClientRect();
      const below = held ? held.getBoundingClientRect().top - stage.bottom : null;
      rested = held && below === place ? rested + 1 : 0;
      place = below;
      if (rested < RESTS) return void setTimeout(look, 50);
      if (held.getBoundingClientRect().left < stage.right) held.scrollIntoView({ block: "start" });
    };
    setTimeout(look, 50);
  }

  #leave() {
    this.#turn += 1;
    this.#cameFrom = null;
  }

  #key(e) {
    if (e.key !== "Escape" || e.isComposing || this.#cameFrom === null || !this.map.root) return;
    const field = document.activeElement;
    const lost = field === document.body && !document.querySelector(LAID_OVER); // what was saved took its field along
    if (!(lost || field.closest(HELD)) || field.getAttribute("aria-expanded") === "true") return; // a list closes first
    const sign = this.map.picture.signs.get(this.#cameFrom);
    this.#leave();
    if (!sign) return;
    e.preventDefault();
    e.stopPropagation();
    sign.focus({ preventScroll: true });
    sign.scrollIntoView({ block: "nearest" });
  }
}

const settled = () => (app()?.dataset.testScriptState ?? "notRunning") === "notRunning";

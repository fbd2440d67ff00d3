// 手元の窓: one small window where the hand is. It stays within the map; Esc, Tab or a press elsewhere closes it.

const BESIDE = 10; // pixels from the hand, so that what was pointed at stays in sight
const LOWEST = 200;

class Popup {
  element = null;
  #giveUp = null;
  #at = null;

  constructor(map) {
    this.map = map;
  }

  open(element, at, giveUp = null) {
    this.giveUp();
    Object.assign(this, { element });
    [this.#giveUp, this.#at] = [giveUp, at];
    element.classList.add("popup");
    element.addEventListener("keydown", (e) => this.#key(e));
    element.addEventListener("contextmenu", (e) => e.preventDefault());
    this.adopt();
    this.map.changed();
  }

  adopt() {
    // Also into the element that took the place of the one it was opened in.
    if (!this.element) return;
    this.map.root.append(this.element);
    this.#place();
    (this.element.querySelector("input, button") ?? this.element).focus({ preventScroll: true });
  }

  close() {
    const { element } = this;
    if (!element) return;
    const inside = element.contains(this.map.parent?.activeElement);
    this.element = this.#giveUp = null;
    element.remove();
    if (inside) this.map.picture?.signs.get(this.map.keyboard.current)?.focus({ preventScroll: true });
    this.map.changed();
  }

  giveUp() {
    const giveUp = this.#giveUp;
    this.close();
    giveUp?.();
  }

  pressed(e) {
    const path = e.composedPath();
    if (!this.element || path.includes(this.element)) return;
    this.giveUp();
    if (path.includes(this.map.stage)) e.stopPropagation(); // it closed the window, and does nothing else
  }

  #key(e) {
    e.stopPropagation(); // a letter that is typed here is no key of the map, nor of Streamlit
    if (e.isComposing || e.keyCode === 229 || (e.key !== "Escape" && e.key !== "Tab")) return;
    e.preventDefault();
    this.giveUp();
  }

  #place() {
    const { root, stage } = this.map;
    const [frame, outer] = [stage.getBoundingClientRect(), root.getBoundingClientRect()];
    const [left, right] = [Math.max(frame.left, 0), Math.min(frame.right, innerWidth)];
    const top = Math.min(Math.max(frame.top, 0), frame.bottom - LOWEST);
    const bottom = Math.max(Math.min(frame.bottom, innerHeight), top + LOWEST);
    const { style, offsetWidth } = this.element;
    style.maxHeight = `${bottom - top}px`;
    const { offsetHeight } = this.element;
    const x = Math.max(left, Math.min(this.#at.clientX + BESIDE, right - offsetWidth));
    const y = Math.max(top, Math.min(this.#at.clientY + BESIDE, bottom - offsetHeight));
    style.left = `${x - outer.left}px`;
    style.top = `${y - outer.top}px`;
  }
}

function made(name, attributes = {}, text = "") {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.textContent = text;
  return element;
}

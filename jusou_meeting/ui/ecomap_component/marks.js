// 手の跡: what hands have changed and Python has not painted yet, and what is chosen: rings and rubber lines over the picture.

class Marks {
  constructor(map) {
    this.map = map;
  }

  draw() {
    const { picture, outbox, drawing, pointer, keyboard, root, selected } = this.map;
    if (!root || !picture) return;
    const places = this.map.moved();
    picture.put(places);
    this.fade(picture);
    const marks = [];
    for (const tie of picture.ties) {
      const { a, b } = tie.dataset;
      const stretched = places.has(a) || places.has(b);
      tie.classList.toggle("is-stretched", stretched);
      if (stretched) marks.push(this.rubber(picture.middle(a, places), picture.middle(b, places)));
    }
    for (const item of outbox.items) {
      if (item.kind === "line") marks.push(this.rubber(picture.middle(item.id, places), picture.middle(item.other, places)));
    }
    const { line } = this.map.wording;
    if (line) marks.push(this.rubber(picture.middle(line.id, places), picture.middle(line.other, places)));
    const { gesture } = pointer;
    if (gesture?.kind === "line" && gesture.to) marks.push(this.rubber(picture.middle(drawing.from, places), gesture.to));
    const focus = root.classList.contains("by-keyboard") ? keyboard.held : null;
    for (const [id, sign] of picture.signs) {
      const chosen = id === selected;
      sign.classList.toggle("is-selected", chosen);
      sign.classList.toggle("is-focused", id === focus);
      if (sign.getAttribute("aria-pressed") !== String(chosen)) sign.setAttribute("aria-pressed", String(chosen));
    }
    marks.push(this.ring(selected, "selected", 7), this.ring(drawing.from, "from", 7), this.ring(gesture?.over, "from", 7));
    marks.push(this.ring(focus, "focus", 12));
    picture.marks.replaceChildren(...marks.filter(Boolean));
    this.map.handle.place();
  }

  fade(picture) {
    const { seen } = this.map.data;
    const inView = new Set(seen);
    for (const [id, sign] of picture.signs) sign.classList.toggle("is-faded", seen !== null && !inView.has(id));
    for (const line of picture.ties) {
      if (line.dataset.id) continue;
      const { a, b } = line.dataset;
      line.classList.toggle("is-faded", seen !== null && !(inView.has(a) && inView.has(b)));
    }
  }

  rubber(one, other) {
    return one && other && drawn("line", { class: "rubber", x1: one.x, y1: one.y, x2: other.x, y2: other.y });
  }

  ring(id, name, gap) {
    const { picture } = this.map;
    const sign = picture.signs.get(id);
    if (!sign || sign.dataset.a || !picture.isShown) return null; // a tie glows along its line instead
    const { x, y, width, height } = picture.box(sign);
    return drawn("rect", { class: name, x: x - gap, y: y - gap, width: width + 2 * gap, height: height + 2 * gap, rx: gap + 3 });
  }
}

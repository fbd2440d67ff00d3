// 見え方: which part of the map is shown: closer, farther, the whole. A plain wheel belongs to the page, not to the map.

const CLOSEST = 8;
const UPRIGHT = 0.75; // of its width must find room at full height, else a map begins with its middle

class Camera {
  view = null; // the part that is shown; null = the whole
  #isOfAHand = false; // somebody chose it, so no other size of the window changes it

  constructor(map) {
    this.map = map;
  }

  get whole() {
    return this.map.picture.whole;
  }

  zoom(by, about) {
    this.#isOfAHand = true;
    this.#show(by, about);
    this.frame();
  }

  #show(by, about) {
    const { whole } = this;
    const view = this.view ?? whole;
    const width = Math.max(whole.width / CLOSEST, by ? view.width / by : Infinity);
    if (width >= whole.width) this.view = null;
    else {
      const k = width / view.width;
      const { x, y } = about ?? { x: view.x + view.width / 2, y: view.y + view.height / 2 };
      this.view = { x: x - (x - view.x) * k, y: y - (y - view.y) * k, width, height: view.height * k };
    }
  }

  pan(x, y) {
    this.#isOfAHand = true;
    if (this.view) Object.assign(this.view, { x: this.view.x + x, y: this.view.y + y });
    this.frame();
  }

  wheel(e) {
    if (!e.ctrlKey && !this.map.fillsTheScreen) return this.map.words.tellOfTheWheel();
    if (e.deltaY > 0 && !this.view && !e.ctrlKey) return;
    e.preventDefault();
    this.zoom(Math.exp(-e.deltaY * (e.deltaMode ? 0.05 : e.ctrlKey ? 0.01 : 0.0015)), this.map.picture.at(e));
  }

  pinch(before, now) {
    const { picture } = this.map;
    const { scale } = picture;
    this.zoom(now.apart / (before.apart || 1), picture.at(now));
    this.pan((before.clientX - now.clientX) / scale, (before.clientY - now.clientY) / scale);
  }

  uncover(sign) {
    const { view } = this;
    if (!view) return;
    const { x, y, width, height } = this.map.picture.box(sign);
    const hidden = x < view.x || y < view.y || x + width > view.x + view.width || y + height > view.y + view.height;
    if (hidden) this.pan(x + width / 2 - view.x - view.width / 2, y + height / 2 - view.y - view.height / 2);
  }

  approach() {
    // A wide map on an upright phone would be too small to read: it begins as high as the screen, its middle in view.
    const { clientWidth, clientHeight } = this.map.stage;
    if (this.#isOfAHand || !clientHeight) return;
    this.view = null;
    const wide = (this.whole.height * clientWidth) / clientHeight;
    if (wide < this.whole.width * UPRIGHT) this.#show(this.whole.width / wide);
  }

  frame() {
    const { view, whole } = this;
    const { x, y, width, height } = view ? this.#kept(view, whole) : whole;
    this.map.picture.svg.setAttribute("viewBox", `${x} ${y} ${width} ${height}`);
    if (!view) this.map.root.classList.remove("is-closer");
    this.map.handle.place();
  }

  #kept(view, whole) {
    const { clientWidth, clientHeight } = this.map.stage;
    const shape = clientHeight ? clientWidth / clientHeight : view.width / view.height;
    const seenWidth = Math.max(view.width, view.height * shape);
    const seenHeight = Math.max(view.height, view.width / shape);
    view.x = kept(view.x, view.width, seenWidth, whole.x, whole.width);
    view.y = kept(view.y, view.height, seenHeight, whole.y, whole.height);
    this.map.root.classList.toggle("is-closer", seenHeight < whole.height * 0.99);
    return view;
  }
}

function kept(start, length, seen, wholeStart, wholeLength) {
  // Where a view begins so that nothing beyond the map comes into sight; what shows all of it stays in the middle.
  if (seen >= wholeLength) return wholeStart + (wholeLength - length) / 2;
  const margin = (seen - length) / 2;
  return Math.min(Math.max(start, wholeStart + margin), wholeStart + wholeLength - length - margin);
}

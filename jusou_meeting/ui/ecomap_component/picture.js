// 図: the picture that Python painted, as it stands in the page: its signs, where they are, and the order they are read in.

const SVG = "http://www.w3.org/2000/svg";
const DRAWN = new Set("svg g title desc path line polyline polygon rect circle ellipse text tspan".split(" "));
const MOVABLE = new Set(["person", "agency"]);
const ENDS = new Set(["person", "agency", "household"]);
const ROW = 60; // signs within so many map units of height are read as one row

class Picture {
  constructor(text) {
    this.text = text;
    this.svg = adopted(text);
    this.svg.setAttribute("role", "group"); // an image has no parts to choose, and its title would hang at the mouse
    const title = this.svg.querySelector("title");
    if (title) this.svg.setAttribute("aria-label", title.textContent);
    title?.remove();
    this.svg.setAttribute("preserveAspectRatio", "xMidYMid meet");
    this.marks = drawn("g", { class: "marks" });
    this.svg.append(this.marks);
    const { x, y, width, height } = this.svg.viewBox.baseVal;
    this.whole = { x, y, width, height };
    this.signs = new Map(Array.from(this.svg.querySelectorAll("[data-id]"), (sign) => [sign.dataset.id, sign]));
    this.ties = [...this.svg.querySelectorAll("[data-a][data-b]")]; // and the lines of roles
    const moving = this.svg.querySelectorAll("[data-x], [data-of]"); // what can be moved, and what moves with it
    this.home = new Map(Array.from(moving, (sign) => [sign, sign.getAttribute("transform")]));
    this.order = readingOrder([...this.signs.values()]);
    for (const sign of this.order) sign.setAttribute("tabindex", "-1");
  }

  kind(id) {
    return this.signs.get(id)?.dataset.kind;
  }

  isMovable(id) {
    return MOVABLE.has(this.kind(id));
  }

  isEnd(id) {
    return ENDS.has(this.kind(id));
  }

  get isShown() {
    return Boolean(this.marks.getScreenCTM()); // nothing is measured where nothing is shown
  }

  get scale() {
    return this.marks.getScreenCTM().a;
  }

  at(e) {
    return new DOMPoint(e.clientX, e.clientY).matrixTransform(this.marks.getScreenCTM().inverse());
  }

  box(sign) {
    const own = sign.getBBox();
    const matrix = this.marks.getScreenCTM().inverse().multiply(sign.getScreenCTM());
    const corner = new DOMPoint(own.x, own.y).matrixTransform(matrix);
    return { x: corner.x, y: corner.y, width: own.width * matrix.a, height: own.height * matrix.d };
  }

  middle(id, places) {
    const sign = this.signs.get(id);
    if (places.has(id)) return places.get(id);
    if (sign?.dataset.x !== undefined) return { x: Number(sign.dataset.x), y: Number(sign.dataset.y) };
    if (!sign) return null;
    const { x, y, width, height } = this.box(sign);
    return { x: x + width / 2, y: y + height / 2 };
  }

  name(id) {
    return this.signs.get(id)?.getAttribute("aria-label")?.split("、")[0] ?? "";
  }

  heart(id, places) {
    // Where a sign is looked for: in its middle, halfway along a tie, and of the household where its words begin.
    const sign = this.signs.get(id);
    const half = halfway(sign);
    if (half) return half.matrixTransform(this.marks.getScreenCTM().inverse());
    return this.kind(id) === "household" ? this.box(sign) : this.middle(id, places);
  }

  spot(id) {
    // Where on the screen something stands beside a sign: at its upper right, or halfway along a tie.
    const sign = this.signs.get(id);
    const half = halfway(sign);
    const { right, top } = sign.getBoundingClientRect();
    return half ? { clientX: half.x, clientY: half.y } : { clientX: right, clientY: top };
  }

  endAt(point) {
    const within = [];
    for (const [id, sign] of this.signs) {
      if (!this.isEnd(id)) continue;
      const { x, y, width, height } = this.box(sign);
      if (point.x >= x && point.x <= x + width && point.y >= y && point.y <= y + height) within.push([width * height, id]);
    }
    return within.sort((one, other) => one[0] - other[0])[0]?.[1] ?? null; // a person lies within the household
  }

  within(x, y) {
    const { whole } = this;
    return {
      x: Math.round(Math.min(Math.max(x, whole.x), whole.x + whole.width)),
      y: Math.round(Math.min(Math.max(y, whole.y), whole.y + whole.height)),
    };
  }

  put(places) {
    for (const [sign, transform] of this.home) {
      const id = sign.dataset.of ?? sign.dataset.id;
      const [place, from] = [places.get(id), this.signs.get(id)?.dataset];
      const wanted = place && from ? `translate(${place.x - from.x} ${place.y - from.y}) ${transform ?? ""}` : (transform ?? "");
      if ((sign.getAttribute("transform") ?? "") !== wanted) sign.setAttribute("transform", wanted);
    }
  }
}

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

function halfway(sign) {
  const way = sign.dataset.a && sign.querySelector("path, line");
  return way ? way.getPointAtLength(way.getTotalLength() / 2).matrixTransform(way.getScreenCTM()) : null;
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

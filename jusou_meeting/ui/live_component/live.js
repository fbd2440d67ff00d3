// いまの画面: listens to one number per meeting, and asks Python to paint when it is not the number that was painted.

const LINES = new Map(); // one for each case or meeting that this page shows
const SESSION_ENDED = 4401; // the code with which the server ends the socket of a session that is over
const SLOWEST = 30_000;
const SPREAD = 200; // milliseconds over which the screens of one room ask for their repaint
const ASKED_AGAIN = 3; // times that a repaint is asked for, since a request can be lost while a page is being built
const LIFTED_ANYWAY = 1500;

export default function ({ data, parentElement, setTriggerValue, setStateValue }) {
  if ("looked" in data) return LINES.get(data.line)?.heard(data.looked);
  if (!LINES.has(data.line)) LINES.set(data.line, new Line(data));
  const line = LINES.get(data.line);
  line.hold(parentElement, { paint: (n) => setTriggerValue("revision", n), refused: (yes) => setStateValue("refused", yes) });
  line.paintedIs(data.painted);
  return () => line.drop(parentElement);
}

class Line {
  painted = -1;
  latest = -1;
  asked = { revision: -1, times: 0 };
  refusals = 0;
  refused = false;

  constructor({ line, asked }) {
    this.name = line;
    this.address = new URL("live", document.baseURI);
    this.address.protocol = this.address.protocol.replace("http", "ws");
    this.address.search = new URLSearchParams(asked);
    this.open();
  }

  hold(parent, say) {
    Object.assign(this, { parent, say });
  }

  drop(parent) {
    if (this.parent !== parent) return;
    LINES.delete(this.name);
    this.over = true;
    clearTimeout(this.timer);
    clearTimeout(this.retry);
    this.socket.close();
    this.darken(false);
  }

  open() {
    let opened = false;
    this.socket = new WebSocket(this.address);
    this.socket.onopen = () => {
      opened = true;
      this.refusals = 0;
      this.sayRefused(false);
    };
    this.socket.onmessage = ({ data }) => {
      const { revision, blank } = JSON.parse(data);
      if (blank) this.darken(true);
      else if (this.dark) this.liftAt = Math.min(this.liftAt ?? Infinity, revision);
      this.heard(revision);
    };
    this.socket.onclose = ({ code }) => {
      if (this.over) return;
      if (code === SESSION_ENDED) return location.reload();
      if (!opened && ++this.refusals === 2) this.sayRefused(true);
      this.retry = setTimeout(() => this.open(), Math.min(500 * 2 ** this.refusals, SLOWEST) * (0.75 + Math.random() / 2));
    };
  }

  sayRefused(refused) {
    if (this.refused === refused) return;
    this.refused = refused;
    this.say.refused(refused);
  }

  paintedIs(revision) {
    this.painted = revision;
    if (this.painted >= this.latest) clearTimeout(this.timer);
    this.lift();
  }

  heard(revision) {
    if (this.over || revision <= this.latest) return this.lift();
    this.latest = revision;
    this.asked = { revision, times: 0 };
    if (revision > this.painted) this.ask(Math.random() * SPREAD);
    this.lift();
  }

  ask(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (this.latest <= this.painted || this.asked.times === ASKED_AGAIN) return;
      this.asked.times += 1;
      this.say.paint(this.latest);
      this.ask(1000 * 2 ** this.asked.times);
    }, wait);
  }

  darken(dark) {
    this.dark = dark;
    this.liftAt = null;
    document.documentElement.classList.toggle("jusou-dark", dark);
  }

  lift() {
    // What was painted while it was dark is nothing; the wall stays black until the new picture is there.
    if (!this.dark || this.liftAt == null) return;
    if (this.painted >= this.liftAt) this.darken(false);
    else setTimeout(() => this.dark && this.liftAt != null && this.darken(false), LIFTED_ANYWAY);
  }
}

// いまの画面: listens to one number per meeting, and asks Python to paint when it is not the number that was painted.

const LINES = new Map(); // one for each case or meeting that this page shows, whatever the number of its boards
const SESSION_ENDED = 4401; // the code with which the server ends the socket of a session that is over
const SLOWEST = { lost: 3000, refused: 30_000 }; // milliseconds between two tries: it worked before, or it never did
const SPREAD = 200; // milliseconds over which the screens of one room ask for their repaint
const ASKED_AGAIN = 3; // times that a repaint is asked for, since a request can be lost while a page is being built
const painting = () => document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === "running";

export default function ({ data, parentElement, setTriggerValue, setStateValue }) {
  if ("looked" in data) return LINES.get(data.line)?.heard(data.looked);
  if (!LINES.has(data.line)) LINES.set(data.line, new Line(data));
  const line = LINES.get(data.line);
  const board = line.boards.get(parentElement) ?? new Board();
  line.boards.set(parentElement, board);
  board.paint = (revision) => setTriggerValue("revision", revision);
  board.refused = (refused) => setStateValue("refused", refused);
  board.isPainted(data.painted, line);
  return () => line.leave(parentElement);
}

class Board {
  // One part of the page, with the revision that is painted there.
  #asked = { revision: -1, times: 0 };
  #timer = null;
  #saidRefused = false;
  painted = -1;

  isPainted(revision, line) {
    this.painted = revision;
    this.sayRefused(line.refused);
    this.ask(line);
    line.lift();
  }

  ask(line, wait = Math.random() * SPREAD) {
    clearTimeout(this.#timer);
    if (line.latest <= this.painted) return;
    if (this.#asked.revision !== line.latest) this.#asked = { revision: line.latest, times: 0 };
    if (this.#asked.times === ASKED_AGAIN) return;
    this.#timer = setTimeout(() => {
      if (painting()) return this.ask(line, 50); // perhaps this very change, made here
      this.#asked.times += 1;
      this.paint(line.latest);
      this.ask(line, 1000 * 2 ** this.#asked.times);
    }, wait);
  }

  sayRefused(refused) {
    if (refused !== this.#saidRefused) this.refused((this.#saidRefused = refused));
  }

  leave() {
    clearTimeout(this.#timer);
  }
}

class Line {
  boards = new Map(); // by their elements
  latest = -1;
  refused = false;
  #refusals = 0;
  #works = false;
  #darkUntil = null;

  constructor({ line, asked }) {
    this.name = line;
    this.address = new URL("live", document.baseURI);
    this.address.protocol = this.address.protocol.replace("http", "ws");
    this.address.search = new URLSearchParams(asked);
    this.#open();
  }

  leave(element) {
    this.boards.get(element)?.leave();
    this.boards.delete(element);
    if (this.boards.size) return;
    LINES.delete(this.name);
    clearTimeout(this.retry);
    this.socket.onclose = null;
    this.socket.close();
  }

  #open() {
    let heard = false; // some proxies open a socket and then let nothing through
    this.socket = new WebSocket(this.address);
    this.socket.onmessage = ({ data }) => {
      heard = this.#works = true;
      this.#refusals = 0;
      this.#isRefused(false);
      const { revision, blank } = JSON.parse(data);
      if (blank || document.documentElement.classList.contains("jusou-dark")) this.darkUntil(revision);
      this.heard(revision);
    };
    this.socket.onclose = ({ code }) => {
      if (code === SESSION_ENDED) return location.reload();
      if (!heard) this.#refusedOnce();
      const wait = Math.min(500 * 2 ** this.#refusals, this.#works ? SLOWEST.lost : SLOWEST.refused);
      this.retry = setTimeout(() => this.#open(), wait * (0.75 + Math.random() / 2));
    };
  }

  async #refusedOnce() {
    if (++this.#refusals === 2) this.#isRefused(true);
    const answer = await fetch(new URL("_stcore/host-config", document.baseURI)).catch(() => null);
    if (answer?.status === 401) location.reload(); // the session ended while nobody could tell us
  }

  #isRefused(refused) {
    this.refused = refused;
    for (const board of this.boards.values()) board.sayRefused(refused);
  }

  heard(revision) {
    this.latest = Math.max(this.latest, revision);
    for (const board of this.boards.values()) board.ask(this);
    this.lift();
  }

  darkUntil(revision) {
    // The wall goes black at once, and stays so until Python has painted what may be seen now.
    this.#darkUntil = revision;
    document.documentElement.classList.add("jusou-dark");
  }

  lift() {
    if (this.#darkUntil === null || ![...this.boards.values()].every((board) => board.painted >= this.#darkUntil)) return;
    if (painting()) {
      setTimeout(() => this.lift(), 50);
      return;
    }
    this.#darkUntil = null;
    document.documentElement.classList.remove("jusou-dark");
  }
}

// 送信箱: every event keeps its growing number until Python has answered it; nothing else is a receipt.

const app = () => document.querySelector('[data-testid="stApp"]');
const connected = () => (app()?.getAttribute("data-test-connection-state") ?? "CONNECTED") === "CONNECTED";

const SHORTLY = new Set(["move", "line", "kin", "person", "agency"]); // all else is judged by what the page has seen

class Outbox {
  client = newName();
  items = [];
  #last = 0;
  #attempt = 0;
  #retries = 0;
  #timer = null;
  #due = Infinity;
  #asking = false;
  deliver = null;
  ask = null; // a shorter way, for one event at a time; whatever it does not answer goes the usual one
  taken = null;

  put(event) {
    this.items.push({ number: ++this.#last, ...event });
    this.#retries = 0;
    if (this.items.length > 1) this.sendIn(40);
    else if (this.ask && SHORTLY.has(event.kind)) this.#ask(this.items[0]);
    else this.#send();
  }

  async #ask(item) {
    this.#asking = true;
    const answer = await this.ask({ client: this.client, items: [item] }).catch(() => null);
    this.#asking = false;
    if (answer) this.items = this.items.filter((each) => each !== item);
    if (answer) this.taken(answer.made);
    this.#send();
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
    if (!this.items.length || !this.deliver || this.#asking) return;
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

// 送信箱: every event keeps its growing number until Python has answered it; nothing else is a receipt.

const app = () => document.querySelector('[data-testid="stApp"]');
const connected = () => (app()?.getAttribute("data-test-connection-state") ?? "CONNECTED") === "CONNECTED";

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

  put(event) {
    this.items.push({ number: ++this.#last, ...event });
    this.#retries = 0;
    if (this.items.length > 1) this.sendIn(40);
    else if (this.ask && event.kind === "move") this.#ask(this.items[0]);
    else this.#send();
  }

  async #ask(item) {
    this.#asking = true;
    const answered = await this.ask({ client: this.client, items: [item] }).catch(() => false);
    this.#asking = false;
    if (answered) this.items = this.items.filter((each) => each !== item);
    this.answered();
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

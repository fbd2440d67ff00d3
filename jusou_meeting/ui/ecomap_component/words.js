// 言葉: what the map says around the picture: which end a line waits for, what is unsent, and what was refused.

const WHEEL = "Ctrlを押しながらホイールで拡大・縮小します";
const READ_IN = 4000;

class Words {
  #toldUntil = 0;
  #ofTheWheel = { told: false, now: "" };

  constructor(map) {
    this.map = map;
  }

  say() {
    const { root, data, drawing, outbox, parent } = this.map;
    if (!root) return;
    const part = (selector) => root.querySelector(selector);
    const says = (element, text) => element.textContent === text || (element.textContent = text);
    const full = Boolean(parent.fullscreenElement);
    root.classList.toggle("is-readonly", data.readonly);
    root.classList.toggle("is-drawing", drawing.begun);
    root.classList.toggle("is-offline", !connected());
    part("[data-act=line]").hidden = data.readonly;
    part("[data-act=somewhere]").hidden = !this.map.offers;
    part("[data-act=line]").setAttribute("aria-pressed", String(drawing.begun));
    part("[data-act=screen]").hidden = !root.requestFullscreen;
    part("[data-act=screen]").setAttribute("aria-pressed", String(full));
    says(part("[data-act=screen]"), full ? "全画面を終える" : "全画面");
    const steps = drawing.from === null ? "線の一方の端を選んでください（Escで中止）" : "もう一方の端を選んでください（Escで中止）";
    says(part(".hint"), drawing.begun ? steps : this.#ofTheWheel.now);
    const unsent = outbox.items.length ? `未送信 ${outbox.items.length}件` : "";
    const offline = "接続が切れています。入力はこの画面に残り、つながりしだい送ります。";
    says(part(".unsent"), connected() ? unsent : `${offline}${unsent}`);
  }

  tell(handled) {
    const { outbox, root } = this.map;
    if (handled?.client !== outbox.client) return;
    const fresh = handled.told.filter((told) => told.number > this.#toldUntil);
    if (!fresh.length) return;
    this.#toldUntil = fresh.at(-1).number;
    root.querySelector(".told p").textContent = fresh.map((told) => told.sentence).join("\n");
    root.querySelector(".told").hidden = false;
  }

  tellOfTheWheel() {
    if (this.#ofTheWheel.told) return; // once is help, twice is noise
    this.#ofTheWheel = { told: true, now: WHEEL };
    this.say();
    setTimeout(() => {
      this.#ofTheWheel.now = "";
      this.say();
    }, READ_IN);
  }
}

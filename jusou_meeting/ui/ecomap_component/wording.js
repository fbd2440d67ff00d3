// 関係の言葉: what a line that was pulled, or a tie that is there, is said to be. Without a word a line is none.

class Wording {
  line = null; // the two ends of a line that waits for its word

  constructor(map) {
    this.map = map;
  }

  ofLine(id, other, at) {
    this.line = { id, other };
    this.#ask("どんな関係ですか", at, ({ word }) => this.map.put({ kind: "line", ...this.#ended(), word }));
  }

  ofTie(id, at) {
    this.#ask("関係の言葉を選び直す", at, ({ word }) => this.map.put({ kind: "word", id, word }));
  }

  repainted() {
    const { signs } = this.map.picture;
    if (this.line && !(signs.has(this.line.id) && signs.has(this.line.other))) this.map.popup.giveUp();
  }

  #ask(title, at, choose) {
    const { menu, offers } = this.map;
    menu.ask({ title, at, items: offers.words, choose, giveUp: () => this.#ended() && this.map.changed() });
  }

  #ended() {
    const { line } = this;
    this.line = null;
    return line;
  }
}

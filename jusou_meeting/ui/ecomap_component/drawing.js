// 線を引く: a line is drawn from one end to another, by mouse, finger, pen or keyboard.

class Drawing {
  begun = false;
  from = null; // null until the first end is chosen

  constructor(map) {
    this.map = map;
  }

  toggle() {
    if (this.begun) this.giveUp();
    else if (this.map.offers) this.begin(null);
  }

  begin(from) {
    Object.assign(this, { begun: true, from });
    this.map.changed();
  }

  giveUp() {
    Object.assign(this, { begun: false, from: null });
    this.map.changed();
  }

  pick(id, at) {
    if (this.from === null) this.begin(id);
    else if (this.from !== id) this.connect(this.from, id, at);
  }

  connect(one, other, at) {
    this.giveUp();
    if (one && other && one !== other) this.map.wording.ofLine(one, other, at);
  }

  repainted() {
    if (this.map.data.readonly) Object.assign(this, { begun: false, from: null });
    else if (!this.map.picture.signs.has(this.from)) this.from = null;
  }
}

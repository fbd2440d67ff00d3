// 書きかけ: whoever types into a form has its hidden button pressed for them, which hands all of the form to Python.

const FORM = '[data-testid="stForm"]';
const SUBMIT = '[data-testid="stFormSubmitButton"] button';
const PLACE = "st-key-draft-"; // where a form has that button, and the number of the turn in which Python painted it
const CHOICE = '[role="option"], [role="gridcell"], [data-testid="stSelectbox"], [data-testid="stMultiSelect"], [data-testid="stDateInput"]';
const TEXT = 'textarea, input[type="text"]:not([role="combobox"])';
const ELEMENT = '[data-testid="stElementContainer"]';
const SOON = 2000; // milliseconds from a change until it is handed over: nobody loses more than three seconds of words
const AGAIN = 4000; // milliseconds until it is handed over once more, when nothing was heard
const GONE = 10_000; // milliseconds after which a form that is on the page no more is not waited for
const SETTLED = 1500; // milliseconds that the page needs at most to be painted by a server that came back
const BUSY = 1000; // milliseconds for which a page that is being painted is waited for: it may be about to give way to another page
const painting = () => document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === "running";
const connected = () => document.querySelector('[data-testid="stApp"]')?.dataset.testConnectionState === "CONNECTED";
const forms = new Map(); // what Python has not heard of, by the place of the form
let composing = null;
let last = null; // the form that was used last: its lists and calendars open outside of it

export default function () {
  if (document.documentElement.dataset.jusouDraft) return;
  document.documentElement.dataset.jusouDraft = "watched";
  const on = (type, heard) => document.addEventListener(type, heard, true);
  on("compositionstart", ({ target }) => (composing = target));
  on("compositionend", () => (composing = null));
  on("focusout", ({ target, relatedTarget, isTrusted }) => isTrusted && left(target.closest?.(FORM), relatedTarget)); // a list says so of each letter
  on("focusin", ({ target }) => (last = target.closest?.(FORM) ?? last));
  on("input", ({ target }) => changed(target.closest?.(FORM), target));
  for (const type of ["pointerup", "keyup"]) {
    on(type, ({ target }) => target.closest?.(CHOICE) && changed(target.closest(FORM) ?? last));
  }
  on("click", ({ target }) => target.closest?.(SUBMIT) && submitted(target.closest(FORM)));
  const enters = (key, target, ctrlKey) => key === "Enter" && (ctrlKey || target.matches?.("input"));
  on("keydown", ({ key, isComposing, target, ctrlKey }) => !isComposing && enters(key, target, ctrlKey) && submitted(target.closest?.(FORM)));
  on("visibilitychange", () => document.hidden && forms.forEach((changes) => changes.handOver()));
}

function placeIn(form) {
  return form?.isConnected ? form.querySelector(`[class*="${PLACE}"]`) : null;
}

function fieldIn(name) {
  return document.getElementsByClassName(name)[0]?.querySelector(TEXT);
}

function nameOf(place) {
  return [...place.classList].find((name) => name.startsWith(PLACE));
}

function changed(form, field) {
  const place = placeIn(form);
  if (!place) return;
  const name = nameOf(place);
  if (!forms.has(name)) forms.set(name, new Changes(name));
  forms.get(name).note(field);
  if (field) forms.get(name).mark(form);
}

function submitted(form) {
  changesOf(form)?.submitted();
}

function left(form, to) {
  if (!form?.contains(to)) changesOf(form)?.handOver(); // what is pressed next may take the form off the page
}

function changesOf(form) {
  const place = placeIn(form);
  return place ? forms.get(nameOf(place)) : undefined;
}

class Changes {
  // What one form holds that Python has not heard of.
  #since = 0;
  #asked = 0; // when Python was last asked to take the form
  #saving = false; // it was the person who asked
  #takenBefore;
  #marked = null; // the form that says 未保存
  #words = new Map(); // what stands in each field, since a server that comes back paints what it knows
  #lost = 0; // since when a server that was away is back; Infinity = it has painted nothing yet
  #there = performance.now(); // when the form was last on the page

  constructor(name) {
    this.name = name;
    this.watch = setInterval(() => this.look(), 100);
  }

  get place() {
    return document.getElementsByClassName(this.name)[0];
  }

  get turn() {
    return this.place?.querySelector("[data-turn]")?.dataset.turn;
  }

  get taken() {
    return this.place?.querySelector("[data-taken]")?.dataset.taken; // how often Python took this form
  }

  note(field) {
    if (!this.#since || this.#asked) this.#since = performance.now();
    this.#asked = 0;
    this.#saving = false;
    this.seen = this.turn;
    const key = field?.matches(TEXT) && [...(field.closest(ELEMENT)?.classList ?? [])].find((name) => name.startsWith("st-key-"));
    if (key) this.#words.set(key, field.value);
  }

  submitted() {
    if (!this.pressing) this.ask(true);
  }

  ask(saving) {
    this.#asked = performance.now();
    this.#saving = saving;
    this.#takenBefore = this.taken ?? this.#takenBefore;
    this.seen = this.turn;
  }

  look() {
    const { place, turn } = this;
    if (!connected()) return this.isAway();
    if (!place) {
      this.unmark(); // another form may stand where it stood
      return performance.now() > this.#there + GONE && this.end();
    }
    this.#there = performance.now();
    if (turn !== this.seen && this.#asked) {
      if (!this.#saving && this.taken !== this.#takenBefore) return this.end();
      if (!this.#saving) return void (this.seen = turn); // a run that was under way when Python was asked
      this.note(); // perhaps it was not saved, so Python looks at it once more
      this.unmark();
      this.seen = turn;
      return this.#words.forEach((_, name) => this.#words.set(name, null)); // what stands there now is seen next time
    }
    if (turn !== this.seen && this.#lost) this.#lost = performance.now();
    this.seen = turn;
    if (this.#lost) return this.putBack();
    this.read();
    const due = this.#asked ? this.#asked + AGAIN : this.#since + SOON;
    const typing = composing?.isConnected && place.closest(FORM).contains(composing);
    if (performance.now() >= due + (painting() ? BUSY : 0) && !typing) this.handOver();
  }

  isAway() {
    if (this.#saving) this.#words.clear(); // perhaps it was saved: to write it down again might save it twice
    this.#asked = 0;
    this.#saving = false;
    this.#lost = Infinity;
    this.#there = performance.now();
  }

  read() {
    for (const name of this.#words.keys()) this.#words.set(name, fieldIn(name)?.value ?? null);
  }

  putBack() {
    for (const [name, text] of this.#words) {
      const field = fieldIn(name);
      if (!field || text === null || field.value === text) continue;
      Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value").set.call(field, text);
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    if (performance.now() > this.#lost + SETTLED) this.#lost = 0;
  }

  handOver() {
    this.ask(false);
    this.pressing = true;
    this.place?.querySelector("button")?.click();
    this.pressing = false;
  }

  mark(form) {
    this.#marked = form;
    form.dataset.jusouUnsaved = "";
  }

  unmark() {
    delete this.#marked?.dataset.jusouUnsaved;
    this.#marked = null;
  }

  end() {
    this.unmark();
    clearInterval(this.watch);
    forms.delete(this.name);
  }
}

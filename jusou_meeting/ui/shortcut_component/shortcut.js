// Tells Python which of our keys was pressed, and puts the cursor where Python then says. Until that field stands on
// the page, what is typed is kept in a field of our own (`Ahead`), so that none of it reaches the field that was left.
const PATIENCE = 4000; // milliseconds for a field to be there, once it is known which
const UNHEARD = 10_000; // milliseconds for Python to say which
const AT_HAND = 500; // milliseconds for a tab to open without Python
const LIST = 500; // milliseconds for a list to offer something for what was typed
const ENTER = "⏎"; // how these two keys stand among the words of `Ahead`
const TAB = "⇥";
const TABS = '[data-testid="stTabs"]';
const PANEL = '[data-testid="stTabPanel"]';
const FORM = '[data-testid="stForm"]';
const FIELDS = "input, textarea, button, [tabindex='0']";

let page = null;
let turn = 0;
let before = null; // what had the cursor
let where = ""; // the page on which that was
let handing = false; // words are on their way into their field
let rest = ""; // of these words
const errands = []; // where the cursor was asked to go and what was typed for there, first things first
const later = []; // keys that were pressed meanwhile and bring no cursor

const sleep = (time) => new Promise((wake) => setTimeout(wake, time));
const isWhole = (form) => !form?.querySelector('[data-testid="stSkeleton"]'); // else Tab would miss what is still to come
const seen = (element) => element.offsetParent !== null && !element.disabled;

class Ahead {
  // 打ち置き: has the cursor while a field is waited for; seen as soon as something is in it.
  composing = false;
  #box = document.createElement("div");
  #said = document.createElement("p");
  #field = document.createElement("textarea");
  #close = document.createElement("button");

  constructor() {
    this.#box.className = "jusou-ahead";
    this.#box.dataset.reactAriaTopLayer = "true"; // no open list hides it
    this.#said.setAttribute("role", "status");
    this.#field.setAttribute("aria-label", "欄が開くまでの言葉");
    this.#field.placeholder = " "; // its style then knows that nothing is in it
    this.#close.textContent = "閉じる";
    this.#box.append(this.#said, this.#field, this.#close);
    this.#close.addEventListener("click", () => this.close());
    this.#field.addEventListener("compositionstart", () => (this.composing = true));
    this.#field.addEventListener("compositionend", () => (this.composing = false));
    this.#field.addEventListener("keydown", (event) => this.#pressed(event));
    this.#field.addEventListener("blur", () => setTimeout(() => this.#comeBack()));
  }

  open() {
    this.#close.hidden = true;
    this.#said.textContent = "欄が開くのを待っています。書いた言葉は、その欄に入ります。";
    if (!this.#box.isConnected) document.body.append(this.#box);
    this.#field.focus({ preventScroll: true });
    this.#field.setSelectionRange(this.text.length, this.text.length);
  }

  close() {
    this.#field.value = "";
    this.composing = false;
    this.#box.remove();
  }

  leave(words) {
    this.#field.value = words;
    this.#close.hidden = false;
    this.#said.textContent =
      "欄が開きませんでした。書いた言葉はここにあります。写すか、行き先のキーをもう一度押してください。";
  }

  has(element) {
    return this.#box.contains(element);
  }

  get text() {
    return this.#field.value;
  }

  take() {
    const words = this.text;
    this.#field.value = "";
    return words;
  }

  add(words) {
    this.#field.setRangeText(words, this.#field.selectionStart, this.#field.selectionEnd, "end");
  }

  #pressed(event) {
    if (!errands.length || event.isComposing) return;
    const mark = markOf(event);
    if (mark === null) return;
    event.preventDefault();
    event.stopPropagation();
    this.add(mark);
  }

  #comeBack() {
    if (errands.length && !handing && document.hasFocus()) this.#field.focus({ preventScroll: true });
  }
}

const ahead = new Ahead();

function markOf({ key, shiftKey }) {
  if (key === "Enter") return ENTER;
  if (key === "Tab") return shiftKey ? "" : TAB;
  return key === "Escape" ? "" : null;
}

function nameOf({ key, code, altKey }) {
  return altKey ? `Alt+${code.startsWith("Digit") ? code.slice(5) : key}` : key; // Alt writes other signs on some keyboards
}

function pressed(event) {
  if (!page || !event.isTrusted) return;
  const key = nameOf(event);
  const ours = page.data.keys.includes(key) && !event.isComposing && !event.ctrlKey && !event.metaKey;
  if (!ours) return errands.length && !ahead.has(event.target) ? hold(event) : undefined;
  event.preventDefault();
  if (event.repeat || document.querySelector('[data-testid="stDialog"]')) return; // a dialog wants its own answer first
  if (page.data.asking.includes(key)) setOut(key);
  else if (errands.length) later.push(key);
  else tell(key);
}

function hold(event) {
  // A key that would miss the words before it, because they are on their way or something else took the cursor.
  if (event.isComposing || event.key === "Process" || event.ctrlKey || event.altKey || event.metaKey) return;
  const sign = markOf(event) ?? (event.key?.length === 1 ? event.key : null);
  if (sign === null) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (handing && errands.length === 1) rest += sign;
  else ahead.add(sign);
}

function tell(key) {
  const at = Date.now();
  page?.setTriggerValue("pressed", { key, at });
  return at;
}

function clicked({ target, isTrusted }) {
  const button = page && isTrusted && target.closest?.("button");
  if (button && page.data.buttons.some((place) => button.closest(place))) setOut(null);
}

function setOut(key) {
  const last = errands.at(-1);
  if (last?.key === key && errands.length === 1) return void (handing || ask(last)); // perhaps nobody heard it
  if (last?.key === key) return;
  if (last) last.words = ahead.take();
  else before = document.activeElement;
  if (!last && where !== location.href) ahead.close(); // what was left there belongs to another meeting
  where = location.href;
  errands.push({ key, words: null, asked: [] });
  if (!handing) ahead.open();
  if (!last) begin();
}

function begin() {
  const [errand] = errands;
  const field = page?.data.fields[errand.key];
  if (field && bringForward(field)) Object.assign(errand, { field, until: Date.now() + AT_HAND });
  else ask(errand);
  look(errand);
}

function ask(errand) {
  if (errand.key !== null) errand.asked.push(tell(errand.key));
  Object.assign(errand, { field: "", until: Date.now() + UNHEARD });
}

function bringForward(place) {
  // A field that is on the page needs no Python, unless a run is under way that may take it off.
  const { testScriptState, testConnectionState } = document.querySelector('[data-testid="stApp"]').dataset;
  const field = document.querySelector(place);
  if (!field || field.disabled || testScriptState !== "notRunning" || testConnectionState !== "CONNECTED") return false;
  for (let panel = field.closest(PANEL); panel; panel = panel.parentElement.closest(PANEL)) {
    const number = [...panel.parentElement.children].filter((each) => each.matches(PANEL)).indexOf(panel);
    const tab = panel.closest(TABS)?.querySelector('[role="tablist"]')?.querySelectorAll('[role="tab"]')[number];
    if (tab?.getAttribute("aria-selected") === "false") tab.click();
  }
  return true;
}

function answered({ field, asked }) {
  const [errand] = errands;
  const meant = errand && !handing && (errand.key === null ? asked === 0 : errand.asked.includes(asked));
  if (!meant) return;
  if (field) Object.assign(errand, { field, until: Date.now() + PATIENCE });
  else missed();
}

function look(errand) {
  if (errands[0] !== errand || handing) return;
  const field = errand.field && [...document.querySelectorAll(errand.field)].find(seen);
  if (field && !ahead.composing && (isWhole(field.closest(FORM)) || Date.now() - errand.until > PATIENCE)) return void handOver(field);
  if (!field && errand.field) bringForward(errand.field); // a tab that was pressed just before stays in front
  if (!field && Date.now() > errand.until) {
    if (!errand.field || errand.asked.length || errand.key === null) return missed();
    ask(errand);
  }
  setTimeout(() => look(errand), 30);
}

async function handOver(field) {
  const [errand] = errands;
  rest = errand.words ?? ahead.take();
  errand.words = "";
  handing = true;
  field.focus();
  while (rest) {
    const [part] = rest.match(/^(?:[⏎⇥]|[^⏎⇥]+)/u);
    rest = rest.slice(part.length);
    if (part === ENTER) await press("Enter", 13);
    else if (part === TAB) await press("Tab", 9);
    else if (!write(part)) {
      rest = part + rest;
      giveUp();
    }
  }
  if (errands[0] !== errand) return;
  handing = false;
  errands.shift();
  if (errands.length) {
    ahead.open();
    return begin();
  }
  ahead.close();
  later.splice(0).forEach(tell);
}

function write(words) {
  const field = document.activeElement;
  if (typeof field?.selectionStart !== "number") return false;
  field.setRangeText(words, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText", data: words }));
  return true;
}

async function press(key, keyCode) {
  const field = document.activeElement;
  if (field.matches('[role="combobox"]')) await offered();
  const told = { key, code: key, keyCode, bubbles: true, cancelable: true };
  const on = field.dispatchEvent(new KeyboardEvent("keydown", told));
  field.dispatchEvent(new KeyboardEvent("keyup", told));
  if (key === "Tab" && on) goOn(field);
  await sleep(50); // React has painted what came of it
}

async function offered() {
  for (const until = Date.now() + LIST; Date.now() < until; await sleep(20)) {
    if (document.querySelector('[role="option"]')) return;
  }
}

function goOn(field) {
  const form = field.closest(FORM);
  const all = [...(form?.querySelectorAll(FIELDS) ?? [])];
  const next = all.slice(all.indexOf(field) + 1).find((each) => seen(each) && each.tabIndex >= 0);
  next?.focus();
  if (next?.matches("input")) next.select(); // as the key itself does
}

function missed() {
  if (errands.length === 1 || errands[0].words) return giveUp();
  errands.shift(); // nothing was typed for there
  begin();
}

function giveUp() {
  const words = [...errands.map((errand) => errand.words ?? ""), rest, ahead.text].filter(Boolean).join(" ");
  errands.length = later.length = 0;
  rest = "";
  handing = false;
  if (words) return ahead.leave(words);
  ahead.close();
  if (document.activeElement === document.body && before?.isConnected) before.focus();
}

function pointed({ target }) {
  if (errands.length && !ahead.has(target)) giveUp(); // whoever points elsewhere wants the cursor there
}

const HEARD = { keydown: pressed, click: clicked, pointerdown: pointed };

export default function (component) {
  if (page === null) Object.entries(HEARD).forEach(([type, heard]) => document.addEventListener(type, heard, true));
  page = component;
  if (component.data.turn > turn) answered(component.data);
  turn = component.data.turn;
  return () => {
    Object.entries(HEARD).forEach(([type, heard]) => document.removeEventListener(type, heard, true));
    page = null;
    turn = 0;
  };
}

// Tells Python which of our keys was pressed, and puts the cursor where Python then says.
const PATIENCE = 4000; // milliseconds for the tab and its form to be there

let page = null;
let keys = [];
let turn = 0;

function nameOf({ key, code, altKey }) {
  return altKey ? `Alt+${code.startsWith("Digit") ? code.slice(5) : key}` : key; // Alt writes other signs on some keyboards
}

function pressed(event) {
  const key = nameOf(event);
  if (!page || !keys.includes(key) || event.isComposing || event.ctrlKey || event.metaKey || event.repeat) return;
  event.preventDefault();
  page.setTriggerValue("pressed", { key, at: Date.now() });
}

function focusWhenThere(field, until) {
  const found = [...document.querySelectorAll(field)].find((input) => input.offsetParent !== null && !input.disabled);
  if (found) found.focus();
  else if (Date.now() < until) setTimeout(() => focusWhenThere(field, until), 30);
}

export default function (component) {
  if (page === null) document.addEventListener("keydown", pressed, true);
  page = component;
  keys = component.data.keys;
  if (component.data.turn > turn) focusWhenThere(component.data.field, Date.now() + PATIENCE);
  turn = component.data.turn;
  return () => {
    document.removeEventListener("keydown", pressed, true);
    page = null;
    turn = 0;
  };
}

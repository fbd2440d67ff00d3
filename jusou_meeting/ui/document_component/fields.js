// 欄: Esc closes the list of a field and leaves what was chosen in it, which Streamlit would take out without a word; a
// field that is left by Tab with no letter in it is empty; and Enter goes on from a line that grows.

let lastKey = "";

function keepChoice(pressed) {
  const field = pressed.target;
  if (pressed.isComposing || !field.matches?.('[data-testid="stSelectbox"] input')) return;
  if (pressed.key === "Tab" && field.value === "") field.parentElement.querySelector('[aria-label="消す"]')?.click();
  if (pressed.key !== "Escape") return;
  if (field.getAttribute("aria-expanded") === "true") {
    pressed.stopImmediatePropagation();
    pressed.preventDefault();
    field.blur(); // whereby the list closes
    field.focus();
    return;
  }
  pressed.stopPropagation();
  field.closest('[role="dialog"]')?.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
}

function goOn(pressed) {
  const { key, target, isComposing, keyCode, ctrlKey, metaKey } = pressed;
  lastKey = key;
  if (key !== "Enter" || isComposing || keyCode === 229 || ctrlKey || metaKey) return;
  if (!target.matches?.(`${GROWING} textarea`)) return;
  pressed.preventDefault();
  pressed.stopPropagation();
  target.dispatchEvent(new KeyboardEvent("keydown", { key, code: key, ctrlKey: true, bubbles: true, cancelable: true }));
}

function takeWhole({ target }) {
  if (lastKey === "Tab" && target.matches(`${GROWING} textarea`)) target.select(); // as in every line
}

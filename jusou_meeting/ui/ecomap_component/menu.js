// 選ぶ: a menu where the hand is, in words that Python gave. A press, a digit, or the arrows and Enter choose.

const DIGITS = "1234567890";
const ONE_COLUMN = 5; // so many choices stand below one another; more stand in two columns

class Menu {
  constructor(map) {
    this.map = map;
  }

  ask({ title, at, items, choose, giveUp }) {
    const menu = made("div", { class: "menu", role: "menu", "aria-label": title });
    const rows = items.length > ONE_COLUMN ? Math.ceil(items.length / 2) : items.length;
    menu.style.setProperty("--columns", Math.ceil(items.length / rows));
    menu.style.setProperty("--rows", rows);
    menu.append(made("p", { class: "title", role: "presentation" }, title));
    const taken = (item) => {
      this.map.popup.close();
      choose(item);
    };
    menu.append(...items.map((item, place) => this.#button(item, place, taken)));
    menu.addEventListener("keydown", (e) => this.#key(e, [...menu.querySelectorAll("button")], rows));
    this.map.popup.open(menu, at, giveUp);
  }

  #button(item, place, taken) {
    const button = made("button", { type: "button", role: "menuitem", tabindex: "-1" });
    button.append(made("kbd", { "aria-hidden": "true" }, DIGITS[place] ?? ""));
    if (item.sample) {
      const sample = adopted(item.sample);
      sample.setAttribute("aria-hidden", "true");
      button.append(sample);
    }
    button.append(made("span", {}, item.label));
    if (item.note) button.append(made("small", {}, item.note));
    button.addEventListener("click", () => taken(item));
    return button;
  }

  #key(e, buttons, rows) {
    if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing) return;
    const here = buttons.indexOf(e.target);
    const digit = DIGITS.indexOf(e.key);
    const steps = { ArrowDown: 1, ArrowUp: -1, ArrowRight: rows, ArrowLeft: -rows };
    if (e.key.length === 1 && buttons[digit]) buttons[digit].click();
    else if (e.key === "Home") buttons[0].focus();
    else if (e.key === "End") buttons.at(-1).focus();
    else if (e.key === "ArrowDown" || e.key === "ArrowUp") buttons.at((here + steps[e.key]) % buttons.length).focus();
    else if (e.key in steps) buttons[here + steps[e.key]]?.focus();
    else return;
    e.preventDefault();
  }
}

// 機関をさがす: two kana or kanji find an agency of the directory, and Enter puts it on the map.

const MOST = 40;
const FROM_THE_LIST = "打つと、機関名簿から出ます。";
const NONE_LISTED = "機関名簿はまだ空です。名前を打って Enter を押すと、用紙が開きます。加えた機関は「機関名簿に載せる」で名簿に載ります。";

class Directory {
  constructor(map) {
    this.map = map;
  }

  ask(at, place) {
    const box = made("div", { class: "search", role: "dialog", "aria-label": "機関を加える" });
    const input = made("input", {
      type: "text",
      role: "combobox",
      "aria-label": "機関の名前",
      "aria-autocomplete": "list",
      "aria-expanded": "true",
      "aria-controls": "found",
      autocomplete: "off",
      maxlength: "200",
      placeholder: "かな・漢字を二文字ほど",
    });
    const list = made("div", { class: "found", id: "found", role: "listbox", "aria-label": "見つかった機関" });
    box.append(input, list);
    const take = (choice) => {
      this.map.popup.close();
      if (choice.there) this.map.select(choice.there);
      else if (choice.id) this.map.put({ kind: "agency", agency: choice.id, ...place });
      else {
        this.map.put({ kind: "unlisted", said: input.value });
        this.map.beside.enter();
      }
    };
    input.addEventListener("input", (e) => this.#offer(list, input, e.isComposing, take));
    input.addEventListener("keydown", (e) => this.#key(e, list, input));
    this.#offer(list, input, false, take);
    this.map.popup.open(box, at);
  }

  #offer(list, input, composing, take) {
    const typed = composing ? folded(input.value).replace(/[a-z]+$/, "") : folded(input.value);
    const choices = typed ? [...this.#found(typed), { name: `名簿にない：「${input.value.trim()}」を用紙で入れる` }] : [];
    list.replaceChildren(...choices.map((choice, place) => option(choice, place, take)));
    if (!choices.length) list.append(made("p", {}, this.map.offers.agencies.length ? FROM_THE_LIST : NONE_LISTED));
    this.#point(list, input, 0);
  }

  #found(typed) {
    const { agencies } = this.map.offers;
    const found = agencies.filter(({ sought }) => sought.some((text) => text.includes(typed)));
    const first = ({ sought }) => sought.some((text) => text.startsWith(typed));
    return found.sort((one, other) => first(other) - first(one)).slice(0, MOST);
  }

  #point(list, input, place) {
    const options = list.querySelectorAll("[role=option]");
    options.forEach((each, at) => each.setAttribute("aria-selected", String(at === place)));
    options[place]?.scrollIntoView({ block: "nearest" });
    if (options[place]) input.setAttribute("aria-activedescendant", options[place].id);
    else input.removeAttribute("aria-activedescendant");
  }

  #key(e, list, input) {
    if (e.isComposing || e.keyCode === 229) return; // an input method takes its own Enter and arrows
    const options = [...list.querySelectorAll("[role=option]")];
    const here = options.findIndex((each) => each.getAttribute("aria-selected") === "true");
    const step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    if (step && options.length) this.#point(list, input, (here + step + options.length) % options.length);
    else if (e.key === "Enter") options[here]?.click();
    else return;
    e.preventDefault();
  }
}

function option(choice, place, take) {
  const element = made("div", { role: "option", id: `found-${place}` });
  element.append(made("span", {}, choice.name));
  const beside = choice.there ? "地図にあります" : choice.field;
  if (beside) element.append(made("small", {}, beside));
  element.addEventListener("pointerdown", (e) => e.preventDefault()); // the cursor stays in the field
  element.addEventListener("click", () => take(choice));
  return element;
}

function folded(text) {
  // As text.py folds what is sought: カナ, ｶﾅ and かな are one, so are Ａ, A and a; spaces count for nothing.
  const hiragana = (sign) => String.fromCharCode(sign.charCodeAt(0) - 0x60);
  return text.normalize("NFKC").toLowerCase().replace(/[ァ-ヶ]/g, hiragana).replace(/\s/g, "");
}

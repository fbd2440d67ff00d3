// 日本語: what Streamlit says itself, in our words. What people typed is never touched: a word is replaced only when all of
// it stands exactly here, and only in the place where Streamlit puts it.

const TEXT = null;
const UPLOADER = '[data-testid="stFileUploader"]';
const GROWING = '[class*="st-key-growing-"]'; // a line that grows: Enter goes on from it
const OWN_DIALOG = '[data-testid="stDialog"] [role="dialog"] > h2:not(:has(*))'; // ours have their title in a container
const OUT_OF_RANGE = [
  [/^Error$/, "誤り："],
  [/^(?:Error)?: Date set outside allowed range\. Please select a date on or before (\S+)\.$/, "$1までの日付にしてください。"],
  [/^(?:Error)?: Date set outside allowed range\. Please select a date on or after (\S+)\.$/, "$1からの日付にしてください。"],
  [/^(?:Error)?: Date set outside allowed range\. Please select a date between (\S+) and (\S+)\.$/, "$1から$2までの日付にしてください。"],
];
const PLACES = [
  // [where, the attribute or the text itself, its words or patterns]
  ['[data-testid="stSkipToContent"]', TEXT, { "Skip to main content": "本文へ移動" }],
  [`${GROWING} [data-testid="InputInstructions"] span`, TEXT, { "Press Ctrl+Enter to submit form": "Enterで記録" }],
  [
    '[data-testid="InputInstructions"] span',
    TEXT,
    {
      "Press Enter to apply": "Enterで確定",
      "Press Ctrl+Enter to apply": "Ctrl+Enterで確定",
      "Press ⌘+Enter to apply": "⌘+Enterで確定",
      "Press Enter to submit form": "Enterで記録",
      "Press Ctrl+Enter to submit form": "Ctrl+Enterで記録",
      "Press ⌘+Enter to submit form": "⌘+Enterで記録",
    },
  ],
  [
    '[data-testid="stSelectbox"] input, [data-testid="stMultiSelect"] input',
    "placeholder",
    {
      "Choose an option": "選んでください",
      "Choose options": "選んでください",
      "Choose or add an option": "選ぶか、書いて加えてください",
      "Choose or add options": "選ぶか、書いて加えてください",
      "Add an option": "書いて加えてください",
      "Add options": "書いて加えてください",
      "No options to select": "選べるものがありません",
    },
  ],
  ['[data-testid="stSelectbox"] button, [data-testid="stMultiSelect"] button', "aria-label", [
    [/^Open$/, "開く"],
    [/^Clear( value)?$/, "消す"],
    [/^Clear all$/, "すべて外す"],
    [/^Remove (.+)$/, "$1を外す"],
  ]],
  ['[data-testid="stMultiSelect"] [aria-label="Selected values"]', "aria-label", { "Selected values": "選んだもの" }],
  ['[data-testid="stSelectbox"] button, [data-testid="stMultiSelect"] button', "tabindex", { 0: "-1" }], // Tab goes past it: a field whose letters were taken out is emptied as Tab leaves it
  ['[role="listbox"][data-empty] [role="option"]:not([data-key]) span', TEXT, { "No results": "該当なし" }],
  ['[role="option"][data-key^="__select_"] *', TEXT, [
    [/^Select all$/, "すべて選ぶ"],
    [/^Select (\d+) match(?:es)?$/, "当てはまる$1件を選ぶ"],
  ]],
  ['[data-testid="stSelectboxVirtualDropdown"] > div > button, [data-testid="stMultiSelectDropdown"] > div > button', "aria-label", { Dismiss: "閉じる" }],
  ["[data-live-announcer] *", TEXT, [[/^(\d+) options? available\.$/, "候補は$1件です。"]]],
  [`${UPLOADER} section > span > button p`, TEXT, { Upload: "ファイルを選ぶ", "Browse files": "ファイルを選ぶ" }],
  [`${UPLOADER} [data-testid="stFileUploaderDropzoneInput"]`, "aria-label", { "file upload": "ファイルを選ぶ" }],
  [
    `${UPLOADER} [data-testid="stFileUploaderDropzoneInstructions"] span`,
    TEXT,
    [
      [/^Drag and drop files? here$/, "ここへファイルを置いてください"],
      [/^(?:Limit )?([\d.]+[KMG]B) per file$/, "1つ$1まで"],
    ],
  ],
  [`${UPLOADER} [data-testid="stFileChip"] span`, TEXT, [
    [/^Error:$/, "誤り："],
    [/^File must be ([\d.]+[KMG]B) or smaller\.$/, "$1以下のファイルにしてください。"],
    [/^\S* files are not allowed\.$/, "この種類のファイルは使えません。"],
  ]],
  [`${UPLOADER} [data-testid="stFileChipDeleteBtn"] button`, "aria-label", [[/^Remove (.+)$/, "$1を外す"]]],
  [`${UPLOADER} [data-testid="stFileChips"] button`, "aria-label", { "Add files": "ファイルを加える" }],
  [`${UPLOADER} [data-testid="stFileChips"] button span`, TEXT, { "add icon": "加える" }],
  ['[data-testid="stDateInputCalendarButton"]', "aria-label", { "Choose date": "日付を選ぶ" }],
  ['[data-testid="stDateInputCalendar"]', "aria-label", [[/^Choose date, (.+)$/, "日付を選ぶ、$1"]]],
  ['[data-testid="stDateInputCalendar"] *', "aria-label", [
    [/^Choose date, (.+)$/, "日付を選ぶ、$1"],
    [/^Previous month$/, "前の月"],
    [/^Next month$/, "次の月"],
  ]],
  ['[data-testid="stDateInputCalendar"] h2', TEXT, [[/^Choose date, (.+)$/, "日付を選ぶ、$1"]]],
  ['[data-testid="stDateInputField"] [role="alert"], [role="tooltip"] p, [role="tooltip"] p strong', TEXT, OUT_OF_RANGE],
  ['[id^="react-aria-description"]', TEXT, [
    [/^Selected Date: (.+)$/, (_, day) => `選んである日：${new Date(day).toLocaleDateString("ja-JP", { dateStyle: "long" })}`],
  ]],
  ['[data-testid="stDateInputClearButton"], [data-testid="stTimeInputClearButton"]', "aria-label", { "Clear date": "日付を消す", "Clear time": "時刻を消す" }],
  ['[data-testid="stDateInputField"] span', TEXT, { yyyy: "年", mm: "月", dd: "日" }],
  ['[data-testid="stDateInputField"] span', "aria-label", [
    [/^year, (.+)$/, "年、$1"],
    [/^month, (.+)$/, "月、$1"],
    [/^day, (.+)$/, "日、$1"],
  ]],
  ['[data-testid="stTimeInputTimeDisplay"] span', TEXT, { HH: "時", mm: "分" }],
  ['[data-testid="stNumberInputStepDown"]', "aria-label", { Decrement: "減らす" }],
  ['[data-testid="stNumberInputStepUp"]', "aria-label", { Increment: "増やす" }],
  ['[data-testid="stTextInputRootElement"] button', "aria-label", { "Show password": "パスワードを表示", "Hide password": "パスワードを隠す" }],
  ['button [aria-label^="Shortcut "]', "aria-label", [[/^Shortcut (.+)$/, "キー $1"]]],
  ['[data-testid^="stTabsScroll"]', "aria-label", { "Scroll tabs left": "前の欄を出す", "Scroll tabs right": "次の欄を出す" }],
  ['[data-testid="stHeaderActionElements"] a', "aria-label", { "Link to heading": "この見出しへのリンク" }],
  ["iframe", "title", { "st.iframe": "課題ネットワーク" }],
  ['[data-testid="stTooltipIcon"] button', "aria-label", [[/^Help for (.+)$/, "$1の説明"], [/^Help$/, "説明"]]],
  ['[data-testid="stElementToolbarButton"] button', "aria-label", {
    "Show/hide columns": "列の表示",
    "Download as CSV": "CSVで保存",
    Search: "検索",
    Fullscreen: "全画面",
    "Close fullscreen": "全画面を終える",
  }],
  ['[data-testid="stToastContainer"]', "aria-label", { Notifications: "お知らせ" }],
  ['[data-testid="stToast"] button, [data-testid="stDialog"] [role="dialog"] > button', "aria-label", { Close: "閉じる" }],
  [`${OWN_DIALOG}`, TEXT, { "Connection error": "接続が切れました" }],
  [`${OWN_DIALOG} + div *`, TEXT, [
    [/^(Streamlit server is not responding\.|Is Streamlit still running\?).*/, "サーバーが応答しません。入力はこの画面に残っています。つながるまで、このままお待ちください。"],
    [/^Connection failed with status 401\b.*/, "入室は終わりました。サインインし直してください。"], // our door's word
    [/^(Cannot connect to Streamlit|Connection failed).*/, "サーバーにつながりません。画面を読み込み直してください。"],
  ]],
  ['[data-testid="stExceptionMessage"] div, [data-testid="stExceptionMessage"]', TEXT, [
    [/^This app has encountered an error\..*/, "この操作を終えられませんでした。画面を読み込み直し、続くときは管理者に知らせてください。"],
  ]],
  ['[data-testid="stException"] button', TEXT, { Copy: "写す" }],
  ['[data-testid="stStatusWidget"] *', TEXT, { "Running...": "処理中", Stop: "中止", "Stopping...": "中止しています" }],
  ['[data-testid="stStatusWidgetRunningIcon"]', "aria-label", { "Running...": "処理中" }],
];

const ANYWHERE = PLACES.map(([where]) => where).join(", ");

function translateChanged(changes) {
  const changed = new Set();
  for (const { type, target, addedNodes } of changes) {
    if (type === "childList") for (const node of addedNodes) changed.add(node.nodeType === 1 ? node : node.parentElement);
    else changed.add(type === "characterData" ? target.parentElement : target);
  }
  for (const element of changed) if (element) translate(element);
}

function translate(element) {
  if (element.matches(ANYWHERE)) translateHere(element);
  for (const within of element.querySelectorAll(ANYWHERE)) translateHere(within);
}

function translateHere(element) {
  for (const [where, attribute, words] of PLACES) if (element.matches(where)) say(element, attribute, words);
}

function say(element, attribute, words) {
  if (attribute) {
    const said = japanese(element.getAttribute(attribute), words);
    if (said !== null) element.setAttribute(attribute, said);
    return;
  }
  for (const node of element.childNodes) {
    const said = node.nodeType === 3 ? japanese(node.nodeValue, words) : null;
    if (said !== null) node.nodeValue = said;
  }
}

function japanese(english, words) {
  const text = english?.trim();
  if (!text) return null;
  if (!Array.isArray(words)) return words[text] ?? null;
  const [pattern, said] = words.find(([pattern]) => pattern.test(text)) ?? [];
  return pattern ? text.replace(pattern, said) : null;
}

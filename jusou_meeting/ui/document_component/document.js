// 画面: <html lang>, our fonts, and a page that stands. The scripts of this folder are one module; this is its door.
//
// It has the page run again when a lost connection is back: Streamlit does not, and to a server that was started anew
// every part of the page that runs by itself (a fragment) is unknown until then, so nothing sent from it arrives. A page of
// which nothing but its frame came is run again, too: what was asked of the page before it took its turn. And a page from
// which everything is gone is opened anew.

const FONTS = [
  ["BIZ UDPGothic", "BIZUDPGothic-Regular.ttf", "400"],
  ["BIZ UDPGothic", "BIZUDPGothic-Bold.ttf", "700"],
  ["Jusou Fallback JP", "JusouFallbackJP-Regular.otf", "400"],
];

const WALL = "jusou-wall"; // one window, wherever it was moved to, takes the next household too
const WHITE = 300; // milliseconds that a page may be empty
const OPENED_ANEW = "jusou-opened-anew"; // when it was, in this window
const MOST = 3; // times in a minute: what fails at once fails again

const BODY = '[data-testid="stMainBlockContainer"] > [data-testid="stVerticalBlock"]';

let runAgain = null;
let app = null;
let filled = 0; // times in a row that nothing but the frame came

export default function ({ setTriggerValue }) {
  const first = runAgain === null;
  runAgain = (why) => setTriggerValue(why, Date.now());
  document.documentElement.lang = "ja";
  if (!first) return;
  for (const [family, file, weight] of FONTS) {
    document.fonts.add(new FontFace(family, `url("${new URL(`fonts/${file}`, document.baseURI)}")`, { weight, display: "swap" }));
  }
  translate(document.body);
  new MutationObserver(translateChanged).observe(document.body, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ["aria-label", "placeholder", "data-empty"],
  });
  const [connection, running] = ["data-test-connection-state", "data-test-script-state"];
  app = document.querySelector('[data-testid="stApp"]');
  const back = ([{ oldValue }]) => oldValue !== "CONNECTED" && isConnected() && runAgain("reconnected");
  document.addEventListener("keydown", keepChoice, true);
  document.addEventListener("keydown", goOn, true);
  document.addEventListener("focusin", takeWhole, true);
  document.addEventListener("click", openWall, true);
  if (app) new MutationObserver(back).observe(app, { attributeFilter: [connection], attributeOldValue: true });
  if (app) new MutationObserver(() => setTimeout(fill, WHITE)).observe(app, { attributeFilter: [running] });
  const root = document.getElementById("root");
  new MutationObserver(() => setTimeout(openAnew, WHITE, root)).observe(root, { childList: true });
}

const isConnected = () => app.dataset.testConnectionState === "CONNECTED";

function fill() {
  if (!isConnected() || app.dataset.testScriptState !== "notRunning") return;
  const bare = document.querySelector(`${BODY} > :last-child .st-key-frame`);
  filled = bare ? filled + 1 : 0;
  if (bare && filled <= MOST) runAgain("bare");
}

function openWall(pressed) {
  const link = pressed.target.closest?.('a[href*="/project/"]');
  if (!link || pressed.ctrlKey || pressed.shiftKey || pressed.metaKey) return;
  pressed.preventDefault();
  window.open(link.href, WALL);
}

function openAnew(root) {
  // An error in Streamlit's own scripts takes everything off the page: a meeting must not sit before a white screen.
  if (root.hasChildNodes()) return;
  const lately = JSON.parse(sessionStorage.getItem(OPENED_ANEW) ?? "[]").filter((at) => at > Date.now() - 60_000);
  if (lately.length === MOST) return;
  sessionStorage.setItem(OPENED_ANEW, JSON.stringify([...lately, Date.now()]));
  location.reload();
}
